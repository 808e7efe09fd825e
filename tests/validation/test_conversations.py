"""Chats message by message: the finite source, and case managers to whom chats come."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from theory.agreement import expect
from theory.case_manager import CaseManager
from theory.finite_source import replied_within, reply_time, waiting
from theory.messages import Messages, figures, summed
from theory.simulation import MIDNIGHT, conversations, stationary
from theory.two_case_managers import TwoCaseManagers

from planner.scenario import load
from planner.scenario.conversation import MOST_TURNS

HOUR, MINUTE = 3600.0, 60.0
WORK, GAP = 40.0, 60.0

PUBLISHED = {2: (56.0, 0.6897), 3: (78.62, 0.8657), 4: (108.06, 0.9520), 5: (142.88, 0.9858)}
"""Mean reply time (s) and work utilization by the number of chats."""


@pytest.mark.parametrize("chats", PUBLISHED)
def test_published_figures_of_the_finite_source(chats):
    """Mean value analysis and the birth-death chain give the published figures."""
    time, busy = PUBLISHED[chats]
    assert reply_time(chats, WORK, GAP) == pytest.approx(time, abs=0.005)
    assert 1 - waiting(chats, WORK, GAP)[0] == pytest.approx(busy, abs=0.00005)


@pytest.mark.parametrize("chats", PUBLISHED)
def test_chats_that_never_end(tmp_path: Path, chats: int):
    """One agent with chats of very many turns, while none of them has ended: a finite source.

    What counts is written from the second hour on, and replied to long before the first chat ends: chats that begin
    together and have as many turns end almost together, and the window is 85 % of the time which that takes on average.
    """
    begin, end = HOUR, 0.85 * MOST_TURNS * (GAP + reply_time(chats, WORK, GAP))

    def written_meanwhile(messages: Messages):
        assert messages.records.customer_left.min() > end + HOUR
        return (messages.written >= begin) & (messages.written < end)

    def mean_wait(messages: Messages):
        waited = messages.waited[written_meanwhile(messages)]
        return float(waited.sum()), float(len(waited))

    def in_time(messages: Messages):
        waited = messages.waited[written_meanwhile(messages)]
        return float((waited <= 100.0).sum()), float(len(waited))

    def working(messages: Messages):
        return messages.within(messages.replies.began, messages.replies.sent), end - begin

    of = {"reply_time_mean": mean_wait, "work_utilization": working, "replied_in_time": in_time}
    expect(
        figures(of, summed(_endless(tmp_path, chats), of, seed=1001, begin=begin, end=end, runs=60)),
        {
            "reply_time_mean": reply_time(chats, WORK, GAP),
            "work_utilization": 1 - waiting(chats, WORK, GAP)[0],
            "replied_in_time": replied_within(100.0, chats, WORK, GAP),
        },
        runs=60,
    )


def _endless(folder: Path, chats: int):
    """Return a scenario in which all chats are there at the start."""
    (folder / "start.csv").write_text("arrival\n" + f"{MIDNIGHT:%Y-%m-%d %H:%M}\n" * chats)
    turns = {"distribution": "deterministic", "value": MOST_TURNS}
    tree = {
        "start": f"{MIDNIGHT:%Y-%m-%d %H:%M}",
        "end": f"{MIDNIGHT + timedelta(days=1):%Y-%m-%d %H:%M}",
        "chat_types": {"support": conversations(0, turns, "never") | {"arrivals": {"log": "start.csv"}}},
        "agent_groups": {"team": {"agents": 1, "concurrency": chats}},
    }
    (folder / "endless.yaml").write_text(json.dumps(tree))
    return load(folder / "endless.yaml")


CASE_MANAGER = CaseManager(3, 6 / HOUR, 8, WORK, GAP, 3 * MINUTE)


def test_published_figures_of_the_case_manager():
    """The chain gives the published abandonment, reply time and work utilization."""
    theory = CASE_MANAGER.figures()
    assert theory["missed_rate"] == pytest.approx(0.1204, abs=0.00005)
    assert theory["reply_time_mean"] == pytest.approx(60.2, abs=0.05)
    assert theory["work_utilization"] == pytest.approx(0.4691, abs=0.00005)


def test_the_chains_agree():
    """Of two agents one of whom has no slot, the other is a case manager; the oldest message's wait is told both ways."""
    two = TwoCaseManagers((3, 0), 6 / HOUR, 8, WORK, GAP, 3 * MINUTE)
    both = two.chat_figures() | two.agent_figures(0)
    theory = CASE_MANAGER.figures()
    assert {key: both[key] for key in theory} == pytest.approx(theory, rel=1e-9)


AGENTS = {
    "published": CASE_MANAGER,
    "two slots": CaseManager(2, 8 / HOUR, 5, WORK, GAP, 4 * MINUTE),
    "four slots, busy": CaseManager(4, 14 / HOUR, 6, WORK, GAP, 3 * MINUTE, places=16),
}


@pytest.mark.parametrize("agent", AGENTS.values(), ids=AGENTS.keys())
def test_one_agent(agent: CaseManager):
    """Chats wait for a slot, and in it for each reply: the chain on what each waits for; also by the chats in hand."""
    summary = stationary(
        {"support": conversations(agent.arrivals * HOUR, agent.turns, f"{agent.patience:g}s")},
        {"team": {"agents": 1, "concurrency": agent.limit}},
        days=21,
        seed=1002,
    )
    expect(summary.figures, agent.figures())
    for simulated, theory in zip(summary.by_chats_in_hand, agent.by_chats_in_hand(), strict=True):
        expect(simulated, theory)


TEAMS = {
    "two slots each": TwoCaseManagers((2, 2), 12 / HOUR, 8, WORK, GAP, 3 * MINUTE),
    "three slots each": TwoCaseManagers((3, 3), 20 / HOUR, 6, WORK, GAP, 5 * MINUTE),
    "two and three slots": TwoCaseManagers((2, 3), 14 / HOUR, 7, WORK, GAP, 4 * MINUTE),
}


@pytest.mark.parametrize("team", TEAMS.values(), ids=TEAMS.keys())
def test_two_agents(team: TwoCaseManagers):
    """The less busy of two gets each chat: the chain on what both have in hand, what of it is pending, and who was last."""
    summary = stationary(
        {"support": conversations(team.arrivals * HOUR, team.turns, f"{team.patience:g}s")},
        {
            "first": {"agents": 1, "concurrency": team.limits[0]},
            "second": {"agents": 1, "concurrency": team.limits[1]},
        },
        days=14,
        seed=1003,
    )
    expect(summary.figures, team.chat_figures())
    for agent, name in enumerate(("first", "second")):
        expect(summary.agent_groups[name], team.agent_figures(agent))
