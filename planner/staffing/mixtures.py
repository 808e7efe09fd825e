"""Cheaper plans that are quite another mixture than the best, where drops and swaps do not lead."""

from collections.abc import Iterator, Sequence
from functools import partial

import numpy as np

from planner.flow.demand import IntColumn
from planner.staffing.drops import drop_and_swap
from planner.staffing.search import PENNY, Search, Tried
from planner.staffing.space import cost_of
from planner.staffing.steps import repair

CLOSE = 1.5
"""Off by fewer standard errors it may be chance that a condition is missed."""
MOST_LOOKS = 4
"""So often mixtures are looked for on the same replications, with better plans or more cuts each time."""
CUT_AT_ONCE = 2
"""Of mixtures that fall short so many, the nearest, become cuts."""
MOST_MIXED = 12
"""So many columns of a plan are varied to find other mixtures."""


def look_closer(search: Search) -> None:
    """Try cheaper plans that are quite another mixture, on ever more replications as long as it is a close thing."""
    while near := other_mixtures(search):
        if search.best is None or not search.bench.grow():
            return
        _try_again(search, search.best, near)


def other_mixtures(search: Search) -> list[IntColumn]:
    """Try cheaper plans that are quite another mixture than the best; return those that may miss a condition by chance only.

    Among very many columns there is always one that nearly does the same: drops and swaps find it sooner.
    """
    near: list[IntColumn] = []
    for _ in range(0 if search.many else MOST_LOOKS):
        at = search.best
        if at is None or at.cost <= PENNY:
            break
        tried = search.try_all(plan for plan in _mixtures(search, at) if search.promising(plan))
        if search.best is not at:
            near.clear()
            continue
        near += [other.counts for other in tried if _off(search, other) <= CLOSE]
        # what cuts promised of these did not come true
        for one in sorted(tried, key=partial(_off, search))[:CUT_AT_ONCE]:
            search.cut(one)
        if not tried:
            break
    return near


def _try_again(search: Search, at: Tried, near: Sequence[IntColumn]) -> None:
    """Try the best plan and those that nearly keep all conditions on more replications."""
    search.renew()
    search.try_all([at.counts, *near])
    if search.best is None:  # it was chance that it kept all conditions
        repair(search, at.counts)
        drop_and_swap(search)


def _mixtures(search: Search, at: Tried) -> list[IntColumn]:
    """Return the most promising plans that cost less and have more, or fewer, of some column; each once."""
    below = cost_of(search.space, at.counts) - PENNY
    scale = np.maximum(at.standing.error, 1e-9)
    found = (
        search.cuts.most_promising(search.least, scale, below, low, high)
        for low, high in _elsewhere(search, at.counts)
    )
    return list({plan.tobytes(): plan for plan in found if plan is not None}.values())


def _elsewhere(search: Search, counts: IntColumn) -> Iterator[tuple[IntColumn, IntColumn]]:
    """Yield the fewest and the most of each column, so that more of one, or fewer, are chosen than in a plan."""
    space = search.space
    for column in _telling(search, counts):
        if space.high[column] > counts[column]:
            low = space.low.copy()
            low[column] = counts[column] + 1
            yield low, space.high
        if space.low[column] < counts[column]:
            high = space.high.copy()
            high[column] = counts[column] - 1
            yield space.low, high


def _telling(search: Search, counts: IntColumn) -> list[int]:
    """Return the columns that mixtures are told apart by: those with most agents, then the cheapest."""
    order = np.lexsort((search.space.cost, -counts))
    return [int(column) for column in order[:MOST_MIXED]]


def _off(search: Search, tried: Tried) -> float:
    """Return by how many standard errors a plan misses the condition that it misses most."""
    return float(((search.least - tried.value) / np.maximum(tried.standing.error, 1e-9)).max())
