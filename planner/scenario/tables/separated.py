"""CSV -> a table."""

from itertools import islice

from planner.scenario.problems import ScenarioError
from planner.scenario.tables.encoding import decoded
from planner.scenario.tables.filled import bounded, filled
from planner.scenario.tables.frame import Frame
from planner.scenario.tables.header import Header, find_header, no_header
from planner.scenario.tables.limits import HEADER_WITHIN
from planner.scenario.tables.records import Records, cell_limit
from planner.scenario.tables.table import Table
from planner.scenario.tables.wanted import Wanted

DELIMITERS = (",", ";", "\t", "|")
WITH_DECIMAL_COMMA = (";", "\t")


def read_separated(raw: bytes, source: str, wanted: Wanted) -> Table:
    """Read the wanted columns of CSV bytes. Raises `ScenarioError`."""
    frame = Frame(source)
    text, notes = decoded(raw, frame)
    with cell_limit():
        delimiter, header = _layout(text, frame, wanted)
        header.check(frame)
        rows = bounded(frame, Records(text, delimiter, frame))
        below = islice(rows, header.above + 1, None)
        return filled(frame, header, below, notes, decimal_comma=delimiter in WITH_DECIMAL_COMMA)


def _layout(text: str, frame: Frame, wanted: Wanted) -> tuple[str, Header]:
    """Return the delimiter that yields most of the wanted columns, and the header it yields."""
    best: tuple[str, Header] | None = None
    failed: ScenarioError | None = None
    for delimiter in DELIMITERS:
        rows = bounded(frame, Records(text, delimiter, frame))
        try:
            header = find_header(islice(rows, HEADER_WITHIN), wanted)
        except ScenarioError as error:
            failed = failed or error
            continue
        if header and (best is None or _worth(header) > _worth(best[1])):
            best = delimiter, header
    # a header of several titles tells that the delimiter is right, and the failures are of the others
    if failed and (best is None or (not best[1].found and len(best[1].titles) == 1)):
        raise failed
    if best is None:
        raise no_header(frame)
    return best


def _worth(header: Header) -> tuple[bool, int, int]:
    return not header.missing, len(header.found), len(header.titles)
