"""How the work is spread over agents who are alike: evenly in the mean, and how unevenly by chance."""

import json

import numpy as np
from scipy.stats import binom, poisson
from theory.agreement import expect
from theory.simulation import chats

from planner.kpi import Summary
from planner.scenario import loads
from planner.study import Options, run_study


def at_random(hours: int, per_hour: float, team: dict[str, object], replications: int, seed: int) -> Summary:
    """Simulate customers who never leave and agents to whom chats go at random, by agent."""
    tree = {
        "start": "2026-01-05 08:00",
        "end": f"2026-01-05 {8 + hours:02}:00",
        "chat_types": {"support": chats(per_hour, "5m", "never")},
        "agent_groups": {"team": team},
        "routing": {"strategy": "random"},
        "run": {"replications": replications, "seed": seed},
    }
    return run_study(loads(json.dumps(tree)), Options(by_agent=True)).summary


def test_agents_of_one_slot_are_exchangeable():
    """At random each of five has a fifth of all chats, though those in hand bar some of them."""
    agents, per_hour, hours = 5, 40.0, 12
    summary = at_random(hours, per_hour, {"agents": agents}, 400, seed=720)
    assert len(summary.agents) == agents
    theory = {"answered": per_hour * hours / agents, "chats_per_agent_hour": per_hour / agents}
    for agent in summary.agents:
        expect(agent.figures, theory)


def test_two_agents_who_always_have_a_free_slot_share_chats_like_tosses_of_a_coin():
    """Of a Poisson number of chats T each goes to the first with probability 1/2: X is binomial.

    The Gini index of two is |2 X - T| / (2 T), the most to the mean 1 + |2 X - T| / T.
    """
    per_hour, hours = 5.0, 4
    team = {"agents": 2, "concurrency": 50, "slowdown": "none"}
    summary = at_random(hours, per_hour, team, 4000, seed=721)
    total, first = np.meshgrid(np.arange(1, 100), np.arange(100), indexing="ij")
    weight = poisson.pmf(total, per_hour * hours) * binom.pmf(first, total, 0.5)
    apart = float((weight * np.abs(2 * first - total) / total).sum() / weight.sum())
    expect(summary.figures, {"work_gini": apart / 2, "work_max_to_mean": 1 + apart}, runs=4000)
