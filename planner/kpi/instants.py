"""Sums over what happens at instants."""

import numpy as np

from planner.flow.demand import FloatColumn, IntColumn


def sums_at_instants(
    edges: FloatColumn, labels: int, at: FloatColumn, label: IntColumn, amount: FloatColumn | None = None
) -> FloatColumn:
    """Return how often each label occurs between `edges`, or the sums of amounts, as [label, cell].

    `at` are the instants (s); what lies before the first edge, or at the last or later, is left out.
    """
    cells = len(edges) - 1
    counts = (at >= edges[0]) & (at < edges[-1])
    cell = np.searchsorted(edges, at[counts], side="right") - 1
    weights = None if amount is None else amount[counts]
    sums = np.bincount(label[counts] * cells + cell, weights, labels * cells)
    return sums.astype(np.float64).reshape(labels, cells)
