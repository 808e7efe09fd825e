"""Which message an agent turns to next: the mean reply time does not tell, the first response does."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from theory.agreement import expect
from theory.case_manager import ORDERS, CaseManager
from theory.messages import FIRST_RESPONSE, REPLY_TIME, in_steady_state
from theory.patience import Floats
from theory.simulation import conversations, stationary

HOUR, MINUTE = 3600.0, 60.0
AGENT = CaseManager(3, 12 / HOUR, 6, 40.0, 60.0, 3 * MINUTE)
TYPES = {"support": conversations(12, 6, "3m")}


def team(order: str):
    """Return the agent as the scenario has it."""
    return {"team": {"agents": 1, "concurrency": 3, "reply_order": order}}


def test_the_chain_does_not_see_the_order():
    """All orders have the same figures but for the first reply's; shortest chats first are first replies first.

    Whatever the agent types takes as long, and is the last reply with the same chance.
    """
    theory = {order: replace(AGENT, order=order).figures() for order in ORDERS}
    first = {order: of.pop("frt_agent_mean") for order, of in theory.items()}
    for order in ORDERS:
        assert theory[order] == pytest.approx(theory["oldest"], rel=1e-9)
    assert first["first_replies_first"] < 0.95 * first["oldest"]
    assert first["newest_chat_last"] > 1.1 * first["oldest"]
    assert first["shortest_chat"] == pytest.approx(first["first_replies_first"])


@pytest.mark.parametrize(("order", "seed"), [(order, 1011 + number) for number, order in enumerate(ORDERS)])
def test_orders(order: str, seed: int):
    """The time to the first reply is as the chain says that knows whose turn is next; the other figures stay."""
    summary = stationary(TYPES, team(order), days=14, seed=seed)
    expect(summary.figures, replace(AGENT, order=order).figures())


@cache
def by_run(order: str) -> Floats:
    """Return the mean first response and reply time of each replication."""
    sums = in_steady_state(
        TYPES,
        team(order),
        days=14,
        seed=1015,
        of={"first response": FIRST_RESPONSE, "reply time": REPLY_TIME},
    )
    means: Floats = sums[:, :, 0] / sums[:, :, 1]
    return means


@pytest.mark.parametrize("order", ["first_replies_first", "shortest_chat", "newest_chat_last"])
def test_orders_on_the_same_customers(order: str):
    """Against the oldest message first, day by day: the first response moves as in theory, the reply time does not."""
    first_response, reply = (by_run(order) - by_run("oldest")).T
    moves = replace(AGENT, order=order).figures()["frt_agent_mean"] - AGENT.figures()["frt_agent_mean"]
    assert np.sign(moves) * first_response.mean() > 10 * error(first_response)
    assert abs(reply.mean()) < 3 * error(reply)
    assert error(reply) < 0.01 * by_run("oldest")[:, 1].mean()


def error(differences: Floats) -> float:
    """Return the standard error of the mean of differences."""
    return float(differences.std(ddof=1) / np.sqrt(len(differences)))
