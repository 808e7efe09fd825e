"""The rows below a header -> a table."""

from array import array
from collections.abc import Iterable, Iterator, Sequence

from planner.scenario.problems import ScenarioError
from planner.scenario.quantities import Unreadable
from planner.scenario.tables.cell import Column
from planner.scenario.tables.frame import Frame, refusal
from planner.scenario.tables.header import Header, listed
from planner.scenario.tables.limits import HEADER_WITHIN, MOST_COLUMNS, MOST_ROWS
from planner.scenario.tables.table import Table
from planner.scenario.tables.tally import Tally
from planner.scenario.tables.value import is_blank, value_of

Rows = Iterable[tuple[int, Sequence[object]]]
MOST_CELLS = 50_000_000


def bounded(frame: Frame, rows: Rows) -> Iterator[tuple[int, Sequence[object]]]:
    """Pass rows on as long as they are not too many or too wide. Raises `ScenarioError`."""
    left = MOST_CELLS
    for count, (line, row) in enumerate(rows):
        if count >= MOST_ROWS + HEADER_WITHIN:
            raise refusal(frame.row(line), f"a table has at most {MOST_ROWS:,} rows", "split it")
        left -= len(row)
        if left < 0:
            raise refusal(frame.row(line), f"a table has at most {MOST_CELLS:,} cells", "leave out columns")
        if len(row) > MOST_COLUMNS and not all(map(is_blank, row[MOST_COLUMNS:])):
            fix = "leave out the columns that are not needed"
            raise refusal(frame.row(line), f"a cell stands beyond column {MOST_COLUMNS}", fix)
        yield line, row


def filled(frame: Frame, header: Header, rows: Rows, notes: Sequence[str], *, decimal_comma: bool) -> Table:
    """Read the rows below a header into columns. Raises `ScenarioError`.

    In CSV a row with more cells than the header is wrong; in a workbook notes beside a table are common.
    """
    lines = array("l")
    columns = {
        name: Column(frame, places[0] + 1, header.titles[places[0]], lines)
        for name, places in header.found.items()
    }
    tally, blank = _fill(frame, header, rows, columns, lines)
    problems = tally.problems()
    if problems:
        raise ScenarioError(problems)
    if not lines:
        raise refusal(frame.row(header.line), "no rows stand below the header", "write at least one row")
    return Table(
        source=frame.source,
        place=frame.row(header.line),
        columns=columns,
        rows=len(lines),
        decimal_comma=decimal_comma,
        notes=(*notes, *_notes(header, blank)),
        frame=frame,
        lines=lines,
    )


def _fill(
    frame: Frame, header: Header, rows: Rows, columns: dict[str, Column], lines: "array[int]"
) -> tuple[Tally, int]:
    """Put the wanted values of rows into columns; return what is wrong and the blank rows between them."""
    tally, blank, blank_before_end = Tally(), 0, 0
    width, ragged = len(header.titles), frame.sheet is None
    targets = [(header.found[name][0], column.values) for name, column in columns.items()]
    for line, row in rows:
        if all(map(is_blank, row)):
            blank += 1
            continue
        blank_before_end = blank
        lines.append(line)
        if ragged and len(row) > width and not all(map(is_blank, row[width:])):
            wrong = f"the row has more cells ({len(row)}) than the header ({width})"
            tally.add(frame.row(line), wrong, 'put quotes (") around cells that contain the separator')
        for index, values in targets:
            try:
                values.append(value_of(row[index]) if index < len(row) else None)
            except Unreadable as error:
                values.append(None)
                tally.add(frame.cell(line, index + 1, header.titles[index]), error.wrong, error.fix)
    return tally, blank_before_end


def _notes(header: Header, blank: int) -> Iterator[str]:
    if header.above:
        yield f"rows above the header: {header.above}"
    if header.unused():
        yield f"columns not used: {listed(header.unused())}"
    if blank:
        yield "1 empty row" if blank == 1 else f"{blank:,} empty rows"
