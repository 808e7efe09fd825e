"""SimPy's clock, and what goes first when things happen at the same instant."""

from collections.abc import Callable
from enum import IntEnum
from typing import cast

import simpy

Schedule = Callable[[object, int, float], None]
"""Put an event on the calendar: the event, its turn, and in how many seconds."""


class Turn(IntEnum):
    """What goes first at one instant; SimPy's priorities."""

    SLOT_FREED = 0
    ACCEPTANCE_ENDS = 1
    ACCEPTANCE_STARTS = 2
    QUEUE_SERVED = 3
    GIVING_UP = 4
    """Patience or the maximum wait runs out; mostly without an event, see `Queue`."""
    ARRIVAL = 5
    CLOSING = 6


# the frequent ones as plain numbers, which compare faster
SLOT_FREED, ARRIVAL = int(Turn.SLOT_FREED), int(Turn.ARRIVAL)


class Moment:
    """An event that carries nothing but what to do."""

    __slots__ = ("callbacks",)

    _ok = True

    def __init__(self, action: "Callable[[Moment], None]") -> None:
        self.callbacks: tuple[Callable[[Moment], None], ...] = (action,)


class Calendar:
    """A SimPy environment.

    Of an event SimPy asks only for `callbacks` and `_ok`, and its own Event class costs four times as
    much: any object with these two will do.
    """

    def __init__(self) -> None:
        self.environment = simpy.Environment()
        self.schedule = cast(Schedule, self.environment.schedule)

    def at(self, turn: Turn, time: float, action: Callable[[Moment], None]) -> None:
        """Plan an action for an instant."""
        self.schedule(Moment(action), turn, time - self.environment.now)
