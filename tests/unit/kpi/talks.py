"""Conversations written by hand."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from planner.flow.demand import Conversations
from planner.flow.records import Replies


@dataclass(frozen=True)
class Reply:
    """What became of a reply."""

    began: float = math.nan
    sent: float = math.nan
    in_hand: int = 0
    gap: float = 0.0
    """To the customer's next message (s)."""


@dataclass(frozen=True)
class Talk:
    """The replies of a chat, and its end."""

    replies: Sequence[Reply]
    wrap_up_began: float = math.nan
    idle: float = 0.0


SILENT = Talk(())


def conversations_of(chats: int, talks: Mapping[int, Talk], of_type: Sequence[bool]) -> Conversations | None:
    """Return what the demand holds of talks by row; None if there are none."""
    if not talks:
        return None
    rows = [talks.get(row, SILENT) for row in range(chats)]
    replies = [reply for talk in rows for reply in talk.replies]
    return Conversations(
        of_type=np.array(of_type),
        first=np.cumsum([0, *(len(talk.replies) for talk in rows)]),
        work=np.zeros(len(replies)),
        gap=np.array([reply.gap for reply in replies]),
        patience=None,
        idle=np.array([talk.idle for talk in rows]),
        until_reply=np.zeros(chats, dtype=np.bool_),
    )


def replies_of(chats: int, talks: Mapping[int, Talk]) -> Replies | None:
    """Return what the records hold of talks by row; None if there are none."""
    if not talks:
        return None
    rows = [talks.get(row, SILENT) for row in range(chats)]
    replies = [reply for talk in rows for reply in talk.replies]
    return Replies(
        began=np.array([reply.began for reply in replies]),
        sent=np.array([reply.sent for reply in replies]),
        in_hand=np.array([reply.in_hand for reply in replies], dtype=np.int64),
        wrap_up_began=np.array([talk.wrap_up_began for talk in rows]),
    )
