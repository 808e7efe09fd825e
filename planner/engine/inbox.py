"""The messages of an agent's customers: those that wait for a reply, and those that will be written."""

from collections.abc import Sequence
from heapq import heappop, heappush

from planner.engine.reply_order import ReplyOrder
from planner.engine.script import Script

Entry = tuple[float, int, int]
"""When a message is written (s), its chat and row; rows as in `Script`. A chat's wrap-up is entered like a message."""


class Inbox:
    """Whatever has waited longest is first. When messages will be written is known, so none needs an event of its own."""

    __slots__ = ("_messages", "_row")

    def __init__(self, script: Script) -> None:
        self._messages: list[Entry] = []
        """A heap."""
        self._row = script.row

    def put(self, at: float, number: int) -> None:
        """Enter what is due in a chat from `at` (s) on."""
        heappush(self._messages, (at, number, self._row[number]))

    def take(self, now: float) -> Entry | None:
        """Take out the first of those that are there by now; if none is, the one that will be there next."""
        messages, rows = self._messages, self._row
        while messages:
            entry = heappop(messages)
            if entry[2] == rows[entry[1]]:  # the customer has not left
                return entry
        return None


class RankedInbox(Inbox):
    """Of those that are there by now, the first in an order is taken out."""

    __slots__ = ("_assigned", "_first", "_order", "_there")

    def __init__(self, script: Script, order: ReplyOrder, assigned: Sequence[float]) -> None:
        super().__init__(script)
        self._first = script.first
        self._assigned = assigned
        """When each chat was assigned (s)."""
        self._order = order
        self._there: list[tuple[float, Entry]] = []
        """Heap by rank of those that wait for a reply."""

    def take(self, now: float) -> Entry | None:
        """See `Inbox`."""
        messages, there = self._messages, self._there
        while messages and messages[0][0] <= now:
            entry = heappop(messages)
            _, number, row = entry
            heappush(there, (self._order(row - self._first[number], self._assigned[number]), entry))
        while there:
            _, entry = heappop(there)
            if entry[2] == self._row[entry[1]]:
                return entry
        return super().take(now)
