"""Stretches of time as cells."""

from planner.report.reading import Reading
from planner.report.spans import Span, of_days, span
from planner.report.workbook.sheet import Column, Entry

WHEN = (Column("when", 24), Column("start", 17), Column("end", 17))
"""In words, which charts have on their axes, and as dates."""


def stretch(part: Reading, result: Reading) -> tuple[Entry, ...]:
    """Return when a part of a result begins and ends; with its day where the result has several. Raises `NoResult`."""
    return moments(span(part), of_days(result))


def place(part: Reading) -> tuple[Entry, ...]:
    """Return when a part begins and ends, with its day; nothing where it is about all the time. Raises `NoResult`."""
    return moments(span(part), dated=True) if "start" in part else (None, None, None)


def moments(at: Span, dated: bool) -> tuple[Entry, ...]:
    """Return a stretch of time in words and as dates; whole days have no times in words."""
    return _words(at, dated), at.begin, at.end


def _words(at: Span, dated: bool) -> str:
    if at.days > 1:
        return f"{at.begin:%a %d %b}–{at.end:%a %d %b}"
    if at.days == 1 and at.begin.hour == at.begin.minute == 0:
        return f"{at.begin:%a %d %b}"
    return at.when(dated)
