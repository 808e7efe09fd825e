"""Whether a plan keeps its goals on random numbers that the search never saw.

Each goal is tested at the same level: all of them hold only if every one is proven (Berger 1982), so their number takes nothing from
the confidence. A search that fails a proof goes on and tries another plan with other fresh numbers; so that all its proofs together
are wrong with 5 % at most, proof j is given 5 % / (j (j + 1)), the first one 2.5 %: it succeeds just where the 95 % interval says so.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.flow.demand import BoolColumn, FloatColumn
from planner.flow.roster import Roster
from planner.kpi import Estimate, Ledger, Tally, estimate
from planner.kpi.kinds import Count, Percentile, Ratio
from planner.kpi.layout import Layout
from planner.staffing.bench import Bench
from planner.staffing.conditions import Conditions, Standing
from planner.staffing.goals import Goal
from planner.staffing.result import Proof
from planner.staffing.trial import Customers, Outcome, joined, replicate
from planner.study.scopes import scopes

MOST_TALLIED = 300
"""So many replications of a proof tell of the other KPIs, too."""
RISK = 0.05
"""Of a plan that is called proven although it misses a goal."""
HOPELESS = 4.0
"""What is missed by more standard errors than these is not proven on any number of replications."""
FRESH = 1_000_000
"""Replications of proof j begin with j times this number; searches use those from 0."""


@dataclass(frozen=True)
class Proving:
    """A job: a roster on some replications, with the tallies that every KPI is made of."""

    roster: Roster
    layout: Layout
    first: int
    past: int

    def run(self, known: Sequence[Customers]) -> tuple[Outcome, list[Tally]]:
        """Draw, simulate and measure."""
        (customers,) = known
        found = [replicate(customers, self.roster, number) for number in range(self.first, self.past)]
        return joined([outcome for outcome, _ in found]), [tally.only(self.layout) for _, tally in found]


@dataclass(frozen=True)
class Tested:
    """A plan on fresh random numbers."""

    standing: Standing
    ledger: Ledger
    least: FloatColumn
    """By condition: what its value must be at least to be proven, with so many replications."""

    @property
    def unproven(self) -> BoolColumn:
        """Which conditions are not proven."""
        return self.standing.value < self.least


def tail(attempt: int) -> float:
    """Return the risk that proof number `attempt`, from 1, may be wrong."""
    return RISK / (attempt * (attempt + 1))


def replications_needed(standing: Standing, which: BoolColumn, attempt: int, least: int, most: int) -> int:
    """Return how many replications should prove some conditions, by how they stand with fewer."""
    from scipy.special import ndtri

    if (which & (standing.value < -HOPELESS * standing.error)).any():
        return least
    # one standard error beyond the bound: five proofs of six succeed where the search is right
    reach = float(ndtri(1 - tail(attempt))) + 1.0
    needed = [
        (reach * _room_in_errors(standing, place)) ** 2
        for place in np.flatnonzero(which & np.isfinite(standing.value)).tolist()
    ]
    return int(min(most, max(least, math.ceil(max(needed, default=0.0)))))


def _room_in_errors(standing: Standing, place: int) -> float:
    """Return how many times the spread of a replication is as large as the room that a condition has."""
    replications = standing.outcome.replications
    counts = _counts(standing, place)
    if counts is None:
        error, room = float(standing.error[place]), float(standing.value[place])
    else:
        error, room = math.sqrt(counts.share * (1 - counts.share) / counts.of), counts.good / counts.of
        room -= counts.share
    return error * math.sqrt(replications) / max(room, 1e-12)


def test(bench: Bench, conditions: Conditions, roster: Roster, attempt: int, replications: int) -> Tested:
    """Simulate a plan on fresh numbers. Raises `WorkerLost`, `KeyboardInterrupt`."""
    layout = scopes(bench.customers.plan).layout()
    first, tallied = FRESH * attempt, min(replications, MOST_TALLIED)
    ledger, outcomes = Ledger(), []
    for outcome, tallies in bench.over(
        lambda begin, past: Proving(roster, layout, begin, past), first, tallied
    ):
        outcomes.append(outcome)
        for tally in tallies:
            ledger.add(tally)
    more = bench.further(roster, first + tallied, replications - tallied)
    standing = conditions.standing(joined([*outcomes, *more]))
    return Tested(standing, ledger, _least(standing, tail(attempt)))


def _least(standing: Standing, risk: float) -> FloatColumn:
    """Return what the values must be so that the true ones are at least 0 with so little risk."""
    reach = estimate.t_quantile(standing.outcome.replications - 1, risk)
    least = np.where(np.isfinite(standing.value), reach * standing.error, 0.0)
    for place in np.flatnonzero(np.isfinite(standing.value)).tolist():
        counts = _counts(standing, place)
        if counts is not None:
            least[place] = (
                -np.inf if _share_at_least(counts.good, counts.of, risk) >= counts.share else np.inf
            )
    return least


@dataclass(frozen=True)
class _Counts:
    """A condition that is about independent days."""

    good: float
    """Those on the right side."""
    of: float
    """All of them."""
    share: float
    """Which share must be there."""


def _counts(standing: Standing, place: int) -> _Counts | None:
    """Return the days that keep a goal on days, or all days that there are where on none of them any chat is on the wrong side.

    Chats of one day wait for each other, so that nothing went wrong is told by as many trials as there are days, not chats: the share of
    days on which something does bounds the share of chats. None for any other condition: its slack differs from replication to
    replication, and that says how far it may be off.
    """
    conditions = standing.conditions
    number = int(conditions.goal[place])
    goal = conditions.goals[number]
    if goal.on is not None:
        return _Counts(*standing.good_days(place), goal.on)
    if not isinstance(goal.kpi, Percentile) and not (isinstance(goal.kpi, Ratio) and goal.kpi.counts_chats):
        return None
    inside = conditions.of_interval(number) == place
    top, bottom = (
        sums[:, number, inside].sum(axis=1) for sums in (standing.outcome.top, standing.outcome.bottom)
    )
    days = float((bottom > 0).sum())
    # customers lost in an interval may have come before it
    every, none = bool((top >= bottom).all()), not top.any()
    if not every and not none:
        return None
    # of a percentile, `top` are the chats that are not above the bound
    share, at_least = goal.bound, goal.side == "at_least"
    if isinstance(goal.kpi, Percentile):
        share, at_least = goal.kpi.p, not at_least
    good = every if at_least else none
    return _Counts(days if good else 0.0, days, share if at_least else 1 - share)


def _share_at_least(good: float, of: float, risk: float) -> float:
    """Return what a share of independent trials is at least (Wilson 1927, one-sided)."""
    from scipy.special import ndtri

    z = float(ndtri(1 - risk))
    share = good / of
    centre = share + z**2 / (2 * of)
    reach = z * math.sqrt(share * (1 - share) / of + z**2 / (4 * of**2))
    return (centre - reach) / (1 + z**2 / of)


def too_few(tested: Tested) -> BoolColumn:
    """Say of which conditions only more days can tell, since all that there were are on the right side."""
    missed = tested.unproven
    found = [_counts(tested.standing, place) for place in np.flatnonzero(missed).tolist()]
    missed[missed] = [counts is not None and counts.good == counts.of for counts in found]
    return missed


def proofs(tested: Tested, edges: FloatColumn) -> tuple[Proof, ...]:
    """Return how each goal stands, where it is tightest; `edges` are those of the intervals (s)."""
    return tuple(_proof(tested, number, edges) for number in range(len(tested.standing.conditions.goals)))


def kpi_estimate(outcome: Outcome, goal: Goal, number: int, inside: BoolColumn) -> Estimate:
    """Estimate a goal's KPI over some intervals; of a percentile, the share that is not above the bound."""
    top = outcome.top[:, number, inside].sum(axis=1)[:, np.newaxis]
    if isinstance(goal.kpi, Count):
        return estimate.ratios(top, np.ones(top.shape))[0]
    bottom = outcome.bottom[:, number, inside].sum(axis=1)[:, np.newaxis]
    if isinstance(goal.kpi, Percentile) or (isinstance(goal.kpi, Ratio) and goal.kpi.counts_chats):
        return estimate.shares_of_counts(top, bottom)[0]
    return estimate.ratios(top, bottom, goal.kpi.most)[0]


def _proof(tested: Tested, number: int, edges: FloatColumn) -> Proof:
    standing, conditions = tested.standing, tested.standing.conditions
    goal = conditions.goals[number]
    places = np.flatnonzero(conditions.goal == number)
    room = tested.standing.value[places] - np.where(
        np.isfinite(tested.least[places]), tested.least[places], 0.0
    )
    scale = np.maximum(standing.error[places], 1e-12)
    place = int(places[np.argmin(np.where(np.isfinite(room), room / scale, np.inf))])
    inside = conditions.of_interval(number) == place
    intervals = np.flatnonzero(inside)
    value = kpi_estimate(standing.outcome, goal, number, inside)
    share = None
    if isinstance(goal.kpi, Percentile):
        share, value = value, Estimate(None)
        if goal.per == "run":  # histograms are kept of all the time only
            table = tested.ledger.histogram(goal.kpi.place, goal.scope)
            value = estimate.percentile(table, goal.kpi.p, goal.kpi.value)
    return Proof(
        goal=goal,
        estimate=value,
        not_above=share,
        holds=bool((standing.value[places] >= tested.least[places]).all()),
        begin=None if goal.per == "run" else float(edges[intervals[0]]),
        end=None if goal.per == "run" else float(edges[intervals[-1] + 1]),
        days=None if goal.on is None else _days(standing, place),
    )


def _days(standing: Standing, place: int) -> Estimate:
    counts = _counts(standing, place)
    assert counts is not None
    return estimate.wilson(counts.good, counts.of) if counts.of else estimate.UNKNOWN
