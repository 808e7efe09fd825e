"""Which blocks a shift is on duty in."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from planner.demand.staffing import on_duty
from planner.flow.demand import FloatColumn
from planner.flow.roster import Shift
from planner.staffing.blocks import Blocks
from planner.staffing.shifts.candidates import Candidate

if TYPE_CHECKING:
    from scipy.sparse import csr_array


def coverage(blocks: Blocks, shifts: Sequence[Candidate], columns: int) -> "csr_array":
    """Return [block, column]: the share of each block for which a shift is on duty; columns beyond the shifts are empty."""
    from scipy.sparse import csr_array

    place = np.full(len(blocks.edges) - 1, -1)
    place[blocks.open] = np.arange(len(blocks.open))
    first_of = {group: number * len(blocks.open) for number, group in enumerate(blocks.groups)}
    rows, column_of, shares = [], [], []
    for column, candidate in enumerate(shifts):
        first, share = _shares(candidate.shift, blocks.edges)
        at = place[first : first + len(share)]
        there = (at >= 0) & (share > 0)
        rows.append(first_of[candidate.group] + at[there])
        column_of.append(np.full(int(there.sum()), column))
        shares.append(share[there])
    where = np.concatenate(rows), np.concatenate(column_of)
    return csr_array((np.concatenate(shares), where), shape=(len(blocks), columns))


def _shares(shift: Shift, edges: FloatColumn) -> tuple[int, FloatColumn]:
    """Return the first interval that a shift touches, and the share of it and of the next ones that it is on duty."""
    first = max(0, int(np.searchsorted(edges, shift.begin, side="right")) - 1)
    past = int(np.searchsorted(edges, shift.end, side="left"))
    own = edges[first : past + 1]
    begins, ends = np.array([*on_duty([shift])]).T
    until = np.clip(own[:, np.newaxis], begins, ends).sum(axis=1)
    return first, np.diff(until) / np.diff(own)
