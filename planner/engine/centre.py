"""The chat centre: what happens at each event."""

from bisect import bisect_left, insort
from collections.abc import Sequence
from functools import partial

from planner.engine.agent import MOMENT, NEVER, NOWHERE, POSITION, RANK, Agent, Pool
from planner.engine.calendar import ARRIVAL, Calendar, Moment, Turn
from planner.engine.desks import IndependentSlots, SharedAttention
from planner.engine.log import Log
from planner.engine.queue import Queue
from planner.engine.routing import CustomStrategy, Strategy, built_in, checked
from planner.flow.demand import Demand
from planner.flow.records import Outcome, Records
from planner.flow.roster import Headcount, Roster
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
        self._types: list[int] = demand.chat_type.tolist()
        self._log = Log(len(demand))
        self._dequeued, self._agent_of = self._log.dequeued, self._log.agent
        self._queue = Queue(demand, rules, self._log)
        self._agents = [
            Agent(position, roster.groups[group]) for position, group in enumerate(roster.group_of)
        ]
        self._members = [
            [self._agents[i] for i in roster.members(group)] for group in range(len(roster.groups))
        ]
        self._pools = self._join_pools(len(rules.priorities))
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
        self._plan(roster.headcounts)

    def run(self) -> Records:
        """Run until nothing more happens, and return what did. A centre runs once."""
        self._environment.run()
        # who is left gave up: that is noted when it matters, and for these it never did
        for chat_type in range(len(self._pools)):
            self._queue.close(chat_type, NEVER)
        for agent in self._agents:
            if agent.accepting:
                self._log.note_on_duty(agent.position, agent.on_since, NEVER)
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
                for agent in self._members[group]:
                    agent.pools = (*agent.pools, pool)
        return of_type

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
        for group, members in zip(self._roster.groups, self._members, strict=True):
            ranks = tuple(strategy.rank(group, in_hand) << RANK for in_hand in range(group.concurrency))
            for agent in members:
                agent.ranks = ranks

    def _plan(self, headcounts: Sequence[Headcount]) -> None:
        """Put on the calendar what is known beforehand: step changes, the first arrival, closing."""
        current = [0] * len(self._members)
        for change in headcounts:
            down = change.agents < current[change.group]
            current[change.group] = change.agents
            turn = Turn.ACCEPTANCE_ENDS if down else Turn.ACCEPTANCE_STARTS
            self._calendar.at(turn, change.time, partial(self._on_headcount, change))
        if self._arrivals:
            self._schedule(self._door, ARRIVAL, self._arrivals[0])
        self._calendar.at(Turn.CLOSING, self._rules.closes, self._on_closing)

    def _on_arrival(self, door: Moment) -> None:
        number = self._coming
        now = self._arrivals[number]
        chat_type = self._types[number]
        pool = self._pools[chat_type]
        if pool:
            self._route(number, pool, now)
        elif not self._queue.join(number, chat_type, now):
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
        number = self._queue.take(agent.group.skills, now)
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
            free = [chat_type for chat_type, pool in enumerate(self._pools) if pool]
            number = self._queue.take(free, now)
            if number is None:
                return
            self._route(number, self._pools[self._types[number]], now)

    def _on_headcount(self, change: Headcount, _: Moment) -> None:
        members = self._members[change.group]
        on = [agent for agent in members if agent.accepting]
        off = [agent for agent in members if not agent.accepting]
        on.sort(key=lambda agent: (agent.in_hand, -agent.position))
        off.sort(key=lambda agent: (agent.in_hand, agent.position))
        for agent in on[: max(0, len(on) - change.agents)]:
            self._stop(agent)
        for agent in off[: max(0, change.agents - len(on))]:
            self._start(agent)
        if self._queue.length:
            self._serve_later()

    def _stop(self, agent: Agent) -> None:
        agent.accepting = False
        if agent.key != NOWHERE:
            self._withdraw(agent)
        self._log.note_on_duty(agent.position, agent.on_since, self._environment.now)

    def _start(self, agent: Agent) -> None:
        agent.accepting = True
        agent.on_since = self._environment.now
        if agent.in_hand < agent.limit:
            self._offer(agent)

    def _on_closing(self, _: Moment) -> None:
        now = self._environment.now
        if not self._rules.serve_after_close:
            for agent in self._agents:
                if agent.accepting:
                    self._stop(agent)
        for chat_type in range(len(self._pools)):
            if not any(agent.accepting and chat_type in agent.group.skills for agent in self._agents):
                self._queue.close(chat_type, now)
