"""Windows, goals and outcomes written by hand, and a bench whose truth is known."""

from collections.abc import Callable, Sequence

import numpy as np

from planner.flow.window import Division, Window
from planner.kpi import BY_KEY
from planner.staffing.bench import Spent
from planner.staffing.blocks import Blocks
from planner.staffing.goals import Goal
from planner.staffing.headcounts import HeadcountSpace
from planner.staffing.trial import Outcome

HALF_HOUR = 1800.0


def division(of_cell: Sequence[int]) -> Division:
    """Return a division by the part of each cell."""
    parts = max(of_cell) + 1
    return Division(tuple(map(str, range(parts))), np.array(of_cell), np.ones(parts, dtype=np.int64))


def window(days: int, intervals: int, length: float = HALF_HOUR) -> Window:
    """Return days of so many intervals, each interval two cells."""
    number = days * intervals
    edges = np.arange(2 * number + 1) * length / 2
    halves = [cell // 2 for cell in range(2 * number)]
    by_day = division([half // intervals for half in halves])
    return Window(
        edges, ((0.0, float(edges[-1])),), division(halves), division(halves), by_day, by_day, by_day
    )


def blocks(intervals: int, groups: int = 1, length: float = HALF_HOUR) -> Blocks:
    """Return the blocks of groups whose doors are always open."""
    return Blocks(np.arange(intervals + 1) * length, np.arange(intervals), tuple(range(groups)))


def goal(key: str, **more: object) -> Goal:
    """Return a goal: `at_least` or `at_most` tells the bound."""
    side = "at_least" if "at_least" in more else "at_most"
    return Goal(BY_KEY[key], side, more.pop(side), **more)


def outcome(top: object, bottom: object) -> Outcome:
    """Return what one goal's sums are, as [replication, interval]."""
    tops, bottoms = (np.array(sums, dtype=np.float64)[:, np.newaxis, :] for sums in (top, bottom))
    return Outcome(tops, bottoms, np.zeros((len(tops), 1)))


class HandMadeSpace(HeadcountSpace):
    """Head counts whose roster is just the agents of each block."""

    def __init__(self, of: Blocks, high: int = 9, cost: Sequence[float] | None = None, low: int = 0) -> None:
        columns = np.ones(len(of)) if cost is None else np.array(cost, dtype=np.float64)
        super().__init__(None, of, columns, np.full(len(of), high))
        self.low = np.full(len(of), low)

    def roster(self, counts, more=(), fewer=()):
        """Return the agents in each block."""
        agents = counts.copy()
        agents[list(more)] += 1
        agents[list(fewer)] = np.maximum(agents[list(fewer)] - 1, 0)
        return agents


class HandMadeBench:
    """A bench on which a function of the agents says what they bring."""

    def __init__(
        self, brings: Callable[[np.ndarray], Outcome], felt_for: float = HALF_HOUR, chat_length: float = 300.0
    ) -> None:
        self.brings = brings
        self.felt_for = felt_for
        self.chat_length = chat_length
        self.spent = Spent()

    def outcomes(self, rosters, replications=None):
        """Return what each roster brings."""
        self.spent.trials += len(rosters)
        return [self.brings(agents) for agents in rosters]

    def grow(self) -> bool:
        """Say that there are no more replications."""
        return False
