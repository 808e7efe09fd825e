"""Those who wait, in order."""

from collections import deque
from collections.abc import Collection, Sequence

from planner.engine.chat import Chat


class Queue:
    """One line per chat type; the order across lines is priority, then arrival.

    A chat that gives up stays in its line until it comes to the front: finding it would cost a search.
    """

    def __init__(self, priorities: Sequence[int]) -> None:
        self.length = 0
        self._lines: list[deque[Chat]] = [deque() for _ in priorities]
        self._priorities = priorities

    def join(self, chat: Chat) -> None:
        """Put an arriving chat at the end of its line."""
        chat.waiting = True
        self._lines[chat.chat_type].append(chat)
        self.length += 1

    def leave(self, chat: Chat) -> None:
        """Take a chat out, wherever it stands."""
        chat.waiting = False
        self.length -= 1

    def first(self, pools: Sequence[Collection[object]]) -> Chat | None:
        """Return the first in queue order for whom an agent is available; `pools` holds those by chat type."""
        best: Chat | None = None
        best_place = (0, 0)
        for chat_type, line in enumerate(self._lines):
            while line and not line[0].waiting:
                line.popleft()
            if line and pools[chat_type]:
                place = (self._priorities[chat_type], line[0].number)
                if best is None or place < best_place:
                    best, best_place = line[0], place
        return best

    def waiting(self, chat_type: int) -> list[Chat]:
        """Return the chats of a type that wait, in order of arrival."""
        return [chat for chat in self._lines[chat_type] if chat.waiting]
