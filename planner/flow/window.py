"""What counts: the promise, the stretch of time, and how it is divided for the report."""

from dataclasses import dataclass

import numpy as np

from planner.flow.demand import FloatColumn, IntColumn


@dataclass(frozen=True)
class Promise:
    """The service level that is tested."""

    target: float
    """Share from 0 to 1."""
    within: float
    """Seconds; in time is at most this."""
    by_first_response: bool
    """Whether the first response must be in time, not the assignment."""
    counting: str
    """`offered`, `without_short_abandons` or `answered`."""
    short_abandon: float
    """Seconds; leaving before this is early."""


@dataclass(frozen=True)
class Division:
    """A way to divide the time that counts: into reporting intervals, days, hours of the day, ..."""

    names: tuple[str, ...]
    """Of the parts, such as `2026-11-23`, `08:00`, `mon` or `2026-W48`; intervals have none."""
    of_cell: IntColumn
    """The part in which each cell lies."""
    days: IntColumn
    """On how many days with open doors each part occurs; 1 for parts that occur once."""

    @property
    def parts(self) -> int:
        """How many there are."""
        return len(self.days)


@dataclass(frozen=True)
class Window:
    """Seconds since the scenario's start. What is measured is kept by cell, the finest division of the time."""

    edges: FloatColumn
    """Edges of the cells: where an interval, an hour or a day ends, or doors open or close."""
    doors: tuple[tuple[float, float], ...]
    """When doors open and close."""
    intervals: Division
    hours: Division
    """Of the day, by the clock."""
    days: Division
    """From the start's time of day to the same time on the next date."""
    weekdays: Division
    """Of the date on which the day begins."""
    weeks: Division
    """From Monday, of the date on which the day begins."""

    @property
    def closes(self) -> float:
        """When doors close for the last time; time on duty by head count ends."""
        return self.doors[-1][1]

    @property
    def day_begins(self) -> IntColumn:
        """The first cell of each day."""
        return np.searchsorted(self.days.of_cell, np.arange(self.days.parts))

    @property
    def interval_begins(self) -> IntColumn:
        """The first cell of each reporting interval."""
        return np.searchsorted(self.intervals.of_cell, np.arange(self.intervals.parts))
