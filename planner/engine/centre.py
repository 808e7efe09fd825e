"""The chat centre: what happens at each event."""

from bisect import bisect_left, insort
from collections.abc import Sequence
from functools import partial

from planner.engine.agent import NEVER, POSITION, Agent, Pool
from planner.engine.calendar import Calendar, Moment, Turn
from planner.engine.chat import Chat, Patience
from planner.engine.desks import IndependentSlots, SharedAttention
from planner.engine.log import Log
from planner.engine.queue import Queue
from planner.engine.routing import Checked, CustomStrategy, built_in
from planner.flow.demand import Demand
from planner.flow.records import Outcome, Records
from planner.flow.roster import Headcount, Roster
from planner.flow.rules import Rules


class Centre:
    """Runs one replication. No process per chat: chats, agents and patience are SimPy events themselves."""

    def __init__(
        self, demand: Demand, roster: Roster, rules: Rules, routing: str, custom: CustomStrategy | None
    ) -> None:
        self._demand = demand
        self._rules = rules
        self._calendar = Calendar()
        self._environment = self._calendar.environment
        self._schedule = self._calendar.schedule
        self._arrivals: list[float] = demand.arrival.tolist()
        self._types: list[int] = demand.chat_type.tolist()
        self._patience: list[float] = demand.patience.tolist()
        self._log = Log(len(demand))
        self._dequeued, self._agent_of = self._log.dequeued, self._log.agent
        self._queue = Queue(rules.priorities)
        self._room = rules.max_length if rules.max_length is not None else NEVER
        self._agents = [
            Agent(position, roster.groups[group]) for position, group in enumerate(roster.group_of)
        ]
        self._members = [
            [self._agents[i] for i in roster.members(group)] for group in range(len(roster.groups))
        ]
        self._pools = self._join_pools(len(rules.priorities))
        self._seat_agents(demand)
        strategy = (
            built_in(routing, demand) if custom is None else Checked(routing, custom, demand, self._agents)
        )
        self._key, self._choose = strategy.key, strategy.choose
        self._arrived = (self._on_arrival,)
        self._gave_up = (self._on_gave_up,)
        self._serving_at = self._last_moment = -1.0
        self._moments = 0
        self._plan(roster.headcounts)

    def run(self) -> Records:
        """Run until nothing more happens, and return what did. A centre runs once."""
        self._environment.run()
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
                group
                for group, members in enumerate(self._members)
                if members and chat_type in members[0].group.skills
            )
            of_type.append(pools.setdefault(skilled, []))
        for skilled, pool in pools.items():
            for group in skilled:
                for agent in self._members[group]:
                    agent.pools = (*agent.pools, pool)
        return of_type

    def _seat_agents(self, demand: Demand) -> None:
        """Give each agent a desk that fits the group's slowdown."""
        handle_time, wrap_up = demand.handle_time.tolist(), demand.wrap_up.tolist()
        work = (demand.handle_time + demand.wrap_up).tolist()
        independent = IndependentSlots(self._calendar, work, self._on_freed)
        for agent in self._agents:
            if max(agent.group.slowdown) == 1:
                agent.desk = independent
            else:
                agent.desk = SharedAttention(
                    agent, self._calendar, handle_time, wrap_up, self._log, self._on_freed
                )

    def _plan(self, headcounts: Sequence[Headcount]) -> None:
        """Put on the calendar what is known beforehand: step changes, the first arrival, closing."""
        current = [0] * len(self._members)
        for change in headcounts:
            down = change.agents < current[change.group]
            current[change.group] = change.agents
            turn = Turn.ACCEPTANCE_ENDS if down else Turn.ACCEPTANCE_STARTS
            self._calendar.at(turn, change.time, partial(self._on_headcount, change))
        if self._arrivals:
            self._schedule(Chat(0, self._types[0], self._arrived), Turn.ARRIVAL, self._arrivals[0])
        self._calendar.at(Turn.CLOSING, self._rules.closes, self._on_closing)

    def _on_arrival(self, chat: Chat) -> None:
        number = chat.number
        now = self._arrivals[number]
        pool = self._pools[chat.chat_type]
        if pool:
            self._assign(chat, pool, now)
        elif self._queue.length >= self._room:
            self._log.miss(number, Outcome.BLOCKED, now)
        else:
            self._wait(chat)
        coming = number + 1
        if coming < len(self._arrivals):
            self._schedule(Chat(coming, self._types[coming], self._arrived), 6, self._arrivals[coming] - now)

    def _wait(self, chat: Chat) -> None:
        self._queue.join(chat)
        patience, max_wait = self._patience[chat.number], self._rules.max_wait
        if patience <= max_wait:
            if patience != NEVER:
                self._schedule(Patience(chat, self._gave_up), Turn.PATIENCE_OUT, patience)
        else:
            self._schedule(Patience(chat, self._gave_up), Turn.WAIT_EXPIRED, max_wait)

    def _on_gave_up(self, patience: Patience) -> None:
        chat = patience.chat
        if chat.waiting:
            self._queue.leave(chat)
            abandoned = self._patience[chat.number] <= self._rules.max_wait
            outcome = Outcome.ABANDONED if abandoned else Outcome.EXPIRED
            self._log.miss(chat.number, outcome, self._environment.now)

    def _assign(self, chat: Chat, pool: Pool, now: float) -> None:
        """Give the chat to one of the pool."""
        agent = self._agents[pool[self._choose(pool, chat.number)] & POSITION]
        self._dequeued[chat.number] = now
        self._agent_of[chat.number] = agent.position
        self._withdraw(agent)
        agent.in_hand += 1
        agent.last_assigned = now
        if now != self._last_moment:
            self._last_moment = now
            self._moments += 1
        agent.moment = self._moments
        if agent.in_hand < agent.limit:
            self._offer(agent)
        agent.desk.begin(chat, agent)

    def _on_freed(self, agent: Agent) -> None:
        """An agent has fewer chats in hand."""
        if agent.accepting:
            if agent.available:
                self._withdraw(agent)
            self._offer(agent)
            if self._queue.length:
                self._serve_soon()

    def _offer(self, agent: Agent) -> None:
        """The agent has a free slot and may be chosen."""
        agent.available = True
        agent.key = key = self._key(agent)
        for pool in agent.pools:
            insort(pool, key)

    def _withdraw(self, agent: Agent) -> None:
        agent.available = False
        for pool in agent.pools:
            del pool[bisect_left(pool, agent.key)]

    def _serve_soon(self) -> None:
        """Serve the queue, after whatever else must come first at this instant."""
        now = self._environment.now
        if self._environment.peek() > now:
            self._on_serve(None)
        elif self._serving_at != now:
            self._serving_at = now
            self._calendar.at(Turn.QUEUE_SERVED, now, self._on_serve)

    def _on_serve(self, _: Moment | None) -> None:
        self._serving_at = -1.0
        while self._queue.length:
            chat = self._queue.first(self._pools)
            if chat is None:
                return
            self._queue.leave(chat)
            self._assign(chat, self._pools[chat.chat_type], self._environment.now)

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
            self._serve_soon()

    def _stop(self, agent: Agent) -> None:
        agent.accepting = False
        if agent.available:
            self._withdraw(agent)
        self._log.note_on_duty(agent.position, agent.on_since, self._environment.now)

    def _start(self, agent: Agent) -> None:
        agent.accepting = True
        agent.on_since = self._environment.now
        if agent.in_hand < agent.limit:
            self._offer(agent)

    def _on_closing(self, _: Moment) -> None:
        if not self._rules.serve_after_close:
            for agent in self._agents:
                if agent.accepting:
                    self._stop(agent)
        for chat_type in range(len(self._pools)):
            if not any(agent.accepting and chat_type in agent.group.skills for agent in self._agents):
                for chat in self._queue.waiting(chat_type):
                    self._queue.leave(chat)
                    self._log.miss(chat.number, Outcome.CLOSED, self._environment.now)
