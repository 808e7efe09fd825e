"""Numbers as Excel shows them, for the formats that workbooks are written with."""

import re

from openpyxl.cell.cell import Cell


def shown(cell: Cell) -> str:
    """Return what a cell shows: sections by sign, decimals, thousands, percent and text in quotes."""
    number = float(cell.value)  # type: ignore[arg-type]
    sections = cell.number_format.split(";")
    section = sections[0] if number > 0 or len(sections) == 1 else sections[1 if number < 0 else -1]
    found = re.fullmatch(
        r"(?P<sign>[+−]?)#,##0(?:\.(?P<zeros>0+))?(?P<percent> %)?(?:\"(?P<text>.*)\")?", section
    )
    assert found is not None, section
    factor = 100 if found["percent"] else 1
    size = abs(number) if len(sections) > 1 else number
    decimals = len(found["zeros"] or "")
    return f"{found['sign']}{factor * size:,.{decimals}f}{found['percent'] or ''}{found['text'] or ''}"
