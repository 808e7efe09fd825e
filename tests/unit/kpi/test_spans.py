"""How much of many spans falls into each interval, and how many overlap."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.kpi.spans import most_at_once, time_in_bins

FIXED = settings(derandomize=True, database=None, deadline=None)
SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 25), st.integers(1, 4)), max_size=12)


def columns(spans):
    """Return begin, end and weight."""
    begin = np.array([at for at, _, _ in spans], dtype=np.float64)
    end = begin + np.array([length for _, length, _ in spans], dtype=np.float64)
    return begin, end, np.array([weight for _, _, weight in spans], dtype=np.float64)


@FIXED
@given(SPANS, st.sets(st.integers(0, 70), min_size=2, max_size=6))
def test_the_time_in_an_interval_is_that_of_each_span_in_it(spans, cuts):
    """Against the overlap of every span with every interval."""
    edges = sorted(cuts)
    begin, end, weight = columns(spans)
    found = time_in_bins(begin, end, np.array(edges, dtype=np.float64), weight)
    wanted = [
        sum(w * max(0, min(at + length, high) - max(at, low)) for at, length, w in spans)
        for low, high in pairwise(edges)
    ]
    assert found.tolist() == wanted


def test_spans_without_weight_count_once():
    """Ten seconds of each of two."""
    found = time_in_bins(np.array([0.0, 5.0]), np.array([10.0, 15.0]), np.array([0.0, 5.0, 20.0]))
    assert found.tolist() == [5, 15]


@FIXED
@given(SPANS)
def test_the_most_spans_at_once_are_those_of_the_busiest_instant(spans):
    """Half-open: counted at every whole instant and between."""
    begin, end, _ = columns(spans)
    instants = [tick / 2 for tick in range(140)]
    wanted = max(sum(at <= now < at + length for at, length, _ in spans) for now in instants)
    assert most_at_once(begin, end) == wanted


@pytest.mark.parametrize("length", [0.0, -5.0])
def test_spans_without_length_are_none(length):
    """Also those that would end before they begin."""
    assert most_at_once(np.array([3.0]), np.array([3.0 + length])) == 0
