"""What stands over a panel: text that is data, since names of groups are in it."""

from textwrap import wrap

from planner.report.charts.chart import Spec

WIDEST = 46
"""Characters of a line that a telephone shows whole."""
LINES = 3
LINE = 14
"""Pixels."""


def lines(text: str) -> list[str]:
    """Break a text over lines; what is too long for them is cut."""
    return wrap(text[: 4 * LINES * WIDEST], WIDEST, max_lines=LINES, placeholder="…") or [""]


def head(text: list[str], style: str = "label", over: int = 0) -> Spec:
    """Return the layer of lines that stand over a panel, with room for so many more below them."""
    return {
        "data": {"values": [{"head": text}]},
        "mark": {
            "type": "text",
            "style": style,
            "align": "left",
            "baseline": "bottom",
            "dy": -5 - LINE * (over + len(text) - 1),
            "lineHeight": LINE,
            "aria": False,
        },
        "encoding": {"x": {"value": 0}, "y": {"value": 0}, "text": {"field": "head"}},
    }
