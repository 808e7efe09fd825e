"""What helps most and what harms least; neighbouring hours put together."""

import math
from collections.abc import Sequence

from planner.scenario.local_time import LocalTime
from planner.staffing.advise.hours import Hour, stretches
from planner.staffing.advise.result import Change, WhatIf
from planner.staffing.goals import Goal

ABOUT_AS_MUCH = 0.5
"""A neighbouring hour in which an agent does this share of what one does in the best hour is put together with it."""

QUIET = 0.5
"""An hour is quiet where an agent less does at most this share of what one less does on average."""


class Ranking:
    """Weighs changes: by the targets that are missed, and where none is, by the service level."""

    def __init__(self, missed: Sequence[Goal], promise: Goal, time: LocalTime) -> None:
        self._missed = tuple(missed)
        self._promise = promise
        self._time = time

    def merit(self, found: WhatIf) -> float:
        """Return how much good changes do."""
        return found.closer if self._missed else found.effect(self._promise).gain

    def ranked(self, found: Sequence[WhatIf]) -> tuple[WhatIf, ...]:
        """Return what does most good, or least harm, first."""

        def weight(one: WhatIf) -> tuple[float, float]:
            return -one.closer, -one.effect(self._promise).gain

        return tuple(sorted(found, key=weight))

    def helps(self, found: WhatIf) -> bool:
        """Tell whether changes surely do good to a target that is missed; where none is, to the service level."""
        weighed = self._missed or (self._promise,)
        return self.merit(found) > 0 and any(found.effect(goal).helps for goal in weighed)

    def around(self, best: WhatIf, more: Sequence[WhatIf]) -> Change:
        """Return one more agent from the best hour to its neighbours in which one does about as much."""
        (change,) = best.changes
        least = ABOUT_AS_MUCH * self.merit(best)
        good = [hour_of(found) for found in of_group(more, change.group) if self.merit(found) >= least]
        own = next(run for run in stretches(good, self._time) if hour_of(best) in run)
        return over(own, change.group, change.agents)

    def runs(self, less: Sequence[WhatIf]) -> list[tuple[str, list[Hour], float]]:
        """Return groups with neighbouring hours from each of which an agent can go: quiet ones first, then all; the longest first.

        With each, how much an agent who goes may cost the service level: from quiet hours no more than one less costs on
        average, so that what targets leave over is spent where agents are missed least.
        """
        free = [found for found in less if found.lets_go]
        harm = [max(0.0, -found.effect(self._promise).gain) for found in less]
        usual = sum(harm) / max(1, len(harm))
        calm = [found for found in free if -found.effect(self._promise).gain <= QUIET * usual]
        runs = [(group, run, usual * len(run)) for group, run in self._runs(calm)]
        if len(calm) < len(free) or usual > 0:
            runs += [(group, run, math.inf) for group, run in self._runs(free)]
        return runs

    def _runs(self, free: Sequence[WhatIf]) -> list[tuple[str, list[Hour]]]:
        runs = [
            (group, run)
            for group in dict.fromkeys(found.changes[0].group for found in free)
            for run in stretches([hour_of(found) for found in of_group(free, group)], self._time)
        ]
        return sorted(runs, key=lambda found: -len(found[1]))

    def narrower(self, run: Sequence[Hour], group: str, less: Sequence[WhatIf]) -> list[Hour]:
        """Return the half of neighbouring hours in which an agent is missed least."""
        harm = {
            hour_of(found): (-found.closer, -found.effect(self._promise).gain)
            for found in of_group(less, group)
        }
        size = len(run) // 2
        windows = [list(run[first : first + size]) for first in range(len(run) - size + 1)] if size else [[]]

        def harmful(window: Sequence[Hour]) -> tuple[float, float]:
            return sum(harm[hour][0] for hour in window), sum(harm[hour][1] for hour in window)

        return min(windows, key=harmful)


def hour_of(found: WhatIf) -> Hour:
    """Return the hour in which something is changed."""
    return Hour(found.changes[0].begin, found.changes[0].end)


def of_group(found: Sequence[WhatIf], group: str) -> list[WhatIf]:
    """Return the changes of one group."""
    return [one for one in found if one.changes[0].group == group]


def over(run: Sequence[Hour], group: str, agents: int) -> Change:
    """Return a change over neighbouring hours."""
    return Change(group, run[0].begin, run[-1].end, agents)
