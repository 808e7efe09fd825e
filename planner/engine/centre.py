"""The chat centre: what happens at each event."""

from bisect import bisect_left, insort
from collections.abc import Iterator
from functools import partial
from itertools import chain

from planner.engine.agent import MOMENT, NEVER, NO_MORE, NOWHERE, OFF, POSITION, RANK, Agent, Pool
from planner.engine.attendance import Attendance
from planner.engine.calendar import ARRIVAL, Calendar, Moment, Turn
from planner.engine.desks import IndependentSlots, SharedAttention
from planner.engine.log import Log
from planner.engine.queue import Queue
from planner.engine.routing import CustomStrategy, Strategy, built_in, checked
from planner.engine.timetable import Entry, Timetable
from planner.flow.demand import Demand
from planner.flow.records import Outcome, Records
from planner.flow.roster import Roster
from planner.flow.rules import Rules


class Centre:
    """Runs one replication. No process per chat: what happens next is an object that SimPy's calendar holds."""

    def __init__(
        self, demand: Demand, roster: Roster, rules: Rules, routing: str, custom: CustomStrategy | None
    ) -> None:
        self._demand = demand
        self._roster = roster
        self._rules = rules
        self._calendar = Calendar()
        self._environment = self._calendar.environment
        self._arrivals: list[float] = demand.arrival.tolist()
        self._types = types = len(rules.priorities)
        self._lines: list[int] = (demand.chat_type + types * demand.ticket).tolist()
        self._log = Log(len(demand))
        self._dequeued, self._agent_of = self._log.dequeued, self._log.agent
        self._queue = Queue(demand, rules, self._log)
        self._agents = [
            Agent(position, roster.groups[group]) for position, group in enumerate(roster.group_of)
        ]
        self._pools = self._join_pools(types)
        if demand.ticket.any():
            self._open_ticket_lines()
        self._seat_agents(demand)
        strategy = (
            built_in(routing, demand) if custom is None else checked(routing, custom, demand, self._agents)
        )
        self._choose, self._by_recency = strategy.choose, strategy.by_recency
        self._rank_agents(strategy)
        self._schedule = self._calendar.schedule
        self._arrived = (self._on_arrival,)
        self._door = Moment(self._on_arrival)
        self._coming = 0
        self._serving_at = self._last_moment = -1.0
        self._moments = 0
        self.doors_open = False
        self._closed_at = NEVER
        self._attendance = Attendance(roster, rules, self._agents, self._calendar, self._log, self)
        self._timetable = Timetable(chain(self._closings(), self._attendance.entries()), self._calendar)
        if self._arrivals:
            self._schedule(self._door, ARRIVAL, self._arrivals[0])

    def run(self) -> Records:
        """Run until nothing more happens, and return what did. A centre runs once."""
        self._environment.run()
        # who is left gave up: that is noted when it matters, and for these it never did
        self._queue.leave_tickets()
        for line in range(self._types):
            self._queue.close(line, NEVER)
        self._attendance.note_still_on(NEVER)
        records = self._log.records(self._demand)
        # callbacks refer back to the centre: without this all of it would wait for the garbage collector
        vars(self).clear()
        return records

    def _join_pools(self, chat_types: int) -> list[Pool]:
        """Make one pool of available agents per set of groups; types that the same groups serve share it."""
        pools: dict[tuple[int, ...], Pool] = {}
        of_type = []
        for chat_type in range(chat_types):
            skilled = tuple(
                group for group, made in enumerate(self._roster.groups) if chat_type in made.skills
            )
            of_type.append(pools.setdefault(skilled, []))
        for skilled, pool in pools.items():
            for group in skilled:
                for position in self._roster.members(group):
                    self._agents[position].pools = (*self._agents[position].pools, pool)
        return of_type

    def _open_ticket_lines(self) -> None:
        """Who serves a chat type serves its tickets, too."""
        self._pools *= 2
        for agent in self._agents:
            agent.lines = (*agent.lines, *(self._types + skill for skill in agent.lines))

    def _seat_agents(self, demand: Demand) -> None:
        """Give each agent a desk that fits the group's slowdown."""
        independent = IndependentSlots(demand, self._calendar, self._on_freed)
        for agent in self._agents:
            agent.desk = independent
        slowed = [agent for agent in self._agents if max(agent.group.slowdown) > 1]
        if slowed:
            handle_time, wrap_up = demand.handle_time.tolist(), demand.wrap_up.tolist()
            for agent in slowed:
                agent.desk = SharedAttention(
                    agent, handle_time, wrap_up, self._calendar, self._log, self._on_freed
                )

    def _rank_agents(self, strategy: Strategy) -> None:
        """Tell each agent's rank by the number of chats in hand."""
        for number, group in enumerate(self._roster.groups):
            ranks = tuple(strategy.rank(group, in_hand) << RANK for in_hand in range(group.concurrency))
            for position in self._roster.members(number):
                self._agents[position].ranks = ranks

    def _closings(self) -> Iterator[Entry]:
        """Yield when doors open again, and when they close."""
        for opens, _ in self._rules.doors:
            yield Entry(opens, Turn.ACCEPTANCE_ENDS, self._on_opening)
        for _, closes in self._rules.doors:
            yield Entry(closes, Turn.CLOSING, partial(self._on_closing, closes))
            if self._rules.serve_at_most < NEVER:
                ends = partial(self._on_end_of_service, closes)
                yield Entry(closes + self._rules.serve_at_most, Turn.CLOSING, ends)

    def _on_arrival(self, door: Moment) -> None:
        number = self._coming
        now = self._arrivals[number]
        line = self._lines[number]
        pool = self._pools[line]
        if pool:
            self._route(number, pool, now)
        elif not self._queue.join(number, line, now):
            self._log.miss(number, Outcome.BLOCKED, now)
        self._coming = number = number + 1
        if number < len(self._arrivals):
            door.callbacks = self._arrived
            self._schedule(door, ARRIVAL, self._arrivals[number] - now)

    def _route(self, number: int, pool: Pool, now: float) -> None:
        """Give the chat to one of the pool."""
        key = pool[0] if self._choose is None else pool[self._choose(pool, number)]
        agent = self._agents[key & POSITION]
        self._withdraw(agent)
        self._assign(number, agent, now)

    def _assign(self, number: int, agent: Agent, now: float) -> None:
        """Give the chat to the agent, who has a free slot and was taken out of the pools."""
        self._dequeued[number] = now
        self._agent_of[number] = agent.position
        agent.in_hand += 1
        agent.last_assigned = now
        if self._by_recency:
            if now != self._last_moment:
                self._last_moment = now
                self._moments += 1
            agent.stamp = self._moments << MOMENT | agent.position
        if agent.in_hand < agent.limit:
            self._offer(agent)
        agent.desk.begin(number, agent)

    def _on_freed(self, agent: Agent) -> None:
        """An agent has fewer chats in hand."""
        if not agent.accepting:
            if agent.due and not agent.in_hand and agent.rest is None:
                self._attendance.take_break(agent)
            return
        if agent.key != NOWHERE:
            self._withdraw(agent)
        if self._queue.length:
            if self._environment.peek() == self._environment.now:
                self._serve_later()
            elif self._took_next(agent):
                return
        self._offer(agent)

    def _took_next(self, agent: Agent) -> bool:
        """Give the agent the next chat, if there is one; with others free nobody would wait."""
        now = self._environment.now
        number = self._queue.take(agent.lines, now)
        if number is None:
            return False
        if self._choose is not None:
            self._choose([agent.ranks[agent.in_hand] | agent.stamp], number)
        self._assign(number, agent, now)
        if agent.key != NOWHERE:  # more than one chat ended
            self._on_serve(None)
        return True

    def _offer(self, agent: Agent) -> None:
        """Put the agent, who has a free slot, where routing looks."""
        agent.key = key = agent.ranks[agent.in_hand] | agent.stamp
        for pool in agent.pools:
            insort(pool, key)

    def _withdraw(self, agent: Agent) -> None:
        key = agent.key
        agent.key = NOWHERE
        for pool in agent.pools:
            del pool[bisect_left(pool, key)]

    def _serve_later(self) -> None:
        """Serve the queue after whatever else must come first at this instant."""
        now = self._environment.now
        if self._serving_at != now:
            self._serving_at = now
            self._calendar.at(Turn.QUEUE_SERVED, now, self._on_serve)

    def _on_serve(self, _: Moment | None) -> None:
        self._serving_at = -1.0
        now = self._environment.now
        while self._queue.length:
            free = [line for line, pool in enumerate(self._pools) if pool]
            number = self._queue.take(free, now)
            if number is None:
                return
            self._route(number, self._pools[self._lines[number]], now)

    def admit(self, agent: Agent) -> None:
        """See `Floor`."""
        agent.accepting = True
        if agent.in_hand < agent.limit:
            self._offer(agent)
        if self._queue.length:
            self._serve_later()

    def retire(self, agent: Agent) -> None:
        """See `Floor`."""
        agent.accepting = False
        if agent.key != NOWHERE:
            self._withdraw(agent)

    def _on_opening(self) -> None:
        self.doors_open = True
        self._queue.bring_tickets_back()
        if self._queue.length:
            self._serve_later()

    def _on_closing(self, closes: float) -> None:
        self.doors_open = False
        self._closed_at = closes
        self._queue.lay_tickets_by()
        self.give_up_hope()

    def give_up_hope(self) -> None:
        """See `Floor`."""
        if not self._queue.length:
            return
        hopeful = {
            line for agent in self._agents if not agent.barred & (OFF | NO_MORE) for line in agent.lines
        }
        for line in range(self._types):
            if line not in hopeful:
                self._queue.close(line, self._environment.now)

    def _on_end_of_service(self, closes: float) -> None:
        """Nobody who has waited since this closing is served any more; a later one has its own end."""
        if not self.doors_open and self._closed_at == closes:
            for line in range(self._types):
                self._queue.close(line, self._environment.now)
