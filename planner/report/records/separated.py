"""Records as CSV."""

import csv
import io
from collections.abc import Iterator

from planner.kpi import SingleChats
from planner.report.records.columns import COLUMNS, REPLICATION, RecordColumn
from planner.report.records.instants import clock_texts
from planner.report.rows import text_cell
from planner.study import Recorded

ROWS = 20_000
"""As many are text at once."""
YES_OR_NO = {1: "yes", 0: "no"}


def csv_pieces(told: Recorded) -> Iterator[str]:
    """Yield a row per contact, replication by replication. Raises what reading `told` does."""
    yield ",".join((REPLICATION, *(column.name for column in COLUMNS))) + "\n"
    words = {column.name: [*map(text_cell, column.words(told)), ""] for column in COLUMNS}
    for replication, chats in enumerate(told.replications, start=1):
        for first in range(0, len(chats), ROWS):
            some = chats.between(first, first + ROWS)
            out = io.StringIO()
            columns = [_cells(column, some, told, words[column.name]) for column in COLUMNS]
            csv.writer(out, lineterminator="\n").writerows(
                zip([replication] * len(some), *columns, strict=True)
            )
            yield out.getvalue()


def _cells(column: RecordColumn, chats: SingleChats, told: Recorded, words: list[str]) -> list[str]:
    values = column.values(chats)
    match column.look:
        case "instant":
            return clock_texts(told.time, values)
        case "seconds":
            return ["" if value != value else repr(value) for value in values.tolist()]
        case "yes or no":
            return [YES_OR_NO.get(value, "") for value in values.tolist()]
        case "text":
            return [words[value] for value in values.tolist()]
        case "number":
            return ["" if value < 0 else str(value) for value in values.tolist()]
