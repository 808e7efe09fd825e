"""The shift plan: the shifts of a day with their breaks, and how many agents work each kind of shift day by day."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from planner.report.charts.chart import Chart, Spec, by_row, chart, clock, time_axis, told
from planner.report.charts.names import SHORT, cut
from planner.report.reading import Reading
from planner.report.spans import Span, of_days, span

BESIDE_TIMES = 15
"""Characters of a pattern's name beside its times."""
MOST_ROWS = 50
MOST_DAYS = 31
NUMBERED_DAYS = 9
"""On so many days numbers have room in a telephone's width."""
ROW = 22
ROW_OF_DAYS = 24


@dataclass(frozen=True)
class Kind:
    """Agents who work the same shift."""

    pattern: str
    group: str
    span: Span
    breaks: tuple[Span, ...]
    agents: int

    @property
    def label(self) -> str:
        """By what rows are called; the times are whole, however long the name is."""
        return f"{cut(self.pattern, BESIDE_TIMES)} {self.span.clock}"


def kinds(result: Reading) -> list[Kind]:
    """Return the shifts, in order of time. Raises `NoResult`."""
    found = [
        Kind(
            part["pattern"].text,
            part["group"].text,
            span(part),
            tuple(span(pause) for pause in part["breaks"].rows()),
            int(part["agents"].number),
        )
        for part in result["plan"].rows()
    ]
    return sorted(found, key=lambda kind: kind.span.begin)


def shift_day(result: Reading) -> Chart | None:
    """Return the chart of the day with most agents; None where there are no shifts. Raises `NoResult`."""
    by_day: defaultdict[date, list[Kind]] = defaultdict(list)
    for kind in kinds(result):
        by_day[kind.span.begin.date()].append(kind)
    if not by_day:
        return None
    day = max(sorted(by_day), key=lambda day: sum(kind.agents for kind in by_day[day]))
    of_day = by_day[day]
    shown = sorted(of_day, key=lambda kind: -kind.agents)[:MOST_ROWS]
    rows = [kind for kind in of_day if kind in shown][:MOST_ROWS]
    labels = _unique([kind.label for kind in rows])
    busiest = ", the day with most agents" if of_days(result) else ""
    more = f" {len(of_day) - len(rows)} more shifts are not shown." if len(of_day) > len(rows) else ""
    return chart(
        "shifts",
        f"Shifts of {day:%A %d %B %Y}",
        f"A row is a shift{busiest}; the figure says how many agents work it, gaps are breaks.{more}",
        width="container",
        height=ROW * len(rows),
        encoding={"y": {"field": "row", **by_row(labels)}},
        layer=list(_bars(rows, labels)),
    )


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
    order = sorted({cell["key"] for cell in cells})
    kept = dict(zip(order[:MOST_ROWS], _unique([label for _, label, _ in order[:MOST_ROWS]]), strict=True))
    data = [cell | {"key": "", "row": kept[cell["key"]]} for cell in cells if cell["key"] in kept]
    what = "kind of shift" if timed else "pattern"
    return chart(
        "shift_plan",
        "The shift plan",
        f"How many agents work each {what}, day by day.{_left_out(len(order), len(every))}",
        data={"values": data},
        width="container",
        height=ROW_OF_DAYS * len(kept),
        encoding={"y": {"field": "row", **by_row(list(kept.values()))}, "x": _days(days)},
        layer=_cells(len(days)),
    )


def _row_of(kind: Kind, timed: bool) -> tuple[str, str, str]:
    """Return what shares a row: time of day, label, and group; of very many kinds of shift, those of a pattern."""
    if timed:
        return f"{kind.span.begin:%H:%M}", kind.label, kind.group
    return "", cut(kind.pattern, SHORT), kind.group


def _by_day(found: Sequence[Kind], timed: bool) -> list[dict[str, Any]]:
    """Return a cell for each row and day."""
    cells: dict[tuple[tuple[str, str, str], date], dict[str, Any]] = {}
    for kind in found:
        key, day = _row_of(kind, timed), kind.span.begin.date()
        new = {
            **{"key": key, "day": f"{day:%a %d}", "pattern": kind.pattern, "group": kind.group, "agents": 0},
            "when": f"{day:%a %d %b} {kind.span.clock}" if timed else f"{day:%a %d %b}",
        }
        cells.setdefault((key, day), new)["agents"] += kind.agents
    return list(cells.values())


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


def _bars(rows: Sequence[Kind], labels: Sequence[str]) -> Iterator[Spec]:
    """Yield thin lines over whole shifts, bars over what is worked of them, and numbers of agents."""
    x = time_axis(1, orient="top", title=None)
    about = [_about(kind, label) for kind, label in zip(rows, labels, strict=True)]
    bars = [
        told_of | {"begin": clock(begin), "end": clock(end)}
        for kind, told_of in zip(rows, about, strict=True)
        for begin, end in _worked(kind)
    ]
    says = [
        told("pattern", "pattern"),
        told("group", "group"),
        told("when", "shift"),
        told("breaks", "breaks"),
        told("agents", "agents"),
    ]
    ends = {"x": {"field": "begin", **x}, "x2": {"field": "end"}}
    yield {
        "data": {"values": about},
        "mark": {"type": "rule", "color": "@faint", "strokeWidth": 2, "aria": False},
        "encoding": ends,
    }
    yield {
        "data": {"values": bars},
        "mark": {"type": "bar", "style": "bars", "height": {"band": 0.74}, "aria": False},
        "encoding": {**ends, "tooltip": says},
    }
    yield {
        "data": {"values": about},
        "mark": {"type": "text", "color": "@paper", "align": "left", "dx": 5, "fontSize": 11, "aria": False},
        "encoding": {"x": {"field": "begin", **x}, "text": {"field": "agents"}},
    }


def _about(kind: Kind, label: str) -> dict[str, Any]:
    return {
        "row": label,
        "begin": clock(kind.span.begin),
        "end": clock(kind.span.end),
        "pattern": kind.pattern,
        "group": kind.group,
        "when": kind.span.clock,
        "breaks": ", ".join(pause.clock for pause in kind.breaks) or "none",
        "agents": f"{kind.agents:,}",
    }


def _worked(kind: Kind) -> Iterator[tuple[datetime, datetime]]:
    since = kind.span.begin
    for pause in sorted(kind.breaks, key=lambda pause: pause.begin):
        yield since, pause.begin
        since = pause.end
    yield since, kind.span.end


def _unique(labels: Sequence[str]) -> list[str]:
    """Tell rows of the same name apart."""
    seen: Counter[str] = Counter()
    told_apart = []
    for label in labels:
        seen[label] += 1
        told_apart.append(label if seen[label] == 1 else f"{label} ({seen[label]})")
    return told_apart
