"""Stretches of time as cells."""

from datetime import datetime

from planner.report.reading import Reading
from planner.report.workbook.sheet import Column, Entry

WHEN = (Column("when", 24), Column("start", 17), Column("end", 17))
"""In words, which charts have on their axes, and as dates."""


def stretch(part: Reading, result: Reading) -> tuple[Entry, ...]:
    """Return when a part of a result begins and ends; with its day where the result has several. Raises `NoResult`."""
    begin, end = part["start"].instant, part["end"].instant
    return words(begin, end, several_days(result)), begin, end


def place(part: Reading) -> tuple[Entry, ...]:
    """Return when a part begins and ends, with its day; nothing where it is about all the time. Raises `NoResult`."""
    if "start" not in part:
        return None, None, None
    begin, end = part["start"].instant, part["end"].instant
    return words(begin, end, with_day=True), begin, end


def several_days(result: Reading) -> bool:
    """Tell whether a result is about more than a day. Raises `NoResult`."""
    if not {"start", "end"} <= set(result.value):
        return True
    return (result["end"].instant - result["start"].instant).total_seconds() > 86400


def words(begin: datetime, end: datetime, with_day: bool) -> str:
    """Return from when to when, as clocks show it."""
    if begin.date() != end.date() and (end - begin).total_seconds() > 86400:
        return f"{begin:%a %d %b}–{end:%a %d %b}"
    if (end - begin).total_seconds() == 86400 and begin.hour == begin.minute == 0:
        return f"{begin:%a %d %b}"
    until = "24:00" if f"{end:%H:%M}" == "00:00" else f"{end:%H:%M}"
    day = f"{begin:%a %d %b} " if with_day else ""
    return f"{day}{begin:%H:%M}–{until}"
