"""The grid on which all instants lie."""

import math
from fractions import Fraction

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.flow.clock import GRID, on_grid

FIXED = settings(derandomize=True, database=None, deadline=None)
SECONDS = st.floats(min_value=0, max_value=2.0**31, exclude_max=True)


@FIXED
@given(SECONDS)
def test_every_duration_goes_to_the_nearest_multiple_of_the_grid(seconds):
    """At most half a step away, and a whole number of steps from 0."""
    rounded = on_grid(seconds)
    assert Fraction(rounded) % Fraction(GRID) == 0
    assert abs(Fraction(rounded) - Fraction(seconds)) <= Fraction(GRID) / 2


@FIXED
@given(SECONDS)
def test_what_lies_on_the_grid_stays(seconds):
    """Rounding twice is rounding once."""
    assert on_grid(on_grid(seconds)) == on_grid(seconds)


@FIXED
@given(st.lists(SECONDS.map(on_grid), max_size=4))
def test_sums_and_differences_on_the_grid_are_exact(times):
    """Whatever the order, floats lose nothing, up to 2**33 s in all."""
    exact = sum((Fraction(time) for time in times), Fraction(0))
    assert sum(times) == sum(reversed(times)) == exact
    if times:
        assert sum(times) - times[0] == exact - Fraction(times[0])


def test_columns_are_rounded_number_by_number():
    """A column and its numbers one by one agree."""
    seconds = np.array([0.0, 0.1, 1 / 3, 86400.7, 1e9 + 0.3])
    assert on_grid(seconds).tolist() == [on_grid(value) for value in seconds.tolist()]


def test_infinity_stays_infinite():
    """Endless patience is not cut."""
    assert on_grid(math.inf) == math.inf
    assert on_grid(np.array([math.inf, 0.1])).tolist() == [math.inf, on_grid(0.1)]


def test_the_grid_is_about_a_microsecond():
    """Fine enough for anything a planner writes."""
    assert 1 / GRID == 2**20
