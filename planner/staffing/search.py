"""The plans that a search tries, what it learns of them, and the cheapest that keeps all conditions."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from planner.flow.demand import FloatColumn, IntColumn
from planner.staffing.bench import Bench
from planner.staffing.conditions import Conditions, Standing
from planner.staffing.cuts import MANY, Cuts
from planner.staffing.gradient import Slopes, slopes
from planner.staffing.solver import Solver
from planner.staffing.space import Space, cost_of

ALLOWANCE = 2.0
"""So many standard errors the search's random numbers may be off."""
REMEMBERED = 40
"""Of so many plans it is remembered in full what they brought."""
PENNY = 1e-6
"""Smaller differences in cost come from the computer's arithmetic."""


@dataclass(frozen=True)
class Tried:
    """A plan and how it does."""

    counts: IntColumn
    cost: float
    """With overtime."""
    overtime_cost: float
    standing: Standing

    @property
    def value(self) -> FloatColumn:
        """The conditions' values."""
        return self.standing.value


class Search:
    """Tries plans and keeps what it learns: a plan is simulated once."""

    def __init__(
        self,
        bench: Bench,
        space: Space,
        solver: Solver,
        conditions: Conditions,
        overtime_rates: FloatColumn,
    ) -> None:
        """`overtime_rates` are what an hour of overtime costs, by group."""
        self.space = space
        self.bench = bench
        self.conditions = conditions
        self.least: FloatColumn = np.zeros(len(conditions))
        """What each condition's value must be at least, so that it can be proven."""
        self.cuts = Cuts(space, solver)
        self.best: Tried | None = None
        """The cheapest that keeps all conditions."""
        self.richest: IntColumn | None = None
        """The plan with the most agents: where to begin if nothing else leads to a plan that keeps all conditions."""
        self.many = len(space.cost) > MANY
        """Whether there are very many columns to choose from."""
        self._overtime_rates = overtime_rates
        self._seen: dict[bytes, Tried] = {}
        """The last ones: what they brought takes memory."""
        self._known: set[bytes] = set()
        """All that were tried."""

    def ask(self, least: FloatColumn) -> None:
        """Say what values conditions must have from now on: plans that were tried may be worth another look."""
        self.least = np.where(np.isfinite(least), least, 0.0)
        self._known.clear()
        self.best = None

    def renew(self) -> None:
        """Forget what plans brought: there are more replications to try them on."""
        self._seen.clear()
        self._known.clear()
        self.best = None

    def try_all(self, plans: Iterable[IntColumn]) -> list[Tried]:
        """Simulate plans, but those that were before."""
        wanted = list(plans)
        new = {plan.tobytes(): plan for plan in wanted if plan.tobytes() not in self._seen}
        outcomes = self.bench.outcomes([self.space.roster(plan) for plan in new.values()])
        for (key, plan), outcome in zip(new.items(), outcomes, strict=True):
            overtime = float(np.dot(outcome.overtime.mean(axis=0), self._overtime_rates))
            standing = self.conditions.standing(outcome)
            self._seen[key] = Tried(plan, cost_of(self.space, plan) + overtime, overtime, standing)
        found = [self._seen[plan.tobytes()] for plan in wanted]
        for tried in found:
            self._known.add(tried.counts.tobytes())
            if self.keeps(tried) and (self.best is None or tried.cost < self.best.cost - PENNY):
                self.best = tried
        for key in list(self._seen)[:-REMEMBERED]:
            del self._seen[key]
        return found

    def keeps(self, tried: Tried) -> bool:
        """Tell whether a plan keeps all conditions."""
        return bool((tried.value >= self.least).all())

    def promising(self, counts: IntColumn, saving: float = 0.0) -> bool:
        """Tell whether a plan could save more than such a share of the best one's cost, and was not tried."""
        if counts.tobytes() in self._known:
            return False
        return self.best is None or cost_of(self.space, counts) < (1 - saving) * self.best.cost - PENNY

    def cut(self, at: Tried) -> Slopes:
        """Return what an agent more, or fewer, changes in each block; what more of them can bring goes into the cuts."""
        found = self.slopes_at(at)
        self.cuts.add(at.counts, at.value, found.more)
        return found

    def slopes_at(self, at: Tried) -> Slopes:
        """Return what an agent more, or fewer, changes in each block."""
        return slopes(self.bench, self.space, at.counts, at.standing)

    def bound(self) -> float | None:
        """Return what any plan costs at least, as far as the cuts tell; their random numbers are allowed for."""
        if self.best is None:
            return None
        least = np.minimum(0.0, self.least) - ALLOWANCE * self.best.standing.error
        return self.cuts.bound(least) if self.many else self.cuts.whole_bound(least)
