"""Missed chats by reason."""

from planner.report import figures
from planner.report.charts.chart import Chart, Spec, chart, told
from planner.report.reading import Reading

REASONS = {
    "abandoned_rate": "gave up waiting",
    "blocked_rate": "queue was full",
    "expired_rate": "waited too long",
    "closed_rate": "doors closed",
    "silent_rate": "left without a sign",
}
BAR = 26
FIGURE = 60
"""Room (pixels) for the figure behind the longest bar."""


def missed(result: Reading) -> Chart | None:
    """Return the chart of missed chats by reason; None where none was missed. Raises `NoResult`."""
    of_run = result["kpis"].figures
    rows = [
        {
            "reason": reason,
            "share": of_run[key].mean,
            "text": figures.value(key, of_run[key]),
            "known": figures.interval(key, of_run[key]),
        }
        for key, reason in REASONS.items()
        if key in of_run and of_run[key].mean
    ]
    if not rows:
        return None
    rows.sort(key=lambda row: -float(row["share"] or 0.0))
    whole = figures.value("missed_rate", of_run["missed_rate"])
    return chart(
        "missed",
        "Why chats are missed",
        f"{whole} of all chats are missed. A share is of chats offered.",
        data={"values": rows},
        width="container",
        height={"step": BAR},
        encoding=_encoding(),
        layer=[
            {"mark": {"type": "bar", "style": "bad", "cornerRadiusEnd": 3, "height": {"band": 0.62}}},
            {
                "mark": {"type": "text", "style": "label", "align": "left", "dx": 6, "aria": False},
                "encoding": {"text": {"field": "text"}},
            },
        ],
    )


def _encoding() -> Spec:
    return {
        "y": {
            "field": "reason",
            "type": "nominal",
            "sort": None,
            "title": None,
            "axis": {"ticks": False, "domain": False, "labelLimit": 150},
        },
        "x": {
            "field": "share",
            "type": "quantitative",
            "title": None,
            "axis": None,
            "scale": {"range": [0, {"expr": f"width - {FIGURE}"}]},
        },
        "tooltip": [told("reason", "reason"), told("text", "share of chats"), told("known", "95 % interval")],
    }
