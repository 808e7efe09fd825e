"""How many customers wait, over the day."""

from planner.report.charts.chart import Chart, chart, clock, time_axis, told
from planner.report.charts.course import Row, from_zero, line_of, row, with_gaps
from planner.report.charts.hovering import HOVER, pointed
from planner.report.reading import Reading
from planner.report.spans import span

HEIGHT = 170


def queue(result: Reading) -> Chart | None:
    """Return the chart of the queue with its band; None where there are too many intervals. Raises `NoResult`."""
    rows = [_row(part) for part in result["queue"].rows()]
    if not rows:
        return None
    x = {"field": "middle", **time_axis(span(result).days, title=None)}
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
                "mark": line_of(rows, "main"),
                "encoding": {"x": x, "y": {**y, "field": "mean"}},
            },
            pointed(x, says, params=[HOVER]),
        ],
    )


def _row(part: Reading) -> Row:
    at = span(part)
    mean, low, high = (part[key].number for key in ("mean", "low", "high"))
    return row(at, dated=True) | {
        "middle": clock(at.middle),
        **{"mean": mean, "low": low, "high": high},
        **{"mean_text": f"{mean:.2f}", "band_text": f"{low:.2f} to {high:.2f}"},
    }
