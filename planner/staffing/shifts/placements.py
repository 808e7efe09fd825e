"""Where the breaks of a shift may lie."""

from collections.abc import Iterator, Sequence
from itertools import islice

from planner.scenario.shift import BreakSpan
from planner.scenario.shift_pattern import ShiftPattern

Placement = tuple[BreakSpan, ...]
"""The breaks of one shift, in order."""
FINEST = 60
"""Break times are whole minutes."""
MOST_TRIED = 50_000
"""Partial placements that are looked at; ten breaks in a narrow window could otherwise be tried for years."""
MOST_IN_VAIN = 1000
"""As many without a single whole one mean that there is none."""


def placements(pattern: ShiftPattern, begin: int, end: int, step: int, most: int) -> tuple[Placement, ...]:
    """Return ways, at most so many, to place the breaks of a shift so that they do not overlap.

    Begins lie `step` seconds apart. Where that leaves no way, the grid is made finer, since a shift keeps its breaks;
    there is none at all where breaks cannot but overlap. Times are seconds since midnight, as `begin` and `end`.
    """
    while True:
        options = [
            tuple((at, at + int(rest.length), rest.paid) for at in begins)
            for rest in pattern.breaks
            if (begins := pattern.break_begins(rest, begin, end, step))
        ]
        found = tuple(islice(_ways(options), most))
        if found or step <= FINEST:
            return found
        step = max(FINEST, step // 2)


def _ways(options: Sequence[Sequence[BreakSpan]]) -> Iterator[Placement]:
    """Yield each choice of one span per break in which none overlap, the narrowest windows placed first."""
    ordered = sorted(options, key=len)
    seen: set[Placement] = set()
    """Two breaks that are alike may swap their places, and nothing is gained."""
    begun: list[tuple[BreakSpan, ...]] = [()]
    found = False
    for tried in range(MOST_TRIED):
        if not begun or (tried > MOST_IN_VAIN and not found):
            return
        placed = tuple(sorted(begun.pop()))
        if placed in seen:
            continue
        seen.add(placed)
        if len(placed) == len(ordered):
            found = True
            yield placed
            continue
        begun += [(*placed, span) for span in reversed(ordered[len(placed)]) if not _overlaps(span, placed)]


def _overlaps(span: BreakSpan, placed: Sequence[BreakSpan]) -> bool:
    return any(span[0] < other[1] and other[0] < span[1] for other in placed)
