"""Cut, solve, simulate: from plan to plan by what is known around each, then freely among all cuts."""

import numpy as np

from planner.flow.demand import FloatColumn, IntColumn
from planner.staffing.search import Search

STEP = 0.15
"""By which share of a block's agents, and by one at least, a step within the region of trust may change them."""
STEPS, STEPS_OF_MANY = 12, 8
"""At most so many steps from plan to plan are made at first, fewer among many columns, where each takes long ..."""
STEPS_OF_REPAIR = 4
"""... and where a plan that was good enough turned out not to be."""
WORTH_A_STEP = 0.003
"""A step that should save less, as a share of the cost, is left to drops and swaps."""
GLOBAL_ROUNDS = 10


def follow_cuts(search: Search, start: IntColumn) -> None:
    """Cut, solve and simulate from a plan on, or from the richest one if that leads nowhere."""
    steps = STEPS_OF_MANY if search.many else STEPS
    _Walk(search, start).improve(steps)
    if search.best is None and search.richest is not None:
        # under heavy overload one agent more changes little, so cuts from there promise too little
        search.cuts.forget()
        _Walk(search, search.richest).improve(steps)
    _among_all_cuts(search)


def repair(search: Search, start: IntColumn) -> None:
    """Go from a plan that turned out to fall short to the nearest that does not."""
    walk = _Walk(search, start)
    for _ in range(STEPS_OF_REPAIR):
        if search.keeps(walk.at) or not walk.step():
            break
    _among_all_cuts(search)


def _among_all_cuts(search: Search) -> None:
    """Take the cheapest plan that all cuts allow, as long as there is one that was not tried."""
    if search.many:
        return
    for _ in range(GLOBAL_ROUNDS):
        cheapest = search.cuts.cheapest(search.least)
        if cheapest is None or not search.promising(cheapest):
            return
        (at,) = search.try_all([cheapest])
        search.cut(at)


class _Walk:
    """From plan to plan by what is known around each, asking for more where the last step fell short."""

    def __init__(self, search: Search, start: IntColumn) -> None:
        self._search = search
        (self.at,) = search.try_all([start])
        self._known = search.cut(self.at)
        self._caution = np.zeros(len(search.conditions))

    def improve(self, steps: int) -> None:
        """Make so many steps, or fewer where none is worth it."""
        for _ in range(steps):
            if not self.step():
                return

    def step(self) -> bool:
        """Go on to the cheapest plan nearby, or ask for less caution; return False where neither is left."""
        search, at = self._search, self.at
        found = self._near(search.least + self._caution, self._reach)
        far = found is None and not search.keeps(at)
        if far:
            found = self._further()
        if found is None or not search.promising(found, WORTH_A_STEP):
            if not self._caution.any():
                return False
            self._caution = np.where(self._caution > at.standing.error / 2, self._caution / 2, 0.0)
            return True
        (self.at,) = search.try_all([found])
        self._known = search.cut(self.at)
        self._learn(far)
        return True

    def _learn(self, far: bool) -> None:
        """Ask for more by as much as a step fell short; by how much so long a one does says nothing of short ones."""
        short = np.maximum(0.0, self._search.least - self.at.value)
        if far:
            self._caution = np.zeros(len(short))
        else:
            self._caution = self._caution + short if short.any() else self._caution / 2

    @property
    def _reach(self) -> FloatColumn:
        """By how many agents a step may change each block."""
        return np.maximum(1.0, STEP * (self._search.space.coverage @ self.at.counts))

    def _near(self, least: FloatColumn, reach: FloatColumn) -> IntColumn | None:
        at = self.at
        return self._search.cuts.step(at.counts, at.value, self._known, least, reach)

    def _further(self) -> IntColumn | None:
        """Return a plan no further away than it must be so that conditions may be kept."""
        space, reach = self._search.space, self._reach
        furthest = float((space.coverage @ space.high).max())
        found = self._near(self._search.least, reach)
        while found is None and reach.min() < furthest:
            reach = 2 * reach
            found = self._near(self._search.least, reach)
        return found
