"""An agent, as routing sees one."""

from typing import TYPE_CHECKING

from planner.flow.roster import Group

if TYPE_CHECKING:
    from planner.engine.desks import Desk

NEVER = float("inf")

Pool = list[int]
"""The keys of available agents in order; see `Agent.key`."""

POSITION = (1 << 20) - 1
"""The bits of a key that hold the roster position."""


class Agent:
    """An agent and how many chats are in hand."""

    __slots__ = (
        "accepting",
        "available",
        "desk",
        "group",
        "in_hand",
        "key",
        "last_assigned",
        "limit",
        "moment",
        "on_since",
        "pools",
        "position",
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
        self.moment = 0
        """Orders agents by `last_assigned`: the number of different instants at which chats were assigned so far."""
        self.available = False
        """Whether the agent's key stands in the pools."""
        self.key = 0
        """Where the routing strategy ranks the agent; the lowest is first, the last bits are the position."""
        self.desk: Desk
        """How work on the chats in hand goes on."""
        self.pools: tuple[Pool, ...] = ()
        """The pools of available agents, one per mix of skills, that this one belongs to."""
