"""How single replications and days differ: what share keeps the promise, and how good and bad they get."""

import numpy as np

from planner.flow.demand import BoolColumn, FloatColumn
from planner.flow.window import Promise
from planner.kpi import estimate
from planner.kpi.estimate import Estimate
from planner.kpi.kinds import Attainment, Spread

IN_TIME, PROMISED, MISSED = range(3)
"""The columns of the sums that are kept of every day."""


def of_replications(kpi: Attainment | Spread, sums: FloatColumn, promise: Promise) -> Estimate:
    """Estimate from the sums of a day, or of all of them, as [replication, 3]."""
    if isinstance(kpi, Attainment):
        return _attainment(sums, promise)
    if kpi.quantity == "missed":
        return estimate.spread(sums[:, MISSED], kpi.p)
    return estimate.spread(levels(sums), kpi.p)


def levels(sums: FloatColumn) -> FloatColumn:
    """Return the service levels of sums as [..., 3]; NaN where no chat counted."""
    promised = sums[..., PROMISED]
    none = np.full(promised.shape, np.nan)
    return np.asarray(np.divide(sums[..., IN_TIME], promised, out=none, where=promised > 0))


def kept(sums: FloatColumn, promise: Promise) -> BoolColumn:
    """Tell where the promise is kept."""
    # counts are whole, so the slack only mends the rounding of target * promised
    return np.asarray(sums[..., IN_TIME] >= promise.target * sums[..., PROMISED] - 1e-9)


def _attainment(sums: FloatColumn, promise: Promise) -> Estimate:
    """Return the share of replications whose own service level reaches the target."""
    counted = sums[:, PROMISED] > 0
    if not counted.any():
        return estimate.UNKNOWN
    hits = kept(sums[counted], promise)
    if len(sums) == 1:
        return Estimate(float(hits[0]))
    return estimate.wilson(float(hits.sum()), float(counted.sum()))


def days_kept(sums: FloatColumn, promise: Promise) -> Estimate:
    """Return the share of days that keep the promise, from their sums as [replication, day, 3]."""
    counted = sums[:, :, PROMISED] > 0
    hits = (kept(sums, promise) & counted).sum(axis=1).astype(np.float64)
    return estimate.shares_of_counts(
        hits[:, np.newaxis], counted.sum(axis=1, dtype=np.float64)[:, np.newaxis]
    )[0]
