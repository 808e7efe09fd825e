"""Agents who converse: one reply at a time, while the other customers wait for theirs."""

from collections.abc import Callable
from functools import partial
from heapq import heappop, heappush

from planner.engine.agent import NEVER, Agent
from planner.engine.calendar import ARRIVAL, SLOT_FREED, Moment, Turn
from planner.engine.desks import Desk, Office
from planner.engine.reply_order import REPLY_ORDERS
from planner.engine.script import Leaving, Message, Script
from planner.flow.records import Outcome

NOBODY = -1


class Conversing:
    """One agent's messages. The first of a chat is there at the assignment; the chat ends with its last reply.

    When a reply ends at the very instant at which a customer writes or a chat is assigned, the agent has turned to the
    next message already. The desk is also the SimPy event of the moment at which the agent's hands are free again.
    """

    __slots__ = (
        "_agent",
        "_at",
        "_began",
        "_calendar",
        "_count",
        "_done",
        "_end",
        "_environment",
        "_first",
        "_gap",
        "_idle",
        "_in_hand",
        "_log",
        "_office",
        "_pending",
        "_rank",
        "_row",
        "_schedule",
        "_sent",
        "_unused",
        "_work",
        "_wrap_up",
        "_written",
        "callbacks",
    )

    _ok = True

    def __init__(self, agent: Agent, script: Script, office: Office) -> None:
        self._agent = agent
        self._office = office
        self._calendar = office.calendar
        self._environment = office.calendar.environment
        self._schedule = office.calendar.schedule
        self._log = office.log
        self._began, self._sent, self._in_hand = office.log.began, office.log.sent, office.log.in_hand
        self._first, self._end, self._row = script.first, script.end, script.row
        self._gap, self._idle, self._unused = script.gap, script.idle, script.unused
        self._work, self._wrap_up = script.work(agent.group.pace)
        self._rank = REPLY_ORDERS[agent.group.reply_order]
        self._pending: list[tuple[float, int, int, int]] = []
        """Heap of (rank, serial number, chat, row) of the messages, and wrap-ups, that wait for the agent."""
        self._count = 0
        self._at = NOBODY
        """The chat that the agent works on."""
        self._written: tuple[Callable[[Message], None], ...] = (self._on_written,)
        self._done = (self._on_done,)
        self.callbacks = self._done

    def begin(self, number: int, agent: Agent) -> None:
        """See `Desk`."""
        self._ask(number, agent.in_hand - agent.ringing + 1)

    def crowd(self, agent: Agent, change: int) -> None:
        """See `Desk`: whoever needs no work slows nobody down here."""

    def _ask(self, number: int, in_hand: int) -> None:
        """A customer has written."""
        self._in_hand[self._row[number]] = in_hand
        if self._at == NOBODY:
            self._turn_to(number)
        else:
            self._put_off(number)

    def _put_off(self, number: int) -> None:
        row = self._row[number]
        rank = self._rank(row - self._first[number], self._log.dequeued[number])
        self._count += 1
        heappush(self._pending, (rank, self._count, number, row))

    def _turn_to(self, number: int) -> None:
        """Begin the reply, or the wrap-up, that is due."""
        self._at = number
        row = self._row[number]
        now = self._environment.now
        if row < self._end[number]:
            self._began[row] = now
            self._schedule(self, SLOT_FREED, self._work[row])
        else:
            self._log.wrap_up_began[number] = now
            self._schedule(self, SLOT_FREED, self._wrap_up[number])

    def _on_done(self, _: "Conversing") -> None:
        self.callbacks = self._done
        number = self._at
        row = self._row[number]
        end = self._end[number]
        if row == end:
            self._turn_to_next()
            self._free(number)
            return
        self._sent[row] = self._environment.now
        self._row[number] = row = row + 1
        if row < end:
            message = self._unused.pop() if self._unused else Message()
            message.number = number
            message.callbacks = self._written
            self._schedule(message, ARRIVAL, self._gap[row - 1])
            self._turn_to_next()
        else:
            self._on_last_reply(number)

    def _turn_to_next(self) -> None:
        if self._pending:
            self._turn_to(heappop(self._pending)[2])
        else:
            self._at = NOBODY

    def _on_written(self, message: Message) -> None:
        self._unused.append(message)
        self._ask(message.number, self._agent.in_hand - self._agent.ringing)

    def _on_last_reply(self, number: int) -> None:
        now = self._environment.now
        if self._idle[number]:
            self._calendar.at(Turn.SLOT_FREED, now + self._idle[number], partial(self._on_closed, number))
            self._turn_to_next()
        elif self._wrap_up[number]:
            self._note_left(number, now)
            self._put_off(number)
            self._turn_to_next()
        else:
            self._turn_to_next()
            self._note_left(number, now)
            self._free(number)

    def _on_closed(self, number: int, _: Moment) -> None:
        """The customer has not written any more: the chat is closed."""
        self._log.gone.add(number)
        self._note_left(number, self._environment.now)
        self._wrap_up_or_free(number)

    def _wrap_up_or_free(self, number: int) -> None:
        if not self._wrap_up[number]:
            self._free(number)
        elif self._at == NOBODY:
            self._turn_to(number)
        else:
            self._put_off(number)

    def _note_left(self, number: int, now: float) -> None:
        self._log.customer_left[number] = now
        for left in self._office.left:
            left(number, now)

    def _free(self, number: int) -> None:
        self._log.slot_freed[number] = self._environment.now
        self._agent.in_hand -= 1
        for released in self._office.released:
            released(number, self._agent)
        self._office.freed(self._agent)


class ConversingWithTheImpatient(Conversing):
    """Customers leave whose reply takes too long, even while the agent types it."""

    __slots__ = ("_due", "_leaving")

    def __init__(self, agent: Agent, script: Script, office: Office, leaving: Leaving) -> None:
        super().__init__(agent, script, office)
        self._leaving = leaving
        self._due = NEVER
        """When the agent's hands are free again; an event at another moment is of a reply stopped short."""

    def _ask(self, number: int, in_hand: int) -> None:
        row = self._row[number]
        leaves = self._leaving.at(number, row, self._environment.now)
        if leaves < NEVER:
            self._calendar.at(Turn.GIVING_UP, leaves, partial(self._on_left, number, row))
        super()._ask(number, in_hand)

    def _turn_to(self, number: int) -> None:
        super()._turn_to(number)
        row = self._row[number]
        work = self._work[row] if row < self._end[number] else self._wrap_up[number]
        self._due = self._environment.now + work

    def _on_done(self, _: Conversing) -> None:
        self.callbacks = self._done
        if self._at != NOBODY and self._environment.now == self._due:
            super()._on_done(self)

    def _turn_to_next(self) -> None:
        while self._pending:
            _, _, number, row = heappop(self._pending)
            if row == self._row[number]:  # the customer is still there
                self._turn_to(number)
                return
        self._at = NOBODY

    def _on_left(self, number: int, row: int, _: Moment) -> None:
        if self._row[number] != row:
            return
        now = self._environment.now
        self._row[number] = self._end[number]
        if self._at == number:
            self._turn_to_next()
        if self._leaving.before_reply(number, row):
            self._log.customer_left[number] = now
            self._log.turn_out(number, Outcome.ABANDONED)
            for missed in self._office.missed:
                missed(number, now)
            self._free(number)
        else:
            self._log.gone.add(number)
            self._note_left(number, now)
            self._wrap_up_or_free(number)


class ConversingBesideOthers:
    """Conversations, and chats by handle time, in the same agent's hands; these are slowed by all."""

    def __init__(self, conversing: Conversing, others: Desk, script: Script) -> None:
        self._conversing = conversing
        self._others = others
        self._script = script

    def begin(self, number: int, agent: Agent) -> None:
        """See `Desk`."""
        if self._script.first[number] < self._script.end[number]:
            self._others.crowd(agent, 1)
            self._conversing.begin(number, agent)
        else:
            self._others.begin(number, agent)

    def crowd(self, agent: Agent, change: int) -> None:
        """See `Desk`."""
        self._others.crowd(agent, change)
