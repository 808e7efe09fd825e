"""How figures go over time: its rows of data and its axis, for every chart the same."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from planner.kpi import Figures
from planner.report.charts.chart import Spec, clock, time_axis
from planner.report.outline import is_open
from planner.report.reading import Reading
from planner.report.spans import Span, of_days, span


@dataclass(frozen=True)
class Stretch:
    """A reporting interval."""

    span: Span
    figures: Figures

    @property
    def agents(self) -> float | None:
        """How many are on duty, on average."""
        staffed, hours = self.figures.get("staffed_hours"), 24 * self.span.days
        return (
            staffed.mean / hours if staffed is not None and staffed.mean is not None and hours > 0 else None
        )


def course(result: Reading) -> list[Stretch]:
    """Return the intervals in which doors are open, in order of time. Raises `NoResult`."""
    found = [Stretch(span(row), row["kpis"].figures) for row in result["intervals"].rows()]
    return [stretch for stretch in found if is_open(stretch.figures)]


def row(at: Span, dated: bool) -> dict[str, Any]:
    """Return a stretch of time as charts have it, the words for tooltips included."""
    return {"begin": clock(at.begin), "end": clock(at.end), "when": at.when(dated)}


def course_axis(result: Reading) -> Callable[[bool], Spec]:
    """Return the axis of panels under one another, by whether it has labels; several days are whole. Raises `NoResult`."""
    long = span(result).days
    scale = {"type": "utc"} | ({"nice": "day"} if of_days(result) else {})
    return lambda last: {**time_axis(long, labels=last, ticks=last, title=None), "scale": scale}


def whole(result: Reading, x: Spec) -> Spec:
    """Return a layer that is not seen, and makes an axis show all the time. Raises `NoResult`."""
    ends = [{"begin": clock(result[edge].instant)} for edge in ("start", "end")]
    return {
        "data": {"values": ends},
        "mark": {"type": "rule", "opacity": 0, "aria": False},
        "encoding": {"x": {**x, "field": "begin"}, "x2": {"field": "begin"}},
    }
