"""What a chart is, and the parts that several share."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from planner.report.figures import Scale, share
from planner.report.table import capital

Spec = dict[str, Any]
"""Vega-Lite; see `theme.py` for the styles and ranges that it names."""

AXIS = 46
"""Room (pixels) for the figures of every panel's axis, so that all begin at the same place."""
SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
ROOM = 180
"""Pixels that names of rows take at most; tooltips have them whole."""
MOST_APART = 60
"""So many intervals have lines between them on a telephone, too."""


@dataclass(frozen=True)
class Chart:
    """A picture of a result."""

    name: str
    """By which the command line knows it, such as `wait`."""
    title: str
    says: str
    """What it shows, in a sentence: its caption, and what a screen reader reads."""
    spec: Spec


def chart(name: str, title: str, says: str, **spec: Any) -> Chart:
    """Return a chart; widths are set where it is drawn, unless it has its own."""
    return Chart(name, title, says, {"$schema": SCHEMA, "description": f"{title}. {says}", **spec})


def clock(moment: datetime) -> str:
    """Return an instant so that every browser and renderer reads it as the same clock time, as if it were UTC."""
    return f"{moment:%Y-%m-%dT%H:%M:%S}Z"


def time_axis(days: float, **more: Any) -> Spec:
    """Return the horizontal axis of clock times over so many days."""
    ticks = {"format": "%H:%M"} if days <= 2 else {"format": "%a %d", "tickCount": "day"}
    return {
        "type": "temporal",
        "scale": {"type": "utc"},
        "axis": {**ticks, "grid": False, "labelFlush": False, **more},
    }


def panel_axis(**more: Any) -> Spec:
    """Return the axis of figures of one of several panels under one another."""
    return {"minExtent": AXIS, "maxExtent": AXIS, **more}


def by_row(labels: Sequence[str], room: int = ROOM) -> Spec:
    """Return the vertical axis of rows by name, with so much room (pixels) for names."""
    return {
        "type": "nominal",
        "sort": None,
        "title": None,
        "scale": {"domain": list(labels)},
        "axis": {"labelLimit": room, "ticks": False, "domain": False},
    }


def in_unit(title: str, unit: Scale) -> str:
    """Return a KPI's title as a chart's heading, with the unit where there is one."""
    suffix = unit.suffix.strip()
    return capital(title) + (f", {suffix}" if suffix else "")


def tiles(count: int) -> Spec:
    """Return the rectangle of so many intervals side by side; of very many, lines between them would hide them."""
    between = {"stroke": "@paper", "strokeWidth": 0.5} if count <= MOST_APART else {}
    return {"type": "rect", "aria": False, **between}


def told(field: str, title: str) -> Spec:
    """Return what a tooltip says of a field."""
    return {"field": field, "title": title, "type": "nominal"}


def line(value: float, *, along: str) -> Spec:
    """Return the layer of a line at a value of the axis `along`; with data of its own, drawn once."""
    return {
        "data": {"values": [{"at": value}]},
        "mark": {"type": "rule", "style": "target", "aria": False},
        "encoding": {along: {"field": "at", "type": "quantitative"}},
    }


def target_rule(target: float, *, along: str, factor: float = 1.0) -> list[Spec]:
    """Return the layers of a line at a promised share, on an axis of shares times a factor."""
    return rule(target * factor, along=along, label=f"target {share(target)}")


def rule(value: float, *, along: str, label: str, side: str = "left") -> list[Spec]:
    """Return the layers of such a line with a label; `side` says which end of the label is at a line that stands."""
    data = {"values": [{"at": value, "label": label}]}
    other = "x" if along == "y" else "y"
    # a label of a line that stands is above the picture, where it lies on nothing
    align = (
        {"align": "right", "baseline": "bottom", "dy": -4}
        if along == "y"
        else {"align": side, "baseline": "bottom", "dy": -4}
    )
    edge = {"value": "width"} if along == "y" else {"value": 0}
    return [
        line(value, along=along),
        {
            "data": data,
            "mark": {"type": "text", "style": "target-label", "aria": False, **align},
            "encoding": {
                along: {"field": "at", "type": "quantitative"},
                other: edge,
                "text": {"field": "label"},
            },
        },
    ]
