"""What holds of any roster with an agent more or fewer."""

from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.demand import blueprint
from planner.flow.demand import FloatColumn
from planner.flow.roster import Roster
from planner.scenario import Scenario
from planner.staffing.advise import Change
from planner.staffing.advise.changed import changed_roster
from planner.staffing.advise.hours import open_hours

FIXED = settings(derandomize=True, database=None, deadline=None, max_examples=150)
Draw = Any


@st.composite
def scenarios(draw: Draw) -> Scenario:
    """Draw two days with two groups, each by head counts or with shifts and breaks; doors may close over noon or at night."""
    groups = {}
    for name in ("team", "back"):
        if draw(st.booleans()):
            hours = draw(st.lists(st.integers(8, 19), unique=True, max_size=3))
            groups[name] = {
                "agents": {"00:00": draw(st.integers(0, 3))}
                | {f"{hour:02}:00": draw(st.integers(0, 3)) for hour in hours}
            }
            continue
        shifts = []
        for _ in range(draw(st.integers(1, 3))):
            begin = draw(st.integers(8, 14))
            rest = draw(st.integers(begin * 2 + 1, begin * 2 + 8))
            shifts.append(
                {
                    "agents": draw(st.integers(1, 2)),
                    "from": f"{begin:02}:00",
                    "to": f"{begin + 5:02}:30",
                    "breaks": [{"at": f"{rest // 2:02}:{rest % 2 * 30:02}", "for": "30m"}],
                }
            )
        groups[name] = {"shifts": shifts}
    tree = {
        "start": "2026-11-23 08:00",
        "end": "2026-11-24 20:00",
        "chat_types": {"a": {"arrivals": {"per_hour": 6}, "handle_time": "5m", "patience": "3m"}},
        "agent_groups": groups,
        "open": draw(st.sampled_from(["08:00-20:00", ["08:00-12:30", "13:30-20:00"], "00:00-24:00"])),
    }
    return Scenario.model_validate(tree)


def on_duty(roster: Roster, group: int, times: FloatColumn) -> FloatColumn:
    """Return how many agents are scheduled."""
    return roster.scheduled[group].at(times)


@FIXED
@given(scenarios(), st.data())
def test_a_change_is_felt_in_its_time_only(scenario: Scenario, data: Draw) -> None:
    """Coverage is one higher, or one lower, in that hour and group, and the same at all other times."""
    plan = blueprint(scenario)
    hour = data.draw(st.sampled_from(open_hours(plan.window, scenario.time)))
    group, agents = data.draw(st.sampled_from([0, 1])), data.draw(st.sampled_from([1, -1]))
    roster = changed_roster(plan, [Change(["team", "back"][group], *hour, agents=agents)])
    times = np.arange(0.0, plan.horizon, 900.0) + 450.0
    inside = (times >= hour.begin) & (times < hour.end)
    before = on_duty(plan.roster, group, times)
    if roster is None:
        assert agents < 0
        by_shifts = any(plan.roster.group_of[shift.agent] == group for shift in plan.roster.shifts)
        assert before[inside].min() == 0 or by_shifts
        return
    assert (on_duty(roster, group, times) == before + np.where(inside, agents, 0)).all()
    assert (on_duty(roster, 1 - group, times) == on_duty(plan.roster, 1 - group, times)).all()


@FIXED
@given(scenarios(), st.data())
def test_breaks_lie_inside_shifts_and_apart(scenario: Scenario, data: Draw) -> None:
    """However many changes there are, each shift is one that the engine can work."""
    plan = blueprint(scenario)
    hours = open_hours(plan.window, scenario.time)
    changes = [
        Change(
            data.draw(st.sampled_from(["team", "back"])), *data.draw(st.sampled_from(hours)), agents=agents
        )
        for agents in data.draw(st.lists(st.sampled_from([1, -1]), max_size=6))
    ]
    roster = changed_roster(plan, changes)
    for shift in () if roster is None else roster.shifts:
        edges = [shift.begin, *(edge for rest in shift.breaks for edge in (rest.begin, rest.end)), shift.end]
        assert (np.diff(edges)[1:-1] > 0).all()
        assert edges == sorted(edges)
        assert shift.begin < shift.end


@FIXED
@given(scenarios(), st.data())
def test_one_more_then_one_less_is_as_planned(scenario: Scenario, data: Draw) -> None:
    """As far as coverage goes."""
    plan = blueprint(scenario)
    hour = data.draw(st.sampled_from(open_hours(plan.window, scenario.time)))
    name = data.draw(st.sampled_from(["team", "back"]))
    roster = changed_roster(plan, [Change(name, *hour, agents=1), Change(name, *hour, agents=-1)])
    assert roster is not None
    times = np.arange(0.0, plan.horizon, 900.0) + 450.0
    for group in (0, 1):
        assert (on_duty(roster, group, times) == on_duty(plan.roster, group, times)).all()
