"""Numbers of turns as quantile functions: one uniform number per chat becomes a number of replies."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from planner.flow.demand import FloatColumn, IntColumn
from planner.scenario.conversation import MOST_TURNS, Turns


@dataclass(frozen=True)
class TurnsLaw:
    """How many replies a chat takes."""

    at_most: FloatColumn
    """The chance of at most 1, 2, ... replies; the last is 1."""

    def counts(self, u: FloatColumn) -> IntColumn:
        """Turn uniform numbers in [0, 1) into numbers of replies."""
        return np.searchsorted(self.at_most, u, side="right") + 1

    @property
    def mean(self) -> float:
        """The mean number of replies."""
        return float(1 + (1 - self.at_most[:-1]).sum())

    @property
    def single(self) -> float:
        """The share of chats with one reply."""
        return float(self.at_most[0])


def turns_law(turns: Turns) -> TurnsLaw:
    """Return the law of written turns; what is beyond `MOST_TURNS` is cut."""
    chances = np.cumsum(_chances(turns))
    kept = int(np.searchsorted(chances, 1 - 1e-12)) + 1
    return TurnsLaw(np.append(chances[: min(kept, MOST_TURNS) - 1], 1.0))


def _chances(turns: Turns) -> FloatColumn:
    """Return the chances of 1, 2, ... replies."""
    more = np.arange(MOST_TURNS, dtype=np.float64)
    match turns.distribution:
        case "deterministic":
            return np.asarray(more == (turns.value or turns.mean or 1) - 1, dtype=np.float64)
        case "empirical":
            weights: Any = turns.weights or (1.0,) * len(turns.values or ())
            places = np.array(turns.values) - 1
            return np.asarray(np.bincount(places, weights, MOST_TURNS) / np.sum(weights))
        case "poisson":
            return _poisson(more, (turns.mean or 1.0) - 1)
        case "negative_binomial":
            mean = (turns.mean or 1.0) - 1
            variance = ((turns.cv or 0.0) * (turns.mean or 1.0)) ** 2
            return _negative_binomial(more, mean, variance)
        case _:
            ends = 1 / (turns.mean or 1.0)
            return np.asarray(ends * (1 - ends) ** more)


def _poisson(k: FloatColumn, mean: float) -> FloatColumn:
    from scipy.special import gammaln, xlogy

    return np.asarray(np.exp(xlogy(k, mean) - mean - gammaln(k + 1)))


def _negative_binomial(k: FloatColumn, mean: float, variance: float) -> FloatColumn:
    """The number has mean and variance; the variance is above the mean."""
    from scipy.special import gammaln

    success = mean / variance
    size = mean * success / (1 - success)
    log_chance = gammaln(k + size) - gammaln(size) - gammaln(k + 1)
    return np.asarray(np.exp(log_chance + size * np.log(success) + k * np.log1p(-success)))
