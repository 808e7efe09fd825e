"""From when to when, as results have it and as clocks show it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
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


def course_axis(result: Reading, spans: Sequence[Span]) -> Callable[[bool], Spec]:
    """Return the axis of panels under one another, by whether it has labels; several days are shown from midnight. Raises `NoResult`."""
    scale: Spec = {"type": "utc"}
    if of_days(result):
        first, last = min(one.begin for one in spans), max(one.end for one in spans)
        ends = datetime.combine(first.date(), time()), last
        scale["domain"] = [1000 * end.replace(tzinfo=UTC).timestamp() for end in ends]
    long = days(result)
    return lambda last: {**time_axis(long, labels=last, ticks=last, title=None), "scale": scale}
