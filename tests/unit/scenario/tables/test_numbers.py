"""Cells -> numbers, or why not."""

from contextlib import suppress
from datetime import datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.scenario.problems import Place
from planner.scenario.quantities import Unreadable
from planner.scenario.tables import Cell, Value, number, numbers


def cells(*values: Value) -> list[Cell]:
    """Return cells in rows from 2 on."""
    return [Cell(value, Place("f", row, 1, f"row {row}")) for row, value in enumerate(values, 2)]


@pytest.mark.parametrize(
    ("value", "plain", "with_comma"),
    [
        ("5", 5, 5),
        ("-5", -5, -5),
        ("+5.25", 5.25, 5.25),
        ("5.", 5, 5),
        (".5", 0.5, 0.5),
        ("0.125", 0.125, 0.125),
        ("1e-05", 1e-5, 1e-5),
        ("12.5", 12.5, 12.5),
        ("1234.567", 1234.567, 1234.567),
        (7.5, 7.5, 7.5),
        ("12,5", None, 12.5),
        ("1,234", None, 1.234),
        ("1.234,5", None, 1234.5),
        ("-1.234.567", None, -1234567),
    ],
)
def test_numbers_are_read(value: Value, plain: float | None, with_comma: float) -> None:
    """A decimal comma changes what a comma and dots mean."""
    (cell,) = cells(value)
    assert number(cell, True) == with_comma
    if plain is not None:
        assert number(cell, False) == plain


@pytest.mark.parametrize(
    ("value", "wrong", "fix"),
    [
        (None, "this is empty", "write a number such as 12.5"),
        ("n/a", '"n/a" is not a number', "write a number such as 12.5"),
        ("-", '"-" is not a number', "write a number such as 12.5"),
        ("12,5", '"12,5" has a decimal comma', "write 12.5"),
        ("1,250", '"1,250" may mean 1250 or 1.250', "write 1250 or 1.250"),
        ("1,250,000", '"1,250,000" has commas between thousands', "write 1250000"),
        ("1,250.5", '"1,250.5" has commas between thousands', "write 1250.5"),
        ("1 250", '"1 250" has marks between thousands', "write 1250"),
        ("1'250", '"1\'250" has marks between thousands', "write 1250"),
        ("1\u202f250", '"1\\x202f250" has marks between thousands', "write 1250"),
        ("12%", '"12%" is a percentage', "write the number itself, such as 12.5"),
        ("€5", '"€5" is not a number', "write a number such as 12.5"),
        ("5 chats", '"5 chats" is not a number', "write a number such as 12.5"),
        ("٣", '"٣" is not a number', "write a number such as 12.5"),
        ("５", '"５" is not a number', "write a number such as 12.5"),
        ("1_000", '"1_000" is not a number', "write a number such as 12.5"),
        ("inf", '"inf" is not a number', "write a number such as 12.5"),
        ("nan", '"nan" is not a number', "write a number such as 12.5"),
        ("0x10", '"0x10" is not a number', "write a number such as 12.5"),
        ("1e400", '"1e400" is too large for a number', "write a number such as 12.5"),
        (float("inf"), "inf is too large for a number", "write a number such as 12.5"),
        ("9" * 5000, f'"{"9" * 60}…" is too long for a number', "write a number such as 12.5"),
        ("=A1*2", '"=A1*2" is a formula, not its value', "write the value"),
        ("#DIV/0!", '"#DIV/0!" is an error of the spreadsheet', "mend the formula behind it"),
        ("TRUE", '"TRUE" is not a number', "write a number such as 12.5"),
        (time(8), "08:00:00 is a date or time, not a number", "format the column as number"),
        (
            datetime(2026, 1, 5),
            "2026-01-05 00:00:00 is a date or time, not a number",
            "format the column as number",
        ),
    ],
)
def test_what_is_refused(value: Value, wrong: str, fix: str) -> None:
    """Each says what would be right."""
    with pytest.raises(Unreadable) as error:
        number(cells(value)[0], False)
    assert (error.value.wrong, error.value.fix) == (wrong, fix)


def test_thousands_or_decimals() -> None:
    """Beside a decimal comma, 1.234 is in doubt unless the column has decimal points elsewhere."""
    with pytest.raises(Unreadable) as error:
        number(cells("1.234")[0], True)
    assert error.value.wrong == '"1.234" may mean 1234 or 1.234 with a decimal point'
    assert error.value.fix == "write 1234 or 1,234"
    assert numbers(cells("1.234", "12.5", "7"), True) == ([1.234, 12.5, 7], [])
    found, problems = numbers(cells("1.234", "12,5", "7"), True)
    assert found == [None, 12.5, 7]
    assert [problem.place.line for problem in problems] == [2]


def test_a_column_tells_all_its_problems() -> None:
    """Up to fifty."""
    found, problems = numbers(cells("1", "x", None, "1"), False)
    assert found == [1, None, None, 1]
    assert [str(problem) for problem in problems] == [
        'f, row 3: "x" is not a number; write a number such as 12.5',
        "f, row 4: this is empty; write a number such as 12.5",
    ]
    assert len(numbers(cells(*["x"] * 99), False)[1]) == 51


@given(st.text(max_size=50), st.booleans())
def test_whatever_the_text(text: str, decimal_comma: bool) -> None:
    """It is a finite number or unreadable."""
    (cell,) = cells(text)
    with suppress(Unreadable):
        assert abs(number(cell, decimal_comma)) < float("inf")


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_what_python_writes_is_read(value: float) -> None:
    """To the last digit."""
    assert number(cells(repr(value))[0], False) == value
