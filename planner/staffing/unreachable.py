"""What is told of goals that no staffing keeps: why, where, and the nearest that can be had."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.demand import Blueprint
from planner.flow.demand import BoolColumn, FloatColumn, IntColumn
from planner.kpi.kinds import Percentile
from planner.staffing.conditions import Standing
from planner.staffing.finding import Finding, Wanted
from planner.staffing.goals import Goal
from planner.staffing.limits import Limit
from planner.staffing.proof import kpi_estimate
from planner.staffing.reach import SURELY, Reach, helped_by_agents
from planner.staffing.result import Proof, Unreachable
from planner.staffing.someone import serving

ABOUT_AS_MUCH = 0.5
"""A neighbouring interval in which this share of what is lost in the worst one is lost, is told together with it."""
MOST_LIMITS = 2
UNCOVERED = "nothing that may be chosen has anyone on duty"


def unreachable(finding: Finding, proof: Sequence[Proof], limits: Sequence[Limit]) -> tuple[Unreachable, ...]:
    """Tell of the goals that cannot be kept, then of those that cannot be kept beside others.

    Of several days or intervals of one goal it is the one that is furthest off. `proof` has an entry per goal, or none.
    """
    reach = finding.reach
    assert reach is not None
    conditions = reach.richest.conditions
    beyond = set(conditions.goal[reach.beyond].tolist())
    found = [
        _out_of_reach(finding, reach, number, proof, limits)
        for number, goal in enumerate(conditions.goals)
        if number in beyond and goal not in reach.given_up
    ]
    fresh = 0 if finding.tested is None else finding.tested.standing.outcome.replications
    return (*found, *_contradicting(proof, reach.given_up, fresh))


def _out_of_reach(
    finding: Finding, reach: Reach, number: int, proof: Sequence[Proof], limits: Sequence[Limit]
) -> Unreachable:
    richest, space = reach.richest, finding.wanted.space
    conditions, edges = richest.conditions, space.blocks.edges
    goal = conditions.goals[number]
    places = np.flatnonzero((conditions.goal == number) & reach.beyond)
    worst = int(places[np.argmin(richest.value[places])])
    inside = conditions.of_interval(number) == worst
    where, why = _reason(finding.wanted, richest, number, inside, limits)
    intervals = where if goal.per == "run" else np.flatnonzero(inside)
    # what the search saw of the most agents are few replications; the plan told of comes as near, and is known better
    told, fresh = richest, False
    if finding.tested is not None and _about_as_good(finding.tested.standing, richest, worst):
        told, fresh = finding.tested.standing, True
    best = None
    if not isinstance(goal.kpi, Percentile):
        best = kpi_estimate(told.outcome, goal, number, inside).mean
    elif fresh and goal.per == "run":
        best = proof[number].estimate.mean
    return Unreachable(
        goal=goal,
        best=best,
        begin=float(edges[intervals[0]]) if len(intervals) else None,
        end=float(edges[intervals[-1] + 1]) if len(intervals) else None,
        why=why,
        days=None if goal.on is None else _days(told, worst),
        replications=told.outcome.replications,
        fresh=fresh,
    )


def _about_as_good(standing: Standing, richest: Standing, place: int) -> bool:
    """Tell whether a condition is not surely farther off than with the most agents."""
    error = float(np.hypot(standing.error[place], richest.error[place]))
    return bool(standing.value[place] >= richest.value[place] - SURELY * error)


def _days(standing: Standing, place: int) -> float | None:
    """Return the share of days that keep a condition of a goal on days."""
    good, of = standing.good_days(place)
    return good / of if of else None


@dataclass(frozen=True)
class _Causes:
    """By interval, what may be why a goal is out of reach."""

    uncovered: BoolColumn
    """Whether nobody can be on duty for some chats that the goal is about."""
    limited: tuple[BoolColumn, ...]
    """By limit, whether it is felt by those whom the goal is about."""

    @property
    def any(self) -> BoolColumn:
        return np.asarray(np.logical_or.reduce([self.uncovered, *self.limited]))


def _reason(
    wanted: Wanted, richest: Standing, number: int, inside: BoolColumn, limits: Sequence[Limit]
) -> tuple[IntColumn, str]:
    """Return the intervals in which most is lost for a reason that is known, and that reason in words."""
    nowhere = np.zeros(0, dtype=np.int64)
    goal = richest.conditions.goals[number]
    if not helped_by_agents(goal):
        return nowhere, ""
    causes = _causes(wanted, goal, limits)
    lost = -_slack(richest, number)
    known = inside & causes.any & ((lost > 0) | (goal.per == "interval"))
    if not known.any():
        most = _most_at_once(wanted, inside)
        return nowhere, f"not even with {most:,g} agent{'' if most == 1 else 's'} on duty"
    worst = int(np.argmax(np.where(known, lost, -np.inf)))
    bare = bool(causes.uncovered[worst])
    alike = known & (lost >= ABOUT_AS_MUCH * lost[worst]) & (causes.uncovered == bare)
    where = _neighbours(alike, worst)
    if bare:
        return where, f"{UNCOVERED} then"
    words = [limit.words for limit, felt in zip(limits, causes.limited, strict=True) if felt[where].any()]
    more = [f"{len(words) - MOST_LIMITS} more limits"] if len(words) > MOST_LIMITS else []
    empty = f"; at other times {UNCOVERED}" if (known & causes.uncovered).any() else ""
    return where, " and ".join([*words[:MOST_LIMITS], *more]) + empty


def _slack(standing: Standing, number: int) -> FloatColumn:
    """Return what each interval adds to a goal's value; of a goal on days, on the days that just must be good."""
    conditions = standing.conditions
    weights = standing.weights[number][:, conditions.units(number)]
    return np.asarray((conditions.slack(standing.outcome, number) * weights).sum(axis=0))


def _causes(wanted: Wanted, goal: Goal, limits: Sequence[Limit]) -> _Causes:
    blocks, space = wanted.space.blocks, wanted.space
    intervals = len(blocks.edges) - 1
    reachable = space.coverage @ space.high > 0
    uncovered = np.zeros(intervals, dtype=np.bool_)
    ours = np.zeros(len(blocks), dtype=np.bool_)
    for team in _teams(wanted.plan, goal):
        own = np.isin(blocks.group, team)
        ours |= own
        if set(team) <= set(blocks.groups):  # others work as the scenario says
            there = np.isin(np.arange(intervals), blocks.interval[own & reachable])
            uncovered |= np.isin(np.arange(intervals), blocks.interval[own]) & ~there
    limited = tuple(np.isin(np.arange(intervals), blocks.interval[limit.felt & ours]) for limit in limits)
    return _Causes(uncovered, limited)


def _teams(plan: Blueprint, goal: Goal) -> set[tuple[int, ...]]:
    """Return the groups that serve the chats a goal is about, by chat type."""
    groups = [group.name for group in plan.roster.groups]
    if goal.agent_group is not None:
        return {(groups.index(goal.agent_group),)}
    types = [n for n, of_type in enumerate(plan.types) if goal.chat_type in (None, of_type.name)]
    return {serving(plan, number) for number in types}


def _most_at_once(wanted: Wanted, inside: BoolColumn) -> float:
    """Return how many agents the richest plan has on duty when it has most."""
    blocks = wanted.space.blocks
    there = np.bincount(blocks.interval, wanted.space.coverage @ wanted.richest, len(blocks.edges) - 1)
    return float(np.round(there[inside].max(), 2))


def _neighbours(chosen: BoolColumn, around: int) -> IntColumn:
    """Return the chosen places that follow one another, `around` among them."""
    gaps = np.flatnonzero(~chosen)
    first = gaps[gaps < around].max(initial=-1) + 1
    past = gaps[gaps > around].min(initial=len(chosen))
    return np.arange(first, past)


def _contradicting(
    proof: Sequence[Proof], given_up: Sequence[Goal], replications: int
) -> tuple[Unreachable, ...]:
    """Return the goals that could be kept, but not together with those named before them."""
    return tuple(
        Unreachable(
            one.goal,
            one.estimate.mean,
            one.begin,
            one.end,
            "no staffing was found that keeps it beside the targets before it",
            None if one.days is None else one.days.mean,
            replications,
            fresh=True,
        )
        for one in proof
        if one.goal in given_up and not one.holds
    )
