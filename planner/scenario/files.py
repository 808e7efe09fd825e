"""What the files hold that a scenario names, checked and in clock seconds or seconds since the start."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Forecast:
    """Expected chats of one chat type; rows in order, not overlapping."""

    begin: tuple[float, ...]
    end: tuple[float, ...]
    """Seconds since the start; the first may begin before it, the last end after the end."""
    chats: tuple[float, ...]


@dataclass(frozen=True)
class PlannedShift:
    """A shift in clock seconds, see `LocalTime`."""

    day: int
    """The date on which it begins, as days after that of the scenario's start."""
    begin: float
    end: float
    breaks: tuple[tuple[float, float, bool], ...] = ()
    """From, to, and whether it is paid."""


@dataclass(frozen=True)
class Person:
    """An agent and their shifts."""

    name: str
    """Nothing where a scenario only says how many there are."""
    shifts: tuple[PlannedShift, ...]


@dataclass(frozen=True)
class Files:
    """By the name of the chat type or agent group."""

    forecasts: Mapping[str, Forecast] = field(default_factory=dict)
    logs: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    """Arrivals in seconds since the start, in order, from start to end."""
    rosters: Mapping[str, tuple[Person, ...]] = field(default_factory=dict)
    """In order of their first row."""
    notes: tuple[str, ...] = ()
    """What became of each file's rows."""
    cautions: tuple[str, ...] = ()
    """Rows that are not used, and why."""
