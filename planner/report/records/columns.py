"""The columns of records, defined once: name, kind, meaning, and where the value is. Their reference page is made from this table."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from planner.flow.demand import BoolColumn, IntColumn, Kind
from planner.flow.records import Outcome
from planner.kpi import SingleChats
from planner.study import Recorded

Look = Literal["number", "seconds", "instant", "yes or no", "text"]

OUTCOMES = {
    Outcome.ANSWERED: "answered",
    Outcome.ABANDONED: "abandoned",
    Outcome.BLOCKED: "blocked",
    Outcome.EXPIRED: "expired",
    Outcome.CLOSED: "closed",
    Outcome.AFTER_HOURS: "after_hours",
    Outcome.SILENT: "silent",
}
NOT_TAKEN = "not_taken"
KINDS = {Kind.FRESH: "first", Kind.RETRY: "retry", Kind.REPEAT: "repeat", Kind.TRANSFER: "transfer"}
TICKET = "ticket"


@dataclass(frozen=True)
class RecordColumn:
    """A column; missing are numbers below 0, NaN, and positions below 0 in `words`."""

    name: str
    look: Look
    meaning: str
    values: Callable[[SingleChats], npt.NDArray[Any]]
    words: Callable[[Recorded], Sequence[str]] = lambda _: ()
    """What whole numbers stand for where the column is text."""


def _kinds(chats: SingleChats) -> IntColumn:
    return np.where(chats.ticket, len(KINDS), chats.kind)


def _outcomes(chats: SingleChats) -> IntColumn:
    return np.where(chats.outcome < 0, len(OUTCOMES), chats.outcome)


def _of_counted(which: BoolColumn, chats: SingleChats) -> IntColumn:
    """Return 1 or 0 for chats that count, -1 for others."""
    return np.where(chats.counts, which, -1)


COLUMNS: tuple[RecordColumn, ...] = (
    RecordColumn(
        "chat",
        "number",
        "number of the contact in its replication; together with `replication` it names the row",
        lambda chats: chats.number,
    ),
    RecordColumn(
        "chat_type",
        "text",
        "as in the scenario; of a transfer the type that it was handed on to",
        lambda chats: chats.chat_type,
        lambda told: told.chat_types,
    ),
    RecordColumn(
        "kind",
        "text",
        "`first`: the customer came by himself or herself; `retry`: was missed and tries again; `repeat`: was answered, but the matter "
        "was not solved; `transfer`: an agent handed the chat on; `ticket`: left while doors were closed",
        _kinds,
        lambda _: (*KINDS.values(), TICKET),
    ),
    RecordColumn(
        "follows",
        "number",
        "`chat` of the contact that brought this one about, in the same replication; empty if none did",
        lambda chats: np.where(chats.follows > 0, chats.follows, -1),
    ),
    RecordColumn(
        "counts",
        "yes or no",
        "whether it counts for KPIs: it arrived after the warm-up and before the cool-down, when doors were open, "
        "and is no ticket",
        lambda chats: chats.counts,
    ),
    RecordColumn(
        "arrival",
        "instant",
        "when the customer came to the queue; of a ticket when doors opened",
        lambda chats: chats.arrival,
    ),
    RecordColumn(
        "arrival_s",
        "seconds",
        "the same in seconds since the scenario's `start`",
        lambda chats: chats.arrival,
    ),
    RecordColumn(
        "outcome",
        "text",
        "`answered`, or why it was missed: `abandoned` (patience ran out), `blocked` (the queue was full), `expired` (waited longer than "
        "`max_wait`), `closed` (nobody was left to serve it), `silent` (left without a sign; an agent got it all the same); not offered at all: "
        "`after_hours` (came again to closed doors), `not_taken` (a ticket that no agent took)",
        _outcomes,
        lambda _: (*OUTCOMES.values(), NOT_TAKEN),
    ),
    RecordColumn(
        "assigned", "instant", "when an agent got it; empty if none did", lambda chats: chats.assigned
    ),
    RecordColumn(
        "wait_s",
        "seconds",
        "time in queue, whatever the outcome; of `silent` ones until the customer had left",
        lambda chats: chats.queued,
    ),
    RecordColumn(
        "first_response_s",
        "seconds",
        "arrival to the agent's first message; only answered ones",
        lambda chats: chats.first_response,
    ),
    RecordColumn(
        "ended",
        "instant",
        "when the customer left: after the chat, out of it or out of the queue",
        lambda chats: chats.ended,
    ),
    RecordColumn(
        "handle_time_s",
        "seconds",
        "assignment to the end of the wrap-up, other chats in hand included; whatever an agent got",
        lambda chats: chats.handled,
    ),
    RecordColumn(
        "wrap_up_s",
        "seconds",
        "of this, from when the customer left",
        lambda chats: chats.wrap_up,
    ),
    RecordColumn(
        "agent",
        "text",
        "as `--by-agent` names the agent; empty if none got it",
        lambda chats: chats.agent,
        lambda told: told.agents,
    ),
    RecordColumn("group", "text", "of the agent", lambda chats: chats.group, lambda told: told.groups),
    RecordColumn(
        "in_time",
        "yes or no",
        "whether it was answered within the promise of `service_level`; empty if it does not count",
        lambda chats: _of_counted(chats.in_time, chats),
    ),
    RecordColumn(
        "promised",
        "yes or no",
        "whether it is among the chats of which that share is promised (`counting`); empty if it does not count",
        lambda chats: _of_counted(chats.promised, chats),
    ),
    RecordColumn(
        "replies",
        "number",
        "messages that the agent sent; empty where the chat is no `conversation`",
        lambda chats: chats.replies,
    ),
)
"""In their order, behind `replication`."""

REPLICATION = "replication"
REPLICATION_MEANS = "from 1; each one is the whole horizon once, with other chance"
