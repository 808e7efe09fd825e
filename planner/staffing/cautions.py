"""What a planner should know before believing a plan that a search found."""

import math
from collections.abc import Iterator

from planner.demand import Blueprint
from planner.demand.blueprint import TypePlan
from planner.scenario import Scenario
from planner.scenario.quantities import duration_text
from planner.scenario.target import Target
from planner.study.cautions import about_scenario

SEE_MISSED = frozenset(
    (
        "missed_rate",
        "missed",
        "abandoned_rate",
        "service_level",
        "sla_attainment",
        "wait_probability",
        "wait_mean_all",
    )
)
"""KPIs that get worse where chats are missed."""
COUNT_ANSWERED = frozenset(("answered", "chats_per_hour"))
"""KPIs that are fewer where chats are missed."""
HOUR, QUARTER = 3600, 900


def warnings(scenario: Scenario, plan: Blueprint) -> list[str]:
    """Return what a planner should know before a search is worth its time, whoever works today."""
    return [*about_scenario(scenario, plan), *_blind_to_missed(scenario, plan)]


def _blind_to_missed(scenario: Scenario, plan: Blueprint) -> Iterator[str]:
    """Warn of chat types whose customers may be let go: who is not answered waits for no target."""
    targets = scenario.targets or (Target(kpi="service_level", at_least=scenario.service_level.target),)
    seen = {target.chat_type for target in targets if _sees_missed(target, scenario)}
    blind = [
        of_type.name
        for of_type in plan.types
        if not seen & {None, of_type.name} and not _all_stay(of_type, scenario)
    ]
    if not blind:
        return
    every = len(blind) == len(plan.types)
    of, whose = ("", "") if every else (f" of {', '.join(blind)}", f", chat_type: {blind[0]}")
    fix = f"add for example {{kpi: missed_rate, at_most: 5%{whose}}} to targets"
    if not scenario.targets:
        fix = "give service_level: {counting: offered}, or targets"
    yield f"no target looks at missed chats{of}, so the cheapest staffing may let customers go; {fix}"


def _all_stay(of_type: TypePlan, scenario: Scenario) -> bool:
    """Tell whether nobody gives up or is turned away."""
    queue = scenario.queue
    return queue.max_wait is None and queue.max_length is None and of_type.patience.mean == math.inf


def _sees_missed(target: Target, scenario: Scenario) -> bool:
    if target.kpi in ("service_level", "sla_attainment"):
        return target.at_least is not None and scenario.service_level.counting != "answered"
    if target.kpi in COUNT_ANSWERED:
        return target.at_least is not None and target.agent_group is None
    return target.kpi in SEE_MISSED and target.at_most is not None


def uncounted_time(scenario: Scenario) -> list[str]:
    """Say of a warm-up and cool-down that head counts tell and pay nothing of them."""
    parts = {"warm-up": scenario.run.warm_up, "cool-down": scenario.run.cool_down}
    told = [f"the {name} of {duration_text(length)}" for name, length in parts.items() if length > 0]
    if not told:
        return []
    several = len(told) > 1
    return [
        f"{' and '.join(told)} count{'' if several else 's'} for no target and {'are' if several else 'is'} neither told nor "
        "paid here; as many agents are there as in the interval beside it"
    ]


def odd_interval(scenario: Scenario) -> list[str]:
    """Warn of an interval by which agents would come and go at odd times."""
    if HOUR % scenario.interval == 0 or scenario.interval % QUARTER == 0:
        return []
    return [
        f"the interval of {duration_text(scenario.interval)} does not divide the hour, so agents come and go at odd times; "
        "15m, 30m or 1h are times at which people work"
    ]


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
