"""Agents who pick chats from the queue themselves, some time after they noticed one."""

import math
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from theory.agreement import expect
from theory.markov import chain
from theory.simulation import chats, stationary

HOUR, MINUTE = 3600.0, 60.0


def test_someone_always_free():
    """With a free agent at any time the wait is the delay, unless patience is shorter: two exponential times race."""
    delay, patience = 40.0, 100.0
    both = 1 / (1 / delay + 1 / patience)
    summary = stationary(
        {"support": chats(30, "1m", "100s")},
        {"team": {"agents": 40, "pull": "40s"}},
        service_level={"within": "30s"},
        days=7,
        seed=821,
    )
    expect(
        summary.figures,
        {
            "missed_rate": both / patience,
            "wait_mean": both,
            "wait_mean_all": both,
            "abandon_time_mean": both,
            "wait_p50": both * math.log(2),
            "wait_p90": both * math.log(10),
            "service_level": both / delay * (1 - math.exp(-30 / both)),
        },
    )


RATE, FINISH, PICK, GIVES_UP = 14 / HOUR, 1 / (5 * MINUTE), 1 / (1.5 * MINUTE), 1 / (10 * MINUTE)
MANY = 25
"""Places in the queue, more than are ever taken."""
MOST_GONE = 6
"""More than ever are about to be picked though they have gone."""


class Floor(NamedTuple):
    """Chats by where they are."""

    in_hand: int
    unseen: int
    noticed: int
    """Waiting, and someone is about to pick them."""
    gone: int
    """Given up, and someone is still about to pick them."""


def moves(state: Floor, agents: int, places: int) -> Iterator[tuple[float, Floor]]:
    """Yield rates and targets; an agent who comes free notices one more chat."""
    in_hand, unseen, noticed, gone = state
    free = in_hand < agents
    turns_to = int(free and unseen > 0)
    if unseen + noticed < places:
        yield RATE, Floor(in_hand, unseen + (not free), noticed + free, gone)
    yield noticed * PICK, Floor(in_hand + free, unseen + (not free), noticed - 1, gone)
    yield gone * PICK, Floor(in_hand, unseen - turns_to, noticed + turns_to, gone - 1)
    yield in_hand * FINISH, Floor(in_hand - 1, unseen - (unseen > 0), noticed + (unseen > 0), gone)
    yield unseen * GIVES_UP, Floor(in_hand, unseen - 1, noticed, gone)
    if gone < MOST_GONE:
        yield noticed * GIVES_UP, Floor(in_hand, unseen, noticed - 1, gone + 1)
    else:
        yield noticed * GIVES_UP, Floor(in_hand, unseen, noticed - 1, gone)


@pytest.mark.parametrize("places", [1, MANY], ids=["one place", "any place"])
@pytest.mark.parametrize("agents", [1, 2])
def test_agents_who_are_often_busy(agents, places):
    """The chain on chats in hand, unseen and noticed: what was noticed in vain is unseen again.

    A chat is noticed as it comes while an agent is free, by one who comes free, or by one who is free when a chat that was
    noticed turns out to have gone. With one place nothing is noticed in vain: nobody can be picked before the chat.
    """
    states = chain([Floor(0, 0, 0, 0)], lambda state: moves(state, agents, places))
    law = states.stationary()
    queue = law @ states.values(lambda state: state.unseen + state.noticed)
    blocked = law @ states.values(lambda state: state.unseen + state.noticed == places)
    in_hand = law @ states.values(lambda state: state.in_hand)
    summary = stationary(
        {"support": chats(14, "5m", "10m")},
        {"team": {"agents": agents, "pull": "90s"}},
        queue={"max_length": places} if places < MANY else {},
        days=21,
        seed=822,
    )
    expect(
        summary.figures,
        {
            "missed_rate": blocked + queue * GIVES_UP / RATE,
            "abandoned_rate": queue * GIVES_UP / RATE,
            "wait_mean_all": queue / RATE,
            "queue_length_mean": queue,
            "utilization": in_hand / agents,
        },
    )
