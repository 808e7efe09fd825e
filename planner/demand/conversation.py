"""Conversations: every message of every chat, drawn before the engine starts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from planner.demand.customers import Customers, Layer
from planner.demand.laws import Law
from planner.demand.streams import Attribute
from planner.demand.turns import TurnsLaw, turns_law
from planner.flow.clock import on_grid
from planner.flow.demand import Conversations, Demand, FloatColumn, IntColumn
from planner.scenario.chat_type import ChatType
from planner.scenario.distribution import Distribution


@dataclass(frozen=True)
class ConversationPlan:
    """How the chats of a type go to and fro."""

    turns: TurnsLaw
    reply_work: Law
    first_reply_work: Law
    closing_work: Law
    customer_gap: Law
    canned: float = 0.0
    """Share of replies from a stock."""
    canned_work: Law | None = None
    reply_patience: Law | None = None
    until_reply: bool = False
    """Whether patience runs on until the first reply."""
    inactive_close: float = np.inf
    """A customer who does not write for longer (s) finds the chat closed."""

    @property
    def mean_length(self) -> float:
        """The mean length (s) of the agent's only chat; nobody leaves and none is closed before its end."""
        return self.mean_work + (self.turns.mean - 1) * self.customer_gap.mean

    @property
    def mean_work(self) -> float:
        """The agent's mean work (s) on all replies of such a chat."""
        replies, single = self.turns.mean, self.turns.single
        typed = self.first_reply_work.mean + (1 - single) * self.closing_work.mean
        typed += (replies - 2 + single) * self.reply_work.mean
        picked = replies * self.canned_work.mean if self.canned_work is not None else 0.0
        return (1 - self.canned) * typed + self.canned * picked


def conversation_plan(chat_type: ChatType, law: Callable[[Distribution], Law]) -> ConversationPlan | None:
    """Return how a type's chats go to and fro; None where they have a handle time."""
    written = chat_type.conversation
    if written is None:
        return None
    canned, patience, close = written.canned, written.reply_patience, written.inactive_close
    return ConversationPlan(
        turns=turns_law(written.turns),
        reply_work=law(written.reply_work),
        first_reply_work=law(written.first_reply_work or written.reply_work),
        closing_work=law(written.closing_work or written.reply_work),
        customer_gap=law(written.customer_gap),
        canned=0.0 if canned is None else canned.share,
        canned_work=None if canned is None else law(canned.work),
        reply_patience=None if patience is None else law(patience),
        until_reply=chat_type.patience_until == "first_reply",
        inactive_close=np.inf if close is None else on_grid(close),
    )


class OfType(Protocol):
    """What is needed of a chat type's plan."""

    @property
    def conversation(self) -> ConversationPlan | None:
        """How its chats go to and fro."""
        ...


@dataclass(frozen=True)
class _Messages:
    """The messages of some contacts, one contact's after the other's; columns as in `Conversations`."""

    replies: IntColumn
    """By contact."""
    idle: FloatColumn
    """By contact."""
    work: FloatColumn
    gap: FloatColumn
    patience: FloatColumn

    def of(self, contacts: IntColumn) -> "_Messages":
        """Return those of some of the contacts, in that order."""
        first = np.cumsum(self.replies) - self.replies
        rows = _flat(first[contacts], self.replies[contacts])
        return _Messages(
            self.replies[contacts], self.idle[contacts], self.work[rows], self.gap[rows], self.patience[rows]
        )


def drawn_conversations(
    customers: Customers,
    types: Sequence[OfType],
    layers: Sequence[Layer],
    rows: IntColumn,
    part: FloatColumn,
    demand: Demand,
) -> Conversations:
    """Draw the messages of all contacts.

    `rows` is the contact of each chat of the demand, `part` the part of each contact that is done by its agent.
    """
    pieces = [_drawn(customers, types[layer.chat_type].conversation, layer, part) for layer in layers]
    place = np.empty(len(part), dtype=np.int64)
    place[np.concatenate([layer.rows for layer in layers])] = np.arange(len(part))
    plans = [of_type.conversation for of_type in types]
    # nobody is there while an agent works on a ticket
    closes = np.array([np.inf if plan is None else plan.inactive_close for plan in plans])[demand.chat_type]
    messages = _closed(_together(pieces).of(place[rows]), np.where(demand.ticket, np.inf, closes))
    first = np.concatenate([[0], np.cumsum(messages.replies)])
    patience = messages.patience
    alone = np.repeat(demand.ticket, messages.replies)
    until_reply = np.array([plan is not None and plan.until_reply for plan in plans])[demand.chat_type]
    patience[first[:-1][until_reply & (messages.replies > 0)]] = np.inf
    patience[alone] = np.inf
    return Conversations(
        of_type=np.array([plan is not None for plan in plans]),
        first=first,
        work=messages.work,
        gap=np.where(alone, 0.0, messages.gap),
        patience=patience if np.isfinite(patience).any() else None,
        idle=messages.idle,
        until_reply=until_reply & ~demand.ticket,
    )


def lengths_alone(conversations: Conversations, handle_time: FloatColumn) -> FloatColumn:
    """Return how long (s) each chat takes as the agent's only one, all its messages together."""
    replies = np.diff(conversations.first)
    messages = np.bincount(conversations.chat, conversations.work + conversations.gap, len(replies))
    return np.where(replies > 0, on_grid(messages + conversations.idle), handle_time)


def _drawn(customers: Customers, plan: ConversationPlan | None, layer: Layer, part: FloatColumn) -> _Messages:
    """Draw the messages of a layer; an agent who hands a chat on has its first replies."""
    if plan is None:
        nothing = np.zeros(0)
        none = np.zeros(len(layer.rows))
        return _Messages(none.astype(np.int64), none, nothing, nothing, nothing)
    whole = plan.turns.counts(customers.uniform(layer, Attribute.TURNS))
    replies = np.ceil(whole * part[layer.rows]).astype(np.int64)

    def uniform(attribute: Attribute) -> FloatColumn:
        return customers.by_message(layer, attribute, replies)

    last = np.cumsum(replies) - 1
    first = last - replies + 1
    work = _work(plan, uniform, first, last[(replies == whole) & (replies > 1)])
    gap = plan.customer_gap.durations(uniform(Attribute.CUSTOMER_GAP))
    gap[last] = 0.0
    patience = np.full(len(gap), np.inf)
    if plan.reply_patience is not None:
        patience = plan.reply_patience.durations(uniform(Attribute.REPLY_PATIENCE))
    return _Messages(replies, np.zeros(len(replies)), work, gap, patience)


def _work(
    plan: ConversationPlan, uniform: Callable[[Attribute], FloatColumn], first: IntColumn, closing: IntColumn
) -> FloatColumn:
    """Return the work (s) on each reply; `first` and `closing` are the rows of first and closing ones."""
    drawn = uniform(Attribute.REPLY_WORK)
    work = plan.reply_work.durations(drawn)
    work[closing] = plan.closing_work.durations(drawn[closing])
    work[first] = plan.first_reply_work.durations(drawn[first])
    if plan.canned_work is not None:
        picked = uniform(Attribute.CANNED) < plan.canned
        work[picked] = plan.canned_work.durations(drawn[picked])
    return work


def _closed(messages: _Messages, inactive_close: FloatColumn) -> _Messages:
    """Cut chats off at the first gap that is too long: they are closed so long after the reply before it.

    `inactive_close` is how long (s) that is for each chat.
    """
    silent = np.flatnonzero(messages.gap > np.repeat(inactive_close, messages.replies))
    if not len(silent):
        return messages
    chat = np.searchsorted(np.cumsum(messages.replies), silent, side="right")
    chats, at = np.unique(chat, return_index=True)
    first = np.cumsum(messages.replies) - messages.replies
    replies, idle, gap = messages.replies.copy(), messages.idle.copy(), messages.gap.copy()
    replies[chats] = silent[at] - first[chats] + 1
    idle[chats] = inactive_close[chats]
    gap[silent[at]] = 0.0
    rows = _flat(first, replies)
    return _Messages(replies, idle, messages.work[rows], gap[rows], messages.patience[rows])


def _flat(first: IntColumn, replies: IntColumn) -> IntColumn:
    """Return the rows of contacts one after the other, from the first row and the number of each."""
    begins = np.cumsum(replies) - replies
    rows: IntColumn = np.arange(int(replies.sum())) + np.repeat(first - begins, replies)
    return rows


def _together(pieces: Sequence[_Messages]) -> _Messages:
    return _Messages(
        *(np.concatenate(columns) for columns in zip(*(vars(p).values() for p in pieces), strict=True))
    )
