"""What no staffing can bring."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from planner.flow.demand import BoolColumn, FloatColumn
from planner.kpi.direction import BETTER, Direction
from planner.staffing.conditions import Standing
from planner.staffing.goals import Goal, Side

BY_SIDE: Mapping[Side, Direction] = {"at_least": "higher", "at_most": "lower"}
"""Which way a KPI must get better for a target on this side."""


SURELY = 2.0
"""Standard errors by which even the most agents must miss a condition for it to be out of reach."""
NOTHING_ASKED = -1e15
"""A value that every condition has at least."""


@dataclass(frozen=True)
class Reach:
    """Which conditions can be kept at all."""

    richest: Standing
    """How they stand with the most agents."""
    beyond: BoolColumn
    """Those that can not."""
    given_up: tuple[Goal, ...] = ()
    """Goals that could be kept, but not beside those before them."""
    doubtful: BoolColumn | None = None
    """Those that may hold, but so narrowly even with the most agents that no plan was found."""

    @property
    def left(self) -> BoolColumn:
        """Those that no proof waits for: what is out of reach, and what is in doubt."""
        return self.beyond if self.doubtful is None else self.beyond | self.doubtful

    def asked(self, spare: FloatColumn) -> FloatColumn:
        """Return what to ask of each condition.

        That is so much to `spare` where it can be kept, nothing where it is given up, else about the nearest that can be had. What
        the most agents keep, however narrowly, is not given away.
        """
        near = self.richest.value - self.richest.error
        near = np.where(self.richest.value >= 0, np.maximum(near, 0.0), near)
        return np.where(self._is_given_up, NOTHING_ASKED, np.where(self.left, near, spare))

    def easier(self, spare: FloatColumn) -> "Reach | None":
        """Ask for less where no plan was found; None where nothing more can be left out.

        First comes what the most agents do not keep with so much to `spare`, though it may hold: of that the nearest is
        enough. Then targets contradict each other, and those named first come first.
        """
        doubtful = (self.richest.value < spare) & ~surely_missed(self.richest) & ~self.beyond
        if self.doubtful is None and doubtful.any():
            return replace(self, doubtful=doubtful)
        return self._without_last() if len(self._asked) > 1 else None

    def _without_last(self) -> "Reach":
        goals = self.richest.conditions.goals
        given_up = (*self.given_up, goals[self._asked[-1]])
        gone = np.isin(self.richest.conditions.goal, [goals.index(goal) for goal in given_up])
        return replace(self, beyond=self.beyond | gone, given_up=given_up)

    @property
    def _asked(self) -> list[int]:
        """The goals with conditions that can be kept, in their order."""
        return sorted(set(self.richest.conditions.goal[~self.left].tolist()))

    @property
    def _is_given_up(self) -> BoolColumn:
        conditions = self.richest.conditions
        return np.isin(conditions.goal, [conditions.goals.index(goal) for goal in self.given_up])


def reach(richest: Standing, others: Iterable[Standing]) -> Reach:
    """Say which conditions hold neither with the most agents nor with other plans, such as that with the fewest.

    Where nobody is answered no wait is too long. That keeps no target of which more agents bring more.
    """
    goals, goal = richest.conditions.goals, richest.conditions.goal
    helped = np.array([helped_by_agents(of) for of in goals])[goal]
    beyond = surely_missed(richest)
    for other in others:
        beyond &= (other.value < 0) | (helped & np.isinf(other.value))
    return Reach(richest, beyond)


def surely_missed(standing: Standing) -> BoolColumn:
    """Tell which conditions are missed by more than chance."""
    return np.asarray(standing.value < -SURELY * standing.error)


def helped_by_agents(goal: Goal) -> bool:
    """Tell whether more agents make a goal's KPI better."""
    return BETTER.get(goal.kpi.key) == BY_SIDE[goal.side]
