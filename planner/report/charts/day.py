"""The day: arrivals, agents, their utilisation, waits, service level and missed chats, on one time axis."""

from collections.abc import Iterator
from typing import Any

from planner.kpi import BY_KEY
from planner.report import figures
from planner.report.charts.chart import Chart, Spec, chart, clock, line, panel_axis, time_axis, told
from planner.report.charts.course import Stretch, course, row
from planner.report.charts.ends import with_interval
from planner.report.charts.hovering import hover, panel, pointed
from planner.report.reading import Reading
from planner.report.spans import span

KEYS = ("offered", "utilization", "wait_mean", "service_level", "missed_rate")
HEIGHT = 86


def day(result: Reading) -> Chart | None:
    """Return the chart of the day; None where doors are never open. Raises `NoResult`."""
    stretches = course(result)
    if not stretches:
        return None
    waits = [
        stretch.figures["wait_mean"].mean or 0.0 for stretch in stretches if "wait_mean" in stretch.figures
    ]
    unit = figures.scale("s", max(waits, default=0.0))
    data = [_row(stretch, unit.factor) for stretch in stretches]
    last, long = len(PANELS) - 1, span(result).days
    target = result["promise"]["target"].number
    panels = [
        {
            "title": title.format(unit=unit.suffix.strip(), target=figures.share(target)),
            "width": "container",
            "height": HEIGHT,
            "layer": [*_layers(number, target, long, number == last)],
        }
        for number, (title, _) in enumerate(PANELS)
    ]
    return chart(
        "day",
        "The day",
        "Arrivals, agents on duty, utilisation, waits, service level and missed chats by interval, with 95 % intervals as bands.",
        data={"values": data},
        params=hover(len(PANELS)),
        vconcat=panels,
        spacing=14,
        resolve={"scale": {"x": "shared"}},
    )


PANELS: tuple[tuple[str, str], ...] = (
    ("Chats arriving", "offered"),
    ("Agents on duty", "agents"),
    ("Utilisation", "utilization"),
    ("Mean wait, {unit}", "wait_mean"),
    ("Service level (dashed: target {target})", "service_level"),
    ("Missed", "missed_rate"),
)


def _row(stretch: Stretch, seconds: float) -> dict[str, Any]:
    found: dict[str, Any] = row(stretch.span, dated=True) | {
        "middle": clock(stretch.span.middle),
        "agents": stretch.agents,
        "agents_text": "–" if stretch.agents is None else f"{stretch.agents:.4g}",
    }
    for key in KEYS:
        if key in stretch.figures:
            found |= with_interval(key, stretch.figures[key], seconds if BY_KEY[key].unit == "s" else 1.0)
    return found


def _layers(number: int, target: float, long: float, last: bool) -> Iterator[Spec]:
    """Yield what a panel consists of, from back to front; the last thing is what the pointer meets."""
    key = PANELS[number][1]
    axis = time_axis(long, labels=last, ticks=last, title=None)
    share = key in ("utilization", "service_level", "missed_rate")
    bounds: Spec = {"scale": {"domain": [0, 1]}} if key in ("utilization", "service_level") else {}
    y: Spec = {
        "field": key,
        "type": "quantitative",
        "title": None,
        "axis": panel_axis(**({"format": "%"} if share else {})),
        **bounds,
    }
    x = {"field": "begin", **axis}
    middle = {"field": "middle", **axis}
    if key == "offered":
        yield {
            "mark": {"type": "rect", "style": "faint-bars", "stroke": "@paper", "strokeWidth": 1},
            "encoding": {"x": x, "x2": {"field": "end"}, "y": y, "y2": {"datum": 0}},
        }
    elif key == "agents":
        steps = {"x": x, "x2": {"field": "end"}, "y": y}
        yield {"mark": {"type": "rect", "style": "band"}, "encoding": {**steps, "y2": {"datum": 0}}}
        yield {"mark": {"type": "rule", "style": "main-line", "aria": False}, "encoding": steps}
    elif key == "missed_rate":
        yield from _line_with_band(key, middle, y, "bad")
    else:
        yield from _line_with_band(key, middle, y, "main")
    if key == "service_level":
        yield line(target, along="y")
    yield _pointed(number, x)


def _line_with_band(key: str, x: Spec, y: Spec, look: str) -> Iterator[Spec]:
    band = "bad-band" if look == "bad" else "band"
    yield {
        "mark": {"type": "area", "style": band, "interpolate": "monotone", "aria": False},
        "encoding": {"x": x, "y": {**y, "field": f"{key}_low"}, "y2": {"field": f"{key}_high"}},
    }
    yield {
        "mark": {"type": "line", "style": f"{look}-line", "interpolate": "monotone"},
        "encoding": {"x": x, "y": y},
    }


def _pointed(number: int, x: Spec) -> Spec:
    """Return what the pointer meets: of whichever panel, it tells all figures of the interval."""
    says = [told("when", "time")]
    says += [
        told(f"{key}_text", BY_KEY[key].title if key in BY_KEY else "agents on duty") for _, key in PANELS
    ]
    return pointed(x, says, name=panel(number))
