"""Replications, in this process or in several, always in order."""

import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType
from typing import Self

from planner.demand import Blueprint, draw, draw_roster
from planner.engine import simulate
from planner.kpi import Tally, measure, measure_agents
from planner.kpi.layout import EVERY_COLUMN, Layout
from planner.study.scopes import scopes
from planner.study.strategy import load_strategy

# Starting processes and importing NumPy and SciPy in them takes about as long as simulating this many chats.
WORTH_A_POOL = 300_000
MANY_CHATS = 50_000
"""After so many the engine's lists, held by objects that refer back to themselves, must not wait for Python to find them."""


@dataclass(frozen=True)
class Task:
    """What a replication needs besides its number."""

    blueprint: Blueprint
    seed: int
    strategy: str | None = None
    """A planner's own strategy as `module:Class`."""
    by_agent: bool = False
    """Whether each agent is measured apart, too."""
    layout: Layout = EVERY_COLUMN
    """Which sums the tallies keep."""

    @classmethod
    def telling(cls, plan: Blueprint, seed: int, strategy: str | None = None) -> Self:
        """Return the task whose tallies keep what a scenario's figures are made of."""
        return cls(plan, seed, strategy, layout=scopes(plan).layout())

    def replicate(self, replication: int) -> Tally:
        """Draw, simulate and measure one replication."""
        plan = self.blueprint
        demand = draw(plan, self.seed, replication)
        roster = draw_roster(plan.roster, plan.turnouts, plan.days, self.seed, replication)
        if self.strategy is None:
            records = simulate(demand, roster, plan.rules, plan.routing)
        else:
            records = simulate(demand, roster, plan.rules, self.strategy, load_strategy(self.strategy))
        tally = measure(records, demand, roster, plan.window, plan.promise)
        if self.by_agent:
            agents = measure_agents(records, demand, roster, plan.window, plan.promise)
            tally = replace(tally, agents=agents)
        if len(demand) > MANY_CHATS:
            gc.collect()
        return tally.only(self.layout)


class WorkerLost(Exception):
    """A worker process was killed, most likely for memory."""


Job = tuple[int | Task, int]
"""Which of the tasks that all workers know, or one that comes with the job, and which replication of it."""


class Workers:
    """Runs replications of tasks; a context manager that leaves no process behind."""

    def __init__(self, tasks: Sequence[Task], workers: int, expected_chats: float) -> None:
        self._tasks = tuple(tasks)
        self._workers = workers
        self._pool = self._open() if workers > 1 and expected_chats > WORTH_A_POOL else None

    def tallies(self, jobs: Iterable[Job]) -> Iterator[Tally]:
        """Yield the jobs' tallies in their order. Raises `WorkerLost`."""
        if self._pool is None:
            for job in jobs:
                yield _tally(job, self._tasks)
            return
        pending: deque[Future[Tally]] = deque()
        try:
            for job in jobs:
                pending.append(self._pool.submit(_replicate, job))
                # a few ahead keep the workers busy; more would pile up tallies in memory
                if len(pending) > 2 * self._workers:
                    yield pending.popleft().result()
            while pending:
                yield pending.popleft().result()
        except (BrokenProcessPool, OSError) as error:
            raise WorkerLost from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is None:
            return
        if kind is not None and threading.current_thread() is threading.main_thread():
            # the planner has said stop: saying it again must not interrupt the stopping
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
        self._pool.shutdown(wait=kind is None, cancel_futures=True)
        if kind is not None:
            # a pool lets its workers finish what they have begun; nobody waits for it any more
            for process in multiprocessing.active_children():
                process.terminate()

    def _open(self) -> ProcessPoolExecutor | None:
        try:
            return ProcessPoolExecutor(
                self._workers,
                multiprocessing.get_context("spawn"),
                initializer=_start,
                initargs=(self._tasks,),
            )
        except (OSError, ImportError, NotImplementedError):
            return None  # no semaphores here (a container without /dev/shm): one process does


_tasks: tuple[Task, ...] = ()


def _start(tasks: tuple[Task, ...]) -> None:
    """Prepare a worker: Ctrl-C is the parent's to handle, and without a parent there is nothing to do."""
    global _tasks
    _tasks = tasks
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_follow, args=(parent,), daemon=True).start()


def _follow(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


def _replicate(job: Job) -> Tally:
    return _tally(job, _tasks)


def _tally(job: Job, tasks: Sequence[Task]) -> Tally:
    task, replication = job
    return (task if isinstance(task, Task) else tasks[task]).replicate(replication)


def available_cores() -> int:
    """Return the cores that this process may use, a container's limit included."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        quota, period = Path("/sys/fs/cgroup/cpu.max").read_text().split()[:2]
        return max(1, min(cores, -(-int(quota) // int(period))))
    except (OSError, ValueError):
        return cores
