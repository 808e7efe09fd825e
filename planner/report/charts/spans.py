"""From when to when, as results have it and as clocks show it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from planner.report.charts.chart import Spec, clock, time_axis
from planner.report.charts.course import days
from planner.report.reading import Reading


@dataclass(frozen=True)
class Span:
    """A stretch of time."""

    begin: datetime
    end: datetime

    @property
    def clock(self) -> str:
        """The times of day; a day ends at 24:00."""
        until = f"{self.end:%H:%M}"
        return f"{self.begin:%H:%M}–{'24:00' if until == '00:00' else until}"

    def when(self, dated: bool) -> str:
        """Write it, with the day where there are several."""
        return f"{self.begin:%a %d %b} {self.clock}" if dated else self.clock

    def row(self, dated: bool) -> dict[str, Any]:
        """Return it as charts have it, the words for tooltips included."""
        return {"begin": clock(self.begin), "end": clock(self.end), "when": self.when(dated)}


def span(part: Reading) -> Span:
    """Return when a part of a result is. Raises `NoResult`."""
    return Span(part["start"].instant, part["end"].instant)


def of_days(result: Reading) -> bool:
    """Tell whether a result is about several days. Raises `NoResult`."""
    return days(result) > 1


def course_axis(result: Reading) -> Callable[[bool], Spec]:
    """Return the axis of panels under one another, by whether it has labels; several days are whole. Raises `NoResult`."""
    long = days(result)
    scale = {"type": "utc"} | ({"nice": "day"} if of_days(result) else {})
    return lambda last: {**time_axis(long, labels=last, ticks=last, title=None), "scale": scale}


def since_start(result: Reading, begin: float, end: float) -> Span:
    """Return seconds since the result's start by the clock. Raises `NoResult`."""
    start = result["start"].instant
    return Span(start + timedelta(seconds=begin), start + timedelta(seconds=end))


def whole(result: Reading, x: Spec) -> Spec:
    """Return a layer that is not seen, and makes an axis show all the time. Raises `NoResult`."""
    ends = [{"begin": clock(result[edge].instant)} for edge in ("start", "end")]
    return {
        "data": {"values": ends},
        "mark": {"type": "rule", "opacity": 0, "aria": False},
        "encoding": {"x": {**x, "field": "begin"}, "x2": {"field": "begin"}},
    }
