"""The day: arrivals, agents, their utilisation, waits, service level and missed chats, on one time axis."""

from collections.abc import Iterator

from planner.kpi import BY_KEY
from planner.report import figures
from planner.report.charts.chart import Chart, Spec, chart, clock, line, panel_axis, tiles, time_axis, told
from planner.report.charts.course import (
    Row,
    Stretch,
    course,
    from_zero,
    goes_by_days,
    line_of,
    row,
    with_gaps,
)
from planner.report.charts.ends import with_interval
from planner.report.charts.hovering import hover, panel, pointed
from planner.report.reading import Reading
from planner.report.spans import span

PANELS = {
    "offered": "Chats arriving",
    "agents": "Agents on duty{over}",
    "utilization": "Utilisation",
    "wait_mean": "Mean wait, {unit}",
    "service_level": "Service level (dashed: target {target})",
    "missed_rate": "Missed",
}
"""What is drawn, from top to bottom; all but the agents are KPIs."""
WHOLE = ("utilization", "service_level")
"""Drawn from 0 to 100 %."""
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
    target, long = result["promise"]["target"].number, span(result).days
    part, over = ("day", ", mean of 24 hours") if goes_by_days(result) else ("interval", "")
    words = {"unit": unit.suffix.strip(), "target": figures.share(target), "over": over}
    panels = [
        {
            "title": title.format(**words),
            "width": "container",
            "height": HEIGHT,
            "layer": [*_layers(key, target, long, data), _pointed(key, long)],
        }
        for key, title in PANELS.items()
    ]
    return chart(
        "day",
        "Day by day" if over else "The day",
        f"Arrivals, agents on duty, utilisation, waits, service level and missed chats by {part}, with 95 % intervals as bands.",
        data={"values": [*with_gaps(data)]},
        params=hover(len(PANELS)),
        vconcat=panels,
        spacing=14,
        resolve={"scale": {"x": "shared"}},
    )


def _row(stretch: Stretch, seconds: float) -> Row:
    found: Row = row(stretch.span, dated=True) | {
        "middle": clock(stretch.span.middle),
        "agents": stretch.agents,
        "agents_text": "–" if stretch.agents is None else f"{stretch.agents:.4g}",
    }
    for key in PANELS:
        if key in stretch.figures:
            found |= with_interval(key, stretch.figures[key], seconds if BY_KEY[key].unit == "s" else 1.0)
    return found


def _layers(key: str, target: float, long: float, rows: list[Row]) -> Iterator[Spec]:
    """Yield what a panel consists of, from back to front."""
    axis, y = _along(key, long), _upward(key, rows)
    x, middle = {"field": "begin", **axis}, {"field": "middle", **axis}
    columns = {"x": x, "x2": {"field": "end"}, "y": y, "y2": {"datum": 0}}
    match key:
        case "offered":
            yield {"mark": {**tiles(len(rows)), "style": "faint-bars"}, "encoding": columns}
        case "agents":
            yield {"mark": {"type": "rect", "style": "band"}, "encoding": columns}
            steps = {"x": x, "x2": {"field": "end"}, "y": y}
            yield {"mark": {"type": "rule", "style": "main-line", "aria": False}, "encoding": steps}
        case "service_level":
            yield from _line_with_band(key, middle, y, "main", rows)
            yield line(target, along="y")
        case _:
            yield from _line_with_band(key, middle, y, "bad" if key == "missed_rate" else "main", rows)


def _along(key: str, long: float) -> Spec:
    """Return the axis of time; the last panel has its labels."""
    last = key == list(PANELS)[-1]
    return time_axis(long, labels=last, ticks=last, title=None)


def _upward(key: str, rows: list[Row]) -> Spec:
    share = key in BY_KEY and BY_KEY[key].is_share
    bounds = {"scale": {"domain": [0, 1]}} if key in WHOLE else from_zero(rows, key, f"{key}_high")
    axis = panel_axis(**({"format": "%"} if share else {}))
    return {"field": key, "type": "quantitative", "title": None, "axis": axis, **bounds}


def _line_with_band(key: str, x: Spec, y: Spec, look: str, rows: list[Row]) -> Iterator[Spec]:
    band = "bad-band" if look == "bad" else "band"
    yield {
        "mark": {"type": "area", "style": band, "interpolate": "monotone", "aria": False},
        "encoding": {"x": x, "y": {**y, "field": f"{key}_low"}, "y2": {"field": f"{key}_high"}},
    }
    yield {
        "mark": line_of(rows, look),
        "encoding": {"x": x, "y": y},
    }


def _pointed(key: str, long: float) -> Spec:
    """Return what the pointer meets: of whichever panel, it tells all figures of the interval."""
    says = [told("when", "time")]
    says += [told(f"{one}_text", BY_KEY[one].title if one in BY_KEY else "agents on duty") for one in PANELS]
    x = {"field": "begin", **_along(key, long)}
    return pointed(x, says, name=panel(list(PANELS).index(key)))
