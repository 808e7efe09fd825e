"""From when to when, as clocks show it: the same words in every report."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from planner.report.reading import Reading


@dataclass(frozen=True, order=True)
class Span:
    """A stretch of time, by the clock."""

    begin: datetime
    end: datetime

    @property
    def clock(self) -> str:
        """The times of day; a day ends at 24:00."""
        until = f"{self.end:%H:%M}"
        return f"{self.begin:%H:%M}–{'24:00' if until == '00:00' else until}"

    @property
    def whole(self) -> str:
        """Both ends with their days, as headings have them."""
        until = f"{self.end:%H:%M}" if self.end.date() == self.begin.date() else f"{self.end:%a %d %b %H:%M}"
        return f"{self.begin:%a %d %b %Y %H:%M}–{until}"

    @property
    def middle(self) -> datetime:
        """The instant half-way."""
        return self.begin + (self.end - self.begin) / 2

    @property
    def days(self) -> float:
        """How long it is, in days."""
        return (self.end - self.begin).total_seconds() / 86400

    def when(self, dated: bool) -> str:
        """Write it, with the day where there are several."""
        return f"{self.begin:%a %d %b} {self.clock}" if dated else self.clock


def span(part: Reading) -> Span:
    """Return when a part of a result is, or the whole of it. Raises `NoResult`."""
    return Span(part["start"].instant, part["end"].instant)


def of_days(result: Reading) -> bool:
    """Tell whether a result is about several days. Raises `NoResult`."""
    return span(result).days > 1


def since_start(result: Reading, begin: float, end: float) -> Span:
    """Return seconds since the result's start by the clock. Raises `NoResult`."""
    start = result["start"].instant
    return Span(start + timedelta(seconds=begin), start + timedelta(seconds=end))
