"""Integer programs, and what solves them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from planner.flow.demand import FloatColumn, IntColumn

if TYPE_CHECKING:
    from scipy.sparse import csr_array

MOST_NODES = 2_000
"""Of the search tree. A limit in nodes, not in time, gives the same answer on every machine."""


@dataclass(frozen=True)
class Program:
    """Minimise cost @ x where row_low <= matrix @ x <= row_high and low <= x <= high."""

    cost: FloatColumn
    low: FloatColumn
    high: FloatColumn
    integrality: IntColumn
    """1 where x must be a whole number, 0 where not."""
    matrix: "csr_array"
    row_low: FloatColumn
    row_high: FloatColumn
    gap: float = 1e-4
    """How far from the optimum is near enough, as a share of the cost."""
    most_nodes: int = MOST_NODES
    """After so many nodes of the search tree the best so far is taken."""


@dataclass(frozen=True)
class Solution:
    """What was found."""

    values: FloatColumn
    """Whole where they must be."""
    best_bound: float
    """No solution costs less."""


def solve(program: Program) -> Solution | None:
    """Solve a program with HiGHS in this process; None where no solution exists, or none was found."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    rows = LinearConstraint(program.matrix, program.row_low, program.row_high)
    found = milp(
        program.cost,
        integrality=program.integrality,
        bounds=Bounds(program.low, program.high),
        constraints=[rows] if program.matrix.shape[0] else [],
        options={"mip_rel_gap": program.gap, "node_limit": program.most_nodes},
    )
    if found.x is None:
        return None
    whole = program.integrality > 0
    values = np.where(whole, np.rint(found.x), found.x)
    # a program without whole numbers has no search tree, and its optimum is the bound
    bound = found.fun if found.mip_dual_bound is None else found.mip_dual_bound
    return Solution(values, float(bound))
