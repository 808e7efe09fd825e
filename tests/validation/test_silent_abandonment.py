"""Customers who give up without a sign: ghosts in the line, and in the slots until agents notice."""

import pytest
from theory.agreement import expect
from theory.case_manager import PENDING, CaseManager, Stage
from theory.simulation import chats, conversations, stationary

HOUR, MINUTE = 3600.0, 60.0


def in_the_way(agent: CaseManager) -> dict[str, float]:
    """Return how customers are missed, and what the silent among them take."""
    comes, waiting = agent.arrivals + agent.handled, agent.waiting(Stage.ASSIGNMENT, Stage.HANDLER)
    gives_up = waiting / agent.patience / comes
    unnoticed = agent.in_hand(Stage.NOTICING)
    assert unnoticed / agent.noticed_after == pytest.approx(agent.silent * gives_up * comes)
    return {
        "missed_rate": gives_up + agent.full(),
        "abandoned_rate": (1 - agent.silent) * gives_up,
        "silent_rate": agent.silent * gives_up,
        "blocked_rate": agent.full(),
        "wait_mean_all": waiting / comes,
        "queue_length_mean": agent.mean(lambda desk: len(desk.queue)),
        "utilization": agent.mean(lambda desk: bool(desk.chats)),
        "slot_utilization": agent.mean(lambda desk: len(desk.chats)) / agent.limit,
        "silent_slot_share": unnoticed / agent.limit,
    }


SILENT = {"silent_abandonment": {"share": 0.6, "noticed_after": "2m"}}


def test_ghosts_between_conversations():
    """First come, first served among customers and ghosts; each holds a slot, so the agent has less to type."""
    agent = CaseManager(
        2, 20 / HOUR, 5, 40.0, 60.0, 3 * MINUTE, places=3, silent=0.6, noticed_after=2 * MINUTE
    )
    summary = stationary(
        {"support": conversations(20, 5, "3m", **SILENT)},
        {"team": {"agents": 1, "concurrency": 2}},
        queue={"max_length": 3},
        days=28,
        seed=1051,
    )
    answered = agent.answered()
    theory = in_the_way(agent) | {
        "handle_time_mean": agent.in_hand(*PENDING, Stage.MESSAGE) / answered,
        "reply_time_mean": agent.in_hand(*PENDING) / (answered * agent.turns),
        "frt_agent_mean": agent.in_hand(Stage.FIRST_REPLY) / answered,
        "work_utilization": agent.mean(lambda desk: bool(desk.line)),
    }
    expect(summary.figures, theory)


@pytest.mark.parametrize(
    ("slowdown", "seed"),
    [((1.0,), 1052), ((1.0, 1.0), 1053), ((1.0, 1.5), 1054)],
    ids=["one", "two", "two, slower"],
)
def test_ghosts_between_chats_by_handle_time(slowdown: tuple[float, ...], seed: int):
    """The same with a handle time; where chats slow each other down, those with ghosts do, too."""
    limit = len(slowdown)
    agent = CaseManager(
        limit,
        0.0,
        patience=3 * MINUTE,
        places=2,
        silent=0.6,
        noticed_after=2 * MINUTE,
        handled=9 * limit / HOUR,
        handle_time=6 * MINUTE,
        slowdown=slowdown,
    )
    summary = stationary(
        {"support": chats(9 * limit, "6m", "3m", **SILENT)},
        {"team": {"agents": 1, "concurrency": limit, "slowdown": list(slowdown)}},
        queue={"max_length": 2},
        days=14,
        seed=seed,
    )
    answered = agent.handled * (1 - agent.full()) - agent.waiting(Stage.HANDLER) / agent.patience
    expect(
        summary.figures, in_the_way(agent) | {"handle_time_mean": agent.in_hand(Stage.HANDLING) / answered}
    )
