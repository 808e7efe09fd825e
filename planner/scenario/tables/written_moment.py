"""Text -> the date and time it says, or the two that it may say."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from planner.scenario.quantities import Unreadable, shown
from planner.scenario.tables.odd_text import odd_text

FIX = "write for example 2026-11-23 08:00"
YEARS = (1970, 2200)
LONGEST = 60
"""Characters of a date and time."""
PLAIN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}(?::[0-9]{2})?")
DATE = r"(?P<one>[0-9]{1,4})(?P<mark>[-/.])(?P<two>[0-9]{1,2})(?P=mark)(?P<three>[0-9]{1,4})"
CLOCK = r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:[.,](?P<part>[0-9]{1,9}))?)?"
HALF = r"(?:\s*(?P<half>[aApP])\.?[mM]\.?)?"
OFFSET = r"(?:\s*(?P<offset>[zZ]|(?P<sign>[+-])(?P<hours>[0-9]{2}):?(?P<minutes>[0-9]{2})))?"
MOMENT = re.compile(rf"{DATE}(?:(?:\s*[Tt]\s*|,?\s+){CLOCK}{HALF}{OFFSET})?")
CLOCK_ALONE = re.compile(CLOCK + HALF)
BARE = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]*)?(?:[eE][+-]?[0-9]+)?")


@dataclass(frozen=True)
class Doubtful:
    """A date such as 03/04/2026: what it says with the day first and the month first, None if that is no date."""

    day_first: datetime | None
    month_first: datetime | None


def written_moment(text: str) -> datetime | Doubtful:
    """Read a date, midnight if no time follows, with an offset if one is written. Raises `Unreadable`."""
    if PLAIN.fullmatch(text):
        # what most files contain, read fast; what is wrong with it is said below
        with suppress(ValueError):
            return _in_range(datetime.fromisoformat(text), text)
    match = MOMENT.fullmatch(text) if len(text) <= LONGEST else None
    if match is None:
        raise _no_moment(text)
    one, two, three = match["one"], int(match["two"]), match["three"]
    if len(one) == 4 and len(three) <= 2:
        return _in_range(_only(_moment(match, int(one), two, int(three)), text), text)
    if len(one) > 2 or len(three) != 4:
        wrong = f"the year in {shown(text)} does not have four digits"
        raise Unreadable(wrong, f"write the year in full: {FIX.removeprefix('write ')}")
    day_first = _moment(match, int(three), two, int(one))
    if match["mark"] == ".":
        return _in_range(_only(day_first, text), text)
    month_first = _moment(match, int(three), int(one), two)
    _in_range(_only(day_first or month_first, text), text)
    return day_first if day_first and day_first == month_first else Doubtful(day_first, month_first)


def _only(moment: datetime | None, text: str) -> datetime:
    if moment is None:
        raise Unreadable(f"there is no such day as in {shown(text)}", FIX)
    return moment


def _in_range(moment: datetime, text: str) -> datetime:
    if not YEARS[0] <= moment.year <= YEARS[1]:
        raise Unreadable(
            f"the year {moment.year} in {shown(text)} is out of range",
            f"years go from {YEARS[0]} to {YEARS[1]}",
        )
    return moment


def _moment(match: re.Match[str], year: int, month: int, day: int) -> datetime | None:
    """Return the moment; None if there is no such day. Raises `Unreadable` if there is no such time."""
    hour, minute, second, micro = _clock(match)
    zone = _zone(match)
    try:
        return datetime(year, month, day, hour, minute, second, micro, tzinfo=zone)
    except ValueError:
        return None


def _clock(match: re.Match[str]) -> tuple[int, int, int, int]:
    """Return hour, minute, second and microsecond, all 0 where no time is written."""
    if match["hour"] is None:
        return 0, 0, 0, 0
    hour, minute, second = int(match["hour"]), int(match["minute"]), int(match["second"] or 0)
    if hour > 23 or minute > 59 or second > 59 or (match["half"] and not 1 <= hour <= 12):
        midnight = hour == 24 and minute == 0
        fix = "midnight is 00:00 of the next day" if midnight else "times go from 00:00 to 23:59"
        raise Unreadable(f"{shown(match[0][match.start('hour') :])} is no time of day", fix)
    if match["half"]:
        hour = hour % 12 + (12 if match["half"] in "pP" else 0)
    return hour, minute, second, int((match["part"] or "0").ljust(6, "0")[:6])


def _zone(match: re.Match[str]) -> timezone | None:
    if match["offset"] is None:
        return None
    ahead = timedelta(hours=int(match["hours"] or 0), minutes=int(match["minutes"] or 0))
    if ahead > timedelta(hours=14) or int(match["minutes"] or 0) > 59:
        raise Unreadable(
            f"{shown(match['offset'])} is no offset", "write for example 08:00+02:00, at most 14:00"
        )
    return timezone(-ahead if match["sign"] == "-" else ahead)


def _no_moment(text: str) -> Unreadable:
    """Say why text is no date."""
    if BARE.fullmatch(text):
        wrong = f"{shown(text)} is a bare number, not a date (seconds since 1970, or a spreadsheet's days?)"
        return Unreadable(wrong, FIX)
    if CLOCK_ALONE.fullmatch(text):
        return Unreadable(f"{shown(text)} is a time without a date", FIX)
    return odd_text(text) or Unreadable(f"{shown(text)} is not a date and time", FIX)
