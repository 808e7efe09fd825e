"""An agent and the chats in hand, which share the agent's attention."""

from collections.abc import Callable
from heapq import heappop, heappush, heapreplace

from planner.flow.clock import on_grid
from planner.flow.roster import Group

NEVER = float("inf")

HANDLING, WRAPPING_UP = 0, 1


class Agent:
    """Egalitarian processor sharing on virtual time (Luo & Zhang 2013; Tezcan & Zhang 2014).

    With n chats in hand each progresses at rate 1 / slowdown[n]. `progress` is the work that a chat
    in hand since the agent was last idle has received; a chat is done when `progress` reaches its own
    mark, so a change of n re-times all of them without touching any.

    An agent is also the SimPy event of the next moment at which a chat in hand may be done. It is put
    back on the calendar only when that moment comes earlier; one that comes too early finds nothing
    done and puts itself back.
    """

    __slots__ = (
        "_ok",
        "accepting",
        "appointment",
        "callbacks",
        "group",
        "in_hand",
        "key",
        "last_assigned",
        "limit",
        "on_since",
        "pools",
        "position",
        "progress",
        "tasks",
        "updated",
    )

    def __init__(self, position: int, group: Group, callbacks: tuple[Callable[["Agent"], None], ...]) -> None:
        self.position = position
        self.group = group
        self.limit = group.concurrency
        self.accepting = False
        self.on_since = 0.0
        self.in_hand = 0
        self.last_assigned = -NEVER
        self.key: tuple[float, ...] = ()
        """Where the routing strategy ranks the agent; the lowest is first."""
        self.pools: tuple[dict[Agent, None], ...] = ()
        """The sets of available agents, one per mix of skills, that this one belongs to."""
        self.tasks: list[tuple[float, int, int]] = []
        """Heap of (mark of progress at which it is done, chat number, handling or wrapping up)."""
        self.progress = 0.0
        self.updated = 0.0
        self.appointment = NEVER
        """The earliest moment for which this agent is on the calendar."""
        self.callbacks = callbacks
        self._ok = True

    def take(self, number: int, work: float, now: float) -> None:
        """Begin a chat of `work` seconds."""
        self.advance(now)
        heappush(self.tasks, (self.progress + work, number, HANDLING))
        self.in_hand += 1
        self.last_assigned = now

    def advance(self, now: float) -> None:
        """Credit the chats in hand with the time since the last change."""
        if self.in_hand:
            self.progress += (now - self.updated) / self.group.slowdown[self.in_hand - 1]
        else:
            self.progress = 0.0
        self.updated = now

    def next_done(self) -> float:
        """Return the instant at which the next task is done if nothing changes before; valid after `advance`."""
        if not self.tasks:
            return NEVER
        left = self.tasks[0][0] - self.progress
        return on_grid(self.updated + left * self.group.slowdown[self.in_hand - 1])

    def begin_wrap_up(self, work: float) -> None:
        """The customer of the task that is done has gone; go on with `work` seconds of wrap-up."""
        mark, number, _ = self.tasks[0]
        heapreplace(self.tasks, (mark + work, number, WRAPPING_UP))

    def free_slot(self) -> None:
        """The task that is done was the chat's last."""
        heappop(self.tasks)
        self.in_hand -= 1
