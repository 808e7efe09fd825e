"""When doors are open: weeks, holidays, clock changes; and what becomes of those who wait at closing."""

from itertools import chain

import pytest
from small_scenario import small

from planner.scenario import Scenario, ScenarioError, loads
from planner.scenario.doors import doors
from planner.scenario.local_time import FOREVER

HOUR = 3600


def centre(start: str, end: str, *lines: str) -> Scenario:
    """Return a scenario from start to end with further lines."""
    return loads(small(start, end) + "".join(f"{line}\n" for line in lines), source="f")


def opened(start: str, end: str, *lines: str) -> list[tuple[float, float]]:
    """Return the open hours, counted from the start."""
    return [(begin / HOUR, end / HOUR) for begin, end in doors(centre(start, end, *lines))]


def problems(*lines: str, start: str = "2026-11-23 00:00", end: str = "2026-11-30 00:00") -> list[str]:
    """Return what is said of a scenario with further lines, which begin at line 11."""
    with pytest.raises(ScenarioError) as error:
        centre(start, end, *lines)
    return [str(problem) for problem in error.value.problems]


def test_without_opening_hours_doors_are_open_from_start_to_end() -> None:
    """Without a break."""
    assert opened("2026-11-23 08:00", "2026-11-25 20:00") == [(0, 60)]


def test_a_week_with_a_lunch_closing() -> None:
    """Five days of two stretches, a short Saturday, no Sunday."""
    found = opened(
        "2026-11-23 00:00",
        "2026-11-30 00:00",
        "open: {mon-fri: [08:00-12:00, 14:00-18:00], sat: 09:00-13:00}",
    )
    weekdays = chain.from_iterable(
        [(24 * day + 8, 24 * day + 12), (24 * day + 14, 24 * day + 18)] for day in range(5)
    )
    assert found == [*weekdays, (129, 133)]


def test_open_stretches_are_cut_at_start_and_end() -> None:
    """From Monday 10:00 to Tuesday 09:00."""
    found = opened("2026-11-23 10:00", "2026-11-24 09:00", "open: [08:00-12:00, 14:00-18:00]")
    assert found == [(0, 2), (4, 8), (22, 23)]


@pytest.mark.parametrize(
    ("start", "hours", "found"),
    [
        ("2026-11-23 00:00", "24h", [(0, 72)]),
        ("2026-11-23 00:00", "00:00-24:00", [(0, 72)]),
        ("2026-11-23 00:00", "[08:00-12:00, 12:00-18:00]", [(8, 18), (32, 42), (56, 66)]),
        # the night before the start is one of them
        ("2026-11-23 00:00", "20:00-04:00", [(0, 4), (20, 28), (44, 52), (68, 72)]),
        ("2026-11-23 00:00", "20:00-00:00", [(20, 24), (44, 48), (68, 72)]),
        ("2026-11-23 00:00", "08:00-07:00", [(0, 7), (8, 31), (32, 55), (56, 72)]),
        # Monday's night goes on into Tuesday's day
        ("2026-11-23 00:00", "{mon: 20:00-10:00, tue: 08:00-18:00}", [(20, 42)]),
        ("2026-11-23 00:00", "{mon: 20:00-12:00, tue: 08:00-10:00}", [(20, 36)]),
        ("2026-11-23 00:00", "{mon: 20:00-24:00, tue: 00:00-06:00}", [(20, 30)]),
        # the 22nd is a Sunday
        ("2026-11-23 00:00", "{sun: 20:00-04:00}", [(0, 4)]),
        ("2026-11-23 05:00", "{sun: 20:00-04:00, wed: 08:00-09:00}", [(51, 52)]),
    ],
)
def test_three_days_from_a_monday(start: str, hours: str, found: list[tuple[float, float]]) -> None:
    """Stretches that touch or overlap are one."""
    assert opened(start, f"2026-11-26 {start[-5:]}", f"open: {hours}") == found


# Monday to Sunday of Christmas week; the 25th is a Friday, in Greece the 26th is a holiday too
CHRISTMAS = "2026-12-21 00:00", "2026-12-28 00:00"
SUNDAYS_TOO = "open: {mon-sat: 09:00-17:00, sun: 10:00-12:00}"


@pytest.mark.parametrize(
    ("holidays", "friday", "saturday"),
    [
        ("GR", (106, 108), (130, 132)),
        ("{country: GR}", (106, 108), (130, 132)),
        ("{country: GR, as: sunday}", (106, 108), (130, 132)),
        ("{country: GR, as: closed}", None, None),
        ("[2026-12-25]", (106, 108), (129, 137)),
        ("{dates: [2026-12-26], as: closed}", (105, 113), None),
        ("{dates: ['2026-12-26', '2030-01-01']}", (105, 113), (130, 132)),
        ("US", (106, 108), (129, 137)),
    ],
)
def test_holidays_as_sundays_or_closed(
    holidays: str, friday: tuple[int, int] | None, saturday: tuple[int, int] | None
) -> None:
    """Four common days, then Christmas, and a Sunday as ever."""
    found = opened(*CHRISTMAS, SUNDAYS_TOO, f"holidays: {holidays}")
    common: list[tuple[float, float]] = [(24 * day + 9, 24 * day + 17) for day in range(4)]
    assert found == [*common, *(day for day in (friday, saturday) if day), (154, 156)]


def test_a_country_and_dates_of_ones_own() -> None:
    """Both count: the 24th is a Thursday."""
    found = opened(*CHRISTMAS, SUNDAYS_TOO, "holidays: {country: GR, dates: [2026-12-24], as: closed}")
    assert found == [(9, 17), (33, 41), (57, 65), (154, 156)]


def test_closed_holidays_without_opening_hours() -> None:
    """Doors are open all the time but on these dates."""
    found = opened("2026-12-24 00:00", "2026-12-28 00:00", "holidays: {country: GR, as: closed}")
    assert found == [(0, 24), (72, 96)]


def test_holidays_as_sundays_change_no_doors_without_opening_hours() -> None:
    """They change rates and agents only."""
    assert opened("2026-12-24 00:00", "2026-12-28 00:00", "holidays: GR") == [(0, 96)]


def test_a_holiday_of_a_subdivision() -> None:
    """Epiphany, a Tuesday in 2026, is one in Bavaria, and not all over Germany."""
    day = "2026-01-06 00:00", "2026-01-07 00:00"
    assert centre(*day, "holidays: {country: DE, subdivision: BY}").time.weekday(0) == 6
    assert centre(*day, "holidays: DE").time.weekday(0) == 1


def test_holidays_of_both_years() -> None:
    """New Year's Day of the year in which the horizon ends."""
    found = opened("2026-12-31 00:00", "2027-01-03 00:00", "holidays: {country: GR, as: closed}")
    assert found == [(0, 24), (48, 72)]


def test_a_holiday_on_the_day_before_the_start() -> None:
    """New Year's Eve is one in Latvia: its night's doors stay shut on New Year's morning too."""
    found = opened(
        "2027-01-01 00:00",
        "2027-01-03 00:00",
        "open: 20:00-04:00",
        "holidays: {country: LV, as: closed}",
    )
    assert found == [(44, 48)]


@pytest.mark.parametrize(
    ("hours", "spring", "autumn"),
    [
        ("24h", [(0, 23)], [(0, 25)]),
        ("08:00-20:00", [(7, 19)], [(9, 21)]),
        ("02:00-05:00", [(2, 4)], [(2, 6)]),
        # the hour that is skipped, and that comes twice
        ("[03:00-04:00, 12:00-13:00]", [(11, 12)], [(3, 5), (13, 14)]),
        ("[03:30-05:00, 12:00-13:00]", [(3, 4), (11, 12)], [(3.5, 6), (13, 14)]),
    ],
)
def test_days_of_23_and_25_hours(
    hours: str, spring: list[tuple[float, float]], autumn: list[tuple[float, float]]
) -> None:
    """Opening hours are told by clocks; from the first time that they show the opening."""
    athens = "timezone: Europe/Athens", f"open: {hours}"
    assert opened("2026-03-29 00:00", "2026-03-30 00:00", *athens) == spring
    assert opened("2026-10-25 00:00", "2026-10-26 00:00", *athens) == autumn


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        (["open: closed"], "f:11:7"),
        (["open: []"], "f:11:7"),
        (["open: {mon-sun: closed}"], "f:11:7"),
        (["name: x", "open: {sat: 12:00-13:00}"], "f:12:7"),
        (["holidays: {dates: [2026-11-23], as: closed}"], "f:11:11"),
        (["open: 12:00-13:00", "holidays: {dates: [2026-11-23], as: closed}"], "f:11:7"),
    ],
)
def test_doors_that_never_open(lines: list[str], place: str) -> None:
    """On a Monday, from 08:00 to 20:00."""
    said = problems(*lines, start="2026-11-23 08:00", end="2026-11-23 20:00")
    assert said == [f"{place}: doors are closed all the time from start to end; check the days"]


@pytest.mark.parametrize(
    ("line", "place", "words"),
    [
        ("holidays: gr", "f:11:11", 'no holidays are known of "gr"; did you mean "GR"?'),
        ("holidays: XX", "f:11:11", 'no holidays are known of "XX"'),
        ("holidays: {country: GRE}", "f:11:11", "give two letters such as GR"),
        ("holidays: {country: DE, subdivision: XY}", "f:11:11", 'DE has no subdivision "XY"; known are: BB'),
        ("holidays: {country: VA, subdivision: XY}", "f:11:11", "known are: none"),
        ("holidays: {subdivision: BY}", "f:11:11", "no country and no dates are given"),
        ("holidays: {subdivision: BY, dates: [2026-12-25]}", "f:11:11", "no country"),
        ("holidays: {as: closed}", "f:11:11", "no country and no dates are given"),
        ("holidays: []", "f:11:11", "no country and no dates are given"),
        ("holidays: {country: GR, as: shut}", "f:11:29", "use sunday, closed"),
        ("holidays: {country: GR, on: sunday}", "f:11:25", "unknown key"),
        ("holidays: [2026-02-30]", "f:11:11", '"2026-02-30" is not a date; write for example 2026-12-25'),
        ("holidays: [25.12.2026]", "f:11:11", '"25.12.2026" is not a date'),
        ("holidays: {dates: [2026-12-25, christmas]}", "f:11:32", '"christmas" is not a date'),
        ("holidays: {dates: 2026-12-25}", "f:11:19", "not a list"),
        ("holidays:", "f:11:1", "nothing is given"),
        ("timezone: Europe/Athen", "f:11:11", 'no time zone "Europe/Athen"; did you mean "Europe/Athens"?'),
        ("timezone: europe/athens", "f:11:11", 'did you mean "Europe/Athens"?'),
        ("timezone: ../../etc/passwd", "f:11:11", 'no time zone "../../etc/passwd"'),
        ("timezone: /etc/localtime", "f:11:11", "no time zone"),
        ("timezone: ''", "f:11:11", 'no time zone ""'),
        ("timezone: +02:00", "f:11:11", "no time zone"),
        ("timezone: 2", "f:11:11", "2 is no time zone"),
        ("timezone: [Europe/Athens]", "f:11:11", "no time zone"),
        ("queue: {at_close: close}", "f:11:19", '"close" is none of the choices; use serve, miss or'),
        ("queue: {at_close: 15m}", "f:11:19", "{serve_at_most: 15m}"),
        ("queue: {at_close: 0}", "f:11:19", "0 is none of the choices"),
        ("queue: {at_close: {serve: 15m}}", "f:11:19", "this is none of the choices"),
        ("queue: {at_close: {serve_at_most: 15}}", "f:11:19", "15 has no unit"),
        ("queue: {at_close: [serve]}", "f:11:19", "this is none of the choices"),
    ],
)
def test_mistakes_about_doors(line: str, place: str, words: str) -> None:
    """Each is told at its place, with what would be right."""
    said = problems(line)
    assert any(told.startswith(f"{place}: ") and words in told for told in said), said


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("serve", FOREVER),
        ("miss", 0),
        ("{serve_at_most: 15m}", 900),
        ("{serve_at_most: 0s}", 0),
    ],
)
def test_what_becomes_of_those_who_wait_at_closing(written: str, seconds: float) -> None:
    """They are served, for a while or to the end, or missed."""
    day = "2026-11-23 08:00", "2026-11-23 20:00"
    assert centre(*day, f"queue: {{at_close: {written}}}").queue.at_close == seconds
    assert centre(*day).queue.at_close == FOREVER


@pytest.mark.parametrize(
    ("start", "end", "place", "words"),
    [
        ("2026-03-29 03:00", "2026-03-29 12:00", "f:1:8", "2026-03-29 03:00 does not exist: clocks go forw"),
        ("2026-03-29 03:30", "2026-03-29 12:00", "f:1:8", "give an hour later"),
        ("2026-03-28 00:00", "2026-03-29 03:30", "f:2:6", "2026-03-29 03:30 does not exist"),
        ("2026-10-25 03:00", "2026-10-25 12:00", "f:1:8", "2026-10-25 03:00 comes twice: clocks go back"),
        ("2026-10-25 03:59", "2026-10-25 12:00", "f:1:8", "give an hour earlier or later"),
        ("2026-10-24 00:00", "2026-10-25 03:30", "f:2:6", "2026-10-25 03:30 comes twice"),
    ],
)
def test_a_start_and_an_end_that_clocks_do_not_show_once(
    start: str, end: str, place: str, words: str
) -> None:
    """In the night of a change in Athens."""
    said = problems("timezone: Europe/Athens", start=start, end=end)
    assert any(told.startswith(f"{place}: ") and words in told for told in said), said


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-03-29 02:59", "2026-03-29 04:00"),
        ("2026-10-25 02:59", "2026-10-25 04:00"),
    ],
)
def test_a_start_and_an_end_beside_a_change(start: str, end: str) -> None:
    """A minute of one night, two hours and a minute of the other."""
    minutes = centre(start, end, "timezone: Europe/Athens").horizon / 60
    assert minutes == (1 if start.startswith("2026-03") else 121)


def test_without_a_zone_every_time_exists_once() -> None:
    """Clocks never change."""
    assert centre("2026-03-29 03:30", "2026-03-29 04:30").horizon == HOUR
    assert centre("2026-10-25 03:30", "2026-10-25 04:30").horizon == HOUR
