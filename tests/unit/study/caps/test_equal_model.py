"""The handle-time model of conversations."""

from pathlib import Path

import pytest

from planner.demand import blueprint
from planner.demand.backlog import backlog
from planner.scenario import loads
from planner.scenario.draft import Draft
from planner.scenario.rewritten import as_yaml, plain_scenario
from planner.study.caps import EqualModel, equal_model
from planner.study.caps.saturation import Slowdown

TEXT = """\
# a comment
name: "17:00"
start: 2026-11-23 09:00
end: 2026-11-23 12:00
chat_types:
  support:
    arrivals: {per_hour: {"09:00": 30, "10:00": 20}, uncertainty: 10%}
    patience: 3m
    patience_until: first_reply
    wrap_up: 20s
    conversation:
      turns: {mean: 3, distribution: deterministic}
      first_reply_work: {distribution: deterministic, value: 50s}
      reply_work: 30s
      customer_gap: {distribution: uniform, low: 20s, high: 40s}
      reply_patience: 1m
  mail: {arrivals: {per_hour: 5}, handle_time: 5m, patience: never}
agent_groups:
  team: {agents: 3, concurrency: 2, skills: [support], reply_order: shortest_chat}
  both: {agents: 1, concurrency: 3, slowdown: [1, 1.5, 2]}
  post: {agents: 1, concurrency: 2, slowdown: 40%, skills: [mail]}
variants:
  more: {agent_groups.team.agents: 4}
"""


def test_lengths_are_those_of_the_messages_alone() -> None:
    """50 s, two replies of 30 s, two gaps of 30 s: 170 s; the first reply always takes 50 s."""
    found = equal_model(blueprint(loads(TEXT)), {0: 2, 1: 3, 2: 2}, seed=3)
    assert found is not None
    support = found.chat_types["support"]
    variance = 2 * 30**2 + 2 * 20**2 / 12
    assert support.handle_time.mean == pytest.approx(170, rel=0.01)
    assert support.handle_time.cv == pytest.approx(variance**0.5 / 170, rel=0.02)
    assert support.first_reply.written() == {"mean": "50.0s", "cv": 0}
    assert set(found.chat_types) == {"support"}
    assert {name: len(of.factors) for name, of in found.agent_groups.items()} == {"team": 2, "both": 3}
    assert found.mixed == ("both",)


def test_a_scenario_without_conversations_has_none() -> None:
    """There is nothing to derive."""
    assert (
        equal_model(
            blueprint(loads(TEXT.replace("[support]", "[mail]"), ["chat_types.support=" + MAIL])), {}, 1
        )
        is None
    )


NO_WORK = "{distribution: deterministic, value: 0s}"
REPLIES_BY_THEMSELVES = f"""chat_types.support={{arrivals: {{per_hour: 5}}, patience: 3m, conversation:
  {{turns: 3, reply_work: {NO_WORK}, customer_gap: 30s}}}}"""


def test_without_work_no_chat_slows_another_down() -> None:
    """Nobody waits for an agent who is never busy; what takes no time is written as a scenario takes it."""
    draft = Draft(Path("x.yaml"), TEXT, (REPLIES_BY_THEMSELVES,))
    found = equal_model(blueprint(draft.scenario()), {0: 2, 1: 3, 2: 2}, seed=3)
    assert found is not None
    assert found.agent_groups["both"].factors == (1, 1, 1)
    assert found.agent_groups["both"].errors == (0, 0, 0)
    assert found.chat_types["support"].first_reply.mean == 0
    made = loads(as_yaml(found.in_place(plain_scenario(draft))))
    assert made.agent_groups["team"].slowdown == (1, 1)
    assert made.chat_types["support"].first_reply.value == 0


MAIL = "{arrivals: {per_hour: 5}, handle_time: 5m, patience: never}"


def test_the_scenario_is_written_with_handle_times_in_place() -> None:
    """All else stays, settings are in it; the result is a scenario that says so."""
    draft = Draft(Path("x.yaml"), TEXT, ("agent_groups.team.agents=6",))
    found = equal_model(blueprint(draft.scenario()), {0: 2, 1: 3, 2: 2}, seed=3)
    assert found is not None
    text = as_yaml(found.in_place(plain_scenario(draft)))
    made, was = loads(text), draft.scenario()
    support = made.chat_types["support"]
    assert support.conversation is None
    assert support.patience_until == "assignment"
    assert made.agent_groups["team"].slowdown == tuple(found.slowdown("team"))
    assert made.agent_groups["both"].slowdown == tuple(found.slowdown("both"))
    assert (made.agent_groups["post"], made.chat_types["mail"]) == (
        was.agent_groups["post"],
        was.chat_types["mail"],
    )
    assert (support.arrivals, support.patience, support.wrap_up) == (
        was.chat_types["support"].arrivals,
        was.chat_types["support"].patience,
        was.chat_types["support"].wrap_up,
    )
    assert made.agent_groups["team"].agents == was.agent_groups["team"].agents
    assert (made.name, made.start, made.variants) == ("17:00", was.start, {})


def test_no_factor_is_written_below_1() -> None:
    """Chance may find one there where chats hardly slow each other down; a scenario takes none."""
    found = EqualModel({}, {"team": Slowdown((1.0, 0.998, 1.0224), (0.0, 0.003, 0.003))}, {"team": 3})
    assert found.slowdown("team") == [1, 1, 1.022]


def test_a_backlog_waits_from_the_start_for_ever() -> None:
    """Nobody arrives later or leaves, whatever the scenario says; types come in the numbers asked for."""
    drawn = backlog(blueprint(loads(TEXT)), {0: 3000.0, 1: 1000.0}, seed=1, replication=0)
    assert not drawn.arrival.any()
    assert drawn.patience.min() == float("inf")
    assert drawn.conversations is not None
    assert drawn.conversations.patience is None
    assert not drawn.conversations.until_reply.any()
    assert (drawn.chat_type == 0).sum() == pytest.approx(3000, rel=0.1)
    assert (drawn.chat_type == 1).sum() == pytest.approx(1000, rel=0.1)
    # mixed, not one type after the other
    assert (drawn.chat_type[:400] == 1).any()
