"""What became of the rows of a file."""

from collections import Counter
from collections.abc import Sequence

from planner.scenario.problems import Problem
from planner.scenario.tables import Table

MOST_TOLD = 50


class Rows:
    """Counts each row of a table once: as used, or as not used for a reason."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._used = 0
        self._unused: Counter[str] = Counter()
        self._doubts: list[str] = []

    def use(self) -> None:
        """Count a row that is used."""
        self._used += 1

    def leave(self, why: str) -> None:
        """Count a row that is not used, such as `outside start and end`."""
        self._unused[why] += 1

    def doubt(self, text: str) -> None:
        """Note what the planner may not have meant."""
        self._doubts.append(text)

    def note(self) -> str:
        """Say how many were read and what became of them."""
        assert self._used + self._unused.total() == self._table.rows
        parts = [f"{self._table.source}: {self._table.rows:,} rows read, {self._used:,} used"]
        parts += [f"{count:,} {why}" for why, count in self._unused.items()]
        return "; ".join([", ".join(parts), *self._table.notes])

    def cautions(self) -> list[str]:
        """Say which rows are not used, and what is in doubt."""
        rows = self._table.rows
        unused = [f"{count:,} of {rows:,} rows are not used: {why}" for why, count in self._unused.items()]
        return [f"{self._table.source}: {said}" for said in (*unused, *self._doubts)]


def at_most(problems: Sequence[Problem]) -> list[Problem]:
    """Cut a long list of problems; the last says how many more there are."""
    if len(problems) <= MOST_TOLD:
        return list(problems)
    told = sorted(problems)[:MOST_TOLD]
    place = told[-1].place
    return [*told, Problem(place, f"and {len(problems) - MOST_TOLD:,} more problems after this row")]
