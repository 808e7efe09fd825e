"""What single replications add to an estimate, so that two estimates can be compared replication by replication."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from planner.flow.demand import FloatColumn, IntColumn
from planner.flow.window import Promise
from planner.kpi import estimate, risk
from planner.kpi.columns import Column
from planner.kpi.evenness import GINI, MAX_TO_MEAN
from planner.kpi.kinds import Attainment, Count, DaysKept, Evenness, Kpi, Maximum, Percentile, Ratio
from planner.kpi.ledger import Ledger


@dataclass(frozen=True)
class PseudoValues:
    """An estimate, and one number per replication (or section) that behaves as if the estimate were their mean."""

    value: float
    entries: FloatColumn
    """Their variance over their number is the squared standard error of the value."""


class Sums:
    """What a ledger holds of one scope, up to some replication, and the promise that it is measured by."""

    def __init__(self, ledger: Ledger, scope: int, replications: int, promise: Promise) -> None:
        self.promise = promise
        self._ledger = ledger
        self._scope = scope
        self._replications = replications

    @cached_property
    def _runs(self) -> FloatColumn:
        return self._ledger.runs(self._scope)[: self._replications]

    def of(self, column: Column) -> FloatColumn:
        """Return a column's sums by replication."""
        return self._runs[:, self._ledger.layout.place(column)]

    @cached_property
    def maxima(self) -> FloatColumn:
        """Maxima as [replication, 2]."""
        return self._ledger.maxima(self._scope)[: self._replications]

    @cached_property
    def evenness(self) -> FloatColumn:
        """How evenly the work is spread, as [replication, 2]."""
        return self._ledger.evenness(self._scope)[: self._replications]

    @cached_property
    def days(self) -> FloatColumn:
        """Sums of each day as [replication, day, 3]."""
        return self._ledger.days(self._scope)[: self._replications]

    def histogram(self, quantity: int) -> IntColumn:
        """Return the histogram as [section, bin].

        It holds all replications, since sections cannot be taken apart; those of the same number in two ledgers hold
        the same ones as far as both go. There are no more of them than replications asked for.
        """
        sections = self._ledger.histogram(quantity, self._scope)
        fewer = np.zeros((min(len(sections), self._replications), sections.shape[1]), dtype=np.int64)
        np.add.at(fewer, np.arange(len(sections)) % len(fewer), sections)
        return fewer


def pseudo_values(kpi: Kpi, sums: Sums) -> PseudoValues:
    """Return a KPI's pseudo-values; entries are NaN where a replication does not tell. Not for `Spread`."""
    match kpi:
        case Percentile():
            return of_percentile(kpi, sums.histogram(kpi.place))
        case Maximum():
            return _of_mean(sums.maxima[:, int(kpi.quantity != "wait")])
        case Evenness():
            return _of_mean(sums.evenness[:, GINI if kpi.measure == "gini" else MAX_TO_MEAN])
        case Attainment():
            whole = sums.days.sum(axis=1)
            return _of_mean(np.where(whole[:, risk.PROMISED] > 0, risk.kept(whole, sums.promise), np.nan))
        case DaysKept():
            counted = sums.days[:, :, risk.PROMISED] > 0
            hits = risk.kept(sums.days, sums.promise) & counted
            return of_ratio(hits.sum(axis=1, dtype=np.float64), counted.sum(axis=1, dtype=np.float64))
        case Count():
            return _of_mean(sums.of(kpi.column) * kpi.factor)
        case Ratio():
            return of_ratio(sums.of(kpi.numerator) * kpi.factor, sums.of(kpi.denominator))
        case _:
            raise AssertionError(kpi)


def of_ratio(numerator: FloatColumn, denominator: FloatColumn) -> PseudoValues:
    """Return sum over sum and its jackknife pseudo-values, n times the whole less n − 1 times the rest (Miller 1974)."""
    n, top, bottom = len(numerator), float(numerator.sum()), float(denominator.sum())
    if bottom <= 0:
        return PseudoValues(np.nan, np.full(n, np.nan))
    value = top / bottom
    rest = bottom - denominator
    left_out = np.divide(top - numerator, rest, out=np.full(n, np.nan), where=rest > 0)
    return PseudoValues(value, n * value - (n - 1) * left_out)


def of_percentile(kpi: Percentile, sections: IntColumn) -> PseudoValues:
    """Return a percentile and what each section adds to it: by how much its share of chats up to there is off.

    That is scaled to time so that the standard error is Woodruff's (1952): half his interval over Student's t.
    """
    found = estimate.percentile(sections, kpi.p, kpi.value)
    if found.mean is None or found.half_width is None:
        return PseudoValues(np.nan if found.mean is None else found.mean, np.full(len(sections), np.nan))
    share = of_ratio(*estimate.not_above(sections, kpi.p)).entries
    error = float(np.sqrt(share.var(ddof=1) / len(share)))
    slope = found.half_width / estimate.t_quantile(len(sections) - 1) / error if error else 0.0
    # more chats up to there mean a lower percentile
    return PseudoValues(found.mean, found.mean - (share - share.mean()) * slope)


def _of_mean(values: FloatColumn) -> PseudoValues:
    known = values[~np.isnan(values)]
    return PseudoValues(float(known.mean()) if len(known) else np.nan, values)
