"""How many replies chats take, by each family, against SciPy."""

import math

import numpy as np
import pytest
from scipy import stats

from planner.demand.turns import TurnsLaw, turns_law
from planner.scenario.conversation import MOST_TURNS, Turns

U = (np.arange(200_000) + 0.5) / 200_000
"""Every quantile, so that frequencies are chances to 1 in 200,000."""


def law(**written: object) -> TurnsLaw:
    """Return the law of turns as they are written."""
    return turns_law(Turns.model_validate(written))


def of_mean_and_cv(mean: float, cv: float) -> object:
    """Return SciPy's negative binomial, shifted by one, of a mean and a coefficient of variation."""
    variance = (cv * mean) ** 2
    success = (mean - 1) / variance
    return stats.nbinom((mean - 1) * success / (1 - success), success, loc=1)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ({"mean": 6}, stats.geom(1 / 6)),
        ({"mean": 1.3}, stats.geom(1 / 1.3)),
        ({"distribution": "poisson", "mean": 6}, stats.poisson(5, loc=1)),
        ({"distribution": "poisson", "mean": 150}, stats.poisson(149, loc=1)),
        ({"distribution": "negative_binomial", "mean": 6, "cv": 0.8}, of_mean_and_cv(6, 0.8)),
        ({"distribution": "negative_binomial", "mean": 6, "cv": 0.374}, of_mean_and_cv(6, 0.374)),
        ({"distribution": "negative_binomial", "mean": 1.5, "cv": 3}, of_mean_and_cv(1.5, 3)),
        (
            {"distribution": "empirical", "values": [2, 9, 2, 30], "weights": [1, 2, 1, 4]},
            stats.rv_discrete(values=([2, 9, 30], [0.25, 0.25, 0.5])),
        ),
        (
            {"distribution": "empirical", "values": [3, 1, 3]},
            stats.rv_discrete(values=([1, 3], [1 / 3, 2 / 3])),
        ),
    ],
    ids=lambda value: "-".join(map(str, value.values())) if isinstance(value, dict) else "",
)
def test_a_family_is_that_of_scipy(written, expected):
    """Each number of replies comes as often, and mean, cv and the share of single replies are told rightly."""
    turns = law(**written)
    counts = turns.counts(U)
    assert counts.min() >= 1
    numbers = np.arange(1, 400)
    found = np.bincount(counts, minlength=400)[1:400] / len(U)
    np.testing.assert_allclose(np.cumsum(found), expected.cdf(numbers), rtol=0, atol=1e-5)
    assert turns.mean == pytest.approx(expected.mean(), rel=1e-6)
    assert turns.single == pytest.approx(expected.pmf(1), abs=1e-9)
    if "cv" in written:
        assert counts.std() / counts.mean() == pytest.approx(written["cv"], rel=1e-3)


@pytest.mark.parametrize(
    "written",
    [
        {"distribution": "deterministic", "value": 4},
        {"distribution": "deterministic", "mean": 4},
        {"distribution": "empirical", "values": [4]},
        {"distribution": "empirical", "values": [7, 4], "weights": [0, 2]},
    ],
)
def test_constant_turns_are_constant(written):
    """Whatever is drawn, the ends of the range included."""
    turns = law(**written)
    assert turns.counts(np.array([0.0, 0.5, 1 - 2**-53])).tolist() == [4, 4, 4]
    assert turns.mean == 4
    assert turns.single == 0


@pytest.mark.parametrize("family", ["geometric", "poisson", "deterministic"])
def test_a_mean_of_one_is_always_one(family):
    """Nobody writes twice."""
    turns = law(distribution=family, mean=1)
    assert turns.counts(np.array([0.0, 0.5, 1 - 2**-53])).tolist() == [1, 1, 1]
    assert turns.mean == turns.single == 1


def test_long_tails_are_cut_and_the_mean_is_that_of_what_is_drawn():
    """A geometric of mean 200 passes 1000 once in 150 chats; its chats then have 1000 replies."""
    turns = law(mean=200)
    beyond = (1 - 1 / 200) ** MOST_TURNS
    assert turns.counts(np.array([1 - 2**-53])).tolist() == [MOST_TURNS]
    assert turns.counts(np.array([1 - 0.99 * beyond])).tolist() == [MOST_TURNS]
    assert turns.mean == pytest.approx(200 * (1 - beyond))


def test_the_largest_number_may_be_drawn():
    """1000 replies in half of the chats."""
    turns = law(distribution="empirical", values=[1, MOST_TURNS])
    assert turns.counts(np.array([0.499, 0.501])).tolist() == [1, MOST_TURNS]
    assert turns.mean == (1 + MOST_TURNS) / 2


def test_who_has_more_to_say_has_so_under_any_law():
    """The order of chats by their number of replies is kept: what makes alternatives comparable."""
    for turns in (
        law(mean=3),
        law(distribution="poisson", mean=8),
        law(distribution="empirical", values=[9, 1]),
    ):
        assert (np.diff(turns.counts(U)) >= 0).all()


def test_a_number_on_the_edge_belongs_to_the_longer_chat():
    """Half of all chats have one reply: numbers below 0.5."""
    turns = law(mean=2)
    assert turns.counts(np.array([math.nextafter(0.5, 0), 0.5])).tolist() == [1, 2]
