"""How evenly the work is spread over agents."""

import math

import numpy as np
import pytest

from planner.kpi.evenness import spread


@pytest.mark.parametrize(
    ("amounts", "gini", "max_to_mean"),
    [
        ([1, 1, 1, 1], 0, 1),
        ([0, 0, 8, 0], 0.75, 4),
        ([3, 1], 0.25, 1.5),
        ([1, 2, 3], 2 / 9, 1.5),
        ([5], 0, 1),
    ],
)
def test_gini_and_most_to_mean_are_those_reckoned_by_hand(amounts, gini, max_to_mean):
    """Mean absolute difference over twice the mean; 0 where all are alike, 3/4 where one of four has all."""
    assert spread(np.array(amounts, dtype=np.float64)) == pytest.approx((gini, max_to_mean), abs=1e-15)


def test_gini_is_the_mean_absolute_difference_of_all_pairs():
    """The formula by ranks is that of the definition, whatever the order."""
    amounts = np.array([0.3, 7.1, 2.0, 2.0, 0.0, 11.9, 4.4])
    pairs = np.abs(amounts[:, np.newaxis] - amounts).mean()
    assert spread(amounts)[0] == pytest.approx(pairs / (2 * amounts.mean()))


@pytest.mark.parametrize("agents", [2, 3, 7, 20, 999])
def test_rounding_leaves_no_gini_below_nothing(agents):
    """Where all are alike the index is 0 or a hair above it."""
    assert 0 <= spread(np.full(agents, 1 / 3))[0] < 1e-12


@pytest.mark.parametrize("amounts", [[], [0.0], [0.0, 0.0]])
def test_where_nobody_answered_anything_there_is_no_spread(amounts):
    """Neither is 0: they are not known."""
    assert all(map(math.isnan, spread(np.array(amounts))))


def test_chats_count_by_staffed_hour(measured, answered):
    """One chat in half an hour and two in an hour are alike; two and four in it are not."""
    duty = [(0, 0, 1800), (1, 0, 3600)]
    short, long = [answered(0)], [answered(at, agent=1) for at in (0, 100)]
    even = measured([*short, *long], duty, groups=[(2, 1)]).summary().figures
    assert even["work_gini"].mean == 0
    assert even["work_max_to_mean"].mean == 1
    more = [answered(at, agent=1) for at in (200, 300)]
    uneven = measured([*short, *long, *more], duty, groups=[(2, 1)]).summary().figures
    assert uneven["work_gini"].mean == pytest.approx(1 / 6)
    assert uneven["work_max_to_mean"].mean == pytest.approx(4 / 3)


def test_agents_without_staffed_time_in_the_window_are_left_out(measured, answered):
    """Neither who went before it begins, nor who comes after it ends, nor who never comes."""
    chats = [answered(4000), answered(4500, agent=1), answered(3650, agent=2)]
    duty = [(0, 0, math.inf), (1, 0, math.inf), (2, 0, 3600), (3, 7200, math.inf)]
    found = measured(chats, duty, edges=(3600, 7200), closes=9000, groups=[(5, 1)]).summary().figures
    assert found["work_gini"].mean == 0
    assert found["work_max_to_mean"].mean == 1


def test_who_is_there_and_answers_nothing_counts(measured, answered):
    """One of four has all, and each group is judged by itself; one without an answer is not known."""
    duty = [(agent, 0, math.inf) for agent in range(6)]
    found = measured([answered(0), answered(100)], duty, groups=[(4, 1), (2, 1)]).summary()
    assert found.agent_groups["g0"]["work_gini"].mean == 0.75
    assert found.agent_groups["g0"]["work_max_to_mean"].mean == 4
    assert found.figures["work_gini"].mean == pytest.approx(5 / 6)
    assert found.agent_groups["g1"]["work_gini"].mean is None
    assert "work_gini" not in found.chat_types["a"]
