"""What every point of a grid brings, all on common random numbers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from planner.kpi import Ledger
from planner.scenario.axes import Axis, Settings
from planner.study.budget import check_budget, check_chats, expected_chats
from planner.study.condition import Condition
from planner.study.grid import Grid
from planner.study.interrupted import Interrupted
from planner.study.overall import Overall
from planner.study.resume import ResumeFile
from planner.study.scopes import scopes
from planner.study.study import Progress
from planner.study.task import Replication, Task
from planner.study.workers import Workers


@dataclass(frozen=True)
class Point:
    """A combination of values and what it brings."""

    settings: Settings
    promised: float
    """The service level that its scenario promises."""
    overall: Overall


@dataclass(frozen=True)
class Sweep:
    """A grid and what its points bring."""

    name: str
    within: float
    """What is in time (s), at the first point."""
    axes: tuple[Axis, ...]
    seed: int
    replications: int
    points: tuple[Point, ...]
    """The last axis changes fastest."""
    cautions: tuple[str, ...]
    left_out: int = 0
    """Points of the grid that do not fulfil the planner's conditions."""

    def where(self, conditions: Sequence[Condition]) -> "Sweep":
        """Return the points that fulfil all conditions."""
        kept = tuple(
            point
            for point in self.points
            if all(condition.holds(point.overall.figures) for condition in conditions)
        )
        return replace(self, points=kept, left_out=self.left_out + len(self.points) - len(kept))


@dataclass(frozen=True)
class SweepOptions:
    """How all points are run."""

    seed: int
    replications: int
    workers: int = 1
    allow_large: bool = False


def run_grid(
    grid: Grid,
    options: SweepOptions,
    kept: ResumeFile | None = None,
    progress: Progress = lambda done, of: None,
) -> Sweep:
    """Run all points, but for those that are kept. The result is the same, whatever is kept and however many workers.

    Raises `TooLarge`, `Interrupted`, `WorkerLost`, `ResumeUnusable`.
    """
    found = dict(_finished(grid, kept))
    missing = [number for number in range(len(grid.points)) if number not in found]
    if not options.allow_large:
        _check(grid, missing, options.replications)
    try:
        for number, overall in _run(grid, missing, options, progress):
            if kept is not None:
                kept.keep(grid.points[number].settings, grid.points[number].files, overall)
            found[number] = overall
    except KeyboardInterrupt:
        raise _stopped(len(found), len(grid.points), kept) from None
    return _swept(grid, options, found)


def _finished(grid: Grid, kept: ResumeFile | None) -> Iterator[tuple[int, Overall]]:
    """Yield the numbers and figures of points that need not be run again."""
    if kept is None:
        return
    for number, point in enumerate(grid.points):
        overall = kept.find(point.settings, point.files, scopes(point.plan))
        if overall is not None:
            yield number, overall


def _run(
    grid: Grid, numbers: Sequence[int], options: SweepOptions, progress: Progress
) -> Iterator[tuple[int, Overall]]:
    """Yield the figures of points in their order; only the ledger of the one that is being run is in memory."""
    if not numbers:
        return
    plans = [grid.points[number].plan for number in numbers]
    chats = sum(map(expected_chats, plans)) * options.replications
    jobs = (Replication(task, number) for task in range(len(plans)) for number in range(options.replications))
    tasks = [Task.telling(plan, options.seed) for plan in plans]
    with Workers(tasks, options.workers, chats) as workers:
        tallies = workers.results(jobs)
        for done, (number, plan) in enumerate(zip(numbers, plans, strict=True), start=1):
            ledger = Ledger()
            for _ in range(options.replications):
                ledger.add(next(tallies))
            yield number, Overall.of(ledger, plan)
            progress(done, len(numbers))


def _check(grid: Grid, numbers: Sequence[int], replications: int) -> None:
    for number in numbers:
        check_budget(grid.points[number].plan, replications)
    check_chats(sum(expected_chats(grid.points[number].plan) for number in numbers) * replications)


def _stopped(done: int, of: int, kept: ResumeFile | None) -> Interrupted:
    left = "none are kept; with --resume FILE they would be, and the same command would go on from there"
    if kept is not None and not done:
        left = f"there is nothing to keep in {kept.path} yet, and the same command begins anew"
    elif kept is not None:
        left = f"they are kept in {kept.path}, and the same command goes on from there"
    return Interrupted(done, of, "points", left)


def _swept(grid: Grid, options: SweepOptions, found: Mapping[int, Overall]) -> Sweep:
    return Sweep(
        name=grid.first.name,
        within=grid.first.service_level.within,
        axes=grid.axes,
        seed=options.seed,
        replications=options.replications,
        points=tuple(
            Point(point.settings, point.plan.promise.target, found[number])
            for number, point in enumerate(grid.points)
        ),
        cautions=grid.cautions,
    )
