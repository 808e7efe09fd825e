"""A scenario file, read once, of which many scenarios are made."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from planner.scenario.axes import VARY
from planner.scenario.inputs.named import Folder
from planner.scenario.load import loads, read_text
from planner.scenario.model import Scenario
from planner.scenario.problems import Problem, ScenarioError


@dataclass(frozen=True)
class Draft:
    """What a scenario is made from, but for what is varied."""

    path: Path
    text: str
    settings: tuple[str, ...] = ()
    allow_outside: bool = False

    @classmethod
    def read(cls, path: Path, settings: Sequence[str] = (), allow_outside: bool = False) -> Self:
        """Read the file. Raises `ScenarioError`."""
        return cls(path, read_text(path), tuple(settings), allow_outside)

    def scenario(self, varied: Iterable[tuple[str, str]] = ()) -> Scenario:
        """Return the scenario with these paths at these values. Raises `ScenarioError`."""
        return loads(
            self.text,
            self.settings,
            str(self.path),
            Folder(self.path.parent, self.allow_outside),
            varied=[f"{path}={value}" for path, value in varied],
        )


def of_points(errors: Iterable[tuple[str, ScenarioError]], points: int) -> ScenarioError:
    """Join what is wrong with scenarios by their points; what is wrong at all, or with a value itself, needs none."""
    where: dict[Problem, list[str]] = {}
    for point, error in errors:
        for problem in error.problems:
            where.setdefault(problem, []).append(point)
    return ScenarioError(
        problem if len(at) == points or problem.place.source.startswith(VARY) else _at(problem, at)
        for problem, at in where.items()
    )


def _at(problem: Problem, points: Sequence[str]) -> Problem:
    return Problem(problem.place, f"{problem.wrong} (at {_places(points)})", problem.fix)


def _places(points: Sequence[str]) -> str:
    more = len(points) - 1
    return points[0] + (f" and {more:,} more point{'s' if more > 1 else ''}" if more else "")
