"""Which agents have a free slot, by what they serve, in the order in which routing looks at them."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence

from planner.engine.agent import NOWHERE, Agent, Pool
from planner.engine.lines import Line
from planner.flow.roster import Roster


class Pools:
    """One pool per set of groups; lines that the same groups serve share it."""

    def __init__(self, lines: Sequence[Line], roster: Roster, agents: Sequence[Agent]) -> None:
        self._agents = agents
        self._of_groups: dict[tuple[int, ...], Pool] = {}
        self.of_line: list[Pool] = [self._of_groups.setdefault(line.groups, []) for line in lines]
        for groups, pool in self._of_groups.items():
            for group in groups:
                for position in roster.members(group):
                    agents[position].pools = (*agents[position].pools, pool)
        serving: dict[int, list[int]] = {}
        for number, line in enumerate(lines):
            for group in line.groups:
                serving.setdefault(group, []).append(number)
        for agent, group in zip(agents, roster.group_of, strict=True):
            agent.lines = agent.serves = tuple(serving.get(group, ()))

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

    def add_line(self, agent: Agent) -> int:
        """Add a line that this agent alone serves, and return its number."""
        number, pool = len(self.of_line), Pool()
        self.of_line.append(pool)
        agent.pools = (*agent.pools, pool)
        agent.lines, agent.serves = (*agent.lines, number), (*agent.serves, number)
        if agent.key != NOWHERE:
            pool.append(agent.key)
        return number

    def free(self) -> Iterable[int]:
        """Return the lines from which someone could take a chat."""
        return [line for line, pool in enumerate(self.of_line) if pool]
