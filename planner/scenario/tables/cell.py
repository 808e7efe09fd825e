"""A cell of a table, and a column of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import overload

from planner.scenario.problems import Place
from planner.scenario.tables.frame import Frame

Value = str | float | datetime | time | None
"""Text as written (never empty), an XLSX number, date or time of day, or nothing."""


@dataclass(frozen=True)
class Cell:
    """A value and where it stands."""

    value: Value
    place: Place


class Column(Sequence[Cell]):
    """The cells of one column; each is made when asked for, as most are never told of."""

    def __init__(self, frame: Frame, number: int, title: str, lines: Sequence[int]) -> None:
        self.values: list[Value] = []
        """The bare values, for those who read a whole column."""
        self._frame = frame
        self._number = number
        self._title = title
        self._lines = lines

    def place(self, row: int) -> Place:
        """Return the place of a cell, by the number of its data row from 0."""
        return self._frame.cell(self._lines[row], self._number, self._title)

    def __len__(self) -> int:
        return len(self.values)

    @overload
    def __getitem__(self, index: int) -> Cell: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Cell]: ...
    def __getitem__(self, index: int | slice) -> Cell | Sequence[Cell]:
        if isinstance(index, slice):
            return [self[row] for row in range(*index.indices(len(self)))]
        return Cell(self.values[index], self.place(index))


def values_of(cells: Sequence[Cell]) -> Sequence[Value]:
    """Return the bare values of cells."""
    return cells.values if isinstance(cells, Column) else [cell.value for cell in cells]


def text_of(value: Value) -> str:
    """Return a value as text, a whole number without its decimal point; nothing for nothing."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)
