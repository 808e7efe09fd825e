"""Spans of time: how much of them falls into each interval, how many overlap."""

import numpy as np

from planner.flow.demand import FloatColumn


def time_in_bins(
    begin: FloatColumn, end: FloatColumn, edges: FloatColumn, weight: FloatColumn | None = None
) -> FloatColumn:
    """Return the weighted time (s) of all spans inside each interval between `edges`.

    It is the difference at the edges of F(t) = sum of weight * max(0, t - begin) less the same for the ends.
    """
    weights = np.ones(len(begin)) if weight is None else weight
    return np.diff(_elapsed(begin, weights, edges) - _elapsed(end, weights, edges))


def _elapsed(since: FloatColumn, weight: FloatColumn, at: FloatColumn) -> FloatColumn:
    """Return for each `at` the sum over all instants before it of weight times the time gone by."""
    first_edge = np.searchsorted(at, since)
    total_weight = np.cumsum(np.bincount(first_edge, weight, len(at) + 1))[:-1]
    total_moment = np.cumsum(np.bincount(first_edge, weight * since, len(at) + 1))[:-1]
    return np.asarray(total_weight * at - total_moment)


def most_at_once(begin: FloatColumn, end: FloatColumn) -> int:
    """Return the largest number of half-open spans that overlap."""
    real = end > begin
    count = int(real.sum())
    if not count:
        return 0
    times = np.concatenate([end[real], begin[real]])
    change = np.repeat([-1, 1], count)
    return int(np.cumsum(change[np.argsort(times, kind="stable")]).max())
