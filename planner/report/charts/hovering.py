"""Panels under one another that share the pointer: an interval under it stands out in all of them."""

from typing import Any

from planner.report.charts.chart import Spec


def hover(panels: int) -> list[Spec]:
    """Return the parameter of a chart whose panels each have a layer of `pointed`."""
    return [
        {
            "name": "hover",
            "select": {"type": "point", "fields": ["begin"], "on": "pointerover", "clear": "pointerout"},
            "views": [f"pointed{number}" for number in range(panels)],
        }
    ]


def pointed(number: int, x: Spec, says: list[Spec], **more: Any) -> Spec:
    """Return the columns that the pointer meets: the whole height of an interval, with all its figures."""
    return {
        "name": f"pointed{number}",
        **more,
        "mark": {"type": "rect", "style": "pointed", "aria": False},
        "encoding": {
            "x": x,
            "x2": {"field": "end"},
            "tooltip": says,
            "opacity": {"condition": {"param": "hover", "empty": False, "value": 0.12}, "value": 0},
        },
    }
