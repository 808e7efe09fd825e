"""How much longer chats take at once, found by agents who always have so many: the slowdown that a conversation brings.

An agent who always has n chats in hand finishes X(n) per second, so each takes n / X(n) (Little's law). Against how long the
same chats take by themselves, D, that is the slowdown of the handle-time model: n / (X(n) D). The agent's work on a chat,
W, is the same however many there are, and X(n) = b(n) / W with b(n) the share of time in which the agent works. So the
slowdown is n (W / D) / b(n): W / D comes from many chats that need only be drawn, and b(n), which varies little, is all that
has to be simulated.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from planner.demand import Blueprint
from planner.demand.backlog import backlog
from planner.engine import simulate
from planner.flow.demand import Demand, FloatColumn
from planner.flow.profile import Profile
from planner.flow.records import Records
from planner.flow.roster import Group, Headcount, Roster
from planner.flow.rules import Rules
from planner.kpi.estimate import jackknife

REPLIES = 3600.0
"""Of one backlog, about."""
DRAWN_REPLIES = 300_000.0
"""Of a backlog that is only drawn, for W / D ..."""
DRAWS = 6
"""... and how many of these there are."""
CHATS_PER_SLOT = 30.0
"""At least, so that the beginning and the end of a backlog are a small part of it."""
FEWEST, MOST = 8, 60
"""Backlogs."""
PRECISION = 0.003
"""Go on until each standard error is below this share of its slowdown."""
BLOCKS = 10
RAMP_UP = 0.15
"""Share of a backlog's chats that pass until the agent's chats are no longer in step."""
FOREVER = 2.0**30


@dataclass(frozen=True)
class Slowdown:
    """How much longer chats take with 1, 2, ... in hand."""

    factors: tuple[float, ...]
    errors: tuple[float, ...]
    """Their standard errors."""


def conversing(plan: Blueprint, group: int) -> list[int]:
    """Return the positions of the chat types with conversations that a group serves."""
    return [
        number for number in plan.roster.groups[group].skills if plan.types[number].conversation is not None
    ]


def mean_turns(plan: Blueprint, number: int) -> float:
    """Return the mean number of replies of a chat type's conversations."""
    talk = plan.types[number].conversation
    return 1.0 if talk is None else talk.turns.mean


def derived_slowdown(plan: Blueprint, group: int, most: int, seed: int) -> Slowdown:
    """Find the slowdown with up to `most` conversations in hand, mixed by their volumes; all meet the same customers."""
    shares = _shares(plan, group)
    turns = sum(share * mean_turns(plan, number) for number, share in shares.items())
    count = max(CHATS_PER_SLOT * most, REPLIES / turns)
    agent = replace(plan.roster.groups[group], skills=tuple(shares))
    of_length = jackknife(
        *np.hstack(
            [
                # backlogs that are no others' replications
                _in_blocks(_mixed(plan, shares, DRAWN_REPLIES / turns, seed, MOST + further), agent)
                for further in range(DRAWS)
            ]
        )
    )
    times: list[list[tuple[float, float]]] = []
    for replication in range(MOST):
        demand = _mixed(plan, shares, count, seed, replication)
        times.append(list(_times(demand, agent, len(plan.types), most)))
        if replication + 1 >= FEWEST:
            found = _slowdown(np.array(times), *map(float, of_length))
            if max(np.array(found.errors) / found.factors) < PRECISION:
                break
    return found


def _shares(plan: Blueprint, group: int) -> dict[int, float]:
    """Return the types of conversations that a group serves, with their shares of the chats."""
    volumes = {number: plan.types[number].to_queue.integral() for number in conversing(plan, group)}
    total = sum(volumes.values())
    return {number: volume / total if total else 1 / len(volumes) for number, volume in volumes.items()}


def _mixed(plan: Blueprint, shares: Mapping[int, float], count: float, seed: int, replication: int) -> Demand:
    return backlog(plan, {number: count * share for number, share in shares.items()}, seed, replication)


def _in_blocks(demand: Demand, agent: Group) -> FloatColumn:
    """Return the work and the length of chats, summed in blocks, as [2, block]."""
    edges = np.linspace(0, len(demand), BLOCKS, endpoint=False).astype(np.int64)
    return np.add.reduceat(np.stack(_alone(demand, agent)), edges, axis=1)


def _alone(demand: Demand, agent: Group) -> tuple[FloatColumn, FloatColumn]:
    """Return the agent's work (s) on each chat, and how long it takes as the only one."""
    talks = demand.conversations
    assert talks is not None
    chat = talks.chat
    pace = np.array(agent.pace)[demand.chat_type] if agent.pace else 1.0
    work = (np.bincount(chat, talks.work, len(demand)) + demand.wrap_up) * pace
    return work, work + np.bincount(chat, talks.gap, len(demand)) + talks.idle


def _slowdown(times: FloatColumn, of_length: float, its_error: float) -> Slowdown:
    """Estimate from [backlog, chats in hand, 2], the slots' time and the agent's work in it, and from W / D."""
    if not of_length > 0 or not times[:, :, 1].sum(axis=0).all():
        # where there is no work no chat waits for another
        return Slowdown((1.0,) * times.shape[1], (0.0,) * times.shape[1])
    values, errors = jackknife(times[:, :, 0], times[:, :, 1])
    both = np.hypot(errors / values, its_error / of_length)
    factors = values * of_length
    # with one in hand nothing is slowed, whatever chance says
    return Slowdown((1.0, *factors[1:].tolist()), (0.0, *(both * factors)[1:].tolist()))


def _times(demand: Demand, agent: Group, types: int, most: int) -> Iterator[tuple[float, float]]:
    """Yield for 1, 2, ... chats in hand the slots' time over a stretch, and the agent's work on its chats."""
    work, _ = _alone(demand, agent)
    for cap in range(1, most + 1):
        records = _worked_off(demand, agent, types, cap)
        ended = np.sort(records.slot_freed)
        # from the end of a chat to the end of another one, in between always as many in hand
        begin = ended[int(RAMP_UP * len(ended)) + cap]
        end = ended[np.searchsorted(ended, records.dequeued.max(), side="right") - 1]
        counted = (records.slot_freed > begin) & (records.slot_freed <= end)
        yield cap * float(end - begin), float(work[counted].sum())


def _worked_off(demand: Demand, agent: Group, types: int, cap: int) -> Records:
    """Have one agent with so many chats at once work off all of it."""
    group = replace(agent, concurrency=cap, slowdown=(1.0,) * cap)
    roster = Roster(
        groups=(group,),
        group_of=(0,),
        headcounts=(Headcount(0.0, 0, 1),),
        scheduled=(Profile(np.array([0.0, FOREVER]), np.ones(1)),),
    )
    rules = Rules(doors=((0.0, FOREVER),), priorities=(1,) * types)
    return simulate(demand, roster, rules, "least_busy")
