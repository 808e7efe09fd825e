"""Staffing with equal neighbours put together, as people read it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from planner.scenario.local_time import LocalTime
from planner.staffing.result import Found


@dataclass(frozen=True)
class Run:
    """A stretch of one day in which a group has the same number of agents (s since the start)."""

    begin: float
    end: float
    agents: float
    by_division: float | None = None
    """What the usual, wrong, way says."""


def runs(found: Found, group: str, beside: bool) -> list[Run]:
    """Return a group's runs, in order; `beside` tells them apart by what the usual way says, too."""
    usual = {other.begin: other.agents for other in found.by_division if other.group == group}
    merged: list[Run] = []
    time = found.scenario.time
    for one in (staffed for staffed in found.staffing if staffed.group == group):
        run = Run(one.begin, one.end, one.agents, usual.get(one.begin) if beside else None)
        if merged and _goes_on(merged[-1], run, time):
            merged[-1] = replace(merged[-1], end=run.end)
        else:
            merged.append(run)
    return merged


def by_date(all_runs: Sequence[Run], time: LocalTime) -> Iterator[tuple[date, list[Run]]]:
    """Yield the runs of each date."""
    for day, of_day in groupby(all_runs, key=lambda run: time.at(run.begin).date()):
        yield day, list(of_day)


def _goes_on(before: Run, after: Run, time: LocalTime) -> bool:
    """Tell whether a run is the same as the one just before it, on the same date."""
    same = (before.agents, before.by_division) == (after.agents, after.by_division)
    return same and before.end == after.begin and time.at(before.begin).date() == time.at(after.begin).date()
