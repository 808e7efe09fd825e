"""An agent, as routing sees one."""

from typing import TYPE_CHECKING

from planner.flow.roster import Break, Group, Shift

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

OFF, ON_BREAK, AWAY, NO_MORE = 1, 2, 4, 8
"""What bars an agent from new chats: not on duty, on a break or just before one, away, just before the shift's end."""


class Agent:
    """An agent and how many chats are in hand."""

    __slots__ = (
        "accepting",
        "barred",
        "desk",
        "due",
        "extra",
        "group",
        "in_hand",
        "key",
        "last_assigned",
        "limit",
        "lines",
        "on_since",
        "pools",
        "position",
        "ranks",
        "rest",
        "rest_since",
        "ringing",
        "serves",
        "shift",
        "stamp",
    )

    def __init__(self, position: int, group: Group) -> None:
        self.position = position
        self.group = group
        self.limit = group.concurrency
        self.accepting = False
        self.barred = OFF
        """Why not, as bits; 0 while accepting."""
        self.shift: Shift | None = None
        self.on_since = 0.0
        self.rest: Break | None = None
        """The break that the agent takes."""
        self.rest_since = 0.0
        self.due: list[Break] = []
        """Breaks that wait for the chats in hand."""
        self.in_hand = 0
        self.ringing = 0
        """Offers that are not accepted yet; for routing they are in hand."""
        self.extra = 0
        """Slots that the chats in hand take beyond one each."""
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
        self.lines: tuple[int, ...] = ()
        """The lines from which this one takes the next chat when a slot is free again."""
        self.serves: tuple[int, ...] = ()
        """The lines whose chats this one may come to serve."""
