"""The customers of one replication, drawn before the engine starts."""

from dataclasses import dataclass

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
    """One row per chat in order of arrival (ties: chat types in file order). Seconds throughout."""

    type_names: tuple[str, ...]
    """The chat types in file order."""
    arrival: FloatColumn
    """Instant of arrival since the scenario's start."""
    chat_type: IntColumn
    """Position of the chat's type in the scenario."""
    patience: FloatColumn
    """Longest wait for an assignment; infinite where the customer never leaves."""
    handle_time: FloatColumn
    """Work of the chat if it is the agent's only one."""
    wrap_up: FloatColumn
    """Work after the customer has gone; the slot stays taken."""
    first_reply: FloatColumn
    """From the assignment to the agent's first message."""
    draw: FloatColumn
    """A uniform number in [0, 1) for strategies that choose at random."""
    ticket: BoolColumn
    """Whether it is no chat, but a ticket left overnight: work to be done when no chat waits."""
    after_hours: AfterHours
    bots: Bots | None = None
    """None where no chat type has one."""

    def __len__(self) -> int:
        return len(self.arrival)


NOBODY = AfterHours(np.zeros(0), np.zeros(0, dtype=np.int64))
