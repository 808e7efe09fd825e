"""Spans of time: how much of them falls into each interval, how many overlap."""

from collections.abc import Sequence

import numpy as np

from planner.flow.demand import FloatColumn, IntColumn, SmallColumn


def time_in_intervals(
    since: FloatColumn,
    changes: Sequence[FloatColumn | IntColumn | SmallColumn],
    label: IntColumn,
    labels: int,
    edges: FloatColumn,
) -> list[FloatColumn]:
    """Integrate step functions over the intervals between `edges`.

    At each instant of `since` (s) the function of that label changes by what `changes` says there; before
    all of them it is 0. Returns an array [label, interval] for each of the `changes`.

    An interval's integral is the difference at its edges of F(t) = sum of change * max(0, t - since).
    """
    places = len(edges) + 1
    place = label * places + np.searchsorted(edges, since)

    def before_edges(amount: FloatColumn | IntColumn | SmallColumn) -> FloatColumn:
        sums = np.bincount(place, amount, labels * places).reshape(labels, places)
        return np.asarray(sums.cumsum(axis=1)[:, :-1])

    integrals = [before_edges(change) * edges - before_edges(change * since) for change in changes]
    return [integral[:, 1:] - integral[:, :-1] for integral in integrals]


def time_of_spans(
    begin: FloatColumn, end: FloatColumn, label: IntColumn, labels: int, edges: FloatColumn
) -> FloatColumn:
    """Return the time (s) of all spans of a label inside each interval between `edges`, as [label, interval]."""
    since, both = np.concatenate([begin, end]), np.concatenate([label, label])
    return time_in_intervals(since, [np.repeat([1.0, -1.0], len(begin))], both, labels, edges)[0]


def most_at_once(begin: FloatColumn, end: FloatColumn) -> int:
    """Return the largest number of half-open spans that overlap."""
    real = end > begin
    if not real.any():
        return 0
    begun, ended = np.sort(begin[real]), np.sort(end[real])
    gone = np.searchsorted(ended, begun, side="right")
    return int((np.arange(1, len(begun) + 1) - gone).max())
