"""Where the breaks of a shift may lie."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from planner.scenario.shift import BreakSpan
from planner.scenario.shift_pattern import ShiftPattern

Placement = tuple[BreakSpan, ...]
"""The breaks of one shift, in order."""
Spans = tuple[BreakSpan, ...]
"""Where one break may lie, in order of time."""
FINEST = 60
"""Break times are whole minutes."""
MOST_TRIED = 200_000
"""Partial placements that are looked at, of all shifts together; ten breaks in a narrow window could otherwise be tried for years."""
MOST_IN_VAIN = 1000
"""As many of a shift without a single whole one mean that there is none."""

Tries = Iterator[int]
"""Runs out when enough was tried; shifts share it."""


def placements(
    pattern: ShiftPattern, begin: int, end: int, step: int, most: int, tries: Tries
) -> tuple[Placement, ...]:
    """Return ways, at most so many, to place the breaks of a shift so that they do not overlap.

    Begins lie `step` seconds apart. Where that leaves no way, the grid is made finer, since a shift keeps its breaks;
    there is none at all where breaks cannot but overlap, or nothing more is to be tried. Times are seconds since midnight, as
    `begin` and `end`.
    """
    while True:
        options = [
            tuple((at, at + int(rest.length), rest.paid) for at in begins)
            for rest in pattern.breaks
            if (begins := pattern.break_begins(rest, begin, end, step))
        ]
        found = tuple(islice(_ways(_in_turn(options), tries), most))
        if found or step <= FINEST:
            return found
        step = max(FINEST, step // 2)


def _in_turn(options: Iterable[Spans]) -> list[Spans]:
    """Return the options of breaks, the narrowest windows first; breaks that are alike come one after another, which loses no way.

    Each leaves room for those of its like before it and after it.
    """
    found: list[Spans] = []
    for same, number in sorted(Counter(options).items(), key=lambda counted: len(counted[0])):
        first, last = same[0][0], same[-1][0]
        length = same[0][1] - first
        for place in range(number):
            earliest, latest = first + place * length, last - (number - 1 - place) * length
            found.append(tuple(span for span in same if earliest <= span[0] <= latest))
    return found


def _ways(ordered: Sequence[Spans], tries: Tries) -> Iterator[Placement]:
    """Yield each choice of one span per break in which none overlap."""
    seen: set[Placement] = set()
    """Two breaks that are nearly alike may swap their places, and nothing is gained."""
    begun: list[tuple[BreakSpan, ...]] = [()]
    found = False
    for tried, _ in enumerate(tries):
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
