"""A day of the agents: who is there, on a break, and with how many chats."""

from datetime import datetime
from typing import Any

from planner.report.charts.chart import Chart, Spec, by_row, chart, clock, time_axis, told
from planner.report.reading import Reading

ROW = 16
ROOM = 144
"""Pixels that names of agents take at most."""
WORD = 104
"""Room (pixels) for a colour and its word in the legend."""
WORDS = ("free", "1 chat", "2 chats", "3 chats", "4 or more", "break", "after the shift")
COLOURS = ("@free", "@one", "@two", "@three", "@many", "@break", "@after")


def agents_day(result: Reading) -> Chart | None:
    """Return the chart of one day of one replication; None where it is not in the results. Raises `NoResult`."""
    if "replayed" not in result or not result["replay"].rows():
        return None
    begin = result["replayed"]["start"].instant
    agents = result["replay"].rows()
    names = [
        {"row": row, "agent": agent["agent"].text, "group": agent["group"].text}
        for row, agent in enumerate(agents)
    ]
    spells = [
        {"row": row, **_spell(span, begin)}
        for row, agent in enumerate(agents)
        for span in agent["spans"].rows()
    ]
    left_out = int(result["replayed"]["agents_left_out"].number)
    more = f" {left_out} more agents are not shown." if left_out else ""
    return chart(
        "agents",
        f"A day of the agents: {begin:%A %d %B %Y}",
        f"One replication, the worst day: who is on duty, on a break, and with how many chats in hand.{more}",
        data={"values": spells},
        # a name may be long, and an agent has hundreds of spells
        transform=[
            {"lookup": "row", "from": {"data": {"values": names}, "key": "row", "fields": ["agent", "group"]}}
        ],
        width="container",
        height={"step": ROW},
        mark={"type": "bar", "height": {"band": 0.78}, "aria": False},
        encoding=_encoding([agent["agent"].text for agent in agents]),
    )


def _spell(span: Reading, since: datetime) -> dict[str, Any]:
    """Return for how long an agent does the same, and what."""
    begin, end, doing, chats = span.fields(4)
    at, until = begin.after(since), end.after(since)
    return {
        "begin": clock(at),
        "end": clock(until),
        "state": _state(doing.text, int(chats.number)),
        "chats": int(chats.number),
        "when": f"{at:%H:%M:%S}–{until:%H:%M:%S}",
    }


def _encoding(agents: list[str]) -> Spec:
    return {
        "y": {"field": "agent", **by_row(agents, ROOM)},
        "x": {"field": "begin", **time_axis(1, title=None, orient="top")},
        "x2": {"field": "end"},
        "color": {
            "field": "state",
            "type": "nominal",
            "scale": {"domain": list(WORDS), "range": list(COLOURS)},
            "legend": {"columns": {"expr": f"max(2, floor(width / {WORD}))"}},
        },
        "tooltip": [
            *(told("agent", "agent"), told("group", "group"), told("when", "time")),
            *(told("state", "doing"), told("chats", "chats in hand")),
        ],
    }


def _state(doing: str, chats: int) -> str:
    if doing == "chats":
        return WORDS[min(chats, 4)]
    return {"idle": "free", "break": "break"}.get(doing, "after the shift")
