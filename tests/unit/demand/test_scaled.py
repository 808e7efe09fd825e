"""The same plan with more agents, or with fewer."""

import pytest

from planner.demand import blueprint
from planner.demand.scaled import most_on_duty, scaled_roster
from planner.scenario import Scenario

HOUR = 3600.0


def roster_of(**groups):
    """Return the planned roster of these groups."""
    tree = {
        "start": "2026-11-23 08:00",
        "end": "2026-11-23 20:00",
        "chat_types": {"a": {"arrivals": {"per_hour": 60}, "handle_time": "9m", "patience": "3m"}},
        "agent_groups": groups,
    }
    return blueprint(Scenario.model_validate(tree)).roster


def test_head_counts_are_scaled_one_by_one_and_rounded_up():
    """4 and 5 agents times 6/5: 5 and 6; another group stays as it is."""
    roster = roster_of(a={"agents": {"08:00": 4, "12:00": 5}}, b={"agents": 2})
    found = scaled_roster(roster, [0], 6, 5)
    assert [(change.group, change.agents) for change in found.headcounts] == [(0, 5), (1, 2), (0, 6)]
    assert found.group_of == (0,) * 6 + (1,) * 2
    assert found.scheduled[0].values.tolist() == [5, 6]
    assert (most_on_duty(roster, [0]), most_on_duty(found, [0]), most_on_duty(found, [0, 1])) == (5, 6, 8)


def test_shifts_are_dealt_out_evenly():
    """Of 4 early and 2 late agents half as many are 2 and 1, twice as many 8 and 4."""
    shifts = [
        {"agents": 4, "from": "08:00", "to": "16:00"},
        {"agents": 2, "from": "12:00", "to": "20:00", "breaks": [{"at": "15:00", "for": "1h"}]},
    ]
    roster = roster_of(b={"agents": 1}, a={"shifts": shifts})

    def dealt(times, of):
        found = scaled_roster(roster, [1], times, of)
        begins = [shift.begin / HOUR for shift in found.shifts]
        assert [shift.agent for shift in found.shifts] == list(range(1, len(found.group_of)))
        assert found.headcounts == roster.headcounts
        return begins.count(0), begins.count(4), most_on_duty(found, [1])

    assert dealt(1, 2) == (2, 1, 3)
    assert dealt(2, 1) == (8, 4, 12)


@pytest.mark.parametrize(
    "groups",
    [
        {"a": {"agents": {"08:00": 4, "12:00": 5}}},
        {"a": {"shifts": [{"agents": 3, "from": "08:00", "to": "16:00"}]}},
    ],
)
def test_once_as_many_is_the_plan_itself(groups):
    """Nothing moves."""
    roster = roster_of(**groups)
    found = scaled_roster(roster, [0], 7, 7)
    assert (found.group_of, found.headcounts, found.shifts) == (
        roster.group_of,
        roster.headcounts,
        roster.shifts,
    )
    assert found.scheduled[0].values.tolist() == roster.scheduled[0].values.tolist()
