"""From a first guess to the cheapest plan that is proven: the way that `staff` and `schedule` share."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from planner.demand import Blueprint
from planner.flow.demand import FloatColumn, IntColumn
from planner.staffing.bench import Bench
from planner.staffing.conditions import Conditions, Standing
from planner.staffing.drops import drop_and_swap
from planner.staffing.effort import Effort
from planner.staffing.goals import Goal
from planner.staffing.kept import FULL, KeptTrials
from planner.staffing.mixtures import look_closer, other_mixtures
from planner.staffing.options import SearchOptions, StageProgress
from planner.staffing.proof import Tested, replications_needed, test, too_few
from planner.staffing.reach import Reach, reach
from planner.staffing.search import Search, Tried
from planner.staffing.solver import Solver
from planner.staffing.space import Space
from planner.staffing.stages import Stages
from planner.staffing.steps import follow_cuts, repair
from planner.staffing.trial import Customers
from planner.study.budget import check_budget, expected_chats
from planner.study.interrupted import Interrupted
from planner.study.workers import hear_no_more

MOST_PROOFS = 6
UNLUCKY = 1.0
"""By so many standard errors of the search a proven plan must do better than the search saw to look for a cheaper one."""
LUCK = 4.0
"""So many standard errors the best of many plans looks better than it is."""
ROOM = 2.5
"""A plan is sought that is off the bounds by so many standard errors of the largest proof."""


Told = TypeVar("Told")


@dataclass(frozen=True)
class Wanted:
    """What is sought."""

    plan: Blueprint
    goals: tuple[Goal, ...]
    space: Space
    start: IntColumn
    """A plan to begin with."""
    richest: IntColumn
    """The plan with the most agents."""
    overtime_rates: FloatColumn
    """What an hour of overtime costs, by group."""
    settle: Callable[[IntColumn, Solver], IntColumn] = lambda counts, solver: counts
    """Return a plan that does the same and is preferred."""


class Finding:
    """A search under way; whatever it knows is there when it is stopped."""

    def __init__(
        self,
        wanted: Wanted,
        customers: Customers,
        options: SearchOptions,
        progress: StageProgress,
        kept: KeptTrials | None = None,
    ) -> None:
        """`customers` are those of the plan, with the goals. Raises `TooLarge`."""
        self.wanted = wanted
        self._options = options
        self._kept = kept
        self.conditions = Conditions(wanted.goals, wanted.plan.window)
        self.stages = Stages(progress)
        self.reach: Reach | None = None
        self.best: Tried | None = None
        """The plan to be told of."""
        self.tested: Tested | None = None
        """How it did on fresh numbers."""
        self.bound: float | None = None
        self.stopped = False
        self._proven: tuple[Tried, Tested] | None = None
        """The cheapest plan that is proven, and its proof."""
        self._effort = effort = Effort(max(1.0, expected_chats(wanted.plan)), options.replications)
        if not options.allow_large:
            check_budget(wanted.plan, effort.per_trial)
        tell, most = self.stages.tell, effort.most_per_trial
        self.bench = Bench(customers, effort.per_trial, options.workers, tell, most, kept)

    @property
    def proven(self) -> bool:
        """Whether all that can be kept is proven."""
        if self.tested is None or self.reach is None:
            return False
        return not (self.tested.unproven & ~self.reach.beyond).any()

    @property
    def notes(self) -> list[str]:
        """What a planner should know of the search itself."""
        return [FULL] if self._kept is not None and self._kept.full else []

    def run(self, then: Callable[[Tried], Told] | None = None) -> Told | None:
        """Search until something is proven, or nothing more can be hoped for; `then` asks more about the best plan.

        Return its answer, None where the search was stopped before. Raises `Interrupted` where it was stopped before there was any plan, `TooLarge`, `WorkerLost`.
        """
        try:
            with Solver() as solver, self.bench:
                try:
                    self._run(solver)
                finally:
                    if self._proven is not None:
                        self.best, self.tested = self._proven
                if then is None or self.best is None:
                    return None
                with self.stages.stage("one short", self.bench):
                    return then(self.best)
        except KeyboardInterrupt:
            hear_no_more()
            if self.best is None:
                done = self.bench.spent.trials
                raise Interrupted(done, None, "staffings", self._options.left) from None
            self.stopped = True
            return None

    def _run(self, solver: Solver) -> None:
        wanted = self.wanted
        search = Search(self.bench, wanted.space, solver, self.conditions, wanted.overtime_rates)
        with self.stages.stage("reach", self.bench):
            start, richest, leanest = search.try_all([wanted.start, wanted.richest, wanted.space.low])
            self.reach = reach(richest.standing, [start.standing, leanest.standing])
        spare = self._room(start.standing) + self._luck(search, start)
        search.ask(self.reach.asked(spare))
        search.richest = wanted.richest
        self.best = richest
        self._improve(search, start.counts)
        while search.best is None and (easier := self.reach.easier(spare)) is not None:
            self.reach = easier
            search.ask(easier.asked(spare))
            self._improve(search, start.counts)
        self._prove(search, solver)

    def _prove(self, search: Search, solver: Solver) -> None:
        """Prove the best plan. From a proof that fails, or shows that the search was unlucky, it learns, and goes on."""
        for attempt in range(1, MOST_PROOFS + 1):
            self._settle(search, solver)
            best = self.best
            assert best is not None
            with self.stages.stage("proof", self.bench):
                # a plan that failed for too few replications is tried on as many as that proof asks for
                told = best if self.tested is None else self.tested
                self.tested = tested = self._test(best, told.standing, attempt)
            if self._holds(tested):
                self._proven = best, tested
                if not self._was_unlucky(search, best, tested):
                    return
            elif self._may_hold(tested):
                continue
            if attempt == MOST_PROOFS:
                return
            if self._proven is None:
                self._learn_from_more(search, best, tested)
                self._improve(search, best.counts)
            elif not self._cheaper(search, self._proven[0], best, tested):
                return

    def _cheaper(self, search: Search, proven: Tried, best: Tried, tested: Tested) -> bool:
        """Look for something cheaper than what is proven, by what the last proof tells; return whether there is."""
        self._learn(search, best, tested)
        search.best = proven
        with self.stages.stage("drop and swap", self.bench):
            drop_and_swap(search)
        with self.stages.stage("other mixtures", self.bench):
            other_mixtures(search)
        self._tell_of(search.best)
        return search.best is not proven

    def _was_unlucky(self, search: Search, best: Tried, tested: Tested) -> bool:
        """Tell whether a proven plan does better than the search saw where it is tightest, so that a cheaper one may do, too.

        Among very many columns what that saves is not worth the time.
        """
        assert self.reach is not None
        asked = ~self.reach.left & np.isfinite(tested.standing.value) & np.isfinite(best.value)
        if search.many or not asked.any():
            return False
        error = np.maximum(best.standing.error, 1e-9)
        tightest = np.argmin(np.where(asked, (best.value - search.least) / error, np.inf))
        return bool(((tested.standing.value - best.value) / error)[tightest] >= UNLUCKY)

    def _improve(self, search: Search, start: IntColumn) -> None:
        repairing = self.tested is not None
        with self.stages.stage("cuts", self.bench):
            (repair if repairing else follow_cuts)(search, start)
        self._tell_of(search.best)
        if search.many and repairing:
            return  # a repair among many shifts: what little drops and swaps save there would be luck again
        with self.stages.stage("drop and swap", self.bench):
            drop_and_swap(search)
        self._tell_of(search.best)
        with self.stages.stage("other mixtures", self.bench):
            look_closer(search)
            self.bound = search.bound() or self.bound
        self._tell_of(search.best)

    def _settle(self, search: Search, solver: Solver) -> None:
        """Take the plan that is preferred among those that do the same as the best one, if it keeps all conditions, too."""
        assert self.best is not None
        counts = self.wanted.settle(self.best.counts, solver)
        if not np.array_equal(counts, self.best.counts):
            (tried,) = search.try_all([counts])
            self._tell_of(tried if search.keeps(tried) else None)

    def _tell_of(self, best: Tried | None) -> None:
        """Keep a plan as the one to be told of; what another one proved is nothing to it."""
        if best is not None and best is not self.best:
            self.best, self.tested = best, None

    def _room(self, standing: Standing) -> FloatColumn:
        """Return how far values must be from 0 so that a proof can succeed."""
        longest = self._effort.longest_proof
        return np.asarray(ROOM * standing.error * math.sqrt(standing.outcome.replications / longest))

    def _luck(self, search: Search, tried: Tried) -> FloatColumn:
        """Return by how much the best of many plans may owe its values to the few replications on which they are compared."""
        return LUCK * tried.standing.error if search.many else np.zeros(len(self.conditions))

    def _test(self, best: Tried, told: Standing, attempt: int) -> Tested:
        """Simulate a plan on fresh numbers, as often as its room asks for, by what is told of it."""
        assert self.reach is not None
        most = self._effort.most_proving(self.bench.replications)
        replications = replications_needed(
            told, ~self.reach.left, attempt, min(most, 2 * self.bench.replications), most
        )
        return test(self.bench, self.conditions, self.wanted.space.roster(best.counts), attempt, replications)

    def _holds(self, tested: Tested) -> bool:
        assert self.reach is not None
        return not (tested.unproven & ~self.reach.left).any()

    def _may_hold(self, tested: Tested) -> bool:
        """Tell whether a proof failed only because it was too short."""
        assert self.reach is not None
        standing, spent = tested.standing, tested.standing.outcome.replications
        enough = (standing.value >= self._room(standing)) | self.reach.left
        return spent < self._effort.most_proving(self.bench.replications) and bool(enough.all())

    def _learn_from_more(self, search: Search, best: Tried, tested: Tested) -> None:
        """Learn from a proof that failed, and try plans on more replications from now on."""
        if not search.many and self.bench.grow():
            search.renew()
        self._learn(search, best, tested)

    def _learn(self, search: Search, best: Tried, tested: Tested) -> None:
        """Take from a proof how far the search's own random numbers are off, and what a plan that failed was short of."""
        assert self.reach is not None
        (again,) = search.try_all([best.counts])
        off = np.where(np.isfinite(again.value), again.value - tested.standing.value, 0.0)
        missed = tested.unproven & ~self.reach.left & ~too_few(tested)
        # by a standard error of the longest proof: what is off by chance for a shorter one is tried again
        spent = tested.standing.outcome.replications
        error = tested.standing.error * math.sqrt(spent / self._effort.most_proving(self.bench.replications))
        surer = np.where(missed, error, 0.0)
        search.ask(self.reach.asked(self._room(again.standing) + off + surer))
