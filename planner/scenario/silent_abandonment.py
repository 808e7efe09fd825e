"""Customers who give up without a sign."""

from planner.scenario.distribution import ByPlainMean
from planner.scenario.fields import Share, Strict


class SilentAbandonment(Strict):
    """Customers who give up without closing the window: an agent gets their chats all the same."""

    share: Share
    """Share of those whose patience runs out who leave without a sign."""
    noticed_after: ByPlainMean
    """How long after the assignment the agent notices that nobody is there; the chat holds its slots until then."""
