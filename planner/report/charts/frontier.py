"""What agent hours buy: all points, and those that no other one beats."""

from planner.kpi import BY_KEY
from planner.report import figures
from planner.report.charts.chart import Chart, Spec, chart, in_unit, told
from planner.report.charts.ends import ends
from planner.report.charts.grid import grid_of, numbered, promise, told_of
from planner.report.reading import Reading
from planner.report.table import capital
from planner.study.frontier import COST

HEIGHT = 300
ON, OFF = "on the frontier", "beaten by another"


def frontier(result: Reading) -> Chart | None:
    """Return the chart of points by agent hours; None where they are not known. Raises `NoResult`."""
    grid, key = grid_of(result), result["shown"]["frontier"].kpi
    best = set(numbered(grid, result["frontier"].rows()))
    if not best or key == COST:
        return None
    unit = figures.scale(BY_KEY[key].unit, max(grid.means(key), default=0.0))
    rows = [
        {
            "cost": point.figure(COST).mean,
            **ends(point.figure(key), unit.factor),
            "side": ON if number in best else OFF,
            **told_of(grid, point, key),
        }
        for number, point in enumerate(grid.points)
        if point.figure(COST).mean is not None and point.figure(key).mean is not None
    ]
    title = BY_KEY[key].title
    return chart(
        "frontier",
        f"{in_unit(title, unit)}, by agent hours",
        f"On the frontier no other has as good a {title} for fewer agent hours.",
        # those on the frontier are drawn over the others
        data={"values": sorted(rows, key=lambda row: row["side"] == ON)},
        width="container",
        height=HEIGHT,
        layer=[*_layers(capital(title)), *promise(grid, key, unit.factor)],
    )


def _layers(title: str) -> list[Spec]:
    x: Spec = {
        "field": "cost",
        "type": "quantitative",
        "title": "agent hours",
        "axis": {"format": "~r"},
        "scale": {"zero": False, "padding": 14},
    }
    y: Spec = {"field": "mean", "type": "quantitative", "title": None, "scale": {"zero": False}}
    side: Spec = {"field": "side", "type": "nominal"}
    looks: Spec = {
        "color": {**side, "scale": {"domain": [ON, OFF], "range": ["@main", "@soft"]}},
        "shape": {**side, "scale": {"domain": [ON, OFF], "range": ["circle", "cross"]}},
    }
    says = [
        told("settings", "point"),
        told("hours", "agent hours"),
        told("text", title),
        told("known", "95 % interval"),
        told("side", "place"),
    ]
    on: list[Spec] = [{"filter": {"field": "side", "equal": ON}}]
    return [
        {
            "transform": on,
            "mark": {"type": "line", "style": "main-line", "interpolate": "step-after", "aria": False},
            "encoding": {"x": x, "y": y},
        },
        {
            "transform": on,
            "mark": {"type": "rule", "style": "main-line", "opacity": 0.4, "aria": False},
            "encoding": {"x": x, "y": {**y, "field": "low"}, "y2": {"field": "high"}},
        },
        {
            "mark": {"type": "point", "filled": True, "opacity": 0.85, "size": 64},
            "encoding": {"x": x, "y": y, **looks, "tooltip": says},
        },
    ]
