"""Who accepts chats when: head counts, shifts, breaks, spells away, and staying on after closing."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Protocol

from planner.engine.agent import AWAY, NO_MORE, OFF, ON_BREAK, Agent
from planner.engine.calendar import Calendar, Moment, Turn
from planner.engine.doors import Doors
from planner.engine.log import Log
from planner.engine.timetable import Entry
from planner.flow.roster import Break, Headcount, Roster, Shift
from planner.flow.rules import Rules


class Floor(Protocol):
    """What attendance needs of the centre."""

    def admit(self, agent: Agent) -> None:
        """The agent accepts chats from now on."""
        ...

    def retire(self, agent: Agent) -> None:
        """The agent takes no new chat from now on, and finishes those in hand."""
        ...


class Attendance:
    """Brings agents onto the floor and off it. An agent accepts chats while nothing bars it."""

    def __init__(
        self,
        roster: Roster,
        rules: Rules,
        agents: Sequence[Agent],
        calendar: Calendar,
        log: Log,
        doors: Doors,
        floor: Floor,
    ) -> None:
        self._roster = roster
        self._rules = rules
        self._turning = [instant for door in rules.doors for instant in door]
        """When doors open and close, in turn."""
        self._agents = agents
        self._members = [[agents[i] for i in roster.members(group)] for group in range(len(roster.groups))]
        self._calendar = calendar
        self._environment = calendar.environment
        self._log = log
        self._doors = doors
        self._floor = floor
        self._staying: list[Agent] = []
        """Those whose time is over, but who serve on until the queue of the evening is empty."""

    def entries(self) -> Iterator[Entry]:
        """Yield what the roster says will happen."""
        for opens, _ in self._rules.doors:
            yield Entry(opens, Turn.ACCEPTANCE_ENDS, self._on_opening)
        for _, closes in self._rules.doors[:-1]:
            yield Entry(closes, Turn.CLOSING, self._on_closing)
        yield from self._of_headcounts()
        for shift in self._roster.shifts:
            if not shift.absent:
                yield from self._of_shift(shift)
        ends = {(shift.agent, shift.end) for shift in self._roster.shifts}
        for spell in self._roster.away:
            agent = self._agents[spell.agent]
            yield Entry(spell.begin, Turn.ACCEPTANCE_ENDS, partial(self._bar, agent, AWAY))
            # who is away to the end of a shift does not come back for the evening's queue
            turn = Turn.CLOSING if (spell.agent, spell.end) in ends else Turn.ACCEPTANCE_STARTS
            yield Entry(spell.end, turn, partial(self._unbar, agent, AWAY))

    def _of_headcounts(self) -> Iterator[Entry]:
        before: dict[int, int] = {}
        openings = {opens for opens, _ in self._rules.doors}
        for change in self._roster.headcounts:
            down = change.agents < before.get(change.group, 0) and change.time not in openings
            before[change.group] = change.agents
            turn = Turn.ACCEPTANCE_ENDS if down else Turn.ACCEPTANCE_STARTS
            yield Entry(change.time, turn, partial(self._on_headcount, change))

    def _of_shift(self, shift: Shift) -> Iterator[Entry]:
        agent = self._agents[shift.agent]
        early = agent.group.last_chat_before
        yield Entry(shift.begin, Turn.ACCEPTANCE_STARTS, partial(self._on_shift_begins, agent, shift))
        for rest in shift.breaks:
            yield from self._of_break(agent, shift, rest)
        if early:
            last = max(shift.begin, shift.end - early)
            yield Entry(last, self._ending(last, shift), partial(self._bar, agent, NO_MORE))
        # who is there when doors close stays for those who wait then
        doors_open = bisect_right(self._turning, shift.end) % 2 == 1
        turn = Turn.ACCEPTANCE_ENDS if doors_open else Turn.CLOSING
        yield Entry(shift.end, turn, partial(self._on_shift_ends, agent, shift))

    def _of_break(self, agent: Agent, shift: Shift, rest: Break) -> Iterator[Entry]:
        early = max(shift.begin, rest.begin - agent.group.last_chat_before)
        if early < rest.begin:
            yield Entry(early, self._ending(early, shift), partial(self._bar, agent, ON_BREAK))
        turn = self._ending(rest.begin, shift)
        if agent.group.breaks_when_free:
            yield Entry(rest.begin, turn, partial(self._on_break_due, agent, shift, rest))
        else:
            yield Entry(rest.begin, turn, partial(self._on_break_begins, agent, shift, rest))
            yield Entry(rest.end, Turn.ACCEPTANCE_STARTS, partial(self._on_break_ends, agent, shift, rest))

    def _ending(self, time: float, shift: Shift) -> Turn:
        """Return the turn of something that ends acceptance: not before the shift itself has begun."""
        return Turn.ACCEPTANCE_ENDS if time > shift.begin else Turn.ACCEPTANCE_STARTS

    def _bar(self, agent: Agent, why: int) -> None:
        if agent.barred == 0:
            self._floor.retire(agent)
        agent.barred |= why
        if why & (OFF | NO_MORE):
            self._doors.give_up_hope()

    def _unbar(self, agent: Agent, why: int) -> None:
        was = agent.barred
        agent.barred &= ~why
        if was and not agent.barred:
            self._floor.admit(agent)

    def _come(self, agent: Agent) -> None:
        agent.on_since = self._environment.now
        self._unbar(agent, OFF)

    def _leave(self, agent: Agent) -> None:
        self._log.note_on_duty(agent.position, agent.on_since, self._environment.now)
        self._bar(agent, OFF)

    def _on_headcount(self, change: Headcount) -> None:
        members = self._members[change.group]
        on = [agent for agent in members if not agent.barred & OFF]
        off = [agent for agent in members if agent.barred & OFF and agent.position not in change.absent]
        gone = [agent for agent in on if agent.position in change.absent]
        on = [agent for agent in on if agent.position not in change.absent]
        on.sort(key=lambda agent: (agent.in_hand, -agent.position))
        off.sort(key=lambda agent: (agent.in_hand, agent.position))
        for agent in (*gone, *on[: max(0, len(on) - change.agents)]):
            self._leave(agent)
        for agent in off[: max(0, change.agents - len(on))]:
            self._come(agent)

    def _on_shift_begins(self, agent: Agent, shift: Shift) -> None:
        if agent.shift is not None:  # one ends at the very instant at which the next begins
            self._note_span(agent)
        agent.shift = shift
        agent.rest, agent.due = None, []
        if agent in self._staying:
            self._staying.remove(agent)
        agent.on_since = self._environment.now
        self._unbar(agent, OFF | ON_BREAK | NO_MORE)

    def _on_shift_ends(self, agent: Agent, shift: Shift) -> None:
        if agent.shift is not shift:
            return
        self._note_span(agent)
        agent.shift = agent.rest = None
        agent.due = []
        if agent.barred == 0 and not self._doors.open:
            self._staying.append(agent)
        else:
            self._bar(agent, OFF)

    def _note_span(self, agent: Agent) -> None:
        """Note the duty or the break that ends now."""
        if agent.rest is None:
            self._log.note_on_duty(agent.position, agent.on_since, self._environment.now)
        else:
            self._log.note_break(agent.position, agent.rest_since, self._environment.now)

    def _on_break_begins(self, agent: Agent, shift: Shift, rest: Break) -> None:
        if agent.shift is not shift:
            return
        self._note_span(agent)
        agent.rest, agent.rest_since = rest, self._environment.now
        self._bar(agent, ON_BREAK)

    def _on_break_ends(self, agent: Agent, shift: Shift, rest: Break) -> None:
        if agent.shift is not shift or agent.rest is not rest or self._environment.now >= shift.end:
            return
        now = self._environment.now
        self._log.note_break(agent.position, agent.rest_since, now)
        agent.rest, agent.on_since = None, now
        early = agent.group.last_chat_before
        if agent.due:
            self.take_break(agent)
        elif not any(now < later.begin <= now + early for later in shift.breaks):
            self._unbar(agent, ON_BREAK)

    def _on_break_due(self, agent: Agent, shift: Shift, rest: Break) -> None:
        """A break that waits for the chats in hand."""
        if agent.shift is not shift:
            return
        agent.due.append(rest)
        self._bar(agent, ON_BREAK)
        if agent.rest is None and not agent.in_hand:
            self.take_break(agent)

    def take_break(self, agent: Agent) -> None:
        """Begin the break that is due, now that the agent has no chat in hand."""
        shift, rest = agent.shift, agent.due.pop(0)
        assert shift is not None
        self._on_break_begins(agent, shift, rest)
        back = self._environment.now + (rest.end - rest.begin)

        def end(_: Moment) -> None:
            self._on_break_ends(agent, shift, rest)

        self._calendar.at(Turn.ACCEPTANCE_STARTS, back, end)

    def _on_closing(self) -> None:
        """Those who are there by head count stay for those who wait."""
        for agent in self._agents:
            if agent.shift is None and not agent.barred & OFF:
                self._log.note_on_duty(agent.position, agent.on_since, self._environment.now)
                self._staying.append(agent)

    def _on_opening(self) -> None:
        """A new day: the evening's queue keeps nobody any more."""
        staying, self._staying = self._staying, []
        for agent in staying:
            self._bar(agent, OFF)

    def note_still_on(self, until: float) -> None:
        """Note those on duty when nothing more happens."""
        for agent in self._agents:
            if agent.shift is None and not agent.barred & OFF and agent not in self._staying:
                self._log.note_on_duty(agent.position, agent.on_since, until)
