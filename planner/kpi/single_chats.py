"""Chats one by one, each as the KPIs take it."""

from dataclasses import dataclass

import numpy as np

from planner.flow.demand import BoolColumn, Demand, FloatColumn, IntColumn
from planner.flow.records import Outcome, Records
from planner.flow.roster import Roster
from planner.flow.window import Promise, Window
from planner.kpi.chats import in_time, measured_chats, promised, which_count
from planner.kpi.messages import per_chat


@dataclass(frozen=True)
class SingleChats:
    """A row per contact in order of arrival; times in seconds, NaN where a thing did not happen."""

    number: IntColumn
    """In the replication, from 1; a contact that did not come about leaves a gap."""
    follows: IntColumn
    """The number of the contact that brought this one about; 0 if none did."""
    chat_type: IntColumn
    kind: IntColumn
    """A `Kind`."""
    ticket: BoolColumn
    outcome: IntColumn
    """An `Outcome`; -1 for a ticket that nobody took."""
    counts: BoolColumn
    """Whether it counts for KPIs."""
    in_time: BoolColumn
    promised: BoolColumn
    """Whether it counts for the service level."""
    arrival: FloatColumn
    assigned: FloatColumn
    ended: FloatColumn
    """When the customer left, in the queue or in the chat."""
    queued: FloatColumn
    first_response: FloatColumn
    """From the arrival, of answered ones."""
    handled: FloatColumn
    """Of those with an agent: from the assignment to the end of the wrap-up."""
    wrap_up: FloatColumn
    agent: IntColumn
    """Roster position, -1 if none."""
    group: IntColumn
    """Of the agent, -1 if none."""
    replies: IntColumn
    """How many messages the agent sent; -1 where the chat is no conversation."""

    def __len__(self) -> int:
        return len(self.number)

    def between(self, first: int, past: int) -> "SingleChats":
        """Return some of them."""
        return SingleChats(**{name: column[first:past] for name, column in vars(self).items()})


def single_chats(
    records: Records, demand: Demand, roster: Roster, window: Window, promise: Promise
) -> SingleChats:
    """Lay out every contact that came about."""
    row = np.flatnonzero(records.arrival < np.inf)
    row = row[np.argsort(records.arrival[row], kind="stable")]
    every = measured_chats(np.ones(len(demand), dtype=np.bool_), records, demand, roster, window)
    agent, arrival, left = every.agent[row], records.arrival[row], records.customer_left[row]
    had_agent = agent >= 0
    outcome = records.outcome[row]
    waiting = demand.ticket[row] & ~had_agent
    # the agent's chat with a customer who had left silently came after the end
    in_chat = had_agent & (outcome != Outcome.SILENT)
    counts = which_count(records, demand, window)[row]

    def of_assigned(seconds: FloatColumn) -> FloatColumn:
        return np.where(had_agent, seconds, np.nan)

    def unless_waiting(seconds: FloatColumn) -> FloatColumn:
        return np.where(waiting, np.nan, seconds)

    return SingleChats(
        number=row + 1,
        follows=_brought_about_by(records, demand)[row],
        chat_type=demand.chat_type[row],
        kind=records.kind[row],
        ticket=demand.ticket[row],
        outcome=np.where(waiting, -1, outcome),
        counts=counts,
        in_time=in_time(every, promise)[row] & counts,
        promised=promised(every, promise)[row] & counts,
        arrival=arrival,
        assigned=of_assigned(records.dequeued[row]),
        ended=unless_waiting(np.where(in_chat, left, arrival + every.queued[row])),
        queued=unless_waiting(every.queued[row]),
        first_response=np.where(every.answered[row] & had_agent, every.first_response[row], np.nan),
        handled=of_assigned(every.handled[row]),
        wrap_up=np.where(in_chat, records.slot_freed[row] - left, np.nan),
        agent=agent,
        group=every.group[row],
        replies=_replies(records, demand)[row],
    )


def _brought_about_by(records: Records, demand: Demand) -> IntColumn:
    """Return the number of the contact that brought each one about; 0 if none did."""
    by = np.zeros(len(demand), dtype=np.int64)
    links = demand.follow_ups
    if links is not None:
        answered = records.outcome == Outcome.ANSWERED
        link = np.where(answered, links.if_answered, links.if_missed)
        first = np.flatnonzero((link >= 0) & (records.arrival < np.inf))
        by[link[first]] = first + 1
    return by


def _replies(records: Records, demand: Demand) -> IntColumn:
    talks, replies = demand.conversations, records.replies
    if talks is None or replies is None:
        return np.full(len(demand), -1)
    return np.where(talks.of_type[demand.chat_type], per_chat(talks, ~np.isnan(replies.sent)), -1)
