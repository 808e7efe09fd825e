"""Agents and hours, in all."""

from collections import defaultdict
from collections.abc import Iterable

from planner.staffing.result import Found, Staffed

TOO_LOOSE = 1e-3
"""A lower bound that is less than this share of the cost says nothing about how far a plan is from the optimum."""


def busiest(staffing: Iterable[Staffed]) -> float:
    """Return how many agents of all groups there are when there are most."""
    at: defaultdict[float, float] = defaultdict(float)
    for staffed in staffing:
        at[staffed.begin] += staffed.agents
    return max(at.values(), default=0)


def agent_hours(staffing: Iterable[Staffed]) -> float:
    """Return how many hours all agents together are on duty."""
    return sum(staffed.agents * (staffed.end - staffed.begin) for staffed in staffing) / 3600


def hours_on_duty(found: Found) -> float:
    """Return agent hours: those of the shifts less their breaks where there are shifts, else those of the staffing."""
    if not found.plan:
        return agent_hours(found.staffing)
    return (
        sum(
            planned.agents * (planned.end - planned.begin - sum(end - begin for begin, end in planned.breaks))
            for planned in found.plan
        )
        / 3600
    )


def priced(found: Found) -> bool:
    """Tell whether hours or shifts have prices; where every hour costs 1, the cost is paid hours, and is told as such."""
    scenario = found.scenario
    groups = {staffed.group for staffed in found.staffing}
    weeks = [scenario.agent_groups[name].cost_per_hour for name in groups]
    patterns = scenario.shift_patterns.values() if found.plan else ()
    weeks += [pattern.cost_per_hour for pattern in patterns if pattern.cost_per_hour is not None]
    return (
        any(pattern.cost is not None for pattern in patterns)
        or any(group.overtime_cost_per_hour for group in scenario.agent_groups.values())
        or any(price != 1 for week in weeks for day in week.values() for price in day.values())
    )


def from_optimum(found: Found) -> float | None:
    """Return by which share of the lower bound the cost is above it; None where that is not known."""
    bound = found.lower_bound
    return None if bound is None or bound <= TOO_LOOSE * found.cost else max(0.0, found.cost / bound - 1)
