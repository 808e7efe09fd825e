"""Small changes to a shift plan that save money, and changes of breaks that cost none."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from planner.flow.demand import FloatColumn, IntColumn
from planner.staffing.shifts.tours import Cell, Tour, cell_of
from planner.staffing.space import Move

if TYPE_CHECKING:
    from planner.staffing.shifts.space import ShiftSpace

NEAR = 30
"""To how many others a shift or tour is swapped, those that cover most alike."""
ENOUGH = 1e-9
"""What saves less saves nothing."""


def shift_moves(space: "ShiftSpace", counts: IntColumn) -> Iterator[Move]:
    """Yield what may be dropped or swapped for something cheaper, in order of what it saves, then moves of breaks."""
    legal = _legal(space, counts)
    found = [*_Shifts(space, counts).moves(), *_Tours(space, counts).moves()]
    change = [sum(float(space.cost[column]) * by for column, by in move.items()) for move in found]
    for place in np.argsort(change, kind="stable"):
        if change[place] <= ENOUGH and legal(found[place]):
            yield found[place]


def _legal(space: "ShiftSpace", counts: IntColumn) -> Callable[[Move], bool]:
    """Return a test of whether a move keeps `low`, `high` and `rows`; it looks at what the move changes only."""
    sums = space.rows.matrix @ counts
    by_column = space.rows.matrix.tocsc()
    low, high = space.rows.low - ENOUGH, space.rows.high + ENOUGH

    def keeps(move: Move) -> bool:
        changes: Counter[int] = Counter()
        for column, by in move.items():
            if not space.low[column] <= counts[column] + by <= space.high[column]:
                return False
            own = slice(by_column.indptr[column], by_column.indptr[column + 1])
            for row, times in zip(by_column.indices[own], by_column.data[own], strict=True):
                changes[row] += by * times
        return all(low[row] <= sums[row] + change <= high[row] for row, change in changes.items())

    return keeps


class _Shifts:
    """Moves of shifts that stand alone, and of breaks."""

    def __init__(self, space: "ShiftSpace", counts: IntColumn) -> None:
        self._space = space
        self._counts = counts
        number = {cell: place for place, cell in enumerate(space.cells)}
        self._cell = np.array([number[cell_of(shift)] for shift in space.shifts])
        self._alone = np.array([cell_of(shift) not in space.toured for shift in space.shifts])
        self._cost = space.cost[: len(space.shifts)]
        self._covers = space.coverage.T.tocsr()[: len(space.shifts)]
        self._size = np.asarray(self._covers.sum(axis=1)).ravel()

    def moves(self) -> Iterator[Move]:
        """Yield them for each shift that is worked."""
        for column in map(int, np.flatnonzero(self._counts[: len(self._cost)])):
            if self._alone[column]:
                yield {column: -1}
                yield from ({column: -1, other: 1} for other in self._cheaper(column))
            yield from ({column: -1, other: 1} for other in self._other_breaks(column))

    def _cheaper(self, column: int) -> Sequence[int]:
        """Return cheaper shifts that overlap, of each kind the one whose breaks are most alike."""
        shared = self._shared(column)
        others = np.flatnonzero(
            self._alone
            & (shared > 0)
            & (self._cost < self._cost[column] - ENOUGH)
            & (self._cell != self._cell[column])
        )
        nearest = self._nearest(others, shared)
        _, first = np.unique(self._cell[nearest], return_index=True)
        return [int(other) for other in nearest[np.sort(first)][:NEAR]]

    def _other_breaks(self, column: int) -> Sequence[int]:
        """Return the same shift with other breaks, where that costs no more."""
        same = (self._cell == self._cell[column]) & (self._cost <= self._cost[column] + ENOUGH)
        same[column] = False
        return [int(other) for other in self._nearest(np.flatnonzero(same), self._shared(column))[:NEAR]]

    def _shared(self, column: int) -> FloatColumn:
        """Return how many blocks each shift has in common with one; those of other groups have none."""
        return np.asarray(self._covers @ self._covers[[column]].toarray().ravel())

    def _nearest(self, others: IntColumn, shared: FloatColumn) -> IntColumn:
        """Return shifts by the blocks in which they differ from one, the fewest first."""
        return others[np.argsort(self._size[others] - 2 * shared[others], kind="stable")]


class _Tours:
    """Moves of whole tours."""

    def __init__(self, space: "ShiftSpace", counts: IntColumn) -> None:
        self._space = space
        self._counts = counts
        self._first = len(space.shifts)
        cheapest = {cell: min(space.cost[list(columns)]) for cell, columns in space.cells.items()}
        self._cost = [
            float(space.cost[column]) + sum(cheapest[cell] for cell in tour.cells)
            for column, tour in enumerate(space.tours, start=self._first)
        ]

    def moves(self) -> Iterator[Move]:
        """Yield them for each tour that is worked."""
        for place, tour in enumerate(self._space.tours):
            column = self._first + place
            if self._counts[column]:
                worked = {cell[1]: self._worked(cell) for cell in tour.cells}
                yield {column: -1, **dict.fromkeys(worked.values(), -1)}
                for other in self._cheaper(place, worked):
                    yield self._swap(column, worked, other)

    def _worked(self, cell: Cell) -> int:
        """Return which shift of a cell is given up: that with the breaks that most have."""
        return max(self._space.cells[cell], key=lambda column: int(self._counts[column]))

    def _cheaper(self, place: int, worked: dict[int, int]) -> Sequence[int]:
        """Return cheaper tours of the same group and week, the nearest in time first."""
        tour, tours = self._space.tours[place], self._space.tours
        spent = float(self._space.cost[self._first + place]) + sum(
            float(self._space.cost[column]) for column in worked.values()
        )
        others = [
            other
            for other, cost in enumerate(self._cost)
            if cost < spent - ENOUGH
            and other != place
            and (tours[other].group, tours[other].week) == (tour.group, tour.week)
        ]
        return sorted(others, key=lambda other: _apart(tours[other], tour))[:NEAR]

    def _swap(self, column: int, worked: dict[int, int], place: int) -> Move:
        other = self._space.tours[place]
        change = Counter({column: -1, self._first + place: 1})
        change.subtract(worked.values())
        change.update(self._alike(cell, worked.get(cell[1])) for cell in other.cells)
        return {column: by for column, by in change.items() if by}

    def _alike(self, cell: Cell, column: int | None) -> int:
        """Return the shift of a cell whose breaks are most like those of another shift of the day, if there is one."""
        columns = self._space.cells[cell]
        if column is None or column in columns:
            return columns[len(columns) // 2] if column is None else column
        breaks = self._space.shifts[column].shift.breaks

        def off(other: int) -> float:
            own = self._space.shifts[other].shift.breaks
            return sum(abs(one.begin - two.begin) for one, two in zip(own, breaks, strict=False))

        return min(columns, key=off)


def _apart(one: Tour, other: Tour) -> int:
    """Return by how many agent seconds two tours differ, about."""
    shifted = abs(one.start - other.start) + abs(one.start + one.length - other.start - other.length)
    days = len({*one.days} ^ {*other.days})
    return shifted * len(one.days) + other.length * days
