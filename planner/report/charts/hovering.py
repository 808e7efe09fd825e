"""What the pointer meets: an interval under it stands out, in all panels that lie under one another."""

from typing import Any

from planner.report.charts.chart import Spec

HOVER: Spec = {
    "name": "hover",
    "select": {"type": "point", "fields": ["begin"], "on": "pointerover", "clear": "pointerout"},
}
"""Which interval the pointer is in."""


def hover(panels: int) -> list[Spec]:
    """Return the parameter of a chart whose panels each have a layer of `pointed`, by the name of its panel."""
    return [{**HOVER, "views": [panel(number) for number in range(panels)]}]


def panel(number: int) -> str:
    """Return the name of the layer that the pointer meets in a panel."""
    return f"pointed{number}"


def pointed(x: Spec, says: list[Spec], **more: Any) -> Spec:
    """Return the columns that the pointer meets, `begin` to `end`: the whole height of an interval, with its figures."""
    return {
        **more,
        "mark": {"type": "rect", "style": "pointed", "aria": False},
        "encoding": {
            "x": {**x, "field": "begin"},
            "x2": {"field": "end"},
            "tooltip": says,
            "opacity": {"condition": {"param": "hover", "empty": False, "value": 0.12}, "value": 0},
        },
    }
