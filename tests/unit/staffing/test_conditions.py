"""Goals as conditions: a value is at least 0 exactly where the KPI, worked out by itself, keeps its bound."""

import numpy as np
import pytest

from planner.staffing.conditions import Conditions
from tests.unit.staffing.hand_made import goal, outcome, window

TWO_DAYS = window(days=2, intervals=3)


def standing(of, top, bottom, within=TWO_DAYS):
    """Return how one goal stands."""
    return Conditions([of], within).standing(outcome(top, bottom))


def test_a_goal_for_the_run_pools_replications_and_intervals():
    """8 + 6 + 9 of 30 chats are 23: short of 80 % by one, half a chat per replication."""
    top = [[3, 3, 2, 0, 0, 0], [2, 2, 2, 3, 3, 3]]
    bottom = [[4, 3, 3, 0, 0, 0], [3, 4, 3, 3, 4, 3]]
    assert standing(goal("service_level", at_least=0.8), top, bottom).value.tolist() == [-0.5]
    assert standing(goal("service_level", at_least=23 / 30), top, bottom).value.tolist() == [0]


def test_a_goal_for_each_day_and_interval_looks_at_each():
    """Of both replications: 4 of 40 missed on the first day, 1 of 20 on the second."""
    top = [[1, 0, 1, 0, 0, 1], [0, 0, 2, 0, 0, 0]]
    bottom = [[5, 5, 10, 0, 0, 10], [5, 5, 10, 0, 0, 10]]
    by_day = standing(goal("missed_rate", at_most=0.05, per="day"), top, bottom)
    assert by_day.value.tolist() == [-1.0, 0.0]
    by_interval = standing(goal("missed_rate", at_most=0.05, per="interval"), top, bottom)
    assert by_interval.value.tolist() == [-0.25, 0.25, -1.0, np.inf, np.inf, 0.0]
    assert by_interval.conditions.time.tolist() == list(range(6))


def test_no_chat_breaks_no_goal():
    """Nothing that the goal could be about: as good as can be, and nothing uncertain."""
    found = standing(goal("wait_mean", at_most=30), np.zeros((4, 6)), np.zeros((4, 6)))
    assert (found.value.tolist(), found.error.tolist()) == ([np.inf], [0.0])


@pytest.mark.parametrize("per", ["run", "day", "interval"])
@pytest.mark.parametrize("side", ["at_least", "at_most"])
@pytest.mark.parametrize("key", ["service_level", "wait_mean", "utilization"])
def test_a_ratio_is_kept_where_the_pooled_ratio_is(key, side, per):
    """Random sums, with bounds below, at and above what is found."""
    draw = np.random.default_rng(1)
    bottom = draw.integers(1, 30, (7, 6))
    top = draw.binomial(bottom, 0.8)
    parts = {"run": 1, "day": 2, "interval": 6}[per]
    pooled = top.reshape(7, parts, -1).sum(axis=(0, 2)) / bottom.reshape(7, parts, -1).sum(axis=(0, 2))
    for bound in (pooled.min() - 0.01, *pooled, pooled.max() + 0.01):
        kept = pooled >= bound if side == "at_least" else pooled <= bound
        found = standing(goal(key, **{side: bound}, per=per), top, bottom).value
        assert (found >= 0).tolist() == kept.tolist()


@pytest.mark.parametrize("per", ["run", "day", "interval"])
@pytest.mark.parametrize("side", ["at_least", "at_most"])
def test_a_count_is_its_mean_over_replications(side, per):
    """Chats missed per replication; in a day or interval, those of that time."""
    missed = np.random.default_rng(2).poisson(3.0, (8, 6))
    parts = {"run": 1, "day": 2, "interval": 6}[per]
    mean = missed.reshape(8, parts, -1).sum(axis=2).mean(axis=0)
    for bound in (mean.min() - 0.1, *mean, mean.max() + 0.1):
        kept = mean >= bound if side == "at_least" else mean <= bound
        found = standing(goal("missed", **{side: bound}, per=per), missed, np.zeros((8, 6)))
        assert (found.value >= 0).tolist() == kept.tolist()
        assert found.value == pytest.approx((mean - bound) * (1 if side == "at_least" else -1))


@pytest.mark.parametrize(
    ("not_above", "at_most", "at_least"), [(17, False, True), (18, True, True), (19, True, False)]
)
def test_a_percentile_is_a_share_not_above_the_bound(not_above, at_most, at_least):
    """Of 20 waits: p90 is at most the bound where 18 are not above it, and at least the bound where at most 18 are."""
    top, bottom = [[not_above, 0, 0, 0, 0, 0]], [[20, 0, 0, 0, 0, 0]]
    assert (standing(goal("wait_p90", at_most=30), top, bottom).value[0] >= 0) == at_most
    assert (standing(goal("wait_p90", at_least=30), top, bottom).value[0] >= 0) == at_least


@pytest.mark.parametrize("share", [0.5, 0.8, 0.9, 0.95, 0.99])
@pytest.mark.parametrize("days", [1, 7, 20, 100])
def test_a_goal_on_days_is_kept_where_enough_days_keep_it(days, share):
    """For every number of good days: 8 of 10 chats in time is good, 7 of 10 is not."""
    one_day = window(days=1, intervals=2)
    for good in range(days + 1):
        top = [[4, 4]] * good + [[4, 3]] * (days - good)
        found = standing(goal("service_level", at_least=0.8, on=share), top, [[5, 5]] * days, one_day)
        assert (found.value[0] >= 0) == (good >= share * days - 1e-9)


def test_days_of_a_run_are_pooled_and_days_of_a_date_are_not():
    """4 replications of 2 days: the first date is good thrice, the other one always."""
    top = [[8, 0, 0, 9, 0, 0]] * 3 + [[7, 0, 0, 9, 0, 0]]
    bottom = [[10, 0, 0, 10, 0, 0]] * 4
    on_days = goal("service_level", at_least=0.8, on=0.85)
    assert standing(on_days, top, bottom).value.tolist() == [0.0]
    each_date = goal("service_level", at_least=0.8, on=0.85, per="day")
    assert standing(each_date, top, bottom).value.tolist() == [-1.0, 1.0]


def test_days_without_a_chat_do_not_count():
    """Of 10 days 8 had no chat at all; of the other two one is good, which is no 90 %."""
    top, bottom = [[0, 0]] * 8 + [[1, 0], [0, 0]], [[0, 0]] * 8 + [[1, 0], [1, 0]]
    found = standing(goal("service_level", at_least=0.8, on=0.9), top, bottom, window(1, 2))
    assert found.value[0] == -0.8


def test_exactly_on_the_bound_is_kept():
    """Whatever the computer makes of 0.07 times 100, 7 of 100 are 7 %, for each day and for the run."""
    for percent in range(1, 100):
        top, bottom = [[percent, 0], [0, 0], [0, percent]], [[50, 50], [0, 0], [30, 70]]
        for on in (None, 0.9):
            for of in (
                goal("service_level", at_least=percent / 100, on=on),
                goal("missed_rate", at_most=percent / 100, on=on),
            ):
                assert standing(of, top, bottom, window(1, 2)).value[0] == 0


def test_errors_are_those_of_the_mean():
    """Slacks 1, 2, 3 and 6 chats have a standard deviation of 2.16; four of them halve it."""
    found = standing(
        goal("missed", at_most=10), [[9, 0], [8, 0], [7, 0], [4, 0]], np.zeros((4, 2)), window(1, 2)
    )
    assert found.error[0] == pytest.approx(np.std([1, 2, 3, 6], ddof=1) / 2)


def test_the_error_of_a_quantile_is_that_of_many_samples():
    """Normal days: the spread of the quantile over samples is what one sample says, within a quarter."""
    one_interval, of = window(1, 1), goal("missed", at_most=0, on=0.9)
    samples = np.random.default_rng(3).normal(0, 10, (300, 400, 1))
    found = [standing(of, sample, np.zeros((400, 1)), one_interval) for sample in samples]
    values, errors = (np.array([getattr(of_one, name)[0] for of_one in found]) for name in ("value", "error"))
    assert errors.mean() == pytest.approx(values.std(ddof=1), rel=0.25)


def test_several_goals_stand_one_after_the_other():
    """Each has its conditions, which know their goal, their time and their intervals."""
    goals = [
        goal("missed", at_most=1, per="day"),
        goal("offered", at_least=3),
        goal("missed", at_most=0, per="interval"),
    ]
    conditions = Conditions(goals, TWO_DAYS)
    assert conditions.goal.tolist() == [0, 0, 1, 2, 2, 2, 2, 2, 2]
    assert conditions.of_interval(0).tolist() == [0, 0, 0, 1, 1, 1]
    assert conditions.of_interval(1).tolist() == [2] * 6
    assert conditions.of_interval(2).tolist() == [3, 4, 5, 6, 7, 8]
