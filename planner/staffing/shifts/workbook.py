"""A roster as an Excel workbook."""

from collections.abc import Sequence
from datetime import datetime

from planner.scenario.tables.made_workbook import filled, new_workbook, undated
from planner.staffing.result import RosterRow
from planner.staffing.shifts.written import COLUMNS

NO_DAY = datetime(2000, 1, 1)
"""Of a roster in which nobody comes."""
WIDTHS = (22, 18, 18, 18, 30)
"""Of the columns, in characters."""


def roster_xlsx(rows: Sequence[RosterRow]) -> bytes:
    """Return the roster as a workbook of one sheet; the same rows give the same bytes. Raises `NoWorkbooks`."""
    book = new_workbook()
    sheet = book.create_sheet("roster")
    for letter, width in zip("ABCDE", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    sheet.append(COLUMNS)
    for row in rows:
        values = (row.agent, row.group, row.start, row.end, row.breaks)
        sheet.append([filled(sheet, value) for value in values])
    return undated(book, rows[0].start if rows else NO_DAY)
