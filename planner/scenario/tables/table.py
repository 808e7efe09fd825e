"""A table as it was read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from planner.scenario.problems import Place
from planner.scenario.tables.cell import Cell
from planner.scenario.tables.frame import Frame


@dataclass(frozen=True)
class Table:
    """The wanted columns of a table and where everything stands."""

    source: str
    """The file as the planner wrote it."""
    place: Place
    """The header row."""
    columns: Mapping[str, Sequence[Cell]]
    """By wanted name; only those that exist, all of the same length."""
    rows: int
    """Data rows, without blank ones."""
    decimal_comma: bool
    """Whether numbers are written 12,5."""
    notes: tuple[str, ...]
    """What a planner should know, such as `3 empty rows`."""
    frame: Frame = field(repr=False)
    lines: Sequence[int] = field(repr=False)
    """The row number of each data row in the file."""

    def row_place(self, row: int) -> Place:
        """Return the place of a data row, counted from 0."""
        return self.frame.row(self.lines[row])
