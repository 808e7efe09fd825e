"""What is measured of agents' time."""

from dataclasses import dataclass

import numpy as np

from planner.flow.demand import BoolColumn, FloatColumn, IntColumn
from planner.flow.records import Records
from planner.flow.roster import Roster
from planner.flow.window import DAY, Window
from planner.kpi.columns import COLUMNS, Column
from planner.kpi.spans import time_in_intervals, time_of_spans


@dataclass(frozen=True)
class Courses:
    """How each agent's time goes: by agent, then in order of time, what holds from an instant on."""

    agent: IntColumn
    since: FloatColumn
    in_hand: IntColumn
    on_shift: IntColumn
    """Both are 0 in each agent's last row."""


def courses(records: Records, closes: float) -> Courses:
    """Cut the agents' time where a chat begins or ends or a shift does. Shifts end when doors close."""
    chat = records.agent >= 0
    by, begun, ended = records.agent[chat], records.dequeued[chat], records.slot_freed[chat]
    agent = np.concatenate([by, by, records.on_agent, records.on_agent])
    since = np.concatenate([begun, ended, records.on_from, np.minimum(records.on_to, closes)])
    step = np.concatenate([np.repeat([1, -1], len(agents)) for agents in (by, records.on_agent)])
    order = np.argsort(since)
    # a stable sort of the smallest type that holds the positions: NumPy sorts those by their digits
    small = agent.astype(np.min_scalar_type(agent.max(initial=0)))
    order = order[np.argsort(small[order], kind="stable")]
    of_chats = order < 2 * len(by)
    step = step[order]
    return Courses(
        agent=agent[order],
        since=since[order],
        # every span ends, so the sums are back at 0 where the next agent begins
        in_hand=np.cumsum(step * of_chats),
        on_shift=np.cumsum(step * ~of_chats),
    )


def agent_sums(records: Records, roster: Roster, window: Window) -> FloatColumn:
    """Return the time columns' sums as [group, interval, column]."""
    groups, edges = len(roster.groups), window.edges
    group_of = np.array(roster.group_of, dtype=np.int64)
    course = courses(records, window.closes)
    group = group_of[course.agent]
    busy, staffed = course.in_hand > 0, course.on_shift > 0
    sums = np.zeros((groups, len(edges) - 1, COLUMNS))
    sums[:, :, Column.BUSY], sums[:, :, Column.IN_HAND] = time_in_intervals(
        course.since, [_changes(busy & staffed), _changes(course.in_hand * staffed)], group, groups, edges
    )
    shift_ends = np.minimum(records.on_to, window.closes)
    of_shifts = group_of[records.on_agent]
    staffed_time = time_of_spans(records.on_from, shift_ends, of_shifts, groups, edges)
    sums[:, :, Column.STAFFED] = staffed_time
    sums[:, :, Column.SLOTS] = staffed_time * np.array([[group.concurrency] for group in roster.groups])
    overtime = _changes(busy & ~staffed)
    some = overtime != 0
    # counts beyond the window too
    beyond = np.append(edges[:-1], max(edges[-1], course.since.max(initial=0.0)))
    sums[:, :, Column.OVERTIME] = time_in_intervals(
        course.since[some], [overtime[some]], group[some], groups, beyond
    )[0]
    sums[:, 0, Column.AGENT_DAYS] = _days_worked(records, roster, window)
    return sums


def _changes(course: BoolColumn | IntColumn) -> IntColumn:
    """Return by how much each row differs from the one before."""
    values = course.astype(np.int64)
    return np.asarray(values - np.concatenate([[0], values[:-1]]))


def _days_worked(records: Records, roster: Roster, window: Window) -> IntColumn:
    """Count each group's agents who worked in the window, each day anew; days begin at the start's time of day."""
    begin = np.maximum(records.on_from, window.edges[0])
    end = np.minimum(records.on_to, window.edges[-1])
    some = end > begin
    first, past = (begin[some] // DAY).astype(np.int64), np.ceil(end[some] / DAY).astype(np.int64)
    worked = np.zeros((len(roster.group_of), int(past.max(initial=0)) + 1), dtype=np.int64)
    np.add.at(worked, (records.on_agent[some], first), 1)
    np.add.at(worked, (records.on_agent[some], past), -1)
    days = (worked.cumsum(axis=1) > 0).sum(axis=1)
    return np.bincount(roster.group_of, days, len(roster.groups)).astype(np.int64)
