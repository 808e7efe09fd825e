"""Colours of charts: by name in specifications, by value where they are drawn."""

import json
import re
from importlib.resources import files
from typing import Any

import pytest

from planner.report.charts.theme import DARK, HELD, LIGHT, colours, painted
from planner.report.page import charts_of
from tests.unit.report.page.documents import comparison_document, concurrency_document, sweep_document

SCRIPT = files("planner.report.page").joinpath("static", "page.js")


def test_pages_and_pictures_leave_the_same_things_alone() -> None:
    """The page's script paints by itself; were its list shorter, a group called @main would become a colour."""
    (told,) = re.findall(r"const held = new Set\((\[.*?\])\);", SCRIPT.read_text(encoding="utf-8"))
    assert set(json.loads(told)) == set(HELD)


def test_names_that_look_like_colours_stay_names() -> None:
    """In data and in the domains of scales; beside them colours are found however deep they lie."""
    spec = {
        "data": {"values": [{"name": "@main"}]},
        "layer": [{"scale": {"domain": ["@main"], "range": ["@main"]}}],
    }
    assert painted(spec, {"@main": "blue"}) == {
        "data": {"values": [{"name": "@main"}]},
        "layer": [{"scale": {"domain": ["@main"], "range": ["blue"]}}],
    }


@pytest.mark.parametrize("made", [comparison_document, sweep_document, concurrency_document])
@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_every_colour_that_is_named_is_one(made: Any, palette: Any) -> None:
    """A name that no palette has would be drawn as black, or not at all."""

    def names(part: Any) -> set[str]:
        if isinstance(part, dict):
            return set().union(*(names(value) for key, value in part.items() if key not in HELD))
        if isinstance(part, list):
            return set().union(*map(names, part))
        return {part} if isinstance(part, str) and part.startswith("@") else set()

    found = set().union(*(names(chart.spec) for chart in charts_of(made())))
    assert found
    assert found <= set(colours(palette))
