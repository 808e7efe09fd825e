"""All files that a scenario names -> what they hold, or all that is wrong with them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from planner.scenario.doors import doors
from planner.scenario.files import Files
from planner.scenario.inputs import forecast, log, roster
from planner.scenario.inputs.named import Folder, Target, table_of
from planner.scenario.inputs.rows import Rows
from planner.scenario.model import Scenario
from planner.scenario.problems import Problem, ScenarioError
from planner.scenario.tables import Table
from planner.scenario.tree import Node

Held = TypeVar("Held")
Path = tuple[str, str, str, str] | tuple[str, str, str]
"""Where in the scenario a file is named; the second step is the chat type or group that names it."""
Naming = Iterable[tuple[Path, str | None]]
"""Where a file may be named, and its name if it is."""
Columns = tuple[Sequence[str], Sequence[str]]
"""The columns that a table must have, and those that it may have."""


def read_files(scenario: Scenario, tree: Node, folder: Folder) -> Files:
    """Read every file once. Raises `ScenarioError` with what is wrong in all of them."""
    reader = _Reader(tree, folder)
    types, groups = scenario.chat_types, scenario.agent_groups
    opened, time = doors(scenario), scenario.time
    forecasts = reader.read(
        ((("chat_types", name, "arrivals", "file"), made.arrivals.file) for name, made in types.items()),
        forecast.COLUMNS,
        lambda table, names: forecast.read_forecast(table, names, list(types), time, opened),
    )
    logs = reader.read(
        ((("chat_types", name, "arrivals", "log"), made.arrivals.log) for name, made in types.items()),
        log.COLUMNS,
        lambda table, names: log.read_log(table, names, list(types), time),
    )
    rosters = reader.read(
        ((("agent_groups", name, "roster"), made.roster) for name, made in groups.items()),
        roster.COLUMNS,
        lambda table, names: roster.read_roster(table, names, list(groups), time),
    )
    if reader.problems:
        raise ScenarioError(reader.problems)
    return Files(forecasts, logs, rosters, tuple(reader.notes), tuple(reader.cautions))


class _Reader:
    """Reads files and collects what there is to say of them."""

    def __init__(self, tree: Node, folder: Folder) -> None:
        self._tree = tree
        self._folder = folder
        self.problems: list[Problem] = []
        self.notes: list[str] = []
        self.cautions: list[str] = []

    def read(
        self,
        naming: Naming,
        columns: Columns,
        understand: Callable[[Table, Sequence[str]], tuple[Mapping[str, Held], Rows]],
    ) -> dict[str, Held]:
        """Return what the files hold, by the name of the chat type or group."""
        held: dict[str, Held] = {}
        for target, (name, wanted_by) in self._found(naming).items():
            try:
                found, rows = understand(table_of(target, name, *columns), wanted_by)
            except ScenarioError as error:
                self.problems += error.problems
                continue
            held |= found
            self.notes.append(rows.note())
            self.cautions += rows.cautions()
        return held

    def _found(self, naming: Naming) -> dict[Target, tuple[str, list[str]]]:
        """Return each file, however it is spelled, with its first spelling and who names it."""
        found: dict[Target, tuple[str, list[str]]] = {}
        for path, name in naming:
            if name is None:
                continue
            try:
                target = self._folder.find(name, self._tree.at(path).place)
            except ScenarioError as error:
                self.problems += error.problems
                continue
            found.setdefault(target, (name, []))[1].append(path[1])
        return found
