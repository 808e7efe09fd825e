"""A sheet of an XLSX workbook -> a table."""

import difflib
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from itertools import islice
from typing import Any

from planner.scenario.problems import Place
from planner.scenario.quantities import shown
from planner.scenario.tables.archive import check_archive, damaged
from planner.scenario.tables.filled import bounded, filled
from planner.scenario.tables.frame import Frame, refusal
from planner.scenario.tables.header import Header, find_header, listed, no_header
from planner.scenario.tables.limits import HEADER_WITHIN
from planner.scenario.tables.table import Table
from planner.scenario.tables.wanted import Wanted

NEEDS_OPENPYXL = 'reading XLSX needs openpyxl; pip install "planner[excel]", or save the sheet as CSV'
UNSAVED = "formulas in the workbook without a saved value, which count as empty: {}"


def read_workbook(raw: bytes, source: str, wanted: Wanted, sheet: str | None) -> Table:
    """Read the wanted columns of the sheet named, else of the first that has them. Raises `ScenarioError`."""
    with _opened(raw, source) as (sheets, unsaved):
        titles = [str(each.title) for each in sheets]
        candidates = sheets if sheet is None else [sheets[_position(sheet, titles, source)]]
        chosen, header = _first_fit(candidates, source, wanted)
        frame = Frame(source, str(chosen.title))
        none = f"; none of the sheets {listed(titles)} has all" if len(candidates) > 1 else ""
        header.check(frame, none)
        notes = [UNSAVED.format(unsaved)] if unsaved else []
        below = islice(bounded(frame, _rows(chosen, source)), header.above + 1, None)
        return filled(frame, header, below, notes, decimal_comma=False)


@contextmanager
def _opened(raw: bytes, source: str) -> Iterator[tuple[Sequence[Any], int]]:
    """Open a workbook; yield its sheets and how many formulas have no saved value.

    What openpyxl warns of is lost on planners.
    """
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise refusal(Place(source), NEEDS_OPENPYXL) from None
    unsaved = check_archive(raw, source)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        # openpyxl raises whatever the bytes lead it to
        try:
            book = load_workbook(BytesIO(raw), read_only=True, data_only=True, keep_links=False)
            sheets = book.worksheets
        except Exception:
            raise damaged(source) from None
        try:
            yield sheets, unsaved
        finally:
            book.close()


def _position(sheet: str, titles: Sequence[str], source: str) -> int:
    if sheet in titles:
        return titles.index(sheet)
    alike = [title.strip().casefold() for title in titles]
    if sheet.strip().casefold() in alike:
        return alike.index(sheet.strip().casefold())
    close = difflib.get_close_matches(sheet[:60], titles, 1)
    fix = f"did you mean {shown(close[0])}?" if close else "name one of these"
    wrong = f"there is no sheet {shown(sheet)}; the workbook has {listed(titles)}"
    raise refusal(Place(source), wrong, fix)


def _first_fit(sheets: Sequence[Any], source: str, wanted: Wanted) -> tuple[Any, Header]:
    """Return the first sheet with all required columns, else the one that comes nearest, and its header."""
    best: tuple[Any, Header] | None = None
    for sheet in sheets:
        rows = bounded(Frame(source, str(sheet.title)), _rows(sheet, source))
        header = find_header(islice(rows, HEADER_WITHIN), wanted)
        if header and not header.missing:
            return sheet, header
        if header and (best is None or len(header.found) > len(best[1].found)):
            best = sheet, header
    if best is None:
        raise no_header(Frame(source, str(sheets[0].title) if len(sheets) == 1 else None))
    return best


def _rows(sheet: Any, source: str) -> Iterator[tuple[int, Sequence[object]]]:
    """Yield the rows of a sheet with their numbers, whatever size the sheet claims to have."""
    try:
        sheet.reset_dimensions()
        yield from enumerate(sheet.iter_rows(values_only=True), 1)
    # openpyxl raises whatever the bytes lead it to
    except Exception:
        raise damaged(source) from None
