"""Means and their 95 % intervals, against plain Python, SciPy and the literature."""

import math

import numpy as np
import pytest
from scipy import stats

from planner.kpi import estimate, histogram
from planner.kpi.estimate import UNKNOWN, Estimate

PAIRS = {
    "waits over chats": ([310.0, 95.0, 0.0, 720.5, 44.0], [12.0, 7.0, 3.0, 25.0, 9.0]),
    "a share": ([3.0, 0.0, 5.0, 2.0], [10.0, 8.0, 14.0, 3.0]),
    "two replications": ([3.0, 4.0], [10.0, 10.0]),
    "an empty replication": ([3.0, 0.0, 4.0], [10.0, 0.0, 12.0]),
}


def share_of_chats(numerator, denominator):
    """Return the one share in a column of one."""
    return estimate.shares_of_counts(numerator[:, np.newaxis], denominator[:, np.newaxis])[0]


def leave_one_out(numerator, denominator):
    """Return the jackknife's standard error by its definition."""
    n = len(numerator)
    ratios = [(sum(numerator) - numerator[i]) / (sum(denominator) - denominator[i]) for i in range(n)]
    mean = sum(ratios) / n
    return math.sqrt((n - 1) / n * sum((ratio - mean) ** 2 for ratio in ratios))


def column(values):
    """Return a column of floats."""
    return np.array(values, dtype=np.float64)


@pytest.mark.parametrize(("numerator", "denominator"), PAIRS.values(), ids=PAIRS)
def test_a_ratio_is_pooled_with_the_jackknifes_error(numerator, denominator):
    """Sum over sum, uncorrected; the error leaves each replication out in turn."""
    value, error = estimate.jackknife(column(numerator), column(denominator))
    assert value == pytest.approx(sum(numerator) / sum(denominator))
    assert error == pytest.approx(leave_one_out(numerator, denominator))


@pytest.mark.parametrize(("numerator", "denominator"), PAIRS.values(), ids=PAIRS)
def test_the_interval_of_a_ratio_is_students(numerator, denominator):
    """The error times t with n - 1 degrees, not below 0."""
    found = estimate.ratio(column(numerator), column(denominator))
    reach = stats.t.ppf(0.975, len(numerator) - 1) * leave_one_out(numerator, denominator)
    value = sum(numerator) / sum(denominator)
    assert found.mean == pytest.approx(value)
    assert found.low == pytest.approx(max(0, value - reach))
    assert found.high == pytest.approx(value + reach)


def test_a_mean_of_counts_has_the_usual_interval():
    """With denominators of 1 the jackknife is the textbook's t interval."""
    counts = [12.0, 15.0, 9.0, 14.0, 20.0, 11.0]
    found = estimate.mean(column(counts))
    low, high = stats.t.interval(0.95, 5, loc=np.mean(counts), scale=stats.sem(counts))
    assert found.mean == pytest.approx(np.mean(counts))
    assert (found.low, found.high) == (pytest.approx(low), pytest.approx(high))


def test_a_mean_leaves_out_what_is_not_known():
    """Replications in which nobody was answered have no longest wait."""
    known = estimate.mean(column([3.0, 5.0, 10.0]))
    assert estimate.mean(column([3.0, math.nan, 5.0, 10.0, math.nan])) == known
    assert estimate.mean(column([math.nan, 4.0])) == Estimate(4.0)
    assert estimate.mean(column([math.nan])) == UNKNOWN


@pytest.mark.parametrize("degrees", [1, 2, 9, 29, 999])
def test_the_quantile_is_students(degrees):
    """SciPy's t at 97.5 %."""
    assert estimate.t_quantile(degrees) == pytest.approx(stats.t.ppf(0.975, degrees), rel=1e-9)


def test_one_replication_has_no_interval():
    """Low and high are not known, for ratios, shares, means and percentiles."""
    one = column([3.0])
    assert estimate.ratio(one, column([4.0])) == Estimate(0.75)
    assert share_of_chats(one, column([4.0])) == Estimate(0.75)
    assert share_of_chats(one, column([3.0])) == Estimate(1.0)
    assert share_of_chats(column([0.0]), column([3.0])) == Estimate(0.0)
    assert estimate.mean(one) == Estimate(3.0)
    bins = histogram.bins(column([5.0, 7.0]))
    sections = np.bincount(bins, minlength=histogram.BINS)[np.newaxis]
    found = estimate.percentile(sections, 0.5)
    assert (found.low, found.high) == (None, None)
    assert found.mean == pytest.approx(5, rel=0.0025)


def test_nothing_over_nothing_is_not_known():
    """No denominator, no figure."""
    nothing = column([0.0, 0.0])
    assert estimate.ratio(nothing, nothing) == UNKNOWN
    assert share_of_chats(nothing, nothing) == UNKNOWN
    assert estimate.percentile(np.zeros((2, histogram.BINS), dtype=np.int64), 0.9) == UNKNOWN


def test_a_ratio_that_hangs_on_one_replication_has_no_interval():
    """Without it there is nothing to divide by."""
    with np.errstate(all="raise"):
        assert estimate.ratio(column([3.0, 0.0]), column([4.0, 0.0])) == Estimate(0.75)


def test_intervals_are_cut_to_what_is_possible():
    """A share lies between 0 and 1, a time is not negative."""
    wild = estimate.ratio(column([1.0, 10.0, 1.0]), column([10.0, 10.0, 10.0]), most=1.0)
    assert (wild.low, wild.high) == (0.0, 1.0)
    time = estimate.ratio(column([1.0, 10.0, 1.0]), column([10.0, 10.0, 10.0]))
    assert time.low == 0
    assert time.high > 1


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilsons_interval_is_that_of_the_literature(hits, total, low, high):
    """Newcombe 1998, Statistics in Medicine 17, table I, method 3."""
    found = estimate.wilson(hits, total)
    assert found.mean == hits / total
    assert (found.low, found.high) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


def test_wilsons_interval_mirrors():
    """Hits and misses change places; all of 20 reaches exactly 1."""
    for hits in (0, 3, 20):
        found, mirror = estimate.wilson(hits, 20), estimate.wilson(20 - hits, 20)
        assert found.low == pytest.approx(1 - mirror.high)
        assert found.high == pytest.approx(1 - mirror.low)
    assert estimate.wilson(20, 20).high == 1


def test_a_share_of_none_or_all_takes_wilsons_interval_on_the_pooled_counts():
    """Three replications with 0 of 20, or 20 of 20 chats in all: the jackknife would say that nothing can vary."""
    chats = column([5.0, 8.0, 7.0])
    assert share_of_chats(column([0.0, 0.0, 0.0]), chats) == estimate.wilson(0, 20)
    assert share_of_chats(chats, chats) == estimate.wilson(20, 20)


def test_any_other_share_takes_the_jackknife():
    """One hit is enough."""
    hits, chats = column([1.0, 0.0, 0.0]), column([5.0, 8.0, 7.0])
    assert share_of_chats(hits, chats) == estimate.ratio(hits, chats, most=1.0)


def test_half_the_width_of_an_interval():
    """Known only where the interval is."""
    assert Estimate(2.0, 1.0, 4.0).half_width == 1.5
    assert Estimate(2.0).half_width is None


def sections_of(samples):
    """Return the histograms of several samples as [section, bin]."""
    return np.stack(
        [np.bincount(histogram.bins(column(sample)), minlength=histogram.BINS) for sample in samples]
    )


@pytest.mark.parametrize("p", [0.01, 0.5, 0.9, 0.95, 0.99, 1.0])
def test_a_percentile_is_the_smallest_value_that_reaches_its_share(p):
    """Against sorted data of 1000 waits, to a quarter of a percent; 0 is exact."""
    waits = np.random.default_rng(7).lognormal(3, 1.5, 1000)
    waits[:300] = 0
    samples = np.split(waits, 10)
    exact = np.sort(waits)[math.ceil(p * 1000) - 1]
    found = estimate.percentile(sections_of(samples), p).mean
    assert found == pytest.approx(exact, rel=0.0025)
    assert (found == 0) == (p <= 0.3)


@pytest.mark.parametrize(("p", "exact"), [(0.5, 20), (0.51, 30), (0.25, 10), (0.75, 30), (0.95, 40)])
def test_a_percentile_of_four_values_is_one_of_them(p, exact):
    """Half of them is reached by the second, a little more only by the third."""
    assert estimate.percentile(sections_of([[10, 40], [30, 20]]), p).mean == pytest.approx(exact, rel=0.0025)


@pytest.mark.parametrize(
    ("p", "total", "rank"),
    [(0.95, 100, 95), (0.9, 10, 9), (0.5, 12_345_680, 6_172_840), (0.07, 100, 7), (0.28, 25, 7)],
)
def test_a_rank_that_comes_out_whole_is_not_the_next(p, total, rank):
    """To a computer 0.07 times 100 is a hair more than 7: the seventh of a hundred it is all the same."""
    counts = np.zeros((1, histogram.BINS), dtype=np.int64)
    counts[0, 100], counts[0, 200] = rank, total - rank
    assert estimate.percentile(counts, p).mean == histogram.value(100)
    counts[0, 100], counts[0, 200] = rank - 1, total - rank + 1
    assert estimate.percentile(counts, p).mean == histogram.value(200)


def test_a_rank_that_comes_out_whole_is_counted_whole_for_the_interval():
    """0.07 of 200 are the 14 in the first bin, 7 in each section: no doubt, however the next bin is spread."""
    counts = np.zeros((2, histogram.BINS), dtype=np.int64)
    counts[:, [100, 200, 300]] = (7, 90, 3), (7, 0, 93)
    found = estimate.percentile(counts, 0.07)
    assert found.mean == found.low == found.high == histogram.value(100)


def test_the_interval_of_a_percentile_is_woodruffs():
    """The share of chats up to the percentile has a jackknife error; the interval inverts F at p -+ t times it."""
    # every value lies in a bin of its own, so that the histogram's F is exact
    generator = np.random.default_rng(3)
    values = 2 * 1.02 ** generator.permutation(400)
    samples = np.split(values, [20, 60, 100, 160, 200, 290, 340, 400])[:-1]
    everything = np.sort(values)
    p = 0.5
    exact = everything[math.ceil(p * 400) - 1]
    error = leave_one_out(
        [float((sample <= exact).sum()) for sample in samples], [float(len(sample)) for sample in samples]
    )
    reach = stats.t.ppf(0.975, len(samples) - 1) * error
    found = estimate.percentile(sections_of(samples), p)
    assert 0.02 < reach < 0.4
    assert found.mean == pytest.approx(exact, rel=0.0025)
    assert found.low == pytest.approx(everything[math.ceil((p - reach) * 400) - 1], rel=0.0025)
    assert found.high == pytest.approx(everything[math.ceil((p + reach) * 400) - 1], rel=0.0025)


def test_the_interval_of_a_percentile_ends_at_the_shortest_and_longest_value():
    """Two sections that have nothing in common leave everything open."""
    found = estimate.percentile(sections_of([range(10, 30), range(90, 110)]), 0.5)
    assert found.low == pytest.approx(10, rel=0.0025)
    assert found.high == pytest.approx(109, rel=0.0025)
