"""A results file may hold anything: there is a page of it, or a sentence that says what is wrong and where."""

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.kpi import BY_KEY
from planner.report import as_json
from planner.report.page import as_html
from planner.report.reading import NoResult
from planner.scenario import loads
from planner.study import Options, run_study

SCENARIO = """
name: Shop
start: 2026-11-23 09:00
end: 2026-11-24 12:00
interval: 12h
service_level: {target: 80%, within: 60s}
chat_types:
  shop:
    arrivals: {per_hour: 4}
    handle_time: {mean: 9m}
    patience: {mean: 3m}
agent_groups:
  shop: {agents: 1}
run: {replications: 3, seed: 1}
"""
OTHERS: list[Any] = [
    *(None, True, -1, 0, 1e308, -1e308, 1e-308, 10**400, float("nan"), float("-inf")),
    *("", "x", "\ud800", "9999-12-31T23:59", "0001-01-01T00:00", "2026-11-23T09:00+14:00", "<script>"),
    *([], [[]], {}, {"\ud800": 1}, [1], ["x"], [1, "x", "chats", 1e20], [[0, 1e300, "chats", 1]]),
    {"mean": None, "low": None, "high": None},
    {"mean": 1e29, "low": -1e29, "high": 1e30},
]
"""What no command writes at most places, or not in this shape."""

UNREAD = ("hours_of_day", "weekdays", "weeks")

Place = tuple[str | int, ...]


def places(value: Any, at: Place = ()) -> Iterator[Place]:
    """Yield where values are, from the outside in."""
    if at:
        yield at
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inside:
        yield from places(one, (*at, key))


def put(document: Any, at: Place, value: Any) -> Any:
    """Return a document with another value at a place."""
    changed = copy.deepcopy(document)
    holder = changed
    for key in at[:-1]:
        holder = holder[key]
    holder[at[-1]] = value
    return changed


def told(document: Any) -> str:
    """Return what is wrong with a document; nothing where there is a page that can be written."""
    try:
        as_html(document).encode()
    except NoResult as error:
        return str(error)
    return ""


def expect_page_or_sentence(document: Any) -> None:
    """Check for a page that can be written, or for an error of one line."""
    wrong = told(document)
    assert "\n" not in wrong
    assert len(wrong) < 1000


def kind_of(at: Place) -> Place:
    """Return a place without which row it is in, and of which figure."""
    return tuple("figure" if key in BY_KEY else key for key in at if not isinstance(key, int))


@pytest.fixture(scope="module")
def document() -> Any:
    """A result as it is written, but for parts that pages do not read."""
    study = run_study(loads(SCENARIO), Options(by_agent=True))
    whole = json.loads("".join(as_json(study)))
    for key in UNREAD:
        del whole[key]
    for part in (*whole["days"], *whole["intervals"]):
        del part["chat_types"], part["agent_groups"]
    return whole


def test_the_result_itself_has_a_page(document: Any) -> None:
    """As it was written there is a page of it, with its name."""
    assert "<bdi>Shop</bdi>" in as_html(document)


def test_every_value_may_be_another(document: Any) -> None:
    """At each kind of place, each other value gives a page or a sentence."""
    kinds = {kind_of(at): at for at in places(document)}
    assert len(kinds) > 50
    for at in kinds.values():
        for other in OTHERS:
            expect_page_or_sentence(put(document, at, other))


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_several_values_may_be_others(document: Any, data: st.DataObject) -> None:
    """So do several at once, taken from elsewhere in the document or made up."""
    everywhere = list(places(document))
    changed = document
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.sampled_from(everywhere))
        other = data.draw(st.sampled_from(OTHERS) | st.floats() | st.text(max_size=20))
        try:
            changed = put(changed, at, other)
        except (KeyError, IndexError, TypeError):
            continue  # an earlier change has taken this place away
    expect_page_or_sentence(changed)


def test_every_key_may_be_missing(document: Any) -> None:
    """Without a key that every result has, the sentence names it; without others there is a page."""
    for key in document:
        rest = {name: value for name, value in document.items() if name != key}
        wrong = told(rest)
        assert wrong == "" or key in wrong
    assert told({}) != ""
