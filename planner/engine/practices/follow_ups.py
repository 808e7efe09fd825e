"""Contacts that others bring about: customers who try again or come back, and chats that agents hand on."""

from functools import partial

from planner.engine.agent import NEVER
from planner.engine.calendar import Moment, Turn
from planner.engine.practice import House, Practice
from planner.engine.practices.reunion import Reunion
from planner.flow.demand import FollowUps, Kind
from planner.flow.records import Outcome


class FollowingUp(Practice):
    """Lets follow-ups come when what brings them about has happened."""

    def __init__(self, follow_ups: FollowUps, reunion: Reunion | None, house: House) -> None:
        self._if_missed: list[int] = follow_ups.if_missed.tolist()
        self._retry_delay: list[float] = follow_ups.retry_delay.tolist()
        self._if_answered: list[int] = follow_ups.if_answered.tolist()
        self._repeat_delay: list[float] = follow_ups.repeat_delay.tolist()
        self._transfer: list[bool] = follow_ups.transfer.tolist()
        self._most_retries: list[int] = follow_ups.most_retries.tolist()
        self._retries: dict[int, int] = {}
        """How often the customer of a contact has tried again."""
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
        follow_up = self._if_missed[number]
        tried = self._retries.get(number, 0)
        if follow_up in self._retries:  # who left silently is back before the chat ends
            return
        if follow_up >= 0 and now < NEVER and tried < self._most_retries[number]:
            self._retries[follow_up] = tried + 1
            self._expect(follow_up, number, Kind.RETRY, now + self._retry_delay[number])

    def left(self, number: int, now: float) -> None:
        """See `Practice`."""
        follow_up = self._if_answered[number]
        if follow_up < 0:
            return
        kind = Kind.TRANSFER if self._transfer[follow_up] else Kind.REPEAT
        if kind == Kind.TRANSFER and number in self._house.log.left_midway:
            return  # nobody is there to be handed on
        self._retries[follow_up] = self._retries.get(number, 0)
        self._expect(follow_up, number, kind, now + self._repeat_delay[number])

    def _expect(self, number: int, origin: int, kind: Kind, at: float) -> None:
        self._house.calendar.at(Turn.ARRIVAL, at, partial(self._come, number, origin, kind))

    def _come(self, number: int, origin: int, kind: Kind, _: Moment) -> None:
        house = self._house
        now = house.calendar.environment.now
        house.arrivals[number] = now
        house.log.note_follow_up(number, now, kind)
        if kind != Kind.TRANSFER and not house.doors.let_in(now):
            house.log.miss(number, Outcome.AFTER_HOURS, now)
            return
        if house.doors.service_is_over(now):
            house.miss(number, Outcome.CLOSED, now)
            return
        house.queue.expect(number, now)
        if self._reunion is not None and kind != Kind.TRANSFER:
            # who tries again has met nobody, even where an agent got the chat
            self._reunion.knows(number, origin, house.log.agent[origin] if kind == Kind.REPEAT else -1)
        house.enter(number, house.line_of[number], now)
        house.doors.give_up_hope()
