"""The cheapest plan that keeps all conditions on the search's own random numbers."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

import numpy as np

from planner.flow.demand import FloatColumn, IntColumn
from planner.staffing.bench import Bench
from planner.staffing.conditions import Conditions, Standing
from planner.staffing.cuts import MANY, Cuts
from planner.staffing.gradient import Slopes, slopes
from planner.staffing.solver import Solver
from planner.staffing.space import Space, cost_of, moved

STEP = 0.15
"""By which share of a block's agents, and by one at least, a step within the region of trust may change them."""
STEPS, STEPS_OF_MANY = 12, 8
"""At most so many steps from plan to plan are made at first, fewer among many columns, where each takes long ..."""
STEPS_OF_REPAIR = 4
"""... and where a plan that was good enough turned out not to be."""
WORTH_A_STEP = 0.003
"""A step that should save less, as a share of the cost, is left to drops and swaps."""
GLOBAL_ROUNDS = 10
KNOWN_FOR = 8
"""After so many moves slopes are taken anew."""
AT_ONCE = 4
"""Moves that are simulated together: of those that keep the goals the one that saves most is made."""
MOST_TRIALS, MOST_OF_MANY = 400, 40
"""Of drops and swaps at a time, the slopes that lead the way included; fewer among many columns."""
MOST_FAILURES = 60
"""So many moves in vain, and a plan counts as one that no drop or swap improves."""
CLOSE = 1.5
"""Off by fewer standard errors it may be chance that a condition is missed."""
ALLOWANCE = 2.0
"""So many standard errors the search's random numbers may be off."""
MOST_LOOKS = 8
"""So often mixtures are looked for, with better plans or more replications each time."""
MOST_MIXED = 12
"""So many columns of a plan are varied to find other mixtures."""
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
        self._overtime_rates = overtime_rates
        self._seen: dict[bytes, Tried] = {}
        """The last ones: what they brought takes memory."""
        self._known: set[bytes] = set()
        """All that were tried."""
        self.many = len(space.cost) > MANY
        """Whether there are very many columns to choose from."""
        self._steps = STEPS_OF_MANY if self.many else STEPS

    def forget(self) -> None:
        """Take new conditions or more replications into account: what was tried must be tried again."""
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
            tried = Tried(
                plan, cost_of(self.space, plan) + overtime, overtime, self.conditions.standing(outcome)
            )
            self._seen[key] = tried
            if self.keeps(tried) and (self.best is None or tried.cost < self.best.cost - PENNY):
                self.best = tried
        found = [self._seen[plan.tobytes()] for plan in wanted]
        self._known.update(new)
        for key in list(self._seen)[:-REMEMBERED]:
            del self._seen[key]
        return found

    def keeps(self, tried: Tried) -> bool:
        """Tell whether a plan keeps all conditions."""
        return bool((tried.value >= self.least).all())

    def follow_cuts(self, start: IntColumn) -> None:
        """Cut, solve and simulate from a plan on, or from the richest one if that leads nowhere."""
        self._follow_cuts(start)
        if self.best is None and self.richest is not None:
            # under heavy overload one agent more changes little, so cuts from there promise too little
            self.cuts.forget()
            self._steps = STEPS_OF_MANY if self.many else STEPS
            self._follow_cuts(self.richest)

    def _follow_cuts(self, start: IntColumn) -> None:
        """Go first in steps from a plan, then freely."""
        (at,) = self.try_all([start])
        self._step_by_step(at)
        self._steps = STEPS_OF_REPAIR
        if self.many:
            return
        for _ in range(GLOBAL_ROUNDS):
            cheapest = self.cuts.cheapest(self.least)
            if cheapest is None or not self._promising(cheapest):
                break
            (at,) = self.try_all([cheapest])
            self._cut(at)

    def _step_by_step(self, at: Tried) -> None:
        """Go from plan to plan by what is known around each, asking for more where the last step fell short."""
        caution = np.zeros(len(self.conditions))
        known = self._cut(at)
        for _ in range(self._steps):
            found = self.cuts.step(at.counts, at.value, known, self.least + caution, self._reach(at))
            far = found is None and not self.keeps(at)
            if far:
                found = self._further(at, known)
            if found is None or not self._promising(found, WORTH_A_STEP):
                if not caution.any():
                    return
                caution = np.where(caution > at.standing.error / 2, caution / 2, 0.0)
                continue
            (at,) = self.try_all([found])
            if self.many and self._steps == STEPS_OF_REPAIR and self.keeps(at):
                return  # repaired: what further steps save among so many shifts takes longer than it is worth
            known = self._cut(at)
            short = np.maximum(0.0, self.least - at.value)
            if far:  # by how much so long a step falls short says nothing of short ones
                short = caution = np.zeros(len(caution))
            caution = caution + short if short.any() else caution / 2

    def _reach(self, at: Tried) -> FloatColumn:
        """Return by how many agents a step may change each block."""
        return np.maximum(1.0, STEP * (self.space.coverage @ at.counts))

    def _further(self, at: Tried, known: Slopes) -> IntColumn | None:
        """Return a plan no further away than it must be so that conditions may be kept, by what is known of another one."""
        reach, furthest = self._reach(at), float((self.space.coverage @ self.space.high).max())
        found = self.cuts.step(at.counts, at.value, known, self.least, reach)
        while found is None and reach.min() < furthest:
            reach = 2 * reach
            found = self.cuts.step(at.counts, at.value, known, self.least, reach)
        return found

    def bound(self) -> float | None:
        """Return what any plan costs at least, as far as the cuts tell; their random numbers are allowed for."""
        if self.best is None:
            return None
        least = np.minimum(0.0, self.least) - ALLOWANCE * self.best.standing.error
        return self.cuts.bound(least) if self.many else self.cuts.whole_bound(least)

    def _promising(self, counts: IntColumn, saving: float = 0.0) -> bool:
        """Tell whether a plan could save more than such a share of the best one's cost, and was not tried."""
        if counts.tobytes() in self._known:
            return False
        return self.best is None or cost_of(self.space, counts) < (1 - saving) * self.best.cost - PENNY

    def _cut(self, at: Tried) -> Slopes:
        found = slopes(self.bench, self.space, at.counts, at.standing)
        self.cuts.add(at.counts, at.value, found.more)
        return found

    def drop_and_swap(self) -> None:
        """Make the best plan better, agent by agent, until nothing more can be taken off it, or much has been tried."""
        known, steps = None, 0
        most = self.bench.spent.trials + (MOST_OF_MANY if self.many else MOST_TRIALS)
        while self.best is not None and self.bench.spent.trials < most:
            at = self.best
            if known is None or steps == KNOWN_FOR:
                known, steps = slopes(self.bench, self.space, at.counts, at.standing), 0
            if self._improved(at, known):
                steps += 1
            elif steps:
                known = None
            else:
                return

    def _improved(self, at: Tried, known: Slopes) -> bool:
        """Try moves, those first that should harm least, until one improves on a plan."""
        moves = [moved(at.counts, move) for move in islice(self.space.moves(at.counts), 2000)]
        moves = [plan for plan in moves if cost_of(self.space, plan) < at.cost - PENNY]
        harms = [self._harm(at, plan, known) for plan in moves]
        order = sorted(range(len(moves)), key=lambda place: (harms[place], cost_of(self.space, moves[place])))
        for first in range(0, min(len(order), MOST_FAILURES), AT_ONCE):
            self.try_all(moves[place] for place in order[first : first + AT_ONCE])
            if self.best is not at:
                return True
        return False

    def _harm(self, at: Tried, plan: IntColumn, known: Slopes) -> float:
        """Return by how much a plan should miss conditions, in standard errors, by what is known of another one."""
        agents = self.space.coverage @ (plan - at.counts)
        change = known.more @ np.maximum(agents, 0.0) - known.fewer @ np.maximum(-agents, 0.0)
        errors = np.maximum(at.standing.error, 1e-9)
        short = np.minimum(0.0, np.where(np.isfinite(at.value), at.value - self.least, 0.0) + change)
        return float((-short / errors).sum())

    def look_closer(self) -> None:
        """Try cheaper plans that are quite another mixture, on more replications where it is a close thing."""
        for _ in range(MOST_LOOKS):
            if self.best is None or self.best.cost <= PENNY:
                return
            at = self.best
            tried = self.try_all(self._mixtures(at))
            if self.best is not at:
                continue
            near = [other.counts for other in tried if self._nearly_keeps(other)]
            if not near or not self.bench.grow():
                return
            self.forget()
            self.try_all([at.counts, *near])
            if self.best is None:  # it was chance that it kept all conditions
                self.follow_cuts(at.counts)
                self.drop_and_swap()

    def _mixtures(self, at: Tried) -> list[IntColumn]:
        """Return the most promising plans that cost less and have more, or fewer, of some column.

        Among very many columns there is always one that nearly does the same: drops and swaps find it sooner.
        """
        if self.many:
            return []
        below = cost_of(self.space, at.counts) - PENNY
        scale = np.maximum(at.standing.error, 1e-9)
        found: dict[bytes, IntColumn] = {}
        for column in self._telling(at.counts):
            low, high = self.space.low.copy(), self.space.high.copy()
            if self.space.high[column] > at.counts[column]:
                low[column] = at.counts[column] + 1
                self._note(found, self.cuts.most_promising(self.least, scale, below, low, self.space.high))
            if self.space.low[column] < at.counts[column]:
                high[column] = at.counts[column] - 1
                self._note(found, self.cuts.most_promising(self.least, scale, below, self.space.low, high))
        return list(found.values())

    def _telling(self, counts: IntColumn) -> list[int]:
        """Return the columns that mixtures are told apart by: those with most agents, then the cheapest."""
        order = np.lexsort((self.space.cost, -counts))
        return [int(column) for column in order[:MOST_MIXED]]

    @staticmethod
    def _note(found: dict[bytes, IntColumn], plan: IntColumn | None) -> None:
        if plan is not None:
            found[plan.tobytes()] = plan

    def _nearly_keeps(self, tried: Tried) -> bool:
        return bool((tried.value >= self.least - CLOSE * tried.standing.error).all())
