"""The points of a sweep: as rows of data, every chart the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from planner.kpi import BY_KEY, Estimate, Figures
from planner.report import figures
from planner.report.charts.chart import Spec, target_rule, told
from planner.report.charts.names import shortened
from planner.report.reading import NoResult, Reading
from planner.report.table import capital
from planner.study.frontier import COST


@dataclass(frozen=True)
class Axis:
    """What is varied."""

    name: str
    labels: tuple[str, ...]
    values: tuple[object, ...]

    @cached_property
    def short(self) -> list[str]:
        """The labels as axes have room for them."""
        return shortened(self.labels)

    @property
    def numbers(self) -> list[float] | None:
        """The values where all are numbers; durations and names are none."""
        found = [
            float(value)
            for value in self.values
            if isinstance(value, int | float) and not isinstance(value, bool)
        ]
        return found if len(found) == len(self.values) else None


@dataclass(frozen=True)
class GridPoint:
    """A point, by its places on the axes."""

    places: tuple[int, ...]
    verdict: str
    promised: float
    figures: Figures

    def figure(self, key: str) -> Estimate:
        """Return a figure; without a value where there is none."""
        return self.figures.get(key, Estimate(None))


@dataclass(frozen=True)
class PointGrid:
    """What a sweep found."""

    axes: tuple[Axis, ...]
    points: tuple[GridPoint, ...]

    def name(self, point: GridPoint) -> str:
        """Name a point: `agents=9, concurrency=3`."""
        return ", ".join(
            f"{axis.name}={axis.labels[place]}" for axis, place in zip(self.axes, point.places, strict=True)
        )

    def means(self, key: str) -> list[float]:
        """Return the means of a figure, those that are known."""
        return [mean for point in self.points if (mean := point.figure(key).mean) is not None]

    @property
    def promised(self) -> float | None:
        """What all points promise; None where they differ in it."""
        found = {point.promised for point in self.points}
        return found.pop() if len(found) == 1 else None


def grid_of(result: Reading) -> PointGrid:
    """Return the points. Raises `NoResult`."""
    axes = tuple(
        Axis(one["name"].text, tuple(one["labels"].texts), tuple(row.value for row in one["values"].rows()))
        for one in result["axes"].rows()
    )
    if any(len(axis.labels) != len(axis.values) for axis in axes):
        raise NoResult("axes do not have as many labels as values")
    points = tuple(
        GridPoint(
            _places(one["places"], axes),
            one["verdict"].text,
            one["promised"].number,
            one["kpis"].figures,
        )
        for one in result["points"].rows()
    )
    return PointGrid(axes, points)


def told_of(grid: PointGrid, point: GridPoint, key: str) -> dict[str, str]:
    """Return what tooltips say of a point and a figure."""
    figure = point.figure(key)
    return {
        "settings": grid.name(point),
        "text": figures.value(key, figure),
        "known": figures.interval(key, figure),
        "hours": figures.value(COST, point.figure(COST)),
        "verdict": point.verdict,
    }


def tooltip(key: str) -> list[Spec]:
    """Return the tooltip of points, in which order it says it."""
    return [
        told("settings", "point"),
        told("text", capital(BY_KEY[key].title)),
        told("known", "95 % interval"),
        told("hours", "agent hours"),
        told("verdict", "promise"),
    ]


def promise(grid: PointGrid, key: str, factor: float) -> list[Spec]:
    """Return the layers of what all points promise, where a chart is of that, its figures times a factor."""
    if key != "service_level" or grid.promised is None:
        return []
    return target_rule(grid.promised, along="y", factor=factor)


def numbered(of: PointGrid, rows: Sequence[Reading]) -> list[int]:
    """Return which points rows are about. Raises `NoResult`."""
    numbers = [row["point"].place for row in rows]
    if any(number >= len(of.points) for number in numbers):
        raise NoResult("the frontier has a point that is not among the points")
    return numbers


def _places(told: Reading, axes: Sequence[Axis]) -> tuple[int, ...]:
    places = tuple(row.place for row in told.rows())
    if len(places) != len(axes) or any(
        place >= len(axis.labels) for place, axis in zip(places, axes, strict=True)
    ):
        raise NoResult(f"{told.at} is not on the axes")
    return places
