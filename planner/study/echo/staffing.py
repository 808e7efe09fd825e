"""What a staffing must keep, what shifts it may be made of, and what it costs, in words."""

from collections.abc import Iterator

from planner.scenario import Scenario
from planner.scenario.agent_group import AgentGroup
from planner.scenario.kpi_names import KINDS
from planner.scenario.quantities import clock_text, duration_text
from planner.scenario.shift_pattern import ShiftPattern
from planner.scenario.target import Target
from planner.scenario.week import ALL_DAYS, weekdays_text
from planner.study.echo.words import Line, break_words, percent, steps_of_week

PER = {"run": "over all the time", "day": "on every day", "interval": "in every interval"}


def staffing(scenario: Scenario) -> Iterator[Line]:
    """Tell of targets and shift patterns."""
    for number, target in enumerate(scenario.targets):
        yield "" if number else "targets", _target(target)
    for name, pattern in scenario.shift_patterns.items():
        yield f"pattern {name}", _shifts(pattern)
        for rest in pattern.breaks:
            yield "", f"break {break_words(rest, 'within')}"
        yield "", _numbers(pattern)
        yield "", f"cost: {_cost(pattern, scenario.agent_groups[pattern.group])}"


def costs(group: AgentGroup) -> Iterator[Line]:
    """Tell what agents of a group cost, where that is given."""
    if "cost_per_hour" in group.model_fields_set:
        yield "", f"cost per paid hour: {steps_of_week(group.cost_per_hour)}"
    if group.overtime_cost_per_hour:
        yield "", f"cost per hour of overtime: {group.overtime_cost_per_hour:g}"


def _target(target: Target) -> str:
    text = KINDS[target.kpi].text
    bounds = [
        f"{words} {text(bound)}"
        for words, bound in (("at least", target.at_least), ("at most", target.at_most))
        if bound is not None
    ]
    of = f" of {target.chat_type}" if target.chat_type is not None else ""
    of = f" of the group {target.agent_group}" if target.agent_group is not None else of
    if target.on is None:
        when = f"{PER[target.per]}, on average"
    elif target.per == "interval":
        when = f"{PER[target.per]}, on {percent(target.on)} of days"
    else:
        when = f"on {percent(target.on)} of days"
    return f"{target.kpi}{of} {' and '.join(bounds)}, {when}"


def _shifts(pattern: ShiftPattern) -> str:
    begins = pattern.starts()
    start = f"at {clock_text(begins[0])}"
    if len(begins) > 1:
        last = clock_text(pattern.start.to)
        start = f"from {clock_text(begins[0])} to {last} every {duration_text(pattern.start.every)}"
    lengths = " or ".join(duration_text(length) for length in pattern.length)
    days = "" if pattern.days == ALL_DAYS else f", {weekdays_text(pattern.days)}"
    return f"group {pattern.group}: shifts that begin {start}, of {lengths}{days}"


def _numbers(pattern: ShiftPattern) -> str:
    least, most = pattern.agents.min, pattern.agents.max
    if most is None:
        said = f"at least {least:,} agents" if least else "any number of agents"
    else:
        said = f"{least:,} to {most:,} agents"
    if pattern.weekly is None:
        return f"{said} a day"
    rest = ", days of rest together where that costs no more" if pattern.weekly.rest == "paired" else ""
    return f"{said} a week, each on {pattern.weekly.days} days of seven at the same times{rest}"


def _cost(pattern: ShiftPattern, group: AgentGroup) -> str:
    if pattern.cost is not None:
        return f"{pattern.cost:g} a shift"
    if pattern.cost_per_hour is not None:
        return f"per paid hour {steps_of_week(pattern.cost_per_hour)}"
    return f"as the group's, per paid hour {steps_of_week(group.cost_per_hour)}"
