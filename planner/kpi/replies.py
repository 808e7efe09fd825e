"""What is measured of the replies, and of conversations as a whole, in chats that count."""

from dataclasses import dataclass

import numpy as np

from planner.flow.demand import BoolColumn, Demand, FloatColumn, IntColumn
from planner.flow.records import Records
from planner.kpi import histogram
from planner.kpi.chats import CountedChats
from planner.kpi.columns import COLUMNS, Column
from planner.kpi.messages import per_chat, reply_times


@dataclass(frozen=True)
class CountedReplies:
    """The replies that were sent in chats that count, and what became of these chats."""

    chat: IntColumn
    """Of each reply: the row among the chats that count."""
    seconds: FloatColumn
    """Of each reply: from the customer's message, at first from the assignment."""
    in_hand: IntColumn
    """Of each reply: the agent's chats in hand when the customer wrote, this one included."""
    conversation: IntColumn
    """The rows, among the chats that count, of answered ones with a conversation."""
    messages: IntColumn
    """Of each of these: how many customer and agent sent."""
    dropped: BoolColumn
    """Which of these the customer left because a reply took too long."""
    inactive: BoolColumn
    """Which of these were closed because the customer wrote no more."""


def counted_replies(chats: CountedChats, records: Records, demand: Demand) -> CountedReplies | None:
    """Measure the messages of the chats that count; None where there are no conversations."""
    conversations, replies = demand.conversations, records.replies
    if conversations is None or replies is None:
        return None
    place = np.full(len(records.arrival), -1)
    place[chats.row] = np.arange(len(chats.row))
    chat = place[conversations.chat]
    was_sent = ~np.isnan(replies.sent)
    counts = was_sent & (chat >= 0)
    conversation = np.flatnonzero(conversations.of_type[chats.chat_type] & chats.answered)
    row = chats.row[conversation]
    sent = per_chat(conversations, was_sent)[row]
    written = per_chat(conversations, replies.in_hand > 0)[row]
    dropped = written > sent
    return CountedReplies(
        chat=chat[counts],
        seconds=reply_times(conversations, replies, records.dequeued)[counts],
        in_hand=replies.in_hand[counts],
        conversation=conversation,
        messages=sent + written,
        dropped=dropped,
        inactive=~dropped & (conversations.idle[row] > 0),
    )


def add_replies(sums: FloatColumn, replies: CountedReplies, chats: CountedChats, types: int) -> None:
    """Enter the reply columns into the chats' sums as [types + groups, cell, column], where the chat arrived."""
    labels, cells, _ = sums.shape
    amounts = (
        (Column.REPLIES, replies.chat, None),
        (Column.REPLY_TIME, replies.chat, replies.seconds),
        (Column.CONVERSATIONS, replies.conversation, None),
        (Column.MESSAGES, replies.conversation, replies.messages),
        (Column.DROPPED, replies.conversation, replies.dropped),
        (Column.INACTIVE, replies.conversation, replies.inactive),
    )
    for column, chat, amount in amounts:
        for label in (chats.chat_type, types + chats.group):
            place = label[chat] * cells + chats.interval[chat]
            sums[:, :, column] += np.bincount(place, amount, labels * cells).reshape(labels, cells)
    # times lie on the clock's grid, so this is exact
    sums[:, :, Column.AGENT_RESPONSE] = sums[:, :, Column.FIRST_RESPONSE] - sums[:, :, Column.WAIT]


def reply_histograms(
    replies: CountedReplies, chats: CountedChats, types: int, groups: int
) -> list[IntColumn]:
    """Return how often each reply time, and each number of messages, occurred, each as [scope, bin]."""
    return [
        histogram.table(amount.astype(np.float64), chats.chat_type[chat], chats.group[chat], types, groups)
        for amount, chat in ((replies.seconds, replies.chat), (replies.messages, replies.conversation))
    ]


def sums_by_chats_in_hand(replies: CountedReplies, most: int) -> FloatColumn:
    """Return the replies' sums by the agent's chats in hand when the customer wrote, as [number - 1, column].

    Agents may have more than `most`, as silent customers of other chats come back: that counts as `most`.
    """
    sums = np.zeros((most, COLUMNS))
    place = np.minimum(replies.in_hand, most) - 1
    sums[:, Column.REPLIES] = np.bincount(place, minlength=most)
    sums[:, Column.REPLY_TIME] = np.bincount(place, replies.seconds, most)
    sums[:, Column.REPLIES_OF_ALL] = len(place)
    return sums
