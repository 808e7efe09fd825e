"""What agent hours buy: all points, and those that no other one beats."""

from typing import Any

from planner.kpi import BY_KEY
from planner.report import figures
from planner.report.charts.chart import Chart, Spec, chart, rule, told
from planner.report.charts.ends import ends
from planner.report.charts.grid import grid_of, numbered
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
    means = [mean for point in grid.points if (mean := point.figure(key).mean) is not None]
    unit = figures.scale(BY_KEY[key].unit, max(means, default=0.0))
    rows: list[dict[str, Any]] = []
    for number, point in enumerate(grid.points):
        cost, figure = point.figure(COST), point.figure(key)
        if cost.mean is None or figure.mean is None:
            continue
        rows.append(
            {
                "hours": cost.mean,
                **ends(figure, unit.factor),
                "side": ON if number in best else OFF,
                "settings": grid.name(point),
                "text": figures.value(key, figure),
                "known": figures.interval(key, figure),
                "hours_text": figures.value(COST, cost),
            }
        )
    rows.sort(key=lambda row: row["side"] == ON)
    title, suffix = BY_KEY[key].title, unit.suffix.strip()
    layers = _layers(capital(title))
    if key == "service_level" and grid.promised is not None:
        target = grid.promised * unit.factor
        layers += rule(target, along="y", label=f"target {target:.4g} %")
    return chart(
        "frontier",
        f"{capital(title)}{f', {suffix}' if suffix else ''}, by agent hours",
        f"On the frontier no other has as good a {title} for fewer agent hours.",
        data={"values": rows},
        width="container",
        height=HEIGHT,
        layer=layers,
    )


def _layers(title: str) -> list[Spec]:
    x: Spec = {
        "field": "hours",
        "type": "quantitative",
        "title": "agent hours",
        "axis": {"format": "~r"},
        "scale": {"zero": False, "padding": 14},
    }
    y: Spec = {"field": "mean", "type": "quantitative", "title": None, "scale": {"zero": False}}
    looks: Spec = {
        "color": {
            "field": "side",
            "type": "nominal",
            "scale": {"domain": [ON, OFF], "range": ["@main", "@soft"]},
        },
        "shape": {
            "field": "side",
            "type": "nominal",
            "scale": {"domain": [ON, OFF], "range": ["circle", "cross"]},
        },
    }
    says = [
        told("settings", "point"),
        told("hours_text", "agent hours"),
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
