"""A figure over the only axis of a sweep: a line with its band, and what is promised."""

from planner.kpi import BY_KEY
from planner.report import figures
from planner.report.charts.chart import Chart, Spec, chart, in_unit
from planner.report.charts.ends import ends
from planner.report.charts.grid import Axis, grid_of, promise, told_of, tooltip
from planner.report.reading import Reading

HEIGHT = 260
LEVEL = 8
"""More labels than these, or longer ones, lie on the slant."""


def single_axis(result: Reading) -> Chart | None:
    """Return the chart; None where several things are varied, or nothing is known. Raises `NoResult`."""
    grid, key = grid_of(result), result["shown"]["map"].kpi
    means = grid.means(key)
    if len(grid.axes) != 1 or not means:
        return None
    axis, unit = grid.axes[0], figures.scale(BY_KEY[key].unit, max(means))
    values = axis.short if axis.numbers is None else axis.numbers
    rows = [
        {
            "at": values[point.places[0]],
            **ends(point.figure(key), unit.factor),
            **told_of(grid, point, key),
        }
        for point in grid.points
    ]
    return chart(
        "line",
        in_unit(BY_KEY[key].title, unit),
        "The line is the mean, the band the 95 % interval of each point.",
        data={"values": rows},
        width="container",
        height=HEIGHT,
        layer=[*_layers(_along(axis), key), *promise(grid, key, unit.factor)],
    )


def _along(axis: Axis) -> Spec:
    """Return the horizontal axis: along numbers where all values are numbers, else along their names."""
    if axis.numbers is not None:
        return {
            "field": "at",
            "type": "quantitative",
            "title": axis.name,
            "scale": {"zero": False, "nice": False, "padding": 12},
            "axis": {"values": axis.numbers, "format": "~r", "labelOverlap": True},
        }
    level = len(axis.short) <= LEVEL and max(map(len, axis.short)) <= LEVEL
    return {
        "field": "at",
        "type": "ordinal",
        "sort": None,
        "title": axis.name,
        "scale": {"domain": axis.short},
        "axis": {"labelAngle": 0 if level else -40, "labelLimit": 130, "labelOverlap": True},
    }


def _layers(x: Spec, key: str) -> list[Spec]:
    y: Spec = {"type": "quantitative", "title": None, "scale": {"zero": False}}
    band: Spec = {"x": x, "y": {**y, "field": "low"}, "y2": {"field": "high"}}
    mean: Spec = {"x": x, "y": {**y, "field": "mean"}}
    return [
        {"mark": {"type": "area", "style": "band", "aria": False}, "encoding": band},
        {"mark": {"type": "line", "style": "main-line", "aria": False}, "encoding": mean},
        {
            "mark": {"type": "point", "filled": True, "size": 60, "color": "@main", "opacity": 1},
            "encoding": {**mean, "tooltip": tooltip(key)},
        },
    ]
