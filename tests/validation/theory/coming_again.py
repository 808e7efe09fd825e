"""Customers who come again: a line, and an orbit from which contacts come back after exponential times.

Source: Falin & Templeton (1997), Retrial Queues. With one mean for all delays the orbit need not tell who was missed
from whose matter is not settled yet, so the chain on (in the house, in orbit) is all. It is cut where nobody comes.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from theory.markov import Chain, chain
from theory.patience import Floats
from theory.waiting_room import Places


class Customers(NamedTuple):
    """Where they are."""

    present: int
    """Waiting or in hand."""
    orbit: int
    """About to come again."""


@dataclass(frozen=True)
class Returners:
    """Agents with a slot each; rates per second."""

    arrivals: float
    agents: int
    finishes: float
    gives_up: float
    places: int
    """In the line, at least one."""
    retries: float
    """Share of the missed who come again ..."""
    unsettled: float
    """... and of the answered."""
    comes_back: float
    most_in_orbit: int = 60

    @cached_property
    def _chain(self) -> Chain[Customers]:
        return chain([Customers(0, 0)], self._moves)

    @cached_property
    def _law(self) -> Floats:
        return self._chain.stationary()

    def _moves(self, state: Customers) -> Iterator[tuple[float, Customers]]:
        present, orbit = state
        further = min(orbit + 1, self.most_in_orbit)
        back = orbit * self.comes_back
        if not self._full(state):
            yield self.arrivals, Customers(present + 1, orbit)
            yield back, Customers(present + 1, orbit - 1)
        else:  # a customer who comes back and will again stays in orbit
            yield self.arrivals * self.retries, Customers(present, further)
            yield back * (1 - self.retries), Customers(present, orbit - 1)
        for rate, again in ((self._ends(state), self.unsettled), (self._leaves(state), self.retries)):
            yield rate * again, Customers(present - 1, further)
            yield rate * (1 - again), Customers(present - 1, orbit)

    def _full(self, state: Customers) -> bool:
        return state.present == self.agents + self.places

    def _ends(self, state: Customers) -> float:
        return min(state.present, self.agents) * self.finishes

    def _waiting(self, state: Customers) -> int:
        return max(state.present - self.agents, 0)

    def _leaves(self, state: Customers) -> float:
        return self._waiting(state) * self.gives_up

    def _turned_away(self, state: Customers) -> float:
        return self._full(state) * (self.arrivals + state.orbit * self.comes_back)

    def _mean(self, of: Callable[[Customers], float]) -> float:
        return float(self._law @ self._chain.values(of))

    def per_second(self) -> dict[str, float]:
        """Return how many contacts there are, by how they came about and what came of them."""
        answered, missed = self._mean(self._ends), self._mean(self._leaves) + self._mean(self._turned_away)
        retries, repeats = self.retries * missed, self.unsettled * answered
        return {
            "customers": self.arrivals,
            "retries": retries,
            "repeats": repeats,
            "offered": self.arrivals + retries + repeats,
            "answered": answered,
            "missed": missed,
        }

    def figures(self) -> dict[str, float]:
        """Return the figures of all contacts and of customers."""
        flows = self.per_second()
        offered, queue = flows["offered"], self._mean(self._waiting)
        return {
            "missed_rate": flows["missed"] / offered,
            "blocked_rate": self._mean(self._turned_away) / offered,
            "abandoned_rate": self._mean(self._leaves) / offered,
            "wait_mean_all": queue / offered,
            "queue_length_mean": queue,
            "utilization": flows["answered"] / self.finishes / self.agents,
            "lost_rate": (flows["missed"] - flows["retries"]) / self.arrivals,
            "first_contact_resolution": (1 - self.unsettled) * self._answered_at_first(),
        }

    def _answered_at_first(self) -> float:
        """Return the share of first contacts: they come at random, so they see what time sees."""
        line = Places(self.agents * self.finishes, self.gives_up, self.places).fates().answered
        fate = np.concatenate([np.ones(self.agents), line, [0.0]])
        return self._mean(lambda state: float(fate[state.present]))
