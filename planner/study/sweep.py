"""A grid of scenarios, each combination of the axes' values a point, all on common random numbers."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from math import prod
from pathlib import Path

from planner.demand import Blueprint, blueprint
from planner.kpi import Kpi, Ledger
from planner.scenario import Scenario, ScenarioError
from planner.scenario.axes import Axis, Settings, points
from planner.scenario.draft import Draft, of_points
from planner.scenario.problems import printable
from planner.study.budget import TooLarge, check_budget, check_chats, expected_chats
from planner.study.cautions import cautions
from planner.study.condition import Condition
from planner.study.interrupted import Interrupted
from planner.study.overall import Overall
from planner.study.resume import ResumeFile, files_digest
from planner.study.study import Progress, scopes
from planner.study.workers import Task, Workers

MOST_POINTS = 2_000
MOST_CAUTIONS = 5
LONGEST_VALUE = 40


def quiet(done: int, of: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class PlannedPoint:
    """A point that can be run."""

    settings: Settings
    plan: Blueprint
    files: str
    """A digest of what its files hold."""


@dataclass(frozen=True)
class Grid:
    """All points, checked, and what they have in common."""

    draft: Draft
    axes: tuple[Axis, ...]
    first: Scenario
    """The scenario of the first point."""
    points: tuple[PlannedPoint, ...]
    cautions: tuple[str, ...]

    def tells(self, kpi: Kpi) -> bool:
        """Tell whether any point has figures of a KPI."""
        return any(kpi in scopes(point.plan).kpis("run") for point in self.points)


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


def plan_grid(
    draft: Draft, axes: Sequence[Axis], allow_large: bool = False, progress: Progress = quiet
) -> Grid:
    """Check every point's scenario before any is run. Raises `ScenarioError` naming points, `TooLarge`."""
    count = prod(len(axis.values) for axis in axes)
    if count > MOST_POINTS and not allow_large:
        raise TooLarge(f"{count:,} points are more than the {MOST_POINTS:,} of a sensible grid")
    checked = _Checked()
    try:
        for number, settings in enumerate(points(axes), start=1):
            checked.add(draft, settings)
            progress(number, count)
    except KeyboardInterrupt:
        raise Interrupted(0, count, "points") from None
    if checked.errors or checked.first is None:
        raise of_points(checked.errors, count)
    notes = tuple(_told(checked.warned, count))
    return Grid(draft, tuple(axes), checked.first, tuple(checked.points), notes)


@dataclass
class _Checked:
    """What is known of points so far."""

    points: list[PlannedPoint] = field(default_factory=list)
    errors: dict[str, ScenarioError] = field(default_factory=dict)
    """By the point's name."""
    warned: dict[str, list[str]] = field(default_factory=dict)
    """Cautions, each with the points that it is about."""
    first: Scenario | None = None

    def add(self, draft: Draft, settings: Settings) -> None:
        """Check a point."""
        name = point_name(settings)
        try:
            scenario = draft.scenario(settings)
        except ScenarioError as error:
            self.errors[name] = error
            return
        self.first = self.first or scenario
        plan = blueprint(scenario)
        self.points.append(PlannedPoint(settings, plan, files_digest(scenario)))
        for caution in cautions(scenario, plan):
            self.warned.setdefault(caution, []).append(name)


def run_grid(
    grid: Grid,
    seed: int,
    replications: int,
    workers: int = 1,
    resume: Path | None = None,
    allow_large: bool = False,
    progress: Progress = quiet,
) -> Sweep:
    """Run all points, but for those that the resume file holds. Same bytes with it or without, whatever the workers.

    Raises `TooLarge`, `Interrupted`, `WorkerLost`, `ResumeUnusable`.
    """
    with _opened(grid, seed, replications, resume) as kept:
        found = {
            number: overall
            for number, point in enumerate(grid.points)
            if kept and (overall := kept.find(point.settings, point.files, scopes(point.plan)))
        }
        missing = [number for number in range(len(grid.points)) if number not in found]
        if not allow_large:
            _check(grid, missing, replications)
        run = _Run(grid, seed, replications, workers, progress)
        try:
            for number, overall in run.finish(missing):
                found[number] = overall
                if kept:
                    kept.keep(grid.points[number].settings, grid.points[number].files, overall)
        except KeyboardInterrupt:
            raise _stopped(len(found), len(grid.points), resume) from None
        notes = list(grid.cautions)
        if kept and kept.full:
            notes.append(f"{resume} is full: it does not hold all points")
    return _swept(grid, seed, replications, found, notes)


class _Run:
    """Runs points one after another: only the ledger of the one that is being run is in memory."""

    def __init__(self, grid: Grid, seed: int, replications: int, workers: int, progress: Progress) -> None:
        self._grid = grid
        self._seed = seed
        self._replications = replications
        self._workers = workers
        self._progress = progress

    def finish(self, numbers: Sequence[int]) -> Iterator[tuple[int, Overall]]:
        """Yield these points' figures in their order."""
        if not numbers:
            return
        plans = [self._grid.points[number].plan for number in numbers]
        chats = sum(map(expected_chats, plans)) * self._replications
        jobs = (
            (task, replication) for task in range(len(plans)) for replication in range(self._replications)
        )
        with Workers([Task(plan, self._seed) for plan in plans], self._workers, chats) as workers:
            tallies = workers.tallies(jobs)
            for done, (number, plan) in enumerate(zip(numbers, plans, strict=True), start=1):
                ledger = Ledger()
                for _ in range(self._replications):
                    ledger.add(next(tallies))
                yield number, Overall.of(ledger, plan)
                self._progress(done, len(numbers))


def _opened(
    grid: Grid, seed: int, replications: int, resume: Path | None
) -> AbstractContextManager[ResumeFile | None]:
    return nullcontext() if resume is None else ResumeFile(resume, grid.draft, seed, replications)


def _check(grid: Grid, numbers: Sequence[int], replications: int) -> None:
    for number in numbers:
        check_budget(grid.points[number].plan, replications)
    check_chats(sum(expected_chats(grid.points[number].plan) for number in numbers) * replications)


def _stopped(done: int, of: int, resume: Path | None) -> Interrupted:
    kept = "none are kept; with --resume FILE they would be, and the same command would go on from there"
    if resume is not None:
        kept = f"they are kept in {resume}, and the same command goes on from there"
    return Interrupted(done, of, "points", kept)


def _swept(
    grid: Grid, seed: int, replications: int, found: Mapping[int, Overall], notes: Sequence[str]
) -> Sweep:
    return Sweep(
        name=grid.first.name,
        within=grid.first.service_level.within,
        axes=grid.axes,
        seed=seed,
        replications=replications,
        points=tuple(
            Point(point.settings, point.plan.promise.target, found[number])
            for number, point in enumerate(grid.points)
        ),
        cautions=tuple(notes),
    )


def _told(warned: Mapping[str, Sequence[str]], count: int) -> Iterator[str]:
    """Yield cautions, those of single points with one of these."""
    single = 0
    for caution, at in warned.items():
        if len(at) == count:
            yield caution
            continue
        single += 1
        if single <= MOST_CAUTIONS:
            more = f" and {len(at) - 1:,} more" if len(at) > 1 else ""
            yield f"{caution} (at {at[0]}{more})"
    if single > MOST_CAUTIONS:
        yield f"{single - MOST_CAUTIONS:,} more warnings at single points; planner simulate --set tells those of one"


def point_name(settings: Settings) -> str:
    """Name a point in a message by its paths and values, long ones cut."""
    return printable(", ".join(f"{path}={_cut(value)}" for path, value in settings))


def _cut(value: str) -> str:
    return value if len(value) <= LONGEST_VALUE else f"{value[:LONGEST_VALUE]}…"
