"""Days of rest together, where that is wished for and costs nothing."""

import numpy as np

from planner.flow.demand import IntColumn
from planner.staffing.shifts.space import ShiftSpace
from planner.staffing.solver import Program, Solver


def resting_together(space: ShiftSpace, counts: IntColumn, solver: Solver) -> IntColumn:
    """Return a plan with the very same shifts, dealt out to tours so that as few wishes as can be are missed.

    The wish weighs less than the gap at which a large plan is near enough, so a search does not fulfil it by itself.
    Raises `SolverLost`.
    """
    from scipy.sparse import csc_array

    first = len(space.shifts)
    if not space.cost[first:].any():
        return counts
    # of all rows only those of tours concern tours; what they come to now, they shall come to again
    of_tours = csc_array(space.rows.matrix)[:, first:]
    fixed = of_tours @ counts[first:]
    found = solver.solve(
        Program(
            cost=space.cost[first:],
            low=space.low[first:].astype(np.float64),
            high=space.high[first:].astype(np.float64),
            integrality=np.ones(len(space.tours), dtype=np.int64),
            matrix=of_tours.tocsr(),
            row_low=fixed,
            row_high=fixed,
            gap=0.0,
        )
    )
    return counts if found is None else np.append(counts[:first], found.values.astype(np.int64))
