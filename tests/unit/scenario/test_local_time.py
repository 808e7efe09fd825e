"""Clocks over the horizon, worked out by hand around changes."""

from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.scenario.local_time import DAY, FOREVER, LocalTime, Stretch

HOUR = 3600
ATHENS = ZoneInfo("Europe/Athens")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")

# from 03:00 to 04:00 on the 29th, 15 hours after the start
SPRING = LocalTime(datetime(2026, 3, 28, 12), datetime(2026, 3, 30, 12), ATHENS)
# from 04:00 back to 03:00 on the 25th, 16 hours after the start
AUTUMN = LocalTime(datetime(2026, 10, 24, 12), datetime(2026, 10, 26, 12), ATHENS)
# from 02:00 to 02:30 on the 4th, 14 hours after the start
HALF_FORWARD = LocalTime(datetime(2026, 10, 3, 12), datetime(2026, 10, 4, 12), LORD_HOWE)
# from 02:00 back to 01:30 on the 5th, 14 hours after the start
HALF_BACK = LocalTime(datetime(2026, 4, 4, 12), datetime(2026, 4, 5, 12), LORD_HOWE)
PLAIN = LocalTime(datetime(2026, 3, 28, 12), datetime(2026, 3, 30, 12))
ALL = {
    "spring": SPRING,
    "autumn": AUTUMN,
    "half forward": HALF_FORWARD,
    "half back": HALF_BACK,
    "plain": PLAIN,
}


@pytest.mark.parametrize(
    ("name", "hours"),
    [("spring", 47), ("autumn", 49), ("half forward", 23.5), ("half back", 24.5), ("plain", 48)],
)
def test_the_horizon_counts_the_hours_that_pass(name: str, hours: float) -> None:
    """Not those that clocks skip, and twice those that come twice."""
    assert ALL[name].horizon == hours * HOUR


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 6, 1), 24)]
)
def test_days_of_23_and_25_hours(day: date, hours: int) -> None:
    """From midnight to midnight."""
    midnight = datetime(day.year, day.month, day.day)
    assert LocalTime(midnight, midnight + timedelta(days=1), ATHENS).horizon == hours * HOUR


def test_a_zone_without_changes_has_one_stretch() -> None:
    """As has none at all; clocks are ahead by the start's time of day."""
    start, end = datetime(2026, 3, 28, 12), datetime(2026, 3, 30, 12)
    assert PLAIN.stretches == (Stretch(-FOREVER, FOREVER, 12 * HOUR),)
    assert LocalTime(start, end, ZoneInfo("Asia/Kolkata")).stretches == PLAIN.stretches


def test_stretches_end_at_the_second_of_the_change() -> None:
    """From then on clocks are ahead by an hour more."""
    assert SPRING.stretches == (
        Stretch(-FOREVER, 15 * HOUR, 12 * HOUR),
        Stretch(15 * HOUR, FOREVER, 13 * HOUR),
    )


def test_both_changes_of_a_summer_are_found() -> None:
    """Spring forward, autumn back."""
    time = LocalTime(datetime(2026, 3, 29), datetime(2026, 10, 26), ATHENS)
    back = (date(2026, 10, 25) - date(2026, 3, 29)).days * DAY + 3 * HOUR  # 04:00, less the hour skipped
    assert [part.end for part in time.stretches] == [3 * HOUR, back, FOREVER]
    assert [part.offset for part in time.stretches] == [0, HOUR, 0]


@pytest.mark.parametrize(
    ("name", "elapsed", "clock"),
    [
        ("plain", 0, 12 * HOUR),
        ("plain", 15 * HOUR, 27 * HOUR),
        ("spring", 0, 12 * HOUR),
        ("spring", 15 * HOUR - 1, 27 * HOUR - 1),
        ("spring", 15 * HOUR, 28 * HOUR),
        ("spring", 47 * HOUR, 60 * HOUR),
        ("spring", -12 * HOUR, 0),
        ("autumn", 16 * HOUR - 1, 28 * HOUR - 1),
        ("autumn", 16 * HOUR, 27 * HOUR),
        ("autumn", 17 * HOUR, 28 * HOUR),
        ("autumn", 49 * HOUR, 60 * HOUR),
        ("half forward", 14 * HOUR - 1, 26 * HOUR - 1),
        ("half forward", 14 * HOUR, 26.5 * HOUR),
        ("half back", 14 * HOUR - 1, 26 * HOUR - 1),
        ("half back", 14 * HOUR, 25.5 * HOUR),
    ],
)
def test_what_clocks_show(name: str, elapsed: float, clock: float) -> None:
    """Seconds since the midnight before the start, as clocks tell them."""
    assert ALL[name].clock(elapsed) == clock


@pytest.mark.parametrize(
    ("name", "clock", "first", "last"),
    [
        ("plain", 27 * HOUR, 15 * HOUR, 15 * HOUR),
        ("spring", 27 * HOUR - 1, 15 * HOUR - 1, 15 * HOUR - 1),
        # 03:00 to 04:00 is skipped
        ("spring", 27 * HOUR, 15 * HOUR, 15 * HOUR),
        ("spring", 27.5 * HOUR, 15 * HOUR, 15 * HOUR),
        ("spring", 28 * HOUR, 15 * HOUR, 15 * HOUR),
        ("spring", 29 * HOUR, 16 * HOUR, 16 * HOUR),
        ("autumn", 27 * HOUR - 1, 15 * HOUR - 1, 15 * HOUR - 1),
        # 03:00 to 04:00 comes twice
        ("autumn", 27 * HOUR, 15 * HOUR, 16 * HOUR),
        ("autumn", 27.5 * HOUR, 15.5 * HOUR, 16.5 * HOUR),
        ("autumn", 28 * HOUR - 1, 16 * HOUR - 1, 17 * HOUR - 1),
        ("autumn", 28 * HOUR, 17 * HOUR, 17 * HOUR),
        ("half forward", 26.25 * HOUR, 14 * HOUR, 14 * HOUR),
        ("half forward", 26.5 * HOUR, 14 * HOUR, 14 * HOUR),
        ("half back", 25.5 * HOUR, 13.5 * HOUR, 14 * HOUR),
        ("half back", 25.75 * HOUR, 13.75 * HOUR, 14.25 * HOUR),
        ("half back", 26 * HOUR, 14.5 * HOUR, 14.5 * HOUR),
    ],
)
def test_when_clocks_show_something_first_and_last(
    name: str, clock: float, first: float, last: float
) -> None:
    """What they skip is the instant at which they do."""
    time = ALL[name]
    assert (time.elapsed(clock), time.elapsed_again(clock)) == (first, last)


def test_a_start_a_minute_before_clocks_go_forward() -> None:
    """At 02:59; a minute later it is 04:00."""
    time = LocalTime(datetime(2026, 3, 29, 2, 59), datetime(2026, 3, 29, 8), ATHENS)
    assert time.horizon == 4 * HOUR + 60
    assert [time.clock(at) for at in (0, 59, 60)] == [3 * HOUR - 60, 3 * HOUR - 1, 4 * HOUR]
    assert time.elapsed(4 * HOUR) == 60


def test_a_start_when_clocks_have_just_gone_forward() -> None:
    """The second before was 02:59:59."""
    time = LocalTime(datetime(2026, 3, 29, 4), datetime(2026, 3, 29, 8), ATHENS)
    assert time.horizon == 4 * HOUR
    assert [time.clock(at) for at in (-1, 0)] == [3 * HOUR - 1, 4 * HOUR]
    assert time.elapsed(2 * HOUR) == -HOUR


def test_a_start_shortly_before_an_hour_that_comes_twice() -> None:
    """At 02:59 there are a minute and two hours until it is 04:00 for good."""
    time = LocalTime(datetime(2026, 10, 25, 2, 59), datetime(2026, 10, 25, 4), ATHENS)
    assert time.horizon == 2 * HOUR + 60
    assert (time.elapsed(3 * HOUR), time.elapsed_again(3 * HOUR)) == (60, HOUR + 60)


def test_a_start_shortly_after_an_hour_that_came_twice() -> None:
    """At 04:00 for good; 03:00 was one hour ago, and two."""
    time = LocalTime(datetime(2026, 10, 25, 4), datetime(2026, 10, 25, 5), ATHENS)
    assert time.horizon == HOUR
    assert (time.elapsed(3 * HOUR), time.elapsed_again(3 * HOUR)) == (-2 * HOUR, -HOUR)
    assert time.clock(-HOUR - 1) == 4 * HOUR - 1


@pytest.mark.parametrize(
    ("name", "elapsed", "said"),
    [
        ("plain", 15 * HOUR, "2026-03-29T03:00:00"),
        ("spring", 0, "2026-03-28T12:00:00+02:00"),
        ("spring", 15 * HOUR, "2026-03-29T04:00:00+03:00"),
        ("spring", 15 * HOUR - 0.5, "2026-03-29T02:59:59.500000+02:00"),
        ("autumn", 15.5 * HOUR, "2026-10-25T03:30:00+03:00"),
        ("autumn", 16.5 * HOUR, "2026-10-25T03:30:00+02:00"),
        ("half back", 13.5 * HOUR, "2026-04-05T01:30:00+11:00"),
        ("half back", 14 * HOUR, "2026-04-05T01:30:00+10:30"),
    ],
)
def test_an_instant_as_local_time(name: str, elapsed: float, said: str) -> None:
    """With its offset where there is a zone, so that the hour that comes twice can be told apart."""
    assert ALL[name].at(elapsed).isoformat() == said


@pytest.mark.parametrize(
    ("name", "local", "elapsed"),
    [
        ("plain", datetime(2026, 3, 29, 3, 30), 15.5 * HOUR),
        ("plain", datetime(2026, 3, 28, 11), -HOUR),
        ("spring", datetime(2026, 3, 29, 4), 15 * HOUR),
        ("spring", datetime(2026, 3, 29, 1, tzinfo=UTC), 15 * HOUR),
        ("autumn", datetime(2026, 10, 25, 3, 30), 15.5 * HOUR),
        ("autumn", datetime(2026, 10, 25, 3, 30, fold=1), 16.5 * HOUR),
        ("autumn", datetime(2026, 10, 25, 5, fold=1), 18 * HOUR),
        ("autumn", datetime(2026, 10, 25, 3, 30, tzinfo=timezone(timedelta(hours=3))), 15.5 * HOUR),
        ("autumn", datetime(2026, 10, 25, 3, 30, tzinfo=timezone(timedelta(hours=2))), 16.5 * HOUR),
    ],
)
def test_a_local_time_as_an_instant(name: str, local: datetime, elapsed: float) -> None:
    """An offset or a fold tells which of two is meant; without them it is the first."""
    assert ALL[name].since_start(local) == elapsed


@pytest.mark.parametrize(
    ("name", "local", "exists", "twice"),
    [
        ("spring", datetime(2026, 3, 29, 2, 59, 59), True, False),
        ("spring", datetime(2026, 3, 29, 3), False, False),
        ("spring", datetime(2026, 3, 29, 3, 59, 59), False, False),
        ("spring", datetime(2026, 3, 29, 4), True, False),
        ("autumn", datetime(2026, 10, 25, 2, 59, 59), True, False),
        ("autumn", datetime(2026, 10, 25, 3), True, True),
        ("autumn", datetime(2026, 10, 25, 3, 59, 59), True, True),
        ("autumn", datetime(2026, 10, 25, 4), True, False),
        ("half forward", datetime(2026, 10, 4, 2), False, False),
        ("half forward", datetime(2026, 10, 4, 2, 29, 59), False, False),
        ("half forward", datetime(2026, 10, 4, 2, 30), True, False),
        ("half back", datetime(2026, 4, 5, 1, 29, 59), True, False),
        ("half back", datetime(2026, 4, 5, 1, 30), True, True),
        ("half back", datetime(2026, 4, 5, 2), True, False),
        ("plain", datetime(2026, 3, 29, 3), True, False),
        ("plain", datetime(2026, 10, 25, 3), True, False),
    ],
)
def test_times_that_are_skipped_and_that_come_twice(
    name: str, local: datetime, exists: bool, twice: bool
) -> None:
    """Half-open: the change's end is there once."""
    time = ALL[name]
    assert (time.exists(local), time.twice(local)) == (exists, twice)


@pytest.mark.parametrize("minute", [0, 30, 59])
def test_a_skipped_start_does_not_exist_to_itself(minute: int) -> None:
    """That is how the scenario asks whether its own start is there."""
    moment = datetime(2026, 3, 29, 3, minute)
    assert not LocalTime(moment, moment, ATHENS).exists(moment)


@pytest.mark.parametrize("minute", [0, 30, 59])
def test_a_start_that_comes_twice_does_so_to_itself(minute: int) -> None:
    """As above."""
    moment = datetime(2026, 10, 25, 3, minute)
    assert LocalTime(moment, moment, ATHENS).twice(moment)


def test_clock_seconds_of_a_local_time() -> None:
    """Since midnight of the start's date, whatever clocks do in between."""
    assert SPRING.clock_of(datetime(2026, 3, 28)) == 0
    assert SPRING.clock_of(datetime(2026, 3, 27, 23)) == -HOUR
    assert SPRING.clock_of(datetime(2026, 3, 29, 5)) == 29 * HOUR
    assert SPRING.start_clock == 12 * HOUR


@pytest.mark.parametrize(
    ("end", "days"),
    [
        (datetime(2026, 11, 23, 20), [-1, 0]),
        (datetime(2026, 11, 24, 0), [-1, 0, 1]),
        (datetime(2026, 11, 24, 8), [-1, 0, 1]),
        (datetime(2026, 11, 26, 7), [-1, 0, 1, 2, 3]),
    ],
)
def test_dates_of_the_horizon(end: datetime, days: list[int]) -> None:
    """From the day before, whose night may reach into it."""
    assert list(LocalTime(datetime(2026, 11, 23, 8), end).dates()) == days


def test_the_dates_of_a_25_hour_day() -> None:
    """Its last hour belongs to no date of its own."""
    time = LocalTime(datetime(2026, 10, 25), datetime(2026, 10, 25, 23, 30), ATHENS)
    assert list(time.dates()) == [-1, 0]


def test_dates_and_weekdays_count_from_the_start() -> None:
    """The 23rd of November 2026 is a Monday."""
    time = LocalTime(datetime(2026, 11, 23, 8), datetime(2026, 11, 30, 8))
    assert time.date(-1) == date(2026, 11, 22)
    assert time.date(8) == date(2026, 12, 1)
    assert [time.weekday(day) for day in range(-1, 8)] == [6, 0, 1, 2, 3, 4, 5, 6, 0]


def test_holidays_are_sundays_and_open() -> None:
    """Only dates that are shut are shut."""
    christmas = date(2026, 12, 25)
    start, end = datetime(2026, 12, 24), datetime(2026, 12, 27)
    as_sunday = LocalTime(start, end, holidays=frozenset({christmas}))
    assert [as_sunday.weekday(day) for day in range(3)] == [3, 6, 5]
    assert not as_sunday.is_shut(1)
    closed = LocalTime(start, end, shut=frozenset({christmas}))
    assert [closed.weekday(day) for day in range(3)] == [3, 4, 5]
    assert [closed.is_shut(day) for day in range(3)] == [False, True, False]


TIMES = st.sampled_from(list(ALL.values()))
CLOCKS = st.integers(-2 * DAY, 4 * DAY)


@given(TIMES, CLOCKS)
def test_clocks_show_what_was_asked_for_unless_it_is_skipped(time: LocalTime, clock: int) -> None:
    """Then they show the next time that there is."""
    shown = time.clock(time.elapsed(clock))
    skipped = {SPRING: (27 * HOUR, 28 * HOUR), HALF_FORWARD: (26 * HOUR, 26.5 * HOUR)}.get(time, (0, 0))
    assert shown == (skipped[1] if skipped[0] <= clock < skipped[1] else clock)


@given(TIMES, CLOCKS)
def test_the_first_time_is_never_after_the_last(time: LocalTime, clock: int) -> None:
    """Both show the same, and they differ where an hour or half of it comes twice."""
    first, last = time.elapsed(clock), time.elapsed_again(clock)
    assert time.clock(first) == time.clock(last)
    twice = {AUTUMN: (27 * HOUR, 28 * HOUR, HOUR), HALF_BACK: (25.5 * HOUR, 26 * HOUR, HOUR / 2)}.get(
        time, (0, 0, 0)
    )
    assert last - first == (twice[2] if twice[0] <= clock < twice[1] else 0)


@given(TIMES, st.integers(-2 * DAY, 4 * DAY))
def test_an_instant_comes_back_through_its_clock_time(time: LocalTime, elapsed: int) -> None:
    """As the first or the second time at which clocks show it."""
    clock = time.clock(elapsed)
    assert elapsed in (time.elapsed(clock), time.elapsed_again(clock))


@given(TIMES, st.integers(-2 * DAY, 4 * DAY))
def test_local_times_agree_with_the_tz_database(time: LocalTime, elapsed: int) -> None:
    """In UTC an instant is its seconds after the start; its clock reading is the local date and time."""
    local = time.at(elapsed)
    midnight = datetime.combine(time.start.date(), datetime.min.time())
    assert local.replace(tzinfo=None, fold=0) == midnight + timedelta(seconds=time.clock(elapsed))
    assert time.since_start(local) == elapsed
    if time.zone is not None:
        assert local.astimezone(UTC) - time.at(0).astimezone(UTC) == timedelta(seconds=elapsed)
        assert local.utcoffset() == time.zone.utcoffset(local)


@given(TIMES, st.lists(CLOCKS, min_size=2, max_size=10))
def test_later_clock_times_are_never_earlier_instants(time: LocalTime, clocks: list[int]) -> None:
    """So shifts and opening hours keep their order over a change."""
    assert all(time.elapsed(one) <= time.elapsed(two) for one, two in pairwise(sorted(clocks)))
