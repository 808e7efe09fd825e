"""What holds of any shift plan: breaks, coverage, tours, moves, and the files that it is written to."""

import tempfile
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st

from planner.demand import blueprint
from planner.flow.demand import IntColumn
from planner.scenario import Scenario
from planner.scenario.draft import Draft
from planner.scenario.load import load
from planner.scenario.local_time import DAY
from planner.scenario.problems import ScenarioError
from planner.scenario.quantities import clock_text
from planner.scenario.rewritten import as_yaml, plain_scenario
from planner.staffing.blocks import blocks
from planner.staffing.shifts import ShiftSpace, UnusablePatterns, planned_groups, shift_space
from planner.staffing.shifts.tours import WEEK
from planner.staffing.shifts.written import roster_csv, roster_rows, with_roster
from planner.staffing.space import allowed, moved

FIXED = settings(derandomize=True, database=None, deadline=None, max_examples=40)
HOUR = 3600
Draw = Any
STRETCHES = (
    ("2026-11-23 08:00", "2026-11-23 20:00"),
    ("2026-11-22 00:00", "2026-11-24 00:00"),
    ("2026-10-24 12:00", "2026-10-25 12:00"),  # clocks go back
    ("2026-03-28 12:00", "2026-03-29 18:00"),  # clocks go forward
    ("2026-11-23 06:00", "2026-11-30 02:00"),
)


@dataclass(frozen=True)
class Plan:
    """A scenario, what there is to choose from, and a choice."""

    draft: Draft
    space: ShiftSpace
    counts: IntColumn

    @property
    def scenario(self) -> Scenario:
        """The scenario."""
        return self.draft.scenario()


@st.composite
def patterns(draw: Draw) -> dict[str, Any]:
    """Draw a pattern with up to two breaks."""
    begin = draw(st.sampled_from((0, 2, 8, 9, 22))) * HOUR
    every = draw(st.sampled_from((60, 90)))
    to = (begin + draw(st.integers(0, 4)) * every * 60) % DAY
    window = draw(st.sampled_from((["11:00", "14:00"], ["12:10", "13:00"], ["23:00", "04:30"])))
    rests = (
        {"between": window, "for": draw(st.sampled_from(("30m", "10m")))},
        {"at": draw(st.sampled_from(("12:00", "01:30", "02:45"))), "for": "15m", "paid": True},
    )
    return {
        "group": draw(st.sampled_from(("a", "b"))),
        "start": {"from": clock_text(begin), "to": clock_text(to), "every": f"{every}m"},
        "length": draw(st.lists(st.sampled_from(("3h", "4h30m", "8h", "12h")), min_size=1, max_size=2)),
        "breaks": draw(st.lists(st.sampled_from(rests), max_size=2, unique_by=str)),
        "cost_per_hour": draw(st.sampled_from((10, {"06:00": 10, "22:00": 15}))),
        **draw(st.sampled_from(({}, {"agents": {"min": 1, "max": 4}}, {"days": "mon-fri"}))),
        **draw(st.sampled_from(({}, {}, {"weekly": {"days": 5}}, {"weekly": {"days": 2, "rest": "paired"}}))),
    }


@st.composite
def plans(draw: Draw) -> Plan:
    """Draw a scenario whose patterns make up to two groups' shifts, and a plan that keeps its rows."""
    start, end = draw(st.sampled_from(STRETCHES))
    plain = {
        "timezone": "Europe/Athens",
        "start": start,
        "end": end,
        "interval": draw(st.sampled_from(("30m", "1h", "45m"))),
        "chat_types": {"c": {"arrivals": {"per_hour": 10}, "handle_time": "9m", "patience": "3m"}},
        "agent_groups": {
            "a": {"agents": 1},
            "other": {"agents": {"08:00": 2, "12:00": 1}},
            "b": {"agents": 2},
        },
        "shift_patterns": {f"p{n}": draw(patterns()) for n in range(draw(st.integers(1, 2)))},
    }
    draft = Draft(Path("scenario.yaml"), as_yaml(plain))
    try:
        scenario = draft.scenario()
        plan = blueprint(scenario)
        space = shift_space(scenario, plan, blocks(plan.window, planned_groups(scenario)), 5)
    except (ScenarioError, UnusablePatterns):  # breaks that fit nowhere, shifts while doors are closed
        reject()
    return Plan(draft, space, _counts(draw, space))


def _counts(draw: Draw, space: ShiftSpace) -> IntColumn:
    """Draw up to four times a tour, with breaks for each of its days, or a shift that stands alone."""
    counts = np.zeros(len(space.cost), dtype=np.int64)
    alone = [
        column for cell, columns in space.cells.items() if cell not in space.toured for column in columns
    ]
    tours = range(len(space.shifts), len(space.cost))
    for column in draw(st.lists(st.sampled_from([*alone, *tours]), max_size=4)):
        counts[column] += 1
        if column in tours:
            for cell in space.tours[column - len(space.shifts)].cells:
                counts[draw(st.sampled_from(space.cells[cell]))] += 1
    return counts


@FIXED
@given(plans())
def test_breaks_lie_in_their_windows_and_apart(plan: Plan) -> None:
    """Each is inside its shift and within the pattern's window by the clock, and they do not overlap."""
    patterns = plan.scenario.shift_patterns
    for shift in plan.space.shifts:
        planned = shift.planned
        edges = [planned.begin, *(at for rest in planned.breaks for at in rest[:2]), planned.end]
        assert edges == sorted(edges)
        assert all(one.end <= other.begin for one, other in pairwise(shift.shift.breaks))
        for begin, end, paid in planned.breaks:
            assert any(
                _within(rest, begin, end) and rest.paid == paid for rest in patterns[shift.pattern].breaks
            )


def _within(rest: Any, begin: float, end: float) -> bool:
    """Tell whether a break lies where its pattern wants it; an hour later where clocks skip its time."""
    first, last = rest.between or (rest.at, rest.at + int(rest.length))
    room = (last - first) % DAY
    skipped = 0 <= begin % DAY - 4 * HOUR < HOUR
    return end - begin == rest.length and (
        (begin - first) % DAY + rest.length <= room or (skipped and (4 * HOUR - first) % DAY <= HOUR + room)
    )


@FIXED
@given(plans())
def test_nobody_is_on_two_shifts_at_once(plan: Plan) -> None:
    """Shifts of one agent follow one another."""
    shifts = plan.space.roster(plan.counts).shifts
    for agent in {shift.agent for shift in shifts}:
        own = sorted((shift.begin, shift.end) for shift in shifts if shift.agent == agent)
        assert all(one[1] <= other[0] for one, other in pairwise(own))


@FIXED
@given(plans())
def test_counts_are_who_is_on_duty(plan: Plan) -> None:
    """In each block the roster's time on duty is coverage @ counts; one more takes chats in one block, so long that they end in it."""
    space = plan.space
    expected = space.coverage @ plan.counts
    np.testing.assert_allclose(_on_duty(plan, ()), expected, atol=1e-9)
    block = len(space.blocks) // 2
    length = space.blocks.end[block] - space.blocks.begin[block]
    expected[block] += max(1 - space.chat_length / length, 1 / 3)
    np.testing.assert_allclose(_on_duty(plan, (block,)), expected, atol=1e-9)


def _on_duty(plan: Plan, more: tuple[int, ...]) -> list[float]:
    """Return how many agents the roster has in each block, from its shifts one by one."""
    roster, own = plan.space.roster(plan.counts, more), plan.space.blocks
    found = []
    for group, begin, end in zip(own.group, own.begin, own.end, strict=True):
        seconds = 0.0
        for shift in roster.shifts:
            if roster.group_of[shift.agent] == group:
                seconds += _shared(shift, begin, end) - sum(
                    _shared(rest, begin, end) for rest in shift.breaks
                )
        found.append(seconds / (end - begin))
    return found


def _shared(span: Any, begin: float, end: float) -> float:
    return max(0.0, min(span.end, end) - max(span.begin, begin))


@FIXED
@given(plans())
def test_a_tour_works_exactly_its_days(plan: Plan) -> None:
    """Each agent of a tour has one shift on each of its days, all at the same time of day, and no other."""
    space = plan.space
    for group, agents in space.worked(plan.counts).items():
        tours = [
            tour
            for column, tour in enumerate(space.tours, start=len(space.shifts))
            if tour.group == group
            for _ in range(plan.counts[column])
        ]
        for tour, shifts in zip(tours, agents, strict=False):
            assert [shift.day for shift in shifts] == list(tour.days)
            assert {(shift.pattern, shift.start, shift.length) for shift in shifts} == {
                (tour.pattern, tour.start, tour.length)
            }
            weekly = plan.scenario.shift_patterns[tour.pattern].weekly
            assert weekly is not None
            assert len(shifts) <= weekly.days
            assert {day // WEEK for day in tour.days} == {tour.week}
        assert all(len(shifts) == 1 for shifts in agents[len(tours) :])


@FIXED
@given(plans())
def test_moves_keep_what_must_be_kept_and_cost_no_more(plan: Plan) -> None:
    """From a legal plan every move leads to a legal one; those that save come in order of what they save."""
    space = plan.space
    assume(allowed(space, plan.counts))
    moves = list(space.moves(plan.counts))
    change = [float(space.cost @ (moved(plan.counts, move) - plan.counts)) for move in moves]
    assert change == pytest.approx(sorted(change))
    assert all(cost <= 1e-9 for cost in change)
    assert all(allowed(space, moved(plan.counts, move)) for move in moves)
    assert all(move for move in moves)


@FIXED
@given(plans())
def test_what_is_written_is_read_again(plan: Plan) -> None:
    """The scenario with the roster file has the very roster of the plan."""
    space, scenario = plan.space, plan.scenario
    rows = roster_rows(space, plan.counts)
    planned = [list(scenario.agent_groups)[group] for group in space.blocks.groups]
    assume({row.group for row in rows} == set(planned))  # a group without agents is told otherwise
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "plan.csv").write_text(roster_csv(rows), encoding="utf-8")
        made = with_roster(plain_scenario(plan.draft), rows, planned, "plan.csv")
        Path(folder, "made.yaml").write_text(as_yaml(made), encoding="utf-8")
        again = load(Path(folder, "made.yaml"))
    expected, found = space.roster(plan.counts), blueprint(again).roster
    assert found.shifts == expected.shifts
    assert found.group_of == expected.group_of
    assert found.headcounts == expected.headcounts
    for one, other in zip(found.scheduled, expected.scheduled, strict=True):
        np.testing.assert_array_equal(one.edges, other.edges)
        np.testing.assert_array_equal(one.values, other.values)
    assert again.shift_patterns == scenario.shift_patterns
