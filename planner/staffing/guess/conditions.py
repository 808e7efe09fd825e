"""Goals as conditions on what theory says about an interval."""

import math
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from planner.demand import Blueprint
from planner.flow.window import Promise
from planner.queueing import QueueFigures
from planner.staffing.goals import Goal
from planner.staffing.guess.chats import Chats
from planner.staffing.guess.service import USUAL_OCCUPANCY

Condition = Callable[[QueueFigures, Chats], bool]
"""Whether a queue is good enough for the chats that come to it; more agents never undo it."""

AT_MOST: dict[str, Callable[[QueueFigures, Chats], float]] = {
    "missed_rate": lambda figures, chats: figures.abandoned_rate,
    "abandoned_rate": lambda figures, chats: figures.abandoned_rate,
    "wait_mean": lambda figures, chats: figures.wait_mean,
    "wait_mean_all": lambda figures, chats: figures.wait_mean_all,
    "wait_probability": lambda figures, chats: figures.wait_probability,
    "frt_mean": lambda figures, chats: figures.wait_mean + chats.first_reply,
    "utilization": lambda figures, chats: figures.utilization,
    "slot_utilization": lambda figures, chats: figures.occupancy,
}
"""KPIs that theory tells and that fall with every agent more."""
OF_TIME = ("utilization", "slot_utilization")
"""Those of them that fall only as agents become many."""
PERCENTILES = {f"{of}_p{percent}": (of, percent / 100) for of in ("wait", "frt") for percent in (50, 90, 95)}


def conditions(goals: Sequence[Goal], plan: Blueprint, group: int) -> list[Condition]:
    """Return what the goals ask of a group, as far as theory tells it: a goal on a run or day is asked of each interval."""
    skills = plan.roster.groups[group].skills
    name = plan.roster.groups[group].name
    types = [plan.types[number].name for number in skills]
    return [
        condition
        for goal in goals
        if goal.agent_group in (None, name) and (goal.chat_type is None or goal.chat_type in types)
        for condition in _condition(goal, plan.promise)
    ]


def usually_busy(figures: QueueFigures, chats: Chats) -> bool:
    """Tell whether slots are taken for no larger a share of time than in a usual plan."""
    return figures.occupancy <= USUAL_OCCUPANCY


def lowest_share_of_time(goals: Sequence[Goal]) -> float:
    """Return how small a share of time goals want agents to be busy at most."""
    asked = [goal.bound for goal in goals if goal.kpi.key in OF_TIME and goal.side == "at_most"]
    return max(0.01, min([*asked, USUAL_OCCUPANCY]))


def _condition(goal: Goal, promise: Promise) -> Iterator[Condition]:
    key = goal.kpi.key
    if key == "service_level" and goal.side == "at_least":
        yield partial(_in_time, goal.bound, promise)
    elif key in PERCENTILES and goal.side == "at_most":
        yield partial(_percentile, goal.bound, *PERCENTILES[key])
    elif key in AT_MOST and goal.side == "at_most":
        yield partial(_at_most, goal.bound, AT_MOST[key])


def _at_most(
    bound: float, value: Callable[[QueueFigures, Chats], float], figures: QueueFigures, chats: Chats
) -> bool:
    return value(figures, chats) <= bound


def _in_time(bound: float, promise: Promise, figures: QueueFigures, chats: Chats) -> bool:
    less = chats.first_reply if promise.by_first_response else 0.0
    left_out = 0.0
    if promise.counting == "answered":
        left_out = figures.abandoned_rate
    elif promise.counting == "without_short_abandons":
        left_out = figures.abandoned_rate * _left_early(promise.short_abandon, chats)
    return _answered(figures, promise.within - less) >= bound * (1.0 - left_out)


def _left_early(seconds: float, chats: Chats) -> float:
    """Return the share of those who leave who do so before; as if everybody waited until then."""
    return -math.expm1(-seconds / chats.patience)


def _percentile(bound: float, of: str, share: float, figures: QueueFigures, chats: Chats) -> bool:
    less = chats.first_reply if of == "frt" else 0.0
    return _answered(figures, bound - less) >= share * (1.0 - figures.abandoned_rate)


def _answered(figures: QueueFigures, within: float) -> float:
    return figures.service_level(within) if within >= 0 else 0.0
