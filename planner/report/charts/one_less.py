"""What one agent less does: which targets break, and when."""

from typing import Any

from planner.kpi import Estimate
from planner.report.charts.chart import Chart, Spec, chart, tiles, told
from planner.report.charts.course import course_axis, row
from planner.report.charts.heads import head, lines
from planner.report.reading import Reading
from planner.report.spans import Span, of_days, since_start
from planner.report.staffing import one_less, read_back
from planner.report.staffing.words import subject
from planner.staffing.goals import Goal
from planner.staffing.result import Short

MOST_STRIPS = 24
HEIGHT = 20
HOLDS, BREAKS = "the target still holds", "the target is missed"


def shorts(result: Reading) -> list[Short]:
    """Return what one agent less does in each interval, in seconds since the result's start. Raises `NoResult`."""
    since = result["start"].instant
    return [read_back.short(part, since) for part in result["short"].rows()]


def strips(result: Reading) -> Chart | None:
    """Return the chart of what one agent less does; None where that was not tried. Raises `NoResult`."""
    found = shorts(result)
    goals = one_less.told_of(found)
    groups = dict.fromkeys(short.group for short in found)
    pairs = [(group, goal) for group in groups for goal in goals]
    if not pairs:
        return None
    shown, dated = pairs[:MOST_STRIPS], of_days(result)
    along = course_axis(result)
    panels = [
        _strip(
            f"{group}: {subject(goal)}",
            [
                _row(since_start(result, short.begin, short.end), short, goal, dated)
                for short in found
                if short.group == group
            ],
            along(pair == shown[-1]),
        )
        for pair in shown
        for group, goal in [pair]
    ]
    left_out = len(pairs) - len(shown)
    return chart(
        "one-less",
        "One agent less",
        "Each interval with one agent less in it, the rest of the staffing as it is: where a target breaks then."
        + (f" {left_out} more strips are not shown." if left_out else ""),
        vconcat=panels,
        spacing=26,
        resolve={"scale": {"x": "shared"}},
    )


def _strip(title: str, rows: list[dict[str, Any]], x: Spec) -> Spec:
    colour = {"domain": [HOLDS, BREAKS], "range": ["@faint", "@bad"]}
    return {
        "width": "container",
        "height": HEIGHT,
        "layer": [
            head(lines(title)),
            {
                "data": {"values": [row for row in rows if row]},
                "mark": tiles(len(rows)),
                "encoding": {
                    "x": {"field": "begin", **x},
                    "x2": {"field": "end"},
                    "color": {"field": "state", "type": "nominal", "scale": colour},
                    "tooltip": [
                        told("when", "time"),
                        told("group", "group"),
                        told("agents", "agents"),
                        told("figure", "figure"),
                        told("text", "with one less"),
                        told("state", "so"),
                    ],
                },
            },
        ],
    }


def _row(at: Span, short: Short, goal: Goal, dated: bool) -> dict[str, Any]:
    """Return an interval; nothing where the target's figure is not known there."""
    figure = next((estimate for of, estimate in short.figures if of == goal), Estimate(None))
    if figure.mean is None:
        return {}
    (text,) = one_less.cells([goal], [short])
    return row(at, dated) | {
        "group": short.group,
        "agents": f"{short.agents:,}",
        "figure": subject(goal),
        "text": text,
        "state": BREAKS if one_less.missed_then(goal, short) else HOLDS,
    }
