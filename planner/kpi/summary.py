"""The ledger -> every KPI with its interval, for the run, each chat type and group, and each part of the time."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from planner.flow.demand import FloatColumn, IntColumn
from planner.flow.window import Division, Promise, Window
from planner.kpi import estimate, risk
from planner.kpi.definitions import KPIS
from planner.kpi.distributions import NOTHING_TOLD, Distributions, distributions
from planner.kpi.estimate import Estimate
from planner.kpi.evenness import GINI, MAX_TO_MEAN
from planner.kpi.kinds import (
    Attainment,
    Count,
    DaysKept,
    Evenness,
    Feature,
    Kpi,
    Maximum,
    Percentile,
    Ratio,
    Scope,
    Spread,
)
from planner.kpi.layout import Layout, layout_of
from planner.kpi.ledger import Ledger

Figures = dict[str, Estimate]


@dataclass(frozen=True)
class Part:
    """A part of the time: a reporting interval, a day, an hour of the day, ..."""

    name: str
    """Such as `2026-11-23`, `08:00` or `mon`; intervals have none."""
    begin: float
    end: float
    """Seconds since the scenario's start: of a part that occurs more than once, its first begin and last end."""
    figures: Figures
    chat_types: dict[str, Figures]
    agent_groups: dict[str, Figures]


@dataclass(frozen=True)
class OneAgent:
    """What is told of one agent, over all the time that counts."""

    name: str
    group: str
    figures: Figures


@dataclass(frozen=True)
class Summary:
    """All that a study tells."""

    replications: int
    figures: Figures
    chat_types: dict[str, Figures]
    agent_groups: dict[str, Figures]
    intervals: tuple[Part, ...]
    hours: tuple[Part, ...]
    """Hours of the day; counts are per day."""
    days: tuple[Part, ...]
    weekdays: tuple[Part, ...]
    """Counts are per day."""
    weeks: tuple[Part, ...]
    agents: tuple[OneAgent, ...] = ()
    """In roster order, if that was asked."""
    by_chats_in_hand: tuple[Figures, ...] = ()
    """Of replies by the agent's chats in hand, from 1, where there are conversations."""
    distributions: Distributions = NOTHING_TOLD


@dataclass(frozen=True)
class Scopes:
    """What figures are about: the run, then chat types, then groups, in the tallies' order."""

    types: Sequence[str]
    groups: Sequence[str]
    features: Collection[Feature]
    """What the scenario has."""
    agents: Sequence[tuple[str, str]] = ()
    """Name and group of each agent in roster order, where each is told of."""

    def all(self) -> list[Scope]:
        """Return the kind of each."""
        types: list[Scope] = ["chat_type"] * len(self.types)
        groups: list[Scope] = ["agent_group"] * len(self.groups)
        return ["run", *types, *groups]

    def told(self) -> list[Kpi]:
        """Return the KPIs that have a meaning."""
        return [kpi for kpi in KPIS if kpi.needs == "always" or kpi.needs in self.features]

    def kpis(self, scope: Scope) -> list[Kpi]:
        """Return those that have one there."""
        return [kpi for kpi in self.told() if scope in kpi.scopes]

    def layout(self) -> Layout:
        """Return which sums are to be kept."""
        return layout_of(self.told())


def summarise(ledger: Ledger, scopes: Scopes, window: Window, promise: Promise) -> Summary:
    """Estimate every KPI."""
    types = len(scopes.types)
    whole = whole_figures(ledger, scopes, promise)
    hours, days, weekdays, weeks, intervals = (
        tuple(_parts(ledger, scopes, division, window.edges))
        for division in (window.hours, window.days, window.weekdays, window.weeks, window.intervals)
    )
    _tell_risk(days, ledger, scopes, promise)
    return Summary(
        replications=ledger.replications,
        figures=whole[0],
        chat_types=dict(zip(scopes.types, whole[1:], strict=False)),
        agent_groups=dict(zip(scopes.groups, whole[1 + types :], strict=True)),
        intervals=intervals,
        hours=hours,
        days=days,
        weekdays=weekdays,
        weeks=weeks,
        agents=tuple(_each_agent(ledger, scopes)),
        by_chats_in_hand=tuple(_by_chats_in_hand(ledger, scopes)),
        distributions=distributions(ledger, window, promise),
    )


def whole_figures(ledger: Ledger, scopes: Scopes, promise: Promise) -> list[Figures]:
    """Estimate every KPI of the whole time, of each of the scopes in their order."""
    return [
        {kpi.key: _estimate(kpi, ledger, number, promise) for kpi in scopes.kpis(scope)}
        for number, scope in enumerate(scopes.all())
    ]


def headline(ledger: Ledger, kpi: Kpi, promise: Promise) -> Estimate:
    """Estimate one KPI of the whole run."""
    return _estimate(kpi, ledger, 0, promise)


def _estimate(kpi: Kpi, ledger: Ledger, scope: int, promise: Promise) -> Estimate:
    match kpi:
        case Percentile():
            return estimate.percentile(ledger.histogram(kpi.place, scope), kpi.p, kpi.value)
        case Maximum():
            return estimate.mean(ledger.maxima(scope)[:, int(kpi.quantity != "wait")])
        case Evenness():
            place, most = (GINI, 1.0) if kpi.measure == "gini" else (MAX_TO_MEAN, np.inf)
            return estimate.mean(ledger.evenness(scope)[:, place], most)
        case Attainment() | Spread():
            return risk.of_replications(kpi, ledger.days(scope).sum(axis=1), promise)
        case DaysKept():
            return risk.days_kept(ledger.days(scope), promise)
        case _:
            runs = ledger.runs(scope)[:, np.newaxis]
            return _from_sums(kpi, runs, ledger.layout, np.ones((ledger.replications, 1)))[0]


def _from_sums(kpi: Kpi, sums: FloatColumn, layout: Layout, sizes: FloatColumn) -> list[Estimate]:
    """Estimate a ratio or count from sums as [entry, part, column], a count by `sizes` as [entry, part]."""
    if isinstance(kpi, Count):
        return estimate.ratios(sums[:, :, layout.place(kpi.column)] * kpi.factor, sizes)
    assert isinstance(kpi, Ratio)
    numerator = sums[:, :, layout.place(kpi.numerator)] * kpi.factor
    denominator = sums[:, :, layout.place(kpi.denominator)]
    if kpi.counts_chats:
        return estimate.shares_of_counts(numerator, denominator)
    return estimate.ratios(numerator, denominator, most=kpi.most)


def _pooled(cells: FloatColumn, order: IntColumn, first: IntColumn) -> FloatColumn:
    """Add up [section, cell, column] by part; `order` brings a part's cells together, `first` is where each begins."""
    if len(first) == len(order) and (order[:-1] < order[1:]).all():
        return cells  # every cell is a part: no copy of what may be large
    return np.asarray(np.add.reduceat(cells[:, order], first, axis=1))


def _tell_risk(days: Sequence[Part], ledger: Ledger, scopes: Scopes, promise: Promise) -> None:
    """Add to the days' figures how single replications differ."""
    for number, scope in enumerate(scopes.all()[: 1 + len(scopes.types)]):
        sums = ledger.days(number)
        for place, day in enumerate(days):
            figures = day.figures if number == 0 else day.chat_types[scopes.types[number - 1]]
            for kpi in scopes.kpis(scope):
                if isinstance(kpi, (Attainment, Spread)):
                    figures[kpi.key] = risk.of_replications(kpi, sums[:, place], promise)


def _each_agent(ledger: Ledger, scopes: Scopes) -> Iterator[OneAgent]:
    """Yield the figures of each agent."""
    if not scopes.agents:
        return
    figures = _row_by_row(ledger.agents(), ledger.layout, ledger.agent_section_sizes(), scopes.kpis("agent"))
    for (name, group), of_agent in zip(scopes.agents, figures, strict=True):
        yield OneAgent(name, group, of_agent)


def _by_chats_in_hand(ledger: Ledger, scopes: Scopes) -> Iterator[Figures]:
    """Yield the figures of replies to customers who wrote when the agent had 1, 2, ... chats in hand."""
    sums = ledger.by_chats_in_hand()
    if len(sums):
        yield from _row_by_row(
            sums, ledger.layout, ledger.reply_section_sizes(), scopes.kpis("chats_in_hand")
        )


def _row_by_row(
    sums: FloatColumn, layout: Layout, sizes: Sequence[int], kpis: Sequence[Kpi]
) -> Iterator[Figures]:
    """Yield the figures of each row of sums as [section, row, column]; `sizes` are the sections' replications."""
    rows = sums.shape[1]
    each = np.tile(np.array(sizes, dtype=np.float64)[:, np.newaxis], rows)
    columns = {kpi.key: _from_sums(kpi, sums, layout, each) for kpi in kpis}
    for row in range(rows):
        yield {key: column[row] for key, column in columns.items()}


def _parts(ledger: Ledger, scopes: Scopes, division: Division, edges: FloatColumn) -> Iterator[Part]:
    """Yield the figures of each part."""
    order = np.argsort(division.of_cell, kind="stable")
    first = np.searchsorted(division.of_cell[order], np.arange(division.parts))
    sizes = np.outer(ledger.section_sizes(), division.days).astype(np.float64)
    columns = []
    for number, scope in enumerate(scopes.all()):
        sums = _pooled(ledger.cells(number), order, first)
        told = [kpi for kpi in scopes.kpis(scope) if isinstance(kpi, (Ratio, Count)) and kpi.by_interval]
        columns.append({kpi.key: _from_sums(kpi, sums, ledger.layout, sizes) for kpi in told})
    last = np.append(first[1:], len(order)) - 1
    begins, ends = edges[order[first]].tolist(), edges[order[last] + 1].tolist()
    for place, (begin, end) in enumerate(zip(begins, ends, strict=True)):
        figures = [{key: column[place] for key, column in of_scope.items()} for of_scope in columns]
        yield Part(
            name=division.names[place] if division.names else "",
            begin=begin,
            end=end,
            figures=figures[0],
            chat_types=dict(zip(scopes.types, figures[1:], strict=False)),
            agent_groups=dict(zip(scopes.groups, figures[1 + len(scopes.types) :], strict=True)),
        )
