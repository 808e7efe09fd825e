"""Those who wait, in order."""

from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Container, Iterable, Sequence
from heapq import heappop, heappush
from itertools import islice

import numpy as np

from planner.engine.agent import NEVER
from planner.engine.lines import Line
from planner.engine.room import room
from planner.flow.demand import Demand
from planner.flow.records import Outcome
from planner.flow.rules import Rules

GONE = -NEVER
"""Stands for the instant at which a chat will give up once it does not wait any more."""

Miss = Callable[[int, Outcome, float], None]
"""What to call when a chat goes without an answer: its number, why, and when."""


class Queue:
    """One line per chat type, and more where tickets, or the time that a chat has waited, make a difference.

    The order across lines is priority, then arrival. Tickets are behind all chats; they do not give up, do not
    count for the waiting room, and lie by while doors are closed.

    Nothing happens at the instant at which a customer gives up. Those who have are let go when it matters:
    when they come to the front of their line, or when an arrival finds the waiting room full.
    """

    def __init__(
        self, demand: Demand, rules: Rules, lines: Sequence[Line], arrivals: Sequence[float], miss: Miss
    ) -> None:
        self.length = 0
        """Chats that wait, and those who gave up and were not let go yet."""
        self._max_wait = rules.max_wait
        self._miss_chat = miss
        self._arrivals = arrivals
        self._patience = demand.patience
        self._priorities = [line.priority for line in lines]
        self._lines: list[deque[int]] = [deque() for _ in lines]
        self._tickets = [number for number, line in enumerate(lines) if line.tickets]
        self._laid_by: list[deque[int]] = [deque() for _ in self._tickets]
        self.waits: list[float] = np.where(
            demand.ticket, NEVER, np.minimum(demand.patience, rules.max_wait)
        ).tolist()
        """How long each chat waits before patience or the maximum wait runs out."""
        self._gives_up: list[float] = (demand.arrival + self.waits).tolist()
        """When that is."""
        self._room = room(rules)
        self._leaving: list[tuple[float, int]] = []
        """In a waiting room of limited size: heap of (when it gives up, chat) of all that joined or came back."""

    def add_line(self, priority: int) -> None:
        """Add a line."""
        self._lines.append(deque())
        self._priorities.append(priority)

    def join(self, number: int, line: int, now: float) -> bool:
        """Put an arriving chat at the end of its line if there is room; tell whether there was."""
        if self._room is not None and line not in self._tickets:
            self._let_leave(now)
            if not self._room.admit(self.length - sum(len(self._lines[at]) for at in self._tickets)):
                return False
            heappush(self._leaving, (self._gives_up[number], number))
        self._lines[line].append(number)
        self.length += 1
        return True

    def come_back(self, number: int, line: int) -> None:
        """Put a chat that waited before, or that waits in another line, in its place by arrival."""
        queue, arrivals = self._lines[line], self._arrivals
        place = bisect_left(queue, (arrivals[number], number), key=lambda other: (arrivals[other], other))
        queue.insert(place, number)
        self._gives_up[number] = gives_up = arrivals[number] + self.waits[number]
        if self._room is not None and line not in self._tickets:
            heappush(self._leaving, (gives_up, number))
        self.length += 1

    def leave(self, number: int, line: int, now: float) -> None:
        """Take a chat that waits out of its line."""
        self._clear_front(self._lines[line], now)
        self._lines[line].remove(number)
        self._gives_up[number] = GONE
        self.length -= 1

    def expect(self, number: int, now: float) -> None:
        """Note when a chat that comes only now will give up."""
        self._gives_up[number] = now + self.waits[number]

    def is_waiting(self, number: int, now: float) -> bool:
        """Tell whether a chat waits; those who give up at this very instant still do."""
        return self._gives_up[number] >= now

    def let_go_by(self, number: int, now: float) -> None:
        """Let a chat go if it waits and has given up by now."""
        if self._gives_up[number] <= now:
            self._let_go(number)

    def _let_leave(self, now: float) -> None:
        """Let go all who have given up, those of this very instant included."""
        while self._leaving and self._leaving[0][0] <= now:
            gives_up, number = heappop(self._leaving)
            if self._gives_up[number] == gives_up:
                self._let_go(number)

    def take(self, lines: Iterable[int], now: float) -> int | None:
        """Take out the first of these lines; those who give up at this very instant still wait."""
        gives_up, arrivals = self._gives_up, self._arrivals
        first, first_place = None, (0, 0.0, 0)
        for which in lines:
            line = self._lines[which]
            if line and gives_up[line[0]] < now:
                self._clear_front(line, now)
            if line:
                place = (self._priorities[which], arrivals[line[0]], line[0])
                if first is None or place < first_place:
                    first, first_place = line, place
        if first is None:
            return None
        number = first.popleft()
        gives_up[number] = GONE
        self.length -= 1
        return number

    def first(self, lines: Iterable[int], now: float, but: Container[int]) -> int | None:
        """Return the first chat of these lines that waits, but for some."""
        places = []
        for which in lines:
            line = self._lines[which]
            self._clear_front(line, now)
            waiting = (number for number in line if number not in but and self.is_waiting(number, now))
            places += [
                (self._priorities[which], self._arrivals[number], number) for number in islice(waiting, 1)
            ]
        return min(places)[2] if places else None

    def _clear_front(self, line: deque[int], now: float) -> None:
        """Let go those at the front of a line who have given up."""
        while line and self._gives_up[line[0]] < now:
            self._let_go(line.popleft())

    def close(self, which: int, now: float) -> None:
        """Send away all of a line; those who give up at this very instant have left by themselves."""
        line = self._lines[which]
        while line:
            number = line.popleft()
            if self._gives_up[number] <= now:
                self._let_go(number)
            else:
                self._miss(number, Outcome.CLOSED, now)

    def lay_tickets_by(self) -> None:
        """Doors close: nobody takes tickets until they open again."""
        for which, laid_by in zip(self._tickets, self._laid_by, strict=True):
            tickets = self._lines[which]
            self.length -= len(tickets)
            laid_by.extend(tickets)
            for number in tickets:
                self._gives_up[number] = GONE
            tickets.clear()

    def lay_by(self, number: int, which: int) -> None:
        """Have a ticket that was not accepted lie by until doors open."""
        self._laid_by[self._tickets.index(which)].append(number)

    def bring_tickets_back(self) -> None:
        """Doors open: those left over are first."""
        for which, laid_by in zip(self._tickets, self._laid_by, strict=True):
            self._lines[which].extendleft(reversed(laid_by))
            for number in laid_by:
                self._gives_up[number] = NEVER
            self.length += len(laid_by)
            laid_by.clear()

    def leave_tickets(self) -> None:
        """Nothing more happens: note the tickets that nobody took."""
        self.lay_tickets_by()
        for line in self._laid_by:
            for number in line:
                self._miss_chat(number, Outcome.CLOSED, NEVER)

    def _let_go(self, number: int) -> None:
        """See to it that a chat that gave up is missed, once."""
        gave_up = self._gives_up[number]
        if gave_up != GONE:
            outlasts = self._patience[number] > self._max_wait
            self._miss(number, Outcome.EXPIRED if outlasts else Outcome.ABANDONED, gave_up)

    def _miss(self, number: int, outcome: Outcome, now: float) -> None:
        self._gives_up[number] = GONE
        self.length -= 1
        self._miss_chat(number, outcome, now)
