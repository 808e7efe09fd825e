"""Rows of a table by the chat type or agent group that they tell of."""

import unicodedata
from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from planner.scenario.inputs.rows import Rows
from planner.scenario.problems import Problem
from planner.scenario.quantities import shown
from planner.scenario.tables import Table
from planner.scenario.tables.cell import text_of, values_of

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
    for row, value in enumerate(values_of(cells)):
        text = text_of(value)
        if not text:
            problems.append(Problem(cells[row].place, "this is empty", f"write the {what}"))
            continue
        name = spelled.get(_folded(text))
        if name in found:
            found[name].append(row)
        elif name is None:
            unknown.append(text)
            rows.leave(f"no {what} is called {shown(text)}")
        else:
            rows.leave(f"{what} {shown(text)} takes nothing from this file")
    problems += [_nothing_for(name, column, unknown, table) for name in wanted if not found[name]]
    return found


def _nothing_for(name: str, column: str, unknown: Sequence[str], table: Table) -> Problem:
    """Say that a file has no row for one who names it, and what may be the reason."""
    close = get_close_matches(name, unknown, n=1)
    hint = f"did you mean {shown(close[0])} in the file?" if close else f"write {name} in column {column}"
    if any("Windows-1252" in note for note in table.notes):
        hint = "the file is not UTF-8, so its letters may be misread: save it as CSV UTF-8"
    return Problem(table.place, f"no row is for the {WORDS[column]} {shown(name)}", hint)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).strip().casefold()
