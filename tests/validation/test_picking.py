"""Agents who pick chats from the queue themselves, some time after they noticed one."""

import math

import pytest
from theory.agreement import expect
from theory.markov import chain
from theory.simulation import chats, stationary

HOUR, MINUTE = 3600.0, 60.0

WAITING, NOTICED = "waiting", "noticed"


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


@pytest.mark.parametrize("agents", [1, 2])
def test_one_place_in_the_queue(agents):
    """The chain on (chats in hand, the chat that waits): it is noticed by a free agent, as it comes or as one comes free.

    With one place nobody can be picked before it, so a chat that was noticed finds an agent free.
    """
    rate, finish, pick, gives_up = 14 / HOUR, 1 / (5 * MINUTE), 1 / (1.5 * MINUTE), 1 / (6 * MINUTE)

    def moves(state):
        in_hand, waits = state
        if not waits:
            yield rate, (in_hand, NOTICED if in_hand < agents else WAITING)
        else:
            yield gives_up, (in_hand, "")
        if waits == NOTICED:
            yield pick, (in_hand + 1, "")
        if in_hand:
            yield in_hand * finish, (in_hand - 1, waits and NOTICED)

    states = chain([(0, "")], moves)
    law = states.stationary()
    taken = law @ states.values(lambda state: bool(state[1]))
    in_hand = law @ states.values(lambda state: state[0])
    summary = stationary(
        {"support": chats(14, "5m", "6m")},
        {"team": {"agents": agents, "pull": "90s"}},
        queue={"max_length": 1},
        days=28,
        seed=822,
    )
    expect(
        summary.figures,
        {
            "blocked_rate": taken,
            "abandoned_rate": taken * gives_up / rate,
            "missed_rate": taken + taken * gives_up / rate,
            "queue_length_mean": taken,
            "utilization": in_hand / agents,
        },
    )
