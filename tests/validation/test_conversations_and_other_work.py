"""What else takes an agent's time or slots beside replies: wrap-ups, and chats told by their handle time."""

import pytest
from theory.agreement import expect
from theory.case_manager import PENDING, CaseManager, Stage
from theory.simulation import chats, conversations, stationary

HOUR, MINUTE = 3600.0, 60.0
WORK, GAP = 40.0, 60.0


@pytest.mark.parametrize(("order", "seed"), [("oldest", 1031), ("newest_chat_last", 1032)])
def test_wrap_up_as_one_more_task(order: str, seed: int):
    """After its last reply a chat waits for the agent once more, in turn with the others' messages, and holds its slot."""
    agent = CaseManager(3, 14 / HOUR, 5, WORK, GAP, 3 * MINUTE, order, wrap_up=50.0)
    wrap_up = {"distribution": "exponential", "mean": "50s"}
    summary = stationary(
        {"support": conversations(14, 5, "3m", wrap_up=wrap_up)},
        {"team": {"agents": 1, "concurrency": 3, "reply_order": order}},
        days=14,
        seed=seed,
    )
    expect(summary.figures, agent.figures())


@pytest.mark.slow
@pytest.mark.parametrize(
    ("slowdown", "seed"), [((1.0, 1.4, 2.0), 1033), ((1.0, 1.0, 1.0), 1034)], ids=["slower", "as fast"]
)
def test_chats_by_handle_time_in_the_same_hands(slowdown: tuple[float, ...], seed: int):
    """Both kinds take slots of one agent, and two places to wait; all in hand slow down the chats by handle time."""
    agent = CaseManager(
        3,
        8 / HOUR,
        5,
        WORK,
        GAP,
        2 * MINUTE,
        places=2,
        handled=10 / HOUR,
        handle_time=5 * MINUTE,
        slowdown=slowdown,
    )
    summary = stationary(
        {"support": conversations(8, 5, "2m"), "mail": chats(10, "5m", "2m")},
        {"team": {"agents": 1, "concurrency": 3, "slowdown": list(slowdown)}},
        queue={"max_length": 2},
        days=56,
        seed=seed,
    )
    told = agent.answered()
    handled = agent.handled * (1 - agent.full()) - agent.waiting(Stage.HANDLER) / agent.patience
    expect(
        summary.figures,
        {
            "blocked_rate": agent.full(),
            "utilization": agent.mean(lambda desk: bool(desk.chats)),
            "slot_utilization": agent.mean(lambda desk: len(desk.chats)) / 3,
            "work_utilization": agent.mean(lambda desk: bool(desk.line)),
        },
    )
    expect(
        summary.chat_types["support"],
        {
            "missed_rate": 1 - told / agent.arrivals,
            "handle_time_mean": agent.in_hand(*PENDING, Stage.MESSAGE) / told,
            "reply_time_mean": agent.in_hand(*PENDING) / (told * agent.turns),
            "frt_agent_mean": agent.in_hand(Stage.FIRST_REPLY) / told,
        },
    )
    expect(
        summary.chat_types["mail"],
        {
            "missed_rate": 1 - handled / agent.handled,
            "handle_time_mean": agent.in_hand(Stage.HANDLING) / handled,
        },
    )
