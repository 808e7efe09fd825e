"""A file that a scenario names -> its table."""

from collections.abc import Sequence
from pathlib import Path

from planner.scenario.problems import Place, Problem, ScenarioError
from planner.scenario.quantities import shown
from planner.scenario.tables import Table, read_table


class Folder:
    """Where a scenario lies; the files it names lie in it or below, unless the planner says otherwise."""

    def __init__(self, path: Path, outside: bool = False) -> None:
        self._path = path
        self._outside = outside

    def table(self, name: str, place: Place, required: Sequence[str], optional: Sequence[str]) -> Table:
        """Read a table; `name` may end in `#` and a sheet, and stands at `place`. Raises `ScenarioError`."""
        file, _, sheet = name.partition("#")
        try:
            target = (self._path / file).resolve()
            inside = target.is_relative_to(self._path.resolve())
            missing = not target.exists()
        except (OSError, RuntimeError, ValueError):
            raise ScenarioError([Problem(place, f"{shown(file)} is no file that can be found")]) from None
        if not inside and not self._outside:
            raise ScenarioError(
                [
                    Problem(
                        place,
                        f"{shown(file)} lies outside the scenario's folder",
                        "put it there, or allow it with --allow-outside",
                    )
                ]
            )
        if missing:
            fix = "check the name; it is looked for in the scenario's folder"
            raise ScenarioError([Problem(place, f"there is no file {shown(file)}", fix)])
        return read_table(target, file, required, optional, sheet or None)
