"""Erlang B against published values, exact fractions, its definition in logarithms and its limits."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special

from planner.queueing import erlang_b


def from_the_definition(servers: int, load: Fraction) -> Fraction:
    """Return the loss by the sum of a^k / k!, in exact fractions."""
    terms = [load**k / math.factorial(k) for k in range(servers + 1)]
    return terms[-1] / sum(terms)


def test_published_value():
    """The textbook example: ten servers and 8 Erlang lose 12.17 %."""
    assert erlang_b(10, 8.0) == pytest.approx(0.1217, abs=5e-5)


def test_published_number_of_lines():
    """Abstract Micro Systems' Erlang Library: 15.7 Erlang at 1 % loss take 25 trunks, and 24 are too few."""
    assert erlang_b(25, 15.7) <= 0.01 < erlang_b(24, 15.7)


@pytest.mark.parametrize(
    "load", [Fraction(1, 1000), Fraction(1, 2), Fraction(8), Fraction(50), Fraction(10**6)]
)
@pytest.mark.parametrize("servers", [0, 1, 2, 10, 60])
def test_definition_in_exact_fractions(servers: int, load: Fraction):
    """The recursion keeps nearly every digit."""
    assert erlang_b(servers, float(load)) == pytest.approx(
        float(from_the_definition(servers, load)), rel=1e-13
    )


@pytest.mark.parametrize("load", [9_000.0, 9_900.0, 10_000.0, 10_100.0, 20_000.0])
def test_ten_thousand_servers(load: float):
    """The loss by the definition, its terms in logarithms."""
    states = np.arange(10_001)
    terms = states * np.log(load) - special.gammaln(states + 1)
    expected = np.exp(terms[-1] - special.logsumexp(terms))
    assert erlang_b(10_000, load) == pytest.approx(expected, rel=1e-9)


def test_critical_load_follows_the_square_root():
    """B(n, n) is sqrt(2 / (pi n)) up to a relative error of order 1 / sqrt(n) (Jagerman 1974)."""
    servers = 10_000
    limit = math.sqrt(2.0 / (math.pi * servers))
    assert erlang_b(servers, float(servers)) == pytest.approx(limit, rel=1.0 / math.sqrt(servers))


def test_no_load_loses_nothing_and_no_server_loses_all():
    """The two ends."""
    assert erlang_b(5, 0.0) == 0.0
    assert erlang_b(0, 3.0) == 1.0


@pytest.mark.parametrize("load", [1e8, 1e100, 1e300])
def test_huge_load_leaves_the_servers_always_taken(load: float):
    """What is carried, a (1 - B), is all the servers: so B tends to 1 - n/a."""
    assert erlang_b(10, load) == pytest.approx(1.0 - 10.0 / load, rel=1e-14)


@pytest.mark.parametrize("load", [1e-3, 1e-10, 1e-100])
def test_tiny_load(load: float):
    """B tends to a^n / n!, also where 1 - B is 1."""
    assert erlang_b(3, load) == pytest.approx(load**3 / 6.0, rel=2.0 * load + 1e-13, abs=0.0)


@given(servers=st.integers(0, 300), load=st.floats(1e-3, 1e3))
def test_one_more_server_never_loses_more(servers: int, load: float):
    """The loss falls with servers and is a share."""
    assert 0.0 <= erlang_b(servers + 1, load) <= erlang_b(servers, load) <= 1.0


@given(servers=st.integers(1, 300), load=st.floats(1e-3, 1e3))
def test_more_load_never_loses_less(servers: int, load: float):
    """The loss rises with the load."""
    assert erlang_b(servers, load) <= erlang_b(servers, 1.01 * load)


@pytest.mark.parametrize(
    ("servers", "load", "message"),
    [
        (-1, 1.0, "servers must be a whole number, 0 or more, not -1"),
        (2.5, 1.0, "servers must be a whole number, 0 or more, not 2.5"),
        (2, -1.0, "load must be a finite number of Erlang, 0 or more, not -1.0"),
        (2, math.nan, "load must be a finite number of Erlang, 0 or more, not nan"),
        (2, math.inf, "load must be a finite number of Erlang, 0 or more, not inf"),
    ],
)
def test_refuses_what_has_no_meaning(servers: int, load: float, message: str):
    """The message names the argument and its value."""
    with pytest.raises(ValueError, match=message):
        erlang_b(servers, load)
