"""A waiting room that, once full, takes no one until fewer than a threshold wait."""

import pytest
from theory.agreement import expect
from theory.markov import chain
from theory.simulation import chats, stationary

HOUR, MINUTE = 3600.0, 60.0
AGENTS, PLACES = 2, 4
RATE, FINISH, GIVES_UP = 24 / HOUR, 1 / (5 * MINUTE), 1 / (8 * MINUTE)


@pytest.mark.parametrize("reopen_below", [1, 3, PLACES])
def test_reopening(reopen_below):
    """M/M/2/6+M whose door has a memory: the chain on (chats in the house, whether the room is closed)."""

    def moves(state):
        present, closed = state
        waiting = max(present - AGENTS, 0)
        if not closed:
            yield RATE, (present + 1, waiting + 1 == PLACES)
        if present:
            fewer = closed and waiting - 1 >= reopen_below
            yield min(present, AGENTS) * FINISH + waiting * GIVES_UP, (present - 1, fewer)

    states = chain([(0, False)], moves)
    law = states.stationary()
    closed = law @ states.values(lambda state: state[1])
    queue = law @ states.values(lambda state: max(state[0] - AGENTS, 0))
    busy = law @ states.values(lambda state: min(state[0], AGENTS))
    summary = stationary(
        {"support": chats(24, "5m", "8m")},
        {"team": {"agents": AGENTS}},
        queue={"max_length": PLACES, "reopen_below": reopen_below},
        days=14,
        seed=841,
    )
    expect(
        summary.figures,
        {
            "blocked_rate": closed,
            "abandoned_rate": queue * GIVES_UP / RATE,
            "wait_mean_all": queue / RATE,
            "queue_length_mean": queue,
            "utilization": busy / AGENTS,
            "wait_probability": law @ states.values(lambda state: state[0] >= AGENTS),
        },
    )
