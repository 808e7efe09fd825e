"""How many contacts are drawn for each customer, on average; see `chains`."""

from collections.abc import Sequence

from planner.demand.practices import FollowUpPlan
from planner.scenario.follow_up import MOST_CONTACTS


def contacts_per_customer(plans: Sequence[FollowUpPlan], root: int) -> float:
    """Return the expected number of contacts that are drawn for a customer who comes to the chat type `root`.

    That is more than will come about, as a contact is either missed or answered. A chat that is handed on counts again.
    """
    comes, total = 1.0, 0.0
    for contact in range(MOST_CONTACTS):
        legs, last = _one_contact(plans, root, contact)
        total += comes * legs
        comes *= 1 - last
    return total


def _one_contact(plans: Sequence[FollowUpPlan], root: int, contact: int) -> tuple[float, float]:
    """Return how many agents a contact goes through, and how likely it is that no other contact is drawn after it."""
    legs, last = 0.0, 0.0
    # shares of contacts that are handed on so far, and of those of them after which no other is drawn so far
    reached = without = 1.0
    plan, comes_again = plans[root], any(other.resolved < 1 for other in plans)
    for leg in range(MOST_CONTACTS + 1):
        handed_on = plan.transfer if leg < MOST_CONTACTS else 0.0
        legs += reached
        without *= 1 - (plan.retry if contact < plan.retries or comes_again else 0.0)
        last += without * (1 - handed_on) * plan.resolved
        reached, without = reached * handed_on, without * handed_on
        if not handed_on:
            break
        plan = plans[plan.transfer_to]
    return legs, last
