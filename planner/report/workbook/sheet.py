"""What workbooks are made of, whatever the result."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True)
class Number:
    """A number as it is, and the format in which Excel shows it."""

    value: float | None
    shown: str


Entry = str | float | datetime | Number | None
"""What stands in a cell; None is an empty one."""


@dataclass(frozen=True)
class Column:
    """A column of a sheet."""

    title: str
    width: float = 12
    """In characters."""
    wraps: bool = False
    """Whether long text takes several lines."""


NAME = 26
"""Width of a column of names."""
KPI = (Column("figure", 30), Column("kpi", 22), Column("unit", 20))
"""Of which figure a row is."""
ENDS = (Column("mean"), Column("low"), Column("high"))
CHANGE = (Column("difference"), Column("low"), Column("high"))


@dataclass(frozen=True)
class Drawing:
    """A chart of one sheet's columns: bars by name, and perhaps a line on an axis of its own."""

    title: str
    names: int
    """The column that names the rows, counted from 0."""
    bars: tuple[int, ...]
    line: int | None = None
    percent: bool = False
    """Whether the line is a share, from 0 to 1."""
    kind: Literal["beside", "stacked"] = "beside"


@dataclass(frozen=True)
class Sheet:
    """A table with its headings in the first row."""

    title: str
    columns: tuple[Column, ...]
    rows: Sequence[tuple[Entry, ...]]
    kept: int = 1
    """How many columns stay when the sheet is moved."""
    drawings: tuple[Drawing, ...] = ()
