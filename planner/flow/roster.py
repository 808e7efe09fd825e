"""Who works: the agents in roster order, when they come and go, and who does not turn up."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.flow.profile import Profile


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
    levels: tuple[int, ...] = ()
    """How good these agents are at each chat type, 1 to 5; empty: equally."""
    pace: tuple[float, ...] = ()
    """Factor on the work of each chat type's chats; empty: all 1."""
    last_chat_before: float = 0.0
    """Agents with shifts take no new chat so shortly (s) before a break or the shift's end."""
    breaks_when_free: bool = False
    """Whether a break waits until the chats in hand are done, and then keeps its length."""
    slowdown_step: float = 0.0
    """By how much the factor grows with each chat in hand beyond the slots."""
    reply_order: str = "oldest"
    """Which of the messages that wait for a reply an agent turns to next."""


@dataclass(frozen=True)
class Headcount:
    """From `time` (s) on, `agents` of the group accept chats, until the next head count or until doors close."""

    time: float
    group: int
    agents: int
    absent: frozenset[int] = frozenset()
    """Roster positions of those who did not turn up that day and cannot be among them."""


@dataclass(frozen=True)
class Break:
    """A planned break (s)."""

    begin: float
    end: float
    paid: bool = False


@dataclass(frozen=True)
class Shift:
    """One agent on one day: accepts chats from `begin` to `end` (s) but for breaks, which lie inside, in order."""

    agent: int
    """Roster position."""
    begin: float
    end: float
    breaks: tuple[Break, ...] = ()
    day: int = 0
    """The date on which it begins, as days after that of the scenario's start."""
    absent: bool = False
    """Whether the agent does not turn up."""


@dataclass(frozen=True)
class Away:
    """A spell (s) in which an agent on duty accepts no chats."""

    agent: int
    begin: float
    end: float


@dataclass(frozen=True)
class Roster:
    """The agents of one replication. Roster order: groups in file order, then agent number.

    A group has either head counts or shifts.
    """

    groups: tuple[Group, ...]
    group_of: tuple[int, ...]
    """For each agent the position of the group."""
    headcounts: tuple[Headcount, ...] = ()
    """In order of time; the first of each such group lies at 0 or where doors open."""
    shifts: tuple[Shift, ...] = ()
    """In order of their beginning; those of an agent do not overlap."""
    away: tuple[Away, ...] = ()
    """In order of their beginning; those of an agent do not overlap."""
    scheduled: tuple[Profile, ...] = ()
    """For each group how many agents the plan has on duty, not on a break, whoever turns up."""

    def members(self, group: int) -> Sequence[int]:
        """The roster positions of a group's agents."""
        return [agent for agent, of in enumerate(self.group_of) if of == group]
