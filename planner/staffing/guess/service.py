"""How long the chats of a group take its agents, and how chats in hand slow each other down."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.demand import Blueprint
from planner.flow.demand import FloatColumn
from planner.staffing.guess.contacts import contacts, done_here
from planner.study.caps.saturation import conversing, derived_slowdown

USUAL_OCCUPANCY = 0.85
"""Of slots, where nothing else is asked for; a usual plan's."""
SHORTEST = 1e-3
"""Seconds; a chat that takes no time takes this."""


@dataclass(frozen=True)
class Service:
    """How a group works."""

    alone: FloatColumn
    """By chat type, those that it does not serve included: how long (s) a chat takes as the agent's only one, with wrap-up."""
    factors: tuple[float, ...]
    """How much longer with 1, 2, ... chats in hand, as many as an agent takes."""

    @property
    def at_once(self) -> int:
        """Chats at once per agent."""
        return len(self.factors)

    @property
    def usual(self) -> FloatColumn:
        """How long (s) chats usually take, by chat type: with so many in hand as a usual plan brings."""
        in_hand = USUAL_OCCUPANCY * self.at_once
        return self.alone * float(np.interp(in_hand, np.arange(1, self.at_once + 1), self.factors))

    def speeds(self, alone: float) -> list[float]:
        """Return how many chats that take so long alone (s) an agent finishes per second with 1, 2, ... in hand."""
        return [chats / (alone * factor) for chats, factor in enumerate(self.factors, start=1)]


def service(plan: Blueprint, group: int, factors: Sequence[float]) -> Service:
    """Return how a group works whose chats take so much longer with 1, 2, ... in hand."""
    slots, volumes = plan.rules.slots, _volumes(plan, group)
    taken = float(np.dot(slots, volumes)) if slots else 1.0
    at_once = max(1, int(len(factors) / taken))
    alone = [_alone(plan, group, number) for number in range(len(plan.types))]
    return Service(np.maximum(alone, SHORTEST), tuple(factors[:at_once]))


def slowdown(plan: Blueprint, group: int, seed: int) -> tuple[float, ...]:
    """Return how much longer a group's chats take with 1, 2, ... in hand; of conversations it is derived by simulation."""
    given = plan.roster.groups[group]
    written = np.array(given.slowdown)
    talks = conversing(plan, group)
    if not talks:
        return given.slowdown
    share = _volumes(plan, group)[talks].sum()
    derived = np.array(derived_slowdown(plan, group, given.concurrency, seed).factors)
    # chance may put a factor a little below 1
    mixed = share * np.maximum(1.0, derived) + (1.0 - share) * written
    return tuple(mixed.tolist())


def _volumes(plan: Blueprint, group: int) -> FloatColumn:
    """Return the chat types' shares of the chats that a group may get."""
    skills = list(plan.roster.groups[group].skills)
    volumes = np.zeros(len(plan.types))
    every = contacts(plan) @ [of_type.to_queue.integral() for of_type in plan.types]
    volumes[skills] = every[skills]
    total = volumes.sum()
    if total:
        return np.asarray(volumes / total)
    volumes[skills] = 1 / max(1, len(skills))
    return volumes


def _alone(plan: Blueprint, group: int, number: int) -> float:
    """Return how long (s) a chat takes that is the agent's only one; agents who work faster do not hurry customers."""
    of_type, paces = plan.types[number], plan.roster.groups[group].pace
    pace = paces[number] if paces else 1.0
    talk, whole = of_type.conversation, of_type.handle_time.mean
    work = whole if talk is None else talk.mean_work
    return of_type.wrap_up.mean * pace + (work * pace + whole - work) * done_here(plan, number)
