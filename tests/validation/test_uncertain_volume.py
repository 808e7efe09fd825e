"""Volumes nobody knows for certain: gamma factors on a day's volume, of a chat type and of all chats.

Poisson counts with a gamma factor are negative binomial; see `theory.uncertain_volume` for the sources.
"""

import json
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pytest
from scipy.stats import chisquare, nbinom
from theory.agreement import LARGEST_ERROR, MOST_ERRORS
from theory.patience import Floats
from theory.uncertain_volume import central_moment, count_law, product_moments

from planner.demand import blueprint, draw
from planner.flow.demand import Demand
from planner.scenario import loads

HOUR, DAY = 3600.0, 86400.0
DAYS, SEED = 50, 621
NIGHT, LIGHT = 6 * 5.0, 18 * 2.0
"""Expected chats of support from midnight to 06:00, when days begin, and in the 18 hours before."""
SUPPORT, SALES = NIGHT + LIGHT, 24 * 1.75
"""Expected chats a day."""
CHANCE = 0.0027
"""How often three standard errors are exceeded."""


class Uncertainty(NamedTuple):
    """Coefficients of variation: of the factor of all chats, of support, of sales."""

    shared: float = 0.0
    support: float = 0.0
    sales: float = 0.0


def demands(uncertainty: Uncertainty, replications: int) -> list[Demand]:
    """Draw the customers of days that begin at 06:00 and end after a busy night."""
    tree = {
        "start": "2026-01-05 06:00",
        "end": "2026-02-24 06:00",
        "uncertainty": uncertainty.shared,
        "chat_types": {
            "support": a_type({"per_hour": {"00:00": 5, "06:00": 2}, "uncertainty": uncertainty.support}),
            "sales": a_type({"per_hour": 1.75, "uncertainty": uncertainty.sales}),
        },
        "agent_groups": {"team": {"agents": 1}},
    }
    plan = blueprint(loads(json.dumps(tree)))
    return [draw(plan, SEED, replication) for replication in range(replications)]


def a_type(arrivals: dict[str, object]) -> dict[str, object]:
    """Return a chat type."""
    return {"arrivals": arrivals, "handle_time": "8m", "patience": "3m"}


def day_counts(uncertainty: Uncertainty, replications: int) -> npt.NDArray[np.int64]:
    """Count by replication, day, chat type and part of the day: before midnight, after it."""
    counts = np.zeros((replications, DAYS, 2, 2), dtype=np.int64)
    for number, demand in enumerate(demands(uncertainty, replications)):
        day, clock = np.divmod(demand.arrival, DAY)
        after_midnight = (clock >= 18 * HOUR).astype(np.int64)
        np.add.at(counts[number], (day.astype(np.int64), demand.chat_type, after_midnight), 1)
    return counts


def agree(what: str, found: float, theory: float, variance: float, *, sharp: bool = True) -> None:
    """Fail unless an estimate of such variance is theory's value; a share of it may be its standard error."""
    error = variance**0.5
    off = (found - theory) / error
    assert abs(off) <= MOST_ERRORS, (
        f"{what}: {found:.6g}, theory {theory:.6g}, {off:+.2f} standard errors off"
    )
    if sharp:
        assert error <= LARGEST_ERROR * abs(theory), f"{what}: {error / theory:.1%} is too blunt to tell"


SOURCES = {
    "none": Uncertainty(),
    "of the type": Uncertainty(support=0.4),
    "of all chats": Uncertainty(shared=0.3),
    "of both": Uncertainty(shared=0.15, support=0.3, sales=0.1),
}


@pytest.mark.parametrize("uncertainty", SOURCES.values(), ids=SOURCES.keys())
def test_day_volumes(uncertainty):
    """A day's count has the mean of the forecast, the variance that the factors add, and the law of the mixture."""
    counts = day_counts(uncertainty, replications=200).sum(axis=3)
    for number, (mean, own) in enumerate([(SUPPORT, uncertainty.support), (SALES, uncertainty.sales)]):
        found = counts[:, :, number].ravel()
        law = count_law(mean, (own, uncertainty.shared), most=1000)
        variance = central_moment(law, 2)
        added = (1 + own**2) * (1 + uncertainty.shared**2) - 1
        assert variance == pytest.approx(mean + mean**2 * added, rel=1e-6)
        agree("mean", found.mean(), mean, variance / len(found))
        kurtosis = central_moment(law, 4) - variance**2 * (len(found) - 3) / (len(found) - 1)
        agree("variance", found.var(ddof=1), variance, kurtosis / len(found))
        assert fit(found, law) > CHANCE


def fit(found: npt.NDArray[np.int64], law: Floats) -> float:
    """Return the chi-square test's p-value, over some forty cells about equally likely."""
    cell = np.minimum((np.cumsum(law) * 40).astype(np.int64), 39)
    expected = np.bincount(cell, law, 40)
    observed = np.bincount(cell[np.minimum(found, len(law) - 1)], minlength=40)
    used = expected > 0
    assert not observed[~used].any()
    chances = expected[used] / expected[used].sum()
    return float(chisquare(observed[used], chances * len(found)).pvalue)


def test_one_factor_is_negative_binomial():
    """The theory used here is that of the literature, and its two ways to mix agree."""
    law = count_law(SUPPORT, (0.2,), most=1000)
    assert law == pytest.approx(nbinom.pmf(np.arange(1001), 25, 25 / (25 + SUPPORT)))
    either_way = count_law(SUPPORT, (0.15, 0.3), most=1000), count_law(SUPPORT, (0.3, 0.15), most=1000)
    assert either_way[0] == pytest.approx(either_way[1], abs=1e-10)


def test_a_factor_for_all_chats():
    """Types share the scenario's factor: covariance m1 m2 cv^2."""
    uncertainty = Uncertainty(shared=0.3, support=0.1, sales=0.15)
    counts = day_counts(uncertainty, replications=400).sum(axis=3).reshape(-1, 2)
    theory, variance = product_moments(
        (SUPPORT, SALES), (uncertainty.shared,), (uncertainty.support, uncertainty.sales)
    )
    assert theory == pytest.approx(SUPPORT * SALES * uncertainty.shared**2)
    agree("covariance of types", np.cov(counts.T)[0, 1], theory, variance / len(counts))


def test_factors_of_types_and_days():
    """A type's own factor tells nothing of the other type's, one day's nothing of the next day's."""
    counts = day_counts(Uncertainty(support=0.3, sales=0.2), replications=200).sum(axis=3)
    pairs = {
        "types": (counts[:, :, 0], counts[:, :, 1]),
        "support, day and next day": (counts[:, :-1, 0], counts[:, 1:, 0]),
        "sales, day and next day": (counts[:, :-1, 1], counts[:, 1:, 1]),
        "replication and next replication": (counts[:-1, :, 0], counts[1:, :, 0]),
    }
    for what, (one, other) in pairs.items():
        agree(what, np.corrcoef(one.ravel(), other.ravel())[0, 1], 0.0, 1 / one.size, sharp=False)
    shared = day_counts(Uncertainty(shared=0.3), replications=200).sum(axis=(2, 3))
    one, other = shared[:, :-1].ravel(), shared[:, 1:].ravel()
    agree("all chats, day and next day", np.corrcoef(one, other)[0, 1], 0.0, 1 / one.size, sharp=False)


def test_a_day_does_not_end_at_midnight():
    """A day runs from the start's clock time: its parts share its factors; given the day, chats fall as forecast."""
    cvs = (0.3, 0.25)
    counts = day_counts(Uncertainty(shared=cvs[0], support=cvs[1]), replications=400)[:, :, 0]
    light, night = counts[..., 0], counts[..., 1]
    theory, variance = product_moments((LIGHT, NIGHT), cvs)
    assert theory == pytest.approx(LIGHT * NIGHT * ((1 + cvs[0] ** 2) * (1 + cvs[1] ** 2) - 1))
    found = np.cov(light.ravel(), night.ravel())[0, 1]
    agree("covariance before and after midnight", found, theory, variance / light.size)
    correlation = np.corrcoef(night[:, :-1].ravel(), light[:, 1:].ravel())[0, 1]
    agree("night and next morning", correlation, 0.0, 1 / light[:, 1:].size, sharp=False)
    total = (light + night).ravel()
    day, share = total[total > 0], NIGHT / SUPPORT
    spread = day * share * (1 - share)
    squares = (night.ravel()[total > 0] - day * share) ** 2 / spread
    scatter = 2 + (1 - 6 * share * (1 - share)) / spread
    agree("binomial spread given the day", squares.mean(), 1.0, scatter.mean() / len(day))


def test_uncertainty_keeps_customers():
    """Common random numbers: chat n of a type and day keeps its patience and its work when the forecast gets worse.

    Its day only runs slower or faster: one factor for all chats of the type and day.
    """
    certain, vague = (
        demands(uncertainty, replications=1)[0]
        for uncertainty in (Uncertainty(), Uncertainty(0.1, sales=0.2))
    )
    factors = set()
    for day in range(DAYS):
        sure, unsure = of_sales(certain, day), of_sales(vague, day)
        common = min(len(sure.arrival), len(unsure.arrival))
        assert np.array_equal(sure.patience[:common], unsure.patience[:common])
        assert np.array_equal(sure.handle_time[:common], unsure.handle_time[:common])
        factor = sure.arrival[:common] / unsure.arrival[:common]
        assert factor == pytest.approx(np.full(common, factor[-1]), rel=1e-6)
        factors.add(float(factor[-1]))
    assert len(factors) == DAYS


def test_uncertainty_of_one_type_is_none_of_another():
    """A changed uncertainty of one type changes no customer of another."""
    vague, worse = (demands(Uncertainty(0.1, support, 0.2), replications=1)[0] for support in (0.2, 0.4))
    for day in range(DAYS):
        assert all(map(np.array_equal, of_sales(vague, day), of_sales(worse, day)))
    busier = [len(of_day(vague, 0, day).arrival) != len(of_day(worse, 0, day).arrival) for day in range(DAYS)]
    assert any(busier)


def test_a_busy_day_stays_busy():
    """A larger uncertainty keeps the order of the days by volume: each keeps its draw."""
    vague, worse = (demands(Uncertainty(support=cv), replications=1)[0] for cv in (0.2, 0.4))
    certain = demands(Uncertainty(), replications=1)[0]
    first, second = ([day_factor(certain, demand, day) for day in range(DAYS)] for demand in (vague, worse))
    assert np.array_equal(np.argsort(first), np.argsort(second))


class Chats(NamedTuple):
    """Chats of a type on a day, in the order of their numbers; arrival in seconds of the day."""

    arrival: Floats
    patience: Floats
    handle_time: Floats


def of_day(demand: Demand, chat_type: int, day: int) -> Chats:
    """Return the chats of a type on a day."""
    theirs = (demand.chat_type == chat_type) & (demand.arrival // DAY == day)
    return Chats(demand.arrival[theirs] - day * DAY, demand.patience[theirs], demand.handle_time[theirs])


def of_sales(demand: Demand, day: int) -> Chats:
    """Return the chats of sales on a day."""
    return of_day(demand, 1, day)


def day_factor(certain: Demand, uncertain: Demand, day: int) -> float:
    """Return the factor on the volume of support: its first chat comes so much earlier in the light hours."""
    return float(of_day(certain, 0, day).arrival[0] / of_day(uncertain, 0, day).arrival[0])
