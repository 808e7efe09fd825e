"""The time that counts, cut into cells, and how these make up intervals, hours, days, weekdays and weeks."""

from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from planner.demand.window import day_edges
from planner.scenario.local_time import LocalTime

HOUR = 3600.0
AUTUMN = {"timezone": "Europe/Athens", "start": "2026-10-25 00:00", "end": "2026-10-26 00:00"}
"""Clocks go from 04:00 back to 03:00: 25 hours."""
SPRING = {"timezone": "Europe/Athens", "start": "2026-03-29 00:00", "end": "2026-03-30 00:00"}
"""Clocks go from 03:00 to 04:00: 23 hours."""
WEEK = {"start": "2026-11-23 00:00", "end": "2026-11-30 00:00"}


def begins(window, division):
    """Return when the parts begin (h), each of which must be in one piece."""
    cells = division.of_cell
    assert (np.diff(cells) >= 0).all()
    assert (np.diff(cells) <= 1).all()
    return (window.edges[:-1][np.unique(cells, return_index=True)[1]] / HOUR).tolist()


def told(division):
    """Return how many days each part occurs on, by name."""
    return dict(zip(division.names, division.days.tolist(), strict=True))


def cells_of(window, division, name):
    """Return when the cells of a part begin (h)."""
    part = division.names.index(name)
    return (window.edges[:-1][division.of_cell == part] / HOUR).tolist()


def test_a_day_of_25_hours_has_50_half_hours(planned):
    """All as long as any other."""
    window = planned(**AUTUMN).window
    assert begins(window, window.intervals) == [number / 2 for number in range(50)]
    assert window.edges[-1] == 25 * HOUR


def test_an_hour_that_comes_twice_has_four_half_hours(planned):
    """03:00 is three hours after midnight and again four hours after; it is one hour of the day."""
    window = planned(**AUTUMN).window
    assert cells_of(window, window.hours, "03:00") == [3, 3.5, 4, 4.5]
    assert cells_of(window, window.hours, "04:00") == [5, 5.5]
    assert told(window.hours) == {f"{hour:02}:00": 1 for hour in range(24)}


def test_a_day_of_23_hours_has_46_half_hours_and_no_3_o_clock(planned):
    """At 3 h clocks show 04:00."""
    window = planned(**SPRING).window
    assert begins(window, window.intervals) == [number / 2 for number in range(46)]
    assert "03:00" not in window.hours.names
    assert window.hours.parts == 23
    assert cells_of(window, window.hours, "04:00") == [3, 3.5]


def test_three_hours_on_a_day_of_25(planned):
    """03:00 to 06:00 by the clock are four hours; the multiple that is shown twice is one edge."""
    window = planned(**AUTUMN, interval="3h").window
    assert begins(window, window.intervals) == [0, 3, 7, 10, 13, 16, 19, 22]


def test_three_hours_on_a_day_of_23(planned):
    """03:00 is skipped, and so is at the leap: 00:00 to 03:00 are three hours, from there to 06:00 two."""
    window = planned(**SPRING, interval="3h").window
    assert begins(window, window.intervals) == [0, 3, 5, 8, 11, 14, 17, 20]


def test_three_quarters_of_an_hour_on_a_day_of_25(planned):
    """03:00 and 03:45 come twice: 03:45 to 04:00 is short, from 03:45 the second time 04:30 is the next."""
    window = planned(**AUTUMN, interval="45m").window
    minutes = [round(60 * at) for at in begins(window, window.intervals)]
    assert minutes[:11] == [0, 45, 90, 135, 180, 225, 240, 285, 330, 375, 420]
    assert len(minutes) == 34


def test_three_quarters_of_an_hour_on_a_day_of_23(planned):
    """02:15 to 03:00 is followed by 04:00 to 04:30: no interval is longer than it should be."""
    window = planned(**SPRING, interval="45m").window
    minutes = [round(60 * at) for at in begins(window, window.intervals)]
    assert minutes[:7] == [0, 45, 90, 135, 180, 210, 255]


def test_cells_are_finer_than_intervals_that_no_hour_holds(planned):
    """32 intervals of 45 minutes and 24 hours have 8 edges in common: 48 cells."""
    window = planned(start="2026-11-23 00:00", end="2026-11-24 00:00", interval="45m").window
    assert begins(window, window.intervals) == [0.75 * number for number in range(32)]
    assert len(window.edges) - 1 == 48
    assert cells_of(window, window.hours, "01:00") == [1, 1.5]


def test_seven_hours_are_multiples_since_midnight_of_the_first_date(planned):
    """From Monday 08:00: 14:00, 21:00, then Tuesday 04:00, 11:00, 18:00; cells are hours all the same."""
    window = planned(start="2026-11-23 08:00", end="2026-11-24 20:00", interval="7h").window
    assert begins(window, window.intervals) == [0, 6, 13, 20, 27, 34]
    assert (window.edges / HOUR).tolist() == list(range(37))


def test_hours_of_the_day_are_those_of_the_clock(planned):
    """08:30 to 10:15: half of eight o'clock, all of nine, a quarter of ten."""
    window = planned(start="2026-11-23 08:30", end="2026-11-23 10:15").window
    assert window.hours.names == ("08:00", "09:00", "10:00")
    assert window.hours.of_cell.tolist() == [0, 1, 1, 2]


def test_an_hour_of_the_day_comes_back_every_day(planned):
    """08:00 on all three days, 20:00 on the first two only."""
    window = planned(start="2026-11-23 08:00", end="2026-11-25 20:00", interval="1h").window
    assert cells_of(window, window.hours, "08:00") == [0, 24, 48]
    assert told(window.hours)["08:00"] == 3
    assert told(window.hours)["20:00"] == 2


def test_days_begin_at_the_starts_time_of_day(planned):
    """Monday 08:00 to Wednesday 20:00: the last one is short; the night belongs to the day before."""
    window = planned(start="2026-11-23 08:00", end="2026-11-25 20:00").window
    assert window.days.names == ("2026-11-23", "2026-11-24", "2026-11-25")
    assert begins(window, window.days) == [0, 24, 48]
    assert window.days.days.tolist() == [1, 1, 1]


def test_days_are_told_by_the_clock_over_a_change(planned):
    """From Saturday 08:00 to Sunday 08:00 it is 25 hours."""
    window = planned(timezone="Europe/Athens", start="2026-10-24 08:00", end="2026-10-26 20:00").window
    assert begins(window, window.days) == [0, 25, 49]


def test_a_day_cuts_an_interval_but_makes_none(planned):
    """Days begin at 08:10; the half hour from 08:00 of the second has two cells and is one interval."""
    window = planned(start="2026-11-23 08:10", end="2026-11-24 09:00").window
    intervals = begins(window, window.intervals)
    assert [round(60 * at) for at in intervals[-3:]] == [24 * 60 - 40, 24 * 60 - 10, 24 * 60 + 20]
    assert begins(window, window.days) == [0, 24]


def test_weekdays_come_back_every_week(planned):
    """Eight days from a Monday: Monday twice, each other day once."""
    window = planned(start="2026-11-23 00:00", end="2026-12-01 00:00").window
    assert told(window.weekdays) == {"mon": 2, "tue": 1, "wed": 1, "thu": 1, "fri": 1, "sat": 1, "sun": 1}
    mondays = cells_of(window, window.weekdays, "mon")
    assert [mondays[place] for place in (0, 47, 48, 95)] == [0, 23.5, 7 * 24, 7 * 24 + 23.5]


def test_a_weekday_lasts_as_long_as_its_day(planned):
    """From Monday 20:00 to Tuesday 20:00 it is Monday's day."""
    window = planned(start="2026-11-23 20:00", end="2026-11-25 08:00").window
    assert window.weekdays.names == ("mon", "tue")
    assert begins(window, window.weekdays) == [0, 24]


def test_weeks_are_those_of_the_calendar_over_new_year(planned):
    """2026 has 53 weeks: from Wednesday the 30th to Sunday the 3rd, then Monday the 4th is in the first."""
    window = planned(start="2026-12-30 00:00", end="2027-01-05 00:00").window
    assert window.weeks.names == ("2026-W53", "2027-W01")
    assert begins(window, window.weeks) == [0, 5 * 24]
    assert window.weeks.days.tolist() == [1, 1]


def test_hours_count_the_days_on_which_doors_are_open_then(planned):
    """Five days from 08:00, six at 10:00 with Saturday; those never open count all seven."""
    window = planned(**WEEK, open={"mon-fri": "08:00-18:00", "sat": "10:00-14:00"}).window
    days = told(window.hours)
    assert [days[name] for name in ("08:00", "10:00", "13:00", "14:00", "17:00")] == [5, 6, 6, 5, 5]
    assert [days[name] for name in ("03:00", "18:00")] == [7, 7]


def test_an_hour_that_is_open_in_part_counts(planned):
    """Doors open at 08:40 and close at 17:20."""
    days = told(planned(**WEEK, open="08:40-17:20").window.hours)
    assert [days[name] for name in ("08:00", "17:00")] == [7, 7]


def test_weekdays_count_the_days_on_which_doors_are_open(planned):
    """Two weeks, in the second of which Tuesday is a holiday; Sundays are never open and count both."""
    window = planned(
        start="2026-11-23 00:00",
        end="2026-12-07 00:00",
        open={"mon-sat": "08:00-18:00"},
        holidays={"dates": ["2026-12-01"], "as": "closed"},
    ).window
    days = told(window.weekdays)
    assert [days[name] for name in ("mon", "tue", "sun")] == [2, 1, 2]


def test_cells_end_where_doors_open_and_close(planned):
    """At 08:20 and 17:40, within half hours that stay whole."""
    window = planned(start="2026-11-23 08:00", end="2026-11-23 18:00", open="08:20-17:40").window
    minutes = (window.edges / 60).tolist()
    assert minutes[:4] == [0, 20, 30, 60]
    assert minutes[-3:] == [570, 580, 600]
    assert begins(window, window.intervals) == [number / 2 for number in range(20)]
    assert window.doors == ((1200, 34800),)


def test_warm_up_and_cool_down_leave_out_days_hours_and_weekdays(planned):
    """Three days from Monday 08:00: what counts goes from Tuesday 10:00 to Thursday 06:00."""
    window = planned(
        start="2026-11-23 08:00", end="2026-11-26 08:00", run={"warm_up": "26h", "cool_down": "2h"}
    ).window
    assert (window.edges[0] / HOUR, window.edges[-1] / HOUR) == (26, 70)
    assert window.days.names == ("2026-11-24", "2026-11-25")
    assert begins(window, window.days) == [26, 48]
    assert window.weekdays.names == ("tue", "wed")
    days = told(window.hours)
    assert [days[name] for name in ("05:00", "06:00", "07:00", "09:00", "10:00")] == [2, 1, 1, 1, 2]


def test_doors_that_open_in_the_warm_up_only_do_not_count(planned):
    """Monday's morning is warm-up, so 08:00 counts for Tuesday alone."""
    window = planned(
        start="2026-11-23 00:00", end="2026-11-25 00:00", open="08:00-18:00", run={"warm_up": "12h"}
    ).window
    days = told(window.hours)
    assert [days[name] for name in ("08:00", "12:00")] == [1, 2]


@pytest.mark.parametrize("interval", ["7m", "45m", "1h", "5h"])
@pytest.mark.parametrize("day", [AUTUMN, SPRING], ids=["autumn", "spring"])
def test_every_cell_lies_in_one_part_of_each_division(planned, day, interval):
    """Cells tile the day; no cell goes over the edge of an interval, an hour or the doors."""
    window = planned(**day, interval=interval, open="02:10-22:20").window
    assert (np.diff(window.edges) > 0).all()
    assert (window.edges[0], window.edges[-1]) == (0, 25 * HOUR if day is AUTUMN else 23 * HOUR)
    for division in (window.intervals, window.hours, window.days, window.weekdays, window.weeks):
        assert set(division.of_cell.tolist()) == set(range(division.parts))
        assert len(division.of_cell) == len(window.edges) - 1
    (opens, closes), edges = window.doors[0], window.edges.tolist()
    assert {opens, closes} <= set(edges)
    assert {hour * HOUR for hour in range(int(window.edges[-1] / HOUR))} <= set(edges)


def test_a_zone_that_skips_a_date():
    """Apia went from 29 to 31 December 2011: three days, and none is empty."""
    time = LocalTime(datetime(2011, 12, 29), datetime(2012, 1, 2), ZoneInfo("Pacific/Apia"))
    assert (day_edges(time) / 3600).tolist() == [0, 24, 48, 72]
