"""A roster as an Excel workbook."""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from planner.staffing.result import RosterRow
from planner.staffing.shifts.written import COLUMNS

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell, MergedCell

NEEDS_OPENPYXL = 'writing XLSX needs openpyxl; pip install "planner[excel]", or write CSV'
DATED = "yyyy-mm-dd hh:mm"
PROPERTIES = "docProps/core.xml"
WIDTHS = (22, 18, 18, 18, 30)
"""Of the columns, in characters."""


class NoWorkbooks(Exception):
    """openpyxl is not installed; the text says what to do."""


def roster_xlsx(rows: Sequence[RosterRow]) -> bytes:
    """Return the roster as a workbook of one sheet; the same rows give the same bytes. Raises `NoWorkbooks`."""
    try:
        from openpyxl import Workbook
    except ImportError:
        raise NoWorkbooks(NEEDS_OPENPYXL) from None
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "roster"
    sheet.append(COLUMNS)
    for row in rows:
        sheet.append([row.agent, row.group, row.start, row.end, row.breaks])
    for cells in sheet.iter_rows(min_row=2):
        for cell in cells:
            _as_meant(cell)
    for letter, width in zip("ABCDE", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    return _undated(book, rows)


def _as_meant(cell: "Cell | MergedCell") -> None:
    """Keep text text, also where it looks like a formula, and show times with their date."""
    if isinstance(cell.value, str):
        cell.data_type = "s"
    elif cell.value is not None:
        cell.number_format = DATED


def _undated(book: "Workbook", rows: Sequence[RosterRow]) -> bytes:
    """Return the workbook's bytes without the time at which it was made."""
    from openpyxl.xml.functions import tostring

    made = io.BytesIO()
    book.save(made)
    if rows:
        book.properties.created = book.properties.modified = rows[0].start
    undated = io.BytesIO()
    with ZipFile(made) as archive, ZipFile(undated, "w", ZIP_DEFLATED) as again:
        for name in archive.namelist():
            held = tostring(book.properties.to_tree()) if name == PROPERTIES else archive.read(name)
            again.writestr(ZipInfo(name), held, ZIP_DEFLATED)
    return undated.getvalue()
