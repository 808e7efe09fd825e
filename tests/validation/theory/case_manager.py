"""One agent with several chats at once who types one reply at a time: the case manager.

Source: Campello, Ingolfsson & Shumsky (2017), "Queueing models of case managers", Management Science 63(3). All times
are exponential and each reply is the last one with the same chance, so the chain needs to know only what each chat
waits for and in which order.
"""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import NamedTuple

from theory.markov import Chain, chain
from theory.patience import Floats


class Stage(IntEnum):
    """What a chat waits for."""

    ASSIGNMENT = 0
    FIRST_REPLY = 1
    REPLY = 2
    MESSAGE = 3
    """The customer reads, thinks and types."""
    WRAP_UP = 4
    NOTICING = 5
    """The customer has gone without a sign; in the queue nobody notices, in hand the agent comes to."""
    HANDLER = 6
    """A chat of the handle-time model waits for its assignment ..."""
    HANDLING = 7
    """... and in hand for its end."""


ASSIGNED = {
    Stage.ASSIGNMENT: Stage.FIRST_REPLY,
    Stage.NOTICING: Stage.NOTICING,
    Stage.HANDLER: Stage.HANDLING,
}
PENDING = Stage.FIRST_REPLY, Stage.REPLY


class Desk(NamedTuple):
    """The chats that wait and those in hand, in order; and which of these in hand wait for the agent, by place."""

    queue: tuple[Stage, ...] = ()
    chats: tuple[Stage, ...] = ()
    line: tuple[int, ...] = ()
    """The first one is being worked on, the others are in the order in which they came to wait."""


Turn = Callable[[Desk, int], float]
"""How the chat at a place ranks among those that wait for the agent; the lowest is next, ties in order of waiting."""

ORDERS: Mapping[str, Turn] = {
    "oldest": lambda desk, place: 0,
    "first_replies_first": lambda desk, place: desk.chats[place] != Stage.FIRST_REPLY,
    "newest_chat_last": lambda desk, place: place,  # in order of assignment
    "shortest_chat": lambda desk, place: desk.chats[place] != Stage.FIRST_REPLY,
}
"""How many replies are still to come does not depend on those sent: of the shortest chats only the first replies, of
which none are sent, make a difference."""


@dataclass(frozen=True)
class CaseManager:
    """One agent; times are means in seconds, infinite for what never happens."""

    limit: int
    arrivals: float
    """Conversations per second."""
    turns: float = 1.0
    work: float = 1.0
    gap: float = 1.0
    patience: float = math.inf
    order: str = "oldest"
    places: int = 40
    """In the queue; whoever finds them taken is blocked."""
    wrap_up: float = 0.0
    until_first_reply: bool = False
    """Whether the patience goes on after the assignment."""
    reply_patience: float = math.inf
    silent: float = 0.0
    """Share of those who give up without a sign."""
    noticed_after: float = math.inf
    handled: float = 0.0
    """Chats of the handle-time model per second."""
    handle_time: float = math.inf
    slowdown: tuple[float, ...] = ()
    """Of these chats, by all chats in hand."""

    @cached_property
    def states(self) -> Chain[Desk]:
        """The chain."""
        return chain([Desk()], self._moves)

    @cached_property
    def law(self) -> Floats:
        """The stationary law."""
        return self.states.stationary()

    def mean(self, of: Callable[[Desk], float]) -> float:
        """Return the mean of a function of the state."""
        return float(self.law @ self.states.values(of))

    def waiting(self, *stages: Stage) -> float:
        """Return how many chats in the queue are at any of the stages, on average."""
        return self.mean(lambda desk: sum(stage in stages for stage in desk.queue))

    def in_hand(self, *stages: Stage) -> float:
        """Return how many chats in hand are at any of the stages, on average."""
        return self.mean(lambda desk: sum(stage in stages for stage in desk.chats))

    def typing(self, *stages: Stage) -> float:
        """Return the share of time in which the agent works on a chat at any of the stages."""
        return self.mean(lambda desk: bool(desk.line) and desk.chats[desk.line[0]] in stages)

    def full(self) -> float:
        """Return the share of time in which whoever comes is blocked."""
        return self.mean(lambda desk: len(desk.chats) == self.limit and len(desk.queue) == self.places)

    def reneging(self, *stages: Stage) -> float:
        """Return how many chats in hand at any of the stages go for lack of patience, per second."""
        return self.mean(
            lambda desk: sum(self._goes(stage, len(desk.chats)) for stage in desk.chats if stage in stages)
        )

    def answered(self) -> float:
        """Return how many conversations are answered per second: who leaves later has been, too."""
        missed = self.waiting(Stage.ASSIGNMENT) / self.patience
        if self.until_first_reply:
            missed += self.in_hand(Stage.FIRST_REPLY) / self.patience
        return self.arrivals * (1 - self.full()) - missed

    def figures(self) -> dict[str, float]:
        """Return the figures of conversations that nobody leaves before their end."""
        answered, waiting = self.answered(), self.waiting(Stage.ASSIGNMENT)
        return {
            "missed_rate": 1 - answered / self.arrivals,
            "wait_mean_all": waiting / self.arrivals,
            "queue_length_mean": waiting,
            "utilization": self.mean(lambda desk: bool(desk.chats)),
            "slot_utilization": self.mean(lambda desk: len(desk.chats)) / self.limit,
            "handle_time_mean": self.mean(lambda desk: len(desk.chats)) / answered,
            "reply_time_mean": self.in_hand(*PENDING) / (answered * self.turns),
            "frt_agent_mean": self.in_hand(Stage.FIRST_REPLY) / answered,
            "work_utilization": self.mean(lambda desk: bool(desk.line)),
        }

    def by_chats_in_hand(self) -> list[dict[str, float]]:
        """Return the share of replies, and their mean time, by the chats in hand when the customer wrote.

        With the oldest message first; without wrap-ups.
        """
        sent, time = [0.0] * self.limit, [0.0] * self.limit
        for share, desk in zip(self.law.tolist(), self.states.states, strict=True):
            for rate, in_hand, pending in self._messages(desk):
                chance, seconds = self._reply(pending)
                sent[in_hand - 1] += share * rate * chance
                time[in_hand - 1] += share * rate * chance * seconds
        every = sum(sent)
        return [
            {"replies_share": rate / every, "reply_time_mean": seconds / rate}
            for rate, seconds in zip(sent, time, strict=True)
        ]

    def _messages(self, desk: Desk) -> Iterator[tuple[float, int, int]]:
        """Yield the rate at which customers come to wait for a reply, the chats in hand then, and those pending before."""
        in_hand, pending = len(desk.chats), len(desk.line)
        yield desk.chats.count(Stage.MESSAGE) / self.gap, in_hand, pending
        if in_hand < self.limit:
            yield self.arrivals, in_hand + 1, pending
        elif desk.queue and desk.line:
            ends = 1 / self.turns / self.work + pending / self.reply_patience
            yield ends, in_hand, pending - 1

    def _reply(self, pending: int) -> tuple[float, float]:
        """Return the chance that a reply is sent before which others are pending, and how long that takes then (s).

        At each place in the line a customer moves up when the first is done or one before leaves, or leaves.
        """
        work, leaves = 1 / self.work, 1 / self.reply_patience
        seconds = sum(1 / (work + place * leaves) for place in range(1, pending + 2))
        return work / (work + (pending + 1) * leaves), seconds

    def _moves(self, desk: Desk) -> Iterator[tuple[float, Desk]]:
        if len(desk.chats) < self.limit or len(desk.queue) < self.places:
            for rate, stage in ((self.arrivals, Stage.ASSIGNMENT), (self.handled, Stage.HANDLER)):
                yield rate, self._served(desk._replace(queue=(*desk.queue, stage)))
        for place, stage in enumerate(desk.queue):
            before, behind = desk.queue[:place], desk.queue[place + 1 :]
            if stage != Stage.NOTICING:
                yield (1 - self.silent) / self.patience, desk._replace(queue=before + behind)
                yield self.silent / self.patience, desk._replace(queue=(*before, Stage.NOTICING, *behind))
        for place, stage in enumerate(desk.chats):
            yield self._goes(stage, len(desk.chats)), self._without(desk, place)
            if stage == Stage.MESSAGE:
                yield 1 / self.gap, _lined_up(desk, place, Stage.REPLY)
        if desk.line:
            yield from self._done(desk, desk.line[0])

    def _goes(self, stage: Stage, in_hand: int) -> float:
        """Return the rate at which a chat ends without the agent's work on a reply."""
        if stage == Stage.HANDLING:
            return 1 / (self.handle_time * self.slowdown[in_hand - 1])
        if stage == Stage.NOTICING:
            return 1 / self.noticed_after
        if stage == Stage.FIRST_REPLY and self.until_first_reply:
            return 1 / self.patience
        return 1 / self.reply_patience if stage in (Stage.FIRST_REPLY, Stage.REPLY) else 0.0

    def _done(self, desk: Desk, place: int) -> Iterator[tuple[float, Desk]]:
        """Yield what may come of the work that is being done."""
        if desk.chats[place] == Stage.WRAP_UP:
            yield 1 / self.wrap_up, self._without(desk, place)
            return
        rate, last = 1 / self.work, 1 / self.turns
        rest = desk._replace(line=desk.line[1:])
        yield rate * (1 - last), self._turned(_at(rest, place, Stage.MESSAGE))
        if self.wrap_up:
            yield rate * last, self._turned(_lined_up(rest, place, Stage.WRAP_UP))
        else:
            yield rate * last, self._without(desk, place)

    def _without(self, desk: Desk, place: int) -> Desk:
        """Return the desk when the chat at a place has ended: the agent turns to the next, then the queue gets the slot."""
        worked_on = desk.line[:1] == (place,)
        line = tuple(other - (other > place) for other in desk.line if other != place)
        left = Desk(desk.queue, desk.chats[:place] + desk.chats[place + 1 :], line)
        return self._served(self._turned(left) if worked_on else left)

    def _served(self, desk: Desk) -> Desk:
        """Return the desk when the first chat of the queue has the slot that is free."""
        if not desk.queue or len(desk.chats) == self.limit:
            return desk
        stage, place = ASSIGNED[desk.queue[0]], len(desk.chats)
        line = (*desk.line, place) if stage == Stage.FIRST_REPLY else desk.line
        return Desk(desk.queue[1:], (*desk.chats, stage), line)

    def _turned(self, desk: Desk) -> Desk:
        """Return the desk when the agent has turned to the next of those who wait."""
        if not desk.line:
            return desk
        turn = ORDERS[self.order]
        following = min(desk.line, key=lambda place: turn(desk, place))
        return desk._replace(line=(following, *(place for place in desk.line if place != following)))


def _at(desk: Desk, place: int, stage: Stage) -> Desk:
    return desk._replace(chats=(*desk.chats[:place], stage, *desk.chats[place + 1 :]))


def _lined_up(desk: Desk, place: int, stage: Stage) -> Desk:
    """Return the desk when the chat at a place waits for the agent, too."""
    return _at(desk._replace(line=(*desk.line, place)), place, stage)
