"""All contacts that arrivals bring: chats that are handed on, and customers who come again."""

import numpy as np

from planner.demand import Blueprint
from planner.flow.demand import FloatColumn
from planner.scenario.follow_up import MOST_CONTACTS


def contacts(plan: Blueprint) -> FloatColumn:
    """Return how many contacts of each type (rows) an arrival of each type (columns) brings, itself included.

    All are taken to be answered, so that nobody tries again, and to come at once.
    """
    types = range(len(plan.types))
    handed_on, comes_again = np.zeros((len(types), len(types))), np.zeros(len(types))
    for number in types:
        after = plan.types[number].follow_up
        handed_on[after.transfer_to, number] = after.transfer
        comes_again[number] = (1.0 - after.transfer) * (1.0 - after.resolved)
    legs = sum(np.linalg.matrix_power(handed_on, leg) for leg in range(MOST_CONTACTS + 1))
    again = comes_again @ legs
    return np.asarray(legs * sum(again**contact for contact in range(MOST_CONTACTS)))


def done_here(plan: Blueprint, number: int) -> float:
    """Return the share of a type's handle time that is done on average before a chat may be handed on."""
    after = plan.types[number].follow_up
    return 1.0 - after.transfer * (1.0 - after.transfer_after)
