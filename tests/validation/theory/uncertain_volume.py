"""Poisson counts whose mean is multiplied by gamma factors of mean 1.

With one factor the count is negative binomial; see Jongbloed & Koole (2001), "Managing uncertainty in call centres
using Poisson mixtures", Applied Stochastic Models in Business and Industry 17, and Avramidis, Deslauriers & L'Ecuyer
(2004), "Modeling daily arrivals to a telephone call center", Management Science 50.
"""

import itertools
import math
from collections.abc import Sequence

import numpy as np
from scipy.special import roots_genlaguerre
from scipy.stats import nbinom, poisson

from theory.patience import Floats

NODES = 60


def factors(cvs: Sequence[float], nodes: int = NODES) -> tuple[Floats, Floats]:
    """Return values and weights of a product of independent factors, by Gauss-Laguerre quadrature for each."""
    each = [_factor(cv, nodes) for cv in cvs if cv]
    values = np.array([math.prod(x) for x in itertools.product(*(values for values, _ in each))])
    weights = np.array([math.prod(w) for w in itertools.product(*(weights for _, weights in each))])
    return values, weights


def _factor(cv: float, nodes: int) -> tuple[Floats, Floats]:
    shape = cv**-2
    points, weights = roots_genlaguerre(nodes, shape - 1)
    return points / shape, weights / weights.sum()


def count_law(mean: float, cvs: Sequence[float], most: int) -> Floats:
    """Return the probabilities of the counts 0, 1, ..., most."""
    counts = np.arange(most + 1)
    uncertain = [cv for cv in cvs if cv]
    if not uncertain:
        return np.asarray(poisson.pmf(counts, mean))
    first, *others = uncertain
    shape = first**-2
    values, weights = factors(others)
    means = mean * values[:, None]
    return np.asarray(weights @ nbinom.pmf(counts, shape, shape / (shape + means)))


def central_moment(law: Floats, order: int) -> float:
    """Return a central moment of a law on 0, 1, ..."""
    counts = np.arange(len(law))
    return float(law @ (counts - float(law @ counts)) ** order)


def product_moments(
    means: tuple[float, float], shared: Sequence[float], own: tuple[float, float] = (0.0, 0.0)
) -> tuple[float, float]:
    """Return the covariance of two counts with shared factors and one of their own, and its sampling variance.

    The latter is the variance of the product of their deviations, for one pair.
    """
    values, weights = factors(shared)
    both = [_given(mean, cv, values) for mean, cv in zip(means, own, strict=True)]
    covariance = float(weights @ (both[0][0] * both[1][0]))
    return covariance, float(weights @ (both[0][1] * both[1][1])) - covariance**2


def _given(mean: float, own: float, factor: Floats) -> tuple[Floats, Floats]:
    """Return the first two moments of a count's deviation from its mean, given the shared factor."""
    deviation = mean * (factor - 1)
    return deviation, deviation**2 + mean * factor + (mean * factor * own) ** 2
