"""Mergeable histograms of durations: 0 apart, then bins that grow by 0.5 %."""

import math

import numpy as np

from planner.flow.demand import FloatColumn, IntColumn

SMALLEST = 0.01
GROWTH = math.log(1.005)
BINS = 2 + math.ceil(math.log(1e9 / SMALLEST) / GROWTH)


def bins(seconds: FloatColumn) -> IntColumn:
    """Return the bin of each duration (s)."""
    safe = np.maximum(seconds, SMALLEST)
    place = 1 + np.floor(np.log(safe / SMALLEST) / GROWTH).astype(np.int64)
    return np.where(seconds == 0, 0, np.minimum(place, BINS - 1))


def value(place: int) -> float:
    """Return the duration (s) in the middle of a bin, at most 0.25 % from any in it."""
    return 0.0 if place == 0 else SMALLEST * math.exp((place - 0.5) * GROWTH)
