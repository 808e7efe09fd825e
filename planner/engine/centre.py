"""The chat centre: what happens at each event."""

from collections.abc import Sequence
from itertools import chain

import numpy as np

from planner.engine.agent import MOMENT, NEVER, NOWHERE, POSITION, RANK, Agent, Pool
from planner.engine.attendance import Attendance
from planner.engine.calendar import ARRIVAL, Calendar, Moment, Turn
from planner.engine.desks import Office
from planner.engine.doors import Doors
from planner.engine.lines import plan_lines
from planner.engine.log import Log
from planner.engine.pools import Pools, RoomyPools
from planner.engine.practice import Practice, hooks
from planner.engine.practices import practices_of
from planner.engine.queue import Queue
from planner.engine.routing import CustomStrategy, Strategy, built_in, checked
from planner.engine.seating import seat
from planner.engine.timetable import Timetable
from planner.flow.demand import Demand
from planner.flow.records import Outcome, Records
from planner.flow.roster import Roster
from planner.flow.rules import Rules


class Centre:
    """Runs one replication. No process per chat: what happens next is an object that SimPy's calendar holds."""

    __slots__ = (
        "_agent_of",
        "_arrived",
        "_attendance",
        "_by_recency",
        "_came",
        "_choose",
        "_coming",
        "_demand",
        "_dequeued",
        "_diverts",
        "_door",
        "_environment",
        "_expected",
        "_joined",
        "_last_moment",
        "_missed",
        "_moments",
        "_of_line",
        "_offer",
        "_released",
        "_roster",
        "_rules",
        "_schedule",
        "_serving_at",
        "_timetable",
        "_withdraw",
        "agents",
        "arrivals",
        "calendar",
        "doors",
        "line_of",
        "lines",
        "log",
        "pools",
        "queue",
    )

    def __init__(
        self, demand: Demand, roster: Roster, rules: Rules, routing: str, custom: CustomStrategy | None
    ) -> None:
        self._demand = demand
        self._roster = roster
        self._rules = rules
        self.calendar = Calendar()
        self._environment = self.calendar.environment
        self.arrivals: list[float] = demand.arrival.tolist()
        types = len(rules.priorities)
        self.line_of: list[int] = (demand.chat_type + types * demand.ticket).tolist()
        self.log = Log(len(demand), 0 if demand.conversations is None else len(demand.conversations.work))
        self._dequeued, self._agent_of = self.log.dequeued, self.log.agent
        self.lines = plan_lines(rules, roster.groups, bool(demand.ticket.any()))
        self.queue = Queue(demand, rules, self.lines, self.arrivals, self.miss)
        self.agents: Sequence[Agent] = [
            Agent(position, roster.groups[group]) for position, group in enumerate(roster.group_of)
        ]
        slots = rules.slots or (1,) * types
        roomy = max(slots) > 1 or demand.silences is not None
        self.pools = (RoomyPools if roomy else Pools)(self.lines, slots, roster, self.agents)
        self._of_line, self._withdraw, self._offer = self.pools.of_line, self.pools.withdraw, self.pools.offer
        self._take_up(practices_of(demand, roster, rules, self))
        strategy = (
            built_in(routing, demand, self.agents)
            if custom is None
            else checked(routing, custom, demand, self.arrivals, self.agents)
        )
        self._choose, self._by_recency = strategy.choose, strategy.by_recency
        self._rank_agents(strategy)
        self._schedule = self.calendar.schedule
        self._arrived = (self._on_arrival,)
        self._door = Moment(self._on_arrival)
        self._coming = 0
        self._expected = int(np.isfinite(demand.arrival).sum())
        self._serving_at = self._last_moment = -1.0
        self._moments = 0
        self.doors = Doors(rules, self.lines, self.queue, self.agents, self.calendar, self._on_opening)
        self._attendance = Attendance(roster, rules, self.agents, self.calendar, self.log, self.doors, self)
        self._timetable = Timetable(chain(self.doors.entries(), self._attendance.entries()), self.calendar)
        if self._expected:
            self._schedule(self._door, ARRIVAL, self.arrivals[0])

    def run(self) -> Records:
        """Run until nothing more happens, and return what did. A centre runs once."""
        self._environment.run()
        # who is left gave up: that is noted when it matters, and for these it never did
        self.queue.leave_tickets()
        for line in range(len(self._of_line)):
            self.queue.close(line, NEVER)
        self._attendance.note_still_on(NEVER)
        records = self.log.records(self._demand, self._rules.slots)
        # callbacks refer back to the centre: without this all of it would wait for the garbage collector
        for name in self.__slots__:
            delattr(self, name)
        return records

    def _take_up(self, practices: Sequence[Practice]) -> None:
        """Have the practices told of what concerns them."""
        self._diverts, self._joined = hooks(practices, "diverts"), hooks(practices, "joined")
        self._came, self._missed = hooks(practices, "came"), hooks(practices, "missed")
        self._released = hooks(practices, "released")
        office = Office(
            self.calendar,
            self.log,
            self.freed,
            self._fuller,
            self._missed,
            hooks(practices, "left"),
            self._released,
            hooks(practices, "retaken"),
        )
        seat(self.agents, self._demand, self._rules.inactive_after, self.arrivals, office)
        for seated in hooks(practices, "seated"):
            seated(self.agents)

    def _rank_agents(self, strategy: Strategy) -> None:
        """Tell each agent's rank by the number of chats in hand."""
        for number, group in enumerate(self._roster.groups):
            ranks = tuple(strategy.rank(group, in_hand) << RANK for in_hand in range(group.concurrency))
            for position in self._roster.members(number):
                self.agents[position].ranks = ranks

    def _on_arrival(self, door: Moment) -> None:
        number = self._coming
        now = self.arrivals[number]
        line = self.line_of[number]
        pool = self._of_line[line]
        if pool and not self._diverts:  # the most frequent way, without a detour
            self.route(number, pool, now)
        else:
            self.enter(number, line, now)
        self._coming = number = number + 1
        if number < self._expected:
            door.callbacks = self._arrived
            self._schedule(door, ARRIVAL, self.arrivals[number] - now)

    def enter(self, number: int, line: int, now: float) -> None:
        """See `House`."""
        for diverts in self._diverts:
            if diverts(number, line, now):
                return
        pool = self._of_line[line]
        if pool:
            self.route(number, pool, now)
        elif self.queue.join(number, line, now):
            self.joined(number, line, now)
        else:
            self.miss(number, Outcome.BLOCKED, now)

    def place(self, number: int, line: int, now: float) -> None:
        """See `House`."""
        if self.lines[line].tickets and not self.doors.open:
            self.queue.lay_by(number, line)
            return
        if self.doors.service_is_over(now):
            self.miss(number, Outcome.CLOSED, now)
            return
        self.line_of[number] = line
        pool = self._of_line[line]
        if pool and self._serving_at != now:  # whoever frees at this instant takes the first of the queue
            self.route(number, pool, now)
        else:
            self.queue.come_back(number, line)
            self.joined(number, line, now)

    def move(self, number: int, line: int, now: float) -> None:
        """See `House`."""
        self.queue.leave(number, self.line_of[number], now)
        self.line_of[number] = line
        self.queue.come_back(number, line)
        if self._of_line[line]:
            self._serve_later()
        self.joined(number, line, now)

    def joined(self, number: int, line: int, now: float) -> None:
        """See `House`."""
        for joined in self._joined:
            joined(number, line, now)

    def released(self, number: int, agent: Agent) -> None:
        """See `House`."""
        for released in self._released:
            released(number, agent)

    def route(self, number: int, pool: Pool, now: float) -> None:
        """See `House`."""
        key = pool[0] if self._choose is None else pool[self._choose(pool, number)]
        agent = self.agents[key & POSITION]
        self._withdraw(agent)
        self._assign(number, agent, now)

    def _assign(self, number: int, agent: Agent, now: float) -> None:
        """Give a chat to an agent who has a free slot and was taken out of the pools."""
        self._dequeued[number] = now
        self._agent_of[number] = agent.position
        agent.desk.begin(number, agent)
        agent.in_hand += 1
        agent.last_assigned = now
        if self._by_recency:
            if now != self._last_moment:
                self._last_moment = now
                self._moments += 1
            agent.stamp = self._moments << MOMENT | agent.position
        if agent.in_hand < agent.limit:
            self._offer(agent)

    def miss(self, number: int, outcome: Outcome, now: float) -> None:
        """See `House`."""
        self.log.miss(number, outcome, now)
        self.went_unanswered(number, now)

    def went_unanswered(self, number: int, now: float) -> None:
        """See `House`."""
        for missed in self._missed:
            missed(number, now)

    def freed(self, agent: Agent) -> None:
        """See `House`."""
        if not agent.accepting:
            if agent.due and not agent.in_hand and agent.rest is None:
                self._attendance.take_break(agent)
            return
        if agent.key != NOWHERE:
            self._withdraw(agent)
        if self.queue.length:
            if self._environment.peek() == self._environment.now:
                self._serve_later()
            elif self._took_next(agent):
                return
        self._offer(agent)

    def _fuller(self, agent: Agent) -> None:
        """An agent has more chats in hand, though none was assigned."""
        if agent.key != NOWHERE:
            self._withdraw(agent)
            self._offer(agent)

    def _took_next(self, agent: Agent) -> bool:
        """Give the agent the next chat, if there is one; with others free nobody would wait."""
        now = self._environment.now
        number = self.queue.take(self.pools.takes_from(agent), now)
        if number is None:
            return False
        if self._choose is not None:
            self._choose([agent.ranks[agent.in_hand] | agent.stamp], number)
        self._assign(number, agent, now)
        if agent.key != NOWHERE:  # more than one chat ended
            self._on_serve(None)
        return True

    def _serve_later(self) -> None:
        """Serve the queue after whatever else must come first at this instant."""
        now = self._environment.now
        if self._serving_at != now:
            self._serving_at = now
            self.calendar.at(Turn.QUEUE_SERVED, now, self._on_serve)

    def _on_serve(self, _: Moment | None) -> None:
        self._serving_at = -1.0
        now = self._environment.now
        while self.queue.length:
            number = self.queue.take(self.pools.free(), now)
            if number is None:
                return
            self.route(number, self._of_line[self.line_of[number]], now)

    def admit(self, agent: Agent) -> None:
        """See `Floor`."""
        agent.accepting = True
        if agent.in_hand < agent.limit:
            self._offer(agent)
        if self.queue.length:
            self._serve_later()
            for came in self._came:
                came(agent, self._environment.now)

    def retire(self, agent: Agent) -> None:
        """See `Floor`."""
        agent.accepting = False
        if agent.key != NOWHERE:
            self._withdraw(agent)

    def _on_opening(self) -> None:
        if self.queue.length:
            self._serve_later()
