"""The tallies of many replications, and what is summarised of them."""

import math
from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

import planner.kpi.ledger
from planner.kpi import BY_KEY, KPIS, Ledger, Scopes, estimate, headline, histogram, summarise
from planner.kpi.columns import Column
from planner.kpi.kinds import Count, Ratio

MANY = 75
EDGES = np.array([0.0, 1800.0, 3600.0])


def counts(i):
    """Return offered, missed and the wait of the answered in each interval of replication i."""
    return 20 + i % 7, i % 5, 30.0 * (i % 11) + i


@pytest.fixture
def ledger_of(tally_of):
    """Enter replications with the counts above, and one wait per replication in the histogram."""

    def make(replications):
        ledger = Ledger()
        for i in range(replications):
            offered, missed, wait = counts(i)
            ledger.add(
                tally_of(
                    {
                        Column.OFFERED: offered,
                        Column.PROMISED: offered,
                        Column.MISSED: missed,
                        Column.ANSWERED: offered - missed,
                        Column.IN_TIME: offered - missed,
                        Column.WAIT: wait,
                    },
                    intervals=2,
                    maxima=(wait, i % 4),
                    histogram={int(histogram.bins(np.array([1.0 + i]))[0]): 1},
                )
            )
        return ledger

    return make


@pytest.fixture
def summary_of(summarised):
    """Summarise a ledger of one type and one group."""
    return lambda ledger, promise: summarised(ledger, EDGES, promise)


@pytest.mark.parametrize("replications", [2, 30, 31, MANY])
def test_figures_of_the_run_are_pooled_over_all_replications(ledger_of, promise, replications, summary_of):
    """Sum over sum, with the jackknife over every single replication."""
    figures = summary_of(ledger_of(replications), promise).figures
    offered, missed, wait = (
        2 * np.array(column) for column in zip(*map(counts, range(replications)), strict=True)
    )
    assert figures["missed_rate"] == estimate.ratio(missed * 1.0, offered * 1.0, most=1.0)
    assert figures["wait_mean"].mean == pytest.approx(wait.sum() / (offered - missed).sum())
    low, high = stats.t.interval(0.95, replications - 1, offered.mean(), stats.sem(offered))
    assert figures["offered"].mean == pytest.approx(offered.mean())
    assert (figures["offered"].low, figures["offered"].high) == (pytest.approx(low), pytest.approx(high))


@pytest.mark.parametrize("replications", [2, 30, 31, MANY])
def test_figures_of_an_interval_are_pooled_over_all_replications(
    ledger_of, promise, replications, summary_of
):
    """However many share a section of the ledger."""
    for interval in summary_of(ledger_of(replications), promise).intervals:
        offered, missed, wait = map(sum, zip(*map(counts, range(replications)), strict=True))
        assert interval.figures["offered"].mean == pytest.approx(offered / replications)
        assert interval.figures["missed_rate"].mean == pytest.approx(missed / offered)
        assert interval.figures["wait_mean"].mean == pytest.approx(wait / (offered - missed))


def test_intervals_keep_sections_of_replications(ledger_of, promise, summary_of):
    """75 replications in 30 sections, replication mod 30: the error is the jackknife over these."""
    ledger = ledger_of(MANY)
    sections = [[counts(i) for i in range(place, MANY, 30)] for place in range(30)]
    assert ledger.section_sizes() == [len(section) for section in sections]
    offered = np.array([sum(row[0] for row in section) for section in sections], dtype=float)
    missed = np.array([sum(row[1] for row in section) for section in sections], dtype=float)
    sizes = np.array([len(section) for section in sections], dtype=float)
    figures = summary_of(ledger, promise).intervals[1].figures
    assert figures["missed_rate"] == estimate.ratio(missed, offered, most=1.0)
    assert figures["offered"] == estimate.ratio(offered, sizes)


def test_percentiles_pool_the_histograms_of_all_replications(ledger_of, promise, summary_of):
    """Waits of 1 to 75 s, one each: the median is the 38th, the 90th percentile the 68th."""
    figures = summary_of(ledger_of(MANY), promise).figures
    assert figures["wait_p50"].mean == pytest.approx(38, rel=0.0025)
    assert figures["wait_p90"].mean == pytest.approx(68, rel=0.0025)
    sections = ledger_of(MANY).histogram(0, 0)
    assert sections.sum(axis=1).tolist() == [len(range(place, MANY, 30)) for place in range(30)]


def test_maxima_are_means_over_replications_with_students_interval(ledger_of, promise, summary_of):
    """Of each replication's longest wait and queue."""
    figures = summary_of(ledger_of(MANY), promise).figures
    for key, values in (
        ("wait_max", [counts(i)[2] for i in range(MANY)]),
        ("queue_length_max", [i % 4 for i in range(MANY)]),
    ):
        low, high = stats.t.interval(0.95, MANY - 1, np.mean(values), stats.sem(values))
        found = figures[key]
        assert (found.mean, found.low, found.high) == pytest.approx((np.mean(values), low, high))


def test_evenness_is_the_mean_over_the_replications_that_know_it(tally_of, promise, summarised):
    """With Student's interval, cut to what is possible: a Gini index is at most 1."""
    ledger = Ledger()
    spreads = [(0.9, 2.0), (0.1, 1.2), (math.nan, math.nan), (0.8, 1.9)]
    for evenness in spreads:
        ledger.add(tally_of({}, evenness=evenness))
    figures = summarised(ledger, EDGES[:2], promise).figures
    known = np.array([spread for spread in spreads if spread[0] > 0])
    low, high = stats.t.interval(0.95, 2, known.mean(axis=0), stats.sem(known))
    assert figures["work_gini"].mean == pytest.approx(known[:, 0].mean())
    assert (figures["work_gini"].low, figures["work_gini"].high) == (0, 1)
    assert low[0] < 0
    assert high[0] > 1
    found = figures["work_max_to_mean"]
    assert (found.mean, found.low, found.high) == pytest.approx((known[:, 1].mean(), low[1], high[1]))


@pytest.mark.parametrize("replications", [2, 30, 31, MANY])
def test_agents_are_pooled_like_groups(tally_of, promise, replications, window):
    """By sections: up to 30 replications an agent's figures are those of a group with the same sums."""
    ledger = Ledger()
    rows = [(i % 5, 60.0 * (i % 11)) for i in range(replications)]
    for answered, handled in rows:
        sums = {Column.ANSWERED: answered, Column.HANDLE_TIME: handled, Column.STAFFED: 3600}
        tally = tally_of(sums)
        ledger.add(replace(tally, agents=tally.cells[2]))
    scopes = Scopes(["a"], ["g"], (), agents=[("Ann", "g")])
    summary = summarise(ledger, scopes, window(EDGES[:2]), promise)
    of_group, (agent,) = summary.agent_groups["g"], summary.agents
    answered, handled = np.array(rows).T
    assert agent.figures["answered"].mean == pytest.approx(answered.mean())
    assert agent.figures["handle_time_mean"].mean == pytest.approx(handled.sum() / answered.sum())
    assert ledger.agents().shape == (min(30, replications), 1, len(Column))
    assert sum(ledger.agent_section_sizes()) == replications
    if replications <= 30:
        assert agent.figures == {key: of_group[key] for key in agent.figures}


def test_without_agents_told_apart_nothing_is_kept_of_them(ledger_of):
    """No section, however many replications."""
    ledger = ledger_of(40)
    assert ledger.agents().size == 0
    assert ledger.agent_section_sizes() == []


def test_a_very_long_horizon_keeps_fewer_sections_and_the_same_sums(
    ledger_of, promise, monkeypatch, summary_of
):
    """At least ten, however many intervals."""
    plain = summary_of(ledger_of(MANY), promise)
    monkeypatch.setattr(planner.kpi.ledger, "LARGEST", 1)
    small = ledger_of(MANY)
    assert len(small.section_sizes()) == 10
    assert sum(small.section_sizes()) == MANY
    for one, other in zip(plain.intervals, summary_of(small, promise).intervals, strict=True):
        assert {key: figure.mean for key, figure in one.figures.items()} == pytest.approx(
            {key: figure.mean for key, figure in other.figures.items()}, nan_ok=True
        )
    assert summary_of(small, promise).figures == plain.figures


def test_the_headline_is_the_figure_of_the_summary(ledger_of, promise, summary_of):
    """For any KPI."""
    ledger = ledger_of(40)
    figures = summary_of(ledger, promise).figures
    for kpi in KPIS:
        if "run" in kpi.scopes:
            assert headline(ledger, kpi, promise) == figures[kpi.key]


def test_the_promise_is_kept_by_the_share_of_replications_that_reach_the_target(
    tally_of, promise, summarised
):
    """Of 79, 80, 81 and 100 of 100 chats three reach 80 %; one replication without chats does not count."""
    ledger = Ledger()
    for hits, chats in ((79, 100), (80, 100), (0, 0), (81, 100), (100, 100)):
        ledger.add(tally_of({Column.IN_TIME: hits, Column.PROMISED: chats}))
    found = summarised(ledger, EDGES[:2], promise).figures["sla_attainment"]
    assert found == estimate.wilson(3, 4)


@pytest.mark.parametrize("chats", [3, 7, 10, 100])
def test_a_service_level_of_exactly_the_target_reaches_it(tally_of, promise, chats):
    """Target times chats may be a hair too much for a computer; one hit less is not enough."""
    for hits in range(1, chats + 1):
        exact = replace(promise, target=hits / chats)
        for reached, wanted in ((hits, 1.0), (hits - 1, 0.0)):
            ledger = Ledger()
            ledger.add(tally_of({Column.IN_TIME: reached, Column.PROMISED: chats}))
            assert headline(ledger, BY_KEY["sla_attainment"], exact) == estimate.Estimate(wanted)


def test_one_replication_has_no_interval_in_any_figure(measured, answered, missed):
    """Low and high are not known for any KPI, of the run or an interval."""
    chats = [answered(0, 5), answered(10), missed("abandoned", 20, 30)]
    summary = measured(chats).summary(times=1)
    for figures in (summary.figures, *(interval.figures for interval in summary.intervals)):
        assert len(figures) > 10
        for key, found in figures.items():
            assert (found.low, found.high) == (None, None), key


def test_replications_that_are_all_alike_leave_no_doubt(measured, answered, missed):
    """With three times the same the interval of a ratio is its value."""
    chats = [answered(0, 5), answered(10), missed("abandoned", 20, 30)]
    found = measured(chats).summary(times=3).figures["missed_rate"]
    assert (found.mean, found.low, found.high) == pytest.approx((1 / 3, 1 / 3, 1 / 3))


def test_shares_end_at_all_and_other_ratios_do_not(tally_of, promise, summarised):
    """Agents busy for all, all and a fifth of their time: utilisation up to 1, chats at once far beyond."""
    ledger = Ledger()
    for busy in (100, 100, 20):
        ledger.add(tally_of({Column.STAFFED: 100, Column.BUSY: busy, Column.IN_HAND: 2 * busy**2 / 100}))
    figures = summarised(ledger, EDGES[:2], promise).figures
    assert figures["utilization"].mean == pytest.approx(220 / 300)
    assert figures["utilization"].high == 1
    assert figures["utilization"].low < 0.5
    assert figures["concurrency_mean"].high > 2


def test_shares_of_time_have_no_wilson_interval(measured):
    """Agents who were never busy are simply that: 0, without a count to go by."""
    found = measured().summary(times=3).figures["utilization"]
    assert (found.mean, found.low, found.high) == (0, 0, 0)


def test_shares_of_counts_that_never_happen_have_wilsons_interval(measured, answered):
    """None of 3 times 2 chats was missed: at most so many may be."""
    found = measured([answered(0), answered(100)]).summary(times=3).figures["missed_rate"]
    assert found == estimate.wilson(0, 6)
    assert found.high > 0.3


def test_the_kpis_of_the_model_are_defined_once():
    """Those that the table of section 6 names."""
    model = """offered answered missed missed_rate abandoned_rate blocked_rate expired_rate closed_rate
        wait_mean wait_p50 wait_p90 wait_p95 wait_max wait_mean_all wait_probability
        frt_mean frt_p50 frt_p90 frt_p95 service_level sla_attainment handle_time_mean
        reply_time_mean reply_time_p90 work_utilization utilization slot_utilization concurrency_mean chats_per_hour chats_per_agent_hour chats_per_agent
        queue_length_mean queue_length_max overtime_hours abandon_time_mean offered_load staffed_hours"""
    assert set(model.split()) <= BY_KEY.keys()
    assert len(BY_KEY) == len(KPIS)
    for kpi in KPIS:
        assert kpi.title, kpi.key
        assert kpi.unit, kpi.key
        assert kpi.meaning, kpi.key
        assert kpi.scopes, kpi.key


def test_units_and_factors_agree():
    """Hours are seconds / 3600, rates per hour times 3600, everything else as summed."""
    for kpi in KPIS:
        if isinstance(kpi, (Ratio, Count)):
            wanted = {"h": 1 / 3600, "1/h": 3600.0}.get(kpi.unit, 1.0)
            assert math.isclose(kpi.factor, wanted), kpi.key
