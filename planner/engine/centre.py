"""The chat centre: SimPy's clock, and what happens at each event."""

from collections.abc import Callable, Sequence
from enum import IntEnum
from functools import partial
from typing import cast

import simpy

from planner.engine.agent import HANDLING, NEVER, Agent
from planner.engine.chat import Chat
from planner.engine.log import Log
from planner.engine.queue import Queue
from planner.engine.routing import LOWEST_KEY_FIRST, Strategy
from planner.flow.demand import Demand
from planner.flow.records import Outcome, Records
from planner.flow.roster import Headcount, Roster
from planner.flow.rules import Rules


class Turn(IntEnum):
    """What goes first when things happen at the same instant; SimPy's priorities."""

    SLOT_FREED = 0
    ACCEPTANCE_ENDS = 1
    ACCEPTANCE_STARTS = 2
    QUEUE_SERVED = 3
    PATIENCE_OUT = 4
    WAIT_EXPIRED = 5
    ARRIVAL = 6
    CLOSING = 7


class Moment:
    """An event on SimPy's calendar that carries nothing but what to do."""

    __slots__ = ("_ok", "callbacks")

    def __init__(self) -> None:
        self.callbacks: tuple[Callable[[Moment], None], ...] | None = None
        self._ok = True


class Centre:
    """Runs one replication. No process per chat: the few events there are get put back on the calendar."""

    def __init__(
        self, demand: Demand, roster: Roster, rules: Rules, routing: str, strategy: Strategy
    ) -> None:
        self._rules = rules
        self._key = LOWEST_KEY_FIRST.get(routing)
        self._choose = strategy.choose
        self._env = simpy.Environment()
        # SimPy asks of an event only `callbacks` and `_ok`; its own Event class costs four times as much.
        self._schedule = cast(Callable[[object, int, float], None], self._env.schedule)
        self._chats = list(
            map(
                Chat,
                range(len(demand)),
                demand.arrival.tolist(),
                demand.chat_type.tolist(),
                demand.draw.tolist(),
            )
        )
        self._handle_time: list[float] = demand.handle_time.tolist()
        self._wrap_up: list[float] = demand.wrap_up.tolist()
        self._patience: list[float] = demand.patience.tolist()
        self._log = Log(len(demand))
        self._queue = Queue(rules.priorities)
        self._room = rules.max_length if rules.max_length is not None else NEVER
        self._agent_due = (self._on_agent_due,)
        self._agents = [
            Agent(i, roster.groups[group], self._agent_due) for i, group in enumerate(roster.group_of)
        ]
        self._members = [
            [self._agents[i] for i in roster.members(group)] for group in range(len(roster.groups))
        ]
        self._pools = self._join_pools(len(rules.priorities))
        self._next_arrival = 0
        self._arrival_due = (self._on_arrival,)
        self._gave_up = (self._on_gave_up,)
        self._serve_due = (self._on_serve,)
        self._serving_due = -1.0
        self._plan(roster.headcounts)

    def run(self) -> Records:
        """Run until nothing more happens, and return what did."""
        self._env.run()
        for agent in self._agents:
            if agent.accepting:
                self._log.note_on_duty(agent.position, agent.on_since, NEVER)
        return self._log.records()

    def _join_pools(self, chat_types: int) -> list[dict[Agent, None]]:
        """Make one pool of available agents per set of groups; types that the same groups serve share it."""
        pools: dict[tuple[int, ...], dict[Agent, None]] = {}
        of_type = []
        for chat_type in range(chat_types):
            skilled = tuple(
                g
                for g, members in enumerate(self._members)
                if members and chat_type in members[0].group.skills
            )
            of_type.append(pools.setdefault(skilled, {}))
        for skilled, pool in pools.items():
            for group in skilled:
                for agent in self._members[group]:
                    agent.pools = (*agent.pools, pool)
        return of_type

    def _plan(self, headcounts: Sequence[Headcount]) -> None:
        """Put on the calendar what is known beforehand: step changes, the first arrival, closing."""
        current = [0] * len(self._members)
        for change in headcounts:
            down = change.agents < current[change.group]
            current[change.group] = change.agents
            self._at(
                Turn.ACCEPTANCE_ENDS if down else Turn.ACCEPTANCE_STARTS,
                change.time,
                partial(self._on_headcount, change),
            )
        if self._chats:
            self._at(Turn.ARRIVAL, self._chats[0].arrival, self._on_arrival)
        self._at(Turn.CLOSING, self._rules.closes, self._on_closing)

    def _at(self, turn: Turn, time: float, action: Callable[[Moment], None]) -> None:
        moment = Moment()
        moment.callbacks = (action,)
        self._schedule(moment, turn, time - self._env.now)

    def _on_arrival(self, moment: Moment) -> None:
        chat = self._chats[self._next_arrival]
        candidates = self._pools[chat.chat_type]
        if candidates:
            self._assign(chat, self._choose(candidates, chat))
        elif self._queue.length >= self._room:
            self._log.miss(chat.number, Outcome.BLOCKED, self._env.now)
        else:
            self._wait(chat)
        self._next_arrival += 1
        if self._next_arrival < len(self._chats):
            moment.callbacks = self._arrival_due
            self._schedule(moment, 6, self._chats[self._next_arrival].arrival - chat.arrival)

    def _wait(self, chat: Chat) -> None:
        self._queue.join(chat)
        patience, max_wait = self._patience[chat.number], self._rules.max_wait
        chat.callbacks = self._gave_up
        if patience <= max_wait:
            if patience != NEVER:
                self._schedule(chat, Turn.PATIENCE_OUT, patience)
        else:
            self._schedule(chat, Turn.WAIT_EXPIRED, max_wait)

    def _on_gave_up(self, chat: Chat) -> None:
        if chat.waiting:
            self._queue.leave(chat)
            abandoned = self._patience[chat.number] <= self._rules.max_wait
            self._log.miss(chat.number, Outcome.ABANDONED if abandoned else Outcome.EXPIRED, self._env.now)

    def _assign(self, chat: Chat, agent: Agent) -> None:
        now = self._env.now
        agent.take(chat.number, self._handle_time[chat.number], now)
        self._log.assign(chat.number, agent.position, now)
        if agent.in_hand == agent.limit:
            self._withdraw(agent)
        if self._key is not None:
            agent.key = self._key(agent)
        self._arrange(agent)

    def _arrange(self, agent: Agent) -> None:
        """See that the agent is on the calendar no later than the next task is done."""
        done = agent.next_done()
        if done < agent.appointment:
            agent.appointment = done
            self._schedule(agent, 0, done - agent.updated)

    def _on_agent_due(self, agent: Agent) -> None:
        agent.callbacks = self._agent_due
        now = self._env.now
        if now != agent.appointment:  # an earlier one was kept since
            return
        agent.appointment = NEVER
        agent.advance(now)
        held = agent.in_hand
        while agent.next_done() <= now:
            _, number, stage = agent.tasks[0]
            if stage == HANDLING:
                self._log.customer_left[number] = now
                if self._wrap_up[number]:
                    agent.begin_wrap_up(self._wrap_up[number])
                    continue
            self._log.slot_freed[number] = now
            agent.free_slot()
        self._arrange(agent)
        if agent.in_hand < held:
            if self._key is not None:
                agent.key = self._key(agent)
            if agent.accepting:
                self._offer(agent)
                self._serve_soon()

    def _offer(self, agent: Agent) -> None:
        """The agent has a free slot and may be chosen."""
        for pool in agent.pools:
            pool[agent] = None

    def _withdraw(self, agent: Agent) -> None:
        for pool in agent.pools:
            pool.pop(agent, None)

    def _serve_soon(self) -> None:
        """Serve the queue, after whatever else must come first at this instant."""
        if not self._queue.length:
            return
        now = self._env.now
        if self._env.peek() > now:
            self._on_serve(None)
        elif self._serving_due != now:
            self._serving_due = now
            moment = Moment()
            moment.callbacks = self._serve_due
            self._schedule(moment, Turn.QUEUE_SERVED, 0.0)

    def _on_serve(self, _: Moment | None) -> None:
        self._serving_due = -1.0
        while self._queue.length:
            chat = self._queue.first(self._pools)
            if chat is None:
                return
            self._queue.leave(chat)
            self._assign(chat, self._choose(self._pools[chat.chat_type], chat))

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
        self._serve_soon()

    def _stop(self, agent: Agent) -> None:
        agent.accepting = False
        self._withdraw(agent)
        self._log.note_on_duty(agent.position, agent.on_since, self._env.now)

    def _start(self, agent: Agent) -> None:
        agent.accepting = True
        agent.on_since = self._env.now
        if self._key is not None:
            agent.key = self._key(agent)
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
                    self._log.miss(chat.number, Outcome.CLOSED, self._env.now)
