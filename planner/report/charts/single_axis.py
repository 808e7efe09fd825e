"""A figure over the only axis of a sweep: a line with its band, and what is promised."""

from typing import Any

from planner.kpi import BY_KEY
from planner.report import figures
from planner.report.charts.chart import Chart, Spec, chart, rule, told
from planner.report.charts.ends import ends
from planner.report.charts.grid import grid_of
from planner.report.reading import Reading
from planner.report.table import capital

HEIGHT = 260
LEVEL = 8
"""More labels than these, or longer ones, lie on the slant."""


def single_axis(result: Reading) -> Chart | None:
    """Return the chart; None where several things are varied, or nothing is known. Raises `NoResult`."""
    grid, key = grid_of(result), result["shown"]["map"].kpi
    means = [mean for point in grid.points if (mean := point.figure(key).mean) is not None]
    if len(grid.axes) != 1 or not means:
        return None
    axis, unit = grid.axes[0], figures.scale(BY_KEY[key].unit, max(means))
    numbers, names = axis.numbers, axis.short
    rows: list[dict[str, Any]] = []
    for point in grid.points:
        figure, place = point.figure(key), point.places[0]
        rows.append(
            {
                "at": names[place] if numbers is None else numbers[place],
                "settings": grid.name(point),
                **ends(figure, unit.factor),
                "text": figures.value(key, figure),
                "known": figures.interval(key, figure),
                "hours": figures.value("staffed_hours", point.figure("staffed_hours")),
                "verdict": point.verdict,
            }
        )
    x: Spec = {"field": "at", "title": axis.name}
    if numbers is None:
        slant = 0 if len(names) <= LEVEL and max(map(len, names)) <= LEVEL else -40
        x |= {"type": "ordinal", "sort": None, "scale": {"domain": names}}
        x |= {"axis": {"labelAngle": slant, "labelLimit": 130, "labelOverlap": True}}
    else:
        x |= {"type": "quantitative", "scale": {"zero": False, "nice": False, "padding": 12}}
        x |= {"axis": {"values": numbers, "format": "~r", "labelOverlap": True}}
    layers = _layers(x, capital(BY_KEY[key].title))
    if key == "service_level" and grid.promised is not None:
        target = grid.promised * unit.factor
        layers += rule(target, along="y", label=f"target {target:.4g} %")
    suffix = unit.suffix.strip()
    return chart(
        "line",
        capital(BY_KEY[key].title) + (f", {suffix}" if suffix else ""),
        "The line is the mean, the band the 95 % interval of each point.",
        data={"values": rows},
        width="container",
        height=HEIGHT,
        layer=layers,
    )


def _layers(x: Spec, title: str) -> list[Spec]:
    y: Spec = {"type": "quantitative", "title": None, "scale": {"zero": False}}
    says = [
        told("settings", "point"),
        told("text", title),
        told("known", "95 % interval"),
        told("hours", "agent hours"),
        told("verdict", "promise"),
    ]
    band: Spec = {"x": x, "y": {**y, "field": "low"}, "y2": {"field": "high"}}
    mean: Spec = {"x": x, "y": {**y, "field": "mean"}}
    return [
        {"mark": {"type": "area", "style": "band", "aria": False}, "encoding": band},
        {"mark": {"type": "line", "style": "main-line", "aria": False}, "encoding": mean},
        {
            "mark": {"type": "point", "filled": True, "size": 60, "color": "@main", "opacity": 1},
            "encoding": {**mean, "tooltip": says},
        },
    ]
