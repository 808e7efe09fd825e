"""When doors are open."""

from collections.abc import Iterator

from planner.scenario.local_time import DAY
from planner.scenario.model import Scenario
from planner.scenario.problems import Problem
from planner.scenario.tree import Node
from planner.scenario.week import ALL_DAYS, on_weekday

MOST_SHIFTS = 1_000_000
"""Shifts and breaks of single agents over the horizon."""

Doors = tuple[tuple[float, float], ...]
"""When doors open and close, in seconds since the start, in order."""


def doors(scenario: Scenario) -> Doors:
    """Return the stretches of open doors between start and end."""
    time = scenario.time
    if scenario.open is None and not time.shut:
        return ((0.0, scenario.horizon),)
    week = scenario.open if scenario.open is not None else {ALL_DAYS: ((0, DAY),)}
    merged: list[tuple[float, float]] = []
    for day in time.dates():
        hours = () if time.is_shut(day) else on_weekday(week, time.weekday(day), ())
        for opens, closes in hours:
            begin = max(0.0, time.elapsed(day * DAY + opens))
            end = min(scenario.horizon, time.elapsed(day * DAY + closes))
            if merged and begin <= merged[-1][1] < end:
                merged[-1] = (merged[-1][0], end)
            elif begin < end and not (merged and end <= merged[-1][1]):
                merged.append((begin, end))
    return tuple(merged)


def time_problems(scenario: Scenario, tree: Node) -> Iterator[Problem]:
    """Find opening hours that never open, nothing left that counts, and far too many shifts."""
    if not doors(scenario):
        key = "open" if scenario.open is not None else "holidays"
        wrong = "doors are closed all the time from start to end"
        yield Problem(tree.at((key,)).place, wrong, "check the days")
    if scenario.run.warm_up + scenario.run.cool_down >= scenario.horizon:
        wrong = "warm_up and cool_down leave nothing of the horizon"
        yield Problem(tree.at(("run",)).place, wrong, "make them shorter")
    for name, group in scenario.agent_groups.items():
        shifts = sum(shift.agents * (1 + len(shift.breaks)) for shift in group.shifts or ())
        if shifts * len(scenario.time.dates()) > MOST_SHIFTS:
            wrong = f"agent_groups.{name}: about {shifts * len(scenario.time.dates()):,} shifts and breaks"
            yield Problem(tree.at(("agent_groups", name, "shifts")).place, wrong, "plan fewer agents or days")
