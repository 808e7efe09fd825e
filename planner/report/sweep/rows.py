"""Sweep -> CSV: one row per point and figure, ready to pivot."""

import csv
import io
from collections.abc import Iterator

from planner.kpi import BY_KEY, Figures
from planner.report.rows import cells, text_cell
from planner.study.sweep import Point, Sweep

FIGURE = ("scope", "name", "kpi", "unit", "mean", "low", "high")


def as_csv(sweep: Sweep) -> Iterator[str]:
    """Yield every figure of every point as a row; a column for each path that is varied comes first."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*(text_cell(axis.path) for axis in sweep.axes), *FIGURE])
    for point in sweep.points:
        settings = [text_cell(value) for _, value in point.settings]
        for scope, name, figures in _scopes(point):
            for key, estimate in figures.items():
                row = [*settings, scope, text_cell(name), key, BY_KEY[key].unit]
                writer.writerow([*row, *cells(estimate)])
        yield out.getvalue()
        out.seek(0)
        out.truncate()


def _scopes(point: Point) -> Iterator[tuple[str, str, Figures]]:
    yield "run", "", point.overall.figures
    for name, figures in point.overall.chat_types.items():
        yield "chat_type", name, figures
    for name, figures in point.overall.agent_groups.items():
        yield "agent_group", name, figures
