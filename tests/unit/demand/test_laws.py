"""Distributions as quantile functions, against their moments and against SciPy's."""

import math

import numpy as np
import pytest
from scipy import stats

from planner.demand.laws import ENDLESS, LONGEST, QUANTILES, Law, law
from planner.flow.clock import GRID

NINE = 540.0

CASES = {
    "exponential": ("exponential", {"mean": NINE}, NINE, 1.0),
    "lognormal, narrow": ("lognormal", {"mean": NINE, "cv": 0.3}, NINE, 0.3),
    "lognormal, wide": ("lognormal", {"mean": NINE, "cv": 2.5}, NINE, 2.5),
    "lognormal by median and sigma": (
        "lognormal",
        {"median": 100.0, "sigma": 0.5},
        100 * math.exp(0.125),
        math.sqrt(math.expm1(0.25)),
    ),
    "lognormal by median and cv": (
        "lognormal",
        {"median": 100.0, "cv": 0.75},
        100 * math.sqrt(1 + 0.75**2),
        0.75,
    ),
    "gamma, narrow": ("gamma", {"mean": NINE, "cv": 0.25}, NINE, 0.25),
    "gamma, wide": ("gamma", {"mean": NINE, "cv": 1.8}, NINE, 1.8),
    "gamma by shape and scale": ("gamma", {"shape": 4.0, "scale": 30.0}, 120.0, 0.5),
    "gamma by mean and shape": ("gamma", {"mean": 120.0, "shape": 4.0}, 120.0, 0.5),
    "weibull, narrow": ("weibull", {"mean": NINE, "cv": 0.1}, NINE, 0.1),
    "weibull of cv 1": ("weibull", {"mean": NINE, "cv": 1.0}, NINE, 1.0),
    "weibull, wide": ("weibull", {"mean": NINE, "cv": 3.0}, NINE, 3.0),
    "weibull by shape and scale": (
        "weibull",
        {"shape": 2.0, "scale": 100.0},
        100 * math.sqrt(math.pi) / 2,
        math.sqrt(4 / math.pi - 1),
    ),
    "weibull by mean and shape": ("weibull", {"mean": NINE, "shape": 2.0}, NINE, math.sqrt(4 / math.pi - 1)),
    "erlang by phases": ("erlang", {"mean": NINE, "phases": 4}, NINE, 0.5),
    "erlang by cv": ("erlang", {"mean": NINE, "cv": 0.5}, NINE, 0.5),
    "uniform by bounds": ("uniform", {"low": 60.0, "high": 180.0}, 120.0, 120 / math.sqrt(12) / 120),
    "uniform by cv": ("uniform", {"mean": 120.0, "cv": 0.4}, 120.0, 0.4),
    "triangular by bounds": (
        "triangular",
        {"low": 60.0, "mode": 90.0, "high": 240.0},
        130.0,
        math.sqrt((60**2 + 90**2 + 240**2 - 60 * 90 - 60 * 240 - 90 * 240) / 18) / 130,
    ),
    "triangular by cv": ("triangular", {"mean": 120.0, "cv": 0.3}, 120.0, 0.3),
    "triangular, rising only": (
        "triangular",
        {"low": 0.0, "mode": 90.0, "high": 90.0},
        60.0,
        math.sqrt(1 / 8),
    ),
    "triangular, falling only": (
        "triangular",
        {"low": 0.0, "mode": 0.0, "high": 90.0},
        30.0,
        math.sqrt(1 / 2),
    ),
    "deterministic": ("deterministic", {"value": 20.0}, 20.0, 0.0),
    "deterministic by mean": ("deterministic", {"mean": 20.0, "cv": 0.0}, 20.0, 0.0),
    "hyperexponential": ("hyperexponential", {"mean": NINE, "cv": 2.0}, NINE, 2.0),
    "hyperexponential, very wide": ("hyperexponential", {"mean": NINE, "cv": 10.0}, NINE, 10.0),
    "hyperexponential of cv 1": ("hyperexponential", {"mean": NINE, "cv": 1.0}, NINE, 1.0),
    "gamma, narrowest": ("gamma", {"mean": NINE, "cv": 0.01}, NINE, 0.01),
    "gamma, widest": ("gamma", {"mean": NINE, "cv": 50.0}, NINE, 50.0),
    "weibull, narrowest": ("weibull", {"mean": NINE, "cv": 0.01}, NINE, 0.01),
    "weibull, widest": ("weibull", {"mean": NINE, "cv": 20.0}, NINE, 20.0),
    "erlang, most phases": ("erlang", {"mean": NINE, "phases": 1000}, NINE, 1000**-0.5),
    "uniform, widest": ("uniform", {"mean": 120.0, "cv": 3**-0.5}, 120.0, 3**-0.5),
    "triangular, widest": ("triangular", {"mean": 120.0, "cv": 6**-0.5}, 120.0, 6**-0.5),
    "hyperexponential, widest": ("hyperexponential", {"mean": NINE, "cv": 50.0}, NINE, 50.0),
    "empirical": ("empirical", {"values": (30.0, 10.0, 20.0)}, 20.0, math.sqrt(200 / 3) / 20),
    "empirical, weighted": (
        "empirical",
        {"values": (10.0, 40.0), "weights": (3.0, 1.0)},
        17.5,
        math.sqrt(0.75 * 7.5**2 + 0.25 * 22.5**2) / 17.5,
    ),
}
"""Family, parameters, and the mean and cv that are wanted."""

SCIPY = {
    "exponential": stats.expon(scale=NINE),
    "lognormal, wide": stats.lognorm(math.sqrt(math.log(1 + 2.5**2)), scale=NINE / math.sqrt(1 + 2.5**2)),
    "lognormal by median and sigma": stats.lognorm(0.5, scale=100),
    "gamma, wide": stats.gamma(1.8**-2, scale=NINE * 1.8**2),
    "gamma by shape and scale": stats.gamma(4, scale=30),
    "weibull by shape and scale": stats.weibull_min(2, scale=100),
    "weibull of cv 1": stats.expon(scale=NINE),
    "erlang by phases": stats.erlang(4, scale=NINE / 4),
    "uniform by bounds": stats.uniform(60, 120),
    "triangular by bounds": stats.triang(30 / 180, loc=60, scale=180),
    "triangular, rising only": stats.triang(1, scale=90),
    "triangular, falling only": stats.triang(0, scale=90),
}

UNIFORM = np.concatenate([[0.0, 2.0**-53], np.linspace(0, 1, 1001)[1:-1], [1 - 2.0**-53]])


def moments(of):
    """Integrate the quantile function and its square: midpoints of cells that halve towards 0 and 1."""
    halves = 2.0 ** -np.arange(1, 51)
    edges = np.concatenate([[0.0], halves[::-1], 1 - halves[1:]])
    cells = np.diff(edges)[:, np.newaxis] * np.ones(4000) / 4000
    places = edges[:-1, np.newaxis] + (np.arange(4000) + 0.5) * cells
    drawn = of.durations(places.ravel())
    mean = float(np.dot(drawn, cells.ravel()))
    return mean, math.sqrt(max(0.0, float(np.dot((drawn - mean) ** 2, cells.ravel())))) / mean


def test_all_families_are_tried():
    """No family of the scenario goes without a case; an Erlang is a gamma."""
    assert {family for family, *_ in CASES.values()} == {*QUANTILES, "erlang"}


@pytest.mark.parametrize(("family", "given", "mean", "cv"), CASES.values(), ids=CASES)
def test_mean_and_cv_are_those_wanted(family, given, mean, cv):
    """The integral of the quantile function and of its square, to a thousandth."""
    found_mean, found_cv = moments(law(family, given))
    assert found_mean == pytest.approx(mean, rel=1e-3)
    assert found_cv == pytest.approx(cv, rel=1e-3, abs=1e-9)


@pytest.mark.parametrize(("family", "given", "mean", "cv"), CASES.values(), ids=CASES)
def test_a_law_knows_its_mean(family, given, mean, cv):
    """In closed form, also times a factor."""
    assert law(family, given).mean == pytest.approx(mean, rel=1e-9)
    assert law(family, given).scaled(0.75).mean == pytest.approx(0.75 * mean, rel=1e-9)


@pytest.mark.parametrize("name", SCIPY)
def test_quantiles_are_scipys(name):
    """At a thousand places and near both ends, to the grid."""
    family, given, *_ = CASES[name]
    inner = UNIFORM[1:-1]
    np.testing.assert_allclose(
        law(family, given).durations(inner), SCIPY[name].ppf(inner), rtol=1e-9, atol=GRID
    )


@pytest.mark.parametrize(("family", "given", "mean", "cv"), CASES.values(), ids=CASES)
def test_draws_are_durations_on_the_grid_up_to_the_last_uniform_number(family, given, mean, cv):
    """From 0 to the largest double below 1: finite, not negative, whole grid steps."""
    drawn = law(family, given).durations(UNIFORM)
    assert np.isfinite(drawn).all()
    assert (drawn >= 0).all()
    assert (drawn / GRID % 1 == 0).all()


@pytest.mark.parametrize("name", sorted(set(CASES) - {n for n in CASES if n.startswith("hyper")}))
def test_a_greater_uniform_number_is_a_longer_duration(name):
    """So a patient customer stays patient; only the hyperexponential has two phases side by side."""
    family, given, *_ = CASES[name]
    assert (np.diff(law(family, given).durations(UNIFORM)) >= 0).all()


@pytest.mark.parametrize("cv", [1.0, 2.0, 10.0])
def test_a_hyperexponential_has_two_balanced_phases(cv):
    """Each phase carries half the mean; the distribution is the closed mixture's to one part in 10,000."""
    first = (1 + math.sqrt((cv**2 - 1) / (cv**2 + 1))) / 2
    n = 100_000
    drawn = np.sort(law("hyperexponential", {"mean": NINE, "cv": cv}).durations((np.arange(n) + 0.5) / n))
    wanted = 1 - sum(share * np.exp(-drawn / (NINE / (2 * share))) for share in (first, 1 - first))
    assert np.abs((np.arange(n) + 0.5) / n - wanted).max() < 1e-4


def test_empirical_values_come_as_often_as_they_are_given():
    """In the order of length, shares to the last uniform number; a weight of 0 never comes."""
    thirds = law("empirical", {"values": (30.0, 10.0, 20.0)})
    assert thirds.durations(np.array([0, 0.33, 0.34, 0.66, 0.67, 1 - 2.0**-53])).tolist() == [
        10,
        10,
        20,
        20,
        30,
        30,
    ]
    mixed = law("empirical", {"values": (30.0, 10.0, 20.0), "weights": (1.0, 2.0, 5.0)})
    assert mixed.durations(np.array([0.24, 0.26, 0.87, 0.88])).tolist() == [10, 20, 20, 30]
    weighted = law("empirical", {"values": (10.0, 20.0, 40.0, 50.0), "weights": (0.0, 3.0, 1.0, 0.0)})
    assert weighted.durations(np.array([0, 0.749, 0.751, 1 - 2.0**-53])).tolist() == [20, 20, 40, 40]


def test_endless_is_infinite_for_all():
    """Patience `never`."""
    assert ENDLESS.durations(UNIFORM).tolist() == [math.inf] * len(UNIFORM)
    assert ENDLESS.constant


def test_only_what_is_constant_needs_no_draw():
    """Everything else uses its stream."""
    constant = {name for name, (family, given, *_) in CASES.items() if law(family, given).constant}
    assert constant == {"deterministic", "deterministic by mean"}


def test_draws_that_no_clock_can_hold_are_cut():
    """A mean of two lifetimes is drawn, but never beyond 31 years."""
    drawn = Law("exponential", (5e9,)).durations(np.array([0.01, 0.5]))
    assert drawn.tolist() == [pytest.approx(-5e9 * math.log(0.99)), LONGEST]


def test_a_scaled_law_scales_every_draw():
    """Twice two thirds, to the grid."""
    plain = law("lognormal", {"mean": NINE, "cv": 0.8})
    scaled = plain.scaled(2.0).scaled(1 / 3)
    np.testing.assert_allclose(
        scaled.durations(UNIFORM), plain.durations(UNIFORM) * 2 / 3, rtol=1e-12, atol=2 * GRID
    )


def test_a_lognormal_without_spread_is_its_median():
    """Also at the uniform number 0, which a stream can give."""
    assert law("lognormal", {"median": 60.0, "sigma": 0.0}).durations(np.array([0.0, 0.5])).tolist() == [
        60,
        60,
    ]
