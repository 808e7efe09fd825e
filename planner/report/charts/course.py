"""How figures go over the reporting intervals with open doors: the rows that charts of the day are drawn from."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from planner.kpi import Estimate, Figures
from planner.report import figures
from planner.report.charts.chart import clock
from planner.report.charts.ends import ends
from planner.report.reading import Reading


@dataclass(frozen=True)
class Stretch:
    """A reporting interval."""

    begin: datetime
    end: datetime
    figures: Figures

    @property
    def agents(self) -> float | None:
        """How many are on duty, on average."""
        staffed, hours = self.figures.get("staffed_hours"), (self.end - self.begin).total_seconds() / 3600
        return (
            staffed.mean / hours if staffed is not None and staffed.mean is not None and hours > 0 else None
        )

    @property
    def when(self) -> str:
        """From when to when, as clocks show it."""
        return f"{self.begin:%a %d %b %H:%M}–{self.end:%H:%M}"


def course(result: Reading) -> list[Stretch]:
    """Return the intervals in which doors are open, in order of time. Raises `NoResult`."""
    found = [
        Stretch(row["start"].instant, row["end"].instant, row["kpis"].figures)
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


def with_interval(key: str, estimate: Estimate, factor: float = 1.0) -> Iterator[tuple[str, Any]]:
    """Yield a figure as a row has it: the value and its interval, times a factor, and the text of both."""
    for end, value in ends(estimate, factor).items():
        yield key if end == "mean" else f"{key}_{end}", value
    yield f"{key}_text", figures.compact(key, estimate)
