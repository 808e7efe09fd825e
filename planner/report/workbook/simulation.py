"""The workbook of `planner simulate`."""

from collections.abc import Iterator

from planner.report.outline import is_open
from planner.report.reading import Reading
from planner.report.workbook.moments import WHEN, stretch
from planner.report.workbook.sheet import NAME, Column, Entry, Sheet
from planner.report.workbook.summary import scenario, summary
from planner.report.workbook.tables import (
    SCOPE,
    Named,
    by_name,
    one_below_the_other,
    scopes,
    side_by_side,
)

DRAWN = (("Chats that arrive, and service level", "offered", "service_level"),)
RECURRING = (("Hours of day", "hours_of_day", "hour"), ("Weekdays", "weekdays", "weekday"))
MOST_FIGURES = 30_000
"""One below the other; more take long to write, and the sheet of intervals has their means."""
ONCE = (("Days", "days"), ("Weeks", "weeks"))


def simulation(result: Reading) -> list[Sheet]:
    """Return the sheets. Raises `NoResult`."""
    return [summary(result), *_parts(result), *_names(result), _figures(result), *scenario(result)]


def _parts(result: Reading) -> Iterator[Sheet]:
    """Yield the parts of the time with open doors; what is the same as the whole is left out."""
    yield side_by_side("Intervals", WHEN, _open(result["intervals"], result), DRAWN)
    if len(result["days"].rows()) < 2:
        return
    for title, key in ONCE:
        yield side_by_side(title, WHEN, _open(result[key], result), DRAWN)
    for title, key, what in RECURRING:
        rows = [Named((part[what].text,), part["kpis"].figures) for part in result[key].rows()]
        yield side_by_side(title, (Column(what, 14),), rows, DRAWN)


def _names(result: Reading) -> Iterator[Sheet]:
    yield by_name("Types", "chat type", result["chat_types"])
    yield by_name("Groups", "agent group", result["agent_groups"])
    if "agents" in result:
        rows = [
            Named((agent["agent"].text, agent["group"].text), agent["kpis"].figures)
            for agent in result["agents"].rows()
        ]
        yield side_by_side("Agents", (Column("agent", NAME), Column("agent group", NAME)), rows)
    if "by_chats_in_hand" in result:
        rows = [
            Named((part["chats_in_hand"].number,), part["kpis"].figures)
            for part in result["by_chats_in_hand"].rows()
        ]
        yield side_by_side("Chats in hand", (Column("chats in hand"),), rows)


def _open(parts: Reading, result: Reading) -> list[Named]:
    named = [Named(stretch(part, result), part["kpis"].figures) for part in parts.rows()]
    return [one for one in named if is_open(one.figures)]


def _figures(result: Reading) -> Sheet:
    """Return every figure: of all the time, and of each part of it; intervals only where they are not too many."""
    rows = list(scopes(result, ("all", *_nothing(WHEN))))
    if "agents" in result:
        for agent in result["agents"].rows():
            names = ("all", *_nothing(WHEN), "agent", agent["agent"].text)
            rows.append(Named(names, agent["kpis"].figures))
    for _, key, what in RECURRING:
        for one in result[key].rows():
            rows += scopes(one, (what.replace("hour", "hour of day"), one[what].text, *_nothing(WHEN[1:])))
    for part, key in ONCE:
        rows += _of_each(result, part.lower().rstrip("s"), key)
    intervals = _of_each(result, "interval", "intervals")
    if sum(len(named.figures) for named in (*rows, *intervals)) <= MOST_FIGURES:
        rows += intervals
    return one_below_the_other((Column("part", 12), *WHEN, *SCOPE), rows)


def _of_each(result: Reading, part: str, key: str) -> list[Named]:
    return [named for one in result[key].rows() for named in scopes(one, (part, *stretch(one, result)))]


def _nothing(columns: tuple[Column, ...]) -> tuple[Entry, ...]:
    return (None,) * len(columns)
