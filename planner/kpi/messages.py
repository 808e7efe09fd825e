"""When messages went to and fro, chat by chat."""

import numpy as np

from planner.flow.demand import BoolColumn, Conversations, Demand, FloatColumn, IntColumn
from planner.flow.records import Records, Replies

Spans = tuple[IntColumn, FloatColumn, FloatColumn]
"""Of agents: roster position, from, to."""


def reply_times(conversations: Conversations, replies: Replies, assigned: FloatColumn) -> FloatColumn:
    """Return how long the customer waited for each reply (s), at first from the assignment; NaN where none was sent."""
    first, talks = conversations.first, _with_replies(conversations)
    asked = np.empty(len(replies.sent))
    asked[1:] = (replies.sent + conversations.gap)[:-1]
    asked[first[:-1][talks]] = assigned[talks]
    return replies.sent - asked


def first_sent(conversations: Conversations, replies: Replies) -> FloatColumn:
    """Return when the first reply of each chat was sent; NaN if none was, or the chat has no conversation."""
    talks = _with_replies(conversations)
    sent = np.full(len(talks), np.nan)
    sent[talks] = replies.sent[conversations.first[:-1][talks]]
    return sent


def per_chat(conversations: Conversations, which: BoolColumn) -> IntColumn:
    """Count the replies of each chat that are so."""
    before = np.concatenate([[0], np.cumsum(which)])
    return np.diff(before[conversations.first])


def typing_spans(records: Records, demand: Demand) -> Spans:
    """Return when agents type replies, or wrap up after conversations.

    A reply that the customer did not wait for was typed until the customer left.
    """
    conversations, replies = demand.conversations, records.replies
    if conversations is None or replies is None:
        return np.zeros(0, dtype=np.int64), np.zeros(0), np.zeros(0)
    begun = ~np.isnan(replies.began)
    typed, sent = conversations.chat[begun], replies.sent[begun]
    wrapped = np.flatnonzero(~np.isnan(replies.wrap_up_began))
    return (
        records.agent[np.concatenate([typed, wrapped])],
        np.concatenate([replies.began[begun], replies.wrap_up_began[wrapped]]),
        np.concatenate(
            [np.where(np.isnan(sent), records.customer_left[typed], sent), records.slot_freed[wrapped]]
        ),
    )


def _with_replies(conversations: Conversations) -> BoolColumn:
    """Tell which chats have replies."""
    return np.diff(conversations.first) > 0
