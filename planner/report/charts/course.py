"""How figures go over time: its rows of data and its axis, for every chart the same."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from planner.kpi import Estimate, Figures
from planner.report.charts.chart import Spec, clock, time_axis
from planner.report.outline import is_open
from planner.report.reading import Reading
from planner.report.spans import Span, of_days, span

Row = dict[str, Any]
MOST = 700
"""More intervals would be a block of ink: a week of quarter-hours has 672."""


@dataclass(frozen=True)
class Stretch:
    """A reporting interval, or a day."""

    span: Span
    hours: float
    """How long it is; by the clocks it may be longer or shorter."""
    figures: Figures

    @property
    def agents(self) -> float | None:
        """How many are on duty, on average."""
        staffed = self.figures.get("staffed_hours", Estimate(None)).mean
        return staffed / self.hours if staffed is not None and self.hours > 0 else None


def course(result: Reading) -> list[Stretch]:
    """Return the intervals in which doors are open, in order of time; of very many the days. Raises `NoResult`."""
    parts = result["days" if goes_by_days(result) else "intervals"].rows()
    found = [
        Stretch(span(part), part["start"].hours_until(part["end"]), part["kpis"].figures) for part in parts
    ]
    return [stretch for stretch in found if is_open(stretch.figures)]


def goes_by_days(result: Reading) -> bool:
    """Tell whether there are too many intervals to show. Raises `NoResult`."""
    return len(result["intervals"].rows()) > MOST


def row(at: Span, dated: bool) -> Row:
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


def with_gaps(rows: Sequence[Row]) -> Iterator[Row]:
    """Yield rows, and one of nothing where doors are closed between them, so that lines end there."""
    for before, after in zip((None, *rows), rows, strict=False):
        if before is not None and after["begin"] > before["end"]:
            yield {"middle": before["end"]}
        yield after


def from_zero(rows: Sequence[Row], *keys: str) -> Spec:
    """Return the scale of an axis on which nothing may be above zero: it still begins there."""
    above = any((row.get(key) or 0.0) > 0 for row in rows for key in keys)
    return {} if above else {"scale": {"domain": [0, 1]}}


def line_of(rows: Sequence[Row], look: str) -> Spec:
    """Return the mark of a line through rows; of one there is no line to be seen, but a point."""
    point = {"point": {"color": f"@{look}"}} if len(rows) == 1 else {}
    return {"type": "line", "style": f"{look}-line", "interpolate": "monotone", **point}
