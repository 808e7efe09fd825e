"""How agents work on the chats in hand: each by itself, or all sharing the agent's attention."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from heapq import heappop, heappush, heapreplace
from typing import Protocol

from planner.engine.agent import NEVER, Agent
from planner.engine.calendar import SLOT_FREED, Calendar, Moment, Turn
from planner.engine.log import Log
from planner.flow.clock import on_grid
from planner.flow.demand import Demand

Freed = Callable[[Agent], None]
"""What to call when an agent has fewer chats in hand."""

Left = Callable[[int, float], None]
"""What to call when the customer of a chat has gone: its number and when."""

Released = Callable[[int, Agent], None]
"""What to call when a chat's slot is free again, before `Freed`."""

Retaken = Callable[[int, Agent], None]
"""What to call when a chat takes its slot again."""

HANDLING, WRAPPING_UP = 0, 1


@dataclass(frozen=True)
class Office:
    """What desks share, and whom they tell."""

    calendar: Calendar
    log: Log
    freed: Freed
    fuller: Freed
    """What to call when an agent has more chats in hand, though none was assigned."""
    missed: Sequence[Left]
    left: Sequence[Left]
    released: Sequence[Released]
    retaken: Sequence[Retaken]


class Desk(Protocol):
    """How work goes on."""

    def begin(self, number: int, agent: Agent) -> None:
        """Begin a chat; `agent.in_hand` does not count it yet."""
        ...

    def crowd(self, agent: Agent, change: int) -> None:
        """So many more chats, or fewer, are in the agent's hands that need no work here."""
        ...


class Slot:
    """The SimPy event of the moment at which a slot is free again."""

    __slots__ = ("agent", "callbacks")

    _ok = True

    agent: Agent
    callbacks: "tuple[Callable[[Slot], None], ...]"


class IndependentSlots:
    """Chats in hand do not slow each other down, so the end of each is known when it begins.

    It knows no agent's chats: one desk serves all such agents, and the end is noted by `Log.records`.
    """

    def __init__(self, demand: Demand, office: Office) -> None:
        self._schedule = office.calendar.schedule
        self._work: list[float] = (demand.handle_time + demand.wrap_up).tolist()
        self._freed = office.freed
        self._ended = (self._on_ended,)
        self._unused: list[Slot] = []

    def begin(self, number: int, agent: Agent) -> None:
        """See `Desk`."""
        slot = self._unused.pop() if self._unused else Slot()
        slot.agent = agent
        slot.callbacks = self._ended
        self._schedule(slot, SLOT_FREED, self._work[number])

    def crowd(self, agent: Agent, change: int) -> None:
        """See `Desk`."""

    def _on_ended(self, slot: Slot) -> None:
        agent = slot.agent
        self._unused.append(slot)
        agent.in_hand -= 1
        self._freed(agent)


class FollowedSlots(IndependentSlots):
    """The same for chats whose ends make a difference to others than the agent."""

    def __init__(self, demand: Demand, office: Office) -> None:
        super().__init__(demand, office)
        self._calendar = office.calendar
        self._handle_time: list[float] = demand.handle_time.tolist()
        self._left = office.left
        self._released = office.released

    def begin(self, number: int, agent: Agent) -> None:
        """See `Desk`."""
        now = self._calendar.environment.now
        if self._left:
            goes = now + self._handle_time[number]
            self._calendar.at(Turn.SLOT_FREED, goes, partial(self._on_left, number, goes))
        self._calendar.at(Turn.SLOT_FREED, now + self._work[number], partial(self._on_done, number, agent))

    def _on_left(self, number: int, now: float, _: Moment) -> None:
        for left in self._left:
            left(number, now)

    def _on_done(self, number: int, agent: Agent, _: Moment) -> None:
        agent.in_hand -= 1
        for released in self._released:
            released(number, agent)
        self._freed(agent)


class SharedAttention:
    """Egalitarian processor sharing on virtual time (Luo & Zhang 2013; Tezcan & Zhang 2014).

    With n chats in hand each progresses at rate 1 / slowdown[n]. `_progress` is the work that a chat in
    hand since the agent was last idle has received; a chat is done when that reaches its own mark, so a
    change of n re-times all of them without touching any.

    The desk is also the SimPy event of the next moment at which a task may be done. It is put back on the
    calendar only when that moment comes earlier; one that comes too early finds nothing done and puts
    itself back.
    """

    __slots__ = (
        "_agent",
        "_appointment",
        "_calendar",
        "_count",
        "_due",
        "_freed",
        "_handle_time",
        "_left",
        "_log",
        "_progress",
        "_released",
        "_slowdown",
        "_tasks",
        "_updated",
        "_wrap_up",
        "callbacks",
    )

    _ok = True

    def __init__(
        self,
        agent: Agent,
        handle_time: Sequence[float],
        wrap_up: Sequence[float],
        office: Office,
    ) -> None:
        self._agent = agent
        self._calendar = office.calendar
        self._handle_time = handle_time
        self._wrap_up = wrap_up
        self._log = office.log
        self._freed = office.freed
        self._left = office.left
        self._released = office.released
        self._slowdown = (1.0, *agent.group.slowdown)
        """By the number of chats in hand."""
        self._tasks: list[tuple[float, int, int]] = []
        """Heap of (mark of progress at which it is done, chat number, handling or wrapping up)."""
        self._count = 0
        """Chats that share the agent's attention."""
        self._progress = 0.0
        self._updated = 0.0
        self._appointment = NEVER
        """The earliest moment for which this desk is on the calendar."""
        self._due = (self._on_due,)
        self.callbacks = self._due

    def begin(self, number: int, agent: Agent) -> None:
        """See `Desk`."""
        self._advance()
        self._count += 1
        heappush(self._tasks, (self._progress + self._handle_time[number], number, HANDLING))
        self._arrange(self._next_done())

    def crowd(self, agent: Agent, change: int) -> None:
        """See `Desk`."""
        self._advance()
        self._count += change
        self._arrange(self._next_done())

    def _advance(self) -> None:
        """Credit the chats that were in hand with the time since the last change."""
        now = self._calendar.environment.now
        if self._tasks:
            self._progress += (now - self._updated) / self._slowdown[self._count]
        else:
            self._progress = 0.0
        self._updated = now

    def _next_done(self) -> float:
        """Return the instant at which the next task is done if nothing changes before; valid after `_advance`."""
        if not self._tasks:
            return NEVER
        left = self._tasks[0][0] - self._progress
        return on_grid(self._updated + left * self._slowdown[self._count])

    def _arrange(self, done: float) -> None:
        """See that the desk is on the calendar no later than the next task is done."""
        if done < self._appointment:
            self._appointment = done
            self._calendar.schedule(self, SLOT_FREED, done - self._updated)

    def _on_due(self, _: "SharedAttention") -> None:
        self.callbacks = self._due
        now = self._calendar.environment.now
        if now != self._appointment:  # an earlier one was kept since
            return
        self._appointment = NEVER
        self._advance()
        done = self._next_done()
        held = self._count
        while done <= now:
            self._finish(now)
            done = self._next_done()
        self._arrange(done)
        if self._count < held:
            self._agent.in_hand -= held - self._count
            self._freed(self._agent)

    def _finish(self, now: float) -> None:
        """Go on to the wrap-up of the task that is done, or free its slot."""
        mark, number, stage = self._tasks[0]
        if stage == HANDLING:
            self._log.customer_left[number] = now
            for left in self._left:
                left(number, now)
            if self._wrap_up[number]:
                heapreplace(self._tasks, (mark + self._wrap_up[number], number, WRAPPING_UP))
                return
        self._log.slot_freed[number] = now
        heappop(self._tasks)
        self._count -= 1
        for released in self._released:
            released(number, self._agent)
