"""The fewest agents by theory."""

import math
from collections.abc import Callable, Mapping, Sequence
from functools import partial

import numpy as np

from planner.demand import Blueprint
from planner.flow.demand import FloatColumn, IntColumn
from planner.queueing import QueueFigures, birth_death, erlang_a, least
from planner.scenario import Scenario
from planner.staffing.blocks import Blocks
from planner.staffing.goals import Goal
from planner.staffing.guess.chats import Chats, TypeFigures
from planner.staffing.guess.conditions import Condition, conditions, lowest_share_of_time, usually_busy
from planner.staffing.guess.offered import flows
from planner.staffing.guess.service import Service, service, slowdown

Queue = Callable[[Service, Chats, int], QueueFigures]
"""What theory says of so many agents."""

HARDLY_ANY = 0.1
"""Chats in hand that are left from before; where no more come, nobody is needed for fewer."""


def first_guess(scenario: Scenario, plan: Blueprint, goals: Sequence[Goal], blocks: Blocks) -> IntColumn:
    """Return how many agents each block needs by theory that knows of chats at once and of chats that run over.

    Each interval is taken for a stationary queue of agents who slow down (`birth_death`), to which chats come as they are
    felt: later than they arrive, by their own length. Goals that theory cannot tell are left out; without any that it
    can, slots are taken 85 % of the time. Those absent or away are made up for.

    Conversations' slowdown is derived by simulation, about a second for each group.
    """
    services = {
        group: service(plan, group, slowdown(plan, group, scenario.run.seed)) for group in blocks.groups
    }
    coming = flows(plan, blocks)
    return _fewest(plan, goals, blocks, services, coming.felt(services), coming.by_interval(), _slowing)


def by_division(scenario: Scenario, plan: Blueprint, goals: Sequence[Goal], blocks: Blocks) -> IntColumn:
    """Return how many agents each block needs by the field's usual sum, for showing beside: it is wrong for chat.

    Erlang A (C where patience is endless) interval by interval, each agent a server who is as many times as fast as they
    take chats at once. But chats in hand slow each other down, an agent who has one chat is no faster for
    having more slots, and chats run over into the next interval.
    """
    services = {group: service(plan, group, plan.roster.groups[group].slowdown) for group in blocks.groups}
    rates = flows(plan, blocks).by_interval()
    return _fewest(plan, goals, blocks, services, rates, rates, _divided)


def _slowing(works: Service, chats: Chats, agents: int) -> QueueFigures:
    return birth_death(agents, chats.rate, works.speeds(chats.alone), chats.patience)


def _divided(works: Service, chats: Chats, agents: int) -> QueueFigures:
    return erlang_a(agents, chats.rate, chats.alone / works.at_once, chats.patience)


def _fewest(
    plan: Blueprint,
    goals: Sequence[Goal],
    blocks: Blocks,
    services: Mapping[int, Service],
    felt: FloatColumn,
    coming: FloatColumn,
    queue: Queue,
) -> IntColumn:
    """Return the agents of each block; rates are as [group, chat type, interval]."""
    customers = TypeFigures.of(plan)
    agents: list[int] = []
    for place, group in enumerate(blocks.groups):
        works, turnout = services[group], plan.turnouts[group]
        there = (1.0 - turnout.absence) * (1.0 - turnout.away)
        search = _Search(works, conditions(goals, plan, group), lowest_share_of_time(goals), queue)
        for interval in blocks.open.tolist():
            rates = felt[place, :, interval]
            if coming[place, :, interval].any() or float(rates @ works.usual) >= HARDLY_ANY:
                present = search.fewest(customers.pooled(rates, works))
                # rounding must not cost an agent
                agents.append(math.ceil(present / max(there, 0.01) - 1e-9))
            else:
                agents.append(0)
    return np.array(agents, dtype=np.int64)


class _Search:
    """The fewest agents of one group, interval after interval: the last answer is where the next search begins."""

    def __init__(self, works: Service, asked: Sequence[Condition], busy: float, queue: Queue) -> None:
        self._works = works
        self._asked = asked or [usually_busy]
        self._busy = busy
        self._queue = queue
        self._known: dict[Chats, int] = {}
        self._last = 1

    def fewest(self, chats: Chats) -> int:
        """Return the fewest agents for these chats, or for some that are nearly alike."""
        chats = chats.rounded()
        if chats not in self._known:
            self._known[chats] = self._last = self._found(chats)
        return self._known[chats]

    def _found(self, chats: Chats) -> int:
        """Search; what even a great many agents do not keep is left out."""
        load = chats.rate * chats.alone
        most = math.ceil((load + 10.0 * math.sqrt(load) + 10.0) / self._busy)
        found = least(partial(self._kept, self._asked, chats), self._last, most)
        if found is None:
            figures = self._queue(self._works, chats, most)
            within_reach = [asked for asked in self._asked if asked(figures, chats)] or [usually_busy]
            found = least(partial(self._kept, within_reach, chats), self._last, most)
        return most if found is None else found

    def _kept(self, asked: Sequence[Condition], chats: Chats, agents: int) -> bool:
        figures = self._queue(self._works, chats, agents)
        return all(condition(figures, chats) for condition in asked)
