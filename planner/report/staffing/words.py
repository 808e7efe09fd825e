"""Targets, stretches of time and amounts in words."""

from planner.kpi import Estimate, Kpi
from planner.report import figures
from planner.report.spans import Span
from planner.scenario.local_time import DAY, LocalTime
from planner.scenario.quantities import duration_text
from planner.staffing.goals import Goal

SIDES = {"at_least": "at least", "at_most": "at most"}
PERIODS = {"run": "", "day": " on every day", "interval": " in every interval"}
FINEST = 3
"""How many more decimals than are surely known a value may get."""


def target(goal: Goal) -> str:
    """Say what is asked: `wait p90 at most 2 m of sales on 90 % of days`."""
    asked = f"{goal.kpi.title} {SIDES[goal.side]} {bound(goal.kpi, goal.bound)}{_whose(goal)}"
    if goal.on is None:
        return asked + PERIODS[goal.per]
    days = f" on {figures.share(goal.on)} of days"
    return f"{asked}{days}, each day by itself" if goal.per == "day" else asked + PERIODS[goal.per] + days


def subject(goal: Goal) -> str:
    """Say what the target is about, without the bound."""
    return goal.kpi.title + _whose(goal)


def bound(kpi: Kpi, value: float) -> str:
    """Write a value of a KPI that is known exactly."""
    if kpi.is_share:
        return figures.share(value)
    if kpi.unit == "s":
        return duration_text(value)
    return amount(value) + figures.scale(kpi.unit, value).suffix


def amount(value: float) -> str:
    """Write a cost, or hours, with two decimals at most."""
    text = f"{value:,.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def estimated(goal: Goal, estimate: Estimate) -> str:
    """Write a value of the target's KPI with as many decimals as show on which side of the bound it lies."""
    key, finer = goal.kpi.key, _finer(goal, estimate)
    reach = figures.plus_minus(key, estimate, finer)
    return figures.value(key, estimate, finer) + (f" ({reach})" if reach else "")


def stretch(time: LocalTime, begin: float, end: float) -> str:
    """Write from when to when (s since the start), with the day where there are several."""
    return Span(time.at(begin), time.at(end)).when(time.horizon > DAY)


def clock(time: LocalTime, begin: float, end: float) -> str:
    """Write from when to when (s since the start) by the clock; a day ends at 24:00."""
    return Span(time.at(begin), time.at(end)).clock


def _whose(goal: Goal) -> str:
    name = goal.chat_type or goal.agent_group
    return "" if name is None else f" of {name}"


def _finer(goal: Goal, estimate: Estimate) -> int:
    if estimate.mean is None:
        return 0
    key, factor = goal.kpi.key, figures.scale(goal.kpi.unit, estimate.mean).factor
    known = figures.decimals(key, estimate)
    exact = goal.bound * factor
    for finer in range(FINEST):
        looks = round(estimate.mean * factor, known + finer)
        if (looks > exact, looks < exact) == (estimate.mean > goal.bound, estimate.mean < goal.bound):
            return finer
    return FINEST
