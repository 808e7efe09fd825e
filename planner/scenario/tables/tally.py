"""Problems, counted once they are too many to tell each."""

from collections.abc import Sequence

from planner.scenario.problems import Place, Problem
from planner.scenario.quantities import Unreadable
from planner.scenario.tables.cell import Cell

MOST = 50


class Tally:
    """Collects problems in the order of the rows; after the first fifty it only counts."""

    def __init__(self) -> None:
        self._told: list[Problem] = []
        self._after: Place | None = None
        self._more = 0

    def add(self, place: Place, wrong: str, fix: str) -> None:
        """Take one more problem."""
        if len(self._told) < MOST:
            self._told.append(Problem(place, wrong, fix))
            return
        self._after = self._after or place
        self._more += 1

    def refuse(self, cells: Sequence[Cell], row: int, error: Unreadable) -> None:
        """Take what is wrong with a cell; beyond the first fifty its place is not worked out."""
        if self._after is None:
            self.add(cells[row].place, error.wrong, error.fix)
        else:
            self._more += 1

    def problems(self) -> list[Problem]:
        """Return what was collected, and how many more there are."""
        if self._after is None:
            return list(self._told)
        rows = "1 more row" if self._more == 1 else f"{self._more:,} more rows"
        rest = Problem(self._after, f"from here on {rows} like these", "mend the first ones, then try again")
        return [*self._told, rest]
