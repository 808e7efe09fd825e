"""Returning customers go to the agent they know: any with the skill alike."""

import pytest
from theory.agreement import expect
from theory.simulation import chats, mean, stationary
from theory.two_agents import Agents, Centre, lowest, speeds

from planner.queueing import erlang_c

HOUR, MINUTE = 3600.0, 60.0
SLOWDOWNS = [1.0, 1.4, 1.9], [1.0, 1.1]
LEAST_BUSY = lowest(lambda state, agent: state[agent])


@pytest.mark.parametrize("returning", [1.0, 0.6])
def test_at_once(returning):
    """Of those who find both free each known agent gets half, the others are routed as all are: a chain of both."""
    centre = Centre(
        22 / HOUR, (speeds(6 * MINUTE, SLOWDOWNS[0]), speeds(6 * MINUTE, SLOWDOWNS[1])), 4 * MINUTE
    )

    def choice(state: Agents) -> float:
        return returning / 2 + (1 - returning) * LEAST_BUSY(state)

    states = centre.chain(choice)
    law = states.stationary()
    summary = stationary(
        {"support": chats(22, "6m", "4m", returning=returning)},
        {
            name: {"agents": 1, "concurrency": len(slowdown), "slowdown": slowdown}
            for name, slowdown in zip(("three slots", "two slots"), SLOWDOWNS, strict=True)
        },
        routing={"previous_agent": "at_once"},
        days=28,
        seed=871,
    )
    expect(summary.figures, centre.chat_figures(states, law))
    for number, name in enumerate(("three slots", "two slots")):
        expect(summary.agent_groups[name], centre.agent_figures(states, law, number))


def test_waiting_for_ones_own_agent():
    """Who waits for the agent they know, however long, makes of two agents two lines: M/M/1 each."""
    line = erlang_c(1, 6 / HOUR, 5 * MINUTE)
    pooled = erlang_c(2, 12 / HOUR, 5 * MINUTE)
    summary = stationary(
        {"support": chats(12, "5m", "never", returning="100%")},
        {"one": {"agents": 1}, "other": {"agents": 1}},
        routing={"previous_agent": "20h"},
        service_level={"within": "1m"},
        days=42,
        seed=872,
    )
    theory = {
        "wait_mean": line.wait_mean,
        "utilization": line.occupancy,
    }
    expect(
        summary.figures,
        theory
        | {
            "wait_probability": line.wait_probability,
            "service_level": line.service_level(MINUTE),
            "queue_length_mean": 2 * line.queue_length_mean,
        },
    )
    for name in ("one", "other"):
        expect(summary.agent_groups[name], theory)
    assert mean(summary.figures["wait_mean"]) > 2 * pooled.wait_mean
