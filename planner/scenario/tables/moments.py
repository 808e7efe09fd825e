"""A column of cells -> dates and times."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime, time

from planner.scenario.problems import Problem
from planner.scenario.quantities import Unreadable, shown
from planner.scenario.tables.cell import Cell, Value, values_of
from planner.scenario.tables.day_order import Undecided, day_comes_first
from planner.scenario.tables.tally import Tally
from planner.scenario.tables.written_moment import FIX, YEARS, Doubtful, written_moment

AS_DATE = "format the column as date and time, or write 2026-11-23 08:00 as text"
Readings = dict[str, datetime | Unreadable | None]
"""What each text says; None where its date stays in doubt."""


def moments(
    cells: Sequence[Cell], likely: Callable[[datetime], bool]
) -> tuple[list[datetime | None], list[Problem]]:
    """Read the dates and times of a column, None where there is none, and what is wrong with those.

    Moments are naive and local unless an offset is written. Where the column leaves open whether the day
    or the month comes first, the order counts that makes more of its moments `likely`, which is asked
    about local times without offset.
    """
    values = values_of(cells)
    counts = Counter(value for value in values if isinstance(value, str))
    first = {value: row for row, value in reversed(list(enumerate(values))) if isinstance(value, str)}
    tally = Tally()
    readings, undecided = _readings(counts, likely, lambda text: _told(cells, first[text]))
    found: list[datetime | None] = []
    for row, value in enumerate(values):
        reading = readings[value] if isinstance(value, str) else _moment(value)
        if isinstance(reading, Unreadable):
            tally.refuse(cells, row, reading)
            reading = None
        found.append(reading)
    problems = tally.problems()
    if undecided:
        place = cells[first[undecided.text]].place
        problems.append(Problem(place, undecided.wrong, undecided.fix))
    return found, problems


def _told(cells: Sequence[Cell], row: int) -> str:
    place = cells[row].place
    return place.words or f"row {place.line}"


def _readings(
    counts: Counter[str], likely: Callable[[datetime], bool], told: Callable[[str], str]
) -> tuple[Readings, Undecided | None]:
    """Read each text once; the dates in doubt are decided together."""
    readings: Readings = {}
    doubtful: dict[str, Doubtful] = {}
    for text in counts:
        try:
            reading = written_moment(text)
        except Unreadable as error:
            readings[text] = error
            continue
        if isinstance(reading, Doubtful):
            doubtful[text] = reading
        else:
            readings[text] = reading
    if not doubtful:
        return readings, None
    try:
        day_first = day_comes_first(doubtful, counts, likely, told)
    except Undecided as undecided:
        return readings | dict.fromkeys(doubtful), undecided
    for text, date in doubtful.items():
        readings[text] = date.day_first if day_first else date.month_first
    return readings, None


def _moment(value: Value) -> datetime | Unreadable:
    """Check a value that is not text."""
    if isinstance(value, datetime):
        if YEARS[0] <= value.year <= YEARS[1]:
            return value
        return Unreadable(f"the year {value.year} is out of range", f"years go from {YEARS[0]} to {YEARS[1]}")
    if isinstance(value, time):
        return Unreadable(f"{value} is a time without a date", FIX)
    if isinstance(value, float):
        return Unreadable(f"{shown(value)} is a number, not a date", AS_DATE)
    return Unreadable("this is empty", FIX)
