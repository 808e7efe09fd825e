"""XLSX -> a table, or a message that tells where it is wrong."""

import sys
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from planner.scenario.problems import ScenarioError
from planner.scenario.quantities import Unreadable
from planner.scenario.tables import Table, moments, number, read_table

Rows = Sequence[Sequence[Any]]


def book(**sheets: Rows) -> Workbook:
    """Return a workbook with these sheets."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return workbook


def packed(workbook: Workbook) -> bytes:
    """Return a workbook's bytes."""
    stream = BytesIO()
    workbook.save(stream)
    workbook.close()
    return stream.getvalue()


def read(folder: Path, workbook: Workbook, sheet: str | None = None) -> Table:
    """Read a workbook as a forecast."""
    path = folder / "f.xlsx"
    path.write_bytes(packed(workbook))
    return read_table(path, "f.xlsx", ["start", "chats"], ["chat_type"], sheet)


def refusals(folder: Path, workbook: Workbook, sheet: str | None = None) -> list[str]:
    """Return what is said about a workbook that is no forecast."""
    with pytest.raises(ScenarioError) as error:
        read(folder, workbook, sheet)
    return [str(problem) for problem in error.value.problems]


def values(table: Table, column: str = "chats") -> list[object]:
    """Return the bare values of a column."""
    return [cell.value for cell in table.columns[column]]


GOOD: Rows = [["start", "chats"], [datetime(2026, 11, 23, 8), 5]]


def test_a_plain_sheet(tmp_path: Path) -> None:
    """Each kind of cell comes as what it is, with its place."""
    rows: Rows = [
        ["Plan for November"],
        [],
        ["Start", " Chat Type ", "chats", "owner"],
        [datetime(2026, 11, 23, 8), " shop ", 5, "me", None, "checked by Bob"],
        [],
        [date(2026, 11, 23), "", 2.5],
        [time(8, 30), True, "5"],
        [timedelta(hours=9), "#N/A"],
    ]
    table = read(tmp_path, book(Plan=rows))
    assert values(table, "start") == [
        datetime(2026, 11, 23, 8),
        datetime(2026, 11, 23),
        time(8, 30),
        time(9),
    ]
    assert values(table, "chat_type") == ["shop", None, "TRUE", "#N/A"]
    assert values(table) == [5.0, 2.5, "5", None]
    assert table.notes == ("rows above the header: 2", 'columns not used: "owner"', "1 empty row")
    assert str(table.columns["chats"][1].place) == "f.xlsx, sheet Plan, cell C6 (chats)"
    assert str(table.row_place(1)) == "f.xlsx, sheet Plan, row 6"
    assert str(table.place) == "f.xlsx, sheet Plan, row 3"
    assert (table.rows, table.decimal_comma) == (4, False)


def test_errors_and_truth_values_are_no_numbers(tmp_path: Path) -> None:
    """They come as text that says what it is."""
    table = read(tmp_path, book(Plan=[["start", "chats"], [1, True], [2, "#N/A"]]))
    cells = table.columns["chats"]
    with pytest.raises(Unreadable, match='"TRUE" is not a number'):
        number(cells[0], table.decimal_comma)
    with pytest.raises(Unreadable, match="error of the spreadsheet"):
        number(cells[1], table.decimal_comma)
    found, problems = moments(table.columns["start"], lambda _: True)
    assert found == [None, None]
    assert str(problems[0]) == (
        "f.xlsx, sheet Plan, cell A2 (start): 1.0 is a number, not a date; "
        "format the column as date and time, or write 2026-11-23 08:00 as text"
    )


def test_fractions_of_a_second_are_rounded_away(tmp_path: Path) -> None:
    """Excel keeps days as fractions."""
    moment = datetime(2026, 11, 23, 8, 29, 59, 999000)
    rows: Rows = [["start", "chats"], [moment, time(8, 29, 59, 999000)], [moment, time(23, 59, 59, 999000)]]
    table = read(tmp_path, book(Plan=rows))
    assert values(table, "start") == [datetime(2026, 11, 23, 8, 30)] * 2
    assert values(table) == [time(8, 30), time(23, 59, 59)]


def test_the_calendar_of_1904(tmp_path: Path) -> None:
    """Old Macs count from 1904."""
    workbook = book(Plan=GOOD)
    workbook.epoch = CALENDAR_MAC_1904
    assert b'date1904="1"' in unpacked(packed(workbook), "xl/workbook.xml")
    assert values(read(tmp_path, workbook), "start") == [datetime(2026, 11, 23, 8)]


def test_formulas_that_were_never_worked_out(tmp_path: Path) -> None:
    """They look empty, which a note tells."""
    table = read(tmp_path, book(Plan=[["start", "chats"], [1, "=A2*2"], [2, 3], [3, "=A4*2"]]))
    assert values(table) == [None, 3, None]
    assert table.notes == ("formulas in the workbook without a saved value, which count as empty: 2",)


def unpacked(raw: bytes, part: str) -> bytes:
    """Return a part of a workbook."""
    with ZipFile(BytesIO(raw)) as archive:
        return archive.read(part)


def test_the_first_sheet_that_fits_is_read(tmp_path: Path) -> None:
    """Or the one named, whatever its case."""
    other: Rows = [["start", "chats"], [1, 7]]
    sheets: dict[str, Rows] = {"Read me": [["by Bob"]], "Empty": [], "Plan A": GOOD, "Plan B": other}
    assert values(read(tmp_path, book(**sheets))) == [5]
    assert values(read(tmp_path, book(**sheets), "Plan B")) == [7]
    assert values(read(tmp_path, book(**sheets), " plan b ")) == [7]


def test_sheets_that_are_not_there(tmp_path: Path) -> None:
    """Those that are there are listed, or the nearest is told."""
    assert refusals(tmp_path, book(Plan=GOOD, Notes=[]), "Plam") == [
        'f.xlsx: there is no sheet "Plam"; the workbook has "Plan", "Notes"; did you mean "Plan"?'
    ]
    assert refusals(tmp_path, book(Plan=GOOD), "x" * 99) == [
        f'f.xlsx: there is no sheet "{"x" * 60}…"; the workbook has "Plan"; name one of these'
    ]
    assert refusals(tmp_path, book(Plan=[["start", "chat"]], Notes=[["a"]])) == [
        'f.xlsx, sheet Plan, row 1: the "chats" column is missing; the row has "start", "chat"; '
        'none of the sheets "Plan", "Notes" has all; did you mean "chats" instead of "chat"?'
    ]
    assert refusals(tmp_path, book(Plan=[["start", "chat"]])) == [
        'f.xlsx, sheet Plan, row 1: the "chats" column is missing; the row has "start", "chat"; '
        'did you mean "chats" instead of "chat"?'
    ]
    empty = "the table is empty; write a header row and rows below it"
    assert refusals(tmp_path, book(Plan=[])) == [f"f.xlsx, sheet Plan: {empty}"]
    assert refusals(tmp_path, book(Plan=[], Notes=[])) == [f"f.xlsx: {empty}"]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (GOOD[:1], "row 1: no rows stand below the header; write at least one row"),
        (
            [["start", "chats", "chats"], [1, 2, 3]],
            'cell C1 (chats): the column "chats" is there 2 times; keep one, or give the others another title',
        ),
        (
            [["start", "chats"], [1, 2, *[None] * 300, 3]],
            "row 2: a cell stands beyond column 200; leave out the columns that are not needed",
        ),
        (
            [["start", "chats"], [1, "x" * 10_001]],
            "cell B2 (chats): the cell has more than 10,000 characters; shorten it",
        ),
    ],
)
def test_what_is_refused(tmp_path: Path, rows: Rows, message: str) -> None:
    """Each is told with its sheet and cell."""
    assert refusals(tmp_path, book(Plan=rows)) == [f"f.xlsx, sheet Plan, {message}"]


def test_a_cell_in_the_last_row(tmp_path: Path) -> None:
    """A million blank rows cost a moment, no memory."""
    workbook = book(Plan=GOOD)
    workbook["Plan"]["B1048576"] = 9
    table = read(tmp_path, workbook)
    assert values(table) == [5, 9]
    assert table.row_place(1).line == 1_048_576
    assert table.notes == ("1,048,573 empty rows",)


def test_without_openpyxl(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is an extra, and there is another way."""
    path = tmp_path / "f.xlsx"
    path.write_bytes(packed(book(Plan=GOOD)))
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(ScenarioError) as error:
        read_table(path, "f.xlsx", ["start"])
    assert str(error.value) == (
        'f.xlsx: reading XLSX needs openpyxl; pip install "planner[excel]", or save the sheet as CSV'
    )
