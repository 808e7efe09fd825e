"""Distributions as quantile functions: one uniform number per chat becomes a duration.

A changed mean, cv or family keeps the uniform number, so a patient customer stays patient.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from planner.flow.clock import on_grid
from planner.flow.demand import FloatColumn

Parameters = tuple[float, ...]

LONGEST = 1e9
"""Seconds (31 years); longer draws are cut, to stay on the clock's grid."""


def _lognormal(u: FloatColumn, mu: float, sigma: float) -> FloatColumn:
    from scipy.special import ndtri

    return np.asarray(np.exp(mu + sigma * ndtri(u)))


def _gamma(u: FloatColumn, shape: float, scale: float) -> FloatColumn:
    from scipy.special import gammaincinv

    return np.asarray(scale * gammaincinv(shape, u))


def _triangular(u: FloatColumn, low: float, mode: float, high: float) -> FloatColumn:
    rising = low + np.sqrt(u * (high - low) * (mode - low))
    falling = high - np.sqrt((1 - u) * (high - low) * (high - mode))
    return np.where(u * (high - low) < mode - low, rising, falling)


def _hyperexponential(u: FloatColumn, mean: float, cv: float) -> FloatColumn:
    """Two phases of balanced means; the lower part of u is the first phase, stretched to [0, 1)."""
    first = (1 + math.sqrt((cv**2 - 1) / (cv**2 + 1))) / 2
    in_first = u < first
    within = np.where(in_first, u / first, (u - first) / (1 - first))
    phase_mean = np.where(in_first, mean / (2 * first), mean / (2 * (1 - first)))
    return -phase_mean * np.log1p(-np.minimum(within, 1 - 2.0**-53))


def _empirical(u: FloatColumn, *values_and_cumulated: float) -> FloatColumn:
    half = len(values_and_cumulated) // 2
    values, cumulated = np.array(values_and_cumulated[:half]), np.array(values_and_cumulated[half:])
    return np.asarray(values[np.minimum(np.searchsorted(cumulated, u, side="right"), half - 1)])


QUANTILES: dict[str, Callable[..., FloatColumn]] = {
    "exponential": lambda u, mean: -mean * np.log1p(-u),
    "lognormal": _lognormal,
    "gamma": _gamma,
    "weibull": lambda u, shape, scale: scale * (-np.log1p(-u)) ** (1 / shape),
    "uniform": lambda u, low, high: low + (high - low) * u,
    "triangular": _triangular,
    "deterministic": lambda u, value: np.full(len(u), value),
    "hyperexponential": _hyperexponential,
    "empirical": _empirical,
}

MEANS: dict[str, Callable[..., float]] = {
    "exponential": lambda mean: mean,
    "lognormal": lambda mu, sigma: math.exp(mu + sigma**2 / 2),
    "gamma": lambda shape, scale: shape * scale,
    "weibull": lambda shape, scale: scale * math.gamma(1 + 1 / shape),
    "uniform": lambda low, high: (low + high) / 2,
    "triangular": lambda low, mode, high: (low + mode + high) / 3,
    "deterministic": lambda value: value,
    "hyperexponential": lambda mean, cv: mean,
    "empirical": lambda *both: float(
        np.dot(both[: len(both) // 2], np.diff(both[len(both) // 2 :], prepend=0.0))
    ),
}


@dataclass(frozen=True)
class Law:
    """A family with its parameters in the order of `QUANTILES`; durations in seconds."""

    family: str
    parameters: Parameters
    factor: float = 1.0
    """Every draw is multiplied by this."""
    at_once: float = 0.0
    """Share of draws that are 0; the others are as the family says."""

    def durations(self, u: FloatColumn) -> FloatColumn:
        """Turn uniform numbers in [0, 1) into durations (s) on the clock's grid."""
        if self.parameters == (math.inf,):
            return np.full(len(u), math.inf)
        if self.at_once:
            return np.where(
                u < self.at_once, 0.0, self._positive(np.maximum(0, u - self.at_once) / (1 - self.at_once))
            )
        return self._positive(u)

    def _positive(self, u: FloatColumn) -> FloatColumn:
        drawn = QUANTILES[self.family](u, *self.parameters) * self.factor
        return on_grid(np.minimum(drawn, LONGEST))

    @property
    def mean(self) -> float:
        """The mean duration (s)."""
        return MEANS[self.family](*self.parameters) * self.factor * (1 - self.at_once)

    @property
    def constant(self) -> bool:
        """Whether nothing needs to be drawn."""
        return self.family == "deterministic" and not self.at_once

    def scaled(self, factor: float) -> "Law":
        """Return the law of the duration times a factor."""
        return replace(self, factor=self.factor * factor)


ENDLESS = Law("deterministic", (math.inf,))


def law(family: str, given: dict[str, float | tuple[float, ...]]) -> Law:
    """Return the law of a family given by any of its usual parameters (durations in seconds)."""
    numbers = {key: value for key, value in given.items() if isinstance(value, (int, float))}
    parameters = _canonical(family, numbers, given)
    if family == "lognormal" and parameters[1] == 0:
        return Law("deterministic", (math.exp(parameters[0]),))
    return Law(family if family != "erlang" else "gamma", parameters)


def _canonical(family: str, p: dict[str, float], given: dict[str, float | tuple[float, ...]]) -> Parameters:
    if family == "empirical":
        values = given["values"]
        assert isinstance(values, tuple)
        weights = given.get("weights", (1.0,) * len(values))
        order = np.argsort(values, kind="stable")
        share = np.asarray(weights)[order] / np.sum(weights)
        return (*np.asarray(values)[order].tolist(), *np.cumsum(share).tolist())
    if family == "lognormal":
        sigma = p.get("sigma", math.sqrt(math.log1p(p.get("cv", 0.0) ** 2)))
        return (math.log(p["median"]) if "median" in p else math.log(p["mean"]) - sigma**2 / 2, sigma)
    if family in ("gamma", "erlang", "weibull"):
        shape = p.get("shape", p.get("phases", 0.0)) or _shape(family, p["cv"])
        unit = shape if family != "weibull" else math.gamma(1 + 1 / shape)
        return (shape, p["scale"] if "scale" in p else p["mean"] / unit)
    if family == "uniform" and "cv" in p:
        half = math.sqrt(3) * p["cv"] * p["mean"]
        return (p["mean"] - half, p["mean"] + half)
    if family == "triangular" and "cv" in p:
        half = math.sqrt(6) * p["cv"] * p["mean"]
        return (p["mean"] - half, p["mean"], p["mean"] + half)
    order_of = {
        "uniform": ("low", "high"),
        "triangular": ("low", "mode", "high"),
        "hyperexponential": ("mean", "cv"),
    }
    if family in order_of:
        return tuple(p[key] for key in order_of[family])
    return (p["value"] if "value" in p else p["mean"],)


def _shape(family: str, cv: float) -> float:
    """Return the shape that gives a coefficient of variation."""
    if family == "erlang":
        return float(round(cv**-2))
    if family == "gamma":
        return cv**-2
    # Weibull: the cv falls with the shape; halve the logarithm's bracket until doubles end.
    low, high = math.log(0.05), math.log(200.0)
    for _ in range(100):
        middle = (low + high) / 2
        inverse = math.exp(-middle)
        log_ratio = math.lgamma(1 + 2 * inverse) - 2 * math.lgamma(1 + inverse)
        low, high = (middle, high) if log_ratio > math.log1p(cv**2) else (low, middle)
    return math.exp(low)
