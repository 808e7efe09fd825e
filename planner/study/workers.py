"""Jobs, in this process or in several, their results always in order."""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import resource_tracker
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType
from typing import Any, Generic, Protocol, Self, TypeVar

# Starting processes and importing NumPy and SciPy in them takes about as long as simulating this many chats.
WORTH_A_POOL = 300_000


class WorkerLost(Exception):
    """A worker process was killed, most likely for memory."""


Known = TypeVar("Known")
KnownToJob = TypeVar("KnownToJob", contravariant=True)
Result = TypeVar("Result")
ResultOfJob = TypeVar("ResultOfJob", covariant=True)


class Job(Protocol[KnownToJob, ResultOfJob]):
    """Something to be done, small enough to be sent to a process."""

    def run(self, known: Sequence[KnownToJob]) -> ResultOfJob:
        """Do it, with the help of what all workers know."""


class Workers(Generic[Known]):
    """Does jobs; a context manager that leaves no process behind."""

    def __init__(self, known: Sequence[Known], workers: int, expected_chats: float) -> None:
        """`known` is what jobs need, sent once to each process."""
        self._known = tuple(known)
        self._workers = workers
        self._pool = self._open() if workers > 1 and expected_chats > WORTH_A_POOL else None

    def results(self, jobs: Iterable[Job[Known, Result]]) -> Iterator[Result]:
        """Yield the jobs' results in their order. Raises `WorkerLost`."""
        if self._pool is None:
            for job in jobs:
                yield job.run(self._known)
            return
        pending: deque[Future[Result]] = deque()
        try:
            for job in jobs:
                with children_deaf():
                    pending.append(self._pool.submit(_run, job))
                # a few ahead keep the workers busy; more would pile up results in memory
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
        if kind is not None:
            hear_no_more()
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
                initargs=(self._known,),
            )
        except (OSError, ImportError, NotImplementedError):
            return None  # no semaphores here (a container without /dev/shm): one process does


_known: tuple[Any, ...] = ()


def _start(known: tuple[Any, ...]) -> None:
    """Prepare a worker."""
    global _known
    _known = known
    end_with_parent()


def hear_no_more() -> None:
    """Ignore requests to stop: the planner has said so, and saying it again must not interrupt the stopping."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)


@contextmanager
def children_deaf() -> Iterator[None]:
    """Have processes that are started within not hear Ctrl-C, not even before they can say so."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # its start would end the block
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def end_with_parent() -> None:
    """Leave Ctrl-C to the process that started this one, and end when that one does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_follow, args=(parent,), daemon=True).start()


def _follow(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


def _run(job: Job[Any, Result]) -> Result:
    return job.run(_known)


def available_cores() -> int:
    """Return the cores that this process may use, a container's limit included."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        quota, period = Path("/sys/fs/cgroup/cpu.max").read_text().split()[:2]
        return max(1, min(cores, -(-int(quota) // int(period))))
    except (OSError, ValueError):
        return cores
