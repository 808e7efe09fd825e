"""What is measured of each chat that counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np

from planner.flow.demand import BoolColumn, Demand, FloatColumn, IntColumn, Kind
from planner.flow.records import Outcome, Records
from planner.flow.roster import Roster
from planner.flow.window import Promise, Window
from planner.kpi import histogram
from planner.kpi.columns import COLUMNS, Column
from planner.kpi.instants import sums_at_instants
from planner.kpi.messages import first_sent

MISSED_BY = {
    Outcome.ABANDONED: Column.ABANDONED,
    Outcome.BLOCKED: Column.BLOCKED,
    Outcome.EXPIRED: Column.EXPIRED,
    Outcome.CLOSED: Column.CLOSED,
    Outcome.SILENT: Column.SILENT,
}

OF_GROUPS = (Column.WAIT, Column.FIRST_RESPONSE, Column.HANDLE_TIME)
"""The columns, besides how many were answered, that tell something of the agents who took the chats."""


@dataclass(frozen=True)
class CountedChats:
    """One row per chat that arrived in the window; times in seconds, 0 where a thing did not happen."""

    row: IntColumn
    """In the demand."""
    chat_type: IntColumn
    agent: IntColumn
    """Roster position, -1 if none."""
    group: IntColumn
    """Of the agent, -1 if none."""
    interval: IntColumn
    """Of the arrival."""
    outcome: IntColumn
    queued: FloatColumn
    """Time in queue, whatever the outcome; of who gave up without a sign until then."""
    gone_after: FloatColumn
    """From arrival until a customer who abandoned went, in the queue or waiting for the first reply."""
    first_response: FloatColumn
    """From arrival, at most until the customer left."""
    replied: BoolColumn
    """Whether the agent's first message came, of those with an agent."""
    handled: FloatColumn
    work: FloatColumn
    handed_on: BoolColumn
    """Which are chats that another agent had before."""

    @property
    def answered(self) -> BoolColumn:
        """Which an agent served."""
        return np.asarray(self.outcome == Outcome.ANSWERED)

    def those(self, which: BoolColumn) -> "CountedChats":
        """Return some of them."""
        return CountedChats(**{name: column[which] for name, column in vars(self).items()})


def counted_chats(records: Records, demand: Demand, roster: Roster, window: Window) -> CountedChats:
    """Keep the chats that arrived in the window and measure each; tickets are none."""
    return measured_chats(which_count(records, demand, window), records, demand, roster, window)


def which_count(records: Records, demand: Demand, window: Window) -> BoolColumn:
    """Tell which chats arrived in the window; tickets are none."""
    counts = (records.arrival >= window.edges[0]) & (records.arrival < window.edges[-1]) & ~demand.ticket
    if demand.follow_ups is not None:
        counts &= records.outcome != Outcome.AFTER_HOURS
    return np.asarray(counts)


def measured_chats(
    which: BoolColumn, records: Records, demand: Demand, roster: Roster, window: Window
) -> CountedChats:
    """Measure some chats."""
    arrival = records.arrival[which]
    dequeued = records.dequeued[which]
    agent = records.agent[which]
    queued = dequeued - arrival
    left = records.customer_left[which]
    until_reply = _until_first_reply(records, demand)[which]
    gone_after = queued
    if demand.conversations is not None:
        gone_after = np.where(agent >= 0, left - arrival, queued)
    if demand.silent_leaving is not None:
        silent = records.outcome[which] == Outcome.SILENT
        queued = np.where(silent, demand.silent_leaving.patience[which], queued)
    return CountedChats(
        row=np.flatnonzero(which),
        chat_type=demand.chat_type[which],
        agent=agent,
        group=np.array([*roster.group_of, -1])[agent],
        interval=np.searchsorted(window.edges, arrival, side="right") - 1,
        outcome=records.outcome[which],
        queued=queued,
        gone_after=gone_after,
        first_response=np.where(agent >= 0, queued + np.minimum(until_reply, left - dequeued), 0.0),
        replied=np.isfinite(until_reply),
        handled=np.where(agent >= 0, records.slot_freed[which] - dequeued, 0.0),
        work=(demand.handle_time + demand.wrap_up)[which],
        handed_on=records.kind[which] == Kind.TRANSFER,
    )


def _until_first_reply(records: Records, demand: Demand) -> FloatColumn:
    """Return how long after the assignment each chat's first message comes; infinite where the customer did not wait for it."""
    talks, replies = demand.conversations, records.replies
    if talks is None or replies is None:
        return demand.first_reply
    until = first_sent(talks, replies) - records.dequeued
    return np.where(
        np.isnan(until), np.where(talks.of_type[demand.chat_type], np.inf, demand.first_reply), until
    )


def overnight_sums(records: Records, demand: Demand, window: Window, types: int) -> dict[Column, FloatColumn]:
    """Return what came while doors were closed, and the tickets of it, each as [type, cell]."""
    add_up = partial(sums_at_instants, window.edges, types)
    late, ticket = demand.after_hours, demand.ticket
    taken = ticket & (records.agent >= 0)
    work = (demand.handle_time + demand.wrap_up)[ticket]
    return {
        Column.AFTER_HOURS: add_up(late.arrival, late.chat_type),
        Column.TICKETS: add_up(demand.arrival[ticket], demand.chat_type[ticket]),
        Column.TICKETS_TAKEN: add_up(demand.arrival[taken], demand.chat_type[taken]),
        Column.TICKET_WORK: add_up(demand.arrival[ticket], demand.chat_type[ticket], work),
    }


def chat_sums(chats: CountedChats, promise: Promise, types: int, groups: int, intervals: int) -> FloatColumn:
    """Return the chat columns' sums as [types + groups, interval, column]."""
    values = _values(chats, promise)
    by_type = _add_up(values, chats.chat_type, chats.interval, types, intervals)
    place = (chats.chat_type * intervals + chats.interval) * len(Outcome) + chats.outcome
    outcomes = np.bincount(place, minlength=types * intervals * len(Outcome)).reshape(types, intervals, -1)
    by_type[:, :, Column.OFFERED] = outcomes.sum(axis=2)
    by_type[:, :, Column.ANSWERED] = outcomes[:, :, Outcome.ANSWERED]
    by_type[:, :, Column.MISSED] = by_type[:, :, Column.OFFERED] - by_type[:, :, Column.ANSWERED]
    for outcome, column in MISSED_BY.items():
        by_type[:, :, column] = outcomes[:, :, outcome]
    taken = chats.answered
    of_groups = {column: values[column][taken] for column in OF_GROUPS}
    of_groups[Column.ANSWERED] = np.ones(int(taken.sum()))
    by_group = _add_up(of_groups, chats.group[taken], chats.interval[taken], groups, intervals)
    return np.concatenate([by_type, by_group])


def _values(chats: CountedChats, promise: Promise) -> dict[Column, FloatColumn | BoolColumn]:
    """Return what each chat adds to the columns that are more than a count of outcomes."""
    queued, answered = chats.queued, chats.answered
    abandoned = chats.outcome == Outcome.ABANDONED
    return {
        Column.IN_TIME: in_time(chats, promise),
        Column.PROMISED: promised(chats, promise),
        Column.DELAYED: ~((chats.agent >= 0) & (queued == 0)),
        Column.WAIT: answered * queued,
        Column.WAIT_ALL: queued,
        Column.FIRST_RESPONSE: answered * chats.first_response,
        Column.HANDLE_TIME: answered * chats.handled,
        Column.ABANDON_TIME: abandoned * chats.gone_after,
        Column.WORK: chats.work,
    }


def in_time(chats: CountedChats, promise: Promise) -> BoolColumn:
    """Tell which chats were answered within the promise."""
    # who left without a word from the agent got no first response in time, however soon
    speed = (
        np.where(chats.replied, chats.first_response, np.inf) if promise.by_first_response else chats.queued
    )
    return np.asarray(chats.answered & (speed <= promise.within))


def promised(chats: CountedChats, promise: Promise) -> BoolColumn:
    """Tell which chats count for the service level."""
    match promise.counting:
        case "answered":
            return chats.answered
        case "without_short_abandons":
            abandoned = chats.outcome == Outcome.ABANDONED
            return np.asarray(~(abandoned & (chats.gone_after < promise.short_abandon)))
        case _:
            return np.ones(len(chats.queued), dtype=np.bool_)


def _add_up(
    values: Mapping[Column, FloatColumn | BoolColumn],
    label: IntColumn,
    interval: IntColumn,
    labels: int,
    intervals: int,
) -> FloatColumn:
    sums = np.zeros((labels, intervals, COLUMNS))
    place = label * intervals + interval
    for column, value in values.items():
        sums[:, :, column] = np.bincount(place, value, labels * intervals).reshape(labels, intervals)
    return sums


def longest_waits(chats: CountedChats, types: int, groups: int) -> FloatColumn:
    """Return the longest wait (s) of the run, each type and each group; NaN where nobody was answered."""
    taken = chats.answered
    waits = chats.queued[taken]
    longest = np.full(1 + types + groups, -np.inf)
    if len(waits):
        longest[0] = waits.max(where=~chats.handed_on[taken], initial=-np.inf)
        np.maximum.at(longest, 1 + chats.chat_type[taken], waits)
        np.maximum.at(longest, 1 + types + chats.group[taken], waits)
    return np.where(np.isinf(longest), np.nan, longest)


def histograms(chats: CountedChats, types: int, groups: int) -> list[IntColumn]:
    """Return how often each wait, and each first response, occurred among answered chats, each as [scope, bin]."""
    taken = chats.answered
    handed_on = chats.handed_on[taken]
    tables = []
    for seconds in (chats.queued[taken], chats.first_response[taken]):
        table = histogram.table(seconds, chats.chat_type[taken], chats.group[taken], types, groups)
        if handed_on.any():
            table[0] -= np.bincount(histogram.bins(seconds[handed_on]), minlength=histogram.BINS)
        tables.append(table)
    return tables
