"""Mergeable histograms of durations and counts: 0 apart, then bins that grow by 0.5 %."""

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


def count(place: int) -> float:
    """Return the whole number that a bin stands for, where it holds counts; exact up to 200."""
    return float(round(value(place)))


def table(seconds: FloatColumn, chat_type: IntColumn, group: IntColumn, types: int, groups: int) -> IntColumn:
    """Return how often each duration occurred in the run, each type and each group, as [scope, bin]."""
    scope = np.concatenate([chat_type, types + group]) * BINS
    counts = np.empty((1 + types + groups, BINS), dtype=np.int64)
    place = scope + np.tile(bins(seconds), 2)
    counts[1:] = np.bincount(place, minlength=counts[1:].size).reshape(counts[1:].shape)
    counts[0] = counts[1 : 1 + types].sum(axis=0)
    return counts
