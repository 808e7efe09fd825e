"""How places in a table are told."""

from dataclasses import dataclass

from planner.scenario.problems import Place, Problem, ScenarioError


@dataclass(frozen=True)
class Frame:
    """Where a table stands: the file as the planner wrote it, and the sheet in a workbook."""

    source: str
    sheet: str | None = None

    def row(self, line: int) -> Place:
        """Return the place of a row, which counts from 1."""
        return Place(self.source, line, 0, f"{self._sheet()}row {line}")

    def cell(self, line: int, column: int, title: str) -> Place:
        """Return the place of a cell in the column with this title; rows and columns count from 1."""
        if self.sheet is None:
            words = f"row {line}, column {title}"
        else:
            words = f"{self._sheet()}cell {letters(column)}{line} ({title})"
        return Place(self.source, line, column, words)

    def whole(self) -> Place:
        """Return the place of the file or sheet."""
        return Place(self.source, words=self._sheet().rstrip(", "))

    def _sheet(self) -> str:
        return "" if self.sheet is None else f"sheet {self.sheet[:60]}, "


def letters(column: int) -> str:
    """Name a column, counted from 1, the way spreadsheets do: A, B, ... Z, AA."""
    name = ""
    while column:
        column, last = divmod(column - 1, 26)
        name = chr(ord("A") + last) + name
    return name


def refusal(place: Place, wrong: str, fix: str = "") -> ScenarioError:
    """Return the error for a table of which nothing can be made."""
    return ScenarioError([Problem(place, wrong, fix)])
