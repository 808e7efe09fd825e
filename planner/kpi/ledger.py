"""The tallies of many replications, in memory that hardly grows with their number."""

from collections.abc import Sequence

import numpy as np

from planner.flow.demand import FloatColumn, IntColumn
from planner.kpi.columns import Column
from planner.kpi.histogram import BINS
from planner.kpi.layout import EVERY_COLUMN
from planner.kpi.tally import Tally

SECTIONS = 30
"""Intervals, agents and histograms are kept by section (replication mod 30), the run's sums for each replication."""

LARGEST = 6_000_000
"""Numbers kept for the intervals; a longer horizon makes fewer sections, at least 10."""
QUEUES, LONGEST = 500, 1000
"""Of the first replications how the queue went is kept one by one, where there are no more cells than so many."""


class Ledger:
    """Adds up tallies in the order of replications.

    All have the same layout, which is that of the ledger's sums.
    """

    def __init__(self) -> None:
        self.replications = 0
        self.layout = EVERY_COLUMN
        self._runs: list[FloatColumn] = []
        self._maxima: list[FloatColumn] = []
        self._days: list[FloatColumn] = []
        self._cells: list[FloatColumn] = []
        self._histograms: list[IntColumn] = []
        self._evenness: list[FloatColumn] = []
        self._agents: list[FloatColumn] = []
        self._by_chats_in_hand: list[FloatColumn] = []
        self._queues: list[FloatColumn] = []
        self._open = np.zeros(0)

    def add(self, tally: Tally) -> None:
        """Enter the next replication."""
        if not self.replications:
            self.layout = tally.layout
        sections = max(10, min(SECTIONS, LARGEST // tally.cells.size))
        place = self.replications % sections
        if place == len(self._cells):
            self._cells.append(np.zeros(tally.cells.shape))
        self._cells[place] += tally.cells
        self._runs.append(tally.cells.sum(axis=1))
        self._maxima.append(tally.maxima)
        self._days.append(tally.days)
        at = self.replications % SECTIONS
        if at == len(self._histograms):
            self._histograms.append(np.zeros(tally.quantities * len(tally.cells) * BINS, dtype=np.int64))
        self._histograms[at][tally.histogram_at] += tally.histogram_count
        self._evenness.append(tally.evenness)
        self._keep_queue(tally)
        for sections_of, sums in (
            (self._agents, tally.agents),
            (self._by_chats_in_hand, tally.by_chats_in_hand),
        ):
            if sums is not None:
                if at == len(sections_of):
                    sections_of.append(np.zeros(sums.shape))
                sections_of[at] += sums
        self.replications += 1

    def _keep_queue(self, tally: Tally) -> None:
        of_run = tally.cells[0]
        if (
            self.replications >= QUEUES
            or len(of_run) > LONGEST
            or Column.QUEUE_TIME not in self.layout.columns
        ):
            return
        self._queues.append(of_run[:, self.layout.place(Column.QUEUE_TIME)].copy())
        self._open = of_run[:, self.layout.place(Column.OPEN)].copy()

    def queue_times(self) -> FloatColumn | None:
        """Return how long chats waited (s) in the first replications as [replication, cell]; None of very many cells."""
        return np.stack(self._queues) if self._queues else None

    def open_times(self) -> FloatColumn:
        """Return how long doors are open (s) in each cell; nothing where queues are not kept."""
        return self._open

    def runs(self, scope: int) -> FloatColumn:
        """Return a scope's sums as [replication, column of the layout]."""
        return np.stack([run[scope] for run in self._runs])

    def maxima(self, scope: int) -> FloatColumn:
        """Return a scope's maxima as [replication, 2]."""
        return np.stack([maxima[scope] for maxima in self._maxima])

    def evenness(self, scope: int) -> FloatColumn:
        """Return how unevenly a scope's work was spread as [replication, 2]: Gini index, largest over mean."""
        return np.stack([spread[scope] for spread in self._evenness])

    def days(self, scope: int) -> FloatColumn:
        """Return the run's or a chat type's sums of each day as [replication, day, 3]: in time, promised, missed."""
        return np.stack([days[scope] for days in self._days])

    def cells(self, scope: int) -> FloatColumn:
        """Return a scope's sums as [section, cell, column of the layout]."""
        return np.stack([cells[scope] for cells in self._cells])

    def section_sizes(self) -> Sequence[int]:
        """Return how many replications each interval section holds."""
        return self._sizes(len(self._cells))

    def agents(self) -> FloatColumn:
        """Return the agents' sums as [section, agent, column of the layout]; no section if they are not told of apart."""
        return np.array(self._agents)

    def agent_section_sizes(self) -> Sequence[int]:
        """Return how many replications each of the agents' sections holds."""
        return self._sizes(len(self._agents))

    def by_chats_in_hand(self) -> FloatColumn:
        """Return the sums of replies as [section, chats in hand - 1, column]; no section without conversations."""
        return np.array(self._by_chats_in_hand)

    def reply_section_sizes(self) -> Sequence[int]:
        """Return how many replications each of these sections holds."""
        return self._sizes(len(self._by_chats_in_hand))

    def histogram(self, quantity: int, scope: int) -> IntColumn:
        """Return a scope's histogram as [section, bin]; the quantity is a place among `QUANTITIES`.

        Of what is not kept it is empty: a KPI may be asked of a scenario where it has no meaning.
        """
        tables = [whole.reshape(-1, len(self._runs[0]), BINS) for whole in self._histograms]
        if quantity >= len(tables[0]):
            return np.zeros((len(tables), BINS), dtype=np.int64)
        return np.stack([table[quantity, scope] for table in tables])

    def _sizes(self, sections: int) -> list[int]:
        return [len(range(place, self.replications, sections)) for place in range(sections)]
