"""Whether targets hold with a changed staffing, and how far off they are."""

import numpy as np

from planner.flow.demand import BoolColumn, FloatColumn
from planner.kpi.estimate import t_quantile
from planner.kpi.kinds import Count, Percentile
from planner.staffing.conditions import Standing
from planner.staffing.goals import Goal
from planner.staffing.reach import helped_by_agents

SURE = 0.05
"""The risk, one-sided, that a target which is said to hold without an agent does not."""
NEGLIGIBLE = 0.001
"""Where a target is missed anyhow, agents can go who cost no more than this share of its bound, and of what is told beside."""


class Judge:
    """Compares staffings with the one as planned, by the first goals: the targets."""

    def __init__(self, base: Standing, targets: int) -> None:
        self.base = base
        self._ours: BoolColumn = base.conditions.goal < targets
        self._goals = base.conditions.goals[:targets]
        self._scale = _scale(base)

    def distance(self, standing: Standing) -> float:
        """Return how far targets are missed, as shares of their bounds, added up."""
        short = np.maximum(0.0, -standing.value)
        goal = standing.conditions.goal
        missed, scale = (np.bincount(goal, of) for of in (short, self._scale))
        return float((missed / np.maximum(scale, 1e-12))[: len(self._goals)].sum())

    def holding(self, standing: Standing) -> list[bool]:
        """Tell of each target whether it holds on average, wherever it is to."""
        goal = standing.conditions.goal
        return [bool((standing.value[goal == number] >= 0).all()) for number in range(len(self._goals))]

    @property
    def missed(self) -> tuple[Goal, ...]:
        """The targets that are missed as planned."""
        return tuple(
            goal for goal, holds in zip(self._goals, self.holding(self.base), strict=True) if not holds
        )

    def breaks(self, standing: Standing) -> tuple[Goal, ...]:
        """Return the targets that are missed now and were not before."""
        return tuple(goal for goal, before, after in self._both(standing) if before and not after)

    def mends(self, standing: Standing) -> tuple[Goal, ...]:
        """Return the targets that hold now and did not before."""
        return tuple(goal for goal, before, after in self._both(standing) if after and not before)

    def lets_go(self, standing: Standing) -> bool:
        """Tell whether agents can go: what holds surely still does, or is as it was.

        A target that is missed may be hardly farther off. Where it asks for more agents, nor may all that is told beside the
        targets: who goes must be idle.
        """
        before, after = self.base.value, standing.value
        count = standing.outcome.replications
        reach = t_quantile(count - 1, SURE) * standing.error if count > 1 else np.zeros(len(after))
        held = self._ours & (before >= 0)
        enough = np.where(held, np.minimum(before, reach), before - NEGLIGIBLE * self._scale)
        too_few = any(helped_by_agents(goal) for goal in self.missed)
        return bool((after >= enough)[slice(None) if too_few else self._ours].all())

    def _both(self, standing: Standing) -> list[tuple[Goal, bool, bool]]:
        return list(zip(self._goals, self.holding(self.base), self.holding(standing), strict=True))


def _scale(base: Standing) -> FloatColumn:
    """Return by condition the slack that makes as much as the bound itself."""
    conditions, outcome = base.conditions, base.outcome
    scale = np.zeros(len(conditions))
    for number, goal in enumerate(conditions.goals):
        size = abs(goal.bound) or 1.0
        if isinstance(goal.kpi, Count):
            scale[conditions.goal == number] = size
            continue
        size = goal.kpi.p if isinstance(goal.kpi, Percentile) else size
        bottom = outcome.bottom[:, number].mean(axis=0) * size
        if goal.on is not None and goal.per == "run":
            bottom = bottom / (int(conditions.units(number).max()) + 1)
        np.add.at(scale, conditions.of_interval(number), bottom)
    return scale
