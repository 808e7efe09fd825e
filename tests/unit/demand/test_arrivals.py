"""Arrivals of a Poisson process whose rate is a step function."""

import numpy as np
import pytest
from scipy import stats

from planner.demand.arrivals import arrivals
from planner.flow.clock import GRID
from planner.flow.profile import Profile

RATE = Profile(np.array([0.0, 100.0, 250.0, 300.0, 600.0]), np.array([2.0, 0.5, 0.0, 4.0]))
"""Expected: 200, 75, 0 and 1200 chats."""


class Steady:
    """A stream whose exponentials are all the same number."""

    def __init__(self, gap):
        self.gap = gap

    def standard_exponential(self, size):
        """Return `size` gaps."""
        return np.full(size, self.gap)


def expected_until(times):
    """Return the expected number of chats until each time, as defined for `RATE`."""
    return np.interp(times, RATE.edges, np.cumsum([0, 200, 75, 0, 1200]))


def stream(number=0):
    """Return a stream of its own."""
    return np.random.default_rng([2026, number])


def test_arrival_i_is_where_the_expected_number_reaches_the_ith_point():
    """Points 1, 2, ... at 0.1/s for 100 s, then 0.05/s: every 10 s, then every 20 s; the 15th is the end's."""
    rate = Profile(np.array([0.0, 100.0, 200.0]), np.array([0.1, 0.05]))
    times = arrivals(rate, 0.0, 200.0, Steady(1.0))
    assert times.tolist() == [10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 120, 140, 160, 180]


def test_a_span_in_the_midst_of_the_profile_begins_its_own_count():
    """From 50 on: five points until 100, then one every 20 s."""
    rate = Profile(np.array([0.0, 100.0, 200.0]), np.array([0.1, 0.05]))
    assert arrivals(rate, 50.0, 170.0, Steady(1.0)).tolist() == [60, 70, 80, 90, 100, 120, 140, 160]


def test_a_stretch_without_chats_is_leapt_over():
    """The third point lies behind the pause from 20 to 50 s."""
    rate = Profile(np.array([0.0, 20.0, 50.0, 90.0]), np.array([0.1, 0.0, 0.1]))
    assert arrivals(rate, 0.0, 90.0, Steady(0.75)).tolist() == [7.5, 15, 52.5, 60, 67.5, 75, 82.5]


@pytest.mark.parametrize("horizon", [60.0, 86400.0])
def test_the_end_is_outside(horizon):
    """An instant that rounds up to the end is brought back by one step of the grid."""
    rate = Profile(np.array([0.0, horizon]), np.array([1 / horizon]))
    assert arrivals(rate, 0.0, horizon, Steady(1 - 1e-13)).tolist() == [horizon - GRID]


def test_no_rate_no_arrivals():
    """Nothing is drawn where nothing is expected."""
    assert arrivals(Profile(np.array([0.0, 60.0]), np.array([0.0])), 0.0, 60.0, stream()).tolist() == []


def test_arrivals_lie_on_the_grid_in_order_within_the_span():
    """Half-open, sorted, whole numbers of steps, none where the rate is 0."""
    times = np.concatenate([arrivals(RATE, 20.0, 550.0, stream(i)) for i in range(20)])
    assert (times / GRID % 1 == 0).all()
    assert times.min() >= 20
    assert times.max() < 550
    assert not ((times > 250) & (times < 300)).any()
    assert (np.diff(arrivals(RATE, 20.0, 550.0, stream())) >= 0).all()


def test_counts_of_all_stretches_are_poisson_and_independent():
    """Their dispersion about the known means is chi-square, neither too wide nor too narrow."""
    edges = np.array([0, 50, 100, 180, 250, 300, 400, 600])
    means = np.diff(expected_until(edges))
    counts = np.stack([np.histogram(arrivals(RATE, 0.0, 600.0, stream(i)), edges)[0] for i in range(500)])
    busy = means > 0
    assert (counts[:, ~busy] == 0).all()
    chi_square = ((counts[:, busy] - means[busy]) ** 2 / means[busy]).sum()
    cells = counts[:, busy].size
    assert 0.001 < stats.chi2.cdf(chi_square, cells) < 0.999
    correlation = np.corrcoef(counts[:, busy].T)[~np.eye(busy.sum(), dtype=bool)]
    assert np.abs(correlation).max() < 4 / np.sqrt(500)


def test_instants_follow_the_rate():
    """Seen through the expected number they are uniform (Kolmogorov and Smirnov)."""
    times = np.concatenate([arrivals(RATE, 0.0, 600.0, stream(i)) for i in range(20)])
    assert stats.kstest(expected_until(times) / 1475, "uniform").pvalue > 0.001


def test_gaps_are_exponential():
    """Seen through the expected number, gaps have rate 1, across steps and pauses."""
    gaps = np.concatenate([np.diff(expected_until(arrivals(RATE, 0.0, 600.0, stream(i)))) for i in range(20)])
    assert stats.kstest(gaps, "expon").pvalue > 0.001


def test_a_changed_rate_draws_the_same_points():
    """Ten times the rate: the first arrivals come after a tenth of the time, however many are drawn at once."""
    slow = Profile(np.array([0.0, 5000.0]), np.array([0.01]))
    fast = Profile(np.array([0.0, 5000.0]), np.array([0.1]))
    few, many = arrivals(slow, 0.0, 5000.0, stream()), arrivals(fast, 0.0, 5000.0, stream())
    assert 20 < len(few) < len(many)
    np.testing.assert_allclose(many[: len(few)], few / 10, rtol=0, atol=GRID)


def test_a_draw_that_runs_short_goes_on():
    """Gaps much shorter than expected need many batches, and none is lost."""
    rate = Profile(np.array([0.0, 1000.0]), np.array([0.1]))
    assert arrivals(rate, 0.0, 1000.0, Steady(0.0625)).tolist() == [0.625 * i for i in range(1, 1600)]
