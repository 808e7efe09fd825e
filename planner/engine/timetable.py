"""What is known beforehand, in order of time."""

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from operator import itemgetter
from typing import NamedTuple

from planner.engine.calendar import Calendar, Moment, Turn


class Entry(NamedTuple):
    """Something that will happen."""

    time: float
    turn: Turn
    action: Callable[[], None]


@contextmanager
def _no_garbage() -> Iterator[None]:
    """Look for no garbage: among thousands of entries that are all kept that takes longer than making them."""
    looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looking:
            gc.enable()


class Timetable:
    """Brings its entries about, one after another.

    Only the next one lies on the calendar: with weeks of shifts on it every event would take longer to find its
    place.
    """

    def __init__(self, entries: Iterable[Entry], calendar: Calendar) -> None:
        with _no_garbage():
            self._entries = sorted(entries, key=itemgetter(0, 1))
        self._calendar = calendar
        self._next = 0
        self._await()

    def _await(self) -> None:
        if self._next < len(self._entries):
            entry = self._entries[self._next]
            self._calendar.at(entry.turn, entry.time, self._on_due)

    def _on_due(self, _: Moment) -> None:
        entry = self._entries[self._next]
        self._next += 1
        entry.action()
        self._await()
