"""Study -> CSV: one row per figure, ready to pivot."""

import csv
import io
from collections.abc import Iterator

from planner.kpi import BY_KEY, Estimate, Figures, Part
from planner.report.plain import clock_time
from planner.study import Study

HEADER = ("part", "part_name", "start", "end", "scope", "name", "kpi", "unit", "mean", "low", "high")

PartCells = tuple[str, str, str, str]
"""What part of the time, its name, and from when to when if it occurs once."""


def as_csv(study: Study) -> Iterator[str]:
    """Yield every figure as a row: scope run, chat_type or agent_group, for all the time and each part of it.

    Where single agents are told of, they are of scope agent, for all the time. Replies of conversations are of scope
    chats_in_hand, too, named by how many the agent had when the customer wrote.

    Parts are interval, day, hour_of_day, weekday and week; those that occur once have a start and an end.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADER)
    for part, scope, name, figures in _blocks(study):
        for key, estimate in figures.items():
            writer.writerow([*part, scope, text_cell(name), key, BY_KEY[key].unit, *cells(estimate)])
        yield out.getvalue()
        out.seek(0)
        out.truncate()


def cells(estimate: Estimate) -> tuple[str, ...]:
    """Return mean, low and high to the last digit; what is not known is empty."""
    return tuple("" if x is None else repr(x) for x in (estimate.mean, estimate.low, estimate.high))


def text_cell(text: str) -> str:
    """Keep spreadsheet programs from taking a name for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _blocks(study: Study) -> Iterator[tuple[PartCells, str, str, Figures]]:
    summary, time = study.summary, study.scenario.time
    whole = Part("", 0.0, 0.0, summary.figures, summary.chat_types, summary.agent_groups)
    yield from _scopes(("all", "", "", ""), whole)
    for agent in summary.agents:
        yield ("all", "", "", ""), "agent", agent.name, agent.figures
    for number, figures in enumerate(summary.by_chats_in_hand, start=1):
        yield ("all", "", "", ""), "chats_in_hand", str(number), figures
    for kind, parts in (("day", summary.days), ("week", summary.weeks), ("interval", summary.intervals)):
        for part in parts:
            yield from _scopes(
                (kind, part.name, clock_time(time, part.begin), clock_time(time, part.end)), part
            )
    for kind, parts in (("hour_of_day", summary.hours), ("weekday", summary.weekdays)):
        for part in parts:
            yield from _scopes((kind, part.name, "", ""), part)


def _scopes(cells: PartCells, part: Part) -> Iterator[tuple[PartCells, str, str, Figures]]:
    yield cells, "run", "", part.figures
    for name, figures in part.chat_types.items():
        yield cells, "chat_type", name, figures
    for name, figures in part.agent_groups.items():
        yield cells, "agent_group", name, figures
