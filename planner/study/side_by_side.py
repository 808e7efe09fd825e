"""Several scenarios on common random numbers: replication r of each meets the same customers."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from planner.demand import Blueprint, blueprint
from planner.kpi import Ledger
from planner.scenario import Scenario
from planner.study.budget import check_budget, check_memory, expected_chats
from planner.study.interrupted import Interrupted
from planner.study.strategy import load_strategy
from planner.study.task import Replication, Task
from planner.study.workers import Workers


@dataclass(frozen=True)
class Alternative:
    """A scenario among others."""

    name: str
    scenario: Scenario
    strategy: str | None = None
    """A planner's own, as `module:Class`."""

    def task(self, seed: int) -> Task:
        """Return what its replications need."""
        return Task.telling(blueprint(self.scenario), seed, self.strategy)


class SideBySide:
    """Runs replications of several tasks, some of them more often than others if that is wanted.

    A context manager: it may hold a pool of processes. `ledgers` and `plans` are in the tasks' order.
    """

    def __init__(
        self,
        tasks: Sequence[Task],
        replications: int,
        workers: int = 1,
        allow_large: bool = False,
    ) -> None:
        """Prepare for about so many replications of each. Raises `TooLarge`, `StrategyUnusable`."""
        self.plans: tuple[Blueprint, ...] = tuple(task.blueprint for task in tasks)
        if not allow_large:
            check_memory(self.plans, replications)
            for plan in self.plans:
                check_budget(plan, replications * len(self.plans))
        for task in tasks:
            if task.strategy is not None:
                load_strategy(task.strategy)
        self.ledgers = tuple(Ledger() for _ in self.plans)
        chats = sum(map(expected_chats, self.plans)) * replications
        self._workers = Workers(tasks, workers, chats)

    def run_to(
        self,
        target: int,
        which: Iterable[int] | None = None,
        progress: Callable[[int, int], None] = lambda done, of: None,
    ) -> None:
        """Go on until each of these tasks (default all) has so many replications.

        Those that have fewest come first, then in the order given. Raises `Interrupted`, `WorkerLost`.
        """
        chosen = list(range(len(self.ledgers)) if which is None else which)
        jobs = [
            (task, replication)
            for replication in range(target)
            for task in chosen
            if replication >= self.ledgers[task].replications
        ]
        done = 0
        try:
            tallies = self._workers.results(Replication(*job) for job in jobs)
            for (task, _), tally in zip(jobs, tallies, strict=True):
                self.ledgers[task].add(tally)
                done += 1
                progress(done, len(jobs))
        except KeyboardInterrupt:
            raise Interrupted(done, len(jobs)) from None

    def ledger_of(
        self, task: Task, replications: int, progress: Callable[[int, int], None] = lambda done, of: None
    ) -> Ledger:
        """Run a task that is none of these, which turns up in the course of a search.

        Raises `Interrupted`, `WorkerLost`.
        """
        ledger = Ledger()
        try:
            for tally in self._workers.results(Replication(task, number) for number in range(replications)):
                ledger.add(tally)
                progress(ledger.replications, replications)
        except KeyboardInterrupt:
            raise Interrupted(ledger.replications, replications) from None
        return ledger

    def __enter__(self) -> Self:
        self._workers.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._workers.__exit__(kind, error, trace)
