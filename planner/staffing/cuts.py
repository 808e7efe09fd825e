"""What is known of how conditions depend on the agents in each block: cuts, and the cheapest plan that they allow.

Atlason, Epelman & Henderson (2004), "Call center staffing with simulation and cutting plane methods", Annals of Operations
Research 127; Cezik & L'Ecuyer (2008), "Staffing multiskill call centers via linear programming and simulation", Management
Science 54. A cut says that a condition's value is at most what forward differences at some plan promise. That is true where the
value is concave in the staffing; under heavy overload it need not be.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

import numpy as np

from planner.flow.demand import FloatColumn, IntColumn
from planner.staffing.gradient import Slopes
from planner.staffing.solver import Program, Solver
from planner.staffing.space import Space

if TYPE_CHECKING:
    from scipy.sparse import csr_array

GAP = 1e-3
"""How far from the best the solver may stop, as a share of the cost: slopes are not known so well."""
FURTHEST_OFF = 4.0
"""Cuts come from noisy slopes: a plan that they find so many standard errors short may still be good enough."""
MANY = 200
"""More columns than these are many: cuts alone lead nowhere in the time that there is, since each is about one plan."""
GAP_OF_STEP, NODES_OF_STEP = 3e-3, 50
"""A step is simulated and followed by others: a plan near the cheapest will do ..."""
GAP_OF_MANY, NODES_OF_MANY = 6e-3, 20
"""... and one that is found sooner where there are many columns."""
ROUGHLY, NODES_OF_ROUGHLY = 0.05, 200
"""For how promising a plan is, a larger gap will do, and fewer nodes: it is simulated anyway."""


class _RowsOfProgram(TypedDict):
    matrix: "csr_array"
    row_low: FloatColumn
    row_high: FloatColumn


@dataclass(frozen=True)
class _Cuts:
    """Those of one plan: value of each condition <= value + slope @ (agents - those of the plan)."""

    conditions: IntColumn
    slope: "csr_array"
    """[cut, block]."""
    at_none: FloatColumn
    """What they would be without anyone on duty."""


class Cuts:
    """All cuts of a search."""

    def __init__(self, space: Space, solver: Solver) -> None:
        self._space = space
        self._solver = solver
        self._made: list[_Cuts] = []

    def forget(self) -> None:
        """Drop all of them."""
        self._made.clear()

    def add(self, counts: IntColumn, value: FloatColumn, slope: "csr_array") -> None:
        """Add what is known at a plan: each condition's value, and its slope in each block."""
        known = np.flatnonzero(np.isfinite(value) & (np.diff(slope.indptr) > 0))
        agents = self._space.coverage @ counts
        of_known = slope[known]
        self._made.append(_Cuts(known, of_known, value[known] - of_known @ agents))

    def cheapest(self, least: FloatColumn) -> IntColumn | None:
        """Return the cheapest plan in which conditions may have these values at least; None if there is none."""
        solution = self._solver.solve(self._program(least, 1))
        return None if solution is None else solution.values.astype(np.int64)

    def whole_bound(self, least: FloatColumn) -> float | None:
        """Return what no plan of whole agents costs less than where conditions may have these values."""
        solution = self._solver.solve(self._program(least, 1))
        return None if solution is None else solution.best_bound

    def bound(self, least: FloatColumn) -> float | None:
        """Return the same with fractions of agents allowed, which is lower, and found at once."""
        solution = self._solver.solve(self._program(least, 0))
        return None if solution is None else solution.best_bound

    def _program(self, least: FloatColumn, whole: int) -> Program:
        space = self._space
        return Program(
            cost=space.cost,
            low=space.low.astype(np.float64),
            high=space.high.astype(np.float64),
            integrality=np.full(len(space.cost), whole, dtype=np.int64),
            gap=GAP,
            **self._rows(least),
        )

    def step(
        self,
        counts: IntColumn,
        value: FloatColumn,
        slopes: Slopes,
        least: FloatColumn,
        reach: FloatColumn,
    ) -> IntColumn | None:
        """Return the cheapest plan near another one by what is known there, cuts included; None if there is none.

        Agents more than there count by one slope and agents fewer by the other, steeper one, so the bend is known to the solver.
        `reach` is by how many agents each block may change.
        """
        # what no agent more changes cannot be mended by a step, but fewer must not make it worse
        helped = np.diff(slopes.more.indptr) > 0
        missing = np.where(helped, least - value, np.minimum(least - value, 0.0))
        known = np.flatnonzero(np.isfinite(value) & (helped | (np.diff(slopes.fewer.indptr) > 0)))
        nearby = Slopes(slopes.more[known], slopes.fewer[known])
        solution = self._solver.solve(self._nearby(counts, missing[known], nearby, least, reach))
        return None if solution is None else solution.values[: len(counts)].astype(np.int64)

    def _nearby(
        self, counts: IntColumn, missing: FloatColumn, slopes: Slopes, least: FloatColumn, reach: FloatColumn
    ) -> Program:
        """Return the program of a step: its columns are those of the space, then agents more and agents fewer by block."""
        from scipy.sparse import csr_array, eye_array, hstack, vstack

        space, rows = self._space, self._rows(least)
        agents = space.coverage @ counts
        blocks, columns, conditions = len(agents), len(counts), len(missing)
        unit = eye_array(blocks)
        matrix = vstack(
            [
                hstack([rows["matrix"], csr_array((rows["matrix"].shape[0], 2 * blocks))]),
                hstack([space.coverage, -unit, unit]),
                hstack([csr_array((conditions, columns)), slopes.more, -slopes.fewer]),
            ]
        )
        many = columns > MANY
        return Program(
            cost=np.append(space.cost, np.zeros(2 * blocks)),
            low=np.append(space.low.astype(np.float64), np.zeros(2 * blocks)),
            high=np.concatenate([space.high.astype(np.float64), reach, np.minimum(reach, agents)]),
            integrality=np.repeat(np.array([1, 0]), [columns, 2 * blocks]),
            matrix=csr_array(matrix),
            row_low=np.concatenate([rows["row_low"], agents, missing]),
            row_high=np.concatenate([rows["row_high"], agents, np.full(conditions, np.inf)]),
            gap=GAP_OF_MANY if many else GAP_OF_STEP,
            most_nodes=NODES_OF_MANY if many else NODES_OF_STEP,
        )

    def most_promising(
        self, least: FloatColumn, scale: FloatColumn, below: float, low: IntColumn, high: IntColumn
    ) -> IntColumn | None:
        """Return the plan that costs at most so much and may be furthest on the right side of `least`, or least on the wrong one.

        How far is told in multiples of `scale`, by the condition that is furthest off. `low` and `high` are the fewest and most of
        each column. None where there is no plan that may be off by less than `FURTHEST_OFF`.
        """
        from scipy.sparse import csr_array, hstack, vstack

        space = self._space
        rows = self._rows(least)
        off = np.zeros(len(rows["row_low"]))
        off[len(space.rows.low) :] = -np.concatenate(
            [np.zeros(0), *(scale[cuts.conditions] for cuts in self._made)]
        )
        matrix = hstack([rows["matrix"], csr_array(off[:, np.newaxis])])
        solution = self._solver.solve(
            Program(
                cost=np.append(np.zeros(len(space.cost)), -1.0),
                low=np.append(low.astype(np.float64), -FURTHEST_OFF),
                high=np.append(high.astype(np.float64), np.inf),
                integrality=np.append(np.ones(len(space.cost), dtype=np.int64), 0),
                matrix=csr_array(vstack([matrix, csr_array(np.append(space.cost, 0.0)[np.newaxis])])),
                row_low=np.append(rows["row_low"], -np.inf),
                row_high=np.append(rows["row_high"], below),
                gap=ROUGHLY,
                most_nodes=NODES_OF_ROUGHLY,
            )
        )
        return None if solution is None else np.rint(solution.values[:-1]).astype(np.int64)

    def _rows(self, least: FloatColumn) -> "_RowsOfProgram":
        """Return the conditions of the space, then the cuts."""
        from scipy.sparse import csr_array, vstack

        space = self._space
        matrices = [space.rows.matrix]
        lows, highs = [space.rows.low], [space.rows.high]
        for cuts in self._made:
            matrices.append(cuts.slope @ space.coverage)
            lows.append(least[cuts.conditions] - cuts.at_none)
            highs.append(np.full(len(cuts.conditions), np.inf))
        return {
            "matrix": csr_array(vstack(matrices)),
            "row_low": np.concatenate(lows),
            "row_high": np.concatenate(highs),
        }
