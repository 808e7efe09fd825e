"""Which alternative is the best in a KPI: KN on replications that meet the same customers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from planner.flow.demand import FloatColumn
from planner.kpi import BY_KEY, Kpi, headline
from planner.kpi.direction import BETTER
from planner.kpi.paired import Side, variance_of_run
from planner.study.selection import CONFIDENCE, KimNelson

FIRST_STAGE = 10
"""With fewer replications the differences' variances are guesses, and KN pays dearly for that."""
BETWEEN_LOOKS = 10
"""Replications; looking less often than after each keeps the workers busy, and KN's bound on errors covers it."""

WITHIN = {
    "share": 0.01,
    "share of offered": 0.005,
    "share of slot time": 0.005,
    "share of answered": 0.005,
    "share of replications": 0.05,
    "share of days": 0.05,
    "s": 2.0,
    "h": 0.25,
    "chats": 0.1,
    "chats per replication": 1.0,
    "offers per replication": 1.0,
    "share of customers": 0.005,
    "share of handed on": 0.01,
    "0 to 1": 0.01,
    "times the mean": 0.05,
}
"""The smallest difference that matters, by unit, unless the planner says another."""


@dataclass(frozen=True)
class Goal:
    """Go on until the best is known."""

    kpi: str
    within: float | None = None
    """Alternatives this close to the best are as good; None takes the unit's."""
    most: int = 1000
    """Replications of one alternative at which to stop in any case."""

    @property
    def zone(self) -> float:
        """The indifference zone in the KPI's unit."""
        return WITHIN[BY_KEY[self.kpi].unit] if self.within is None else self.within


@dataclass(frozen=True)
class Placed:
    """An alternative's place; its number is that in the comparison."""

    number: int
    replications: int
    eliminated_at: int | None
    """After how many replications it was known not to be the best; 0 if it has no such figure."""


@dataclass(frozen=True)
class Best:
    """What the search for the best found."""

    kpi: str
    within: float
    known: bool
    order: tuple[Placed, ...]
    """The most promising first, those that went out last before those that went out early."""
    confidence: float = CONFIDENCE

    @property
    def leader(self) -> int:
        """The number of the best, or of what looks best."""
        return self.order[0].number


class NobodyTells(Exception):
    """No alternative has a figure of the KPI that is searched."""


def first_stage(replications: int) -> int:
    """Return with how many replications of each the search begins."""
    return max(FIRST_STAGE, replications)


def check_told(goal: Goal, sides: Sequence[Side]) -> None:
    """Raise `NobodyTells` where no side has the KPI."""
    if not _contenders(BY_KEY[goal.kpi], sides):
        raise NobodyTells(goal.kpi)


def find_best(goal: Goal, sides: Sequence[Side], run_to: Callable[[int, Sequence[int]], None]) -> Best:
    """Go on with what may still be the best until one is left. The first stage must have been run.

    KN is made for means. For pooled ratios and percentiles the estimates take the means' place, and the variances
    of the first stage come from pseudo-values: asymptotically the same. What `run_to` is given comes most promising
    first. Who has no such figure takes no part; one side at least must have it.
    """
    kpi = BY_KEY[goal.kpi]
    contenders = _contenders(kpi, sides)
    variances, degrees = _variances(kpi, [sides[number] for number in contenders])
    search = KimNelson(variances, degrees, goal.zone)
    done = sides[0].ledger.replications
    places = [Placed(number, done, None if number in contenders else 0) for number in range(len(sides))]
    scores = _scores(kpi, sides)
    while True:
        for gone in search.look(done, [scores[number] for number in contenders]):
            places[contenders[gone]] = replace(places[contenders[gone]], eliminated_at=done)
        if search.decided or done >= goal.most:
            break
        done = min(goal.most, done + BETWEEN_LOOKS)
        surviving = [contenders[place] for place in search.surviving]
        run_to(done, sorted(surviving, key=lambda number: -scores[number]))
        scores = _scores(kpi, sides)
        for number in surviving:
            places[number] = replace(places[number], replications=done)
    order = sorted(places, key=lambda placed: (-_lasted(placed), -scores[placed.number]))
    return Best(goal.kpi, goal.zone, search.decided, tuple(order))


def _contenders(kpi: Kpi, sides: Sequence[Side]) -> list[int]:
    """Return the numbers of the sides that have the KPI: sums without what it is about would look like a perfect 0."""
    return [number for number, side in enumerate(sides) if kpi in side.scopes.kpis("run")]


def _lasted(placed: Placed) -> float:
    return np.inf if placed.eliminated_at is None else placed.eliminated_at


def _scores(kpi: Kpi, sides: Sequence[Side]) -> list[float]:
    """Return the estimates so that more is better; what is unknown, or not told of at all, is the worst."""
    sign = 1.0 if BETTER[kpi.key] == "higher" else -1.0
    scores = [-np.inf] * len(sides)
    for number in _contenders(kpi, sides):
        mean = headline(sides[number].ledger, kpi, sides[number].promise).mean
        if mean is not None:
            scores[number] = sign * mean
    return scores


def _variances(kpi: Kpi, sides: Sequence[Side]) -> tuple[FloatColumn, int]:
    """Return the variances per replication of all differences as [side, side], and their degrees of freedom.

    They are NaN beside a side that has no value yet, which keeps the search open.
    """
    variances = np.zeros((len(sides), len(sides)))
    fewest = sides[0].ledger.replications - 1
    for one in range(len(sides)):
        for two in range(one):
            variance, degrees = variance_of_run(kpi, sides[two], sides[one])
            variances[one, two] = variances[two, one] = variance
            if not np.isnan(variance):
                fewest = min(fewest, degrees)
    return variances, fewest
