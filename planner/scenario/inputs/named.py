"""A file that a scenario names -> its table."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from planner.scenario.problems import Place, Problem, ScenarioError
from planner.scenario.quantities import shown
from planner.scenario.tables import Table, read_table


@dataclass(frozen=True)
class Target:
    """A file, however it is spelled, and the sheet that is wanted of it."""

    path: Path
    sheet: str | None


class Folder:
    """Where a scenario lies; the files it names lie in it or below, unless the planner says otherwise."""

    def __init__(self, path: Path, outside: bool = False) -> None:
        self._path = path
        self._outside = outside

    def find(self, name: str, place: Place) -> Target:
        """Find a file; `name` may end in `#` and a sheet, and stands at `place`. Raises `ScenarioError`."""
        file, _, sheet = name.partition("#")

        def refuse(wrong: str, fix: str) -> ScenarioError:
            return ScenarioError([Problem(place, wrong, fix)])

        fix = "check the name; it is looked for in the scenario's folder"
        try:
            path = (self._path / file).resolve()
            inside = path.is_relative_to(self._path.resolve())
            missing = not path.exists()
        except (OSError, RuntimeError, ValueError):
            raise refuse(f"{shown(file)} is no file that can be found", fix) from None
        if not inside and not self._outside:
            raise refuse(
                f"{shown(file)} lies outside the scenario's folder",
                "put it there, or allow it with --allow-outside",
            )
        if missing:
            raise refuse(f"there is no file {shown(file)}", fix)
        return Target(path, sheet or None)


def table_of(target: Target, name: str, required: Sequence[str], optional: Sequence[str]) -> Table:
    """Read a table; `name` is how the planner spelled it. Raises `ScenarioError`."""
    return read_table(target.path, name.partition("#")[0], required, optional, target.sheet)
