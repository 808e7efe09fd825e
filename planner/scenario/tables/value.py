"""What stands in a cell, in the few kinds that a table knows."""

from datetime import date, datetime, time, timedelta

from planner.scenario.quantities import Unreadable
from planner.scenario.tables.cell import Value
from planner.scenario.tables.limits import MOST_CHARACTERS

LAST_SECOND = time(23, 59, 59)
DAY = timedelta(days=1)
HALF_A_SECOND = timedelta(microseconds=500_000)


def is_blank(value: object) -> bool:
    """Say whether nothing but spaces stands in a cell."""
    return value is None or (isinstance(value, str) and (not value or value.isspace()))


def value_of(value: object) -> Value:
    """Return the value of a cell: what is neither text, number, date nor time becomes text.

    Raises `Unreadable` for long text.
    """
    if isinstance(value, str):
        if len(value) > MOST_CHARACTERS:
            raise Unreadable(f"the cell has more than {MOST_CHARACTERS:,} characters", "shorten it")
        return value.strip() or None
    if value is None or isinstance(value, bool):
        return None if value is None else str(value).upper()
    if isinstance(value, (int, float)):
        return _float(value)
    if isinstance(value, datetime):
        return _whole_second(value)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)
    if value == DAY:
        return "24:00"  # a time of day as a format such as [h]:mm has it
    if isinstance(value, timedelta) and timedelta(0) <= value < DAY:
        value = (datetime.min + value).time()
    return _whole_second_of_day(value) if isinstance(value, time) else str(value)[:MOST_CHARACTERS]


def _float(value: float) -> float:
    try:
        return float(value)
    except OverflowError:
        return float("inf")


def _whole_second(value: datetime) -> datetime:
    """Round to the second: Excel keeps fractions of days, so that 08:30 may come as 08:29:59.999."""
    try:
        return (value + HALF_A_SECOND).replace(microsecond=0)
    except OverflowError:
        return value.replace(microsecond=0)


def _whole_second_of_day(value: time) -> time:
    if value.replace(tzinfo=None) >= LAST_SECOND:
        return LAST_SECOND
    return _whole_second(datetime.combine(datetime(2000, 1, 1), value)).time()
