"""A roster tried on some replications, and what it brings towards each goal."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from planner.demand import Blueprint, draw, draw_roster
from planner.engine import simulate
from planner.flow.demand import BoolColumn, Demand, FloatColumn
from planner.flow.records import Records
from planner.flow.roster import Roster
from planner.kpi import Tally, measure
from planner.kpi.columns import Column
from planner.kpi.kinds import Count, Percentile, Ratio
from planner.kpi.within import within
from planner.staffing.goals import Goal

HOUR = 3600.0


@dataclass(frozen=True)
class Customers:
    """What every trial of a search has in common: all but the roster."""

    plan: Blueprint
    goals: tuple[Goal, ...]
    seed: int


@dataclass(frozen=True)
class Outcome:
    """What a roster brings, replication by replication.

    A goal's KPI is, over any time, the sum of `top` over the sum of `bottom`; that of a percentile, the share of
    chats (or replies) that is not above the bound. Counts have no bottom.
    """

    top: FloatColumn
    """[replication, goal, interval]."""
    bottom: FloatColumn
    """[replication, goal, interval]."""
    overtime: FloatColumn
    """[replication, group]: hours."""

    @property
    def replications(self) -> int:
        """How many."""
        return len(self.top)


def joined(outcomes: Sequence[Outcome]) -> Outcome:
    """Put replications together that were run apart."""
    return Outcome(
        np.concatenate([outcome.top for outcome in outcomes]),
        np.concatenate([outcome.bottom for outcome in outcomes]),
        np.concatenate([outcome.overtime for outcome in outcomes]),
    )


def spliced(felt: BoolColumn, there: Outcome, elsewhere: Outcome) -> Outcome:
    """Return an outcome with some intervals of one and the others of another."""
    return Outcome(
        np.where(felt, there.top, elsewhere.top),
        np.where(felt, there.bottom, elsewhere.bottom),
        elsewhere.overtime,
    )


@dataclass(frozen=True)
class Trial:
    """A job: a roster on the replications from `first` up to, but without, `past`."""

    roster: Roster
    first: int
    past: int

    def run(self, known: Sequence[Customers]) -> Outcome:
        """Draw, simulate and measure."""
        (customers,) = known
        return joined(
            [replicate(customers, self.roster, number)[0] for number in range(self.first, self.past)]
        )


def replicate(customers: Customers, planned: Roster, number: int) -> tuple[Outcome, Tally]:
    """Draw, simulate and measure one replication with a roster as planned."""
    # whom returning customers know is one of those who are planned now
    plan = replace(customers.plan, roster=planned)
    demand = draw(plan, customers.seed, number)
    roster = draw_roster(planned, plan.turnouts, plan.days, customers.seed, number)
    records = simulate(demand, roster, plan.rules, plan.routing)
    tally = measure(records, demand, roster, plan.window, plan.promise)
    return _outcome(customers, tally, records, demand, roster), tally


def _outcome(customers: Customers, tally: Tally, records: Records, demand: Demand, roster: Roster) -> Outcome:
    """Take from a replication what the goals are about."""
    plan = customers.plan
    of_cell, parts = plan.window.intervals.of_cell, plan.window.intervals.parts
    first = plan.window.interval_begins
    sums = np.zeros((2, len(customers.goals), parts))
    for place, goal in enumerate(customers.goals):
        cells = np.zeros((2, len(of_cell)))
        match goal.kpi:
            case Ratio():
                cells[0] = tally.cells[goal.scope, :, goal.kpi.numerator] * goal.kpi.factor
                cells[1] = tally.cells[goal.scope, :, goal.kpi.denominator]
            case Count():
                cells[0] = tally.cells[goal.scope, :, goal.kpi.column] * goal.kpi.factor
            case Percentile():
                cells = within(goal.kpi, goal.bound, records, demand, roster, plan.window)[:, goal.scope]
            case _:
                raise AssertionError(goal.kpi)
        sums[:, place] = np.add.reduceat(cells, first, axis=1)
    groups = tally.cells[1 + len(plan.types) :, :, Column.OVERTIME].sum(axis=1) / HOUR
    return Outcome(sums[0][np.newaxis], sums[1][np.newaxis], groups[np.newaxis])
