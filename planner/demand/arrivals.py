"""Arrival instants of a Poisson process whose rate is a step function."""

import numpy as np

from planner.flow.clock import GRID, on_grid
from planner.flow.demand import FloatColumn
from planner.flow.profile import Profile


def arrivals(
    rate: Profile, begin: float, end: float, stream: np.random.Generator, factor: float = 1.0
) -> FloatColumn:
    """Draw the arrivals (s) in `[begin, end)` from a rate per second, times a factor.

    Arrival i is the instant at which the expected number reaches S(i), S a Poisson process of rate 1
    (Cinlar 1975, inversion). A changed rate moves arrival i and makes no other draw move, which
    thinning would.
    """
    cuts = rate.edges[(rate.edges > begin) & (rate.edges < end)]
    edges = np.array([begin, *cuts, end])
    values = rate.at(edges[:-1])
    expected = np.concatenate([[0.0], np.cumsum(values * np.diff(edges))]) * factor
    reached = _unit_process(expected[-1], stream)
    # instants may round up to `end`, which is outside
    times: FloatColumn = np.interp(reached, expected, edges)
    return np.asarray(np.minimum(on_grid(times), end - GRID))


def _unit_process(length: float, stream: np.random.Generator) -> FloatColumn:
    """Return the points below `length` of a Poisson process of rate 1."""
    gaps: list[FloatColumn] = []
    reached = 0.0
    batch = int(length + 4 * length**0.5 + 10)
    while reached < length:
        gaps.append(stream.standard_exponential(batch))
        reached += float(gaps[-1].sum())
        batch = max(10, batch // 10)
    points = np.cumsum(np.concatenate(gaps)) if gaps else np.zeros(0)
    return np.asarray(points[points < length])
