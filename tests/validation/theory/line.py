"""Chats in one line before slots that are all taken: the M/M/n+G queue and its kin.

Sources: Baccelli & Hebuterne (1981), "On queues with impatient customers"; Zeltyn & Mandelbaum (2005), "Call
centers with impatient customers: many-server asymptotics of the M/M/n+G queue", Queueing Systems 51, section 5.
While chats wait every slot is taken, so the total speed is constant there; below, it may be any function of the
number in hand. Erlang C is endless patience, Erlang A an exponential one.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from scipy.optimize import brentq

from theory.patience import Floats, Patience

NEGLIGIBLE = -50.0
"""Logarithm of what may be left out."""


@dataclass(frozen=True)
class Line:
    """Poisson arrivals, exponential work, first come first served."""

    arrivals: float
    """Chats per second."""
    speeds: Sequence[float]
    """Chats finished per second with 1, 2, ... in hand; the last with all slots taken."""
    patience: Patience

    def offered_wait(
        self, of: Callable[[Floats], Floats], begin: float = 0.0, end: float = math.inf
    ) -> float:
        """Return the integral of f(x) v(x), v the density of the wait of a chat that would never give up.

        v(x) is proportional to exp(lambda H(x) - speed x); `slots_free` has the rest of the probability.
        """
        return self._weighed(of, begin, end) / self._total

    @cached_property
    def in_hand(self) -> Floats:
        """The shares of time with 0, 1, ... chats in hand; the last with all slots taken."""
        with_free_slot = np.array([self._relative(n) for n in range(len(self.speeds))])
        return np.append(with_free_slot, self._all_taken) / self._total

    @cached_property
    def _all_taken(self) -> float:
        return self._weighed(np.ones_like)

    @cached_property
    def _total(self) -> float:
        return sum(self._relative(n) for n in range(len(self.speeds))) + self._all_taken

    def _relative(self, n: int) -> float:
        """Return the probability of n in hand, with a slot free, over that of all but one taken."""
        return math.prod(speed / self.arrivals for speed in self.speeds[n : len(self.speeds) - 1])

    def _weighed(self, of: Callable[[Floats], Floats], begin: float = 0.0, end: float = math.inf) -> float:
        """Integrate by Gauss-Legendre on panels that a kink in the patience does not cross."""
        edges = np.unique(np.clip([0.0, self.patience.kink, self._far], begin, min(end, self._far)))
        nodes, weights = np.polynomial.legendre.leggauss(16)
        total = 0.0
        for low, high in pairwise(edges):
            cuts = np.linspace(low, high, 501)
            half = (cuts[1] - cuts[0]) / 2
            x = (cuts[:-1, None] + half * (1 + nodes)).ravel()
            total += float(np.sum(of(x) * np.exp(self._log(x)) * np.tile(half * weights, 500)))
        return self.arrivals * total

    def _log(self, x: Floats) -> Floats:
        return self.arrivals * self.patience.spent(x) - self.speeds[-1] * x

    @cached_property
    def _far(self) -> float:
        """Return a wait beyond which the density is negligible; its logarithm is concave."""
        far = 1.0 / self.speeds[-1]
        while self._log(np.array([far]))[0] > NEGLIGIBLE:
            far *= 1.5
        return far

    @property
    def answered(self) -> float:
        """The share of chats that are answered."""
        return self.in_time(math.inf)

    def in_time(self, within: float) -> float:
        """Return the share of offered chats answered after a wait of at most `within`."""
        at_once = 1 - float(self.in_hand[-1])
        return at_once + self.offered_wait(self.patience.stays, end=within)

    def gave_up_before(self, seconds: float) -> float:
        """Return the share of offered chats that gave up after a wait shorter than `seconds`."""
        return self.offered_wait(lambda x: 1 - self.patience.stays(np.minimum(x, seconds)))

    def wait_percentile(self, p: float) -> float:
        """Return the wait that a share `p` of the answered chats does not exceed; more than `1 - p` must wait."""
        return float(brentq(lambda t: self.in_time(t) - p * self.answered, 0.0, self._far, rtol=1e-9))

    def waiting(self) -> dict[str, float]:
        """Return the figures of those who wait or give up."""
        stays, spent = self.patience.stays, self.patience.spent
        answered, in_queue = self.answered, self.offered_wait(spent)
        waited = self.offered_wait(lambda x: x * stays(x))
        return {
            "wait_probability": float(self.in_hand[-1]),
            "wait_mean": waited / answered,
            "wait_mean_all": in_queue,
            "queue_length_mean": self.arrivals * in_queue,
            "missed_rate": 1 - answered,
            "abandon_time_mean": (in_queue - waited) / (1 - answered) if answered < 1 - 1e-12 else 0.0,
        }

    def chats_in_hand(self) -> float:
        """Return the mean number of chats in hand."""
        return float(np.dot(np.arange(len(self.in_hand)), self.in_hand))

    def service_levels(self, within: float, short_abandon: float) -> dict[str, float]:
        """Return the service level for each way of counting."""
        in_time = self.in_time(within)
        return {
            "offered": in_time,
            "without_short_abandons": in_time / (1 - self.gave_up_before(short_abandon)),
            "answered": in_time / self.answered,
        }
