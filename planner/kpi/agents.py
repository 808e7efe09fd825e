"""What is measured of agents' time."""

from dataclasses import dataclass

import numpy as np

from planner.flow.clock import GRID
from planner.flow.demand import BoolColumn, FloatColumn, IntColumn, SmallColumn
from planner.flow.records import Outcome, Records
from planner.flow.roster import Roster
from planner.flow.window import Window
from planner.kpi.columns import COLUMNS, Column
from planner.kpi.instants import sums_at_instants
from planner.kpi.messages import Spans
from planner.kpi.spans import time_in_intervals, time_of_spans

BITS_OF_TIME = 45
"""For instants of up to a year in steps of the grid; the other bits of a whole number are for roster positions."""
ALWAYS = (0, 2)
"""Kinds of spans without which there is a column all the same: chats and duties."""
PLUS_MINUS = np.array([1, -1], dtype=np.int8)


@dataclass(frozen=True)
class Courses:
    """How each agent's time goes: by agent, then in order of time, what holds from an instant on.

    All are 0 in each agent's last row.
    """

    agent: IntColumn
    since: FloatColumn
    in_hand: SmallColumn
    slots: SmallColumn
    """That the chats in hand take."""
    silent: SmallColumn
    """Of these, those of chats whose customers left without a sign."""
    on_duty: SmallColumn
    on_break: SmallColumn
    away: SmallColumn
    typing: SmallColumn


def courses(records: Records, roster: Roster, closes: float, typing: Spans) -> Courses:
    """Cut the agents' time where a chat, a duty, a break, a spell away or typing begins or ends.

    Duty without an end is over when doors close for the last time. Where nobody ever rests, is away, types or leaves
    without a sign there is a single 0.
    """
    chat = records.agent >= 0
    away = np.array([(spell.agent, spell.begin, spell.end) for spell in roster.away]).reshape(-1, 3).T
    inactive = records.inactive_chat
    kinds = (
        (records.agent[chat], records.dequeued[chat], records.slot_freed[chat]),
        (records.agent[inactive], records.inactive_from, records.inactive_to),
        (records.on_agent, records.on_from, duty_ends(records, closes)),
        (records.rest_agent, records.rest_from, records.rest_to),
        (away[0].astype(np.int64), away[1], away[2]),
        typing,
    )
    agent = np.concatenate([side for who, _, _ in kinds for side in (who, who)])
    since = np.concatenate([side for _, begin, end in kinds for side in (begin, end)])
    order = np.argsort(since)
    # a stable sort of the smallest type that holds the positions: NumPy sorts those by their digits
    small = agent.astype(np.min_scalar_type(agent.max(initial=0)))
    order = order[np.argsort(small[order], kind="stable")]
    signs = np.concatenate([np.repeat(PLUS_MINUS, len(who)) for who, _, _ in kinds])[order]
    places = np.cumsum([0, *(2 * len(who) for who, _, _ in kinds)]).tolist()

    def course(kind: int, weights: SmallColumn | None = None) -> SmallColumn:
        """Add up what begins and ends; every span ends, so the sums are back at 0 where the next agent begins."""
        begin, end = places[kind], places[kind + 1]
        if begin == end:
            return np.zeros(len(order) if kind in ALWAYS else 1, dtype=np.int32)
        steps = signs * ((order >= begin) & (order < end))
        if weights is not None:
            steps = steps * weights[np.clip(order - begin, 0, len(weights) - 1)]
        return np.cumsum(steps, dtype=np.int32)

    in_hand = course(0) - course(1)
    slots = in_hand
    if records.slots is not None:
        slots = course(0, np.tile(records.slots[chat].astype(np.int32), 2))
        if len(inactive):
            slots = slots - course(1, np.tile(records.slots[inactive].astype(np.int32), 2))
    silent = np.zeros(1, dtype=np.int32)
    if (unnoticed := records.outcome[chat] == Outcome.SILENT).any():
        taken = unnoticed if records.slots is None else unnoticed * records.slots[chat]
        silent = course(0, np.tile(taken.astype(np.int32), 2))
    others = (course(kind) for kind in (2, 3, 4, 5))
    return Courses(agent[order], since[order], in_hand, slots, silent, *others)


def agent_sums(records: Records, roster: Roster, window: Window, typing: Spans) -> FloatColumn:
    """Return the time columns' sums as [group, cell, column]; `typing` are the spans of work on conversations."""
    groups, edges = len(roster.groups), window.edges
    group_of = np.array(roster.group_of, dtype=np.int64)
    (agent, begin, end), cut = on_duty_throughout(records, typing, window.closes)
    course = courses(records, roster, window.closes, cut)
    group = group_of[course.agent]
    busy, staffed, resting = course.in_hand > 0, course.on_duty > 0, course.on_break > 0
    sums = np.zeros((groups, len(edges) - 1, COLUMNS))

    def add_up(during: BoolColumn | SmallColumn, until: FloatColumn) -> FloatColumn:
        changes = _changes(during)
        some = changes != 0
        if not some.any():
            return np.zeros((groups, len(edges) - 1))
        return time_in_intervals(course.since[some], [changes[some]], group[some], groups, until)[0]

    sums[:, :, Column.BUSY], sums[:, :, Column.IN_HAND] = time_in_intervals(
        course.since, [_changes(busy & staffed), _changes(course.in_hand * staffed)], group, groups, edges
    )
    sums[:, :, Column.SLOTS_TAKEN] = (
        sums[:, :, Column.IN_HAND] if records.slots is None else add_up(course.slots * staffed, edges)
    )
    staffed_time = time_of_spans(
        records.on_from, duty_ends(records, window.closes), group_of[records.on_agent], groups, edges
    )
    sums[:, :, Column.STAFFED] = staffed_time
    concurrency = np.array([group.concurrency for group in roster.groups])[:, np.newaxis]
    sums[:, :, Column.SLOTS] = staffed_time * concurrency
    if course.silent.any():
        sums[:, :, Column.SILENT_SLOTS] = add_up(course.silent * staffed, edges)
        sums[:, :, Column.SILENT_TIME] = sums[:, :, Column.SILENT_SLOTS] / concurrency
    # counts beyond the window too
    beyond = np.append(edges[:-1], max(edges[-1], course.since.max(initial=0.0)))
    sums[:, :, Column.OVERTIME] = add_up(busy & ~staffed & ~resting, beyond)
    if resting.any():
        sums[:, :, Column.BREAK_OVERRUN] = add_up(busy & resting, beyond)
    if len(roster.away):
        sums[:, :, Column.AWAY] = add_up(staffed & (course.away > 0), edges)
    if records.replies is not None:
        sums[:, :, Column.WORKING] = add_up(staffed & (course.typing > 0), edges)
        sums[:, :, Column.WORKING] += time_of_spans(begin, end, group_of[agent], groups, edges)
        # what is left of a whole span may be a hair less than nothing
        sums[:, :, Column.HOLDING] = np.maximum(sums[:, :, Column.BUSY] - sums[:, :, Column.WORKING], 0)
        sums[:, :, Column.IDLE] = np.maximum(staffed_time - sums[:, :, Column.BUSY], 0)
    sums[:, :, Column.SCHEDULED] = _scheduled(roster, edges)
    sums[:, :, Column.PAID] = _on_shift(roster, edges, staffed_time) + sums[:, :, Column.OVERTIME]
    if len(records.offer_agent):
        asked, offered_at = group_of[records.offer_agent], records.arrival[records.offer_chat]
        sums[:, :, Column.MISSED_OFFERS] = sums_at_instants(edges, groups, offered_at, asked)
    sums[:, 0, Column.AGENT_DAYS] = _days_worked(records, roster, window)
    return sums


def on_duty_throughout(records: Records, typing: Spans, closes: float) -> tuple[Spans, Spans]:
    """Return those of the spans that lie within one on duty, nearly all, and the others.

    A span is looked up by roster position and instant as one whole number, with instants in steps of the clock's grid.
    """
    agent, begin, end = typing
    order = np.lexsort((records.on_from, records.on_agent))
    duty = _keys(records.on_agent[order], records.on_from[order])
    # in front of all a duty of nobody, which ends before anything does
    until = np.append(-np.inf, duty_ends(records, closes)[order])
    whose = np.append(-1, records.on_agent[order])
    place = np.searchsorted(duty, _keys(agent, begin), side="right")
    within = (whose[place] == agent) & (end <= until[place])
    return (agent[within], begin[within], end[within]), (agent[~within], begin[~within], end[~within])


def _keys(agent: IntColumn, at: FloatColumn) -> IntColumn:
    return (agent << BITS_OF_TIME) + (at / GRID).astype(np.int64)


def duty_ends(records: Records, closes: float) -> FloatColumn:
    """Return when each span on duty is over: by head count those of the last evening end as doors close."""
    return np.where(np.isinf(records.on_to), np.maximum(records.on_from, closes), records.on_to)


def _changes(course: BoolColumn | SmallColumn) -> SmallColumn:
    """Return by how much each row differs from the one before."""
    values = course.astype(np.int32)
    changes = values.copy()
    changes[1:] -= values[:-1]
    return changes


def _scheduled(roster: Roster, edges: FloatColumn) -> FloatColumn:
    """Return the planned agent time as [group, cell]; none where the roster does not tell."""
    if not roster.scheduled:
        return np.zeros((len(roster.groups), len(edges) - 1))
    planned = [
        time_in_intervals(
            profile.edges[:-1],
            [np.diff(profile.values, prepend=0.0)],
            np.zeros(len(profile.values), dtype=np.int64),
            1,
            edges,
        )[0][0]
        for profile in roster.scheduled
    ]
    return np.array(planned)


def _on_shift(roster: Roster, edges: FloatColumn, staffed: FloatColumn) -> FloatColumn:
    """Return the time of shifts as [group, cell], without unpaid breaks; where there are none, the staffed time."""
    here = [shift for shift in roster.shifts if not shift.absent]
    spans = [(shift.agent, shift.begin, shift.end, 1.0) for shift in here]
    spans += [
        (shift.agent, rest.begin, rest.end, -1.0) for shift in here for rest in shift.breaks if not rest.paid
    ]
    if not roster.shifts:
        return staffed
    agent, begin, end, sign = np.array(spans).reshape(-1, 4).T
    group = np.array(roster.group_of, dtype=np.int64)[agent.astype(np.int64)]
    paid = time_in_intervals(
        np.concatenate([begin, end]),
        [np.concatenate([sign, -sign])],
        np.concatenate([group, group]),
        len(roster.groups),
        edges,
    )[0]
    with_shifts = {roster.group_of[shift.agent] for shift in roster.shifts}
    by_headcount = [number not in with_shifts for number in range(len(roster.groups))]
    paid[by_headcount] = staffed[by_headcount]
    return paid


def _days_worked(records: Records, roster: Roster, window: Window) -> IntColumn:
    """Count each group's agents who worked in the window, each day anew."""
    begin = np.maximum(records.on_from, window.edges[0])
    end = np.minimum(records.on_to, window.edges[-1])
    some = end > begin
    day_begins = window.edges[window.day_begins]
    first = np.searchsorted(day_begins, begin[some], side="right") - 1
    past = np.searchsorted(day_begins, end[some], side="left")
    worked = np.zeros((len(roster.group_of), len(day_begins) + 1), dtype=np.int64)
    np.add.at(worked, (records.on_agent[some], first), 1)
    np.add.at(worked, (records.on_agent[some], past), -1)
    days = (worked.cumsum(axis=1) > 0).sum(axis=1)
    return np.bincount(roster.group_of, days, len(roster.groups)).astype(np.int64)
