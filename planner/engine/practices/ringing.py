"""Agents who are offered a chat, and take a while to accept it or miss the offer."""

from collections.abc import Sequence
from functools import partial

from planner.engine.agent import NOWHERE, Agent
from planner.engine.calendar import Moment, Turn
from planner.engine.desks import Desk
from planner.engine.log import NOT_YET
from planner.engine.practice import House, Practice
from planner.engine.practices.draws import lender
from planner.engine.practices.silent_leaving import LeavingSilently
from planner.flow.demand import Demand, FloatColumn
from planner.flow.records import Outcome

MOST_OFFERS = 100
"""A chat that so many offers did not get to an agent expires."""


class Ringing(Practice):
    """Has agents accept chats before they work on them. The customer waits on meanwhile, and may leave."""

    def __init__(
        self,
        demand: Demand,
        group_of: Sequence[int],
        timeout: float,
        silent: LeavingSilently | None,
        house: House,
    ) -> None:
        self._demand = demand
        self._group_of = group_of
        self._timeout = timeout
        self._silent = silent
        self._house = house
        self._offers: dict[int, int] = {}
        """How many offers of a chat were missed."""

    def seated(self, agents: Sequence[Agent]) -> None:
        """See `Practice`."""
        for agent in agents:
            takes = self._demand.acceptance.get(self._group_of[agent.position])
            if takes is not None:
                agent.desk = Rung(agent.desk, takes, self)

    def ring(self, number: int, agent: Agent, takes: FloatColumn, desk: Desk) -> None:
        """Offer a chat to an agent."""
        house = self._house
        house.log.dequeued[number], house.log.agent[number] = NOT_YET, -1
        if self._silent is not None:
            self._silent.waits(number)
        now = house.calendar.environment.now
        offer = self._offers.get(number, 0)
        chats, drawn = takes.shape
        accepts = now + float(takes[lender(number, offer // drawn, chats), offer % drawn])
        times_out = now + self._timeout
        gives_up = house.arrivals[number] + house.queue.waits[number]
        if accepts <= min(times_out, gives_up):
            house.calendar.at(Turn.SLOT_FREED, accepts, partial(self._accepted, number, agent, desk))
        elif times_out < gives_up:
            house.calendar.at(Turn.SLOT_FREED, times_out, partial(self._missed, number, agent))
        else:
            house.calendar.at(Turn.GIVING_UP, gives_up, partial(self._gave_up, number, agent))

    def _accepted(self, number: int, agent: Agent, desk: Desk, _: Moment) -> None:
        log = self._house.log
        log.dequeued[number] = self._house.calendar.environment.now
        log.agent[number] = agent.position
        desk.begin(number, agent)

    def _missed(self, number: int, agent: Agent, _: Moment) -> None:
        """Offer the chat to another; if nobody else is free it waits again, in the place of its age."""
        house = self._house
        now = house.calendar.environment.now
        house.log.note_missed_offer(agent.position, number)
        self._offers[number] = self._offers.get(number, 0) + 1
        if agent.key != NOWHERE:
            house.pools.withdraw(agent)
        self._withdraw(number, agent)
        if self._offers[number] >= MOST_OFFERS:
            house.miss(number, Outcome.EXPIRED, now)
        else:
            house.place(number, house.line_of[number], now)
        house.freed(agent)
        house.doors.give_up_hope()

    def _gave_up(self, number: int, agent: Agent, _: Moment) -> None:
        house = self._house
        now = house.calendar.environment.now
        expired = self._demand.patience[number] > house.queue.waits[number]
        self._withdraw(number, agent)
        house.miss(number, Outcome.EXPIRED if expired else Outcome.ABANDONED, now)
        house.freed(agent)

    def _withdraw(self, number: int, agent: Agent) -> None:
        """Take the offer back."""
        agent.in_hand -= 1
        self._house.released(number, agent)


class Rung:
    """A desk on which a chat begins only when the agent has accepted it."""

    def __init__(self, desk: Desk, takes: FloatColumn, ringing: Ringing) -> None:
        self._desk = desk
        self._takes = takes
        self._ringing = ringing

    def begin(self, number: int, agent: Agent) -> None:
        """See `Desk`."""
        self._ringing.ring(number, agent, self._takes, self._desk)

    def crowd(self, agent: Agent, change: int) -> None:
        """See `Desk`."""
        self._desk.crowd(agent, change)
