"""CSV text -> its rows."""

import csv
import re
from collections.abc import Iterator
from contextlib import contextmanager

from planner.scenario.problems import ScenarioError
from planner.scenario.tables.frame import Frame, refusal
from planner.scenario.tables.limits import MOST_CHARACTERS, MOST_COLUMNS

LONGEST_ROW = MOST_CHARACTERS * MOST_COLUMNS
"""Characters."""
LINE = re.compile(r"[^\r\n]*+(?:\r\n|\r|\n)|[^\r\n]+")


@contextmanager
def cell_limit() -> Iterator[None]:
    """Bound the cells that the csv module reads; its limit holds for all of Python."""
    before = csv.field_size_limit(MOST_CHARACTERS)
    try:
        yield
    finally:
        csv.field_size_limit(before)


class Records:
    """The rows of CSV text, each with the line in which it begins, from 1. Use within `cell_limit`."""

    def __init__(self, text: str, delimiter: str, frame: Frame) -> None:
        self._text = text
        self._delimiter = delimiter
        self._frame = frame
        self._begin = 1
        self._taken = 0
        """Characters of the row that is being read."""

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        reader = csv.reader(self._lines(), delimiter=self._delimiter, strict=True)
        while True:
            self._begin, self._taken = reader.line_num + 1, 0
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                raise self._refusal(str(error)) from None
            yield self._begin, row

    def _lines(self) -> Iterator[str]:
        # line ends stay as they are: within quotes they belong to the cell
        for match in LINE.finditer(self._text):
            self._taken += match.end() - match.start()
            if self._taken > LONGEST_ROW:
                raise self._refusal("row too long")
            yield match[0]

    def _refusal(self, why: str) -> ScenarioError:
        """Say what the csv module found; the row's first line is the best guess at where a quote begins."""
        fix = 'close the quote, and write a quote within a cell as ""'
        if "limit" in why:
            wrong = f"a cell of more than {MOST_CHARACTERS:,} characters begins in this row"
            fix = 'shorten it; perhaps a quote (") is not closed'
        elif "end of data" in why:
            wrong = 'a quote (") that is opened in this row is never closed'
        elif "expected after" in why:
            wrong = 'text follows a closing quote (") in the row that begins here'
        else:
            wrong = f"the row that begins here has more than {LONGEST_ROW:,} characters"
            fix = 'perhaps a quote (") is not closed, or this is no table'
        return refusal(self._frame.row(self._begin), wrong, fix)
