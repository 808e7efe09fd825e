"""Who gets the chat: the strategies of chat platforms, and the interface for a planner's own."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from planner.engine.agent import POSITION, Agent, Pool
from planner.flow.demand import Demand

Key = Callable[[Agent], int]


class Strategy(Protocol):
    """Chooses among the agents who accept chats, have the skill and a free slot."""

    def key(self, agent: Agent) -> int:
        """Return where the agent stands in pools; renewed whenever the chats in hand change."""
        ...

    def choose(self, pool: Pool, number: int) -> int:
        """Return the place in the pool (of at least one) of who gets the chat of that number."""
        ...


def _position(agent: Agent) -> int:
    return agent.position


# A key is one whole number, which sorts faster than a tuple: what the strategy looks at first, then (30 bits)
# the moment of the last assignment where that settles ties, then (20 bits) the roster position.
KEYS: dict[str, Key] = {
    "least_busy": lambda agent: agent.in_hand << 50 | agent.moment << 20 | agent.position,
    "most_available": lambda agent: (
        (100 + agent.in_hand - agent.limit) << 50 | agent.moment << 20 | agent.position
    ),
    # equal fractions are equal doubles, unequal ones of up to 100 slots differ by more than 2**-30
    "most_available_share": lambda agent: (
        int(agent.in_hand / agent.limit * 2**30) << 50 | agent.moment << 20 | agent.position
    ),
    "least_recent": lambda agent: agent.moment << 20 | agent.position,
    "fill_first": lambda agent: (100 - agent.in_hand) << 20 | agent.position,
    "ranked": lambda agent: (
        (agent.group.rank * 128 + agent.in_hand) << 50 | agent.moment << 20 | agent.position
    ),
    "specialists_first": lambda agent: (
        (len(agent.group.skills) * 128 + agent.in_hand) << 50 | agent.moment << 20 | agent.position
    ),
}
"""What each strategy ranks agents by; roster order is part of every key, so there are no ties."""

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


class LowestKey:
    """Takes the first of the pool."""

    def __init__(self, key: Key) -> None:
        self.key = key

    def choose(self, pool: Pool, number: int) -> int:
        """See `Strategy`."""
        return 0


class RoundRobin:
    """Takes the next in roster order after the agent who got the last chat."""

    key = staticmethod(_position)

    def __init__(self) -> None:
        self._last = -1

    def choose(self, pool: Pool, number: int) -> int:
        """See `Strategy`."""
        place = bisect_right(pool, self._last) % len(pool)
        self._last = pool[place]
        return place


class Random:
    """Takes each candidate equally likely, by the number drawn with the chat."""

    key = staticmethod(_position)

    def __init__(self, demand: Demand) -> None:
        self._draw: list[float] = demand.draw.tolist()

    def choose(self, pool: Pool, number: int) -> int:
        """See `Strategy`."""
        return int(self._draw[number] * len(pool))


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

    key = staticmethod(_position)

    def __init__(self, name: str, strategy: CustomStrategy, demand: Demand, agents: Sequence[Agent]) -> None:
        self._name = name
        self._strategy = strategy
        self._demand = demand
        self._agents = agents

    def choose(self, pool: Pool, number: int) -> int:
        """See `Strategy`. Raises `StrategyFailed`."""
        candidates = [self._agents[key & POSITION] for key in pool]
        demand = self._demand
        told = ChatToRoute(
            demand.type_names[demand.chat_type[number]],
            float(demand.arrival[number]),
            float(demand.draw[number]),
        )
        try:
            agent = self._strategy.choose(list(candidates), told)
        except Exception as error:
            raise StrategyFailed(f"{self._name} raised {type(error).__name__}: {error}") from error
        for place, candidate in enumerate(candidates):
            if agent is candidate:
                return place
        raise StrategyFailed(
            f"{self._name} returned {agent!r:.80}; it must return one of the candidates that it is given"
        )


def built_in(name: str, demand: Demand) -> Strategy:
    """Return a fresh strategy of that name; raises `KeyError` if there is none."""
    if name == "round_robin":
        return RoundRobin()
    return Random(demand) if name == "random" else LowestKey(KEYS[name])
