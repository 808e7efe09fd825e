"""The fewest agents that keep the promise."""

import pytest

from planner.kpi import Estimate
from planner.study.caps.needed import Limits


@pytest.mark.parametrize(
    ("level", "missed", "kept"),
    [(0.8, 0.05, True), (0.79, 0.01, False), (0.9, 0.051, False), (None, None, True)],
)
def test_all_limits_must_hold_on_average(level: float | None, missed: float | None, kept: bool) -> None:
    """The level is at least, the missed rate at most at its limit; without chats there is nothing to break."""
    assert Limits(0.8, 0.05).kept(Estimate(level), Estimate(missed)) is kept
