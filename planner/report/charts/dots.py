"""Figures by name: a dot for each, with its 95 % interval."""

from collections.abc import Sequence
from typing import Any

from planner.report.charts.chart import Spec

ROW = 26
ROOM = 172
"""Pixels that names may take."""


def dots(axis: str, looks: Spec, says: Sequence[Spec], *, zero: bool = False) -> list[Spec]:
    """Return the layers of rows with `name`, `mean`, `low` and `high`; `axis` is the axis' title."""
    y: dict[str, Any] = {
        "field": "name",
        "type": "nominal",
        "sort": None,
        "title": None,
        "scale": {"padding": 1},
        "axis": {"labelLimit": ROOM, "ticks": False, "domain": False, "grid": True, "labelFontSize": 12},
    }
    x: Spec = {
        "type": "quantitative",
        "title": axis,
        "axis": {"grid": False, "tickCount": 5, "labelFlush": True},
        "scale": {"zero": zero, "padding": 10},
    }
    reach: Spec = {
        "mark": {"type": "rule", "strokeWidth": 3, "strokeCap": "round", "opacity": 0.5, "aria": False},
        "encoding": {"y": y, "x": {**x, "field": "low"}, "x2": {"field": "high"}, **_without_shape(looks)},
    }
    point: Spec = {
        "mark": {"type": "point", "filled": True, "size": 110, "opacity": 1},
        "encoding": {"y": y, "x": {**x, "field": "mean"}, **looks},
    }
    met: Spec = {
        "mark": {"type": "rule", "strokeWidth": ROW - 2, "opacity": 0, "aria": False},
        "encoding": {"y": y, "x": {"value": 0}, "x2": {"value": "width"}, "tooltip": list(says)},
    }
    return [reach, point, met]


def height(rows: Sequence[object]) -> int:
    """Return how many pixels so many rows need."""
    return ROW * (len(rows) + 1)


def _without_shape(looks: Spec) -> Spec:
    return {channel: value for channel, value in looks.items() if channel != "shape"}
