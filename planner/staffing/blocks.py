"""When agents are decided on: blocks of time, one for each group and reporting interval."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from planner.flow.demand import FloatColumn, IntColumn
from planner.flow.window import Window


@dataclass(frozen=True)
class Blocks:
    """The blocks of all staffed groups, group by group, each in order of time; columns have a row per block."""

    edges: FloatColumn
    """Of the reporting intervals (s since the start); the first and last are those of the time that counts."""
    open: IntColumn
    """The intervals in which doors are open at all."""
    groups: tuple[int, ...]
    """Positions of the groups that are staffed."""

    @property
    def group(self) -> IntColumn:
        """The position of each block's group."""
        return np.repeat(np.array(self.groups, dtype=np.int64), len(self.open))

    @property
    def interval(self) -> IntColumn:
        """The interval of each block."""
        return np.tile(self.open, len(self.groups))

    @property
    def begin(self) -> FloatColumn:
        """When each begins (s)."""
        return np.asarray(self.edges[self.interval])

    @property
    def end(self) -> FloatColumn:
        """When each ends (s)."""
        return np.asarray(self.edges[self.interval + 1])

    @property
    def hours(self) -> FloatColumn:
        """How long each is (h)."""
        return np.asarray((self.end - self.begin) / 3600.0)

    def __len__(self) -> int:
        return len(self.groups) * len(self.open)


def interval_edges(window: Window) -> FloatColumn:
    """Return where reporting intervals begin, and the last one's end (s)."""
    first = window.interval_begins
    return np.append(window.edges[first], window.edges[-1])


def blocks(window: Window, groups: tuple[int, ...]) -> Blocks:
    """Return the blocks of some groups."""
    edges = interval_edges(window)
    opened = np.zeros(len(edges) - 1, dtype=np.bool_)
    for begin, end in window.doors:
        opened |= (edges[:-1] < end) & (edges[1:] > begin)
    return Blocks(edges, np.flatnonzero(opened), groups)


def stretches(blocks: Blocks, chosen: Sequence[int]) -> Iterator[tuple[int, float, float]]:
    """Yield group, begin and end (s) of blocks, those of a group that follow one another as one."""
    group, begin, end = blocks.group, blocks.begin, blocks.end
    since = 0
    for place, block in enumerate(chosen):
        after = chosen[place + 1] if place + 1 < len(chosen) else None
        if after is not None and group[after] == group[block] and begin[after] == end[block]:
            continue
        yield int(group[block]), float(begin[chosen[since]]), float(end[block])
        since = place + 1
