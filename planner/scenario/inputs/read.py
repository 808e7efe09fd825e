"""All files that a scenario names -> what they hold, or all that is wrong with them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from planner.scenario.doors import doors
from planner.scenario.files import Files
from planner.scenario.inputs import forecast, log, roster
from planner.scenario.inputs.named import Folder
from planner.scenario.inputs.rows import Rows
from planner.scenario.model import Scenario
from planner.scenario.problems import Problem, ScenarioError
from planner.scenario.tables import Table
from planner.scenario.tree import Node

Held = TypeVar("Held")
Columns = tuple[Sequence[str], Sequence[str]]
"""The columns that a table must have, and those that it may have."""
Named = Mapping[str, Sequence[tuple[str, ...]]]
"""The files, each with the paths in the scenario at which it is named; a path's second step is who names it."""


def read_files(scenario: Scenario, tree: Node, folder: Folder) -> Files:
    """Read every file once. Raises `ScenarioError` with what is wrong in all of them."""
    reader = _Reader(tree, folder)
    types, groups = list(scenario.chat_types), list(scenario.agent_groups)
    opened, time = doors(scenario), scenario.time
    forecasts = reader.read(
        _named(
            (of_type.arrivals.file, ("chat_types", name, "arrivals", "file"))
            for name, of_type in scenario.chat_types.items()
        ),
        forecast.COLUMNS,
        lambda table, names: forecast.read_forecast(table, names, types, time, opened),
    )
    logs = reader.read(
        _named(
            (of_type.arrivals.log, ("chat_types", name, "arrivals", "log"))
            for name, of_type in scenario.chat_types.items()
        ),
        log.COLUMNS,
        lambda table, names: log.read_log(table, names, types, time),
    )
    rosters = reader.read(
        _named(
            (group.roster, ("agent_groups", name, "roster")) for name, group in scenario.agent_groups.items()
        ),
        roster.COLUMNS,
        lambda table, names: roster.read_roster(table, names, groups, time),
    )
    if reader.problems:
        raise ScenarioError(reader.problems)
    return Files(forecasts, logs, rosters, tuple(reader.notes), tuple(reader.cautions))


def _named(entries: Iterable[tuple[str | None, tuple[str, ...]]]) -> Named:
    files: dict[str, list[tuple[str, ...]]] = {}
    for file, path in entries:
        if file is not None:
            files.setdefault(file, []).append(path)
    return files


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
        named: Named,
        columns: Columns,
        understand: Callable[[Table, Sequence[str]], tuple[Mapping[str, Held], Rows]],
    ) -> dict[str, Held]:
        """Return what the files hold, by the name of the chat type or group."""
        held: dict[str, Held] = {}
        for file, paths in named.items():
            try:
                table = self._folder.table(file, self._tree.at(paths[0]).place, *columns)
                found, rows = understand(table, [path[1] for path in paths])
            except ScenarioError as error:
                self.problems += error.problems
                continue
            held |= found
            self.notes.append(rows.note())
            self.cautions += rows.cautions()
        return held
