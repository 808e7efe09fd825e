"""What chat platforms, agents and customers do beyond the plain way, kept apart from it."""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from planner.engine.agent import Agent, Pool
from planner.engine.calendar import Calendar
from planner.engine.doors import Doors
from planner.engine.lines import Line
from planner.engine.log import Log
from planner.engine.pools import Pools
from planner.engine.queue import Queue
from planner.flow.records import Outcome


class Practice(Protocol):
    """One of these practices. The centre calls only those hooks that a practice has made its own."""

    def seated(self, agents: Sequence[Agent]) -> None:
        """See to the agents' desks."""
        return

    def diverts(self, number: int, line: int, now: float) -> bool:
        """See to an arriving chat; tell whether that is all that is to be done about it."""
        return False

    def joined(self, number: int, line: int, now: float) -> None:
        """See to a chat that has begun to wait in a line."""
        return

    def came(self, agent: Agent, now: float) -> None:
        """See to an agent who accepts chats from now on."""
        return

    def missed(self, number: int, now: float) -> None:
        """See to a chat whose customer goes without an answer; told once more where one left silently before."""
        return

    def left(self, number: int, now: float) -> None:
        """See to an answered chat whose customer has gone."""
        return

    def released(self, number: int, agent: Agent) -> None:
        """See to a chat whose slot is free again; the agent is about to look for the next."""
        return

    def retaken(self, number: int, agent: Agent) -> None:
        """See to a chat that takes its slot again, after the customer was silent for long."""
        return


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
    lines: list[Line]
    line_of: list[int]
    """The line of each chat."""
    doors: Doors
    calendar: Calendar
    queue: Queue
    pools: Pools
    log: Log

    def enter(self, number: int, line: int, now: float) -> None:
        """A chat comes to a line: someone free takes it, or it waits, or is blocked."""
        ...

    def place(self, number: int, line: int, now: float) -> None:
        """A chat that was with an agent comes back to a line: someone free takes it, or it waits by its age."""
        ...

    def move(self, number: int, line: int, now: float) -> None:
        """A chat that waits goes on to another line, by its age; then the queue is served."""
        ...

    def route(self, number: int, pool: Pool, now: float) -> None:
        """Give a chat to one of a pool of at least one."""
        ...

    def freed(self, agent: Agent) -> None:
        """An agent has fewer chats in hand."""
        ...

    def joined(self, number: int, line: int, now: float) -> None:
        """A chat has begun to wait in a line."""
        ...

    def released(self, number: int, agent: Agent) -> None:
        """A chat's slot is free again, though it was never begun."""
        ...

    def miss(self, number: int, outcome: Outcome, now: float) -> None:
        """A chat goes without an answer."""
        ...

    def went_unanswered(self, number: int, now: float) -> None:
        """A chat's customer goes without an answer, whatever becomes of the chat."""
        ...
