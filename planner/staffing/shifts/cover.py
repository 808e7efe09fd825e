"""The cheapest plan that has so many agents on duty."""

import numpy as np

from planner.flow.demand import FloatColumn, IntColumn
from planner.staffing.solver import Program, Solver
from planner.staffing.space import Space

DEAR = 100.0
"""What an agent short costs, in the dearest columns: more than even a tour that would be hired for a tenth of a block."""


class NoPlan(Exception):
    """Conditions that no plan keeps; the text says which."""


def cover(space: Space, need: FloatColumn, solver: Solver, gap: float = 1e-3) -> IntColumn:
    """Return the cheapest plan with at least `need` agents on duty in each block, as far as it can be had.

    Where columns cannot cover a block, the plan has as many there as it can. Raises `NoPlan` where
    numbers of agents contradict each other, and `SolverLost`.
    """
    from scipy.sparse import csr_array, eye_array, hstack, vstack

    columns, blocks = len(space.cost), len(need)
    # what no plan can cover must not outweigh what it costs to cover the rest
    needed = np.minimum(need, space.coverage @ space.high)
    dear = DEAR * max(1.0, float(space.cost.max(initial=0.0)))
    rows = csr_array((space.rows.matrix.shape[0], blocks))
    matrix = vstack([hstack([space.coverage, eye_array(blocks)]), hstack([space.rows.matrix, rows])])
    found = solver.solve(
        Program(
            cost=np.append(space.cost, np.full(blocks, dear)),
            low=np.append(space.low.astype(np.float64), np.zeros(blocks)),
            high=np.append(space.high.astype(np.float64), needed),
            integrality=np.repeat(np.array([1, 0]), [columns, blocks]),
            matrix=csr_array(matrix),
            row_low=np.append(needed, space.rows.low),
            row_high=np.append(np.full(blocks, np.inf), space.rows.high),
            gap=gap,
        )
    )
    if found is None:
        raise NoPlan("no plan keeps the fewest and the most agents of shift_patterns; check agents")
    return found.values[:columns].astype(np.int64)
