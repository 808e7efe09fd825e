"""What is measured of the queue."""

import numpy as np

from planner.flow.demand import Demand, FloatColumn
from planner.flow.records import Records
from planner.flow.window import Window
from planner.kpi.spans import most_at_once, time_of_spans


def queue_time(records: Records, demand: Demand, window: Window, types: int) -> FloatColumn:
    """Return the time (s) that chats of each type waited while doors were open, as [type, cell].

    By the clock, whoever arrived when.
    """
    waited = (records.dequeued > records.arrival) & ~demand.ticket & (records.arrival < np.inf)
    return time_of_spans(
        records.arrival[waited], records.dequeued[waited], demand.chat_type[waited], types, window.edges
    ) * (open_time(window) > 0)


def open_time(window: Window) -> FloatColumn:
    """Return how long doors are open in each cell (s); they are all the time or never."""
    opens, closes = np.array(window.doors).T
    nobody = np.zeros(len(opens), dtype=np.int64)
    return np.asarray(time_of_spans(opens, closes, nobody, 1, window.edges)[0])


def longest_queues(records: Records, demand: Demand, window: Window, types: int) -> FloatColumn:
    """Return the most chats waiting at once, of the run and of each type."""
    chats = ~demand.ticket & (records.arrival < np.inf)
    begin = np.maximum(records.arrival, window.edges[0])[chats]
    end = np.minimum(records.dequeued, window.edges[-1])[chats]
    by_type = [
        most_at_once(begin[of_type], end[of_type])
        for of_type in (demand.chat_type[chats] == number for number in range(types))
    ]
    of_run = most_at_once(begin, end) if types > 1 else by_type[0]
    return np.array([of_run, *by_type], dtype=np.float64)
