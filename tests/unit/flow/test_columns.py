"""The plain values that travel between the parts."""

import numpy as np
import pytest

from planner.flow.demand import NOBODY, Demand
from planner.flow.records import Outcome
from planner.flow.roster import Group, Roster


@pytest.mark.parametrize("chats", [0, 3])
def test_a_demand_is_as_long_as_its_columns(chats):
    """The number of chats, none included."""
    column = np.zeros(chats)
    demand = Demand(
        ("a",), column, column.astype(np.int64), column, column, column, column, column, column > 0, NOBODY
    )
    assert len(demand) == chats


def test_the_members_of_a_group_are_its_agents_in_roster_order():
    """Positions, also where a group has none."""
    group = Group("g", 1, (1.0,), (0,))
    roster = Roster((group, group, group), (0, 0, 2, 2, 2), ())
    assert [list(roster.members(number)) for number in range(3)] == [[0, 1], [], [2, 3, 4]]


def test_a_group_has_rank_1_unless_told_otherwise():
    """The default of the model."""
    assert Group("g", 1, (1.0,), (0,)).rank == 1


def test_outcomes_keep_their_numbers():
    """They are part of what travels: a new one goes to the end."""
    names = ["ANSWERED", "ABANDONED", "BLOCKED", "EXPIRED", "CLOSED", "AFTER_HOURS", "SILENT"]
    assert [outcome.name for outcome in Outcome] == names
    assert Outcome.ANSWERED == 0
