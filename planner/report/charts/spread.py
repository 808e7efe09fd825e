"""How days and waits are spread out: bars, with what is promised between two of them."""

from dataclasses import dataclass
from typing import Any

from planner.report import figures
from planner.report.charts.chart import Chart, Spec, chart, rule, told
from planner.report.reading import NoResult, Reading
from planner.scenario.quantities import duration_text

HEIGHT = 190
SECONDS_UP_TO = 300
"""Bars of promises in seconds are told in seconds as long as possible."""
WRONG = ("falls short", "later")


def levels(result: Reading) -> Chart | None:
    """Return the chart of days' service levels; None where no chat counted. Raises `NoResult`."""
    if "service_level" not in result["distributions"]:
        return None
    bars, target = result["distributions"]["service_level"], result["promise"]["target"].number
    rows = _rows(bars, 100.0, "%")
    for one in rows:
        one["side"] = "keeps the promise" if one["from"] >= 100 * target - 1e-6 else "falls short"
    kept = result["kpis"].figures.get("days_kept") or result["kpis"].figures.get("sla_attainment")
    says = "Each bar is a share of simulated days."
    if kept is not None and kept.mean is not None:
        says = f"The promise holds on {figures.value('sla_attainment', kept)} of simulated days."
    return _bars(
        "levels",
        "How days differ",
        says,
        rows,
        "service level of a day, %",
        target * 100,
        f"target {figures.share(target)}",
    )


@dataclass(frozen=True)
class Durations:
    """What is told of a kind of durations."""

    key: str
    """By which results have it, and promises name what they are about."""
    chart: str
    title: str
    says: str
    longer: str
    """What those do that lie beyond the bars."""


WAITS = Durations(
    "wait",
    "wait",
    "How long customers wait",
    "Time in the queue of answered chats",
    "wait longer than shown",
)
FIRST_RESPONSES = Durations(
    "first_response",
    "frt",
    "How long until the first response",
    "From arrival to the agent's first message",
    "take longer",
)


def waits(result: Reading) -> Chart | None:
    """Return the chart of answered chats' waits; None where nobody was answered. Raises `NoResult`."""
    return _durations(result, WAITS)


def first_responses(result: Reading) -> Chart | None:
    """Return the chart of first responses; None where nobody was answered. Raises `NoResult`."""
    return _durations(result, FIRST_RESPONSES)


def _durations(result: Reading, of: Durations) -> Chart | None:
    if of.key not in result["distributions"]:
        return None
    bars, promise = result["distributions"][of.key], result["promise"]
    within = promise["within"].number
    unit = figures.scale("s", max(bars["edges"].numbers, default=0.0) / SECONDS_UP_TO * 120)
    suffix = unit.suffix.strip()
    rows = _rows(bars, unit.factor, suffix)
    for one in rows:
        one["side"] = "in time" if one["to"] <= within * unit.factor + 1e-6 else "later"
    beyond = bars["beyond"].number
    longer = f" {100 * beyond:.2g} % {of.longer}." if beyond > 0 else ""
    label = ("promised: " if promise["of"].text == of.key else "") + duration_text(within)
    axis = f"{of.key.replace('_', ' ')}, {suffix}"
    return _bars(of.chart, of.title, f"{of.says}.{longer}", rows, axis, within * unit.factor, label)


def _rows(bars: Reading, factor: float, unit: str) -> list[dict[str, Any]]:
    edges, shares = bars["edges"].numbers, bars["shares"].numbers
    if not shares or len(edges) != len(shares) + 1:
        raise NoResult(f"{bars.at}.edges are not one more than its shares")
    return [
        {
            "from": low * factor,
            "to": high * factor,
            "share": share,
            "range": f"{low * factor:.4g} to {high * factor:.4g} {unit}",
            "share_text": f"{100 * share:.3g} %",
        }
        for low, high, share in zip(edges[:-1], edges[1:], shares, strict=True)
    ]


def _bars(
    name: str, title: str, says: str, rows: list[dict[str, Any]], axis: str, at: float, label: str
) -> Chart:
    sides = sorted({one["side"] for one in rows}, key=lambda side: side in WRONG)
    colour: Spec = {
        "field": "side",
        "type": "nominal",
        "scale": {"domain": sides, "range": ["@bad" if side in WRONG else "@good" for side in sides]},
    }
    bar: Spec = {
        "mark": {"type": "rect", "stroke": "@paper", "strokeWidth": 1},
        "encoding": {
            "x": {
                "field": "from",
                "type": "quantitative",
                "title": axis,
                "axis": {"grid": False},
                "scale": {"zero": False, "nice": False},
            },
            "x2": {"field": "to"},
            "y": {"field": "share", "type": "quantitative", "title": None, "axis": {"format": "%"}},
            "y2": {"datum": 0},
            "color": colour,
            "tooltip": [told("range", axis), told("share_text", "share")],
        },
    }
    ends = [at, *(one["from"] for one in rows), *(one["to"] for one in rows)]
    side = "left" if 2 * at < min(ends) + max(ends) else "right"
    return chart(
        name,
        title,
        says,
        data={"values": rows},
        width="container",
        height=HEIGHT,
        layer=[bar, *rule(at, along="x", label=label, side=side)],
    )
