"""An agent, as routing sees one."""

from typing import TYPE_CHECKING

from planner.flow.roster import Group

if TYPE_CHECKING:
    from planner.engine.desks import Desk

NEVER = float("inf")

Pool = list[int]
"""The keys of available agents in order; the lowest is first."""

# A key is one whole number, which sorts faster than a tuple: the strategy's rank, then (30 bits) the moment of the
# last assignment where that matters, then (20 bits) the roster position, so that no two are equal.
RANK = 50
"""Bits below the rank."""
MOMENT = 20
"""Bits below the moment."""
POSITION = (1 << MOMENT) - 1
"""The bits of the roster position."""

NOWHERE = -1
"""The key of an agent who stands in no pool."""


class Agent:
    """An agent and how many chats are in hand."""

    __slots__ = (
        "accepting",
        "desk",
        "group",
        "in_hand",
        "key",
        "last_assigned",
        "limit",
        "on_since",
        "pools",
        "position",
        "ranks",
        "stamp",
    )

    def __init__(self, position: int, group: Group) -> None:
        self.position = position
        self.group = group
        self.limit = group.concurrency
        self.accepting = False
        self.on_since = 0.0
        self.in_hand = 0
        self.last_assigned = -NEVER
        """Seconds since the start; minus infinity if there was none yet."""
        self.ranks: tuple[int, ...] = ()
        """The upper bits of the key by the number of chats in hand."""
        self.stamp = position
        """The lower bits of the key."""
        self.key = NOWHERE
        self.desk: Desk
        """How work on the chats in hand goes on."""
        self.pools: tuple[Pool, ...] = ()
        """The pools of available agents, one per mix of skills, that this one belongs to."""
