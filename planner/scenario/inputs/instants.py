"""Dates and times of a file -> seconds since the start."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from planner.scenario.local_time import LocalTime
from planner.scenario.problems import Problem
from planner.scenario.tables import Cell, moments


def local_moments(cells: Sequence[Cell], time: LocalTime) -> tuple[list[datetime | None], list[Problem]]:
    """Read a column of dates and times; None where there is a problem.

    Times with an offset need the scenario's time zone; times that clocks skip do not exist.
    """
    nearby = timedelta(days=1)
    found, problems = moments(cells, lambda moment: time.start - nearby <= moment <= time.end + nearby)
    for row, moment in enumerate(found):
        if moment is None:
            continue
        wrong, fix = _misplaced(moment, time)
        if wrong:
            problems.append(Problem(cells[row].place, wrong, fix))
            found[row] = None
    return found, problems


def _misplaced(moment: datetime, time: LocalTime) -> tuple[str, str]:
    if moment.tzinfo is not None:
        if time.zone is None:
            return (
                "this time has an offset, and the scenario has no timezone",
                "give timezone, or local times",
            )
    elif time.zone is not None and not time.exists(moment):
        return f"{moment:%Y-%m-%d %H:%M} does not exist: clocks go forward", "leave the row out"
    return "", ""


def in_turn(moments: Sequence[datetime], time: LocalTime, apart: float = 0.0) -> list[float]:
    """Return moments that are in order, more than `apart` (s) from each other, as seconds since the start.

    Where clocks go back, a time that comes in the file where it cannot be its first is meant the second time.
    """
    found: list[float] = []
    for moment in moments:
        at = time.since_start(moment)
        if (
            moment.tzinfo is None
            and found
            and at <= found[-1] + apart
            and time.zone is not None
            and time.twice(moment)
        ):
            at = time.since_start(moment.replace(fold=1))
        found.append(at)
    return found
