"""A day of the agents, told again: the same replication as the one that figures are made of."""

from pathlib import Path

import pytest

from planner.scenario import loads
from planner.scenario.load import load
from planner.study import Options, run_study
from planner.study.replay import MOST_AGENTS

SCENARIOS = Path(__file__).parents[3] / "scenarios"
DAY = """\
start: 2026-11-23 09:00
end: 2026-11-23 13:00
chat_types:
  support: {arrivals: {per_hour: 60}, handle_time: 10m, patience: 3m}
agent_groups:
  early: {concurrency: 3, slowdown: 15%, shifts: [{agents: 3, from: "09:00", to: "12:00", breaks: [{at: "10:00", for: 30m}]}]}
  late: {agents: 2, concurrency: 2, slowdown: 15%}
"""


def replayed(scenario, **options):
    """Return a study of one replication with its replay."""
    return run_study(scenario, Options(replications=1, replay=True, **options))


def hours(study, *doing):
    """Add up how long (h) agents did something in the hours that count."""
    end = study.scenario.horizon
    spans = [span for agent in study.replay.agents for span in agent.spans if span.doing in doing]
    return sum(min(span.end, end) - min(span.begin, end) for span in spans) / 3600


@pytest.mark.parametrize("name", [None, "support-desk", "sales-and-support", "conversation-desk"])
def test_spans_add_up_to_the_figures(name):
    """Time on duty, utilisation and chats in hand of the only replication are those of the agents' spans."""
    scenario = loads(DAY) if name is None else load(SCENARIOS / f"{name}.yaml")
    study = replayed(scenario)
    of_run = study.summary.figures
    assert study.replay.left_out == 0
    assert hours(study, "idle", "chats") == pytest.approx(of_run["staffed_hours"].mean)
    busy = hours(study, "chats")
    assert busy / of_run["staffed_hours"].mean == pytest.approx(of_run["utilization"].mean)
    in_hand = sum(
        (min(span.end, scenario.horizon) - min(span.begin, scenario.horizon)) * span.chats
        for agent in study.replay.agents
        for span in agent.spans
        if span.doing == "chats"
    )
    assert in_hand / 3600 / busy == pytest.approx(of_run["concurrency_mean"].mean)


def test_spans_of_an_agent_follow_each_other():
    """They do not overlap, neighbours differ, and a break of half an hour is there, overrun or not."""
    study = replayed(loads(DAY))
    for agent in study.replay.agents:
        for one, other in zip(agent.spans, agent.spans[1:], strict=False):
            assert one.begin < one.end <= other.begin
            assert one.end < other.begin or (one.doing, one.chats) != (other.doing, other.chats)
    rests = [
        sum(span.end - span.begin for span in agent.spans if span.doing == "break")
        for agent in study.replay.agents
        if agent.group == "early"
    ]
    assert rests == [1800.0] * 3


def test_the_worst_day_is_told():
    """Of three days the second has twice the chats."""
    scenario = loads(
        DAY.replace("end: 2026-11-23 13:00", "end: 2026-11-26 00:00").replace(
            "per_hour: 60",
            'per_hour: {mon: {"09:00": 30, "13:00": 0}, tue: {"09:00": 90, "13:00": 0}, wed: {"09:00": 30, "13:00": 0}, thu-sun: 0}',
        )
    )
    assert replayed(scenario).replay.begin == 86400.0


def test_of_a_large_team_some_are_told_of():
    """A picture has room for so many; how many are left out is said, and both groups are there."""
    scenario = loads(DAY, ["agent_groups.late.agents=150"])
    found = replayed(scenario).replay
    assert len(found.agents) == MOST_AGENTS
    assert found.left_out == 153 - MOST_AGENTS
    assert {agent.group for agent in found.agents} == {"early", "late"}


def test_the_same_whoever_works_on_it():
    """Two workers, one replay."""
    scenario = loads(DAY)
    assert replayed(scenario, workers=2).replay == replayed(scenario).replay
