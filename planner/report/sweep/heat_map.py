"""A figure over two axes: numbers that are also colours."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from planner.kpi import BY_KEY, Estimate
from planner.report.figures import UNKNOWN, scale
from planner.report.sweep.labels import Labels
from planner.report.sweep.sentence import judgement
from planner.report.table import Table, capital
from planner.scenario.axes import Settings
from planner.study import Verdict
from planner.study.sweep import Point, Sweep

LEFT_OUT = "·"
MOST_MAPS = 12
MARKS = {Verdict.KEPT: "+", Verdict.UNDECIDED: "~", Verdict.BROKEN: " "}


@dataclass(frozen=True)
class Cell:
    """A figure as text, and where it lies between the lowest (0) and the highest (1); None if it is not known."""

    text: str
    heat: float | None = None


@dataclass(frozen=True)
class HeatMap:
    """A figure by rows and columns."""

    title: str
    corner: str
    """What rows and columns are."""
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]

    @property
    def margin(self) -> int:
        """Characters that the rows' names need."""
        return max(len(self.corner), *(len(name) for name, _ in self.rows))

    @property
    def breadth(self) -> int:
        """Characters that a column needs."""
        texts = [len(cell.text) for _, cells in self.rows for cell in cells]
        return 2 + max(*texts, *(len(column) for column in self.columns))

    def in_width(self, width: int) -> Iterator["HeatMap"]:
        """Yield it in parts of as many columns as fit."""
        most = max(1, (width - self.margin - 1) // self.breadth)
        for first in range(0, len(self.columns), most):
            shown = slice(first, first + most)
            yield replace(
                self,
                title=self.title + (", continued" if first else ""),
                columns=self.columns[shown],
                rows=tuple((name, cells[shown]) for name, cells in self.rows),
            )

    def table(self) -> Table:
        """Return it without colours."""
        rows = tuple((name, *(cell.text.strip() for cell in cells)) for name, cells in self.rows)
        return Table(self.title, (self.corner, *self.columns), rows)


def heat_maps(sweep: Sweep, key: str, labels: Labels) -> tuple[list[HeatMap], str]:
    """Return a map of a KPI over the last two axes, for each value of the first of three, and how to read them."""
    *outer, down, across = sweep.axes
    ink = _Ink(sweep, key)
    points = {point.settings: point for point in sweep.points}
    maps = []
    for value in outer[0].values[:MOST_MAPS] if outer else ("",):
        fixed: Settings = ((outer[0].path, value),) if outer else ()
        rows = tuple(
            (
                labels.values[down.path][row],
                tuple(
                    ink.cell(points.get((*fixed, (down.path, row), (across.path, column))))
                    for column in across.values
                ),
            )
            for row in down.values
        )
        where = f" at {labels.point(fixed)}" if fixed else ""
        corner = f"{labels.paths[down.path]} ↓ {labels.paths[across.path]} →"
        columns = tuple(labels.values[across.path].values())
        maps.append(HeatMap(f"{ink.title}{where}", corner, columns, rows))
    hidden = len(outer[0].values) - len(maps) if outer else 0
    more = f"; {hidden} more maps are left to --format json and csv" if hidden else ""
    return maps, ink.legend(sweep.left_out) + more


class _Ink:
    """Writes and colours all figures of a sweep on one scale."""

    def __init__(self, sweep: Sweep, key: str) -> None:
        figures = (point.overall.figures.get(key) for point in sweep.points)
        means = [figure.mean for figure in figures if figure is not None and figure.mean is not None]
        self._key = key
        self._replications = sweep.replications
        self._low, self._high = (min(means), max(means)) if means else (0.0, 0.0)
        self._scale = scale(BY_KEY[key].unit, self._high)
        self._decimals = 0 if self._high * self._scale.factor >= 1000 else 1
        title, suffix = BY_KEY[key].title, self._scale.suffix.strip()
        self.title = capital(title) + (f", {suffix}" if suffix else "")

    def cell(self, point: Point | None) -> Cell:
        """Return the cell of a point, or of one that is left out."""
        if point is None:
            return Cell(LEFT_OUT)
        figure = point.overall.figures.get(self._key, Estimate(None))
        if figure.mean is None:
            return Cell(UNKNOWN)
        reach = self._high - self._low
        heat = (figure.mean - self._low) / reach if reach else 1.0
        mark = ""
        if self._key == "service_level" and self._replications > 1:
            mark = MARKS[judgement(point, self._replications)]
        return Cell(self._number(figure.mean) + mark, heat)

    def legend(self, left_out: int) -> str:
        """Say how to read the maps."""
        suffix = self._scale.suffix
        said = f"lowest (dark) {self._number(self._low)}{suffix}, highest (bright) {self._number(self._high)}{suffix}"
        if self._key == "service_level" and self._replications > 1:
            said += "; + is surely as good as promised, ~ too close to tell"
        return said + (f"; {LEFT_OUT} left out by --where" if left_out else "")

    def _number(self, value: float) -> str:
        return f"{value * self._scale.factor:,.{self._decimals}f}"
