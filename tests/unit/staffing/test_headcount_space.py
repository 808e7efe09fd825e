"""What a search for head counts may choose from."""

import numpy as np
import pytest

from planner.demand import blueprint
from planner.scenario import loads
from planner.staffing.blocks import blocks
from planner.staffing.headcounts import HeadcountSpace

HOUR = 3600.0


@pytest.fixture
def space() -> HeadcountSpace:
    """Return the four hours of one of two groups, of whom up to 9 may be there."""
    plan = blueprint(
        loads(
            "start: 2026-11-23 08:00\nend: 2026-11-23 12:00\ninterval: 1h\n"
            "chat_types: {a: {arrivals: {per_hour: 1}, handle_time: 1m, patience: 1m}}\n"
            "agent_groups: {other: {agents: 2}, g: {agents: 1}}\n"
        )
    )
    of = blocks(plan.window, (1,))
    return HeadcountSpace(plan, of, np.ones(len(of)), np.full(len(of), 9))


def counts_of(roster):
    """Return when the number of the planned group's agents changes (h), and to what."""
    return [(change.time / HOUR, change.agents) for change in roster.headcounts if change.group == 1]


def test_agents_by_the_hour(space):
    """The other group stays as it is; there are as many agents as are there at once."""
    roster = space.roster(np.array([1, 3, 2, 4]))
    assert counts_of(roster) == [(0, 1), (1, 3), (2, 2), (3, 4)]
    assert roster.group_of == (0, 0, 1, 1, 1, 1)


def test_one_more_and_one_fewer(space):
    """In blocks that are named, each by itself; where nobody is there is nobody to take off."""
    counts = np.array([1, 3, 0, 4])
    assert counts_of(space.roster(counts, more=(0, 3))) == [(0, 2), (1, 3), (2, 0), (3, 5)]
    assert counts_of(space.roster(counts, (), (1, 2, 3))) == [(0, 1), (1, 2), (2, 0), (3, 3)]
    assert counts_of(space.roster(counts, (0,), (3,))) == [(0, 2), (1, 3), (2, 0), (3, 3)]
    assert counts.tolist() == [1, 3, 0, 4]


def test_agents_who_cost_nothing_are_taken_away_all_the_same(space):
    """The price stays 0; a search that drops what saves drops whom nobody needs."""
    free = HeadcountSpace(space._plan, space.blocks, np.array([0.0, 20, 20, 20]), space.high)
    assert free.price.tolist() == [0, 20, 20, 20]
    assert {0: -1} in list(free.moves(np.array([1, 0, 0, 0])))
    assert (free.cost[1:] == 20).all()
    assert 0 < free.cost[0] < 0.01
