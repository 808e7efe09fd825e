"""The shift plan: how many agents work each kind of shift, day by day."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from planner.report.charts.chart import Chart, Spec, by_row, chart, told
from planner.report.charts.names import SHORT, cut, told_apart
from planner.report.charts.shifts import MOST_ROWS, Kind, kinds
from planner.report.reading import Reading

MOST_DAYS = 31
NUMBERED_DAYS = 9
"""On so many days numbers have room in a telephone's width."""
ROW = 24
RowKey = tuple[str, str, str]
"""By which rows are put in order: time of day, label, group."""


def shift_plan(result: Reading) -> Chart | None:
    """Return the chart of agents by kind of shift and day; None where there is a single day. Raises `NoResult`."""
    found = kinds(result)
    every = sorted({kind.span.begin.date() for kind in found})
    if len(every) < 2:
        return None
    days = every[:MOST_DAYS]
    shown = [kind for kind in found if kind.span.begin.date() in days]
    timed = len({_row_of(kind, timed=True) for kind in shown}) <= MOST_ROWS
    cells = _by_day(shown, timed)
    order = sorted({key for key, _ in cells})
    first = order[:MOST_ROWS]
    labels = dict(zip(first, told_apart([label for _, label, _ in first]), strict=True))
    data = [cell | {"row": labels[key]} for (key, _), cell in cells.items() if key in labels]
    what = "kind of shift" if timed else "pattern"
    return chart(
        "shift-plan",
        "The shift plan",
        f"How many agents work each {what}, day by day.{_left_out(len(order), len(every))}",
        data={"values": data},
        width="container",
        height=ROW * len(labels),
        encoding={"y": {"field": "row", **by_row(list(labels.values()))}, "x": _days(days)},
        layer=_cells(len(days)),
    )


def _row_of(kind: Kind, timed: bool) -> RowKey:
    """Return what shares a row; of very many kinds of shift, those of a pattern."""
    if timed:
        return f"{kind.span.begin:%H:%M}", kind.label, kind.group
    return "", cut(kind.pattern, SHORT), kind.group


def _by_day(found: Sequence[Kind], timed: bool) -> dict[tuple[RowKey, date], dict[str, Any]]:
    """Return a cell for each row and day."""
    cells: dict[tuple[RowKey, date], dict[str, Any]] = {}
    for kind in found:
        day = kind.span.begin.date()
        new = {
            **{"day": f"{day:%a %d}", "pattern": kind.pattern, "group": kind.group, "agents": 0},
            "when": kind.span.when(dated=True) if timed else f"{day:%a %d %b}",
        }
        cells.setdefault((_row_of(kind, timed), day), new)["agents"] += kind.agents
    return cells


def _left_out(rows: int, days: int) -> str:
    said = f" {rows - MOST_ROWS} more rows are not shown." if rows > MOST_ROWS else ""
    return said + (f" The first {MOST_DAYS} of {days} days are shown." if days > MOST_DAYS else "")


def _days(days: Sequence[date]) -> Spec:
    return {
        "field": "day",
        "type": "ordinal",
        "title": None,
        "scale": {"domain": [f"{day:%a %d}" for day in days]},
        "axis": {"orient": "top", "labelAngle": 0, "labelOverlap": True, "ticks": False, "domain": False},
    }


def _cells(days: int) -> list[Spec]:
    says = [
        told("pattern", "pattern"),
        told("group", "group"),
        told("when", "shift"),
        told("agents", "agents"),
    ]
    heat = {
        "mark": {"type": "rect", "color": "@main", "stroke": "@paper", "strokeWidth": 1, "aria": False},
        "encoding": {
            "opacity": {
                "field": "agents",
                "type": "quantitative",
                "scale": {"range": [0.14, 0.5], "zero": True},
                "legend": None,
            },
            "tooltip": says,
        },
    }
    numbers = {
        "mark": {"type": "text", "style": "label", "aria": False},
        "encoding": {"text": {"field": "agents"}},
    }
    return [heat, numbers] if days <= NUMBERED_DAYS else [heat]
