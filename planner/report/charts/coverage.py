"""Agents found against what theory asks for, group by group, below the chats that are expected."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from planner.report.charts.chart import Chart, Spec, chart, clock, panel_axis, tiles, told
from planner.report.charts.course import course_axis, row
from planner.report.charts.heads import WIDEST, head
from planner.report.charts.hovering import hover, panel, pointed
from planner.report.charts.names import cut
from planner.report.reading import Reading
from planner.report.spans import Span, of_days, span

MOST_GROUPS = 8
HEIGHT = 110
FOUND, FIRST, DIVISION = "agents found", "first guess by theory", "by division"
SERIES = {FOUND: ("staffing", "@main"), FIRST: ("requirement", "@soft"), DIVISION: ("by_division", "@bad")}
DASHES = ([1, 0], [2, 3], [7, 4])


@dataclass(frozen=True)
class Covered:
    """A group in an interval: how many agents by each way of counting that there is."""

    span: Span
    agents: dict[str, float]


def covered(result: Reading) -> dict[str, list[Covered]]:
    """Return each group's intervals, in order of time; division only for those who have several chats at once. Raises `NoResult`."""
    found = {}
    for group, parts in result["staffing"].items():
        beside = {
            name: _by_begin(result[key], group)
            for name, (key, _) in SERIES.items()
            if key in result and (name != DIVISION or _divides(result, group))
        }
        rows = sorted((span(part) for part in parts.rows()), key=lambda one: one.begin)
        found[group] = [
            Covered(one, {name: of[one.begin] for name, of in beside.items() if one.begin in of})
            for one in rows
        ]
    return found


def coverage(result: Reading) -> Chart | None:
    """Return the chart of agents by group; None where nobody is staffed. Raises `NoResult`."""
    groups = {name: rows for name, rows in covered(result).items() if rows}
    if not groups:
        return None
    shown = dict(list(groups.items())[:MOST_GROUPS])
    dated = of_days(result)
    along = course_axis(result)
    series = [name for name in SERIES if any(name in part.agents for rows in shown.values() for part in rows)]
    coming = _arrivals(result, dated)
    panels = [*([_chats(coming, along(False))] if coming else [])]
    for name, rows in shown.items():
        number, last = len(panels), len(panels) + 1 == len(shown) + bool(coming)
        panels.append(_group(number, name, rows, dated, along(last), series))
    left_out = len(groups) - len(shown)
    return chart(
        "coverage",
        "Agents by interval",
        _says(series) + (f" {left_out} more groups are not shown." if left_out else ""),
        params=hover(len(panels)),
        vconcat=panels,
        spacing=30,
        resolve={"scale": {"x": "shared"}},
    )


def _says(series: Sequence[str]) -> str:
    said = "Agents found for each interval"
    if FIRST in series:
        said += ", and the first guess of a theory that knows of chats at once"
    if DIVISION in series:
        said += "; by division is the usual sum, wrong for chat, that divides the handle time by the chats at once"
    return said + "."


def _by_begin(groups: Reading, name: str) -> dict[datetime, float]:
    if name not in groups:
        return {}
    return {part["start"].instant: part["agents"].number for part in groups[name].rows()}


def _divides(result: Reading, group: str) -> bool:
    """Tell whether the usual way is told: where nobody has several chats at once it is no division."""
    if "chats_at_once" not in result or group not in result["chats_at_once"]:
        return True
    return result["chats_at_once"][group].number > 1


def _arrivals(result: Reading, dated: bool) -> list[dict[str, Any]]:
    if "arrivals" not in result:
        return []
    found = [(span(part), part["chats"].number) for part in result["arrivals"].rows()]
    return [row(one, dated) | {"chats": chats, "chats_text": f"{chats:,.1f}"} for one, chats in found]


def _chats(rows: list[dict[str, Any]], along: Spec) -> Spec:
    x = {"field": "begin", **along}
    y = {"field": "chats", "type": "quantitative", "title": None, "axis": _axis(3)}
    says = [told("when", "time"), told("chats_text", "chats expected")]
    return {
        "data": {"values": rows},
        "width": "container",
        "height": HEIGHT // 2,
        "layer": [
            head(["Chats expected"]),
            {
                "mark": {**tiles(len(rows)), "style": "faint-bars"},
                "encoding": {"x": x, "x2": {"field": "end"}, "y": y, "y2": {"datum": 0}},
            },
            pointed(x, says, name=panel(0)),
        ],
    }


def _group(number: int, name: str, rows: list[Covered], dated: bool, along: Spec, series: list[str]) -> Spec:
    x = {"field": "begin", **along}
    y = {"field": "agents", "type": "quantitative", "title": None, "axis": _axis(4)}
    columns = [
        row(one.span, dated) | {"agents": one.agents.get(FOUND, 0.0)} | _texts(one, series) for one in rows
    ]
    says = [told("when", "time"), *(told(f"text{place}", title) for place, title in enumerate(series))]
    return {
        "width": "container",
        "height": HEIGHT,
        "layer": [
            head([cut(f"Agents of {name}", WIDEST)]),
            {
                "data": {"values": columns},
                "mark": {"type": "rect", "style": "band", "aria": False},
                "encoding": {"x": x, "x2": {"field": "end"}, "y": y, "y2": {"datum": 0}},
            },
            _lines(rows, x, y, series),
            pointed(x, says, name=panel(number), data={"values": columns}),
        ],
    }


def _lines(rows: list[Covered], x: Spec, y: Spec, series: list[str]) -> Spec:
    """Return the layer of a line for each way of counting, the agents found over the others."""
    way: Spec = {"field": "series", "type": "nominal"}
    colour = {"domain": series, "range": [SERIES[one][1] for one in series]}
    dash = {"domain": series, "range": list(DASHES[: len(series)])}
    return {
        "data": {"values": [step for one in reversed(series) for step in _steps(rows, one)]},
        "mark": {"type": "line", "interpolate": "step-after", "strokeWidth": 2},
        "encoding": {
            "x": x,
            "y": y,
            "color": {**way, "scale": colour, "legend": {"symbolType": "stroke"}},
            "strokeDash": {**way, "scale": dash},
        },
    }


def _axis(ticks: int) -> Spec:
    return panel_axis(tickCount=ticks, tickMinStep=1, format=",d")


def _texts(part: Covered, series: Sequence[str]) -> dict[str, str]:
    return {
        f"text{place}": f"{part.agents[name]:,g}" if name in part.agents else "–"
        for place, name in enumerate(series)
    }


def _steps(rows: Sequence[Covered], name: str) -> Iterator[dict[str, Any]]:
    """Yield the corners of a line that breaks where doors are closed; nothing of what the group does not have."""
    if not any(name in part.agents for part in rows):
        return
    for part, after in zip(rows, [*rows[1:], None], strict=True):
        agents, end = part.agents.get(name), clock(part.span.end)
        yield {"series": name, "begin": clock(part.span.begin), "agents": agents}
        if after is None or after.span.begin != part.span.end:
            yield {"series": name, "begin": end, "agents": agents}
            yield {"series": name, "begin": end, "agents": None}
