"""What a difference means to a planner."""

import pytest

from planner.kpi import Estimate
from planner.kpi.paired import Difference
from planner.study.contrast import Word, contrast, verdict


@pytest.mark.parametrize(
    ("key", "low", "high", "word"),
    [
        ("missed_rate", 0.01, 0.03, "worse"),
        ("missed_rate", -0.03, -0.01, "better"),
        ("service_level", 0.01, 0.03, "better"),
        ("service_level", -0.03, -0.01, "worse"),
        ("utilization", 0.01, 0.03, "higher"),
        ("staffed_hours", -3.0, -1.0, "lower"),
        ("missed_rate", -0.01, 0.03, "undecided"),
        ("missed_rate", 0.0, 0.03, "undecided"),
    ],
)
def test_the_interval_and_the_kpis_direction_decide(key: str, low: float, high: float, word: Word) -> None:
    """Better or worse where that has a meaning, higher or lower elsewhere."""
    assert verdict(key, Difference(Estimate((low + high) / 2, low, high))) == word


def test_equal_and_unknown_have_words_of_their_own() -> None:
    """Equal in every replication is the same; without an interval nothing is known."""
    assert verdict("missed_rate", Difference(Estimate(0.0, 0.0, 0.0), always_equal=True)) == "same"
    assert verdict("missed_rate", Difference(Estimate(0.02))) == "unknown"
    assert verdict("missed_rate", Difference(Estimate(None))) == "unknown"
    assert verdict("sla_attainment", Difference(Estimate(0.0, -0.1, 0.1))) == "undecided"


def test_what_is_open_says_how_many_replications_would_tell() -> None:
    """Four times as many halve the width; a fifth of the distance is kept as a margin."""
    found = contrast("missed_rate", Difference(Estimate(0.01, -0.006, 0.026)), done=30)
    assert found.replications_needed == 120
    assert contrast("missed_rate", Difference(Estimate(0.0, -0.1, 0.1)), 30).replications_needed is None
    assert contrast("missed_rate", Difference(Estimate(0.01, 0.005, 0.015)), 30).replications_needed is None
