"""What a change does to the KPIs of goals, on the same customers."""

from collections.abc import Sequence

import numpy as np

from planner.flow.demand import BoolColumn, FloatColumn
from planner.kpi import Estimate
from planner.kpi.kinds import Count, Percentile
from planner.kpi.paired import of_pairs
from planner.kpi.pseudo_values import PseudoValues, of_ratio
from planner.staffing.advise.result import Change, Effect
from planner.staffing.conditions import Conditions, Standing
from planner.staffing.goals import Goal
from planner.staffing.proof import kpi_estimate
from planner.staffing.trial import Outcome

TAIL = 0.025


def effects(
    base: Standing, other: Standing, changes: Sequence[Change], edges: FloatColumn
) -> tuple[Effect, ...]:
    """Return the effect on every goal; `edges` are those of the intervals (s)."""
    conditions = base.conditions
    touched = np.zeros(len(edges) - 1, dtype=np.bool_)
    for change in changes:
        touched |= (edges[:-1] < change.end) & (edges[1:] > change.begin)
    return tuple(
        Effect(
            goal,
            kpi_estimate(base.outcome, goal, number, inside),
            kpi_estimate(other.outcome, goal, number, inside),
            _difference(base.outcome, other.outcome, goal, number, inside),
        )
        for number, goal in enumerate(conditions.goals)
        for inside in (_told_of(conditions, number, touched),)
    )


def _told_of(conditions: Conditions, number: int, touched: BoolColumn) -> BoolColumn:
    """Return the intervals of all the time, or of the days or intervals in which anything is changed."""
    of_interval = conditions.of_interval(number)
    return np.isin(of_interval, of_interval[touched])


def _difference(base: Outcome, other: Outcome, goal: Goal, number: int, inside: BoolColumn) -> Estimate:
    most = 1.0 if isinstance(goal.kpi, Percentile) else goal.kpi.most
    before, after = (_pseudo_values(outcome, goal, number, inside) for outcome in (base, other))
    return of_pairs(before, after, most, TAIL).estimate


def _pseudo_values(outcome: Outcome, goal: Goal, number: int, inside: BoolColumn) -> PseudoValues:
    top = outcome.top[:, number, inside].sum(axis=1)
    if isinstance(goal.kpi, Count):
        return PseudoValues(float(top.mean()), top)
    return of_ratio(top, outcome.bottom[:, number, inside].sum(axis=1))
