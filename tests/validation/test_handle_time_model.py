"""The handle-time model that is derived from a conversation does as the conversation does, on the shipped desk."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from planner.demand import Blueprint, blueprint, draw
from planner.engine import simulate
from planner.flow.records import Outcome
from planner.scenario import loads
from planner.scenario.draft import Draft
from planner.scenario.rewritten import as_yaml, plain_scenario
from planner.study import Alternative, CompareOptions, compare
from planner.study.caps import EqualModel, equal_model

DESK = Path(__file__).parents[2] / "scenarios" / "conversation-desk.yaml"
NEAR = 0.05
DAYS = 100


@pytest.fixture(scope="module")
def draft() -> Draft:
    """Read the shipped desk."""
    return Draft.read(DESK)


@pytest.fixture(scope="module")
def plan(draft: Draft) -> Blueprint:
    """Lay it out."""
    return blueprint(draft.scenario())


@pytest.fixture(scope="module")
def equal(plan: Blueprint) -> EqualModel:
    """Derive the handle-time model."""
    found = equal_model(plan, {0: 3}, seed=1)
    assert found is not None
    return found


def test_the_written_scenario_misses_as_many_and_does_as_much(draft: Draft, equal: EqualModel) -> None:
    """The same customers come; their handle times are drawn anew, by mean and cv."""
    by_handle_time = loads(as_yaml(equal.in_place(plain_scenario(draft))))
    both = [Alternative("talks", draft.scenario()), Alternative("handle times", by_handle_time)]
    talks, handled = (one.figures for one in compare(both, CompareOptions(DAYS, workers=2)).alternatives)
    assert talks["offered"] == handled["offered"]
    assert 0.02 < (talks["missed_rate"].mean or 0.0) < 0.06
    for key in ("missed_rate", "chats_per_hour"):
        assert handled[key].mean == pytest.approx(talks[key].mean, rel=NEAR), key


def test_slowdown_says_what_the_messages_do(plan: Blueprint, equal: EqualModel) -> None:
    """Each chat as long as its own messages, so that only the slowdown stands for them: missed within 5 %, and that is sharp."""
    group = replace(plan.roster.groups[0], slowdown=equal.agent_groups["team"].factors)
    roster = replace(plan.roster, groups=(group,))
    missed = np.empty((DAYS, 2))
    for day in range(DAYS):
        demand = draw(plan, 1, day)
        of_both = (demand, plan.roster), (replace(demand, conversations=None), roster)
        missed[day] = [
            (simulate(chats, agents, plan.rules, plan.routing).outcome != Outcome.ANSWERED).sum()
            for chats, agents in of_both
        ]
    talks, handled = missed.mean(axis=0)
    error = (missed[:, 1] - missed[:, 0]).std(ddof=1) / DAYS**0.5
    assert error < 0.02 * talks
    assert abs(handled - talks) < NEAR * talks
