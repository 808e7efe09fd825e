"""What each number of chats at once brings, and how many pay."""

from collections.abc import Iterator
from typing import Any

from planner.kpi import BY_KEY, Estimate
from planner.report import figures
from planner.report.charts.chart import Chart, Spec, chart, line, rule, told
from planner.report.charts.ends import with_interval
from planner.report.reading import Reading
from planner.report.table import capital

PANELS = (
    *("service_level", "missed_rate", "frt_mean", "reply_time_mean", "handle_time_mean"),
    *("utilization", "work_utilization"),
)
HEIGHT = 110
AXIS = 46
"""Room (pixels) for the figures of every panel's axis, so that all begin at the same place."""
BAR = 200


def chats_at_once(result: Reading) -> Chart | None:
    """Return the chart of figures by chats at once; None where nothing was tried. Raises `NoResult`."""
    caps = [(row["chats_at_once"].number, row["kpis"].figures) for row in result["caps"].rows()]
    shown = result["shown"].kpis
    keys = [key for key in PANELS if key in {*shown, "service_level"} and _known(caps, key)]
    if not caps or not keys:
        return None
    rows = [_row(cap, of_cap, keys, caps) for cap, of_cap in caps]
    numbers = [cap for cap, _ in caps]
    target = result["promise"]["target"].number
    pay = result["most_that_pay"].number if "most_that_pay" in result else None
    panels = []
    for place, key in enumerate(keys):
        layers = [*_layers(key, numbers, keys, last=place == len(keys) - 1)]
        if key == "service_level":
            layers += rule(target, along="y", label=f"target {100 * target:.4g} %")
        if pay is not None:
            layers = [line(pay, along="x"), *layers]
        suffix = "" if _is_share(key) else figures.scale("s", _most(caps, key)).suffix
        title = capital(BY_KEY[key].title) + (f",{suffix}" if suffix else "")
        panels.append({"title": title, "width": "container", "height": HEIGHT, "layer": layers})
    marked = "" if pay is None else f" The dashed line marks {pay:.0f}, the most that pay."
    return chart(
        "chats-at-once",
        "By chats at once",
        f"The line is the mean, the band the 95 % interval.{marked}",
        data={"values": rows},
        vconcat=panels,
        spacing=16,
        resolve={"scale": {"x": "shared"}},
    )


def agents_needed(result: Reading) -> Chart | None:
    """Return the chart of agents that keep the promise; None where no number of them does. Raises `NoResult`."""
    rows: list[dict[str, Any]] = []
    for row in result["caps"].rows():
        cap = row["chats_at_once"].number
        agents = row["agents_needed"]["agents"].number if "agents_needed" in row else None
        text = f"more than {result['agents']['most_tried'].number:,.0f}"
        rows.append({"cap": cap, "agents": agents, "text": text if agents is None else f"{agents:,.0f}"})
    if all(row["agents"] is None for row in rows):
        return None
    planned, keep = result["agents"]["planned"].number, result["agents"]["keep"].text
    x: Spec = {"field": "cap", "type": "ordinal", "title": "chats at once", "axis": {"labelAngle": 0}}
    y: Spec = {"field": "agents", "type": "quantitative", "title": None}
    return chart(
        "agents-needed",
        "Agents needed at the busiest moment",
        f"To keep {keep}; the line is the {planned:,.0f} planned.",
        data={"values": rows},
        width="container",
        height=BAR,
        layer=[
            {
                "mark": {"type": "bar", "style": "faint-bars", "cornerRadiusEnd": 3, "width": {"band": 0.5}},
                "encoding": {
                    "x": x,
                    "y": y,
                    "tooltip": [told("cap", "chats at once"), told("text", "agents")],
                },
            },
            {
                "mark": {"type": "text", "style": "label", "dy": -8, "aria": False},
                "encoding": {"x": x, "y": y, "text": {"field": "text"}},
            },
            line(planned, along="y"),
        ],
    )


def _is_share(key: str) -> bool:
    return BY_KEY[key].unit.startswith("share")


def _most(caps: list[tuple[float, dict[str, Estimate]]], key: str) -> float:
    return max((of_cap[key].mean or 0.0 for _, of_cap in caps if key in of_cap), default=0.0)


def _known(caps: list[tuple[float, dict[str, Estimate]]], key: str) -> bool:
    return any(of_cap.get(key, Estimate(None)).mean is not None for _, of_cap in caps)


def _row(
    cap: float, of_cap: dict[str, Estimate], keys: list[str], caps: list[tuple[float, dict[str, Estimate]]]
) -> dict[str, Any]:
    found: dict[str, Any] = {"cap": cap}
    for key in keys:
        factor = 1.0 if _is_share(key) else figures.scale("s", _most(caps, key)).factor
        found |= with_interval(key, of_cap.get(key, Estimate(None)), factor)
    return found


def _layers(key: str, numbers: list[float], keys: list[str], *, last: bool) -> Iterator[Spec]:
    """Yield what a panel consists of, from back to front."""
    x: Spec = {
        "field": "cap",
        "type": "quantitative",
        "title": "chats at once" if last else None,
        "scale": {"domain": [min(numbers) - 0.3, max(numbers) + 0.3], "nice": False, "zero": False},
        "axis": {"values": numbers, "format": "d", "labels": last, "ticks": last, "labelOverlap": True},
    }
    axis = {"minExtent": AXIS, "maxExtent": AXIS, **({"format": "%"} if _is_share(key) else {})}
    y: Spec = {"type": "quantitative", "title": None, "axis": axis, "scale": {"zero": not _is_share(key)}}
    look = "bad" if key == "missed_rate" else "main"
    says = [told("cap", "chats at once"), *(told(f"{one}_text", BY_KEY[one].title) for one in keys)]
    mean: Spec = {"x": x, "y": {**y, "field": key}}
    yield {
        "mark": {"type": "area", "style": "bad-band" if look == "bad" else "band", "aria": False},
        "encoding": {"x": x, "y": {**y, "field": f"{key}_low"}, "y2": {"field": f"{key}_high"}},
    }
    yield {"mark": {"type": "line", "style": f"{look}-line", "aria": False}, "encoding": mean}
    yield {
        "mark": {"type": "point", "filled": True, "size": 55, "color": f"@{look}", "opacity": 1},
        "encoding": {**mean, "tooltip": says},
    }
