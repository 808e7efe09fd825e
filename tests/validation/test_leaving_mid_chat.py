"""Customers who do not wait for a reply for ever, and those who leave before the first one."""

import pytest
from theory.agreement import expect
from theory.case_manager import PENDING, CaseManager, Stage
from theory.messages import LATER_REPLIES, figures, in_steady_state
from theory.simulation import conversations, stationary

HOUR, MINUTE = 3600.0, 60.0
WORK, GAP = 40.0, 60.0

PATIENT = CaseManager(3, 14 / HOUR, 6, WORK, GAP, 3 * MINUTE)
DROPPING = {
    "long": CaseManager(3, 20 / HOUR, 6, WORK, GAP, 3 * MINUTE, reply_patience=5 * MINUTE),
    "shorter than the work": CaseManager(2, 60 / HOUR, 6, WORK, GAP, MINUTE, reply_patience=35.0),
}


@pytest.mark.parametrize("agent", DROPPING.values(), ids=DROPPING.keys())
def test_reply_patience(agent: CaseManager):
    """Whoever waits for a reply leaves at a rate, also while the agent types it, which ends the chat.

    The mean reply time is that of the replies sent, so it is shorter than what those who leave would have waited.
    """
    seconds, answered = f"{agent.patience:g}s", agent.answered()
    by_number = agent.by_chats_in_hand()
    summary = stationary(
        {
            "support": conversations(
                agent.arrivals * HOUR,
                agent.turns,
                seconds,
                conversation={"reply_patience": f"{agent.reply_patience:g}s"},
            )
        },
        {"team": {"agents": 1, "concurrency": agent.limit}},
        days=10,
        seed=1021,
    )
    theory = agent.figures() | {
        "dropped_rate": agent.reneging(*PENDING) / answered,
        "reply_time_mean": sum(of["replies_share"] * of["reply_time_mean"] for of in by_number),
    }
    expect(summary.figures, theory)
    for simulated, of_number in zip(summary.by_chats_in_hand, by_number, strict=True):
        expect(simulated, of_number)


@pytest.mark.parametrize(("order", "seed"), [("oldest", 1022), ("first_replies_first", 1023)])
def test_patience_until_the_first_reply(order: str, seed: int):
    """Whoever waits for a slot or, in it, for the first reply leaves at the same rate; who had a reply stays."""
    agent = CaseManager(3, 14 / HOUR, 6, WORK, GAP, 3 * MINUTE, order, until_first_reply=True)
    types = {"support": conversations(14, 6, "3m", patience_until="first_reply")}
    team = {"team": {"agents": 1, "concurrency": 3, "reply_order": order}}
    summary = stationary(types, team, days=7, seed=seed)
    of = {"later_reply_time": LATER_REPLIES}
    summed = figures(of, in_steady_state(types, team, days=7, seed=seed, of=of))
    missed = (agent.waiting(Stage.ASSIGNMENT) + agent.in_hand(Stage.FIRST_REPLY)) / agent.patience
    later = agent.answered() * (agent.turns - 1)
    theory = {
        "missed_rate": missed / agent.arrivals,
        "abandoned_rate": missed / agent.arrivals,
        "wait_mean_all": agent.waiting(Stage.ASSIGNMENT) / agent.arrivals,
        "queue_length_mean": agent.waiting(Stage.ASSIGNMENT),
        "utilization": agent.mean(lambda desk: bool(desk.chats)),
        "slot_utilization": agent.mean(lambda desk: len(desk.chats)) / 3,
        "work_utilization": agent.mean(lambda desk: bool(desk.line)),
        "later_reply_time": agent.in_hand(Stage.REPLY) / later,
    }
    expect({**summary.figures, **summed}, theory)
    assert missed / agent.arrivals > PATIENT.figures()["missed_rate"] + 0.05
