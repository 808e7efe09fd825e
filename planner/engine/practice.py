"""What chat platforms, agents and customers do beyond the plain way, kept apart from it."""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from planner.engine.agent import Agent, Pool
from planner.engine.calendar import Calendar
from planner.engine.log import Log
from planner.engine.pools import Pools
from planner.engine.queue import Queue
from planner.flow.records import Outcome


class Practice(Protocol):
    """One of these practices. The centre calls only those hooks that a practice has made its own."""

    def joined(self, number: int, line: int, now: float) -> None:
        """See to a chat that has begun to wait."""

    def missed(self, number: int, now: float) -> None:
        """See to a chat that goes without an answer."""

    def left(self, number: int, now: float) -> None:
        """See to an answered chat whose customer has gone."""

    def released(self, number: int, agent: Agent) -> None:
        """See to a slot that a chat sets free just now."""


def hooks(practices: Iterable[Practice], name: str) -> tuple[Any, ...]:
    """Return a hook of those practices that have made it their own."""
    return tuple(
        getattr(practice, name)
        for practice in practices
        if getattr(type(practice), name) is not getattr(Practice, name)
    )


class House(Protocol):
    """What practices need of the centre."""

    agents: Sequence[Agent]
    arrivals: list[float]
    """When each chat came (s)."""
    doors_open: bool
    calendar: Calendar
    queue: Queue
    pools: Pools
    log: Log

    def enter(self, number: int, line: int, now: float) -> None:
        """A chat comes to a line: someone free takes it, or it waits, or is blocked."""

    def route(self, number: int, pool: Pool, now: float) -> None:
        """Give a chat to one of a pool of at least one."""

    def freed(self, agent: Agent) -> None:
        """An agent has fewer chats in hand."""

    def miss(self, number: int, outcome: Outcome, now: float) -> None:
        """A chat goes without an answer."""
