"""Where the breaks of a shift pattern may lie."""

import itertools
from collections.abc import Iterator

from planner.scenario.fields import wrong
from planner.scenario.local_time import DAY
from planner.scenario.quantities import clock_text, duration_text
from planner.scenario.shift import MINUTE, Break
from planner.scenario.week import Span


def break_begins(rest: Break, begin: int, end: int, step: int) -> tuple[int, ...]:
    """Return when a break of a shift from `begin` to `end` may begin, in order; nothing where it has no such break.

    All are seconds since midnight of the same day. The break touches neither end of the shift; its window is cut
    to the shift. Begins lie `step` seconds apart from where the window opens; where none of these is possible, but
    the break fits, it is in the middle. A break `at` a time has one begin.
    """
    found: set[int] = set()
    for first, last in _windows(rest):
        earliest = max(first, begin + MINUTE)
        latest = (min(last, end - 1) - int(rest.length)) // MINUTE * MINUTE
        if earliest <= latest:
            middle = (earliest + latest) // 2 // MINUTE * MINUTE
            ahead = first + -(-(earliest - first) // step) * step
            found.update(range(ahead, latest + 1, step) or (middle,))
    return tuple(sorted(found))


def _windows(rest: Break) -> Iterator[Span]:
    """Yield when a break lies on the first day, and on those after it that a shift may reach."""
    if rest.between is None:
        assert rest.at is not None
        first, length = rest.at, int(rest.length)
    else:
        first, length = rest.between[0], (rest.between[1] - rest.between[0]) % DAY or DAY
    # the window of the day before may go on after midnight
    for day in range(-1, 3):
        yield first + day * DAY, first + day * DAY + length


def check_apart(breaks: tuple[Break, ...]) -> None:
    """Raise an error for a value where breaks at fixed times overlap; those in windows may find room."""
    fixed = sorted((rest.at, rest.length) for rest in breaks if rest.at is not None)
    for (earlier, length), (later, _) in itertools.pairwise(fixed):
        if later < earlier + length:
            raise wrong(
                f"the breaks at {clock_text(earlier)} and {clock_text(later)} overlap",
                "give them different times",
            )


def told(rest: Break) -> str:
    """Write a break in words."""
    length = duration_text(rest.length)
    if rest.between is None:
        return f"of {length} at {clock_text(rest.at or 0)}"
    return f"of {length} between {clock_text(rest.between[0])} and {clock_text(rest.between[1])}"
