"""Step functions by time of day over a horizon."""

from datetime import datetime, timedelta

import pytest

from planner.demand.course import over_horizon
from planner.scenario.local_time import LocalTime

HOUR = 3600


DAILY = (0, 1, 2, 3, 4, 5, 6)


def local(start, seconds):
    """Return a horizon without clock changes."""
    return LocalTime(start, start + timedelta(seconds=seconds))


def steps(given, start, hours):
    """Return the profile as (hour since the start, value), and where it ends."""
    profile = over_horizon(
        {DAILY: {int(hour * HOUR): value for hour, value in given.items()}},
        local(datetime.fromisoformat(f"2026-11-23 {start}"), hours * HOUR),
    )
    edges = [edge / HOUR for edge in profile.edges.tolist()]
    return list(zip(edges[:-1], profile.values.tolist(), strict=True)), edges[-1]


def test_a_constant_is_one_step():
    """It holds all through the horizon, days on."""
    assert steps({0: 60}, "08:00", 50) == ([(0, 60)], 50)


def test_steps_fall_on_the_clock():
    """At 11:00, three hours after opening, the second step begins."""
    assert steps({8: 40, 11: 75, 14: 60}, "08:00", 12) == ([(0, 40), (3, 75), (6, 60)], 12)


def test_the_step_before_the_start_holds_at_the_start():
    """At 12:30 it is the one of 11:00; the earlier ones are past."""
    assert steps({8: 40, 11: 75, 14: 60}, "12:30", 3) == ([(0, 75), (1.5, 60)], 3)


def test_before_the_first_key_the_last_of_the_day_before_holds():
    """At 06:00, before 08:00, it is the one of 14:00."""
    assert steps({8: 40, 11: 75, 14: 60}, "06:00", 4) == ([(0, 60), (2, 40)], 4)


def test_over_midnight_the_last_key_holds_until_the_first_of_the_next_day():
    """From 22:00 the 20:00 step holds through the night to 08:00."""
    assert steps({8: 40, 20: 10}, "18:00", 16) == ([(0, 40), (2, 10), (14, 40)], 16)


def test_a_key_at_midnight_begins_a_new_step_there():
    """0:00 is six hours after 18:00."""
    assert steps({0: 5, 18: 40}, "18:00", 12) == ([(0, 40), (6, 5)], 12)


def test_steps_repeat_every_day():
    """Two and a half days from noon."""
    assert steps({8: 40, 20: 10}, "12:00", 60) == (
        [(0, 40), (8, 10), (20, 40), (32, 10), (44, 40), (56, 10)],
        60,
    )


def test_a_step_at_the_end_is_outside():
    """The horizon is half-open."""
    assert steps({8: 40, 20: 10}, "08:00", 12) == ([(0, 40)], 12)


def test_a_step_to_the_same_value_is_none():
    """Neighbours that are alike are one."""
    assert steps({8: 40, 10: 40, 12: 50, 14: 50}, "08:00", 10) == ([(0, 40), (4, 50)], 10)


def test_keys_may_stand_in_any_order():
    """The clock decides, not the file."""
    assert steps({14: 60, 8: 40, 11: 75}, "08:00", 8) == steps({8: 40, 11: 75, 14: 60}, "08:00", 8)


def test_minutes_and_seconds_of_the_start_count():
    """From 07:59:30 it is half a minute to 08:00."""
    profile = over_horizon({DAILY: {8 * HOUR: 2, 20 * HOUR: 1}}, local(datetime(2026, 11, 23, 7, 59, 30), 60))
    assert profile.edges.tolist() == [0, 30, 60]
    assert profile.values.tolist() == [1, 2]


def test_the_integral_is_value_times_time():
    """Three hours at 40 and one at 75."""
    profile = over_horizon({DAILY: {8 * HOUR: 40, 11 * HOUR: 75}}, local(datetime(2026, 11, 23, 8), 4 * HOUR))
    assert profile.integral() == pytest.approx((3 * 40 + 75) * HOUR)
