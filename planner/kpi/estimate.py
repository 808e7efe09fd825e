"""Estimates with their 95 % intervals."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np

from planner.flow.demand import FloatColumn, IntColumn
from planner.kpi import histogram

Z = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure and its 95 % interval; None where the runs do not tell."""

    mean: float | None
    low: float | None = None
    high: float | None = None

    @property
    def half_width(self) -> float | None:
        """Half the interval's width."""
        return None if self.low is None or self.high is None else (self.high - self.low) / 2


UNKNOWN = Estimate(None)


@cache
def t_quantile(degrees: int, tail: float = 0.025) -> float:
    """Return what Student's t exceeds with the probability `tail`."""
    from scipy.special import stdtrit

    return float(stdtrit(degrees, 1 - tail))


def jackknife(numerator: FloatColumn, denominator: FloatColumn) -> tuple[FloatColumn, FloatColumn]:
    """Return sum over sum and its standard error (Miller 1974); NaN where there is none.

    The first axis holds the entries; any others are ratios of their own. With all denominators 1 this is the
    mean and its usual standard error.
    """
    n, top, bottom = len(numerator), numerator.sum(axis=0), denominator.sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.where(bottom > 0, top / bottom, np.nan)
        rest = bottom - denominator
        left_out = np.where(rest > 0, (top - numerator) / rest, np.nan)
    if n < 2:
        return np.asarray(value), np.full(np.shape(value), np.nan)
    spread = ((left_out - left_out.mean(axis=0)) ** 2).sum(axis=0)
    return np.asarray(value), np.asarray(np.sqrt((n - 1) / n * spread))


def ratios(numerator: FloatColumn, denominator: FloatColumn, most: float = math.inf) -> list[Estimate]:
    """Return sums over sums with Student's intervals from the jackknife, cut to what is possible: [0, most].

    Both are [entry, ratio].
    """
    values, errors = jackknife(numerator, denominator)
    reach = t_quantile(len(numerator) - 1) if len(numerator) > 1 else math.nan
    return [
        _bounded(value, error * reach, most)
        for value, error in zip(values.tolist(), errors.tolist(), strict=True)
    ]


def _bounded(value: float, reach: float, most: float) -> Estimate:
    if math.isnan(value):
        return UNKNOWN
    if math.isnan(reach):
        return Estimate(value)
    # customers lost in the window may have come before it: such a share may pass 1
    return Estimate(value, max(0.0, value - reach), min(max(most, value), value + reach))


def ratio(numerator: FloatColumn, denominator: FloatColumn, most: float = math.inf) -> Estimate:
    """Return one of `ratios`."""
    return ratios(numerator[:, np.newaxis], denominator[:, np.newaxis], most)[0]


def mean(values: FloatColumn, most: float = math.inf) -> Estimate:
    """Return the mean of the entries that are known, with Student's interval, cut to [0, most]."""
    known = values[~np.isnan(values)]
    if not len(known):
        return UNKNOWN
    return ratio(known, np.ones(len(known)), most)


def shares_of_counts(numerator: FloatColumn, denominator: FloatColumn) -> list[Estimate]:
    """Return shares of chats or days; where one is all or none, the interval is Wilson's on the pooled counts."""
    hits, totals = numerator.sum(axis=0).tolist(), denominator.sum(axis=0).tolist()
    return [
        wilson(hit, total) if total > 0 and hit in (0.0, total) and len(numerator) > 1 else estimate
        for hit, total, estimate in zip(hits, totals, ratios(numerator, denominator, most=1.0), strict=True)
    ]


def wilson(hits: float, total: float) -> Estimate:
    """Return a share of independent trials with Wilson's interval (Wilson 1927)."""
    share = hits / total
    centre = (share + Z**2 / (2 * total)) / (1 + Z**2 / total)
    reach = Z / (1 + Z**2 / total) * math.sqrt(share * (1 - share) / total + Z**2 / (4 * total**2))
    low = 0.0 if hits == 0 else max(0.0, centre - reach)
    return Estimate(share, low, 1.0 if hits == total else min(1.0, centre + reach))


def percentile(sections: IntColumn, p: float, value: Callable[[int], float] = histogram.value) -> Estimate:
    """Return a percentile from histograms as [section, bin]; `value` is what a bin stands for.

    The interval inverts the distribution at p plus and minus the reach of the share of chats that are
    not above the percentile (Woodruff 1952).
    """
    pooled = np.cumsum(sections.sum(axis=0))
    total = int(pooled[-1])
    if total == 0:
        return UNKNOWN

    def at(share: float) -> float:
        # the slack keeps a product that rounds up, such as 0.07 * 100, from asking for one chat more
        return value(int(np.searchsorted(pooled, max(share * total - 1e-6, 0.5))))

    below, chats = not_above(sections, p)
    error = float(jackknife(below, chats)[1])
    if math.isnan(error):
        return Estimate(at(p))
    reach = t_quantile(len(sections) - 1) * error
    return Estimate(at(p), at(max(0.0, p - reach)), at(min(1.0, p + reach)))


def not_above(sections: IntColumn, p: float) -> tuple[FloatColumn, FloatColumn]:
    """Return each section's chats up to the percentile of all of them, and all of its chats."""
    pooled = np.cumsum(sections.sum(axis=0))
    place = int(np.searchsorted(pooled, p * int(pooled[-1]) - 1e-6))
    below = sections[:, : place + 1].sum(axis=1)
    return below.astype(np.float64), sections.sum(axis=1).astype(np.float64)


def spread(values: FloatColumn, p: float) -> Estimate:
    """Return what at least a share `p` of the known values do not exceed.

    The interval is that of order statistics (David & Nagaraja 2003, section 7.1), which assumes no distribution;
    a bound is None where there are too few values to tell.
    """
    from scipy.special import bdtr

    known = np.sort(values[~np.isnan(values)])
    n = len(known)
    if not n:
        return UNKNOWN
    below = bdtr(np.arange(n + 1), n, p)
    first, past = (int(np.searchsorted(below, tail)) for tail in (0.025, 0.975))
    at = float(known[max(0, math.ceil(p * n - 1e-9) - 1)])
    if n < 2:
        return Estimate(at)
    return Estimate(
        at, float(known[first - 1]) if first > 0 else None, float(known[past]) if past < n else None
    )
