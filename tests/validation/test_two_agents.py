"""Two agents with slots that slow down: who gets a chat matters, and the chain on both agents says how much."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from theory.agreement import expect, standard_error
from theory.line import Line
from theory.markov import chain
from theory.patience import exponential
from theory.simulation import chats, mean, stationary
from theory.two_agents import Centre, Choice, lowest, speeds

HOUR, MINUTE = 3600.0, 60.0

LIMITS = 3, 2
CHOICES: dict[str, Choice] = {
    "least_busy": lowest(lambda state, agent: state[agent]),
    "most_available": lowest(lambda state, agent: state[agent] - LIMITS[agent]),
    "most_available_share": lowest(lambda state, agent: state[agent] / LIMITS[agent]),
    "least_recent": lowest(lambda state, agent: 0),
    "round_robin": lambda state: float(state.last == 1),
    "random": lambda state: 0.5,
    "fill_first": lambda state: float(state.first >= state.second),
    "ranked": lambda state: 0.0,
}


@pytest.mark.parametrize(("strategy", "seed"), [(strategy, 510 + i) for i, strategy in enumerate(CHOICES)])
def test_unlike_agents(strategy, seed):
    """Each strategy on two unlike agents, figures by agent: the chain on (first, second, last assigned, queue).

    With two agents "longest since last assigned" and the round robin's pointer are both "not the last one".
    Seeds differ: with one for all, all strategies would see the same customers and share one luck.
    """
    slowdown = [1, 1.3, 1.7], [1, 1]  # the second does not slow down
    centre = Centre(22 / HOUR, (speeds(6 * MINUTE, slowdown[0]), speeds(6 * MINUTE, slowdown[1])), 4 * MINUTE)
    states = centre.chain(CHOICES[strategy])
    law = states.stationary()
    summary = stationary(
        {"support": chats(22, "6m", "4m")},
        {
            "three slots": {"agents": 1, "concurrency": 3, "slowdown": slowdown[0], "rank": 2},
            "two slots": {"agents": 1, "concurrency": 2, "slowdown": slowdown[1]},
        },
        routing={"strategy": strategy},
        days=42,
        seed=seed,
    )
    expect(summary.figures, centre.chat_figures(states, law))
    expect(summary.agent_groups["three slots"], centre.agent_figures(states, law, 0))
    expect(summary.agent_groups["two slots"], centre.agent_figures(states, law, 1))


ALIKE = [1, 1.5, 2.2]
TWINS = Centre(17 / HOUR, (speeds(7 * MINUTE, ALIKE), speeds(7 * MINUTE, ALIKE)), 5 * MINUTE)
STRATEGIES = ("least_busy", "random", "fill_first")


def twin_figures(strategy: str) -> dict[str, float]:
    """Return theory for two agents who are alike: the team's figures are those of the sums over both."""
    states = TWINS.chain(CHOICES[strategy])
    law = states.stationary()
    both = [TWINS.agent_figures(states, law, agent) for agent in (0, 1)]
    busy = both[0]["utilization"] + both[1]["utilization"]
    slots = both[0]["slot_utilization"] + both[1]["slot_utilization"]
    ended = both[0]["chats_per_agent_hour"] + both[1]["chats_per_agent_hour"]
    return TWINS.chat_figures(states, law) | {
        "utilization": busy / 2,
        "slot_utilization": slots / 2,
        "concurrency_mean": 3 * slots / busy,
        "handle_time_mean": 3 * slots * HOUR / ended,
    }


def test_strategies_on_twins():
    """Least busy, random and fill first: each as its own chain says, and all three apart.

    The chain on the chats of both together, as if they were always spread evenly, is theory for none of them:
    an agent may end two chats while the other holds three.
    """
    simulated, theory = {}, {}
    for strategy in STRATEGIES:
        theory[strategy] = twin_figures(strategy)
        simulated[strategy] = stationary(
            {"support": chats(17, "7m", "5m")},
            {"team": {"agents": 2, "concurrency": 3, "slowdown": ALIKE}},
            routing={"strategy": strategy},
            days=42,
            seed=502,
        ).figures
        expect(simulated[strategy], theory[strategy])
    evenly = spread_evenly()
    handled = simulated["least_busy"]["handle_time_mean"]
    assert abs(mean(handled) - evenly) > 10 * standard_error(handled, 30)
    for key in ("missed_rate", "wait_probability", "handle_time_mean", "concurrency_mean", "utilization"):
        for one, other in pairwise(STRATEGIES):
            _apart(key, simulated[one][key], simulated[other][key], theory[one][key] - theory[other][key])


def spread_evenly() -> float:
    """Return the handle time if the chats of both were always spread evenly."""
    speed = (0.0, *TWINS.speeds[0])
    total = [speed[(number + 1) // 2] + speed[number // 2] for number in range(1, 7)]
    line = Line(TWINS.arrivals, total, exponential(TWINS.patience))
    return line.chats_in_hand() / (line.arrivals * line.answered)


def _apart(key, one, other, difference):
    """Check that two figures lie further apart than their errors allow, and to the side that theory says."""
    apart = (mean(one) - mean(other)) * (1 if difference > 0 else -1)
    errors = (standard_error(one, 30) ** 2 + standard_error(other, 30) ** 2) ** 0.5
    assert apart > 4 * errors, f"{key}: {mean(one)} and {mean(other)} are not apart"


SLOTS, SALES, SUPPORT = 2, 8 / HOUR, 10 / HOUR
LIKE = {"agents": 1, "concurrency": SLOTS, "slowdown": [1, 1.4]}
Two = tuple[int, int]
"""Chats in hand of the specialist and of the generalist."""


def specialist_first(state: Two) -> Iterator[tuple[float, Two]]:
    """Yield the moves where nobody can wait and the specialist takes just support chats, but those first."""
    special, general = state
    speed = (0.0, *speeds(6 * MINUTE, [1, 1.4]))
    if special < SLOTS:
        yield SUPPORT, (special + 1, general)
    elif general < SLOTS:
        yield SUPPORT, (special, general + 1)
    if general < SLOTS:
        yield SALES, (special, general + 1)
    if special:
        yield speed[special], (special - 1, general)
    if general:
        yield speed[general], (special, general - 1)


def test_specialists_first():
    """Two chat types, no waiting room: the specialist takes its type while there is a slot, else the generalist."""
    states = chain([(0, 0)], specialist_first)
    law = states.stationary()
    summary = stationary(
        {"sales": chats(8, "6m", "3m"), "support": chats(10, "6m", "3m")},
        {"generalist": LIKE, "specialist": LIKE | {"skills": ["support"]}},
        routing={"strategy": "specialists_first"},
        queue={"max_length": 0},
        days=42,
        seed=503,
    )
    for name, lost in (("sales", lambda s: s[1] == SLOTS), ("support", lambda s: s == (SLOTS, SLOTS))):
        expect(summary.chat_types[name], {"missed_rate": law @ states.values(lost)})
    for name, busy in (("specialist", lambda s: s[0] > 0), ("generalist", lambda s: s[1] > 0)):
        expect(summary.agent_groups[name], {"utilization": law @ states.values(busy)})
