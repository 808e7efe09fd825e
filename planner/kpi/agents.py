"""What is measured of agents' time."""

import math
from dataclasses import dataclass

import numpy as np

from planner.flow.demand import BoolColumn, FloatColumn, IntColumn
from planner.flow.records import Records
from planner.flow.roster import Roster
from planner.flow.window import DAY, Window
from planner.kpi.columns import COLUMNS, Column
from planner.kpi.spans import time_in_bins


@dataclass(frozen=True)
class Stretches:
    """Stretches of an agent's time in which chats in hand and being on shift stay the same."""

    agent: IntColumn
    begin: FloatColumn
    end: FloatColumn
    in_hand: IntColumn
    on_shift: IntColumn


def stretches(records: Records, closes: float) -> Stretches:
    """Cut the agents' time where a chat begins or ends or a shift does. Shifts end when doors close."""
    chat = records.agent >= 0
    chats, shifts = int(chat.sum()), len(records.on_agent)
    agent = np.concatenate([np.tile(records.agent[chat], 2), np.tile(records.on_agent, 2)])
    time = np.concatenate(
        [records.dequeued[chat], records.slot_freed[chat], records.on_from, np.minimum(records.on_to, closes)]
    )
    chat_step = np.concatenate([np.repeat([1, -1], chats), np.zeros(2 * shifts, dtype=np.int64)])
    shift_step = np.concatenate([np.zeros(2 * chats, dtype=np.int64), np.repeat([1, -1], shifts)])
    order = np.lexsort((time, agent))
    # every span ends, so both sums are back at 0 where the next agent begins
    return Stretches(
        agent=agent[order][:-1],
        begin=time[order][:-1],
        end=time[order][1:],
        in_hand=np.cumsum(chat_step[order])[:-1],
        on_shift=np.cumsum(shift_step[order])[:-1],
    )


def agent_sums(records: Records, roster: Roster, window: Window) -> FloatColumn:
    """Return the time columns' sums as [group, interval, column]."""
    cut = stretches(records, window.closes)
    group_of = np.array(roster.group_of, dtype=np.int64)[cut.agent]
    staffed, busy = cut.on_shift > 0, cut.in_hand > 0
    in_hand = cut.in_hand.astype(np.float64)
    # overtime counts beyond the window too
    beyond = np.append(window.edges[:-1], max(window.edges[-1], cut.end.max(initial=0.0)))

    def time(which: BoolColumn, edges: FloatColumn, weight: FloatColumn | None = None) -> FloatColumn:
        return time_in_bins(
            cut.begin[which], cut.end[which], edges, None if weight is None else weight[which]
        )

    sums = np.zeros((len(roster.groups), len(window.edges) - 1, COLUMNS))
    days = _days_worked(records, roster, window)
    shift_group = np.array(roster.group_of, dtype=np.int64)[records.on_agent]
    shift_end = np.minimum(records.on_to, window.closes)
    for number, group in enumerate(roster.groups):
        ours = group_of == number
        shift = shift_group == number
        sums[number, :, Column.STAFFED] = time_in_bins(records.on_from[shift], shift_end[shift], window.edges)
        sums[number, :, Column.BUSY] = time(ours & staffed & busy, window.edges)
        sums[number, :, Column.IN_HAND] = time(ours & staffed & busy, window.edges, in_hand)
        sums[number, :, Column.SLOTS] = sums[number, :, Column.STAFFED] * group.concurrency
        sums[number, :, Column.OVERTIME] = time(ours & ~staffed & busy, beyond)
        sums[number, 0, Column.AGENT_DAYS] = days[number]
    return sums


def _days_worked(records: Records, roster: Roster, window: Window) -> list[int]:
    """Count each group's agents who worked in the window, each day anew; days begin at the start's time of day."""
    worked: set[tuple[int, int]] = set()
    begin = np.maximum(records.on_from, window.edges[0])
    end = np.minimum(records.on_to, window.edges[-1])
    for agent, since, until in zip(records.on_agent.tolist(), begin.tolist(), end.tolist(), strict=True):
        if until > since:
            worked.update((agent, day) for day in range(int(since // DAY), math.ceil(until / DAY)))
    days = [0] * len(roster.groups)
    for agent, _ in worked:
        days[roster.group_of[agent]] += 1
    return days
