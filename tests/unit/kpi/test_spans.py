"""How much of many spans falls into each interval, and how many overlap."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.kpi.spans import most_at_once, time_in_intervals, time_of_spans

FIXED = settings(derandomize=True, database=None, deadline=None)
SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 25), st.integers(1, 4)), max_size=12)


def columns(spans):
    """Return begin, end and weight."""
    begin = np.array([at for at, _, _ in spans], dtype=np.float64)
    end = begin + np.array([length for _, length, _ in spans], dtype=np.float64)
    return begin, end, np.array([weight for _, _, weight in spans], dtype=np.float64)


@FIXED
@given(SPANS, SPANS, st.sets(st.integers(0, 70), min_size=2, max_size=6))
def test_the_time_in_an_interval_is_that_of_each_span_in_it(spans, others, cuts):
    """Against the overlap of every span with every interval, two labels apart, with and without weight."""
    edges = np.array(sorted(cuts), dtype=np.float64)
    begin, end, weight = columns([*spans, *others])
    label = np.repeat([0, 1], [len(spans), len(others)])
    steps = np.concatenate([weight, -weight])
    ones = np.repeat([1, -1], len(begin))
    weighted, plain = time_in_intervals(
        np.concatenate([begin, end]), [steps, ones], np.tile(label, 2), 2, edges
    )
    assert weighted.tolist() == [overlaps(of_label, edges) for of_label in (spans, others)]
    once = [[(at, length, 1) for at, length, _ in of_label] for of_label in (spans, others)]
    assert plain.tolist() == [overlaps(of_label, edges) for of_label in once]
    assert time_of_spans(begin, end, label, 2, edges).tolist() == plain.tolist()


def overlaps(spans, edges):
    """Return the weighted time of the spans between each two edges, span by span."""
    return [
        sum(w * max(0, min(at + length, high) - max(at, low)) for at, length, w in spans)
        for low, high in pairwise(edges)
    ]


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
