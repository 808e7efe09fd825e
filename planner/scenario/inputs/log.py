"""A log: exact arrivals to replay."""

from collections.abc import Mapping, Sequence

from planner.scenario.inputs.by_name import rows_by_name
from planner.scenario.inputs.instants import in_turn, local_moments
from planner.scenario.inputs.rows import Rows, at_most
from planner.scenario.local_time import LocalTime
from planner.scenario.problems import Problem, ScenarioError
from planner.scenario.tables import Table

COLUMNS = ("arrival|start",), ("chat_type",)


def read_log(
    table: Table, types: Sequence[str], all_types: Sequence[str], time: LocalTime
) -> tuple[Mapping[str, tuple[float, ...]], Rows]:
    """Read the arrivals of chat types, and what became of the rows. Raises `ScenarioError`."""
    rows = Rows(table)
    arrivals, problems = local_moments(table.columns["arrival"], time)
    by_type = rows_by_name(table, "chat_type", types, all_types, rows, problems)
    if problems:
        raise ScenarioError(at_most(problems))
    logs: dict[str, tuple[float, ...]] = {}
    for name, places in by_type.items():
        moments = [moment for row in places if (moment := arrivals[row]) is not None]
        # several may come at once, so only going back means the hour's second time
        instants = in_turn(moments, time, apart=-0.5)
        inside = sorted(at for at in instants if 0 <= at < time.horizon)
        for at in instants:
            if 0 <= at < time.horizon:
                rows.use()
            else:
                rows.leave("outside start and end")
        if not inside:
            problems.append(
                Problem(table.place, f"no chat of {name} arrives between start and end", "check the dates")
            )
        logs[name] = tuple(inside)
    if problems:
        raise ScenarioError(problems)
    return logs, rows
