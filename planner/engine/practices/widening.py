"""Overflow rings: the longer a chat waits, the more groups may take it (bullseye routing)."""

from functools import partial

from planner.engine.agent import NEVER
from planner.engine.calendar import Moment, Turn
from planner.engine.practice import House, Practice


class Widening(Practice):
    """Moves a chat that has waited for a while to the line that more groups serve."""

    def __init__(self, house: House) -> None:
        self._house = house

    def joined(self, number: int, line: int, now: float) -> None:
        """See `Practice`."""
        house = self._house
        after = house.lines[line].widens_at
        if after < NEVER:
            due = max(now, house.arrivals[number] + after)
            house.calendar.at(Turn.QUEUE_SERVED, due, partial(self._widen, number, line))

    def _widen(self, number: int, line: int, _: Moment) -> None:
        house = self._house
        now = house.calendar.environment.now
        if house.line_of[number] == line and house.queue.is_waiting(number, now):
            house.queue.leave(number, line, now)
            house.place(number, house.lines[line].widens_to, now)
