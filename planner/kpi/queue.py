"""What is measured of the queue."""

import numpy as np

from planner.flow.demand import Demand, FloatColumn
from planner.flow.records import Records
from planner.flow.window import Window
from planner.kpi.spans import most_at_once, time_in_bins


def queue_time(records: Records, demand: Demand, window: Window, types: int) -> FloatColumn:
    """Return the time (s) that chats of each type waited, as [type, interval]: by the clock, whoever arrived when."""
    return np.stack(
        [
            time_in_bins(demand.arrival[of_type], records.dequeued[of_type], window.edges)
            for of_type in (demand.chat_type == number for number in range(types))
        ]
    )


def longest_queues(records: Records, demand: Demand, window: Window, types: int) -> FloatColumn:
    """Return the most chats waiting at once, of the run and of each type."""
    begin = np.maximum(demand.arrival, window.edges[0])
    end = np.minimum(records.dequeued, window.edges[-1])
    by_type = [
        most_at_once(begin[of_type], end[of_type])
        for of_type in (demand.chat_type == t for t in range(types))
    ]
    return np.array([most_at_once(begin, end), *by_type], dtype=np.float64)
