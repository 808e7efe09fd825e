"""What is advised, on the course of time: where one more agent does most, who can go, what brings targets back."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from planner.report.charts.chart import Chart, by_row, chart, time_axis, told
from planner.report.charts.course import row, whole
from planner.report.charts.names import SHORT, cut
from planner.report.reading import Reading
from planner.report.spans import of_days, since_start, span
from planner.report.staffing import read_back
from planner.staffing.advise import Change

ROW = 38
MOST_ROWS = 30
BEST, GO, BACK, CLOSER = ("does most", "can go", "brings targets back", "brings targets closer")
COLOURS = {BEST: "@main", GO: "@good", BACK: "@bad", CLOSER: "@bad"}


def changes(result: Reading) -> dict[str, list[Change]]:
    """Return what is advised: the stretch in which one more does most, and all changes of the others; in seconds since the result's start. Raises `NoResult`."""
    since = result["start"].instant
    found = {
        BEST: [part for one in result["best"].rows()[:1] for part in one["changes"].rows()],
        GO: [part for one in result["can_go"].rows()[-1:] for part in one["changes"].rows()],
    }
    if "targets_back" in result:
        back = "targets_hold_then" in result and result["targets_hold_then"].truth
        found[BACK if back else CLOSER] = result["targets_back"]["changes"].rows()
    return {kind: [read_back.change(part, since) for part in parts] for kind, parts in found.items() if parts}


def advised(result: Reading) -> Chart | None:
    """Return the chart of what is advised; None where nothing is. Raises `NoResult`."""
    told_of = changes(result)
    groups = list(dict.fromkeys(change.group for found in told_of.values() for change in found))
    rows = [
        _row(result, change, kind, kind if len(groups) == 1 else f"{cut(group, SHORT)}: {kind}")
        for kind, found in told_of.items()
        for group in groups
        for change in added_up([change for change in found if change.group == group])
    ]
    if not rows:
        return None
    every = list(dict.fromkeys(row["row"] for row in rows))
    labels = every[:MOST_ROWS]
    along = time_axis(span(result).days, orient="top", title=None)
    left_out = len(every) - len(labels)
    more = f" {left_out} more groups are in the tables." if left_out else ""
    return chart(
        "advised",
        "What to change",
        f"Agents more (+) or less (−), by when: each line by itself.{more}",
        data={"values": [row for row in rows if row["row"] in labels]},
        width="container",
        height=ROW * len(labels),
        encoding={
            "y": {"field": "row", **by_row(labels)},
            "x": {"field": "begin", **along},
        },
        layer=[whole(result, along), _bars(list(told_of)), _numbers()],
    )


def added_up(parts: Sequence[Change]) -> Iterator[Change]:
    """Yield a group's changes without overlaps: how many agents more or less at a time."""
    steps: defaultdict[float, int] = defaultdict(int)
    for part in parts:
        steps[part.begin] += part.agents
        steps[part.end] -= part.agents
    edges, agents = sorted(edge for edge in steps if steps[edge]), 0
    for begin, end in pairwise(edges):
        agents += steps[begin]
        if agents:
            yield Change(parts[0].group, begin, end, agents)


def signed(agents: int) -> str:
    """Write a number of agents with its sign."""
    return f"{agents:+,}".replace("-", "−")


def _bars(kinds: list[str]) -> dict[str, Any]:
    colour = {"domain": kinds, "range": [COLOURS[kind] for kind in kinds]}
    says = [told("kind", "what"), told("group", "group"), told("when", "time"), told("agents", "agents")]
    return {
        "mark": {"type": "bar", "height": {"band": 0.3}, "cornerRadius": 2, "aria": False},
        "encoding": {
            "x2": {"field": "end"},
            "color": {"field": "kind", "type": "nominal", "scale": colour, "legend": None},
            "tooltip": says,
        },
    }


def _numbers() -> dict[str, Any]:
    mark = {"type": "text", "style": "label", "align": "left", "dy": -ROW / 3, "aria": False}
    return {"mark": mark, "encoding": {"text": {"field": "agents"}}}


def _row(result: Reading, change: Change, kind: str, label: str) -> dict[str, Any]:
    at = since_start(result, change.begin, change.end)
    return row(at, of_days(result)) | {
        "row": label,
        "kind": kind,
        "group": change.group,
        "agents": signed(change.agents),
    }
