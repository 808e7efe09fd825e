"""Differences between two ledgers, replication by replication."""

import math
from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from planner.kpi import BY_KEY, KPIS, Estimate, Ledger, Scopes, estimate, histogram
from planner.kpi.columns import Column
from planner.kpi.direction import BETTER
from planner.kpi.kinds import Spread
from planner.kpi.paired import Side, bonferroni, difference_of_run, differences, variance_of_run

TAIL = 0.025
OFFERED = (40, 52, 47, 61, 38, 55)
MISSED = (4, 9, 5, 14, 2, 8)
MISSED_TOO = (6, 12, 6, 19, 3, 12)


@pytest.fixture
def side_of(tally_of, promise):
    """Make a side from rows of (sums, maxima, histogram)."""

    def make(rows, types=("a",), groups=("g",), maxima=None, waits=None, features=("always",), ginis=None):
        ledger = Ledger()
        for place, sums in enumerate(rows):
            bins = None
            if waits is not None:
                places, counts = np.unique(histogram.bins(np.array(waits[place])), return_counts=True)
                bins = dict(zip(places.tolist(), counts.tolist(), strict=True))
            longest = (math.nan, math.nan) if maxima is None else maxima[place]
            spread = (math.nan, math.nan) if ginis is None else (ginis[place], 1.0)
            ledger.add(tally_of(sums, maxima=longest, histogram=bins, evenness=spread))
        return Side(ledger, Scopes(list(types), list(groups), features), promise)

    return make


def shop(offered, missed):
    """Return the sums of a replication."""
    return {Column.OFFERED: offered, Column.PROMISED: offered, Column.MISSED: missed}


@pytest.fixture
def base(side_of):
    """Six days as they are."""
    return side_of(map(shop, OFFERED, MISSED))


@pytest.fixture
def other(side_of):
    """The same customers, more of whom are missed."""
    return side_of(map(shop, OFFERED, MISSED_TOO))


def test_a_ratio_is_compared_by_leaving_out_one_replication_of_both(base, other):
    """The difference of pooled ratios, with the jackknife's standard error of it, all by hand."""
    n = len(OFFERED)

    def apart(skip=None):
        rows = [
            row for place, row in enumerate(zip(OFFERED, MISSED, MISSED_TOO, strict=True)) if place != skip
        ]
        chats, missed, too = map(sum, zip(*rows, strict=True))
        return too / chats - missed / chats

    left_out = [apart(skip) for skip in range(n)]
    centre = sum(left_out) / n
    error = math.sqrt((n - 1) / n * sum((value - centre) ** 2 for value in left_out))
    found = difference_of_run(BY_KEY["missed_rate"], base, other, TAIL).estimate
    reach = stats.t.ppf(0.975, n - 1) * error
    assert (found.mean, found.low, found.high) == pytest.approx((apart(), apart() - reach, apart() + reach))


def test_a_count_is_compared_by_the_paired_t(base, other):
    """As any statistics program does."""
    found = difference_of_run(BY_KEY["missed"], base, other, TAIL).estimate
    theory = stats.ttest_rel(MISSED_TOO, MISSED).confidence_interval(0.95)
    mean = np.mean(np.array(MISSED_TOO) - MISSED)
    assert (found.mean, found.low, found.high) == pytest.approx((mean, theory.low, theory.high))


def test_variance_saved_is_what_independent_customers_would_cost(base, other):
    """One less the variance of the differences over the sum of both variances."""
    found = difference_of_run(BY_KEY["missed"], base, other, TAIL)
    apart = np.array(MISSED_TOO) - MISSED
    unpaired = np.var(MISSED, ddof=1) + np.var(MISSED_TOO, ddof=1)
    assert found.variance_saved == pytest.approx(1 - np.var(apart, ddof=1) / unpaired)


def test_intervals_of_several_alternatives_hold_together(base, other):
    """Each of four at 1 - 0.05 / 4, so that all four hold with 95 %."""
    found = difference_of_run(BY_KEY["missed"], base, other, bonferroni(4)).estimate
    theory = stats.ttest_rel(MISSED_TOO, MISSED).confidence_interval(1 - 0.05 / 4)
    assert (found.low, found.high) == pytest.approx((theory.low, theory.high))
    assert bonferroni(1) == TAIL


def test_what_is_equal_in_every_replication_is_the_same(base, other):
    """Offered chats, on common random numbers."""
    found = difference_of_run(BY_KEY["offered"], base, other, TAIL)
    assert found.always_equal
    assert found.estimate == Estimate(0.0, 0.0, 0.0)
    assert found.variance_saved is None


def test_a_difference_without_spread_has_no_width(side_of):
    """Twelve hours more in each replication are twelve hours more, to the last digit."""
    one, two = (side_of([{Column.STAFFED: 3600.0 * hours}] * 7) for hours in (96.1, 108.1))
    found = difference_of_run(BY_KEY["staffed_hours"], one, two, TAIL)
    assert not found.always_equal
    assert found.estimate.low == found.estimate.high == found.estimate.mean == pytest.approx(12)


def test_one_replication_tells_a_difference_but_no_interval(side_of):
    """There is no spread to go by."""
    one, two = side_of([shop(10, 1)]), side_of([shop(10, 3)])
    for key, difference in differences(one, two, TAIL).figures.items():
        assert (difference.estimate.low, difference.estimate.high) == (None, None), key
    assert difference_of_run(BY_KEY["missed"], one, two, TAIL).estimate.mean == 2


def test_only_replications_that_both_have_count(base, side_of):
    """An alternative that was given up early is compared as far as it went."""
    short = side_of(map(shop, OFFERED[:3], MISSED_TOO[:3]))
    found = difference_of_run(BY_KEY["missed"], base, short, TAIL).estimate
    theory = stats.ttest_rel(MISSED_TOO[:3], MISSED[:3]).confidence_interval(0.95)
    assert (found.low, found.high) == pytest.approx((theory.low, theory.high))


def test_maxima_are_compared_where_both_are_known(side_of):
    """A replication in which nobody was answered has no longest wait."""
    rows = [shop(10, 1)] * 5
    waits, longer = (30.0, math.nan, 50.0, 20.0, 80.0), (35.0, 60.0, 62.0, math.nan, 81.0)
    one = side_of(rows, maxima=[(wait, 1.0) for wait in waits])
    two = side_of(rows, maxima=[(wait, 1.0) for wait in longer])
    found = difference_of_run(BY_KEY["wait_max"], one, two, TAIL).estimate
    theory = stats.ttest_rel((35, 62, 81), (30, 50, 80)).confidence_interval(0.95)
    assert (found.mean, found.low, found.high) == pytest.approx((6, theory.low, theory.high))


def test_evenness_is_compared_where_both_are_known(side_of):
    """A replication in which nobody answered has no spread of work, and does not undo what the others tell."""
    rows = [shop(10, 1)] * 5
    one = side_of(rows, ginis=(0.1, math.nan, 0.2, 0.15, 0.3))
    two = side_of(rows, ginis=(0.2, 0.1, 0.25, math.nan, 0.32))
    found = difference_of_run(BY_KEY["work_gini"], one, two, TAIL).estimate
    theory = stats.ttest_rel((0.2, 0.25, 0.32), (0.1, 0.2, 0.3)).confidence_interval(0.95)
    wanted = (np.mean([0.1, 0.05, 0.02]), theory.low, theory.high)
    assert (found.mean, found.low, found.high) == pytest.approx(wanted)


def test_unknown_on_one_side_is_unknown(base, side_of):
    """There is no wait where nobody was answered."""
    nobody = side_of([shop(0, 0)] * 6)
    assert difference_of_run(BY_KEY["missed_rate"], base, nobody, TAIL).estimate == Estimate(None)
    assert difference_of_run(BY_KEY["wait_max"], base, nobody, TAIL).estimate == Estimate(None)


WAITS = [[1.0 * (7 * day + chat) % 97 + 1 for chat in range(40 + day)] for day in range(12)]


def test_a_percentiles_difference_has_woodruffs_error(side_of):
    """Against a side that never varies the interval is as wide as the percentile's own."""
    rows = [shop(40, 0)] * len(WAITS)
    varied, constant = side_of(rows, waits=WAITS), side_of(rows, waits=[[20.0] * 40] * len(WAITS))
    own = estimate.percentile(varied.ledger.histogram(0, 0), 0.9)
    found = difference_of_run(BY_KEY["wait_p90"], constant, varied, TAIL)
    assert found.estimate.mean == pytest.approx(own.mean - 20, rel=0.01)
    assert found.estimate.half_width == pytest.approx(own.half_width)
    assert found.variance_saved == pytest.approx(0)


def test_percentiles_that_move_together_have_a_sharp_difference(side_of):
    """Ten seconds more for every chat: both percentiles vary, their difference hardly does."""
    rows = [shop(40, 0)] * len(WAITS)
    one = side_of(rows, waits=WAITS)
    two = side_of(rows, waits=[[wait + 10 for wait in day] for day in WAITS])
    found = difference_of_run(BY_KEY["wait_p50"], one, two, TAIL)
    assert found.estimate.low < 10 < found.estimate.high
    assert found.variance_saved > 0.9
    assert difference_of_run(BY_KEY["wait_p50"], one, one, TAIL).always_equal


def test_sections_of_unlike_numbers_are_brought_together(side_of):
    """Seven replications meet forty: the sections of the longer ledger are folded."""
    days = (WAITS * 4)[:40]
    long = side_of([shop(40, 0)] * 40, waits=days)
    short = side_of([shop(40, 0)] * 7, waits=days[:7])
    found = difference_of_run(BY_KEY["wait_p90"], long, short, TAIL).estimate
    assert found.low < found.mean < found.high


def kept(days):
    """Return replications that keep the promise of 80 % or not."""
    return [{Column.IN_TIME: 90 if hit else 70, Column.PROMISED: 100, Column.OFFERED: 100} for hit in days]


def test_attainment_is_compared_in_pairs_of_kept_and_broken(side_of):
    """Paired t on noughts and ones."""
    before, after = (1, 0, 0, 1, 0, 0, 1, 0), (1, 1, 0, 1, 1, 0, 1, 1)
    found = difference_of_run(BY_KEY["sla_attainment"], side_of(kept(before)), side_of(kept(after)), TAIL)
    theory = stats.ttest_rel(after, before).confidence_interval(0.95)
    assert (found.estimate.mean, found.estimate.low) == pytest.approx((3 / 8, theory.low))


def test_a_promise_kept_as_often_is_not_known_to_be_the_same(side_of):
    """Where no replication differs, so many may still as Wilson's interval allows for none."""
    before = side_of(kept([1] * 20))
    after = side_of([{**row, Column.IN_TIME: 95} for row in kept([1] * 20)])
    found = difference_of_run(BY_KEY["sla_attainment"], before, after, TAIL)
    most = estimate.wilson(0, 20).high
    assert not found.always_equal
    assert (found.estimate.low, found.estimate.high) == pytest.approx((-most, most))
    all_of_them = difference_of_run(BY_KEY["sla_attainment"], side_of(kept([0] * 20)), after, TAIL).estimate
    assert (all_of_them.mean, all_of_them.low, all_of_them.high) == pytest.approx((1, 1 - most, 1))
    assert difference_of_run(BY_KEY["sla_attainment"], before, before, TAIL).always_equal
    milder = replace(before, promise=replace(before.promise, target=0.7))
    assert not difference_of_run(BY_KEY["sla_attainment"], before, milder, TAIL).always_equal


def test_days_kept_go_by_days(side_of, promise):
    """The share of days, with the trials of Wilson's interval counted in days."""
    before, after = side_of(kept([1] * 6)), side_of([{**row, Column.IN_TIME: 95} for row in kept([1] * 6)])
    found = difference_of_run(BY_KEY["days_kept"], before, after, TAIL).estimate
    assert found.high == pytest.approx(estimate.wilson(0, 6).high)
    strict = replace(after, promise=replace(promise, target=0.97))
    assert difference_of_run(BY_KEY["days_kept"], before, strict, TAIL).estimate.mean == -1


def test_types_and_groups_are_compared_by_name(side_of):
    """A name that just one side has is left out, whatever its place."""
    rows = list(map(shop, OFFERED, MISSED))
    one, two = side_of(rows, types=("a",), groups=("g",)), side_of(rows, types=("a",), groups=("h",))
    found = differences(one, two, TAIL)
    assert list(found.chat_types) == ["a"]
    assert found.agent_groups == {}
    assert found.chat_types["a"]["missed"].always_equal


def test_figures_that_only_one_side_has_are_left_out(side_of):
    """Tickets are no figure of a scenario without them; how single days differ is compared by nobody."""
    rows = list(map(shop, OFFERED, MISSED))
    found = differences(side_of(rows, features=("always", "tickets")), side_of(rows), TAIL)
    assert "tickets" not in found.figures
    assert not {kpi.key for kpi in KPIS if isinstance(kpi, Spread)} & set(found.figures)
    assert {"missed_rate", "wait_p90", "wait_max", "sla_attainment", "utilization"} <= set(found.figures)


def test_the_variance_per_replication_is_that_of_the_pseudo_values(base, other):
    """What KN takes for the variance of single observations."""
    variance, degrees = variance_of_run(BY_KEY["missed"], base, other)
    assert variance == pytest.approx(np.var(np.array(MISSED_TOO) - MISSED, ddof=1))
    assert degrees == len(MISSED) - 1


def test_directions_are_of_kpis_that_there_are():
    """A misspelt key would silently have none."""
    assert set(BETTER) <= set(BY_KEY)
