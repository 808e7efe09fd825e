"""Who gets the chat: the strategies of chat platforms, and the interface for a planner's own."""

import traceback
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from planner.engine.agent import POSITION, Agent, Pool
from planner.flow.demand import Demand
from planner.flow.roster import Group

Choose = Callable[[Pool, int], int]


@dataclass(frozen=True)
class Strategy:
    """How to choose among the agents who accept chats, have the skill and a free slot.

    They stand in order of rank, then of who waited longest for a chat, then as in the roster.
    """

    rank: Callable[[Group, int], int]
    """Of an agent of that group with so many chats in hand; the lowest is first."""
    by_recency: bool = True
    """Whether it matters who waited longest since the last assignment."""
    choose: Choose | None = None
    """The place in a pool (of at least one) of who gets the chat of that number; None: always the first."""


def _alike(group: Group, in_hand: int) -> int:
    return 0


STRATEGIES: dict[str, Strategy] = {
    "least_busy": Strategy(lambda group, in_hand: in_hand),
    "most_available": Strategy(lambda group, in_hand: 100 + in_hand - group.concurrency),
    # equal fractions are equal doubles, unequal ones of up to 100 slots differ by more than 2**-30
    "most_available_share": Strategy(lambda group, in_hand: int(in_hand / group.concurrency * 2**30)),
    "least_recent": Strategy(_alike),
    "fill_first": Strategy(lambda group, in_hand: 100 - in_hand, by_recency=False),
    "ranked": Strategy(lambda group, in_hand: group.rank * 128 + in_hand),
    "specialists_first": Strategy(lambda group, in_hand: len(group.skills) * 128 + in_hand),
}
"""Those that take the first; the others are in `built_in`."""

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
    "best_skill": "highest level at the chat's skill, then as least_busy",
}
"""What a planner reads of each built-in strategy."""


class RoundRobin:
    """Takes the next in roster order after the agent who got the last chat."""

    def __init__(self) -> None:
        self._last = -1

    def choose(self, pool: Pool, number: int) -> int:
        """See `Strategy`."""
        place = bisect_right(pool, self._last) % len(pool)
        self._last = pool[place]
        return place


class Random:
    """Takes each candidate equally likely, by the number drawn with the chat."""

    def __init__(self, demand: Demand) -> None:
        self._draw: list[float] = demand.draw.tolist()

    def choose(self, pool: Pool, number: int) -> int:
        """See `Strategy`."""
        return int(self._draw[number] * len(pool))


class BestSkill:
    """Takes the first of those with the highest level at the chat's skill."""

    def __init__(self, demand: Demand, agents: Sequence[Agent]) -> None:
        self._chat_type: list[int] = demand.chat_type.tolist()
        self._agents = agents

    def choose(self, pool: Pool, number: int) -> int:
        """See `Strategy`."""
        chat_type = self._chat_type[number]
        groups = [self._agents[key & POSITION].group for key in pool]
        levels = [group.levels[chat_type] if group.levels else 0 for group in groups]
        return levels.index(max(levels))


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

    def __init__(
        self,
        name: str,
        strategy: CustomStrategy,
        demand: Demand,
        arrivals: Sequence[float],
        agents: Sequence[Agent],
    ) -> None:
        self._name = name
        self._arrivals = arrivals
        self._strategy = strategy
        self._demand = demand
        self._agents = agents

    def choose(self, pool: Pool, number: int) -> int:
        """See `Strategy`. Raises `StrategyFailed`."""
        candidates = [self._agents[key & POSITION] for key in pool]
        demand = self._demand
        told = ChatToRoute(
            demand.type_names[demand.chat_type[number]],
            self._arrivals[number],
            float(demand.draw[number]),
        )
        try:
            agent = self._strategy.choose(list(candidates), told)
        except (Exception, SystemExit) as error:
            line = traceback.extract_tb(error.__traceback__)[-1]
            where = f" ({Path(line.filename).name}, line {line.lineno})"
            raise StrategyFailed(f"{self._name} raised {type(error).__name__}: {error}{where}") from error
        for place, candidate in enumerate(candidates):
            if agent is candidate:
                return place
        raise StrategyFailed(
            f"{self._name} returned {_told(agent)}; it must return one of the candidates that it is given"
        )


def _told(answer: object) -> str:
    try:
        return repr(answer)[:80]
    except Exception:
        return f"an object of type {type(answer).__name__}"


def built_in(name: str, demand: Demand, agents: Sequence[Agent]) -> Strategy:
    """Return a fresh strategy of that name; raises `KeyError` if there is none."""
    if name == "round_robin":
        return Strategy(_alike, by_recency=False, choose=RoundRobin().choose)
    if name == "random":
        return Strategy(_alike, by_recency=False, choose=Random(demand).choose)
    if name == "best_skill":
        return replace(STRATEGIES["least_busy"], choose=BestSkill(demand, agents).choose)
    return STRATEGIES[name]


def checked(
    name: str, custom: CustomStrategy, demand: Demand, arrivals: Sequence[float], agents: Sequence[Agent]
) -> Strategy:
    """Return a planner's own strategy with its answers checked; `name` is for messages.

    `arrivals` is when each chat came (s), that of follow-ups as soon as they come.
    """
    return Strategy(_alike, by_recency=False, choose=Checked(name, custom, demand, arrivals, agents).choose)
