"""Agents who work at the speed of their level: two servers that are unlike, and who gets a chat when both are free."""

import pytest
from theory.agreement import expect
from theory.simulation import chats, stationary
from theory.two_agents import Centre, lowest, speeds

HOUR, MINUTE = 3600.0, 60.0
SPEED = [0.4, 0.5, 0.7, 0.9, 1.0]
CHOICES = {"best_skill": lambda state: 1.0, "least_busy": lowest(lambda state, agent: state[agent])}
SLOWDOWNS = {"one slot": [1.0], "two slots": [1.0, 1.3]}


@pytest.mark.parametrize("slowdown", SLOWDOWNS.values(), ids=SLOWDOWNS.keys())
@pytest.mark.parametrize("strategy", CHOICES)
def test_expert_and_beginner(strategy, slowdown):
    """Level 5 at full speed, level 2 at half of it: the chain on both agents, by best skill and by least busy."""
    agent = {"agents": 1, "concurrency": len(slowdown), "slowdown": slowdown, "speed": SPEED}
    centre = Centre(
        14 / HOUR, (speeds(6 * MINUTE, slowdown), speeds(6 * MINUTE / SPEED[1], slowdown)), 4 * MINUTE
    )
    states = centre.chain(CHOICES[strategy])
    law = states.stationary()
    summary = stationary(
        {"support": chats(14, "6m", "4m")},
        # the roster's order must not help
        {"beginner": agent | {"levels": {"support": 2}}, "expert": agent},
        routing={"strategy": strategy},
        days=21 * len(slowdown),
        seed=861,
    )
    expect(summary.figures, centre.chat_figures(states, law))
    for number, name in enumerate(("expert", "beginner")):
        expect(summary.agent_groups[name], centre.agent_figures(states, law, number))
