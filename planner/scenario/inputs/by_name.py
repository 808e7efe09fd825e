"""Rows of a table by the chat type or agent group that they tell of."""

import unicodedata
from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from planner.scenario.inputs.rows import Rows
from planner.scenario.problems import Problem
from planner.scenario.quantities import shown
from planner.scenario.tables import Table

WORDS = {"chat_type": "chat type", "group": "agent group"}


def rows_by_name(
    table: Table,
    column: str,
    wanted: Sequence[str],
    known: Sequence[str],
    rows: Rows,
    problems: list[Problem],
) -> Mapping[str, list[int]]:
    """Return the numbers of the rows for each wanted name.

    Without the column all rows are for the one who names the file. Rows of names that do not name this file are
    left; what is wrong is added to `problems`.
    """
    what = WORDS[column]
    cells = table.columns.get(column)
    if cells is None:
        if len(wanted) > 1:
            wrong = f"this file serves {' and '.join(wanted)}, but has no column {column}"
            problems.append(Problem(table.place, wrong, f"add a column {column}, or give each its own file"))
        return {wanted[0]: list(range(table.rows))}
    found: dict[str, list[int]] = {name: [] for name in wanted}
    spelled = {_folded(name): name for name in known}
    unknown: list[str] = []
    for row, cell in enumerate(cells):
        if cell.value is None:
            problems.append(Problem(cell.place, "this is empty", f"write the {what}"))
            continue
        text = (
            str(int(cell.value))
            if isinstance(cell.value, float) and cell.value.is_integer()
            else str(cell.value)
        )
        name = spelled.get(_folded(text))
        if name in found:
            found[name].append(row)
            continue
        if name is None:
            unknown.append(text)
        rows.leave(
            f"{what} {shown(text)} takes nothing from this file"
            if name
            else f"no {what} is called {shown(text)}"
        )
    for name in wanted:
        if not found[name]:
            close = get_close_matches(name, unknown, n=1)
            hint = (
                f"did you mean {shown(close[0])} in the file?"
                if close
                else f"write {name} in column {column}"
            )
            if any("Windows-1252" in note for note in table.notes):
                hint = "the file is not UTF-8, so its letters may be misread: save it as CSV UTF-8"
            problems.append(Problem(table.place, f"no row is for the {what} {shown(name)}", hint))
    return found


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).strip().casefold()
