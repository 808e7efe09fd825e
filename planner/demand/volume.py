"""How wrong the forecast turns out: factors on the volume of a day."""

import numpy as np

from planner.demand.laws import QUANTILES
from planner.demand.streams import Attribute, stream

SMALLEST = 1e-6
"""A smaller coefficient of variation is as good as none."""


def factor(cv: float, seed: int, replication: int, attribute: Attribute, name: str, day: int) -> float:
    """Draw a gamma factor of mean 1 and a coefficient of variation; a changed cv keeps the number drawn."""
    if cv < SMALLEST:
        return 1.0
    number = stream(seed, replication, attribute, name, day).random(1)
    return float(QUANTILES["gamma"](np.asarray(number), cv**-2, cv**2)[0])
