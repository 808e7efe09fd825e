"""How figures go over the reporting intervals with open doors: the rows that charts of the day are drawn from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from planner.kpi import Estimate, Figures
from planner.report import figures
from planner.report.charts.chart import Spec, clock
from planner.report.charts.ends import ends
from planner.report.reading import Reading


@dataclass(frozen=True)
class Stretch:
    """A reporting interval."""

    begin: datetime
    end: datetime
    hours: float
    """How long it is; by the clocks it may be longer or shorter."""
    figures: Figures

    @property
    def agents(self) -> float | None:
        """How many are on duty, on average."""
        staffed = self.figures.get("staffed_hours", Estimate(None)).mean
        return staffed / self.hours if staffed is not None and self.hours > 0 else None

    @property
    def when(self) -> str:
        """From when to when, as clocks show it."""
        return f"{self.begin:%a %d %b %H:%M}–{self.end:%H:%M}"


def course(result: Reading) -> list[Stretch]:
    """Return the intervals in which doors are open, in order of time. Raises `NoResult`."""
    found = [
        Stretch(
            row["start"].instant,
            row["end"].instant,
            row["start"].hours_until(row["end"]),
            row["kpis"].figures,
        )
        for row in result["intervals"].rows()
    ]
    return [
        stretch for stretch in found if stretch.figures.get("chats_per_hour", Estimate(None)).mean is not None
    ]


def days(result: Reading) -> float:
    """Return how long all of it is, in days."""
    return (result["end"].instant - result["start"].instant).total_seconds() / 86400


def row(stretch: Stretch) -> dict[str, Any]:
    """Return an interval as a row of data, for every chart the same: when it is, and what tooltips say."""
    middle = stretch.begin + (stretch.end - stretch.begin) / 2
    return {
        "begin": clock(stretch.begin),
        "middle": clock(middle),
        "end": clock(stretch.end),
        "when": stretch.when,
    }


def with_gaps(rows: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield rows, and one of nothing where doors are closed between them, so that lines end there."""
    for before, after in zip((None, *rows), rows, strict=False):
        if before is not None and after["begin"] > before["end"]:
            yield {"middle": before["end"]}
        yield after


def from_zero(rows: Sequence[dict[str, Any]], *keys: str) -> Spec:
    """Return the scale of an axis on which nothing may be above zero: it still begins there."""
    above = any((row.get(key) or 0.0) > 0 for row in rows for key in keys)
    return {} if above else {"scale": {"domain": [0, 1]}}


def with_interval(key: str, estimate: Estimate, factor: float = 1.0) -> Iterator[tuple[str, Any]]:
    """Yield a figure as a row has it: the value and its interval, times a factor, and the text of both."""
    for end, value in ends(estimate, factor).items():
        yield key if end == "mean" else f"{key}_{end}", value
    yield f"{key}_text", figures.compact(key, estimate)
