"""Agents who take several chats at once and slow down: a birth-death chain on the chats in the centre."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from planner.queueing.arguments import check_at_least_zero
from planner.queueing.figures import QueueFigures
from planner.queueing.overflow import behind_full_slots


def birth_death(
    agents: int, arrival_rate: float, speeds: Sequence[float], patience: float | None
) -> QueueFigures:
    """Return the figures of a queue of agents whose speed depends on how many chats they have in hand.

    Chats are taken to be spread evenly at any time: with k in hand, k mod `agents` agents have one more than the others.
    Routing to the least busy comes near to that. Handle times and patience are exponential. Once all slots are taken the
    service goes on at a constant rate, so what waits is as in Erlang A; with one speed, or speeds in proportion
    to the chats in hand, all of it is.

    Source: Luo & Zhang (2013), "Staffing and control of instant messaging contact centers", Operations Research 61(2), for
    the model.

    Args:
        agents: at least 1.
        arrival_rate: chats offered per second.
        speeds: chats that an agent finishes per second, all in hand together, with 1, 2, ... in hand.
        patience: mean patience in seconds, 0 or more; None or infinite: nobody leaves.

    Raises:
        ValueError: an argument has no meaning (no agent, a negative rate or patience, a speed that is not above 0).
    """
    _check(agents, arrival_rate, speeds)
    lost, taken, busy = 1.0, 0.0, 0.0
    slots = agents * len(speeds)
    for chats, service in enumerate(_services(agents, speeds), start=1):
        # of the states with so many chats or fewer: the share of the last one, ...
        lost = arrival_rate * lost / (service + arrival_rate * lost)
        if chats < slots:
            # ... the mean number of chats in hand, and of agents who have any
            taken += lost * (chats - taken)
            busy += lost * (min(chats, agents) - busy)
    figures = behind_full_slots(lost, agents * speeds[-1], arrival_rate, patience)
    full = figures.wait_probability
    return replace(
        figures,
        occupancy=(1.0 - full) * taken / slots + full,
        utilization=(1.0 - full) * busy / agents + full,
    )


def _services(agents: int, speeds: Sequence[float]) -> Iterator[float]:
    """Yield how many chats are finished per second with 1, 2, ... in hand, up to all slots taken."""
    before = 0.0
    for speed in speeds:
        for more in range(1, agents + 1):
            yield (agents - more) * before + more * speed
        before = speed


def _check(agents: int, arrival_rate: float, speeds: Sequence[float]) -> None:
    if agents < 1 or agents != int(agents):
        raise ValueError(f"agents must be a whole number of at least 1, not {agents}")
    check_at_least_zero("arrival_rate", arrival_rate, "chats per second")
    if not speeds or not all(math.isfinite(speed) and speed > 0 for speed in speeds):
        raise ValueError(
            f"speeds must be one or more finite numbers of chats per second above 0, not {speeds}"
        )
