"""Customers who give up without a sign: nobody knows, so an agent gets the chat, and holds a slot until that is noticed."""

from collections.abc import Sequence
from functools import partial
from math import isnan

import numpy as np

from planner.engine.agent import NEVER, Agent
from planner.engine.calendar import Moment, Turn
from planner.engine.desks import Desk
from planner.engine.practice import House, Practice
from planner.flow.demand import SilentLeaving
from planner.flow.records import Outcome


class LeavingSilently(Practice):
    """Notes when such a customer gives up. The chat waits on in its place, and ends as the platform sees it."""

    def __init__(self, leaving: SilentLeaving, house: House) -> None:
        silent = np.flatnonzero(leaving.patience < NEVER)
        self._patience: dict[int, float] = dict(
            zip(silent.tolist(), leaving.patience[silent].tolist(), strict=True)
        )
        """Of those who have not begun to wait yet."""
        self._noticed_after = leaving.noticed_after
        self._gone: set[int] = set()
        """Chats whose customers have given up."""
        self._house = house

    def seated(self, agents: Sequence[Agent]) -> None:
        """See `Practice`."""
        for agent in agents:
            agent.desk = Unnoticed(agent.desk, self)

    def joined(self, number: int, line: int, now: float) -> None:
        """See `Practice`."""
        self.waits(number)

    def waits(self, number: int) -> None:
        """Note that the customer of a chat waits: in the queue, or for an agent to accept the chat."""
        patience = self._patience.pop(number, None)
        if patience is not None:
            gives_up = self._house.arrivals[number] + patience
            self._house.calendar.at(Turn.GIVING_UP, gives_up, partial(self._give_up, number))

    def _give_up(self, number: int, _: Moment) -> None:
        house = self._house
        if isnan(house.log.dequeued[number]):
            self._gone.add(number)
            house.went_unanswered(number, house.calendar.environment.now)

    def has_gone(self, number: int) -> bool:
        """Tell whether a chat's customer has given up."""
        return number in self._gone

    def hold(self, number: int, agent: Agent, desk: Desk) -> None:
        """Have a chat take its slot until the agent notices that nobody is there."""
        house = self._house
        house.log.turn_out(number, Outcome.SILENT)
        desk.crowd(agent, 1)
        noticed = house.calendar.environment.now + float(self._noticed_after[number])
        house.calendar.at(Turn.SLOT_FREED, noticed, partial(self._on_noticed, number, agent, desk))

    def _on_noticed(self, number: int, agent: Agent, desk: Desk, _: Moment) -> None:
        house = self._house
        house.log.customer_left[number] = house.log.slot_freed[number] = house.calendar.environment.now
        desk.crowd(agent, -1)
        agent.in_hand -= 1
        house.released(number, agent)
        house.freed(agent)


class Unnoticed:
    """A desk to which chats may come whose customers have gone; all others are for the desk behind it."""

    def __init__(self, desk: Desk, leaving: LeavingSilently) -> None:
        self._desk = desk
        self._leaving = leaving

    def begin(self, number: int, agent: Agent) -> None:
        """See `Desk`."""
        if self._leaving.has_gone(number):
            self._leaving.hold(number, agent, self._desk)
        else:
            self._desk.begin(number, agent)

    def crowd(self, agent: Agent, change: int) -> None:
        """See `Desk`."""
        self._desk.crowd(agent, change)
