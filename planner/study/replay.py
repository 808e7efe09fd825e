"""One day of one replication, agent by agent: what a planner looks at to believe the rest."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

import numpy as np

from planner.flow.demand import BoolColumn, FloatColumn, IntColumn, SmallColumn
from planner.kpi.agents import Courses, courses
from planner.study.task import Task

MOST_AGENTS = 60
"""More rows are no picture."""
AFTERWARDS = 3600.0
"""So long (s) after the day chats that are finished then are told."""

Doing = Literal["idle", "chats", "break", "after"]
"""On duty without a chat, or with some; on a break; finishing chats when the duty is over."""


@dataclass(frozen=True)
class Span:
    """For so long (s since the start) an agent does the same."""

    begin: float
    end: float
    doing: Doing
    chats: int
    """In hand."""


@dataclass(frozen=True)
class ReplayedAgent:
    """How a day goes for an agent."""

    name: str
    group: str
    spans: tuple[Span, ...]
    """In order of time, with gaps where the agent is not there."""


@dataclass(frozen=True)
class Replay:
    """A stretch of time of the first replication."""

    begin: float
    end: float
    """Seconds since the start."""
    agents: tuple[ReplayedAgent, ...]
    """In roster order."""
    left_out: int
    """So many more were there."""


def replay(task: Task, names: Sequence[str], begin: float, end: float) -> Replay:
    """Simulate the first replication again, and tell what agents do from `begin` to `end` (s).

    `names` are those of all agents, in roster order.
    """
    plan = task.blueprint
    _, roster, records = task.happened(0)
    nobody = np.zeros(0, dtype=np.int64), np.zeros(0), np.zeros(0)
    course = courses(records, roster, plan.window.closes, nobody)
    there = np.unique(course.agent[(course.since < end) & (_until(course) > begin) & _there(course)])
    shown = _some(there)
    agents = tuple(
        ReplayedAgent(
            names[agent],
            roster.groups[roster.group_of[agent]].name,
            tuple(_spans(course, agent, begin, end + AFTERWARDS)),
        )
        for agent in shown.tolist()
    )
    return Replay(begin, end, agents, len(there) - len(shown))


def _some(agents: IntColumn) -> IntColumn:
    """Return at most so many agents as a picture has room for, from all groups alike."""
    if len(agents) <= MOST_AGENTS:
        return agents
    return agents[np.linspace(0, len(agents) - 1, MOST_AGENTS).astype(np.int64)]


def _until(course: Courses) -> FloatColumn:
    """Return until when each row holds: to the next of the same agent."""
    return np.append(course.since[1:], np.inf)


def _there(course: Courses) -> BoolColumn:
    rows = len(course.since)
    return np.broadcast_to((course.on_duty > 0) | (course.on_break > 0) | (course.in_hand > 0), rows)


def _spans(course: Courses, agent: int, begin: float, end: float) -> Iterator[Span]:
    """Yield what an agent does, neighbours that are alike as one."""
    first, past = np.searchsorted(course.agent, [agent, agent + 1])
    since = course.since[first:past].tolist()
    states = [_state(course, row) for row in range(first, past)]
    rows = zip(states, since, [*since[1:], end], strict=True)
    cut = ((state, max(begin, at), min(end, until)) for state, at, until in rows)
    real = ((state, at, until) for state, at, until in cut if until > at)
    for state, alike in groupby(real, key=lambda row: row[0]):
        if state is not None:
            spells = list(alike)
            yield Span(spells[0][1], spells[-1][2], *state)


def _state(course: Courses, row: int) -> tuple[Doing, int] | None:
    """Return what holds from a row on; None where the agent is not there."""

    def at(column: SmallColumn) -> int:
        return int(column[row] if len(column) > 1 else column[0])

    chats = at(course.in_hand)
    if at(course.on_duty):
        return ("chats" if chats else "idle"), chats
    if at(course.on_break):
        return "break", chats
    return ("after", chats) if chats else None
