"""A figure over two axes, as colours and as text; where the promise is surely kept is inside a line."""

from collections.abc import Iterator
from typing import Any

from planner.kpi import BY_KEY
from planner.report import figures
from planner.report.charts.chart import Chart, Spec, chart, in_unit
from planner.report.charts.grid import GridPoint, PointGrid, grid_of, told_of, tooltip
from planner.report.reading import Reading
from planner.report.sweep.heat_map import MOST_MAPS

CELL = 30
"""Pixels of a row."""
LETTER = 7
"""Pixels of a letter, about."""
ROOM = 110
"""Pixels that names may take."""
MOST_CELLS = 4000
LEGEND = {"orient": "top", "gradientLength": 160, "gradientThickness": 8, "tickCount": 3}
BRIGHT = 0.5
"""Above this share of the scale, text is read best in the colour of the paper."""


def heat_maps(result: Reading) -> tuple[Chart, ...]:
    """Return a map over the last two axes, for each value of the first of three. Raises `NoResult`."""
    grid, key = grid_of(result), result["shown"]["map"].kpi
    if len(grid.axes) not in (2, 3) or len(grid.axes[-1].labels) * len(grid.axes[-2].labels) > MOST_CELLS:
        return ()
    known = [point for point in grid.points if point.figure(key).mean is not None]
    if not known:
        return ()
    maps = []
    for place in range(min(MOST_MAPS, len(grid.axes[0].labels))) if len(grid.axes) == 3 else (None,):
        points = [point for point in known if place is None or point.places[0] == place]
        if points:
            maps.append(_map(result, grid, key, points, place))
    return tuple(maps)


def _map(result: Reading, grid: PointGrid, key: str, points: list[GridPoint], place: int | None) -> Chart:
    means = grid.means(key)
    unit = figures.scale(BY_KEY[key].unit, max(means))
    reach = min(means) * unit.factor, max(means) * unit.factor
    judged = result["replications"].number > 1
    open_ = "undecided" if judged else None
    rows = [
        _row(grid, point, key, unit.factor, reach, "~" if point.verdict == open_ else "") for point in points
    ]
    x, y = _axes(grid)
    where = "" if place is None else f" at {grid.axes[0].name}={grid.axes[0].labels[place]}"
    return chart(
        "heat-map" if place is None else f"heat-map-{place + 1}",
        f"{in_unit(BY_KEY[key].title, unit)}{where}",
        "Inside the line the promise is surely kept; ~ is too close to tell."
        if judged
        else "One replication does not tell which points keep the promise.",
        data={"values": rows},
        width="container",
        height=CELL * len(grid.axes[-2].labels),
        layer=[
            _cells(x, y, reach, key),
            _texts(x, y, len(grid.axes[-1].labels), max(len(row["short"]) for row in rows) * LETTER),
            *(_border(points, x, y, grid) if judged else ()),
        ],
    )


def _row(
    grid: PointGrid, point: GridPoint, key: str, factor: float, reach: tuple[float, float], mark: str
) -> dict[str, Any]:
    mean = (point.figure(key).mean or 0.0) * factor
    low, high = reach
    decimals = 0 if high >= 1000 else 1
    down, across = grid.axes[-2:]
    return {
        "across": across.short[point.places[-1]],
        "down": down.short[point.places[-2]],
        "value": mean,
        "heat": (mean - low) / (high - low) if high > low else 1.0,
        "short": f"{mean:,.{decimals}f}{mark}",
        **told_of(grid, point, key),
    }


def _axes(grid: PointGrid) -> tuple[Spec, Spec]:
    """Return what goes across and what goes down."""
    down, across = grid.axes[-2:]
    name: Spec = {"type": "nominal", "sort": None}
    x = {"field": "across", **name, "scale": {"domain": across.short}, "axis": _slanted(across.short)}
    y = {
        "field": "down",
        **name,
        "scale": {"domain": down.short},
        "axis": {"labelLimit": ROOM, "ticks": False},
    }
    return {**x, "title": across.name}, {**y, "title": down.name}


def _slanted(names: list[str]) -> Spec:
    """Return an axis whose labels lie on the slant where there is no room for them side by side."""
    longest = max(map(len, names))
    level = longest * LETTER * len(names) < 280
    lying: Spec = {"labelAngle": 0} if level else {"labelAngle": -40, "labelAlign": "right"}
    return {**lying, "labelLimit": ROOM, "ticks": False, "labelOverlap": True}


def _cells(x: Spec, y: Spec, reach: tuple[float, float], key: str) -> Spec:
    low, high = reach
    return {
        "mark": {"type": "rect", "stroke": "@paper", "strokeWidth": 1},
        "encoding": {
            "x": x,
            "y": y,
            "color": {
                "field": "value",
                "type": "quantitative",
                "scale": {"domain": [low, high], "zero": False, "nice": False},
                "legend": LEGEND if low < high else None,
            },
            "tooltip": tooltip(key),
        },
    }


def _texts(x: Spec, y: Spec, columns: int, size: int) -> Spec:
    """Return the figures in cells; they are left away where columns are too narrow for them."""
    return {
        "mark": {
            "type": "text",
            "fontSize": 11,
            "aria": False,
            "opacity": {"expr": f"width / {columns} > {size} ? 1 : 0"},
        },
        "encoding": {
            "x": x,
            "y": y,
            "text": {"field": "short"},
            "color": {"condition": {"test": f"datum.heat > {BRIGHT}", "value": "@paper"}, "value": "@ink"},
        },
    }


def _border(points: list[GridPoint], x: Spec, y: Spec, grid: PointGrid) -> Iterator[Spec]:
    """Yield the sides of cells where those that surely keep the promise end."""
    kept = {point.places[-2:] for point in points if point.verdict == "kept"}
    down, across = (axis.short for axis in grid.axes[-2:])
    sides: dict[str, list[dict[str, str]]] = {"top": [], "bottom": [], "left": [], "right": []}
    for row, column in sorted(kept):
        here = {"down": down[row], "across": across[column]}
        beside = {"top": (row - 1, column), "bottom": (row + 1, column)}
        beside |= {"left": (row, column - 1), "right": (row, column + 1)}
        for side, other in beside.items():
            if other not in kept:
                sides[side].append(here)
    for style in ("halo", "edge"):
        for side, cells in sides.items():
            if cells:
                yield _edge(side, style, cells, x, y)


def _edge(side: str, style: str, cells: list[dict[str, str]], x: Spec, y: Spec) -> Spec:
    level = side in ("top", "bottom")
    end = 1 if side in ("bottom", "right") else 0
    spans: Spec = {
        "x": {**x, "bandPosition": 0 if level else end},
        "y": {**y, "bandPosition": end if level else 0},
    }
    along, field = ("x2", "across") if level else ("y2", "down")
    return {
        "data": {"values": cells},
        "mark": {"type": "rule", "style": style, "strokeCap": "square", "aria": False},
        "encoding": {**spans, along: {"field": field, "bandPosition": 1}},
    }
