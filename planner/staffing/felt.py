"""For how long an agent more or less is felt."""

import math

import numpy as np

from planner.demand import Blueprint

LENGTHS = 6.0
"""After so many lengths of a chat a queue has forgotten who was there ..."""
SHORTEST, LONGEST = 3600.0, 6 * 3600.0
"""... but not before so long (s), and after so long it is followed no further."""
ENDLESS = 3 * 3600.0
"""Where nobody gives up, queues last: at least so long (s)."""


def chat_length(plan: Blueprint) -> float:
    """Return how long (s) a chat takes on average, between the shortest and the longest that slowdown makes of it."""
    usual = np.mean([np.mean(group.slowdown) for group in plan.roster.groups])
    chats = np.array([of_type.rate.integral() for of_type in plan.types])
    alone = np.array([of_type.handle_time.mean + of_type.wrap_up.mean for of_type in plan.types])
    return float(usual * np.average(alone, weights=chats if chats.sum() > 0 else None))


def felt_for(plan: Blueprint) -> float:
    """Return for how long (s) after its begin a change in staffing is to be followed."""
    patient = any(math.isinf(of_type.patience.mean) for of_type in plan.types)
    return min(LONGEST, max(ENDLESS if patient else SHORTEST, LENGTHS * chat_length(plan)))
