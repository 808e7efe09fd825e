"""What shifts, breaks, spells away, closed doors and several days make of the sums, and of what is told of them."""

import math
from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from planner.demand import blueprint
from planner.flow.profile import Profile
from planner.flow.roster import Away, Break, Shift
from planner.flow.window import Division
from planner.kpi import Ledger, Scopes, estimate, summarise
from planner.kpi.columns import Column
from planner.scenario import loads
from planner.study.task import Task

DAY = 86400
HALF_HOURS = (0, 1800, 3600)
NIGHT = {"edges": (0, 1800, 5400, 7200), "doors": ((0, 1800), (5400, 7200))}
"""Doors are closed from 1800 to 5400."""


def profile(edges, values):
    """Return a step function."""
    return Profile(np.array(edges, dtype=np.float64), np.array(values, dtype=np.float64))


def test_chats_that_run_into_a_break_overrun_it(measured, answered):
    """A break from 1000 to 1600 with a chat until 1300: 300 s, which are neither staffed nor overtime."""
    found = measured([answered(800, 0, 500)], [(0, 0, 1000), (0, 1600, math.inf)], [(0, 1000, 1600)])
    assert found.of(Column.BREAK_OVERRUN) == [300]
    assert found.of(Column.STAFFED) == [3000]
    assert found.of(Column.BUSY) == found.of(Column.IN_HAND) == [200]
    assert found.of(Column.OVERTIME) == [0]


def test_a_chat_that_outlasts_the_break_is_staffed_time_again(measured, answered):
    """From 800 to 1900, around a break from 1000 to 1600: 200 and 300 s busy, all of the break overrun."""
    found = measured([answered(800, 0, 1100)], [(0, 0, 1000), (0, 1600, math.inf)], [(0, 1000, 1600)])
    assert found.of(Column.BREAK_OVERRUN) == [600]
    assert found.of(Column.BUSY) == [500]


def test_an_overrun_is_the_agents_time_not_the_chats(measured, answered):
    """Two chats until 1200 and 1300 overrun the break by 300 s."""
    chats = [answered(800, 0, 400), answered(800, 0, 500)]
    found = measured(chats, [(0, 0, 1000), (0, 1600, math.inf)], [(0, 1000, 1600)], groups=[(1, 2)])
    assert found.of(Column.BREAK_OVERRUN) == [300]


def test_an_overrun_is_cut_at_the_edges_of_intervals_and_groups(measured, answered):
    """Breaks from 1700 to 2000, a chat until 1900 in one group, none in the other."""
    found = measured(
        [answered(1600, 0, 300)],
        [(0, 0, 1700), (0, 2000, math.inf), (1, 0, 1700), (1, 2000, math.inf)],
        [(0, 1700, 2000), (1, 1700, 2000)],
        groups=[(1, 1), (1, 1)],
        edges=HALF_HOURS,
    )
    assert found.of(Column.BREAK_OVERRUN) == found.of(Column.BREAK_OVERRUN, "g0") == [100, 100]
    assert found.of(Column.BREAK_OVERRUN, "g1") == [0, 0]


def test_a_shift_that_ends_in_a_break_has_an_overrun_and_then_overtime(measured, answered):
    """A break from 1000 to the shift's end at 1100, a chat until 1500: 100 s of one and 400 s of the other."""
    found = measured([answered(900, 0, 600)], [(0, 0, 1000)], [(0, 1000, 1100)])
    assert found.of(Column.BREAK_OVERRUN) == [100]
    assert found.of(Column.OVERTIME) == [400]


def test_overtime_ends_where_the_next_shift_begins(measured, answered):
    """Off from 1000 to 2000 with a chat from 900 to 2500."""
    shifts = [Shift(0, 0.0, 1000.0), Shift(0, 2000.0, 3000.0)]
    found = measured([answered(900, 0, 1600)], [(0, 0, 1000), (0, 2000, 3000)], shifts=shifts)
    assert found.of(Column.OVERTIME) == [1000]
    assert found.of(Column.BUSY) == [100 + 500]


def test_a_shift_that_goes_on_past_the_end_is_no_overtime(measured, answered):
    """The scenario ends at 3600, the shift at 7200: a chat until 3900 is over before the shift's end."""
    found = measured([answered(3500, 0, 400)], [(0, 0, 7200)], shifts=[Shift(0, 0.0, 7200.0)])
    assert found.of(Column.STAFFED) == [3600]
    assert found.of(Column.OVERTIME) == [0]


def test_overtime_begins_at_the_end_of_a_shift_that_goes_on_past_the_end(measured, answered):
    """The shift ends at 3800: of the chat until 3900 the last 100 s are overtime."""
    found = measured([answered(3500, 0, 400)], [(0, 0, 3800)], shifts=[Shift(0, 0.0, 3800.0)])
    assert found.of(Column.OVERTIME) == [100]


@pytest.mark.parametrize(
    "group",
    ["agents: 2", "shifts: [{agents: 2, from: 08:00, to: 12:00}]"],
    ids=["head counts", "shifts"],
)
@pytest.mark.parametrize("end", ["2026-11-24 12:00", "2026-11-24 20:00"], ids=["at the close", "later"])
def test_staffed_is_what_was_scheduled_where_everybody_comes(group, end):
    """Two agents on two days from 08:00 to 12:00, as doors are open: also where the scenario ends in the evening."""
    text = f"""\
start: 2026-11-23 00:00
end: {end}
open: 08:00-12:00
chat_types: {{a: {{arrivals: {{per_hour: 20}}, handle_time: 9m, patience: 3m}}}}
agent_groups: {{g: {{{group}}}}}
"""
    tally = Task(blueprint(loads(text)), seed=1).replicate(0)
    run = tally.cells[0].sum(axis=0)
    assert run[Column.SCHEDULED] == 16 * 3600
    assert run[Column.STAFFED] == 16 * 3600
    assert run[Column.PAID] == 16 * 3600 + run[Column.OVERTIME]


def test_time_away_is_staffed_time(measured):
    """Away from 1700 to 2000; both half hours stay staffed."""
    found = measured(edges=HALF_HOURS, away=[Away(0, 1700.0, 2000.0)])
    assert found.of(Column.AWAY) == [100, 200]
    assert found.of(Column.STAFFED) == [1800, 1800]


def test_time_away_in_a_break_or_off_duty_does_not_count(measured):
    """Away from 500 to 1500: a break lies between 800 and 1000, and duty ends at 1200."""
    found = measured(
        duty=[(0, 0, 800), (0, 1000, 1200)], rests=[(0, 800, 1000)], away=[Away(0, 500.0, 1500.0)]
    )
    assert found.of(Column.AWAY) == [300 + 200]


def test_finishing_a_chat_while_away_is_busy_and_away(measured, answered):
    """A chat until 600, away from 500 to 900: busy all through, and 400 s away."""
    found = measured([answered(0, 0, 600)], away=[Away(0, 500.0, 900.0)])
    assert found.of(Column.BUSY) == [600]
    assert found.of(Column.AWAY) == [400]
    assert found.summary().figures["away_hours"].mean == pytest.approx(400 / 3600)


def test_time_away_ends_with_the_window(measured):
    """What counts goes from 600 to 3000; each of two agents is away over an edge of it."""
    found = measured(
        duty=[(0, 0, math.inf), (1, 0, math.inf)],
        groups=[(1, 1), (1, 1)],
        away=[Away(0, 500.0, 700.0), Away(1, 2900.0, 3400.0)],
        edges=(600, 3000),
        closes=3600,
    )
    assert [found.of(Column.AWAY, scope) for scope in ("run", "g0", "g1")] == [[200], [100], [100]]


def test_what_is_scheduled_is_the_plans(measured):
    """Whoever is there: 2 until 900, 1 until 2700, 3 from there, by half hours."""
    found = measured(duty=[], edges=HALF_HOURS, scheduled=[profile([0, 900, 2700, 3600], [2, 1, 3])])
    assert found.of(Column.SCHEDULED) == [1800 + 900, 900 + 2700]
    assert found.of(Column.STAFFED) == [0, 0]


def test_what_is_scheduled_outside_the_window_does_not_count(measured):
    """From 600 to 3000, of a plan of 1 until 1200 and 2 until 3600; each group has its own."""
    found = measured(
        edges=(600, 3000),
        closes=3600,
        groups=[(1, 1), (1, 1)],
        scheduled=[profile([0, 1200, 3600], [1, 2]), profile([0, 3600], [4])],
    )
    assert [found.of(Column.SCHEDULED, scope) for scope in ("g0", "g1")] == [[600 + 2 * 1800], [4 * 2400]]


def test_unpaid_breaks_are_not_paid_and_paid_ones_are(measured):
    """An hour's shift with 300 s unpaid and 200 s paid."""
    rests = (Break(1000.0, 1300.0), Break(2000.0, 2200.0, paid=True))
    found = measured(
        duty=[(0, 0, 1000), (0, 1300, 2000), (0, 2200, 3600)],
        rests=[(0, 1000, 1300), (0, 2000, 2200)],
        shifts=[Shift(0, 0.0, 3600.0, rests)],
    )
    assert found.of(Column.PAID) == [3600 - 300]
    assert found.of(Column.STAFFED) == [3600 - 300 - 200]


def test_overtime_is_paid(measured, answered):
    """A shift to 1000, a chat to 1300."""
    found = measured([answered(900, 0, 400)], [(0, 0, 1000)], shifts=[Shift(0, 0.0, 1000.0)])
    assert found.of(Column.PAID) == [1300]


def test_overtime_after_the_scenario_is_paid(measured, answered):
    """Shift and scenario end at 3600, the chat at 4000."""
    found = measured([answered(3500, 0, 500)], [(0, 0, 3600)], shifts=[Shift(0, 0.0, 3600.0)])
    assert found.of(Column.PAID) == [4000]


def test_who_does_not_turn_up_is_not_paid(measured):
    """One of two."""
    shifts = [Shift(0, 0.0, 3600.0), Shift(1, 0.0, 3600.0, absent=True)]
    found = measured(duty=[(0, 0, 3600)], groups=[(2, 1)], shifts=shifts)
    assert found.of(Column.PAID) == [3600]


def test_nobody_is_paid_where_nobody_turns_up(measured):
    """Not for staffed time either, as there is none."""
    found = measured(duty=[], shifts=[Shift(0, 0.0, 3600.0, absent=True)])
    assert found.of(Column.PAID) == [0]


def test_time_away_is_paid(measured):
    """It is time on shift."""
    found = measured(duty=[(0, 0, 3600)], shifts=[Shift(0, 0.0, 3600.0)], away=[Away(0, 500.0, 900.0)])
    assert found.of(Column.PAID) == [3600]


def test_head_counts_are_paid_as_staffed(measured, answered):
    """Staffed to 1000, a chat to 1300; the other group has a shift to 2000, the third nobody who came."""
    found = measured(
        [answered(900, 0, 400)],
        [(0, 0, 1000), (1, 0, 2000)],
        groups=[(1, 1), (1, 1), (1, 1)],
        shifts=[Shift(1, 0.0, 2000.0), Shift(2, 0.0, 2000.0, absent=True)],
    )
    assert [found.of(Column.PAID, scope) for scope in ("g0", "g1", "g2")] == [[1300], [2000], [0]]


def test_what_is_paid_is_cut_at_the_edges_of_intervals(measured):
    """A shift from 600 to 3000 with a break over 1800, from 1700 to 2000."""
    found = measured(
        duty=[(0, 600, 1700), (0, 2000, 3000)],
        rests=[(0, 1700, 2000)],
        shifts=[Shift(0, 600.0, 3000.0, (Break(1700.0, 2000.0),))],
        edges=HALF_HOURS,
    )
    assert found.of(Column.PAID) == [1100, 1000]


def test_shifts_in_the_warm_up_are_not_paid(measured):
    """What counts begins at 600."""
    found = measured(duty=[(0, 0, 3600)], shifts=[Shift(0, 0.0, 3600.0)], edges=(600, 3600))
    assert found.of(Column.PAID) == [3000]


def test_shifts_in_the_cool_down_are_not_paid(measured):
    """What counts ends at 3000; no more is staffed then, and no more is paid."""
    found = measured(duty=[(0, 0, 3600)], shifts=[Shift(0, 0.0, 3600.0)], edges=(0, 3000), closes=3600)
    assert found.of(Column.STAFFED) == [3000]
    assert found.of(Column.PAID) == [3000]


def test_what_one_is_paid_does_not_hang_on_anothers_chats(measured, answered):
    """Shifts to 7200, the scenario ends at 3600, and one has a chat until 4000 in the other group."""
    paid = [
        measured(
            chats,
            [(0, 0, 7200), (1, 0, 7200)],
            groups=[(1, 1), (1, 1)],
            shifts=[Shift(0, 0.0, 7200.0), Shift(1, 0.0, 7200.0)],
        ).of(Column.PAID, "g1")
        for chats in ([], [answered(3500, 0, 500)])
    ]
    assert paid[0] == paid[1]


def test_doors_are_open_part_of_the_time(measured):
    """Half an hour, then an hour closed, then half an hour; of types and groups alike."""
    found = measured(**NIGHT)
    for scope in ("run", "a", "g0"):
        assert found.of(Column.OPEN, scope) == [1800, 0, 1800]


def test_the_queue_counts_while_doors_are_open(measured, answered, missed):
    """One waits from 1700 to 1900 and one over the whole night; from 1800 to 5400 nobody counts."""
    chats = [answered(1700, 200), missed("closed", 1600, 4000), answered(5500, 30)]
    found = measured(chats, **NIGHT)
    assert found.of(Column.QUEUE_TIME) == [100 + 200, 0, 200 + 30]
    assert found.of(Column.WAIT_ALL) == [200 + 4000, 0, 30]


def test_hours_of_the_horizon_are_those_with_open_doors(measured, answered):
    """Two answered in one hour of open doors out of two hours."""
    found = measured([answered(100), answered(6000)], **NIGHT).summary().figures
    assert found["chats_per_hour"].mean == pytest.approx(2)
    assert found["offered_load"].mean == pytest.approx(120 / 3600)


def test_a_part_without_open_doors_has_no_rate_per_hour(measured):
    """The night's interval."""
    intervals = measured(**NIGHT).summary().intervals
    assert [part.figures["chats_per_hour"].mean for part in intervals] == [0, None, 0]
    assert intervals[1].figures["queue_length_mean"].mean is None


def test_after_hours_count_when_they_come_and_are_not_offered(measured, answered):
    """Two of type a and one of b at night; one before the window and one at its end do not count."""
    late = np.array([2000.0, 100.0, 2500.0, 7200.0, 3000.0]), np.array([0, 0, 1, 0, 0])
    found = measured([answered(700)], late=late, types=2, **{**NIGHT, "edges": (600, 1800, 5400, 7200)})
    assert found.of(Column.AFTER_HOURS) == [0, 3, 0]
    assert found.of(Column.AFTER_HOURS, "a") == [0, 2, 0]
    assert found.of(Column.AFTER_HOURS, "b") == [0, 1, 0]
    assert found.of(Column.OFFERED) == [1, 0, 0]


@pytest.fixture
def morning(measured, answered, missed):
    """Three tickets at 5400, of which one is never taken, and a chat; two came after hours, one after the last close."""
    tickets = [
        {**answered(5400, 0, 100, wrap_up=20, first_reply=10), "ticket": True},
        {**answered(5400, 900, 200, chat_type=1), "ticket": True},
        {**missed("closed", 5400, math.inf, work=50), "ticket": True},
    ]
    late = np.array([2000.0, 3000.0, 5000.0]), np.array([0, 1, 0])
    return measured([*tickets, answered(5600, 70, 40)], late=late, types=2, **NIGHT)


def test_tickets_count_as_doors_open(morning):
    """Three, of which two are taken, also that which waits for 15 minutes; their work is that of all."""
    assert morning.of(Column.TICKETS) == [0, 0, 3]
    assert morning.of(Column.TICKETS_TAKEN) == [0, 0, 2]
    assert morning.of(Column.TICKET_WORK) == [0, 0, 120 + 200 + 50]


def test_tickets_count_by_type(morning):
    """Of b there is one."""
    assert [morning.of(Column.TICKETS, scope)[2] for scope in "ab"] == [2, 1]
    assert [morning.of(Column.TICKETS_TAKEN, scope)[2] for scope in "ab"] == [1, 1]
    assert [morning.of(Column.TICKET_WORK, scope)[2] for scope in "ab"] == [170, 200]


def test_tickets_are_no_chats(morning):
    """Only one chat was offered and answered, after 70 s; the queue is 70 s of one, and it was not delayed else."""
    wanted = {
        Column.OFFERED: 1,
        Column.ANSWERED: 1,
        Column.MISSED: 0,
        Column.CLOSED: 0,
        Column.PROMISED: 1,
        Column.WAIT: 70,
        Column.WAIT_ALL: 70,
        Column.QUEUE_TIME: 70,
        Column.HANDLE_TIME: 40,
        Column.FIRST_RESPONSE: 70,
        Column.WORK: 40,
    }
    assert {column: morning.of(column)[2] for column in wanted} == wanted
    assert morning.longest() == (70, 1)


def test_tickets_keep_agents_busy(measured, answered):
    """120 s of a ticket and 40 s of a chat."""
    ticket = {**answered(5400, 0, 100, wrap_up=20), "ticket": True}
    late = np.array([2000.0]), np.array([0])
    found = measured([ticket, answered(5600, 0, 40)], late=late, **NIGHT)
    assert found.of(Column.BUSY) == found.of(Column.IN_HAND) == [0, 0, 160]


def test_a_night_shift_is_an_agent_on_either_day(measured):
    """Days begin at midnight: from 20:00 to 04:00 it is one agent on the first and one on the second."""
    night = Shift(0, DAY - 14400.0, DAY + 14400.0)
    found = measured(duty=[(0, night.begin, night.end)], shifts=[night], edges=(0, 3 * DAY))
    assert found.of(Column.AGENT_DAYS) == [2]


def test_agents_of_several_days_and_groups(measured):
    """The first group has two agents on the first day and one on the second, the other one on the third."""
    duty = [(0, 0, 7200), (0, 9000, 10800), (1, 3600, 7200), (0, DAY, DAY + 60), (2, 2 * DAY + 60, 3 * DAY)]
    found = measured(duty=duty, groups=[(2, 1), (1, 1)], edges=(0, DAY, 2 * DAY, 3 * DAY))
    assert sum(found.of(Column.AGENT_DAYS, "g0")) == 3
    assert sum(found.of(Column.AGENT_DAYS, "g1")) == 1


# how parts are pooled


def division(names, of_cell, days):
    """Return a way to divide the time."""
    return Division(tuple(names), np.array(of_cell), np.array(days))


@pytest.fixture
def two_days(measured, answered, missed):
    """Two days of two cells each, half a day long; the second has three times as many chats, and agents wait for fewer."""

    def make(more=()):
        chats = [
            answered(100, 10),
            missed("abandoned", 200, 30),
            answered(DAY + 100, 20),
            answered(DAY + 300, 40),
            answered(DAY + 500, 90),
            missed("closed", DAY + 600, 5),
            missed("abandoned", DAY + 700, 5),
            missed("abandoned", DAY + 800, 5),
            answered(DAY + 60000, 0),
            *more,
        ]
        duty = [(0, 0, 3600), (0, DAY, DAY + 7200)]
        return measured(chats, duty, edges=(0, DAY / 2, DAY, 3 * DAY / 2, 2 * DAY))

    return make


HALVES = division(["00:00", "12:00"], [0, 1, 0, 1], [2, 1])
"""The second half is open on one of the days only."""


def summary_of(*replications, **divisions):
    """Summarise some replications with divisions of their own."""
    ledger = Ledger()
    for found in replications:
        ledger.add(found.tally)
    found = replications[0]
    window = replace(found.window, **divisions)
    return summarise(ledger, Scopes(found.types, found.groups, found.features), window, found.promise)


def test_counts_of_hours_are_per_day_on_which_they_occur(two_days):
    """In the morning 2 and 6 chats on two days, in the afternoon 1 on one day; over two replications the same."""
    for replications in (1, 2, 3):
        hours = summary_of(*[two_days()] * replications, hours=HALVES).hours
        assert [part.name for part in hours] == ["00:00", "12:00"]
        assert [part.figures["offered"].mean for part in hours] == [4, 1]
        assert [part.figures["missed"].mean for part in hours] == [2, 0]
        assert [part.figures["staffed_hours"].mean for part in hours] == [1.5, 0]


def test_counts_of_hours_are_means_over_replications_and_days(two_days, answered):
    """8 chats and 10 in two replications, on two days: 4.5 a day, by Student's interval over the replications."""
    other = two_days([answered(300), answered(400)])
    found = summary_of(two_days(), other, hours=HALVES).hours[0].figures["offered"]
    assert found.mean == pytest.approx(4.5)
    reach = stats.t.ppf(0.975, 1) * 0.5
    assert (found.low, found.high) == (pytest.approx(max(0, 4.5 - reach)), pytest.approx(4.5 + reach))


def test_ratios_of_hours_are_pooled_over_days(two_days):
    """Sum over sum: 4 of 8 missed, not the mean of 1/2 and 1/2; 160 s over 4 answered."""
    first, second = summary_of(two_days(), hours=HALVES).hours
    assert first.figures["missed_rate"].mean == 4 / 8
    assert first.figures["wait_mean"].mean == pytest.approx((10 + 20 + 40 + 90) / 4)
    assert first.figures["utilization"].mean == pytest.approx(240 / (3600 + 7200))
    assert second.figures["missed_rate"].mean == 0


def test_an_hour_goes_from_its_first_begin_to_its_last_end(two_days):
    """The morning of the first day to that of the second."""
    first, second = summary_of(two_days(), hours=HALVES).hours
    assert (first.begin, first.end) == (0, 3 * DAY / 2)
    assert (second.begin, second.end) == (DAY / 2, 2 * DAY)


def test_counts_of_a_day_are_its_own(two_days):
    """2 chats on the first, 7 on the second, of which 3 are missed."""
    days = summary_of(two_days()).days
    assert [part.figures["offered"].mean for part in days] == [2, 7]
    assert [part.figures["missed"].mean for part in days] == [1, 3]
    assert [part.figures["missed_rate"].mean for part in days] == [1 / 2, 3 / 7]
    assert [(part.begin, part.end) for part in days] == [(0, DAY), (DAY, 2 * DAY)]


def test_counts_of_weekdays_are_per_day(two_days):
    """Two Mondays, so to speak: 9 chats on both; weeks have them all."""
    both = division(["mon"], [0, 0, 0, 0], [2])
    week = division(["2026-W48"], [0, 0, 0, 0], [1])
    found = summary_of(two_days(), weekdays=both, weeks=week)
    assert [part.figures["offered"].mean for part in found.weekdays] == [4.5]
    assert [part.figures["offered"].mean for part in found.weeks] == [9]
    assert (
        found.weekdays[0].figures["missed_rate"].mean == found.weeks[0].figures["missed_rate"].mean == 4 / 9
    )


def test_parts_have_the_figures_of_types_and_groups(two_days):
    """The type has all chats, the group those it answered; both per day."""
    found = summary_of(two_days(), hours=HALVES).hours[0]
    assert found.chat_types["a"]["offered"].mean == 4
    assert found.agent_groups["g0"]["answered"].mean == 2
    assert found.agent_groups["g0"]["staffed_hours"].mean == 1.5


def test_days_that_keep_the_promise(two_days, missed):
    """Within 60 s are 1 of 2 and 3 of 7: at a target of 45 % one of two days; with two misses more on it none."""
    worse = two_days([missed("abandoned", 400, 1), missed("abandoned", 500, 1)])
    kept = {"promise": replace(two_days().promise, target=0.45)}
    one, other = (replace(found, **kept) for found in (two_days(), worse))
    assert summary_of(one).figures["days_kept"].mean == 1 / 2
    assert summary_of(other).figures["days_kept"].mean == 0
    pooled = summary_of(one, one, other).figures["days_kept"]
    assert pooled.mean == pytest.approx(2 / 6)
    entries = np.array([1.0, 1.0, 0.0]), np.array([2.0, 2.0, 2.0])
    assert pooled == estimate.ratio(*entries, most=1.0)


def test_days_without_chats_are_neither_kept_nor_broken(measured, answered):
    """One of two days had a chat, and it was in time; with no chat at all nothing can be said."""
    found = measured([answered(DAY + 5)], edges=(0, 2 * DAY))
    assert summary_of(found).figures["days_kept"].mean == 1
    nobody = measured([], edges=(0, 2 * DAY))
    assert summary_of(nobody, nobody).figures["days_kept"] == estimate.UNKNOWN
    assert summary_of(nobody, found).figures["days_kept"].mean == 1


def test_the_promise_is_kept_or_not_each_day_in_each_replication(two_days, answered):
    """At 50 % the first day keeps it in both of two replications, the second in the one with a chat more in time."""
    target = {"promise": replace(two_days().promise, target=0.5)}
    one, other = (replace(found, **target) for found in (two_days(), two_days([answered(DAY + 900)])))
    first, second = summary_of(one, other).days
    assert first.figures["sla_attainment"] == estimate.wilson(2, 2)
    assert second.figures["sla_attainment"] == estimate.wilson(1, 2)
    assert first.chat_types["a"]["sla_attainment"] == estimate.wilson(2, 2)


def test_the_promise_of_a_run_is_that_of_all_its_days(two_days):
    """In time are 4 of 9."""
    for target, kept in ((4 / 9, 1.0), (0.45, 0.0)):
        found = replace(two_days(), promise=replace(two_days().promise, target=target))
        assert summary_of(found).figures["sla_attainment"].mean == kept


def test_spreads_tell_of_single_days_and_of_runs(two_days, missed):
    """Of the first day 1 of 2 and 1 of 4 are in time, 1 and 3 are missed; the second is the same both times."""
    worse = two_days([missed("abandoned", 400, 1), missed("abandoned", 500, 1)])
    found = summary_of(two_days(), worse)
    first, second = found.days
    assert [first.figures[f"service_level_p{p}"].mean for p in (5, 50, 95)] == [1 / 4, 1 / 4, 1 / 2]
    assert [first.figures[f"missed_p{p}"].mean for p in (5, 50, 95)] == [1, 1, 3]
    assert [second.figures[f"service_level_p{p}"].mean for p in (5, 50, 95)] == [3 / 7] * 3
    assert [found.figures[f"service_level_p{p}"].mean for p in (5, 95)] == [4 / 11, 4 / 9]
    assert [found.figures[f"missed_p{p}"].mean for p in (5, 95)] == [4, 6]


def test_hours_and_groups_have_no_spread(two_days):
    """It is told of runs, chat types, and days of both."""
    found = summary_of(two_days(), hours=HALVES)
    assert "sla_attainment" not in found.hours[0].figures
    assert "missed_p50" not in found.intervals[0].figures
    assert "missed_p50" not in found.days[0].agent_groups["g0"]
    assert "missed_p50" in found.days[0].chat_types["a"]


# what single days do not exceed


def numbers(*values):
    """Return values as a column."""
    return np.array(values, dtype=np.float64)


@pytest.mark.parametrize(
    ("p", "wanted"), [(0.05, 1), (0.1, 1), (0.11, 2), (0.5, 5), (0.51, 6), (0.7, 7), (0.95, 10)]
)
def test_a_spread_is_the_smallest_value_that_reaches_its_share(p, wanted):
    """Of 1 to 10, out of order; 0.7 times 10 is a hair more than 7 to a computer."""
    assert estimate.spread(numbers(3, 1, 2, 10, 9, 8, 4, 5, 7, 6), p).mean == wanted


def test_a_spread_leaves_out_what_is_not_known():
    """Days without chats have no service level."""
    assert estimate.spread(numbers(3, math.nan, 1, 2), 0.5) == estimate.spread(numbers(3, 1, 2), 0.5)
    assert estimate.spread(numbers(math.nan, 4), 0.5) == estimate.Estimate(4.0)
    assert estimate.spread(numbers(math.nan), 0.5) == estimate.UNKNOWN


@pytest.mark.parametrize("n", [2, 5, 6, 30, 73, 74, 200, 1000])
@pytest.mark.parametrize("p", [0.05, 0.5, 0.95])
def test_the_interval_of_a_spread_is_that_of_order_statistics(n, p):
    """The closest two that miss the value to either side at most once in 40 times, by SciPy's binomial.

    The i-th of n lies above it if fewer than i do not exceed it, the j-th below it if at least j lie below.
    """
    found = estimate.spread(np.arange(n, 0, -1.0), p)
    lows = [i for i in range(1, n + 1) if stats.binom.cdf(i - 1, n, p) <= 0.025]
    highs = [j for j in range(1, n + 1) if stats.binom.sf(j - 1, n, p) <= 0.025]
    assert found.low == (lows[-1] if lows else None)
    assert found.high == (highs[0] if highs else None)


@pytest.mark.parametrize(("n", "known"), [(71, False), (72, True)])
def test_it_takes_72_days_to_bound_the_worst_in_twenty_from_below(n, known):
    """With 71 all lie above it more than once in 40 times: 0.95^71 is 2.6 %, 0.95^72 is 2.5 % less a little."""
    assert 0.95**72 < 0.025 < 0.95**71
    found = estimate.spread(np.arange(float(n)), 0.05)
    assert (found.low is not None) == known
    mirror = estimate.spread(np.arange(float(n)), 0.95)
    assert (mirror.high is not None) == known
    assert None not in (found.high, mirror.low)


LAWS = {
    "lognormal": stats.lognorm(1.2),
    "counts": stats.poisson(7.0),
    "two values": stats.bernoulli(0.3),
}


@pytest.mark.parametrize("law", LAWS.values(), ids=LAWS.keys())
@pytest.mark.parametrize(("n", "p"), [(30, 0.5), (200, 0.05), (200, 0.95), (40, 0.05)])
def test_the_interval_of_a_spread_covers_the_truth(law, n, p):
    """At least 95 times in 100, whatever the distribution; a bound that is not known rules nothing out."""
    trials = 2000
    samples = np.asarray(
        law.rvs(size=(trials, n), random_state=np.random.default_rng(2026)), dtype=np.float64
    )
    truth = float(law.ppf(p))
    found = [estimate.spread(sample, p) for sample in samples]
    covered = sum(
        (one.low is None or one.low <= truth) and (one.high is None or truth <= one.high) for one in found
    )
    assert covered / trials >= 0.95 - 3 * math.sqrt(0.95 * 0.05 / trials)


def test_a_day_on_which_nobody_turned_up_has_no_time_of_agents(measured):
    """No span on duty, no chat in hand; somebody who did not come is away all the same."""
    found = measured(duty=[], shifts=[Shift(0, 0.0, 3600.0, absent=True)], away=[Away(0, 500.0, 900.0)])
    for column in (Column.STAFFED, Column.BUSY, Column.IN_HAND, Column.OVERTIME, Column.AWAY, Column.PAID):
        assert found.of(column) == [0]


def test_a_shift_that_is_all_break_has_no_staffed_time(measured):
    """From 600 to 1200."""
    found = measured(
        duty=[], rests=[(0, 600, 1200)], shifts=[Shift(0, 600.0, 1200.0, (Break(600.0, 1200.0),))]
    )
    assert found.of(Column.STAFFED) == found.of(Column.BREAK_OVERRUN) == [0]
