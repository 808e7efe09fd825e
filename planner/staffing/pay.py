"""What a shift costs."""

import numpy as np

from planner.scenario.files import PlannedShift
from planner.scenario.local_time import DAY, LocalTime
from planner.scenario.week import CostWeek, on_weekday

HOUR = 3600.0


class Pay:
    """What paid time costs by what clocks show, also before the start and after the end."""

    def __init__(self, week: CostWeek, time: LocalTime) -> None:
        self._time = time
        days = time.dates()
        changes = sorted(
            (day * DAY + clock, float(value))
            # what holds before a day's first key was told the day before, and shifts end two days later at most
            for day in range(days.start - 1, days.stop + 3)
            for clock, value in on_weekday(week, time.weekday(day), {0: 0.0}).items()
        )
        self._edges = np.array([time.elapsed(clock) for clock, _ in changes])
        self._rates = np.array([value for _, value in changes]) / HOUR
        self._sums = np.concatenate([[0.0], np.cumsum(self._rates[:-1] * np.diff(self._edges))])

    def of(self, planned: PlannedShift) -> float:
        """Return what a shift costs, all of it, inside the horizon or not; breaks cost where they are paid."""
        paid = self.between(self._time.elapsed(planned.begin), self._time.elapsed(planned.end))
        for begin, end, is_paid in planned.breaks:
            if not is_paid:
                since = self._time.elapsed(begin)
                paid -= self.between(since, since + end - begin)
        return round(paid, 9)  # the same hours on another day cost the same, to the last digit

    def between(self, begin: float, end: float) -> float:
        """Return what an agent costs from one instant to another (s since the start)."""
        return self._until(end) - self._until(begin)

    def _until(self, instant: float) -> float:
        """Return what all the time until an instant (s) costs."""
        place = max(0, int(np.searchsorted(self._edges, instant, side="right")) - 1)
        return float(self._sums[place] + self._rates[place] * (instant - self._edges[place]))
