"""Scenarios that differ by what is varied: each combination of the axes' values is a point, checked before any is run."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import prod

from planner.demand import Blueprint, blueprint
from planner.kpi import Kpi
from planner.scenario import Scenario, ScenarioError
from planner.scenario.axes import Axis, Settings, points
from planner.scenario.draft import Draft, of_points
from planner.scenario.problems import printable
from planner.study.budget import TooLarge
from planner.study.cautions import cautions
from planner.study.interrupted import Interrupted
from planner.study.resume import files_digest
from planner.study.scopes import scopes
from planner.study.study import Progress
from planner.study.unlike import unlike

MOST_POINTS = 2_000
MOST_CAUTIONS = 5
LONGEST_VALUE = 40


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


def plan_grid(
    draft: Draft, axes: Sequence[Axis], allow_large: bool = False, progress: Progress = lambda done, of: None
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
    notes = (*_told(checked.apart, count), *_told(checked.warned, count))
    return Grid(draft, tuple(axes), checked.first, tuple(checked.points), notes)


@dataclass
class _Checked:
    """What is known of points so far."""

    points: list[PlannedPoint] = field(default_factory=list)
    errors: list[tuple[str, ScenarioError]] = field(default_factory=list)
    """With the points' names."""
    warned: dict[str, list[str]] = field(default_factory=dict)
    """Cautions, each with the points that it is about."""
    apart: dict[str, list[str]] = field(default_factory=dict)
    """In what points cannot be compared with the first one, each with the points that it is about."""
    first: Scenario | None = None

    def add(self, draft: Draft, settings: Settings) -> None:
        """Check a point."""
        name = point_name(settings)
        try:
            scenario = draft.scenario(settings)
        except ScenarioError as error:
            self.errors.append((name, error))
            return
        self.first = self.first or scenario
        plan = blueprint(scenario)
        self.points.append(PlannedPoint(settings, plan, files_digest(scenario)))
        for caution in cautions(scenario, plan):
            self.warned.setdefault(caution, []).append(name)
        for difference in unlike(scenario, self.first, "the first point"):
            self.apart.setdefault(difference, []).append(name)


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
