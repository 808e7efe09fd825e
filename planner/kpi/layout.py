"""Which sums are kept of a scenario: those that its KPIs read."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from planner.flow.demand import FloatColumn
from planner.kpi.columns import Column
from planner.kpi.kinds import Kpi


@dataclass(frozen=True)
class Layout:
    """What the last axis of kept sums holds: these columns, side by side."""

    columns: tuple[Column, ...]

    def place(self, column: Column) -> int:
        """Return where a column stands. Raises `ValueError` where it is not kept."""
        return self.columns.index(column)

    def of(self, sums: FloatColumn) -> FloatColumn:
        """Return these columns of sums that have every one, [..., column], in the same order of memory."""
        # indexing with a list would turn the axes in memory, and NumPy would add up in another order
        return np.take(sums, self.columns, axis=-1)


EVERY_COLUMN = Layout(tuple(Column))
"""As it is measured."""


def layout_of(kpis: Iterable[Kpi]) -> Layout:
    """Return the layout of what some KPIs read."""
    return Layout(tuple(sorted({column for kpi in kpis for column in kpi.reads})))
