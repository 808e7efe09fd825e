"""Fair timing on a noisy machine: all candidates in turn, round after round, and medians."""

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Timing:
    """What one candidate took, round by round."""

    each: Sequence[float]

    @property
    def median(self) -> float:
        """The middle one; noise only ever adds, and now and then a lot."""
        return statistics.median(self.each)

    @property
    def spread(self) -> float:
        """Half the distance between the quartiles, as a share of the median."""
        low, _, high = statistics.quantiles(self.each, n=4)
        return (high - low) / 2 / self.median


def interleave(
    candidates: Mapping[str, Callable[[int], float]],
    rounds: int,
    clock: Callable[[], float] = time.process_time,
) -> dict[str, Timing]:
    """Time every candidate once a round, each in turn going first.

    A candidate gets the round's number, does its work and returns how much it did; its times are seconds
    per unit of that. One round before the first is not counted. Unless told otherwise it is processor time
    of this process that counts, so that what else the machine does matters little.
    """
    times: dict[str, list[float]] = {name: [] for name in candidates}
    names = list(candidates)
    for number in range(rounds + 1):
        first = number % len(names)
        for name in names[first:] + names[:first]:
            begin = clock()
            done = candidates[name](number)
            times[name].append((clock() - begin) / done)
    return {name: Timing(each[1:]) for name, each in times.items()}
