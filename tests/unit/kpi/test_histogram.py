"""Histograms of durations: 0 apart, then bins of half a percent."""

import numpy as np
import pytest

from planner.kpi import histogram


def test_a_bin_stands_for_durations_within_a_quarter_of_a_percent():
    """From a hundredth of a second to 31 years."""
    seconds = np.geomspace(0.01, 1e9, 20_011)
    middles = np.array([histogram.value(int(place)) for place in histogram.bins(seconds)])
    assert np.abs(middles / seconds - 1).max() <= 0.0025


def test_nothing_is_apart():
    """0 s has a bin of its own, which the shortest wait does not share."""
    bins = histogram.bins(np.array([0.0, 1e-6, 0.005]))
    assert bins[0] == 0
    assert histogram.value(0) == 0
    assert bins[1] == bins[2] == 1


def test_longer_durations_are_never_in_an_earlier_bin():
    """Order is kept, and all bins exist."""
    bins = histogram.bins(np.concatenate([[0.0], np.geomspace(1e-6, 1e9, 5000)]))
    assert (np.diff(bins) >= 0).all()
    assert bins.max() < histogram.BINS


def test_durations_beyond_the_last_bin_are_in_it():
    """A wait longer than any clock holds still counts."""
    assert histogram.bins(np.array([1e12])).tolist() == [histogram.BINS - 1]


def test_bins_grow_by_half_a_percent():
    """The middles do."""
    assert histogram.value(501) / histogram.value(500) == pytest.approx(1.005)
