"""The pages of comparisons, sweeps and chats at once."""

from html import escape
from typing import Any

import pytest

from planner.report.page import as_html
from planner.report.page.page import PAGES
from planner.report.page.parts import Page
from planner.report.reading import NoResult, Reading
from tests.unit.report.page.documents import (
    HOSTILE,
    comparison_document,
    concurrency_document,
    sweep_document,
)

DOCUMENTS = [comparison_document, sweep_document, concurrency_document]


def page(document: dict[str, Any]) -> Page:
    """Return the page of a document."""
    return PAGES[document["kind"]](Reading(document))


def texts(of_page: Page) -> list[list[str]]:
    """Return the rows of all tables, as text."""
    return [
        [cell.text for cell in row]
        for section in of_page.sections
        for grid in section.grids
        for row in grid.rows
    ]


@pytest.mark.parametrize("made", DOCUMENTS)
def test_a_page_says_what_the_document_sums_up(made: Any) -> None:
    """The sentence, the heading and the notes, as text."""
    document = made()
    html = as_html(document)
    for text in (document["summary"], document["heading"], *document["notes"]):
        assert str(escape(text)).replace("&#x27;", "&#39;").replace("&quot;", "&#34;") in html


@pytest.mark.parametrize("made", DOCUMENTS)
@pytest.mark.parametrize("key", ["heading", "summary", "notes", "warnings", "seed"])
def test_a_page_lacks_nothing(made: Any, key: str) -> None:
    """A document without one of its parts is none."""
    document = made()
    del document[key]
    with pytest.raises(NoResult, match=key):
        as_html(document)


def test_a_comparison_begins_with_who_leads() -> None:
    """Its figure, and in tables all alternatives and all differences."""
    found = page(comparison_document())
    assert (found.big.label, found.big.text) == ("best service level", "80 %")
    assert found.big.detail.startswith("more · ")
    assert found.tone == "good"
    rows = texts(found)
    assert ["more", "+10 points", "+8 to +12", "better", ""] in rows
    assert [HOSTILE, "+1 points", "−2 to +4", "not distinguishable yet", "90"] in rows
    assert ["as is", "70 %", "30 h"] in rows


def test_hostile_names_are_text() -> None:
    """Nowhere on the page, nor in what charts are drawn from, do they begin an element."""
    assert HOSTILE not in as_html(comparison_document())


def test_a_sweep_begins_with_the_fewest_agent_hours() -> None:
    """Of the points that surely keep the promise, and lists every point."""
    found = page(sweep_document())
    assert (found.big.text, found.big.detail) == ("32 h", "agents=4, concurrency=1")
    rows = texts(found)
    assert ["4", "1", "surely kept", "32 h", "84 %"] in rows
    assert ["3", "1", "not kept", "30 h", "70 %"] in rows
    assert ["80 %", "surely", "32 h", "4", "1"] in rows


def test_a_sweep_without_points_has_a_page() -> None:
    """Where --where left nothing."""
    document = sweep_document() | {"points": [], "frontier": [], "targets": [], "left_out": 4}
    found = page(document)
    assert (found.big.text, found.big.detail) == ("0", "4 are left out by --where")
    assert found.tone == "unsure"


def test_chats_at_once_begin_with_how_many_pay() -> None:
    """And the agents that they need; what one more does is in a table."""
    found = page(concurrency_document())
    assert (found.big.text, found.big.label) == ("2", "chats at once pay")
    assert found.big.detail.startswith("5 agents keep ")
    rows = texts(found)
    assert any(row[:2] == ["1 → 2", "pays"] for row in rows)
    assert any(row[:2] == ["2 → 3", "does not pay"] for row in rows)
