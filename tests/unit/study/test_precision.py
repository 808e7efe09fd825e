"""When enough has been simulated, and whether the promise is kept."""

import pytest

from planner.kpi import Estimate
from planner.study import Precision, Verdict, judge
from planner.study.precision import replications_for


def test_it_stops_once_the_half_width_is_small_enough() -> None:
    """At most the share asked for."""
    assert Precision(0.05).more(Estimate(0.8, 0.76, 0.84), 30) == 0


def test_it_adds_what_the_root_law_asks_for_but_at_most_doubles() -> None:
    """A half-width of 0.06 for 0.04 wanted needs 2.25 times the replications; four times is too bold."""
    assert Precision(0.05).more(Estimate(0.8, 0.74, 0.86), 40) == 40
    assert Precision(0.05).more(Estimate(0.8, 0.752, 0.848), 100) == 44
    assert Precision(0.05).more(Estimate(0.8, 0.76 - 1e-4, 0.84 + 1e-4), 100) == 10


def test_it_never_goes_beyond_the_most() -> None:
    """And not on for ever where nothing is known."""
    assert Precision(0.001, most=50).more(Estimate(0.8, 0.7, 0.9), 45) == 5
    assert Precision(0.001, most=50).more(Estimate(0.8, 0.7, 0.9), 50) == 0
    assert Precision(0.001, most=50).more(Estimate(None), 50) == 0


def test_a_share_of_nothing_cannot_be_reached() -> None:
    """It stops at once and says so."""
    precision = Precision(0.02, "missed_rate")
    zero = Estimate(0.0, 0.0, 0.001)
    assert precision.more(zero, 30) == 0
    assert "no share of 0" in precision.said(zero, 30)[0]


def test_what_was_reached_is_not_mentioned() -> None:
    """Only a precision that was missed is worth a warning."""
    assert Precision(0.05).said(Estimate(0.8, 0.79, 0.81), 30) == []
    assert "not known to 0.1 %" in Precision(0.001).said(Estimate(0.8, 0.79, 0.81), 30)[0]


@pytest.mark.parametrize(
    ("estimate", "verdict"),
    [
        (Estimate(0.85, 0.80, 0.90), Verdict.KEPT),
        (Estimate(0.75, 0.70, 0.80), Verdict.UNDECIDED),
        (Estimate(0.75, 0.70, 0.7999), Verdict.BROKEN),
        (Estimate(0.81, 0.79, 0.83), Verdict.UNDECIDED),
        (Estimate(0.99), Verdict.UNDECIDED),
        (Estimate(None), Verdict.UNDECIDED),
    ],
)
def test_the_verdict_goes_by_the_interval(estimate: Estimate, verdict: Verdict) -> None:
    """Kept: the lower bound reaches the target; broken: the upper bound is below it."""
    assert judge(estimate, 0.8, 30).verdict is verdict


def test_an_open_verdict_says_how_many_replications_would_tell() -> None:
    """A half-width of 0.02 must shrink to 0.8 of the distance of 0.01, which is itself a guess: 2.5² times as many."""
    judged = judge(Estimate(0.81, 0.79, 0.83), 0.8, 30)
    assert judged.replications_needed == pytest.approx(30 * 2.5**2, abs=1)
    assert replications_for(Estimate(0.81, 0.79, 0.83), 0.01, 30) == pytest.approx(120, abs=1)
