"""Step functions over the horizon."""

from typing import NamedTuple

import numpy as np

from planner.flow.demand import FloatColumn


class Profile(NamedTuple):
    """A step function: `values[i]` holds from `edges[i]` to `edges[i + 1]` (s since the start)."""

    edges: FloatColumn
    values: FloatColumn

    def integral(self) -> float:
        """Return the sum of value times seconds."""
        return float(np.dot(self.values, np.diff(self.edges)))

    def at(self, times: FloatColumn) -> FloatColumn:
        """Return the values that hold at instants (s) before the last edge."""
        return np.asarray(self.values[np.searchsorted(self.edges, times, side="right") - 1])

    def value(self, time: float) -> float:
        """Return the value that holds at one instant (s)."""
        return float(self.at(np.array([time]))[0])
