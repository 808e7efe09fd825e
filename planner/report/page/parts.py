"""What pages are made of, whatever the result."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from planner.kpi import BY_KEY, Estimate, Figures
from planner.report import figures
from planner.report.charts.chart import Chart
from planner.report.outline import AGENTS, PROMISE, customers
from planner.report.reading import Reading
from planner.report.spans import Span

Tone = Literal["good", "bad", "unsure"]
LISTED = 3
"""A table with no more columns is a list."""


@dataclass(frozen=True)
class Cell:
    """What a table shows at one place."""

    text: str
    detail: str = ""
    """How far the interval reaches."""
    sort: float | str = ""
    """By which rows are put in order."""


@dataclass(frozen=True)
class Grid:
    """A table; the first column names its rows."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Tile:
    """A figure that stands out."""

    label: str
    text: str
    detail: str = ""


@dataclass(frozen=True)
class Section:
    """A part of a page."""

    title: str
    charts: tuple[Chart, ...] = ()
    grids: tuple[Grid, ...] = ()
    folded: bool = False
    """Whether tables are shown only when asked for."""

    @property
    def listed(self) -> bool:
        """Whether all tables are lists, so narrow that two have room side by side."""
        return not self.folded and all(len(grid.columns) <= LISTED for grid in self.grids)


@dataclass(frozen=True)
class Page:
    """What a report of one kind of result has; what all kinds have alike, `page.py` adds."""

    title: str
    heading: str
    """What was done, in a line."""
    said: str
    """The answer in a sentence or two."""
    tone: Tone
    big: Tile
    tiles: tuple[Tile, ...]
    sections: tuple[Section, ...]
    notes: tuple[str, ...] = ()

    @property
    def charts(self) -> tuple[Chart, ...]:
        """Of all sections, in their order."""
        return tuple(chart for section in self.sections for chart in section.charts)


def cell(key: str, estimate: Estimate) -> Cell:
    """Return a figure with its interval as a table shows it."""
    sort: float | str = "" if estimate.mean is None else estimate.mean
    reach = figures.interval(key, estimate) if figures.reach(estimate) else ""
    return Cell(figures.value(key, estimate), reach, sort)


def change_cell(key: str, difference: Estimate, detail: str = "") -> Cell:
    """Return a difference as a table shows it."""
    return Cell(figures.change(key, difference), detail, "" if difference.mean is None else difference.mean)


def name_cell(name: str) -> Cell:
    """Return a name by which rows are put in order."""
    return Cell(name, sort=name)


def when_cell(at: Span, dated: bool) -> Cell:
    """Return a stretch of time, with the day where there are several."""
    return Cell(at.when(dated), sort=at.begin.isoformat())


def count_cell(count: float | None) -> Cell:
    """Return a whole number; nothing where it is not known."""
    return Cell("") if count is None else Cell(f"{count:,.0f}", sort=count)


def cut_short(title: str, what: str, count: int, most: int) -> str:
    """Return the title of a table that has no room for more rows than `most`."""
    return f"{title} (the first {most:,} of {count:,} {what}; all are in the JSON)" if count > most else title


def tile(key: str, of: Figures, label: str = "") -> Tile:
    """Return a KPI as a figure that stands out."""
    return Tile(label or figures.label(key), figures.value(key, of[key]), figures.interval(key, of[key]))


def figure_list(title: str, keys: Iterable[str], of: Figures) -> Grid:
    """Return KPIs one below the other, those that there are."""
    rows = [
        (
            Cell(figures.label(key)),
            Cell(figures.value(key, of[key])),
            Cell(figures.interval(key, of[key])),
        )
        for key in keys
        if key in of
    ]
    return Grid(title, ("figure", "mean", "95 % interval"), tuple(rows))


def by_name(title: str, what: str, keys: Sequence[str], named: Sequence[tuple[Cell, Figures]]) -> Grid:
    """Return KPIs side by side, a row for each name."""
    told = [key for key in keys if any(key in of_name for _, of_name in named)]
    rows = [(name, *(cell(key, of_name.get(key, Estimate(None))) for key in told)) for name, of_name in named]
    return Grid(title, (what, *(BY_KEY[key].title for key in told)), tuple(rows))


def charts(result: Reading, *makers: Callable[[Reading], Chart | None]) -> tuple[Chart, ...]:
    """Return the charts that there are. Raises `NoResult`."""
    made = (make(result) for make in makers)
    return tuple(one for one in made if one is not None)


def filled(sections: Iterable[Section]) -> tuple[Section, ...]:
    """Return the sections that hold anything."""
    return tuple(section for section in sections if section.charts or section.grids)


def named(of_names: Reading) -> list[tuple[Cell, Figures]]:
    """Return figures by chat type or group. Raises `NoResult`."""
    return [(name_cell(name), of_name.figures) for name, of_name in of_names.items()]


def run_figures(of_run: Figures, *between: Grid) -> tuple[Grid, ...]:
    """Return the figures of all chats and agents as on the console, with what it has `between` customers and agents."""
    return (
        figure_list("Is the promise kept?", PROMISE, of_run),
        figure_list("What customers meet", customers(of_run), of_run),
        *between,
        figure_list("What agents meet", AGENTS, of_run),
    )
