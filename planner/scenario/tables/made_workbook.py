"""Workbooks that are made here: the same content gives the same bytes, and text stays text."""

import io
import re
from datetime import datetime
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

NEEDS_OPENPYXL = 'writing XLSX needs openpyxl; pip install "planner[excel]", or write another format'
DATED = "yyyy-mm-dd hh:mm"
PROPERTIES = "docProps/core.xml"
LONGEST_TEXT = 32_767
"""Of a cell, in UTF-16 units, as Excel counts."""
CUT = " … (cut)"
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML has no place for."""
LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""Excel reads `_x0041_` as `A`."""
LOOKS_COUNTED = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula when a cell is edited."""


class NoWorkbooks(Exception):
    """openpyxl is not installed; the text says what to do."""


def check_workbooks() -> None:
    """Raise `NoWorkbooks` where workbooks cannot be written."""
    try:
        import openpyxl  # noqa: F401  only whether it is there
    except ImportError:
        raise NoWorkbooks(NEEDS_OPENPYXL) from None


def new_workbook() -> "Workbook":
    """Return a workbook without sheets, which are written row by row. Raises `NoWorkbooks`."""
    check_workbooks()
    from openpyxl import Workbook

    return Workbook(write_only=True)


def filled(sheet: "WriteOnlyWorksheet", value: str | float | datetime | None, shown: str = "") -> "Cell":
    """Return a cell for a sheet that is being written, in a number format; text is never a formula, whatever it looks like."""
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet)
    if isinstance(value, str):
        cell.value = cell_text(value)
        cell.data_type = "s"
        if value.startswith(LOOKS_COUNTED):
            cell.quotePrefix = True
        return cell
    cell.value = value
    if shown or isinstance(value, datetime):
        cell.number_format = shown or DATED
    return cell


def cell_text(text: str) -> str:
    """Return text as a cell may hold it: what cannot be written is replaced, what is too long is cut and says so."""
    written = LOOKS_ESCAPED.sub("_x005F_", UNWRITABLE.sub("\ufffd", text[:LONGEST_TEXT]))
    if len(text) <= LONGEST_TEXT and _units(written) <= LONGEST_TEXT:
        return written
    kept = written.encode("utf-16-le")[: 2 * (LONGEST_TEXT - len(CUT))]
    return kept.decode("utf-16-le", errors="ignore") + CUT


def undated(book: "Workbook", moment: datetime) -> bytes:
    """Return a workbook's bytes as if it had been made at this moment, not now."""
    from openpyxl.xml.functions import tostring

    made = io.BytesIO()
    book.save(made)
    book.properties.created = book.properties.modified = moment
    again = io.BytesIO()
    with ZipFile(made) as archive, ZipFile(again, "w", ZIP_DEFLATED) as target:
        for name in archive.namelist():
            held = tostring(book.properties.to_tree()) if name == PROPERTIES else archive.read(name)
            target.writestr(ZipInfo(name), held, ZIP_DEFLATED)
    return again.getvalue()


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
