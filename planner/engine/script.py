"""The messages of all chats, and how far each chat has come: what those who converse share."""

from collections.abc import Sequence

import numpy as np

from planner.flow.clock import on_grid
from planner.flow.demand import Conversations, Demand, FloatColumn, IntColumn


class Script:
    """Rows are those of `Conversations`; a chat whose row is its end has no reply to come."""

    def __init__(self, demand: Demand, conversations: Conversations, arrivals: Sequence[float]) -> None:
        first = conversations.first.tolist()
        self.of_type = conversations.of_type
        self.first: list[int] = first[:-1]
        self.end: list[int] = first[1:]
        self.row: list[int] = first[:-1]
        """The reply that each chat waits for, or will."""
        self.gap: list[float] = conversations.gap.tolist()
        self.idle: list[float] = conversations.idle.tolist()
        self.leaving: Leaving | None = None
        if conversations.patience is not None or conversations.until_reply.any():
            self.leaving = Leaving(demand, conversations, arrivals)
        self._chat_type = demand.chat_type
        self._of_row = np.repeat(demand.chat_type, np.diff(conversations.first))
        self._work = conversations.work
        self._wrap_up = demand.wrap_up
        self._paced: dict[tuple[float, ...], tuple[list[float], list[float]]] = {}

    def work(self, pace: tuple[float, ...]) -> tuple[list[float], list[float]]:
        """Return the work on each reply, and on each chat's wrap-up, of agents of a pace."""
        if pace not in self._paced:

            def at_pace(work: FloatColumn, chat_type: IntColumn) -> list[float]:
                paced: list[float] = on_grid(work * np.array(pace)[chat_type] if pace else work).tolist()
                return paced

            self._paced[pace] = at_pace(self._work, self._of_row), at_pace(self._wrap_up, self._chat_type)
        return self._paced[pace]


class Leaving:
    """When customers lose patience in the course of their chats."""

    def __init__(self, demand: Demand, conversations: Conversations, arrivals: Sequence[float]) -> None:
        rows = len(conversations.work)
        self.patience: list[float] = (
            np.full(rows, np.inf) if conversations.patience is None else conversations.patience
        ).tolist()
        """By reply: how long (s) the customer waits for it."""
        self._first: list[int] = conversations.first.tolist()
        self._until_reply: list[bool] = conversations.until_reply.tolist()
        patience = demand.patience
        if demand.silent_leaving is not None:  # with an agent, they close the window like all others
            patience = np.minimum(patience, demand.silent_leaving.patience)
        self._queue_patience: list[float] = patience.tolist()
        self._arrivals = arrivals

    def before_reply(self, number: int, row: int) -> bool:
        """Tell whether the chat is missed if the customer leaves before this reply."""
        return self._until_reply[number] and row == self._first[number]

    def at(self, number: int, row: int, now: float) -> float:
        """Return when the customer leaves who begins to wait for a reply now (s); infinite if never."""
        if self.before_reply(number, row):
            return self._arrivals[number] + self._queue_patience[number]
        return now + self.patience[row]
