"""Conversations in a few words, and what becomes of their messages."""

import math
from collections.abc import Iterator, Sequence

import numpy as np

from planner.flow.demand import BoolColumn, Conversations, FloatColumn, IntColumn
from planner.flow.records import Records

Talk = Sequence[Sequence[float]]
"""By chat the work on its first reply, the customer's gap after it, the work on the second, ...; empty: by handle time."""


def replies_of(talk: Talk) -> list[int]:
    """Return how many replies each chat has."""
    return [(len(chat) + 1) // 2 for chat in talk]


def conversations_of(
    talk: Talk,
    chat_type: IntColumn,
    types: int,
    reply_patience: object,
    idle: FloatColumn,
    until_reply: BoolColumn,
) -> Conversations:
    """Return conversations; `reply_patience` is one for all replies, or a list of all replies' in their order."""
    replies = replies_of(talk)
    patience = np.broadcast_to(np.asarray(reply_patience, dtype=np.float64), sum(replies))
    talks = np.zeros(types, dtype=np.bool_)
    talks[chat_type[np.array(replies) > 0]] = True
    return Conversations(
        of_type=talks,
        first=np.concatenate([[0], np.cumsum(replies)]),
        work=np.array([work for chat in talk for work in chat[::2]], dtype=np.float64),
        gap=np.array([gap for chat in talk if chat for gap in (*chat[1::2], 0.0)], dtype=np.float64),
        patience=patience if np.isfinite(patience).any() else None,
        idle=idle,
        until_reply=until_reply,
    )


def message_events(records: Records, talk: Talk, agents: str) -> Iterator[tuple[float, int, int, int, str]]:
    """Yield what became of messages, as (s, turn, chat, place, what): reply 2 of chat 0 is 0.2."""
    if records.replies is None:
        return
    began, sent = records.replies.began.tolist(), records.replies.sent.tolist()
    row = 0
    for i, replies in enumerate(replies_of(talk)):
        agent = agents[records.agent[i]]
        for reply in range(1, replies + 1):
            if not math.isnan(began[row]):
                yield began[row], 7, i, reply, f"{agent} turns to {i}.{reply}"
            if not math.isnan(sent[row]):
                yield sent[row], -1, i, reply, f"reply {i}.{reply}"
            row += 1
        wrap_up = records.replies.wrap_up_began[i]
        if not math.isnan(wrap_up):
            yield float(wrap_up), 7, i, replies + 1, f"{agent} wraps up {i}"
