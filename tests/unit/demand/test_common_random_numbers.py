"""What changes when a scenario does: nothing but what was changed."""

import dataclasses

import numpy as np
import pytest

from planner.demand import draw
from planner.flow.clock import GRID
from planner.scenario.local_time import DAY

TWO_DAYS = {"start": "2026-11-23 08:00", "end": "2026-11-24 20:00"}
TYPES = {
    "sales": {"wrap_up": {"mean": "20s", "cv": 0.5}, "first_reply": {"mean": "15s"}},
    "support": {"arrivals": {"per_hour": {"08:00": 40, "12:00": 90}}, "patience": {"mean": "3m", "cv": 2}},
}


@pytest.fixture
def drawn(planned):
    """Draw replication 4 of the two-day scenario with changes."""

    def draw_changed(types=TYPES, **changes):
        return draw(planned(types, **{**TWO_DAYS, **changes}), seed=11, replication=4)

    return draw_changed


def changed(name, **values):
    """Return the chat types with one of them changed."""
    return {**TYPES, name: {**TYPES[name], **values}}


def test_the_same_plan_draws_the_same_customers(planned):
    """For the same seed and replication; another of either draws others."""
    plan = planned(TYPES)
    first, second = draw(plan, 1, 2), draw(plan, 1, 2)
    for field in dataclasses.fields(first):
        np.testing.assert_array_equal(getattr(first, field.name), getattr(second, field.name))
    for seed, replication in ((1, 3), (2, 2)):
        other = draw(plan, seed, replication)
        n = min(len(first), len(other))
        assert (first.arrival[:n] != other.arrival[:n]).all()
        assert (first.handle_time[:n] != other.handle_time[:n]).mean() > 0.99


@pytest.mark.parametrize(
    "change",
    [
        {"groups": {"g": {"agents": 9}}},
        {"groups": {"g": {"agents": {"00:00": 2, "13:00": 5}, "concurrency": 3, "slowdown": "15%"}}},
        {"groups": {"g": {"skills": ["sales"]}, "h": {"rank": 2}}},
        {"routing": {"strategy": "random"}},
        {"queue": {"max_length": 2, "max_wait": "1m", "order": "fifo"}},
        {"service_level": {"within": "5s"}, "interval": "15m", "run": {"warm_up": "1h"}},
    ],
    ids=["agents", "concurrency", "another group", "routing", "queue", "what counts"],
)
def test_alternatives_that_differ_in_the_centre_face_the_same_customers(drawn, change):
    """Agents, routing, the queue's rules and the KPIs move no draw."""
    as_is, alternative = drawn(), drawn(**change)
    for field in dataclasses.fields(as_is):
        np.testing.assert_array_equal(getattr(as_is, field.name), getattr(alternative, field.name))


@pytest.mark.parametrize("place", ["before", "between", "behind"])
def test_a_chat_type_more_moves_no_draw_of_the_others(drawn, of_type, assert_same, place):
    """Wherever it stands in the file."""
    names = list(TYPES)
    names.insert({"before": 0, "between": 1, "behind": 2}[place], "returns")
    as_is, more = drawn(), drawn({name: TYPES.get(name, {}) for name in names})
    assert len(more) > len(as_is)
    for name in TYPES:
        assert_same(of_type(as_is, name), of_type(more, name))


def test_a_renamed_chat_type_moves_no_draw_of_another(drawn, of_type, assert_same):
    """The new name draws its own customers."""
    as_is, renamed = drawn(), drawn({"shop": TYPES["sales"], "support": TYPES["support"]})
    assert_same(of_type(as_is, "support"), of_type(renamed, "support"))
    n = 100
    assert (of_type(as_is, "sales")["arrival"][:n] != of_type(renamed, "shop")["arrival"][:n]).all()


def test_a_day_more_moves_no_draw_of_the_days_before(drawn, of_type, assert_same):
    """The first 36 hours are the same, whether the horizon has 36 or 72."""
    as_is, longer = drawn(), drawn(end="2026-11-26 08:00")
    for name in TYPES:
        long = of_type(longer, name)
        before = long["arrival"] < 36 * 3600
        assert not before.all()
        assert_same(of_type(as_is, name), {column: values[before] for column, values in long.items()})


def test_days_differ(drawn, of_type):
    """Each day has streams of its own."""
    sales = of_type(drawn(), "sales")
    second = np.searchsorted(sales["arrival"], DAY)
    assert (sales["arrival"][second : second + 100] - DAY != sales["arrival"][:100]).all()
    assert (sales["handle_time"][second : second + 100] != sales["handle_time"][:100]).all()


def test_a_changed_mean_scales_exponential_draws_and_moves_nothing_else(drawn, of_type, assert_same):
    """A handle time half as long again is just that for every chat."""
    as_is, slower = drawn(), drawn(changed("sales", handle_time="13m30s"))
    assert_same(of_type(as_is, "support"), of_type(slower, "support"))
    one, other = of_type(as_is, "sales"), of_type(slower, "sales")
    assert_same(one, other, but="handle_time")
    np.testing.assert_allclose(other["handle_time"], 1.5 * one["handle_time"], rtol=0, atol=2 * GRID)


@pytest.mark.parametrize(
    ("attribute", "value"),
    [
        ("handle_time", {"mean": "9m", "cv": 0.8}),
        ("wrap_up", {"mean": "1m"}),
        ("first_reply", "10s"),
        ("patience", "never"),
        ("patience", {"distribution": "weibull", "mean": "2m", "cv": 1.5}),
    ],
)
def test_another_law_of_one_attribute_moves_no_other(drawn, of_type, assert_same, attribute, value):
    """Every attribute has its own stream."""
    as_is, other = drawn(), drawn(changed("sales", **{attribute: value}))
    assert_same(of_type(as_is, "support"), of_type(other, "support"))
    one, two = of_type(as_is, "sales"), of_type(other, "sales")
    assert_same(one, two, but=attribute)
    assert (one[attribute] != two[attribute]).mean() > 0.99


@pytest.mark.parametrize(
    "law",
    [
        {"mean": "10m"},
        {"mean": "9m", "cv": 2},
        {"distribution": "gamma", "mean": "9m", "cv": 0.5},
        {"distribution": "uniform", "low": "1m", "high": "9m"},
    ],
)
def test_a_patient_customer_stays_patient_under_another_law(drawn, of_type, law):
    """The order of the chats by length is the same under any law."""
    order = np.argsort(of_type(drawn(), "support")["patience"], kind="stable")
    patience = of_type(drawn(changed("support", patience=law)), "support")["patience"]
    assert (np.diff(patience[order]) >= 0).all()


def test_a_changed_rate_moves_arrivals_that_keep_their_patience_and_work(drawn, of_type):
    """Twice the rate: chat i of each day comes after half the time, otherwise the same customer."""
    as_is, doubled = drawn(), drawn(changed("sales", arrivals={"per_hour": 120}))
    one, two = of_type(as_is, "sales"), of_type(doubled, "sales")
    for day in (0, 1):
        these = (one["arrival"] >= day * DAY) & (one["arrival"] < (day + 1) * DAY)
        n = int(these.sum())
        those = np.flatnonzero(two["arrival"] >= day * DAY)[:n]
        assert n > 500
        np.testing.assert_allclose(
            two["arrival"][those] - day * DAY, (one["arrival"][these] - day * DAY) / 2, rtol=0, atol=GRID
        )
        for column in ("patience", "handle_time", "wrap_up", "first_reply", "draw"):
            np.testing.assert_array_equal(two[column][those], one[column][these], err_msg=column)


def test_a_changed_rate_moves_no_other_chat_type(drawn, of_type, assert_same):
    """Support does not notice what sales does."""
    as_is, doubled = drawn(), drawn(changed("sales", arrivals={"per_hour": 120}))
    assert_same(of_type(as_is, "support"), of_type(doubled, "support"))
