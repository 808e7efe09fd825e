"""Weeks of step functions laid over the horizon, and what else is a step function there."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from planner.demand.course import over_horizon, spans_at_once, while_open
from planner.flow.profile import Profile
from planner.scenario.local_time import LocalTime

HOUR = 3600.0
ATHENS = ZoneInfo("Europe/Athens")
WORKDAYS, DAILY = (0, 1, 2, 3, 4), tuple(range(7))
MON, TUE, WED, FRI, SAT, SUN = (0,), (1,), (2,), (4,), (5,), (6,)


def time_of(start, end, zone=None, **more):
    """Return the local time from a start to an end written as text."""
    return LocalTime(datetime.fromisoformat(start), datetime.fromisoformat(end), zone, **more)


def laid(week, time):
    """Lay a week given by hours of the day over the horizon; returns its steps in hours since the start."""
    by_seconds = {
        days: {int(at * 3600): value for at, value in steps.items()} for days, steps in week.items()
    }
    return steps_of(over_horizon(by_seconds, time))


def steps_of(profile):
    """Return edges in hours, and values."""
    return (profile.edges / HOUR).tolist(), profile.values.tolist()


def in_hours(edges, values):
    """Return a profile with edges in hours."""
    return Profile(np.array(edges) * HOUR, np.array(values, dtype=np.float64))


def spans(*hours):
    """Return spans of hours in seconds."""
    return tuple((begin * HOUR, end * HOUR) for begin, end in hours)


def test_days_that_are_not_named_are_0():
    """Monday and Wednesday from 8 o'clock, nothing on Sunday before and on Tuesday between, from midnight on."""
    time = time_of("2026-11-23 00:00", "2026-11-26 00:00")
    assert laid({MON: {8: 10}, WED: {8: 20}}, time) == ([0, 8, 24, 56, 72], [0, 10, 0, 20])


def test_before_the_first_key_the_last_one_of_the_day_before_holds():
    """On Monday that is Sunday's, which is not named; on Tuesday Monday's 1 from 18 o'clock."""
    time = time_of("2026-11-23 00:00", "2026-11-25 00:00")
    assert laid({WORKDAYS: {6: 3, 18: 1}}, time) == ([0, 6, 18, 30, 42, 48], [0, 3, 1, 3, 1])


def test_the_last_key_holds_on_into_a_day_of_other_steps():
    """Friday's 2 from 22 o'clock lasts until Saturday's first key at 10; Sunday is not named."""
    time = time_of("2026-11-27 20:00", "2026-11-29 12:00")
    assert laid({FRI: {8: 5, 22: 2}, SAT: {10: 4}}, time) == ([0, 2, 14, 28, 40], [5, 2, 4, 0])


def test_a_start_before_the_first_key_begins_with_what_the_day_before_ended_with():
    """On Saturday at 6 it is still Friday's 2."""
    time = time_of("2026-11-28 06:00", "2026-11-28 12:00")
    assert laid({FRI: {8: 5, 22: 2}, SAT: {10: 4}}, time) == ([0, 4, 6], [2, 4])


def test_a_key_at_the_start_holds_from_there():
    """And one at the end does not show."""
    time = time_of("2026-11-23 08:00", "2026-11-23 12:00")
    assert laid({DAILY: {7: 1, 8: 2, 12: 3}}, time) == ([0, 4], [2])


def test_a_key_that_changes_nothing_is_no_step():
    """5 at 10 o'clock is what it was; so is the next day's 5."""
    time = time_of("2026-11-23 08:00", "2026-11-25 08:00")
    assert laid({DAILY: {8: 5, 10: 5}}, time) == ([0, 48], [5])


def test_a_holiday_is_a_sunday():
    """Tuesday the 24th takes Sunday's step at 10, and until then what Monday left."""
    time = time_of("2026-11-23 12:00", "2026-11-25 12:00", holidays=frozenset({date(2026, 11, 24)}))
    assert laid({WORKDAYS: {8: 5}, SUN: {10: 1}}, time) == ([0, 22, 44, 48], [5, 1, 5])


def test_where_an_hour_comes_twice_so_do_its_steps():
    """Athens goes from 04:00 back to 03:00: at 4 h clocks show 3 again, half an hour before the step at 03:30."""
    time = time_of("2026-10-25 00:00", "2026-10-26 00:00", ATHENS)
    found = laid({DAILY: {0: 1, 3.5: 2, 6: 3}}, time)
    assert found == ([0, 3.5, 4, 4.5, 7, 25], [1, 2, 1, 2, 3])


def test_where_an_hour_is_skipped_its_steps_come_at_the_leap():
    """Athens goes from 03:00 to 04:00: the step at 03:30 holds from there; 06:00 is 5 h after midnight."""
    time = time_of("2026-03-29 00:00", "2026-03-30 00:00", ATHENS)
    assert laid({DAILY: {0: 1, 3.5: 2, 6: 3}}, time) == ([0, 3, 5, 23], [1, 2, 3])


def test_of_two_steps_in_a_skipped_hour_the_last_one_holds():
    """At the leap both are past."""
    time = time_of("2026-03-29 00:00", "2026-03-29 06:00", ATHENS)
    assert laid({DAILY: {0: 1, 3: 2, 3.75: 7}}, time) == ([0, 3, 5], [1, 7])


@pytest.mark.parametrize(("day", "before", "night"), [("10-25", "10-24", 9), ("03-29", "03-28", 7)])
def test_a_night_that_is_longer_or_shorter(day, before, night):
    """From 20:00; 22:00 to 06:00 lasts nine hours in October and seven in March."""
    time = time_of(f"2026-{before} 20:00", f"2026-{day} 12:00", ATHENS)
    found = laid({DAILY: {6: 5, 22: 1}}, time)
    assert found == ([0, 2, 2 + night, 8 + night], [5, 1, 5])


def test_the_days_after_a_clock_change_are_told_by_the_clock():
    """Sunday has 25 hours and is not named; Monday's 8 o'clock is 25 + 8 hours after Sunday's midnight."""
    time = time_of("2026-10-25 00:00", "2026-10-26 12:00", ATHENS)
    assert laid({MON: {8: 6}}, time) == ([0, 33, 37], [0, 6])


def test_nothing_holds_while_doors_are_closed():
    """Open from 1 to 3 and from 5 to 9; the profile's own step at 6 stays."""
    profile = in_hours([0, 6, 10], [2, 4])
    found = steps_of(while_open(profile, spans((1, 3), (5, 9))))
    assert found == ([0, 1, 3, 5, 6, 9, 10], [0, 2, 0, 2, 4, 0])


def test_doors_that_are_always_open_change_nothing():
    """The same steps."""
    profile = in_hours([0, 6, 10], [2, 4])
    assert steps_of(while_open(profile, spans((0, 10)))) == steps_of(profile)


def test_no_doors_no_value():
    """Nothing but 0, in one piece."""
    assert steps_of(while_open(in_hours([0, 6, 10], [2, 4]), ())) == ([0, 10], [0])


def test_doors_change_nothing_where_the_value_is_0_anyway():
    """No step as they open at 2, only where the value comes at 6."""
    found = while_open(in_hours([0, 6, 10], [0, 4]), spans((2, 8)))
    assert steps_of(found) == ([0, 6, 8, 10], [0, 4, 0])


def test_a_step_at_the_very_moment_at_which_doors_open_or_close():
    """As they open at 2 the new value holds, as they close at 6 none."""
    found = while_open(in_hours([0, 2, 6, 10], [1, 4, 5]), spans((2, 6)))
    assert steps_of(found) == ([0, 2, 6, 10], [0, 4, 0])


def test_spans_are_counted_while_they_hold():
    """One began before the horizon; at 10 one ends as another begins; the last goes on beyond the end."""
    found = spans_at_once(spans((-5, 10), (5, 20), (10, 30)), 25 * HOUR)
    assert steps_of(found) == ([0, 5, 20, 25], [1, 2, 1])


def test_spans_outside_the_horizon_or_without_length_count_for_nothing():
    """Before it, behind it, and from 3 to 3."""
    found = spans_at_once(spans((-5, 0), (25, 30), (3, 3), (40, 50)), 25 * HOUR)
    assert steps_of(found) == ([0, 25], [0])


def test_no_spans_at_all():
    """Nobody, all the time."""
    assert steps_of(spans_at_once([], 25 * HOUR)) == ([0, 25], [0])
