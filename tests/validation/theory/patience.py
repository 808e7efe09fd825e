"""How long customers are ready to wait, as theory needs it."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import gammainc

Floats = npt.NDArray[np.float64]
OfTime = Callable[[Floats], Floats]


@dataclass(frozen=True)
class Patience:
    """The law of the patience."""

    stays: OfTime
    """The share still waiting after x seconds if nobody is served, written 1 - G(x)."""
    spent: OfTime
    """H(x), the integral of `stays` to x: the mean time in queue of a chat that would be served after x."""
    kink: float = math.inf
    """Where `stays` jumps."""


ENDLESS = Patience(stays=np.ones_like, spent=lambda x: x)


def exponential(mean: float) -> Patience:
    """Return the exponential law."""
    return Patience(stays=lambda x: np.exp(-x / mean), spent=lambda x: -mean * np.expm1(-x / mean))


def constant(seconds: float) -> Patience:
    """Return the law of those who all leave after the same time."""
    return Patience(stays=lambda x: (x < seconds) * 1.0, spent=lambda x: np.minimum(x, seconds), kink=seconds)


def weibull(mean: float, shape: float) -> Patience:
    """Return the Weibull law; a shape below 1: who has waited long is likely to wait on."""
    scale = mean / math.gamma(1 + 1 / shape)
    return Patience(
        stays=lambda x: np.exp(-((x / scale) ** shape)),
        spent=lambda x: mean * gammainc(1 / shape, (x / scale) ** shape),
    )


def until(patience: Patience, longest: float) -> Patience:
    """Return the law of the shorter of a patience and a longest wait."""
    return Patience(
        stays=lambda x: patience.stays(x) * (x < longest),
        spent=lambda x: patience.spent(np.minimum(x, longest)),
        kink=longest,
    )
