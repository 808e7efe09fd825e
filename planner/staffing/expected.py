"""How many chats are expected, interval by interval."""

import numpy as np

from planner.demand import Blueprint
from planner.demand.course import while_open
from planner.flow.demand import FloatColumn
from planner.flow.profile import Profile
from planner.staffing.blocks import Blocks
from planner.staffing.result import Expected


def expected(plan: Blueprint, blocks: Blocks) -> tuple[Expected, ...]:
    """Return the chats of all types that come to the queue in each interval with open doors."""
    rates = [while_open(of_type.to_queue, plan.rules.doors) for of_type in plan.types]
    chats = np.sum([_within(rate, blocks.edges) for rate in rates], axis=0)
    begins, ends = blocks.edges[:-1], blocks.edges[1:]
    return tuple(
        Expected(float(begins[place]), float(ends[place]), float(chats[place]))
        for place in blocks.open.tolist()
    )


def _within(rate: Profile, edges: FloatColumn) -> FloatColumn:
    """Return the integrals of a rate between neighbouring edges (s)."""
    since_start = np.concatenate([[0.0], np.cumsum(rate.values * np.diff(rate.edges))])
    return np.diff(np.interp(edges, rate.edges, since_start))
