"""Cells -> dates and times, or why not."""

from datetime import UTC, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.scenario.problems import Place
from planner.scenario.tables import Cell, Value, moments

EIGHT = datetime(2026, 11, 23, 8)
WRITE = "write for example 2026-11-23 08:00"


def cells(*values: Value) -> list[Cell]:
    """Return cells in rows from 2 on."""
    return [Cell(value, Place("f", row, 1, f"row {row}")) for row, value in enumerate(values, 2)]


def november(moment: datetime) -> bool:
    """Say whether a moment is within a horizon."""
    return (moment.year, moment.month) == (2026, 11)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-23 08:00", EIGHT),
        ("2026-11-23T08:00:00", EIGHT),
        ("2026-11-23 8:00", EIGHT),
        ("2026/11/23 08:00", EIGHT),
        ("2026-11-23 08:00:30.25", EIGHT + timedelta(seconds=30.25)),
        ("2026-11-23T08:00:30.123456789", EIGHT + timedelta(seconds=30, microseconds=123456)),
        ("2026-11-23T08:00Z", EIGHT.replace(tzinfo=UTC)),
        ("2026-11-23 08:00:00+02:00", EIGHT.replace(tzinfo=timezone(timedelta(hours=2)))),
        ("2026-11-23 08:00 -0530", EIGHT.replace(tzinfo=timezone(-timedelta(hours=5, minutes=30)))),
        ("2026-11-23", datetime(2026, 11, 23)),
        ("23.11.2026 08:00", EIGHT),
        ("5.11.2026", datetime(2026, 11, 5)),
        ("23/11/2026 08:00", EIGHT),
        ("23-11-2026 08:00", EIGHT),
        ("11/23/2026 8:00 AM", EIGHT),
        ("11/23/2026, 8:00:00 p.m.", EIGHT.replace(hour=20)),
        ("11/23/2026 12:30 am", EIGHT.replace(hour=0, minute=30)),
        ("11/23/2026 12:30 PM", EIGHT.replace(hour=12, minute=30)),
        ("11/11/2026", datetime(2026, 11, 11)),
        (EIGHT, EIGHT),
    ],
)
def test_the_ways_moments_are_written(text: Value, moment: datetime) -> None:
    """Local times are naive, those with an offset aware."""
    found, problems = moments(cells(text), lambda _: False)
    assert problems == []
    assert found == [moment]
    assert found[0] is not None
    assert found[0].tzinfo == moment.tzinfo


@pytest.mark.parametrize(
    ("value", "wrong", "fix"),
    [
        (None, "this is empty", WRITE),
        ("soon", '"soon" is not a date and time', WRITE),
        ("x" * 5000, f'"{"x" * 60}…" is not a date and time', WRITE),
        ("2026-W47-1", '"2026-W47-1" is not a date and time', WRITE),
        ("２０２６-11-23", '"２０２６-11-23" is not a date and time', WRITE),
        (
            "23.11.26 08:00",
            'the year in "23.11.26 08:00" does not have four digits',
            "write the year in full: for example 2026-11-23 08:00",
        ),
        (
            "26-11-23",
            'the year in "26-11-23" does not have four digits',
            "write the year in full: for example 2026-11-23 08:00",
        ),
        (
            "1795420800",
            '"1795420800" is a bare number, not a date (seconds since 1970, or a spreadsheet\'s days?)',
            WRITE,
        ),
        (
            "1795420800000",
            '"1795420800000" is a bare number, not a date (seconds since 1970, or a spreadsheet\'s days?)',
            WRITE,
        ),
        (
            "46349,3333",
            '"46349,3333" is a bare number, not a date (seconds since 1970, or a spreadsheet\'s days?)',
            WRITE,
        ),
        (
            "20261123",
            '"20261123" is a bare number, not a date (seconds since 1970, or a spreadsheet\'s days?)',
            WRITE,
        ),
        ("08:00", '"08:00" is a time without a date', WRITE),
        ("8:00 AM", '"8:00 AM" is a time without a date', WRITE),
        (time(8), "08:00:00 is a time without a date", WRITE),
        ("2026-02-30 08:00", 'there is no such day as in "2026-02-30 08:00"', WRITE),
        ("30.02.2026", 'there is no such day as in "30.02.2026"', WRITE),
        ("30/30/2026", 'there is no such day as in "30/30/2026"', WRITE),
        ("2026-11-23 24:00", '"24:00" is no time of day', "midnight is 00:00 of the next day"),
        ("2026-11-23 25:61", '"25:61" is no time of day', "times go from 00:00 to 23:59"),
        ("2026-11-23 08:00:60", '"08:00:60" is no time of day', "times go from 00:00 to 23:59"),
        ("2026-11-23 13:00 PM", '"13:00 PM" is no time of day', "times go from 00:00 to 23:59"),
        ("2026-11-23 08:00+24:00", '"+24:00" is no offset', "write for example 08:00+02:00, at most 14:00"),
        ("9999-11-23", 'the year 9999 in "9999-11-23" is out of range', "years go from 1970 to 2200"),
        (
            "1969-12-31 08:00",
            'the year 1969 in "1969-12-31 08:00" is out of range',
            "years go from 1970 to 2200",
        ),
        ("0000-11-23", 'there is no such day as in "0000-11-23"', WRITE),
        (datetime(1900, 1, 1), "the year 1900 is out of range", "years go from 1970 to 2200"),
        (
            46349.5,
            "46349.5 is a number, not a date",
            "format the column as date and time, or write 2026-11-23 08:00 as text",
        ),
        ("#N/A", '"#N/A" is an error of the spreadsheet', "mend the formula behind it"),
        ("=NOW()", '"=NOW()" is a formula, not its value', "write the value"),
        ("TRUE", '"TRUE" is not a date and time', WRITE),
    ],
)
def test_what_is_refused(value: Value, wrong: str, fix: str) -> None:
    """Each says what would be right, and the other rows are read."""
    found, problems = moments(cells("2026-11-23 08:00", value), november)
    assert found == [EIGHT, None]
    assert [str(problem) for problem in problems] == [f"f, row 3: {wrong}; {fix}"]


def test_one_row_tells_the_order_for_all() -> None:
    """Whatever is likely: a date that exists one way only decides."""
    day, month = datetime(2026, 4, 3), datetime(2026, 3, 4)
    assert moments(cells("03/04/2026", "23/04/2026"), november)[0][0] == day
    assert moments(cells("03-04-2026", "04-23-2026"), november)[0][0] == month


def test_what_is_likely_tells_the_order() -> None:
    """The order under which more rows are within the horizon, also for moments with an offset."""
    found, problems = moments(cells("03/11/2026 08:00+01:00", "11/10/2026", "04/11/2026"), november)
    assert problems == []
    assert [moment and moment.day for moment in found] == [3, 11, 4]
    found, _ = moments(cells("11/03/2026"), november)
    assert found == [datetime(2026, 11, 3)]


def test_an_order_that_nothing_tells() -> None:
    """There is one problem for the whole column, with both readings."""
    found, problems = moments(cells("11/11/2026", "03/04/2026", "05/06/2026", "2026-11-23"), november)
    assert found == [datetime(2026, 11, 11), None, None, datetime(2026, 11, 23)]
    assert [str(problem) for problem in problems] == [
        'f, row 3: "03/04/2026" may be 2026-04-03 or 2026-03-04, and no row tells which; '
        "write all dates as 2026-11-23 08:00"
    ]


def test_orders_that_contradict_each_other() -> None:
    """One problem names both rows."""
    found, problems = moments(cells("23/11/2026", "03/04/2026", "11/23/2026"), november)
    assert found == [None, None, None]
    assert [str(problem) for problem in problems] == [
        'f, row 4: "11/23/2026" can only have the month first, but "23/11/2026" (row 2) only the day; '
        "write all dates as 2026-11-23 08:00"
    ]


def test_many_problems_are_counted() -> None:
    """Fifty are told, the rest is counted."""
    found, problems = moments(cells(*["x"] * 51), november)
    assert found == [None] * 51
    assert str(problems[-1]) == (
        "f, row 52: from here on 1 more row like these; mend the first ones, then try again"
    )


@given(st.lists(st.one_of(st.text("0123456789-/.: TZ+AMP", max_size=25), st.text(max_size=20)), max_size=5))
def test_whatever_the_text(texts: list[str]) -> None:
    """Each row has a moment, or there is a problem."""
    found, problems = moments(cells(*texts), november)
    assert len(found) == len(texts)
    assert bool(problems) == (None in found)


@given(st.datetimes(datetime(1970, 1, 1), datetime(2200, 12, 31)))
def test_what_python_writes_is_read(moment: datetime) -> None:
    """To the microsecond."""
    assert moments(cells(str(moment)), november) == ([moment], [])
