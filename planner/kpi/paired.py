"""Differences between alternatives that met the same customers, replication by replication."""

import math
from dataclasses import dataclass

import numpy as np

from planner.flow.demand import FloatColumn
from planner.flow.window import Promise
from planner.kpi.estimate import Estimate, t_quantile
from planner.kpi.kinds import Attainment, DaysKept, Evenness, Kpi, Maximum, Spread
from planner.kpi.ledger import Ledger
from planner.kpi.pseudo_values import PseudoValues, Sums, pseudo_values
from planner.kpi.risk import IN_TIME, PROMISED
from planner.kpi.summary import Scopes

ROUNDING = 1e-10
"""Differences this small beside the figures themselves come from the computer's arithmetic."""


@dataclass(frozen=True)
class Side:
    """One of two to compare."""

    ledger: Ledger
    scopes: Scopes
    promise: Promise


@dataclass(frozen=True)
class Difference:
    """A KPI of an alternative less that of the base, in the KPI's unit."""

    estimate: Estimate
    """The interval holds together with those of all other alternatives."""
    variance_saved: float | None = None
    """By pairing: 1 − variance of the difference / variance that it would have on independent random numbers."""
    always_equal: bool = False
    """Whether no replication differs in anything that the KPI is made of."""


Differences = dict[str, Difference]


@dataclass(frozen=True)
class PairedDifferences:
    """The differences between two sides, by KPI."""

    figures: Differences
    chat_types: dict[str, Differences]
    agent_groups: dict[str, Differences]


def bonferroni(comparisons: int) -> float:
    """Return the probability beyond each end of so many intervals that hold together with 95 % (Dunn 1961)."""
    return 0.025 / max(1, comparisons)


def differences(base: Side, other: Side, tail: float) -> PairedDifferences:
    """Compare two sides in each KPI that both have, of the run and of what has the same name in both."""
    types, groups = (
        {
            name: _of_scope(base, other, scope, other_scopes[name], tail)
            for name, scope in scopes.items()
            if name in other_scopes
        }
        for scopes, other_scopes in zip(_named(base.scopes), _named(other.scopes), strict=True)
    )
    return PairedDifferences(_of_scope(base, other, 0, 0, tail), types, groups)


def _named(scopes: Scopes) -> tuple[dict[str, int], dict[str, int]]:
    """Return the numbers of the chat types' and of the groups' scopes."""
    types = {name: number for number, name in enumerate(scopes.types, start=1)}
    return types, {name: number for number, name in enumerate(scopes.groups, start=1 + len(types))}


def _of_scope(base: Side, other: Side, scope: int, other_scope: int, tail: float) -> Differences:
    sums, other_sums = _in_common(base, other, scope, other_scope)
    told = other.scopes.kpis(other.scopes.all()[other_scope])
    return {
        kpi.key: difference(kpi, sums, other_sums, tail)
        for kpi in base.scopes.kpis(base.scopes.all()[scope])
        if kpi in told and not isinstance(kpi, Spread)
    }


def difference_of_run(kpi: Kpi, base: Side, other: Side, tail: float) -> Difference:
    """Compare two sides in one KPI of the whole run."""
    return difference(kpi, *_in_common(base, other), tail)


def variance_of_run(kpi: Kpi, base: Side, other: Side) -> tuple[float, int]:
    """Return the variance of a KPI's difference per replication, and its degrees of freedom; NaN from a single one."""
    one, two = (pseudo_values(kpi, sums).entries for sums in _in_common(base, other))
    apart = two - one
    apart = apart[~np.isnan(apart)]
    if len(apart) < 2:
        return math.nan, 1
    common = min(base.ledger.replications, other.ledger.replications)
    return float(apart.var(ddof=1)) * common / len(apart), len(apart) - 1


def _in_common(base: Side, other: Side, scope: int = 0, other_scope: int = 0) -> tuple[Sums, Sums]:
    """Return what both sides hold of a scope over the replications that both have."""
    common = min(base.ledger.replications, other.ledger.replications)
    return Sums(base.ledger, scope, common, base.promise), Sums(
        other.ledger, other_scope, common, other.promise
    )


def difference(kpi: Kpi, base: Sums, other: Sums, tail: float) -> Difference:
    """Estimate a KPI's difference from what both sides hold of a scope; `tail` is the probability beyond each end."""
    one, two = pseudo_values(kpi, base), pseudo_values(kpi, other)
    if isinstance(kpi, (Maximum, Attainment, Evenness)):
        one, two = _both_known(one, two)
    if isinstance(kpi, (Attainment, DaysKept)) and _alike(one, two) and not _same_days(base, other):
        apart = _apart(one, two)
        mean = two.value - one.value if apart.any() else 0.0
        return Difference(_as_wilson(mean, _trials(kpi, base), tail))
    return of_pairs(one, two, kpi.most, tail)


def of_pairs(one: PseudoValues, two: PseudoValues, most: float, tail: float) -> Difference:
    """Estimate by how much the second is above the first; no difference is larger than `most`."""
    apart = _apart(one, two)
    if math.isnan(one.value) or math.isnan(two.value):
        return Difference(Estimate(None))
    equal = not apart.any()
    mean = 0.0 if equal else two.value - one.value
    if len(apart) < 2 or np.isnan(apart).any():
        return Difference(Estimate(mean))
    if equal:
        return Difference(Estimate(0.0, 0.0, 0.0), always_equal=True)
    reach = t_quantile(len(apart) - 1, tail) * math.sqrt(float(apart.var(ddof=1)) / len(apart))
    return Difference(
        Estimate(mean, max(-most, mean - reach), min(most, mean + reach)), _saved(one, two, apart)
    )


def _alike(one: PseudoValues, two: PseudoValues) -> bool:
    """Tell whether all replications, of several that tell something, differ by the same."""
    apart = _apart(one, two)
    return len(apart) > 1 and not np.isnan(apart).any() and float(np.ptp(apart)) == 0


def _both_known(one: PseudoValues, two: PseudoValues) -> tuple[PseudoValues, PseudoValues]:
    """Keep the replications in which both sides tell something."""
    known = ~(np.isnan(one.entries) | np.isnan(two.entries))
    if not known.any():
        return one, two
    first, second = one.entries[known], two.entries[known]
    return PseudoValues(float(first.mean()), first), PseudoValues(float(second.mean()), second)


def _apart(one: PseudoValues, two: PseudoValues) -> FloatColumn:
    """Return the differences by replication without the dust of arithmetic."""
    apart = two.entries - one.entries
    size = np.maximum(np.abs(one.entries), np.abs(two.entries)).max(initial=0.0)
    if float(np.ptp(apart)) <= ROUNDING * size:
        apart = np.full(len(apart), apart.mean())
    return np.where(np.abs(apart) <= ROUNDING * size, 0.0, apart)


def _same_days(one: Sums, two: Sums) -> bool:
    """Tell whether the same promise met the same chats: then it cannot but be kept as often."""
    columns = [IN_TIME, PROMISED]
    return one.promise == two.promise and np.array_equal(one.days[:, :, columns], two.days[:, :, columns])


def _trials(kpi: Kpi, sums: Sums) -> int:
    """Count the days or replications in which the promise could be kept."""
    chats = sums.days[:, :, PROMISED]
    return int(((chats if isinstance(kpi, DaysKept) else chats.sum(axis=1)) > 0).sum())


def _as_wilson(mean: float, trials: int, tail: float) -> Estimate:
    """Bound a difference that is the same in all trials by what Wilson's interval (1927) allows for none of them.

    So many trials may still come out otherwise, each by at most 1.
    """
    from scipy.special import ndtri

    z = float(ndtri(1 - tail))
    most = z**2 / (trials + z**2)
    return Estimate(mean, max(-1.0, mean - most), min(1.0, mean + most))


def _saved(one: PseudoValues, two: PseudoValues, apart: FloatColumn) -> float | None:
    unpaired = float(one.entries.var(ddof=1) + two.entries.var(ddof=1))
    return 1 - float(apart.var(ddof=1)) / unpaired if unpaired > 0 and float(np.ptp(apart)) > 0 else None
