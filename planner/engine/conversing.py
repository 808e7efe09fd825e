"""Agents who converse: one reply at a time, while the other customers wait for theirs."""

from functools import partial

from planner.engine.agent import NEVER, Agent
from planner.engine.calendar import SLOT_FREED, Moment, Turn
from planner.engine.desks import Desk, Office
from planner.engine.inbox import Inbox, RankedInbox
from planner.engine.log import NOT_YET
from planner.engine.reply_order import REPLY_ORDERS, oldest
from planner.engine.script import Leaving, Script
from planner.flow.records import Outcome

NOBODY = -1


class Conversing:
    """One agent's messages. The first of a chat is there at the assignment; the chat ends with its last reply.

    The desk is the SimPy event of the moment at which a reply is sent or a wrap-up done, and customers' messages need none:
    who has nothing to do is set to work on the next message already, from when it will be written. If something else
    comes before, that message is put back, and the event at a moment that is not due any more is let pass.
    """

    __slots__ = (
        "_agent",
        "_at",
        "_began",
        "_begins",
        "_calendar",
        "_done",
        "_due",
        "_end",
        "_environment",
        "_expect",
        "_gap",
        "_idle",
        "_inbox",
        "_log",
        "_office",
        "_row",
        "_schedule",
        "_sent",
        "_take",
        "_work",
        "_wrap_up",
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
        self._began, self._sent = office.log.began, office.log.sent
        self._end, self._row, self._gap, self._idle = script.end, script.row, script.gap, script.idle
        self._work, self._wrap_up = script.work(agent.group.pace)
        order = REPLY_ORDERS[agent.group.reply_order]
        self._inbox = Inbox(script) if order is oldest else RankedInbox(script, order, office.log.dequeued)
        self._take = self._inbox.take
        self._expect = self._inbox.put
        """What to do about a message that will be written."""
        self._at = NOBODY
        """The chat that the agent works on, or will."""
        self._begins = NEVER
        """From when on."""
        self._due = NEVER
        """Until when."""
        self._done = (self._on_done,)
        self.callbacks = self._done

    def begin(self, number: int, agent: Agent) -> None:
        """See `Desk`."""
        self._attend_to(number)

    def crowd(self, agent: Agent, change: int) -> None:
        """See `Desk`: whoever needs no work slows nobody down here."""

    def _attend_to(self, number: int) -> None:
        """Begin what is due in a chat now, or put it off while the agent is busy."""
        now = self._environment.now
        self._inbox.put(now, number)
        if self._at == NOBODY:
            self._turn_to_next(now)
        elif self._begins > now:
            self._put_back(self._at)
            self._turn_to_next(now)

    def _put_back(self, number: int) -> None:
        """Have a message wait that was to be worked on once it is written."""
        self._began[self._row[number]] = NOT_YET
        self._inbox.put(self._begins, number)

    def _turn_to_next(self, now: float) -> None:
        """Work on the first reply, or wrap-up, that is due, or will be."""
        entry = self._take(now)
        if entry is None:
            self._at = NOBODY
            self._due = NEVER
            return
        begins, number, row = entry
        if begins < now:
            begins = now
        self._at = number
        self._begins = begins
        if row < self._end[number]:
            self._began[row] = begins
            self._due = due = begins + self._work[row]
        else:
            self._log.wrap_up_began[number] = begins
            self._due = due = begins + self._wrap_up[number]
        self._schedule(self, SLOT_FREED, due - now)

    def _on_done(self, _: "Conversing") -> None:
        self.callbacks = self._done
        now = self._environment.now
        if now != self._due:
            return
        number = self._at
        row = self._row[number]
        end = self._end[number]
        if row == end:
            self._turn_to_next(now)
            self._free(number)
            return
        self._sent[row] = now
        self._row[number] = row = row + 1
        if row < end:
            self._expect(now + self._gap[row - 1], number)
            self._turn_to_next(now)
        else:
            self._on_last_reply(number, now)

    def _on_last_reply(self, number: int, now: float) -> None:
        if self._idle[number]:
            self._calendar.at(Turn.SLOT_FREED, now + self._idle[number], partial(self._on_closed, number))
            self._turn_to_next(now)
        elif self._wrap_up[number]:
            self._note_left(number, now)
            self._inbox.put(now, number)
            self._turn_to_next(now)
        else:
            self._turn_to_next(now)
            self._note_left(number, now)
            self._free(number)

    def _on_closed(self, number: int, _: Moment) -> None:
        """The customer has not written any more: the chat is closed."""
        self._log.left_midway.add(number)
        self._note_left(number, self._environment.now)
        self._wrap_up_or_free(number)

    def _wrap_up_or_free(self, number: int) -> None:
        if self._wrap_up[number]:
            self._attend_to(number)
        else:
            self._free(number)

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

    __slots__ = ("_leaving",)

    def __init__(self, agent: Agent, script: Script, office: Office, leaving: Leaving) -> None:
        super().__init__(agent, script, office)
        self._leaving = leaving
        self._expect = self._expect_the_impatient

    def begin(self, number: int, agent: Agent) -> None:
        """See `Desk`."""
        self._plan_to_leave(number, self._environment.now)
        super().begin(number, agent)

    def _expect_the_impatient(self, at: float, number: int) -> None:
        self._plan_to_leave(number, at)
        self._inbox.put(at, number)

    def _plan_to_leave(self, number: int, since: float) -> None:
        """See that a customer leaves who waits for the next reply from `since` (s) on."""
        row = self._row[number]
        leaves = self._leaving.at(number, row, since)
        if leaves < NEVER:
            self._calendar.at(Turn.GIVING_UP, leaves, partial(self._on_left, number, row))

    def _on_left(self, number: int, row: int, _: Moment) -> None:
        if self._row[number] != row:
            return
        now = self._environment.now
        self._row[number] = self._end[number]
        if self._at == number:
            self._turn_to_next(now)
        if self._leaving.before_reply(number, row):
            self._log.customer_left[number] = now
            self._log.turn_out(number, Outcome.ABANDONED)
            for missed in self._office.missed:
                missed(number, now)
            self._free(number)
        else:
            self._log.left_midway.add(number)
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
