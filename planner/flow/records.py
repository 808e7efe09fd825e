"""What happened to every chat and agent in one replication."""

from dataclasses import dataclass, field
from enum import IntEnum

import numpy as np

from planner.flow.demand import FloatColumn, IntColumn


class Outcome(IntEnum):
    """How a chat's wait ended. Every outcome but `ANSWERED` and `AFTER_HOURS` is missed."""

    ANSWERED = 0
    ABANDONED = 1
    BLOCKED = 2
    EXPIRED = 3
    CLOSED = 4
    AFTER_HOURS = 5
    """Came back to closed doors: not offered at all."""
    SILENT = 6
    """Gave up without a sign, and took an agent's slot nevertheless."""


def _no_rows() -> IntColumn:
    return np.zeros(0, dtype=np.int64)


def _no_times() -> FloatColumn:
    return np.zeros(0)


@dataclass(frozen=True)
class Replies:
    """What became of the messages: a row per reply as in the demand's `Conversations`."""

    began: FloatColumn
    """When the agent began to read and type; NaN if never. Stopped short where the customer left meanwhile."""
    sent: FloatColumn
    """When the reply was sent; NaN if it was not."""
    in_hand: IntColumn
    """The agent's chats in hand when the customer wrote, this one included; 0 if that never happened."""
    wrap_up_began: FloatColumn
    """By chat: when the agent began the wrap-up; NaN if there was none."""


@dataclass(frozen=True)
class Records:
    """Chat columns are in the demand's order; times in seconds, NaN where a thing did not happen."""

    outcome: IntColumn
    """An `Outcome` per chat."""
    arrival: FloatColumn
    """The demand's, and for follow-ups when they came; infinite for those that did not."""
    kind: IntColumn
    """A `Kind` per chat: why it came about."""
    agent: IntColumn
    """Roster position of the agent, -1 if none."""
    dequeued: FloatColumn
    """Instant of the assignment, or of giving up for those missed; infinite for tickets that nobody took.

    Who leaves between assignment and first reply, or is silent, is missed, too, but was assigned: `agent` tells."""
    customer_left: FloatColumn
    """When the customer of an assigned chat goes: at the end of the handle time, with the last reply, or before."""
    slot_freed: FloatColumn
    """End of the wrap-up."""
    on_agent: IntColumn
    """Spans in which agents are on duty, not on a break: roster position ..."""
    on_from: FloatColumn
    on_to: FloatColumn
    """... and from when to when; infinite for those there by head count when doors close for the last time."""
    rest_agent: IntColumn
    """Breaks as they were taken: roster position ..."""
    rest_from: FloatColumn
    rest_to: FloatColumn
    """... and from when to when."""
    slots: IntColumn | None = None
    """How many slots each chat takes; None: one each."""
    offer_agent: IntColumn = field(default_factory=_no_rows)
    """Offers that agents missed: roster position ..."""
    offer_chat: IntColumn = field(default_factory=_no_rows)
    """... and row of the chat."""
    inactive_chat: IntColumn = field(default_factory=_no_rows)
    """Spans in which a silent customer's chat took no slot: row of the chat ..."""
    inactive_from: FloatColumn = field(default_factory=_no_times)
    inactive_to: FloatColumn = field(default_factory=_no_times)
    """... and from when to when."""
    replies: Replies | None = None
    """None where no chat type has conversations."""
