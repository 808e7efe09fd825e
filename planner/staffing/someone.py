"""That somebody is there for every chat type while it has arrivals.

A target over a whole day could be kept with nobody on duty at a quiet hour; no planner would sign that.
"""

from typing import TYPE_CHECKING

import numpy as np

from planner.demand import Blueprint
from planner.demand.blueprint import TypePlan
from planner.flow.demand import BoolColumn, IntColumn
from planner.staffing.blocks import Blocks
from planner.staffing.space import Rows

if TYPE_CHECKING:
    from scipy.sparse import csr_array

NO_ARRIVALS = 1e-9


def someone(plan: Blueprint, blocks: Blocks, coverage: "csr_array", high: IntColumn) -> Rows:
    """Return that one agent with the skill is on duty where any chats come, as far as the columns allow it.

    `coverage` is [block, column] and `high` the most of each column. Types that groups serve that are not staffed are left out.
    """
    from scipy.sparse import csr_array

    teams = {serving(plan, number) for number in range(len(plan.types))}
    rows = []
    for groups in sorted(teams):
        if not set(groups) <= set(blocks.groups):
            continue
        coming = _coming(plan, blocks, [n for n in range(len(plan.types)) if serving(plan, n) == groups])
        own = np.isin(blocks.group, groups)
        rows += [own & (blocks.interval == interval) for interval in np.flatnonzero(coming).tolist()]
    matrix = csr_array(np.array(rows, dtype=np.float64).reshape(len(rows), len(blocks))) @ coverage
    return Rows(
        csr_array(matrix), np.minimum(1.0, np.floor(matrix @ high + 1e-9)), np.full(len(rows), np.inf)
    )


def joined_rows(one: Rows, two: Rows) -> Rows:
    """Return both."""
    from scipy.sparse import csr_array, vstack

    return Rows(
        csr_array(vstack([one.matrix, two.matrix])),
        np.concatenate([one.low, two.low]),
        np.concatenate([one.high, two.high]),
    )


def serving(plan: Blueprint, chat_type: int) -> tuple[int, ...]:
    """Return the positions of the groups with the skill for a chat type."""
    return tuple(place for place, group in enumerate(plan.roster.groups) if chat_type in group.skills)


def source(plan: Blueprint, chat_type: int) -> TypePlan:
    """Return the type whose customers come first: of a type that only gets chats handed on, the one that hands them on."""
    own = plan.types[chat_type]
    if own.rate.integral() > NO_ARRIVALS:
        return own
    handing = [of_type for of_type in plan.types if of_type.follow_up.transfer_to == chat_type]
    return handing[0] if handing else own


def _coming(plan: Blueprint, blocks: Blocks, types: list[int]) -> BoolColumn:
    """Tell in which open intervals any of these types' chats come."""
    begins, ends = blocks.edges[:-1], blocks.edges[1:]
    coming = np.zeros(len(begins), dtype=np.bool_)
    for number in types:
        rate = source(plan, number).to_queue
        for begin, end, value in zip(rate.edges[:-1], rate.edges[1:], rate.values, strict=True):
            if value > NO_ARRIVALS:
                coming |= (begins < end) & (ends > begin)
    opened = np.zeros(len(begins), dtype=np.bool_)
    opened[blocks.open] = True
    return coming & opened
