"""The ledger -> every KPI with its interval, for the run, each chat type, each group and each interval."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from planner.flow.demand import FloatColumn
from planner.flow.window import Promise
from planner.kpi import estimate
from planner.kpi.columns import Column
from planner.kpi.definitions import KPIS, Attainment, Count, Kpi, Maximum, Percentile, Ratio, Scope
from planner.kpi.estimate import Estimate
from planner.kpi.ledger import Ledger

Figures = dict[str, Estimate]


@dataclass(frozen=True)
class IntervalFigures:
    """One reporting interval; times in seconds since the scenario's start."""

    begin: float
    end: float
    figures: Figures
    chat_types: dict[str, Figures]
    agent_groups: dict[str, Figures]


@dataclass(frozen=True)
class Summary:
    """All that a study tells."""

    replications: int
    figures: Figures
    chat_types: dict[str, Figures]
    agent_groups: dict[str, Figures]
    intervals: tuple[IntervalFigures, ...]


def summarise(
    ledger: Ledger, types: Sequence[str], groups: Sequence[str], edges: FloatColumn, promise: Promise
) -> Summary:
    """Estimate every KPI. `types` and `groups` are the scopes' names in the tallies' order."""
    scopes: list[tuple[Scope, str]] = [
        ("run", ""),
        *(("chat_type", name) for name in types),
        *(("agent_group", name) for name in groups),
    ]
    whole = [_run_figures(ledger, number, scope, promise) for number, (scope, _) in enumerate(scopes)]
    return Summary(
        replications=ledger.replications,
        figures=whole[0],
        chat_types=dict(zip(types, whole[1:], strict=False)),
        agent_groups=dict(zip(groups, whole[1 + len(types) :], strict=True)),
        intervals=tuple(_intervals(ledger, types, groups, scopes, edges)),
    )


def headline(ledger: Ledger, kpi: Kpi, promise: Promise) -> Estimate:
    """Estimate one KPI of the whole run."""
    return _estimate(kpi, ledger, 0, ledger.runs(0), promise)


def _run_figures(ledger: Ledger, number: int, scope: Scope, promise: Promise) -> Figures:
    sums = ledger.runs(number)
    return {kpi.key: _estimate(kpi, ledger, number, sums, promise) for kpi in KPIS if scope in kpi.scopes}


def _estimate(kpi: Kpi, ledger: Ledger, scope: int, sums: FloatColumn, promise: Promise) -> Estimate:
    match kpi:
        case Percentile():
            return estimate.percentile(ledger.histogram(int(kpi.quantity != "wait"), scope), kpi.p)
        case Maximum():
            return estimate.mean(ledger.maxima(scope)[:, int(kpi.quantity != "wait")])
        case Attainment():
            return _attainment(sums, promise)
        case _:
            return _from_sums(kpi, sums[:, np.newaxis], np.ones(len(sums)))[0]


def _from_sums(kpi: Kpi, sums: FloatColumn, sizes: FloatColumn) -> list[Estimate]:
    """Estimate a ratio or count from sums as [entry, place, column], each entry of `sizes` replications."""
    if isinstance(kpi, Count):
        counts = sums[:, :, kpi.column] * kpi.factor
        return estimate.ratios(counts, np.broadcast_to(sizes[:, np.newaxis], counts.shape))
    assert isinstance(kpi, Ratio)
    numerator, denominator = sums[:, :, kpi.numerator] * kpi.factor, sums[:, :, kpi.denominator]
    if kpi.counts_chats:
        return estimate.shares_of_chats(numerator, denominator)
    return estimate.ratios(numerator, denominator, most=1.0 if kpi.share else np.inf)


def _attainment(sums: FloatColumn, promise: Promise) -> Estimate:
    """Return the share of replications whose own service level reaches the target."""
    promised = sums[:, Column.PROMISED]
    counted = promised > 0
    if not counted.any():
        return estimate.UNKNOWN
    # counts are whole, so the slack only mends the rounding of target * promised
    kept = sums[counted, Column.IN_TIME] >= promise.target * promised[counted] - 1e-9
    if len(sums) == 1:
        return Estimate(float(kept[0]))
    return estimate.wilson(float(kept.sum()), float(counted.sum()))


def _intervals(
    ledger: Ledger,
    types: Sequence[str],
    groups: Sequence[str],
    scopes: Sequence[tuple[Scope, str]],
    edges: FloatColumn,
) -> Iterator[IntervalFigures]:
    sizes = np.array(ledger.section_sizes(), dtype=np.float64)
    told = [kpi for kpi in KPIS if isinstance(kpi, (Ratio, Count)) and kpi.by_interval]
    scopes_columns = []
    for number, (scope, _) in enumerate(scopes):
        sums = ledger.intervals(number)
        scopes_columns.append({kpi.key: _from_sums(kpi, sums, sizes) for kpi in told if scope in kpi.scopes})
    for place, (begin, end) in enumerate(zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True)):
        figures = [{key: column[place] for key, column in columns.items()} for columns in scopes_columns]
        yield IntervalFigures(
            begin=begin,
            end=end,
            figures=figures[0],
            chat_types=dict(zip(types, figures[1:], strict=False)),
            agent_groups=dict(zip(groups, figures[1 + len(types) :], strict=True)),
        )
