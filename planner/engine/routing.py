"""Who gets the chat: the strategies of chat platforms, and the interface for a planner's own."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Protocol

from planner.engine.agent import Agent
from planner.engine.chat import Chat

Key = Callable[[Agent], tuple[float, ...]]


class Strategy(Protocol):
    """Chooses among the agents who accept chats, have the skill and a free slot."""

    def choose(self, candidates: Collection[Agent], chat: Chat) -> Agent:
        """Return one of the candidates (at least one, in no particular order)."""
        ...


LOWEST_KEY_FIRST: dict[str, Key] = {
    "least_busy": lambda agent: (agent.in_hand, agent.last_assigned, agent.position),
    "most_available": lambda agent: (agent.in_hand - agent.limit, agent.last_assigned, agent.position),
    "most_available_share": lambda agent: (agent.in_hand / agent.limit, agent.last_assigned, agent.position),
    "least_recent": lambda agent: (agent.last_assigned, agent.position),
    "fill_first": lambda agent: (-agent.in_hand, agent.position),
    "ranked": lambda agent: (agent.group.rank, agent.in_hand, agent.last_assigned, agent.position),
    "specialists_first": lambda agent: (
        len(agent.group.skills),
        agent.in_hand,
        agent.last_assigned,
        agent.position,
    ),
}
"""What each strategy ranks agents by. An agent's key is renewed whenever its chats in hand change."""

MEANINGS = {
    "least_busy": "fewest chats in hand; ties: longest since the last assignment",
    "most_available": "most free slots; ties: longest since the last assignment",
    "most_available_share": "greatest free share of slots; ties: longest since the last assignment",
    "least_recent": "longest since the last assignment, however many chats are in hand",
    "round_robin": "next in roster order after the agent who got the last chat",
    "random": "each equally likely",
    "fill_first": "most chats in hand: fills an agent before the next; ties: roster order",
    "ranked": "lowest rank of the group, then as least_busy",
    "specialists_first": "fewest skills, then as least_busy",
}
"""What a planner reads of each built-in strategy."""

_key = attrgetter("key")
_position = attrgetter("position")


class LowestKey:
    """Takes the agent whose key is lowest; roster order is part of every key, so there are no ties."""

    def choose(self, candidates: Collection[Agent], chat: Chat) -> Agent:
        """See `Strategy`."""
        return min(candidates, key=_key)


class RoundRobin:
    """Takes the next in roster order after the agent who got the last chat."""

    def __init__(self) -> None:
        self._last = -1

    def choose(self, candidates: Collection[Agent], chat: Chat) -> Agent:
        """See `Strategy`."""
        behind = [agent for agent in candidates if agent.position > self._last]
        agent = min(behind or candidates, key=_position)
        self._last = agent.position
        return agent


class Random:
    """Takes each candidate equally likely, by the number drawn with the chat."""

    def choose(self, candidates: Collection[Agent], chat: Chat) -> Agent:
        """See `Strategy`."""
        return sorted(candidates, key=_position)[int(chat.draw * len(candidates))]


@dataclass(frozen=True)
class ChatToRoute:
    """What a planner's own strategy is told of a chat."""

    chat_type: str
    arrival: float
    """Seconds since the scenario's start."""
    draw: float
    """A uniform number in [0, 1), drawn with the chat: use it instead of `random`."""


class CustomStrategy(Protocol):
    """A planner's own strategy: `choose` gets the candidates in roster order and returns one of them."""

    def choose(self, candidates: Sequence[Agent], chat: ChatToRoute) -> Agent:
        """Return one of the candidates; agents tell `in_hand`, `limit`, `last_assigned`, `position`, `group`."""
        ...


class StrategyFailed(Exception):
    """A planner's own strategy raised or did not return a candidate; the text says which."""


class Checked:
    """A planner's own strategy, its answers checked."""

    def __init__(self, name: str, strategy: CustomStrategy, type_names: Sequence[str]) -> None:
        self._name = name
        self._strategy = strategy
        self._type_names = type_names

    def choose(self, candidates: Collection[Agent], chat: Chat) -> Agent:
        """See `Strategy`. Raises `StrategyFailed`."""
        in_order = sorted(candidates, key=_position)
        told = ChatToRoute(self._type_names[chat.chat_type], chat.arrival, chat.draw)
        try:
            agent = self._strategy.choose(in_order, told)
        except Exception as error:
            raise StrategyFailed(f"{self._name} raised {type(error).__name__}: {error}") from error
        if not any(agent is candidate for candidate in candidates):
            raise StrategyFailed(
                f"{self._name} returned {agent!r:.80}; it must return one of the candidates that it is given"
            )
        return agent


def built_in(name: str) -> Strategy:
    """Return a fresh strategy of that name; raises `KeyError` if there is none."""
    others: dict[str, Callable[[], Strategy]] = {"round_robin": RoundRobin, "random": Random}
    return LowestKey() if name in LOWEST_KEY_FIRST else others[name]()
