"""What a planner should know before believing a plan that a search found."""

from planner.scenario import Scenario
from planner.scenario.quantities import duration_text


def unpriced_overtime(scenario: Scenario) -> list[str]:
    """Return warnings of groups with shifts whose overtime costs nothing: a search would learn to live off it."""
    patterned = {pattern.group for pattern in scenario.shift_patterns.values()}
    return [
        f"agent_groups.{name}: overtime costs nothing, so plans may live off agents who finish chats after their shift; "
        "give overtime_cost_per_hour"
        for name, group in scenario.agent_groups.items()
        if not group.overtime_cost_per_hour
        and (name in patterned or group.shifts is not None or group.roster is not None)
    ]


def blurred_breaks(scenario: Scenario) -> list[str]:
    """Return warnings of breaks shorter than the reporting interval: agents on duty are counted by interval."""
    return [
        f"shift_patterns.{name}: breaks of {duration_text(rest.length)} are shorter than the interval of "
        f"{duration_text(scenario.interval)}, so the search hardly sees who rests at the same time; use a shorter interval"
        for name, pattern in scenario.shift_patterns.items()
        for rest in pattern.breaks[:1]
        if rest.length < scenario.interval and rest.between is not None
    ]
