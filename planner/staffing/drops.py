"""Make a plan better agent by agent: take one off, or put one on something cheaper."""

from itertools import islice

import numpy as np

from planner.flow.demand import IntColumn
from planner.staffing.gradient import Slopes
from planner.staffing.search import PENNY, Search, Tried
from planner.staffing.space import cost_of, moved

KNOWN_FOR = 8
"""After so many moves slopes are taken anew."""
AT_ONCE = 4
"""Moves that are simulated together: of those that keep the goals the one that saves most is made."""
MOST_TRIALS, MOST_OF_MANY = 400, 40
"""Of drops and swaps at a time, the slopes that lead the way included; fewer among many columns."""
MOST_FAILURES = 60
"""So many moves in vain, and a plan counts as one that no drop or swap improves."""
MOST_MOVES = 2000
"""Of these, those that save most, the slopes choose the ones to try."""


def drop_and_swap(search: Search) -> None:
    """Make the best plan better, until nothing more can be taken off it, or much has been tried."""
    known, steps = None, 0
    most = search.bench.spent.trials + (MOST_OF_MANY if search.many else MOST_TRIALS)
    while search.best is not None and search.bench.spent.trials < most:
        at = search.best
        if known is None or steps == KNOWN_FOR:
            known, steps = search.slopes_at(at), 0
        if _improved(search, at, known):
            steps += 1
        elif steps:
            known = None
        else:
            return


def _improved(search: Search, at: Tried, known: Slopes) -> bool:
    """Try moves, those first that should harm least, until one improves on a plan."""
    space = search.space
    moves = [moved(at.counts, move) for move in islice(space.moves(at.counts), MOST_MOVES)]
    moves = [plan for plan in moves if cost_of(space, plan) < at.cost - PENNY]
    harms = [_harm(search, at, plan, known) for plan in moves]
    order = sorted(range(len(moves)), key=lambda place: (harms[place], cost_of(space, moves[place])))
    for first in range(0, min(len(order), MOST_FAILURES), AT_ONCE):
        search.try_all(moves[place] for place in order[first : first + AT_ONCE])
        if search.best is not at:
            return True
    return False


def _harm(search: Search, at: Tried, plan: IntColumn, known: Slopes) -> float:
    """Return by how much a plan should miss conditions, in standard errors, by what is known of another one."""
    agents = search.space.coverage @ (plan - at.counts)
    change = known.more @ np.maximum(agents, 0.0) - known.fewer @ np.maximum(-agents, 0.0)
    errors = np.maximum(at.standing.error, 1e-9)
    short = np.minimum(0.0, np.where(np.isfinite(at.value), at.value - search.least, 0.0) + change)
    return float((-short / errors).sum())
