"""Customers who fall silent: for how long their chats hold a slot, and agents who have more chats in hand than slots."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from heapq import heappop, heappush

from planner.engine.agent import Agent
from planner.engine.calendar import Moment, Turn
from planner.engine.desks import HANDLING, Office, SharedAttention
from planner.flow.clock import on_grid

FALLING_SILENT = 2
"""A stage beside those of any desk: the customer falls silent when it is done."""


@dataclass(frozen=True)
class Silence:
    """What all desks know of silences."""

    after: Sequence[float]
    """By chat, the part of the handle time that is done when the customer falls silent."""
    length: Sequence[float]
    """For how long (s); 0 if they do not."""
    inactive_after: float
    """A customer who is silent longer than this (s) takes no slot from then on."""


class AttentionWithSilences(SharedAttention):
    """Work on a chat stands still while the customer is silent.

    Until the silence is long the chat is in hand as any other. Then its slot is free, until the customer writes
    again: then it is in hand again, whether the agent has a slot free or not (LiveChat).
    """

    __slots__ = ("_office", "_silence")

    def __init__(
        self,
        agent: Agent,
        handle_time: Sequence[float],
        wrap_up: Sequence[float],
        office: Office,
        silence: Silence,
    ) -> None:
        super().__init__(agent, handle_time, wrap_up, office)
        self._office = office
        self._silence = silence

    def begin(self, number: int, agent: Agent) -> None:
        """See `Desk`."""
        # an offer that rang while a silent customer came back takes the agent beyond the slots, too
        self._know_slowdown(self._count + 1)
        if not self._silence.length[number]:
            super().begin(number, agent)
            return
        self._advance()
        self._count += 1
        heappush(self._tasks, (self._progress + self._until_silent(number), number, FALLING_SILENT))
        self._arrange(self._next_done())

    def crowd(self, agent: Agent, change: int) -> None:
        """See `Desk`."""
        self._know_slowdown(self._count + change)
        super().crowd(agent, change)

    def _until_silent(self, number: int) -> float:
        """Return the work before the silence, on the grid: so it and the rest are the whole."""
        return on_grid(self._handle_time[number] * self._silence.after[number])

    def _finish(self, now: float) -> None:
        _, number, stage = self._tasks[0]
        if stage != FALLING_SILENT:
            super()._finish(now)
            return
        heappop(self._tasks)
        length, patience = self._silence.length[number], self._silence.inactive_after
        if length <= patience:
            self._calendar.at(Turn.SLOT_FREED, now + length, partial(self._on_writes_again, number))
        else:
            self._calendar.at(Turn.SLOT_FREED, now + patience, partial(self._on_inactive, number))

    def _on_writes_again(self, number: int, _: Moment) -> None:
        self._advance()
        self._go_on(number)

    def _go_on(self, number: int) -> None:
        """Go on with the rest of the handle time; valid after `_advance`."""
        rest = self._handle_time[number] - self._until_silent(number)
        heappush(self._tasks, (self._progress + rest, number, HANDLING))
        self._arrange(self._next_done())

    def _on_inactive(self, number: int, _: Moment) -> None:
        now = self._calendar.environment.now
        self._advance()
        self._count -= 1
        self._arrange(self._next_done())
        back = now + self._silence.length[number] - self._silence.inactive_after
        self._calendar.at(Turn.SLOT_FREED, back, partial(self._on_back, number, now))
        self._agent.in_hand -= 1
        for released in self._released:
            released(number, self._agent)
        self._freed(self._agent)

    def _on_back(self, number: int, since: float, _: Moment) -> None:
        self._log.note_inactive(number, since, self._calendar.environment.now)
        self._advance()
        self._know_slowdown(self._count + 1)
        self._count += 1
        self._go_on(number)
        self._agent.in_hand += 1
        for retaken in self._office.retaken:
            retaken(number, self._agent)
        self._office.fuller(self._agent)

    def _know_slowdown(self, in_hand: int) -> None:
        """Continue the slowdown by its last step where there are more chats in hand than slots."""
        while len(self._slowdown) <= in_hand:
            step = self._agent.group.slowdown_step
            self._slowdown = (*self._slowdown, self._slowdown[-1] + step)
