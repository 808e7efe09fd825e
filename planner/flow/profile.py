"""Step functions by time of day, laid over the horizon."""

from datetime import datetime
from typing import NamedTuple

import numpy as np

from planner.flow.demand import FloatColumn
from planner.flow.window import DAY


class Profile(NamedTuple):
    """A step function over the horizon: `values[i]` holds from `edges[i]` to `edges[i + 1]` (s)."""

    edges: FloatColumn
    values: FloatColumn

    def integral(self) -> float:
        """Return the sum of value times seconds."""
        return float(np.dot(self.values, np.diff(self.edges)))

    def at(self, times: FloatColumn) -> FloatColumn:
        """Return the values that hold at instants (s) before the last edge."""
        return np.asarray(self.values[np.searchsorted(self.edges, times, side="right") - 1])


def over_horizon(steps: dict[int, float] | dict[int, int], start: datetime, horizon: float) -> Profile:
    """Repeat a step function of seconds since midnight each day; before its first key the last one holds."""
    midnight = start.hour * 3600.0 + start.minute * 60.0 + start.second
    times = sorted(steps)
    edges, values = [0.0], [float(steps[times[-1]])]
    for day in range(int((horizon + midnight) // DAY) + 1):
        for time in times:
            at = day * DAY + time - midnight
            if at <= 0:
                values[0] = float(steps[time])
            elif at < horizon and steps[time] != values[-1]:
                edges.append(at)
                values.append(float(steps[time]))
    return Profile(np.array([*edges, horizon]), np.array(values))
