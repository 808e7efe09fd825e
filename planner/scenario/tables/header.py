"""Which row of a table is its header."""

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from planner.scenario.problems import Problem, ScenarioError
from planner.scenario.quantities import shown
from planner.scenario.tables.frame import Frame, refusal
from planner.scenario.tables.wanted import Wanted, plain

MOST_LISTED = 8


@dataclass(frozen=True)
class Header:
    """A row of titles, and where the wanted columns are among them."""

    line: int
    """The row, counted from 1."""
    above: int
    """How many rows stand above it."""
    titles: tuple[str, ...]
    found: dict[str, list[int]]
    missing: tuple[tuple[str, ...], ...]

    def unused(self) -> list[str]:
        """Return the titles of the columns that nobody wants."""
        used = {index for places in self.found.values() for index in places}
        return [title for index, title in enumerate(self.titles) if title and index not in used]

    def check(self, frame: Frame, elsewhere: str = "") -> None:
        """Raise `ScenarioError` unless each required column is there, and no wanted one twice.

        `elsewhere` tells where else the missing ones were looked for.
        """
        problems = [
            self._twice(frame, name, places) for name, places in self.found.items() if len(places) > 1
        ]
        if self.missing:
            problems.append(self._missing(frame, elsewhere))
        if problems:
            raise ScenarioError(problems)

    def _twice(self, frame: Frame, name: str, places: Sequence[int]) -> Problem:
        place = frame.cell(self.line, places[1] + 1, self.titles[places[1]])
        wrong = f"the column {shown(name)} is there {len(places)} times"
        return Problem(place, wrong, "keep one, or give the others another title")

    def _missing(self, frame: Frame, elsewhere: str) -> Problem:
        names = ", ".join(" or ".join(shown(name) for name in entry) for entry in self.missing)
        verb = "columns are missing" if len(self.missing) > 1 else "column is missing"
        wrong = f"the {names} {verb}; the row has {listed(self.titles)}{elsewhere}"
        close = self._close()
        fix = f"did you mean {close}?" if close else f"write a header row with {names}"
        return Problem(frame.row(self.line), wrong, fix)

    def _close(self) -> str:
        unused = {plain(title): title for title in self.unused()}
        near = [
            f"{shown(name)} instead of {shown(unused[match])}"
            for entry in self.missing
            for name in entry
            for match in difflib.get_close_matches(plain(name), [key[:60] for key in unused], 1)
            if match in unused
        ]
        return ", ".join(near)


def listed(names: Sequence[str]) -> str:
    """List names for a message, the first few of them."""
    filled = [name for name in names if name]
    more = f" and {len(filled) - MOST_LISTED} more" if len(filled) > MOST_LISTED else ""
    return (", ".join(shown(name) for name in filled[:MOST_LISTED]) + more) or "no titles"


def find_header(rows: Iterable[tuple[int, Sequence[object]]], wanted: Wanted) -> Header | None:
    """Return the first row that has all required columns, else what comes nearest; none if all are blank."""
    best = None
    for above, (line, row) in enumerate(rows):
        titles = [title_of(value) for value in row]
        while titles and not titles[-1]:
            titles.pop()
        if not titles:
            continue
        found = wanted.find(titles)
        header = Header(line, above, tuple(titles), found, tuple(wanted.missing(found)))
        if not header.missing:
            return header
        if best is None or len(header.found) > len(best.found):
            best = header
    return best


def title_of(value: object) -> str:
    """Return a header cell as text."""
    return "" if value is None else str(value).strip()


def no_header(frame: Frame) -> ScenarioError:
    """Return the error for a table without any text where the header should be."""
    return refusal(frame.whole(), "the table is empty", "write a header row and rows below it")
