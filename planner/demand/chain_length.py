"""How many contacts are drawn for each customer, on average; see `chains`."""

from collections.abc import Sequence

from planner.demand.practices import FollowUpPlan
from planner.scenario.follow_up import MOST_CONTACTS


def contacts_per_customer(plans: Sequence[FollowUpPlan], root: int) -> float:
    """Return the expected number of contacts that are drawn for a customer who comes to the chat type `root`.

    That is more than will come about, as a contact is either missed or answered. A chat that is handed on counts again.
    """
    return sum_per_customer(plans, root, [1.0] * len(plans))


def sum_per_customer(plans: Sequence[FollowUpPlan], root: int, each: Sequence[float]) -> float:
    """Return the same where contacts of a chat type count as many as `each` has for it."""
    comes, total = 1.0, 0.0
    for contact in range(MOST_CONTACTS):
        legs, last = _one_contact(plans, root, contact, each)
        total += comes * legs
        comes *= 1 - last
    return total


def _one_contact(
    plans: Sequence[FollowUpPlan], root: int, contact: int, each: Sequence[float]
) -> tuple[float, float]:
    """Return what a contact counts with all agents it goes through, and how likely it is that none is drawn after it."""
    legs, last = 0.0, 0.0
    # shares of contacts that are handed on so far, and of those of them after which no other is drawn so far
    reached = without = 1.0
    at, comes_again = root, any(other.resolved < 1 for other in plans)
    for leg in range(MOST_CONTACTS + 1):
        plan = plans[at]
        handed_on = plan.transfer if leg < MOST_CONTACTS else 0.0
        legs += reached * each[at]
        without *= 1 - (plan.retry if contact < plan.retries or comes_again else 0.0)
        last += without * (1 - handed_on) * plan.resolved
        reached, without = reached * handed_on, without * handed_on
        if not handed_on:
            break
        at = plan.transfer_to
    return legs, last
