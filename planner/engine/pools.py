"""Which agents have a free slot, by what they serve, in the order in which routing looks at them."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence

from planner.engine.agent import NOWHERE, POSITION, Agent, Pool
from planner.engine.lines import Line
from planner.flow.roster import Roster

Needed = tuple[int, Pool]
"""How many free slots an agent needs to stand in a pool."""


class Pools:
    """One pool per set of groups and number of slots; lines for which both are the same share it."""

    def __init__(
        self, lines: Sequence[Line], slots: Sequence[int], roster: Roster, agents: Sequence[Agent]
    ) -> None:
        """Make them; `slots` are those that a chat of each type takes."""
        self._agents = agents
        self._group_of = roster.group_of
        self._keys = [(line.groups, slots[line.chat_type]) for line in lines]
        self.of_line = self._stand(agents)
        serving = {
            number: tuple(
                place
                for place, line in enumerate(lines)
                if number in line.groups and slots[line.chat_type] <= group.concurrency
            )
            for number, group in enumerate(roster.groups)
        }
        for agent, group in zip(agents, roster.group_of, strict=True):
            agent.lines = agent.serves = serving[group]

    def _stand(self, agents: Iterable[Agent]) -> list[Pool]:
        """Make pools for these agents, and return those of the lines."""
        pools: dict[tuple[tuple[int, ...], int], Pool] = {}
        of_line = [pools.setdefault(key, []) for key in self._keys]
        of_group: dict[int, list[Needed]] = {}
        for (groups, slots), pool in pools.items():
            for group in groups:
                of_group.setdefault(group, []).append((slots, pool))
        for agent in agents:
            self._stand_in(agent, of_group.get(self._group_of[agent.position], []))
        return of_line

    def _stand_in(self, agent: Agent, pools: Sequence[Needed]) -> None:
        agent.pools = tuple(pool for _, pool in pools)

    def set_apart(self, agents: Sequence[Agent]) -> list[Pool]:
        """Give agents pools of their own and no line to take chats from; return their pools by line."""
        for agent in agents:
            agent.lines = ()
        return self._stand(agents)

    def offer(self, agent: Agent) -> None:
        """Put the agent, who has a free slot, where routing looks."""
        agent.key = key = agent.ranks[agent.in_hand] | agent.stamp
        for pool in agent.pools:
            insort(pool, key)

    def withdraw(self, agent: Agent) -> None:
        """Take the agent out again."""
        key = agent.key
        agent.key = NOWHERE
        for pool in agent.pools:
            del pool[bisect_left(pool, key)]

    def takes_from(self, agent: Agent) -> Sequence[int]:
        """Return the lines from which an agent with a free slot can take a chat."""
        return agent.lines

    def has_room(self, agent: Agent, chat_type: int) -> bool:
        """Tell whether an agent with a free slot can take a chat of a type."""
        return True

    def add_line(self, agent: Agent, chat_type: int) -> int:
        """Add a line for chats of a type that this agent alone serves, and return its number."""
        number, pool = len(self.of_line), Pool()
        self.of_line.append(pool)
        self._add(agent, number, pool, chat_type)
        agent.serves = (*agent.serves, number)
        return number

    def _add(self, agent: Agent, number: int, pool: Pool, chat_type: int) -> None:
        agent.lines = (*agent.lines, number)
        agent.pools = (*agent.pools, pool)
        if agent.key != NOWHERE:
            pool.append(agent.key)

    def free(self) -> Iterable[int]:
        """Return the lines from which someone could take a chat."""
        return [line for line, pool in enumerate(self.of_line) if pool]

    def first(self, pool: Pool) -> Agent:
        """Return the first of a pool of at least one."""
        return self._agents[pool[0] & POSITION]


class RoomyPools(Pools):
    """Pools for centres where chats take more than one slot, or agents have more chats in hand than slots.

    An agent stands in a pool as long as the free slots are enough for its chats.
    """

    def __init__(
        self, lines: Sequence[Line], slots: Sequence[int], roster: Roster, agents: Sequence[Agent]
    ) -> None:
        self._slots = slots
        self._needed: dict[int, list[Needed]] = {}
        """By roster position."""
        self._type_of = [line.chat_type for line in lines]
        super().__init__(lines, slots, roster, agents)

    def _stand_in(self, agent: Agent, pools: Sequence[Needed]) -> None:
        self._needed[agent.position] = list(pools)

    def offer(self, agent: Agent) -> None:
        """See `Pools`."""
        free = _free(agent)
        if free > 0:
            agent.pools = tuple(pool for slots, pool in self._needed[agent.position] if slots <= free)
            super().offer(agent)

    def takes_from(self, agent: Agent) -> Sequence[int]:
        """See `Pools`."""
        free = _free(agent)
        return [line for line in agent.lines if self._slots[self._type_of[line]] <= free]

    def has_room(self, agent: Agent, chat_type: int) -> bool:
        """See `Pools`."""
        return self._slots[chat_type] <= _free(agent)

    def _add(self, agent: Agent, number: int, pool: Pool, chat_type: int) -> None:
        self._type_of.append(chat_type)
        self._needed[agent.position].append((self._slots[chat_type], pool))
        agent.lines = (*agent.lines, number)
        if agent.key != NOWHERE:
            self.withdraw(agent)
            self.offer(agent)


def _free(agent: Agent) -> int:
    """Return the slots that no chat takes."""
    return agent.limit - agent.in_hand - agent.extra
