"""What a search for shifts may choose from."""

import numpy as np
import pytest

from planner.staffing.shifts.cover import cover
from planner.staffing.shifts.rest import resting_together
from planner.staffing.solver import Solver
from planner.staffing.space import allowed, cheaper, cost_of, moved

HOUR = 3600.0
FIVE_OF_SEVEN = {"start": "08:00", "length": "8h", "weekly": {"days": 5}}
WEEK = {"start": "2026-11-23 00:00", "end": "2026-11-30 00:00", "interval": "1h"}
HALF_HOURS = {"start": "2026-11-23 08:00", "end": "2026-11-23 12:00"}
FIVE_SHIFTS = {
    "1-4": {"start": "08:00", "length": "2h", "cost": 2.0},
    "3-6": {"start": "09:00", "length": "2h", "cost": 2.0},
    "5-8": {"start": "10:00", "length": "2h", "cost": 2.0},
    "1-8": {"start": "08:00", "length": "4h", "cost": 3.8},
    "2-7": {"start": "08:30", "length": "3h", "cost": 3.0},
}


@pytest.fixture(scope="module")
def solver():
    """One solver for all of these tests."""
    with Solver() as found:
        yield found


def plan_of(space, **agents):
    """Return the counts with so many agents in the columns named `c0`, `c1`, ..."""
    counts = np.zeros(len(space.cost), dtype=np.int64)
    for column, number in agents.items():
        counts[int(column[1:])] = number
    return counts


def test_coverage_counts_parts_of_blocks(choice):
    """A shift from 08:15 with a quarter of an hour's break at 09:00 is there for half of the first two half hours' ends."""
    space = choice(
        {"p": {"start": "08:15", "length": "2h", "breaks": [{"at": "09:00", "for": "15m"}]}}, **HALF_HOURS
    )
    assert space.coverage.toarray()[:, 0].tolist() == [0.5, 1, 0.5, 1, 0.5, 0, 0, 0]


def test_the_cheapest_cover_is_found(choice, solver):
    """The requirement per half hour 6, 8, 11, 12, 11, 10, 8, 6 costs 36.8 at least."""
    space = choice(FIVE_SHIFTS, **HALF_HOURS)
    need = np.array([6.0, 8, 11, 12, 11, 10, 8, 6])
    counts = cover(space, need, solver, gap=0.0)
    assert (space.coverage @ counts >= need - 1e-9).all()
    assert cost_of(space, counts) == pytest.approx(36.8)


def test_of_shifts_that_cost_nothing_the_shorter_is_taken(choice, solver):
    """Volunteers for the first hour: two hours of two of them, not four; their price is 0 all the same."""
    free = {name: {**shift, "cost": 0} for name, shift in FIVE_SHIFTS.items()}
    space = choice(free, **HALF_HOURS)
    counts = cover(space, np.array([2.0, 2, 0, 0, 0, 0, 0, 0]), solver)
    assert [(one.agents, one.end) for one in space.planned(counts)] == [(2, 2 * HOUR)]
    assert float(space.price @ counts) == 0


def test_what_cannot_be_covered_is_left(choice, solver):
    """No shift reaches the last two hours, and two are the most: the plan covers what it can, and no more is paid for."""
    early = {"start": "08:00", "length": "2h", "agents": {"max": 2}}
    space = choice({"p": early}, **HALF_HOURS)
    assert cover(space, np.array([1.0, 1, 1, 1, 5, 5, 5, 5]), solver).tolist() == [1]
    assert cover(space, np.array([9.0, 0, 0, 0, 0, 0, 0, 0]), solver).tolist() == [2]


def test_the_fewest_agents_are_hired_even_if_nobody_needs_them(choice, solver):
    """`agents: {min: 3}` on each of two days, not on the day before the start."""
    night = {"start": "22:00", "length": "4h", "agents": {"min": 3}}
    space = choice({"p": night}, start="2026-11-23 00:00", end="2026-11-25 00:00")
    assert cover(space, np.zeros(len(space.blocks)), solver).tolist() == [0, 3, 3]


def test_tours_work_five_days_of_seven(choice, solver):
    """One agent each day needs seven days of work, that is two tours; their shifts are all the plan has."""
    space = choice({"p": FIVE_OF_SEVEN}, **WEEK)
    need = (space.coverage @ np.ones(len(space.cost)) > 0).astype(float)
    counts = cover(space, need, solver)
    roster = space.roster(counts)
    assert (len(space.shifts), len(space.tours)) == (7, 21)
    assert len(roster.group_of) == 2
    assert [sum(shift.agent == agent for shift in roster.shifts) for agent in (0, 1)] == [5, 5]
    assert allowed(space, counts)


def test_paired_rest_is_a_wish_and_no_cost(choice, solver):
    """With 7 agents each on duty 5 days there are 5 a day; all rest two days in a row, and the price is that of 35 shifts."""
    wished = {**FIVE_OF_SEVEN, "weekly": {"days": 5, "rest": "paired"}}
    space = choice({"p": wished}, **WEEK)
    need = np.where((space.coverage @ np.ones(len(space.cost))) > 0, 5.0, 0.0)
    counts = cover(space, need, solver, gap=0.0)
    chosen = [tour for tour, agents in zip(space.tours, counts[7:], strict=True) if agents]
    assert all(tour.rests_together for tour in chosen)
    assert sum(tour.rests_together for tour in space.tours) == 7
    assert float(space.price @ counts) == 35 * 8


def test_days_of_rest_are_put_together_where_the_shifts_stay(choice, solver):
    """Two agents who rest on days 0 and 2, and on 1 and 3, may as well rest on 0 and 1, and on 2 and 3."""
    wished = {**FIVE_OF_SEVEN, "weekly": {"days": 5, "rest": "paired"}}
    space = choice({"p": wished}, **WEEK)
    rests = {frozenset(range(7)) - {*tour.days}: place for place, tour in enumerate(space.tours, start=7)}
    counts = plan_of(space, c0=1, c1=1, c2=1, c3=1, c4=2, c5=2, c6=2)
    counts[[rests[frozenset({0, 2})], rests[frozenset({1, 3})]]] = 1
    found = resting_together(space, counts, solver)
    assert allowed(space, counts)
    assert found[:7].tolist() == counts[:7].tolist()
    assert {place for place, agents in enumerate(found) if agents and place >= 7} == {
        rests[frozenset({0, 1})],
        rests[frozenset({2, 3})],
    }


def test_a_week_with_fewer_open_days_works_them_all(choice):
    """Doors open on four days: one tour, of four days."""
    space = choice({"p": FIVE_OF_SEVEN}, **WEEK, open={"mon-thu": "08:00-20:00"})
    assert [tour.days for tour in space.tours] == [(0, 1, 2, 3)]


def test_a_short_horizon_knows_no_weeks(choice):
    """Six days: weekly patterns are planned day by day, and that is said."""
    space = choice({"p": FIVE_OF_SEVEN}, **{**WEEK, "end": "2026-11-29 00:00"})
    assert (len(space.shifts), len(space.tours)) == (6, 0)
    assert "day by day" in space.notes[0]
    assert choice({"p": FIVE_OF_SEVEN}, **WEEK).notes == ()


def test_agents_of_weekly_patterns_are_counted_by_the_week(choice):
    """At least 2 and at most 3 of the 21 tours."""
    space = choice({"p": {**FIVE_OF_SEVEN, "agents": {"min": 2, "max": 3}}}, **WEEK)
    assert (space.rows.low[0], space.rows.high[0]) == (2, 3)
    assert space.rows.matrix.toarray()[0].tolist() == [0] * 7 + [1] * 21


def test_the_roster_has_one_agent_a_shift_and_leaves_other_groups_alone(choice):
    """Two shifts and one more agent for the third block: three agents of g behind the two of the other group.

    With the chats that are finished later, of 9 minutes, the one for the block works until its end.
    """
    groups = {"other": {"agents": 2}, "g": {"agents": 9}}
    space = choice(FIVE_SHIFTS, **HALF_HOURS, agent_groups=groups)
    roster = space.roster(plan_of(space, c0=1, c4=1), more=(2,))
    assert roster.group_of == (0, 0, 1, 1, 1)
    assert [(shift.agent, shift.begin / HOUR, shift.end / HOUR) for shift in roster.shifts] == [
        (2, 0, 2),
        (3, 0.5, 3.5),
        (4, 1, 1.35),
    ]
    assert {change.group for change in roster.headcounts} == {0}


def test_one_fewer_is_someone_who_is_there(choice):
    """From 10:00 to 11:00 the one of the long shift has a break that begins a chat's 9 minutes before; the plan stays as it is."""
    space = choice(FIVE_SHIFTS, **HALF_HOURS)
    counts = plan_of(space, c0=1, c3=1)
    shifts = space.roster(counts, (), fewer=(4, 5)).shifts
    assert [(shift.begin / HOUR, shift.end / HOUR) for shift in shifts] == [(0, 2), (0, 4)]
    assert [[(rest.begin / HOUR, rest.end / HOUR) for rest in shift.breaks] for shift in shifts] == [
        [],
        [(1.85, 3)],
    ]
    assert not any(shift.breaks for shift in space.roster(counts).shifts)


def test_one_fewer_at_the_begin_of_a_shift_comes_later(choice):
    """Nobody is there a chat's length before; one of two who come at 08:30 comes at 09:00, the other as planned."""
    space = choice(FIVE_SHIFTS, **HALF_HOURS)
    shifts = space.roster(plan_of(space, c4=2), fewer=(1,)).shifts
    assert sorted((shift.begin / HOUR, shift.end / HOUR) for shift in shifts) == [(0.5, 3.5), (1, 3.5)]


def test_one_fewer_in_stretches_and_where_nobody_is(choice):
    """Two work from 08:00 to 10:00: one is off from 08:21 to 09:00, and goes at 09:21; nobody is there in the last half hour."""
    space = choice(FIVE_SHIFTS, **HALF_HOURS)
    shifts = space.roster(plan_of(space, c0=2), fewer=(1, 3, 7)).shifts
    assert [[(rest.begin / HOUR, rest.end / HOUR) for rest in shift.breaks] for shift in shifts] == [
        [(0.35, 1)],
        [],
    ]
    assert [shift.end / HOUR for shift in shifts] == [1.35, 2]


def test_one_fewer_of_nobody(choice):
    """An empty plan stays empty."""
    space = choice(FIVE_SHIFTS, **HALF_HOURS)
    assert space.roster(plan_of(space), (), (0, 1, 2)).shifts == ()


def test_moves_drop_then_swap(choice):
    """From one long shift: dropping it saves 3.8, swapping it 1.8 (twice two hours, once each) or 0.8."""
    space = choice(FIVE_SHIFTS, **HALF_HOURS)
    moves = list(space.moves(plan_of(space, c3=1)))
    assert moves[0] == {3: -1}
    assert moves[1:] == [{3: -1, 0: 1}, {3: -1, 1: 1}, {3: -1, 2: 1}, {3: -1, 4: 1}]
    assert cheaper(space, moves) == moves


def test_breaks_move_for_nothing(choice):
    """One agent may not go, but has two other places for the break, the nearer one first."""
    rest = {"between": ["10:00", "11:30"], "for": "30m"}
    pattern = {"start": "08:00", "length": "4h", "breaks": [rest], "agents": {"min": 1}}
    space = choice({"p": pattern}, **HALF_HOURS)
    assert list(space.moves(plan_of(space, c0=1))) == [{0: -1, 1: 1}, {0: -1, 2: 1}]


def test_a_tour_goes_with_its_days_or_turns_into_a_cheaper_one(choice):
    """Evenings cost more: a tour of evenings may become one of mornings on the same days, its breaks alike."""
    weekly = {"length": "4h", "weekly": {"days": 6}, "cost_per_hour": {"00:00": 1, "15:00": 2}}
    start = {"from": "11:00", "to": "15:00", "every": "4h"}
    space = choice({"p": {**weekly, "start": start}}, **WEEK)
    late = next(place for place, tour in enumerate(space.tours) if tour.start == 15 * HOUR)
    tour = space.tours[late]
    counts = plan_of(space, **{f"c{space.cells[cell][0]}": 1 for cell in tour.cells}, **{f"c{14 + late}": 1})
    moves = list(space.moves(counts))
    assert moves[0] == {14 + late: -1, **{space.cells[cell][0]: -1 for cell in tour.cells}}
    after = moved(counts, moves[1])
    assert float(space.cost @ after) == 24
    assert [
        day for column, agents in enumerate(after[:14]) if agents for day in [space.shifts[column].day]
    ] == [*tour.days]
    assert len(moves) == 1 + 7


def test_the_plan_tells_who_starts_when(choice):
    """Two agents have the same shift, with the break in seconds since the start; the price is that of one."""
    pattern = {"start": "09:00", "length": "3h", "breaks": [{"at": "10:00", "for": "15m", "paid": True}]}
    space = choice({"p": pattern}, **HALF_HOURS)
    (planned,) = space.planned(plan_of(space, c0=2))
    assert (planned.pattern, planned.group, planned.agents, planned.cost) == ("p", "g", 2, 3)
    assert (planned.begin, planned.end, planned.breaks) == (HOUR, 4 * HOUR, ((2 * HOUR, 2.25 * HOUR),))


def test_of_shifts_that_cost_nothing_the_fewest_cover(choice, solver):
    """Three agents all day: three long shifts, not six short ones, and no more of them because they are free."""
    free = {name: {**pattern, "cost": 0} for name, pattern in FIVE_SHIFTS.items() if name != "2-7"}
    space = choice(free, **HALF_HOURS)
    plan = cover(space, np.full(8, 3.0), solver)
    assert plan.sum() == 3
    assert np.dot(space.price, plan) == 0
    assert cheaper(space, [{0: -1}])
