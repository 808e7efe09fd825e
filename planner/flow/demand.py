"""The customers of one replication, drawn before the engine starts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum

import numpy as np
import numpy.typing as npt

FloatColumn = npt.NDArray[np.float64]
IntColumn = npt.NDArray[np.int64]
SmallColumn = npt.NDArray[np.int32]
BoolColumn = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class AfterHours:
    """Those who came while doors were closed: a row each, in no order."""

    arrival: FloatColumn
    """Instant of arrival (s since the scenario's start)."""
    chat_type: IntColumn


class Kind(IntEnum):
    """Why a contact comes about."""

    FRESH = 0
    """By itself."""
    RETRY = 1
    """The customer was missed and tries again."""
    REPEAT = 2
    """The customer was answered, but the matter is not solved."""
    TRANSFER = 3
    """An agent hands the chat on."""


@dataclass(frozen=True)
class FollowUps:
    """Contacts that others bring about; columns as long as the demand's. Whether they do is for the engine to see."""

    if_missed: IntColumn
    """The row that comes about if this one is missed, a retry; -1 if none does."""
    retry_delay: FloatColumn
    """How long after that (s)."""
    most_retries: IntColumn
    """How often the customer may have tried again, this time included, for one more retry to come about."""
    if_answered: IntColumn
    """The row that comes about when this one's customer has been served, a transfer or a repeat; -1 if none does."""
    repeat_delay: FloatColumn
    """How long after that (s)."""
    transfer: BoolColumn
    """Whether this row is a chat that an agent hands on."""


@dataclass(frozen=True)
class Silences:
    """When customers fall silent in the course of their chats."""

    after: FloatColumn
    """Share of the handle time that is done by then."""
    length: FloatColumn
    """How long (s); 0 if they do not."""


@dataclass(frozen=True)
class Conversations:
    """The messages of chats that go to and fro: a flat row per reply, those of a chat one after the other."""

    of_type: BoolColumn
    """Whether each chat type's chats are such; those of the others have no rows."""
    first: IntColumn
    """Row of each chat's first reply; one entry more than chats, the last one is the number of rows."""
    work: FloatColumn
    """The agent reads and types the reply (s)."""
    gap: FloatColumn
    """From the reply to the customer's next message (s); 0 after the last."""
    patience: FloatColumn | None
    """For how long (s) the customer waits for the reply, infinite if for ever; None: all do."""
    idle: FloatColumn
    """By chat: how long (s) after its last reply it is closed, as the customer writes no more; 0 if the reply ends it."""
    until_reply: BoolColumn
    """By chat: whether the customer's patience runs on until the first reply."""

    @property
    def chat(self) -> IntColumn:
        """The chat of each reply, as its row in the demand."""
        replies = np.diff(self.first)
        return np.repeat(np.arange(len(replies)), replies)


@dataclass(frozen=True)
class SilentLeaving:
    """Customers who give up without a sign. The demand's patience of those who would is endless."""

    patience: FloatColumn
    """By chat: how long after the arrival (s) the customer gives up; infinite for those who give a sign."""
    noticed_after: FloatColumn
    """By chat: how long (s) an agent who gets the chat after that does not notice."""


@dataclass(frozen=True)
class Bots:
    """What bots did before customers came to the queue. Talks: a row each, handed over or not, in no order."""

    in_front: BoolColumn
    """Whether each chat type has a bot."""
    before: FloatColumn
    """For each chat of the demand how long (s) the customer talked to the bot before the arrival; 0 without one."""
    ended: FloatColumn
    """Instant (s since the scenario's start) at which a talk was over, as long as the scenario goes on."""
    chat_type: IntColumn
    first_reply: FloatColumn
    """From the customer's start to the bot's first message (s)."""
    contained: BoolColumn
    """Whether the bot solved it, so that no chat came of it."""


@dataclass(frozen=True)
class Demand:
    """One row per chat in order of arrival (ties: chat types in file order), then follow-ups. Seconds throughout."""

    type_names: tuple[str, ...]
    """The chat types in file order."""
    arrival: FloatColumn
    """Instant of arrival since the scenario's start; infinite for follow-ups, for which it is not known yet."""
    chat_type: IntColumn
    """Position of the chat's type in the scenario."""
    patience: FloatColumn
    """Longest wait for an assignment; infinite where the customer never leaves."""
    handle_time: FloatColumn
    """How long the chat takes if it is the agent's only one; of a conversation with all its messages."""
    wrap_up: FloatColumn
    """Work after the customer has gone; the slot stays taken."""
    first_reply: FloatColumn
    """From the assignment to the agent's first message."""
    draw: FloatColumn
    """A uniform number in [0, 1) for strategies that choose at random."""
    ticket: BoolColumn
    """Whether it is no chat, but a ticket left overnight: work to be done when no chat waits."""
    after_hours: AfterHours
    previous: IntColumn | None = None
    """Roster position of the agent whom a returning customer knows; -1 if none."""
    acceptance: Mapping[int, FloatColumn] = field(default_factory=dict)
    """By position of the groups whose agents are offered chats: how long until one accepts the first, second, ... offer of
    a chat, as [chat, offer]; infinite where the agent misses it."""
    noticing: Mapping[int, FloatColumn] = field(default_factory=dict)
    """By position of the groups whose agents pick chats: how long until a free one picks the chat."""
    follow_ups: FollowUps | None = None
    silences: Silences | None = None
    conversations: Conversations | None = None
    """None where no chat type has one."""
    silent_leaving: SilentLeaving | None = None
    bots: Bots | None = None
    """None where no chat type has one."""

    def __len__(self) -> int:
        return len(self.arrival)


NOBODY = AfterHours(np.zeros(0), np.zeros(0, dtype=np.int64))
