"""The hours in which doors are open, which of them are tried together, and stretches of neighbours."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from planner.flow.demand import FloatColumn, IntColumn
from planner.flow.window import Window
from planner.scenario.local_time import LocalTime
from planner.staffing.gradient import FELT_BEFORE

APART = 22 * 3600.0
"""Changes so far (s) apart are tried in one simulation: a day, and no less where clocks change."""


class Hour(NamedTuple):
    """An hour by the clock, or as much of it as doors are open (s since the start)."""

    begin: float
    end: float


def open_hours(window: Window, time: LocalTime) -> list[Hour]:
    """Return the hours of the time that counts, in order."""
    found: list[Hour] = []
    last: tuple[float, float] | None = None
    doors = np.array(window.doors).ravel()
    for begin, end in zip(window.edges[:-1].tolist(), window.edges[1:].tolist(), strict=True):
        if np.searchsorted(doors, begin, side="right") % 2 == 0:
            continue
        clock = time.clock(begin)
        hour = clock // 3600, clock - begin  # the offset tells apart the hour that comes twice
        if found and hour == last and found[-1].end == begin:
            found[-1] = Hour(found[-1].begin, end)
        else:
            found.append(Hour(begin, end))
        last = hour
    return found


def together(hours: Iterable[Hour]) -> list[list[Hour]]:
    """Divide hours into those that are tried in one simulation, each far from the one before."""
    batches: list[list[Hour]] = []
    for hour in hours:
        free = next((batch for batch in batches if hour.begin - batch[-1].begin >= APART), None)
        if free is None:
            batches.append([hour])
        else:
            free.append(hour)
    return batches


def put_down_to(hours: Sequence[Hour], edges: FloatColumn) -> IntColumn:
    """Return for each interval the hour to which its change is put down: the last one before; before all, the first.

    Chats that arrive shortly before may still wait when it begins, and are counted for it.
    """
    begins = np.array([hour.begin for hour in hours])
    return np.maximum(0, np.searchsorted(begins, edges[:-1] + FELT_BEFORE, side="right") - 1)


def stretches(hours: Sequence[Hour], time: LocalTime) -> list[list[Hour]]:
    """Put neighbours on one date together."""
    found: list[list[Hour]] = []
    for hour in sorted(hours):
        if found and found[-1][-1].end == hour.begin and _date(time, found[-1][-1]) == _date(time, hour):
            found[-1].append(hour)
        else:
            found.append([hour])
    return found


def _date(time: LocalTime, hour: Hour) -> object:
    return time.at(hour.begin).date()
