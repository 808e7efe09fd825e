"""From one agent more and one less in every hour to what should be done."""

from collections.abc import Sequence

from planner.demand import Blueprint
from planner.scenario import Scenario
from planner.staffing.advise.hours import Hour, open_hours, together
from planner.staffing.advise.laboratory import Laboratory
from planner.staffing.advise.ranking import Ranking, over
from planner.staffing.advise.remedy import Remedy
from planner.staffing.advise.result import Change, WhatIf
from planner.staffing.bench import Bench
from planner.staffing.conditions import Conditions
from planner.staffing.effort import CHATS_PER_TRIAL, FEWEST, MOST
from planner.staffing.goals import Goal
from planner.staffing.options import SearchOptions, StageProgress
from planner.staffing.stages import Stages
from planner.staffing.trial import Customers
from planner.study.budget import check_budget, expected_chats
from planner.study.interrupted import Interrupted

CHATS_IN_ALL = 2_500_000
"""Where very many hours and groups are tried, each is on fewer replications, so that all of them take about so many."""
MOST_BEST = 3
"""So many stretches in which one more agent does most are told ..."""
MOST_SPARE = 6
"""... and so many from which agents can go ..."""
MOST_GOING = 10
"""... each of so many agents at most."""
MOST_TRIALS = 40
"""To find who can go."""


class Advising:
    """A study under way; whatever it knows is there when it is stopped."""

    def __init__(
        self,
        scenario: Scenario,
        plan: Blueprint,
        goals: tuple[Goal, ...],
        targets: int,
        promise: Goal,
        seed: int,
        options: SearchOptions,
        progress: StageProgress,
    ) -> None:
        """The first goals are the targets; `promise` is about the service level. Raises `TooLarge`."""
        self.more: tuple[WhatIf, ...] = ()
        self.less: tuple[WhatIf, ...] = ()
        self.best: list[WhatIf] = []
        self.spare: list[WhatIf] = []
        self.stopped = False
        self.stages = Stages(progress)
        self.laboratory: Laboratory | None = None
        self._remedy: Remedy | None = None
        self._time = scenario.time
        self._promise = promise
        self._targets = targets
        self._groups = [name for name in scenario.agent_groups if name in (options.groups or [name])]
        self._hours = open_hours(plan.window, scenario.time)
        replications = options.replications or self._usual(plan)
        if not options.allow_large:
            check_budget(plan, replications)
        self._conditions = Conditions(goals, plan.window)
        self.bench = Bench(Customers(plan, goals, seed), replications, options.workers, self.stages.tell)

    @property
    def remedy(self) -> WhatIf | None:
        """More agent hours that bring targets back, as far as was found."""
        return None if self._remedy is None else self._remedy.found

    def run(self) -> None:
        """Look at all of it. Raises `Interrupted` where it was stopped before anything was known, `WorkerLost`."""
        try:
            with self.bench:
                self._run()
        except KeyboardInterrupt:
            if self.laboratory is None or not self.more:
                raise Interrupted(self.bench.spent.trials, self._trials, "staffings") from None
            self.stopped = True

    @property
    def _trials(self) -> int:
        """About how many staffings are simulated."""
        return 1 + 2 * len(self._groups) * len(together(self._hours))

    def _usual(self, plan: Blueprint) -> int:
        chats = min(CHATS_PER_TRIAL, CHATS_IN_ALL / self._trials)
        return min(MOST, max(FEWEST, round(chats / max(1.0, expected_chats(plan)))))

    def _run(self) -> None:
        with self.stages.stage("as planned", self.bench):
            laboratory = self.laboratory = Laboratory(self.bench, self._conditions, self._targets)
        missed = laboratory.judge.missed
        ranking = Ranking(missed, self._promise, self._time)
        with self.stages.stage("one more", self.bench):
            for found in laboratory.each(self._batches(laboratory, 1)):
                self.more = ranking.ranked([*self.more, found])
        with self.stages.stage("one less", self.bench):
            for found in laboratory.each(self._batches(laboratory, -1)):
                self.less = ranking.ranked([*self.less, found])
        with self.stages.stage("where one does most", self.bench):
            self._seek_best(laboratory, ranking)
        with self.stages.stage("who can go", self.bench):
            self._seek_spare(laboratory, ranking)
        if missed:
            with self.stages.stage("targets back", self.bench):
                self._remedy = Remedy(laboratory, self._time)
                self._remedy.seek(self.more)

    def _batches(self, laboratory: Laboratory, agents: int) -> list[list[Change]]:
        """Return the changes of one hour that are possible, those that are tried together in one list."""
        batches = []
        for group in self._groups:
            possible = [
                hour for hour in self._hours if laboratory.possible(Change(group, *hour, agents=agents))
            ]
            batches += [
                [Change(group, *hour, agents=agents) for hour in batch] for batch in together(possible)
            ]
        return batches

    def _seek_best(self, laboratory: Laboratory, ranking: Ranking) -> None:
        left = [hour for hour in self.more if ranking.helps(hour)]
        while left and len(self.best) < MOST_BEST:
            stretch = ranking.around(left[0], left)
            found = left[0] if stretch == left[0].changes[0] else laboratory.at_once([stretch])
            assert found is not None
            self.best.append(found)
            left = [hour for hour in left if not _covers(stretch, hour.changes[0])]

    def _seek_spare(self, laboratory: Laboratory, ranking: Ranking) -> None:
        before = self.bench.spent.trials
        for group, run, dear in ranking.runs(self.less):
            hours: Sequence[Hour] = run
            while hours and not self._can_go(laboratory, group, hours, dear):
                hours = ranking.narrower(hours, group, self.less)
            if len(self.spare) >= MOST_SPARE or self.bench.spent.trials - before >= MOST_TRIALS:
                return

    def _can_go(self, laboratory: Laboratory, group: str, hours: Sequence[Hour], dear: float) -> bool:
        """Keep the most agents who can go in some hours beside those who can anyhow; tell whether there is anybody.

        Nobody goes who costs more of the service level than `dear`.
        """
        gone = self.spare[-1] if self.spare else None
        most, last = None, gone
        for agents in range(1, MOST_GOING + 1):
            found = laboratory.at_once([*(gone.changes if gone else ()), over(hours, group, -agents)])
            if found is None or not found.lets_go or self._level(last) - self._level(found) > dear:
                break
            most = last = found
        if most is not None:
            self.spare.append(most)
        return most is not None

    def _level(self, found: WhatIf | None) -> float:
        """Return by how much the service level is above that of the plan."""
        return 0.0 if found is None else found.effect(self._promise).gain


def _covers(wide: Change, narrow: Change) -> bool:
    """Tell whether a stretch holds an hour of the same group."""
    return wide.group == narrow.group and wide.begin <= narrow.begin and narrow.end <= wide.end
