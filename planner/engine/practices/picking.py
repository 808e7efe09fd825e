"""Agents who pick chats from the queue themselves, some time after one has come."""

from collections.abc import Sequence
from functools import partial

from planner.engine.agent import NOWHERE, POSITION, Agent, Pool
from planner.engine.calendar import Moment, Turn
from planner.engine.practice import House, Practice
from planner.engine.practices.draws import lender
from planner.flow.demand import Demand


class Picking(Practice):
    """A chat that waits while such an agent has a free slot is noticed, and picked after a delay by one who is free then.

    These agents stand in pools of their own, which routing does not look at.
    """

    def __init__(self, demand: Demand, group_of: Sequence[int], house: House) -> None:
        self._house = house
        self._delay = {group: delays.tolist() for group, delays in demand.noticing.items()}
        self._group_of = group_of
        self._noticed: set[int] = set()
        """Chats that someone is about to pick."""
        self._in_vain: dict[int, int] = {}
        """How often nobody was free to pick a chat that had been noticed."""
        self._pools: list[Pool] = house.pools.set_apart(
            [house.agents[position] for position, group in enumerate(group_of) if group in self._delay]
        )

    def joined(self, number: int, line: int, now: float) -> None:
        """See `Practice`."""
        pool = self._pool(line)
        if pool:
            self._notice(number, self._house.pools.first(pool), now)

    def came(self, agent: Agent, now: float) -> None:
        """See `Practice`."""
        if self._group_of[agent.position] in self._delay:
            for _ in range(agent.limit - agent.in_hand):
                self._look(agent, None)

    def released(self, number: int, agent: Agent) -> None:
        """Have the agent look as the queue is served: by then all slots that free at this instant are counted."""
        if self._group_of[agent.position] in self._delay:
            now = self._house.calendar.environment.now
            self._house.calendar.at(Turn.QUEUE_SERVED, now, partial(self._look, agent))

    def _pool(self, line: int) -> Pool:
        """Return those with a free slot who may pick from a line."""
        return self._pools[line] if line < len(self._pools) else []

    def _look(self, agent: Agent, _: Moment | None) -> None:
        """Have an agent with a free slot notice the first chat that fits and that nobody is about to pick."""
        house = self._house
        if agent.key == NOWHERE:
            return
        now = house.calendar.environment.now
        fitting = [line for line in agent.serves if agent.key in self._pool(line)]
        number = house.queue.first(fitting, now, self._noticed)
        if number is not None:
            self._notice(number, agent, now)

    def _notice(self, number: int, agent: Agent, now: float) -> None:
        if number not in self._noticed:
            self._noticed.add(number)
            delays = self._delay[self._group_of[agent.position]]
            # the delay is the agent's: a chat that was noticed in vain is not slow to be picked for good
            delay = delays[lender(number, self._in_vain.get(number, 0), len(delays))]
            self._house.calendar.at(Turn.QUEUE_SERVED, now + delay, partial(self._pick, number, agent))

    def _pick(self, number: int, noticed_by: Agent, _: Moment) -> None:
        """Have someone pick a chat; if it has gone, the first who is free turns to the next."""
        self._noticed.discard(number)
        house = self._house
        now, line = house.calendar.environment.now, house.line_of[number]
        pool = self._pool(line)
        if not house.queue.is_waiting(number, now):
            if pool:
                self._look(house.pools.first(pool), None)
        elif pool:
            house.queue.leave(number, line, now)
            house.route(number, pool, now)
            if self._has_hands_free(noticed_by):
                self._look(noticed_by, None)
        else:
            self._in_vain[number] = self._in_vain.get(number, 0) + 1

    def _has_hands_free(self, agent: Agent) -> bool:
        """Tell whether fewer chats are about to be picked than an agent, and those who pick from the same lines, can take."""
        line_of, agents = self._house.line_of, self._house.agents
        about_to_be = sum(line_of[number] in agent.serves for number in self._noticed)
        free = {key & POSITION for line in agent.serves for key in self._pool(line)}
        return about_to_be < sum(agents[position].limit - agents[position].in_hand for position in free)
