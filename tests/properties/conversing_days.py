"""Small random days with conversations beside other chats, and what becomes of their messages."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from planner.flow.clock import on_grid
from planner.flow.demand import Conversations
from planner.flow.records import Outcome

ORDERS = ("oldest", "first_replies_first", "newest_chat_last", "shortest_chat")
RANKS = {
    "oldest": lambda task: 0,
    "first_replies_first": lambda task: min(task.replies, 1),
    "newest_chat_last": lambda task: task.assigned,
    "shortest_chat": lambda task: task.replies,
}


def draw_conversations(draw: Any, demand: Any, *, leaving: bool = True) -> Conversations:
    """Return messages of few and round seconds, so that ties are frequent; some types converse, one at least."""
    from hypothesis import strategies as st

    types, chats = len(demand.type_names), len(demand)
    talks = np.zeros(types, dtype=np.bool_)
    talks[list(draw(st.sets(st.integers(0, types - 1), min_size=1)))] = True
    # one number for all messages: as lists of their own they would take most of the time
    numbers = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    replies = np.where(talks[demand.chat_type], numbers.integers(1, 5, chats), 0)
    rows = int(replies.sum())
    first = np.concatenate([[0], np.cumsum(replies)])
    gap = numbers.choice([10.0, 0.0, 5.0, 30.0], rows)
    gap[first[1:][replies > 0] - 1] = 0.0
    patience = numbers.choice([math.inf, math.inf, 40.0, 20.0, 5.0, 0.0], rows)
    until = talks & (numbers.random(types) < 0.5)
    until_reply = until[demand.chat_type]
    patience[first[:-1][until_reply]] = math.inf
    return Conversations(
        of_type=talks,
        first=first,
        work=numbers.choice([10.0, 5.0, 3.0, 20.0, 0.0], rows),
        gap=gap,
        patience=patience if leaving and draw(st.booleans()) else None,
        idle=np.where(replies > 0, numbers.choice([0.0, 0.0, 20.0], chats), 0.0),
        until_reply=until_reply if leaving else np.zeros(chats, dtype=np.bool_),
    )


def draw_groups(draw: Any, roster: Any, types: int) -> Any:
    """Return a roster whose groups reply in orders, and at a pace, of their own."""
    from hypothesis import strategies as st

    groups = tuple(
        replace(
            group,
            reply_order=draw(st.sampled_from(ORDERS)),
            pace=draw(st.sampled_from(((), (), (1.5,) * types))),
        )
        for group in roster.groups
    )
    return replace(roster, groups=groups)


@dataclass(frozen=True)
class Task:
    """A message, or a wrap-up, in an agent's hands."""

    chat: int
    agent: int
    row: int
    """Of the reply; -1 for a wrap-up."""
    replies: int
    """Those that the chat has had before."""
    assigned: float
    since: float
    """From when on it waits for the agent."""
    began: float
    """NaN if the customer left before."""
    ended: float
    """When the reply was sent, the wrap-up done, or the customer left."""
    work: float

    @property
    def waited_until(self) -> float:
        """When the agent turned to it, or it was gone."""
        return self.ended if math.isnan(self.began) else self.began


class Talks:
    """The tasks of a day, as the records tell of them and the demand of how long they take."""

    def __init__(self, day: Any) -> None:
        self.day = day
        self.conversations: Conversations = day.centre.demand.conversations
        self.first = self.conversations.first.tolist()
        self.left = day.records.customer_left.tolist()
        self.began = day.records.replies.began.tolist()
        self.sent = day.records.replies.sent.tolist()
        self.in_hand = day.records.replies.in_hand.tolist()
        self.wrap_up_began = day.records.replies.wrap_up_began.tolist()

    @cached_property
    def held(self) -> list[int]:
        """The chats that agents had in hand."""
        return [i for i in self.day.chats if self.day.agent[i] >= 0]

    @cached_property
    def talking(self) -> list[int]:
        """Those of them that are conversations."""
        return [i for i in self.held if self.rows(i)]

    def rows(self, i: int) -> range:
        """Return the rows of a chat's replies."""
        return range(self.first[i], self.first[i + 1])

    def factor(self, i: int) -> float:
        """Return the pace of a chat's agent."""
        pace = self.day.group(self.day.agent[i]).pace
        return pace[self.day.chat_type[i]] if pace else 1.0

    def work(self, i: int, row: int) -> float:
        """Return how long a reply takes its agent."""
        return float(on_grid(self.conversations.work[row] * self.factor(i)))

    def wrap_up(self, i: int) -> float:
        """Return how long a wrap-up takes its agent."""
        return float(on_grid(self.day.centre.demand.wrap_up[i] * self.factor(i)))

    def messages(self, i: int) -> Iterator[tuple[int, float]]:
        """Yield (row, when the customer wrote) as long as the customer was there."""
        since = self.day.dequeued[i]
        for row in self.rows(i):
            yield row, since
            if math.isnan(self.sent[row]):
                return
            since = self.sent[row] + float(self.conversations.gap[row])

    def leaves(self, i: int, row: int, since: float) -> float:
        """Return when a customer who wrote at an instant leaves if there is no reply."""
        if self.conversations.until_reply[i] and row == self.first[i]:
            return self.day.arrival[i] + float(self.day.centre.demand.patience[i])
        patience = self.conversations.patience
        return math.inf if patience is None else since + float(patience[row])

    @cached_property
    def tasks(self) -> list[list[Task]]:
        """By agent."""
        of_agent: list[list[Task]] = [[] for _ in self.day.centre.roster.group_of]
        for i in self.talking:
            agent, assigned = self.day.agent[i], self.day.dequeued[i]
            sent = 0
            for row, since in self.messages(i):
                replied = not math.isnan(self.sent[row])
                ended = self.sent[row] if replied else self.left[i]
                of_agent[agent].append(
                    Task(i, agent, row, sent, assigned, since, self.began[row], ended, self.work(i, row))
                )
                sent += replied
            if self.wrap_up(i) and self.day.outcome[i] == Outcome.ANSWERED:
                of_agent[agent].append(
                    Task(
                        i,
                        agent,
                        -1,
                        len(self.rows(i)),
                        assigned,
                        self.left[i],
                        self.wrap_up_began[i],
                        self.day.freed[i],
                        self.wrap_up(i),
                    )
                )
        return of_agent
