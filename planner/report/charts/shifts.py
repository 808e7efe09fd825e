"""The shifts of a day, with their breaks."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from planner.report.charts.chart import Chart, Spec, by_row, chart, clock, time_axis, told
from planner.report.charts.names import cut, told_apart
from planner.report.reading import Reading
from planner.report.spans import Span, of_days, span

BESIDE_TIMES = 15
"""Characters of a pattern's name beside its times."""
MOST_ROWS = 50
ROW = 22


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
    labels = told_apart([kind.label for kind in rows])
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
