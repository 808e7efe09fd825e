"""Instants as clocks show them, a column at once."""

import numpy as np
import numpy.typing as npt

from planner.flow.demand import FloatColumn, IntColumn
from planner.scenario.local_time import LocalTime


def clock_texts(time: LocalTime, seconds: FloatColumn) -> list[str]:
    """Return instants (s since the start) as ISO text to the millisecond, with the offset where there is a zone; empty for NaN."""
    texts = np.full(len(seconds), "", dtype="U40")
    midnight = np.datetime64(time.start.date(), "ms")
    for stretch in time.stretches:
        here = np.flatnonzero((seconds >= stretch.begin) & (seconds < stretch.end))
        if len(here):
            local = midnight + milliseconds(seconds[here] + stretch.offset)
            offset = time.at(float(seconds[here[0]])).isoformat(timespec="milliseconds")[23:]
            texts[here] = np.char.add(np.datetime_as_string(local), offset)
    return texts.tolist()


def milliseconds(seconds: FloatColumn) -> npt.NDArray[np.timedelta64]:
    """Return whole milliseconds, as clocks show them: what is begun does not count. NaN is no time."""
    known = ~np.isnan(seconds)
    whole: IntColumn = np.floor(np.where(known, seconds, 0.0) * 1000).astype(np.int64)
    spans = whole.astype("timedelta64[ms]")
    spans[~known] = np.timedelta64("NaT")
    return spans
