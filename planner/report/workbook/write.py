"""Sheets -> the bytes of an XLSX file."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from planner.report.workbook.drawn import drawn
from planner.report.workbook.sheet import Column, Entry, Number, Sheet
from planner.scenario.tables.made_workbook import cell_text, filled, new_workbook, undated

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

MOST_ROWS = 250_000
"""Of a sheet; Excel takes 1,048,576, but a file with as many takes minutes to write and to open."""
MOST_COLUMNS = 16_384
"""Of a sheet; Excel takes no more."""
MADE = datetime(2000, 1, 1)
"""Every workbook's date: the same result gives the same bytes."""
HEADING = "DFE5EA"
CHARTS = "Charts"
MOST_DRAWN = 2_000
"""Rows in a chart."""
CHART_ROWS = 24
"""From one chart's top to the next one's."""


def written(sheets: Sequence[Sheet], title: str) -> bytes:
    """Return the workbook's bytes. Raises `NoWorkbooks`."""
    book = new_workbook()
    book.properties.title = cell_text(title[:250])
    book.properties.creator = "planner"
    with_charts = [sheet for sheet in sheets if 0 < len(sheet.rows) <= MOST_DRAWN]
    for sheet in sheets:
        _write(book, sheet)
    if any(sheet.drawings for sheet in with_charts):
        _draw(book, with_charts)
    return undated(book, MADE)


def _write(book: "Workbook", sheet: Sheet) -> None:
    from openpyxl.utils import get_column_letter as letter

    target = book.create_sheet(sheet.title)
    columns = sheet.columns[:MOST_COLUMNS]
    for number, column in enumerate(columns, start=1):
        target.column_dimensions[letter(number)].width = column.width
    target.freeze_panes = f"{letter(sheet.kept + 1)}2"
    rows = sheet.rows[:MOST_ROWS]
    target.auto_filter.ref = f"A1:{letter(len(columns))}{len(rows) + 1}"
    target.append([_heading(target, column.title) for column in columns])
    for row in rows:
        target.append([_cell(target, entry, column) for entry, column in zip(row, columns, strict=False)])
    if len(sheet.rows) > len(rows):
        left = f"{len(sheet.rows) - len(rows):,} more rows have no room here; all are in --format csv"
        target.append([filled(target, left)])


def _heading(target: "WriteOnlyWorksheet", title: str) -> "Cell":
    from openpyxl.styles import Alignment, Font, PatternFill

    cell = filled(target, title)
    cell.font = Font(bold=True)
    cell.fill = PatternFill("solid", fgColor=HEADING)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _cell(target: "WriteOnlyWorksheet", entry: Entry, column: Column) -> "Cell | None":
    if entry is None:
        return None
    if isinstance(entry, Number):
        return filled(target, entry.value, entry.shown)
    cell = filled(target, entry)
    if column.wraps:
        from openpyxl.styles import Alignment

        cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _draw(book: "Workbook", sheets: Sequence[Sheet]) -> None:
    """Put all charts on a sheet of their own, which comes after the summary."""
    target = book.create_sheet(CHARTS, 1)
    top = 1
    for sheet in sheets:
        for drawing in sheet.drawings:
            target.add_chart(drawn(drawing, sheet), f"A{top}")
            top += CHART_ROWS
