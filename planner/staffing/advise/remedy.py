"""The fewest more agent hours that bring targets back, as a greedy search finds them.

Again and again the hour is added that brings the staffing closest to its targets, all of them simulated together. What an hour did
before is taken as the most that it will do, so only the hours that look best are simulated anew (Minoux 1978).
"""

import heapq
from collections import Counter
from collections.abc import Sequence
from itertools import count

from planner.scenario.local_time import LocalTime
from planner.staffing.advise.hours import Hour, stretches
from planner.staffing.advise.laboratory import Laboratory
from planner.staffing.advise.ranking import hour_of, over
from planner.staffing.advise.result import Change, WhatIf

MOST_HOURS = 10
"""More agent hours than these are for `planner staff` to find."""
MOST_TRIALS = 40

Place = tuple[str, Hour]
"""A group and an hour."""


class Remedy:
    """A greedy search under way; the best so far is there when it is stopped."""

    def __init__(self, laboratory: Laboratory, time: LocalTime) -> None:
        self.found: WhatIf | None = None
        self._laboratory = laboratory
        self._time = time
        self._missed = len(laboratory.judge.missed)
        self._chosen: Counter[Place] = Counter()
        self._trials = 0

    def seek(self, more: Sequence[WhatIf]) -> None:
        """Add hours until all targets hold; `more` is what one more agent in each does, the best first."""
        order = count()
        queue = [(-found.closer, next(order), 0, found, _place(found)) for found in more if found.closer > 0]
        heapq.heapify(queue)
        while queue and not self._done():
            _, _, known, found, place = heapq.heappop(queue)
            step = self._chosen.total()
            if known < step:
                again = self._try(place)
                if again is None or self._trials >= MOST_TRIALS:
                    return
                gain = again.closer - self._closer()
                if gain > 0:
                    heapq.heappush(queue, (-gain, next(order), step, again, place))
                continue
            self._chosen[place] += 1
            self.found = found
            heapq.heappush(queue, (-found.closer, next(order), step, found, place))

    def _done(self) -> bool:
        found = self.found
        mended = found is not None and not found.breaks and len(found.mends) == self._missed
        return mended or self._chosen.total() >= MOST_HOURS

    def _closer(self) -> float:
        return 0.0 if self.found is None else self.found.closer

    def _try(self, place: Place) -> WhatIf | None:
        """Simulate what is chosen with one more."""
        self._trials += 1
        return self._laboratory.at_once(put_together(self._chosen + Counter([place]), self._time))


def put_together(agents: Counter[Place], time: LocalTime) -> tuple[Change, ...]:
    """Return as few changes as bring so many more agents to each place."""
    changes: Counter[Change] = Counter()
    for level in range(1, max(agents.values(), default=0) + 1):
        for group in sorted({group for group, _ in agents}):
            hours = [hour for (of, hour), number in agents.items() if of == group and number >= level]
            changes.update(over(run, group, 1) for run in stretches(hours, time))
    return tuple(
        Change(change.group, change.begin, change.end, number) for change, number in sorted_by_time(changes)
    )


def sorted_by_time(changes: Counter[Change]) -> list[tuple[Change, int]]:
    """Return changes with their numbers in order of time."""
    return sorted(changes.items(), key=lambda found: (found[0].begin, found[0].group, found[0].end))


def _place(found: WhatIf) -> Place:
    return found.changes[0].group, hour_of(found)
