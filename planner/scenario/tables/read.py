"""A file -> a table, or all that is wrong with it."""

from collections.abc import Sequence
from pathlib import Path

from planner.scenario.problems import Place
from planner.scenario.tables.frame import refusal
from planner.scenario.tables.opened import file_bytes
from planner.scenario.tables.separated import read_separated
from planner.scenario.tables.table import Table
from planner.scenario.tables.wanted import Wanted
from planner.scenario.tables.workbook import read_workbook

SEPARATED = (".csv", ".txt", ".tsv")
WORKBOOK = (".xlsx", ".xlsm")
ZIP = b"PK\x03\x04"
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
"""What .xls files begin with, and workbooks with a password."""


def read_table(
    path: Path,
    source: str,
    required: Sequence[str],
    optional: Sequence[str] = (),
    sheet: str | None = None,
) -> Table:
    """Read the wanted columns of a CSV file or of a sheet of a workbook; `source` is how the planner names it.

    Titles are compared without regard to case, and `Chat Type` is `chat_type`; of `arrival|start` either
    serves and is then called `arrival`. Raises `ScenarioError`.
    """
    raw = file_bytes(path, source)
    wanted = Wanted.of(required, optional)
    if _is_workbook(raw, path.suffix.lower(), source):
        return read_workbook(raw, source, wanted, sheet)
    if sheet is not None:
        raise refusal(
            Place(source), "only workbooks have sheets", "leave out the sheet, or name an .xlsx file"
        )
    return read_separated(raw, source, wanted)


def _is_workbook(raw: bytes, ending: str, source: str) -> bool:
    """Tell a workbook from CSV by its first bytes. Raises `ScenarioError` where the file's name says otherwise."""
    place = Place(source)
    if raw.startswith(OLD_EXCEL):
        wrong = "this is an old Excel file (.xls) or a workbook with a password"
        raise refusal(place, wrong, "save it as .xlsx without a password")
    zipped = raw.startswith(ZIP)
    if ending in SEPARATED and zipped:
        raise refusal(
            place, f"this is a workbook and no {ending} file", "name it .xlsx, or save the sheet as CSV"
        )
    if ending in WORKBOOK and not zipped:
        raise refusal(
            place, "this is no XLSX workbook", "save it as .xlsx, or as CSV under a name ending in .csv"
        )
    return zipped
