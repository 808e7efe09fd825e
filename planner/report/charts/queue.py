"""How many customers wait, over the day."""

from typing import Any

from planner.report.charts.chart import Chart, chart, clock, time_axis, told
from planner.report.charts.course import days, from_zero, with_gaps
from planner.report.charts.hovering import HOVER, pointed
from planner.report.reading import Reading

HEIGHT = 170


def queue(result: Reading) -> Chart | None:
    """Return the chart of the queue with its band; None where there are too many intervals. Raises `NoResult`."""
    rows: list[dict[str, Any]] = []
    for one in result["queue"].rows():
        begin, end = one["start"].instant, one["end"].instant
        mean, low, high = (one[key].number for key in ("mean", "low", "high"))
        rows.append(
            {
                "begin": clock(begin),
                "middle": clock(begin + (end - begin) / 2),
                "end": clock(end),
                "when": f"{begin:%a %d %b %H:%M}–{end:%H:%M}",
                **{"mean": mean, "low": low, "high": high},
                **{"mean_text": f"{mean:.2f}", "band_text": f"{low:.2f} to {high:.2f}"},
            }
        )
    if not rows:
        return None
    x = {"field": "middle", **time_axis(days(result), title=None)}
    y = {"type": "quantitative", "title": None, **from_zero(rows, "mean", "high")}
    says = [
        told("when", "time"),
        told("mean_text", "waiting on average"),
        told("band_text", "in 9 of 10 replications"),
    ]
    return chart(
        "queue",
        "The queue",
        "Customers waiting: the line is the mean, the band holds 9 of 10 replications.",
        data={"values": [*with_gaps(rows)]},
        width="container",
        height=HEIGHT,
        layer=[
            {
                "mark": {"type": "area", "style": "band", "interpolate": "monotone"},
                "encoding": {"x": x, "y": {**y, "field": "low"}, "y2": {"field": "high"}},
            },
            {
                "mark": {
                    "type": "line",
                    "style": "main-line",
                    "interpolate": "monotone",
                    **({"point": {"color": "@main"}} if len(rows) == 1 else {}),
                },
                "encoding": {"x": x, "y": {**y, "field": "mean"}},
            },
            pointed(x, says, params=[HOVER]),
        ],
    )
