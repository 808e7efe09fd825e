"""KN's arithmetic; how often it is right is a matter of tests/validation."""

import numpy as np
import pytest

from planner.study.selection import KimNelson

DEGREES = 9
ETA = ((2 * 0.05) ** (-2 / DEGREES) - 1) / 2
TWO = np.array([[0.0, 4.0], [4.0, 0.0]])


def slack(observations: int, zone: float) -> float:
    """Return W for two systems whose differences have variance 4, as in the paper."""
    return max(0.0, zone / (2 * observations) * (2 * ETA * DEGREES * 4 / zone**2 - observations))


@pytest.mark.parametrize("observations", [10, 40, 80])
def test_a_system_goes_when_it_is_too_far_below_another(observations: int) -> None:
    """Just beyond W it goes, just within it stays."""
    far = slack(observations, 0.5)
    for apart, gone in ((far + 1e-9, [1]), (far - 1e-9, [])):
        search = KimNelson(TWO, DEGREES, 0.5)
        assert search.look(observations, [3.0, 3.0 - apart]) == gone


def test_the_last_look_decides_by_the_means_alone() -> None:
    """Beyond h² S² / δ² observations there is no slack, and nothing to be learned from equal means."""
    last = int(2 * ETA * DEGREES * 4 / 0.5**2) + 1
    assert slack(last, 0.5) == 0
    search = KimNelson(TWO, DEGREES, 0.5)
    search.look(last - 1, [1.0, 1.0])
    assert not search.decided
    search.look(last, [1.0, 1.0])
    assert search.decided
    assert search.surviving == [0, 1]
    assert search.look(last, [1.0, 1.0 + 1e-9]) == [0]


def test_who_is_gone_eliminates_nobody() -> None:
    """Means of systems that went are not looked at any more."""
    search = KimNelson(np.zeros((3, 3)), DEGREES, 0.5)
    assert search.look(10, [1.0, 2.0, 2.0]) == [0]
    assert search.look(11, [99.0, 2.0, 2.0]) == []


def test_more_systems_need_more_patience() -> None:
    """With five the same gap at the same time is not enough that is just enough for two."""
    apart = slack(10, 0.5) + 1e-9
    five = KimNelson(np.full((5, 5), 4.0) - 4 * np.eye(5), DEGREES, 0.5)
    assert five.look(10, [3.0, *[3.0 - apart] * 4]) == []
