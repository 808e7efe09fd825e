"""Contacts that others bring about: customers who try again or come back, and chats that agents hand on."""

from collections.abc import Container
from functools import partial

from planner.engine.agent import NEVER
from planner.engine.calendar import Moment, Turn
from planner.engine.practice import House, Practice
from planner.engine.practices.reunion import Reunion
from planner.flow.demand import FollowUps, Kind
from planner.flow.records import Outcome


class FollowingUp(Practice):
    """Lets follow-ups come when what brings them about has happened."""

    def __init__(
        self, follow_ups: FollowUps, closings: Container[float], reunion: Reunion | None, house: House
    ) -> None:
        """Prepare them; `closings` is when doors close (s)."""
        self._if_missed: list[int] = follow_ups.if_missed.tolist()
        self._if_answered: list[int] = follow_ups.if_answered.tolist()
        self._delay: list[float] = follow_ups.delay.tolist()
        self._kind: list[int] = follow_ups.kind.tolist()
        self._origin: list[int] = follow_ups.origin.tolist()
        self._closings = closings
        self._reunion = reunion
        self._house = house

    def joined(self, number: int, line: int, now: float) -> None:
        """See that a customer who may come back is let go at the instant at which they give up."""
        house = self._house
        waits = house.queue.waits[number]
        if self._if_missed[number] >= 0 and waits < NEVER:
            gives_up = house.arrivals[number] + waits
            house.calendar.at(Turn.GIVING_UP, max(now, gives_up), partial(self._let_go, number))

    def _let_go(self, number: int, _: Moment) -> None:
        self._house.queue.let_go_by(number, self._house.calendar.environment.now)

    def missed(self, number: int, now: float) -> None:
        """See `Practice`."""
        self._expect(self._if_missed[number], now)

    def left(self, number: int, now: float) -> None:
        """See `Practice`."""
        self._expect(self._if_answered[number], now)

    def _expect(self, number: int, since: float) -> None:
        """Have a follow-up come; where nothing more happens, none does."""
        if number >= 0 and since < NEVER:
            self._house.calendar.at(Turn.ARRIVAL, since + self._delay[number], partial(self._come, number))

    def _come(self, number: int, _: Moment) -> None:
        house, kind = self._house, self._kind[number]
        now = house.calendar.environment.now
        house.arrivals[number] = now
        house.log.note_arrival(number, now)
        # doors close behind all else at an instant, but an arrival then is too late
        if (not house.doors_open or now in self._closings) and kind != Kind.TRANSFER:
            house.log.miss(number, Outcome.AFTER_HOURS, now)
            return
        house.queue.expect(number, now)
        if self._reunion is not None and kind == Kind.REPEAT:
            self._reunion.knows(number, house.log.agent[self._origin[number]])
        house.enter(number, house.line_of[number], now)
        if not house.doors_open:
            house.give_up_hope()
