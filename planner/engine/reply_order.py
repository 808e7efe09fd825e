"""Which of the messages that wait for a reply an agent turns to next."""

from typing import Protocol


class ReplyOrder(Protocol):
    """A discipline: the message of lowest rank is first; of equal ones, that which has waited longest."""

    def __call__(self, replies: int, assigned: float) -> float:
        """Rank a message by how many replies the chat has had so far, and when it was assigned (s)."""
        ...


def oldest(replies: int, assigned: float) -> float:
    """As they came in."""
    return 0


def first_replies_first(replies: int, assigned: float) -> float:
    """Customers who have had no reply yet, then the others."""
    return 1 if replies else 0


def newest_chat_last(replies: int, assigned: float) -> float:
    """Chats by age: the agent brings to an end what was begun."""
    return assigned


def shortest_chat(replies: int, assigned: float) -> float:
    """Chats that have had the fewest replies; how many are to come nobody knows."""
    return replies


REPLY_ORDERS: dict[str, ReplyOrder] = {
    "oldest": oldest,
    "first_replies_first": first_replies_first,
    "newest_chat_last": newest_chat_last,
    "shortest_chat": shortest_chat,
}
"""By the name in the scenario."""
