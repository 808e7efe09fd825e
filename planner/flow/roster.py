"""Who works: the agents in roster order and how many of each group accept chats when."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Group:
    """Agents who are alike."""

    name: str
    concurrency: int
    """Chats at once per agent."""
    slowdown: tuple[float, ...]
    """Factor on the handle time with 1, 2, ... chats in hand; one entry per slot."""
    skills: tuple[int, ...]
    """Positions of the chat types that these agents serve."""
    rank: int = 1


@dataclass(frozen=True)
class Headcount:
    """From `time` (s) on, `agents` of the group accept chats."""

    time: float
    group: int
    agents: int


@dataclass(frozen=True)
class Roster:
    """The agents of one replication. Roster order: groups in file order, then agent number."""

    groups: tuple[Group, ...]
    group_of: tuple[int, ...]
    """For each agent the position of the group."""
    headcounts: tuple[Headcount, ...]
    """In order of time; the first of each group lies at 0."""

    def members(self, group: int) -> Sequence[int]:
        """The roster positions of a group's agents."""
        return [agent for agent, of in enumerate(self.group_of) if of == group]
