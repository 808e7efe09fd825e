"""Those who wait, in order."""

from collections import deque
from collections.abc import Iterable
from heapq import heappop, heappush

import numpy as np

from planner.engine.agent import NEVER
from planner.engine.log import Log
from planner.flow.demand import Demand
from planner.flow.records import Outcome
from planner.flow.rules import Rules

GONE = -NEVER
"""Stands for the instant at which a chat will give up once it does not wait any more."""


BEHIND_CHATS = 1_000_000
"""Added to the priority of tickets."""


class Queue:
    """One line per chat type; the order across lines is priority, then arrival.

    Where there are tickets, each type has a second line for them, behind all chats; they do not give up, do not
    count for the waiting room, and lie by while doors are closed.

    Nothing happens at the instant at which a customer gives up. Those who have are let go when it matters:
    when they come to the front of their line, or when an arrival finds the waiting room full.
    """

    def __init__(self, demand: Demand, rules: Rules, log: Log) -> None:
        self.length = 0
        """Chats that wait, and those who gave up and were not let go yet."""
        self._demand = demand
        self._rules = rules
        self._log = log
        self._chat_lines = len(rules.priorities)
        self._priorities = (*rules.priorities, *(BEHIND_CHATS + priority for priority in rules.priorities))
        self._lines: list[deque[int]] = [deque() for _ in self._priorities]
        self._laid_by: list[deque[int]] = [deque() for _ in rules.priorities]
        waits = np.where(demand.ticket, NEVER, np.minimum(demand.patience, rules.max_wait))
        self._gives_up: list[float] = (demand.arrival + waits).tolist()
        """When each chat's patience or the maximum wait runs out."""
        self._room = NEVER if rules.max_length is None else rules.max_length
        self._leaving: list[tuple[float, int]] = []
        """In a waiting room of limited size: heap of (when it gives up, chat) of all that joined."""

    def join(self, number: int, line: int, now: float) -> bool:
        """Put an arriving chat at the end of its line if there is room; tell whether there was."""
        if self._room != NEVER and line < self._chat_lines:
            self._let_leave(now)
            if self.length - sum(map(len, self._lines[self._chat_lines :])) >= self._room:
                return False
            heappush(self._leaving, (self._gives_up[number], number))
        self._lines[line].append(number)
        self.length += 1
        return True

    def _let_leave(self, now: float) -> None:
        """Let go all who have given up, those of this very instant included."""
        while self._leaving and self._leaving[0][0] <= now:
            gives_up, number = heappop(self._leaving)
            if self._gives_up[number] == gives_up:
                self._let_go(number)

    def take(self, lines: Iterable[int], now: float) -> int | None:
        """Take out the first of these lines; those who give up at this very instant still wait."""
        gives_up = self._gives_up
        first, first_place = None, (0, 0)
        for which in lines:
            line = self._lines[which]
            while line and gives_up[line[0]] < now:
                self._let_go(line.popleft())
            if line:
                place = (self._priorities[which], line[0])
                if first is None or place < first_place:
                    first, first_place = line, place
        if first is None:
            return None
        number = first.popleft()
        gives_up[number] = GONE
        self.length -= 1
        return number

    def close(self, chat_type: int, now: float) -> None:
        """Send away all of a type; those who give up at this very instant have left by themselves."""
        line = self._lines[chat_type]
        while line:
            number = line.popleft()
            if self._gives_up[number] <= now:
                self._let_go(number)
            else:
                self._miss(number, Outcome.CLOSED, now)

    def lay_tickets_by(self) -> None:
        """Doors close: nobody takes tickets until they open again."""
        tickets = self._lines[self._chat_lines :]
        self.length -= sum(map(len, tickets))
        for line, laid_by in zip(tickets, self._laid_by, strict=True):
            laid_by.extend(line)
            line.clear()

    def bring_tickets_back(self) -> None:
        """Doors open: those left over are first."""
        for line, laid_by in zip(self._lines[self._chat_lines :], self._laid_by, strict=True):
            line.extendleft(reversed(laid_by))
            self.length += len(laid_by)
            laid_by.clear()

    def leave_tickets(self) -> None:
        """Nothing more happens: note the tickets that nobody took."""
        self.lay_tickets_by()
        for line in self._laid_by:
            for number in line:
                self._log.miss(number, Outcome.CLOSED, NEVER)

    def _let_go(self, number: int) -> None:
        """See to it that a chat that gave up is missed, once."""
        gave_up = self._gives_up[number]
        if gave_up != GONE:
            outlasts = self._demand.patience[number] > self._rules.max_wait
            self._miss(number, Outcome.EXPIRED if outlasts else Outcome.ABANDONED, gave_up)

    def _miss(self, number: int, outcome: Outcome, now: float) -> None:
        self._gives_up[number] = GONE
        self.length -= 1
        self._log.miss(number, outcome, now)
