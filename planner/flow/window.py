"""What counts: the promise, the stretch of time, and the reporting intervals."""

from dataclasses import dataclass

from planner.flow.demand import FloatColumn

DAY = 86400.0


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
class Window:
    """Seconds since the scenario's start."""

    edges: FloatColumn
    """Edges of the reporting intervals that count, on the clock; the first and last may be short."""
    closes: float
    """Doors close; staffed time ends."""
