"""What a search may choose from: columns, each a number of agents to be found."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from planner.flow.demand import FloatColumn, IntColumn
from planner.flow.roster import Roster
from planner.staffing.blocks import Blocks

if TYPE_CHECKING:
    from scipy.sparse import csr_array

WISH = 1e-4
"""What is wanted where it costs no more is worth so little, as a share of what columns usually cost."""

Move = Mapping[int, int]
"""By how much counts of columns change, such as one shift less and another one more."""


@dataclass(frozen=True)
class Rows:
    """Linear conditions on the counts: low <= matrix @ counts <= high."""

    matrix: "csr_array"
    low: FloatColumn
    high: FloatColumn


class Space(Protocol):
    """Plans are counts of columns: whole numbers, one per column."""

    @property
    def blocks(self) -> Blocks:
        """When agents are decided on."""

    @property
    def cost(self) -> FloatColumn:
        """Of one of each column, as the search sees it."""

    @property
    def price(self) -> FloatColumn:
        """What one of each column costs."""

    @property
    def low(self) -> IntColumn:
        """The fewest of each column."""

    @property
    def high(self) -> IntColumn:
        """The most of each column."""

    @property
    def coverage(self) -> "csr_array":
        """[block, column]: how many agents one of a column has on duty in a block, a fraction where it is not all of it."""

    @property
    def rows(self) -> Rows:
        """Further conditions."""

    def roster(self, counts: IntColumn, more: Sequence[int] = (), fewer: Sequence[int] = ()) -> Roster:
        """Return the roster of a plan, everybody turning up.

        `more` are blocks, in order, in which one more agent is on duty, and `fewer` those with one less, if there is any.
        """

    def moves(self, counts: IntColumn) -> Iterator[Move]:
        """Yield the ways to take someone off a plan, or to put them on something cheaper, that `low`, `high` and `rows`
        allow; those that save most come first."""


def usual(price: FloatColumn) -> float:
    """Return what a column costs on average; 1 where all are free."""
    return float(price.mean()) or 1.0


def with_free_ones_few(price: FloatColumn) -> FloatColumn:
    """Return prices in which nothing is free, so that of plans that cost the same the one with the fewest agents is found."""
    return np.where(price > 0, price, WISH * usual(price))


def moved(counts: IntColumn, move: Move) -> IntColumn:
    """Return the counts after a move."""
    after = counts.copy()
    for column, change in move.items():
        after[column] += change
    return after


def cost_of(space: Space, counts: IntColumn) -> float:
    """Return what a plan costs, overtime apart."""
    return float(np.dot(space.cost, counts))


def allowed(space: Space, counts: IntColumn) -> bool:
    """Tell whether a plan keeps `low`, `high` and `rows`."""
    if (counts < space.low).any() or (counts > space.high).any():
        return False
    found = space.rows.matrix @ counts
    return bool((found >= space.rows.low - 1e-9).all() and (found <= space.rows.high + 1e-9).all())


def cheaper(space: Space, moves: Iterable[Move]) -> list[Move]:
    """Return moves that save anything, those that save most first."""
    saving = [(sum(space.cost[column] * change for column, change in move.items()), move) for move in moves]
    return [move for cost, move in sorted(saving, key=lambda found: found[0]) if cost < -1e-9]
