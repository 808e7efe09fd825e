"""Head counts to be found: how many agents of each group in each interval."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from planner.demand import Blueprint
from planner.demand.restaffed import restaffed
from planner.flow.demand import FloatColumn, IntColumn
from planner.flow.profile import Profile
from planner.flow.roster import Roster
from planner.staffing.blocks import Blocks
from planner.staffing.space import Move, Rows, allowed, cheaper, moved, with_free_ones_few


class HeadcountSpace:
    """A `Space` with one column per block."""

    def __init__(self, plan: Blueprint, blocks: Blocks, cost: FloatColumn, high: IntColumn) -> None:
        """Columns are given by block: what an agent costs, and the most agents."""
        from scipy.sparse import csr_array, eye_array

        self.blocks = blocks
        self.cost, self.price = with_free_ones_few(cost), cost
        self.low = np.zeros(len(blocks), dtype=np.int64)
        self.high = high
        self.coverage = csr_array(eye_array(len(blocks)))
        self.rows = Rows(csr_array((0, len(blocks))), np.zeros(0), np.zeros(0))
        self._plan = plan

    def roster(self, counts: IntColumn, more: Sequence[int] = (), fewer: Sequence[int] = ()) -> Roster:
        """See `Space`."""
        agents = counts.copy()
        agents[list(more)] += 1
        agents[list(fewer)] = np.maximum(agents[list(fewer)] - 1, 0)
        numbers = {group: self._profile(of_group) for group, of_group in self._by_group(agents).items()}
        plan = self._plan
        return restaffed(plan.roster, plan.rules.doors, plan.horizon, numbers, {})

    def moves(self, counts: IntColumn) -> Iterator[Move]:
        """See `Space`."""
        drops = ({block: -1} for block in np.flatnonzero(counts > self.low).tolist())
        yield from (move for move in cheaper(self, drops) if allowed(self, moved(counts, move)))

    def _by_group(self, agents: IntColumn) -> Mapping[int, IntColumn]:
        blocks = self.blocks
        return dict(zip(blocks.groups, agents.reshape(len(blocks.groups), len(blocks.open)), strict=True))

    def _profile(self, agents: IntColumn) -> Profile:
        """Lay a group's agents over the horizon; what counts for nothing is staffed as the interval next to it."""
        edges = self.blocks.edges
        values = np.zeros(len(edges) - 1)
        values[self.blocks.open] = agents
        return Profile(np.concatenate([[0.0], edges[1:-1], [self._plan.horizon]]), values)
