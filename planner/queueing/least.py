"""The smallest number that is enough."""

from __future__ import annotations

from collections.abc import Callable


def least(keeps: Callable[[int], bool], guess: int, most: int) -> int | None:
    """Return the smallest number from 1 to `most` that keeps something which every larger one keeps; None if none does.

    It looks around the guess with strides that double, then halves the bracket.
    """
    low, high, stride = 0, most + 1, 1
    at = min(max(1, guess), most)
    while high - low > 1:
        if keeps(at):
            high = at
        else:
            low = at
        if low == 0:
            at = max(1, high - stride)
        elif high > most:
            at = min(most, low + stride)
        else:
            at = (low + high) // 2
        stride *= 2
    return high if high <= most else None
