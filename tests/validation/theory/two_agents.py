"""Two agents with slots who may be unlike: the chain on what both have in hand, and on who got the last chat."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from theory.markov import Chain, chain
from theory.patience import Floats

HOUR = 3600.0
QUEUE = 80
"""Places in the chain's queue; more are never taken."""


class Agents(NamedTuple):
    """Chats in hand of both agents, who got the last one (0 or 1), and the queue."""

    first: int
    second: int
    last: int
    queue: int


Choice = Callable[[Agents], float]
"""The chance that the first agent gets a chat when both have a free slot."""


class Centre(NamedTuple):
    """Two agents; speeds of each with 1, 2, ... chats in hand per second."""

    arrivals: float
    speeds: tuple[tuple[float, ...], tuple[float, ...]]
    patience: float

    def chain(self, choice: Choice) -> Chain[Agents]:
        """Return the chain under a way of choosing."""
        return chain([Agents(0, 0, 0, 0)], lambda state: self._moves(state, choice))

    def _moves(self, state: Agents, choice: Choice) -> Iterator[tuple[float, Agents]]:
        limits = len(self.speeds[0]), len(self.speeds[1])
        free = [state[agent] < limits[agent] for agent in (0, 1)]
        share = choice(state) if all(free) else float(free[0])
        if any(free):
            yield self.arrivals * share, state._replace(first=state.first + 1, last=0)
            yield self.arrivals * (1 - share), state._replace(second=state.second + 1, last=1)
        elif state.queue < QUEUE:
            yield self.arrivals, state._replace(queue=state.queue + 1)
        if state.queue:
            yield state.queue / self.patience, state._replace(queue=state.queue - 1)
        for agent, name in enumerate(("first", "second")):
            if state[agent]:
                speed = self.speeds[agent][state[agent] - 1]
                # a slot that frees goes to the chat that waits, hence to that agent
                end = {"queue": state.queue - 1, "last": agent} if state.queue else {name: state[agent] - 1}
                yield speed, state._replace(**end)

    def agent_figures(self, states: Chain[Agents], law: Floats, agent: int) -> dict[str, float]:
        """Return the figures of one agent's time."""
        busy = float(law @ states.values(lambda state: state[agent] > 0))
        in_hand = float(law @ states.values(lambda state: state[agent]))
        ended = float(law @ states.values(lambda s: s[agent] and self.speeds[agent][s[agent] - 1]))
        return {
            "utilization": busy,
            "concurrency_mean": in_hand / busy,
            "slot_utilization": in_hand / len(self.speeds[agent]),
            "handle_time_mean": in_hand / ended,
            "chats_per_agent_hour": ended * HOUR,
        }

    def chat_figures(self, states: Chain[Agents], law: Floats) -> dict[str, float]:
        """Return the figures of the chats."""
        limits = len(self.speeds[0]), len(self.speeds[1])
        queue = float(law @ states.values(lambda state: state.queue))
        return {
            "missed_rate": queue / self.patience / self.arrivals,
            "wait_mean_all": queue / self.arrivals,
            "queue_length_mean": queue,
            "wait_probability": float(law @ states.values(lambda s: (s.first, s.second) == limits)),
        }


def speeds(handle: float, slowdown: list[float]) -> tuple[float, ...]:
    """Return how many chats per second an agent finishes with 1, 2, ... in hand."""
    return tuple(n / (factor * handle) for n, factor in enumerate(slowdown, start=1))


def lowest(rank: Callable[[Agents, int], float]) -> Choice:
    """Return the choice of the lowest rank; ties go to whoever was assigned to longer ago."""
    return lambda state: float((rank(state, 0), state.last == 0) < (rank(state, 1), state.last == 1))
