"""A scenario laid over its horizon."""

import math

import pytest

from planner.flow.roster import Headcount


def test_intervals_lie_on_the_clock_and_the_first_and_last_may_be_short(planned):
    """08:10 to 10:05 in half hours: 20, 30, 30, 30 and 5 minutes."""
    window = planned(start="2026-11-23 08:10", end="2026-11-23 10:05").window
    assert (window.edges / 60).tolist() == [0, 20, 50, 80, 110, 115]
    assert window.closes == 115 * 60


def test_warm_up_and_cool_down_cut_the_intervals(planned):
    """From 08:45 to 09:50 counts: 15, 30 and 20 minutes; doors close at 10:00 all the same."""
    window = planned(
        start="2026-11-23 08:00", end="2026-11-23 10:00", run={"warm_up": "45m", "cool_down": "10m"}
    ).window
    assert (window.edges / 60).tolist() == [45, 60, 90, 110]
    assert window.closes == 7200


def test_what_counts_may_lie_within_one_interval(planned):
    """Ten minutes of 08:00 to 08:30 are one short interval."""
    window = planned(start="2026-11-23 08:10", end="2026-11-23 08:20").window
    assert window.edges.tolist() == [0, 600]


def test_an_edge_on_the_clock_is_no_interval_of_its_own(planned):
    """Warm-up that ends, and doors that close, on the half hour make no empty interval."""
    window = planned(start="2026-11-23 08:00", end="2026-11-23 10:00", run={"warm_up": "30m"}).window
    assert (window.edges / 60).tolist() == [30, 60, 90, 120]


def test_intervals_go_on_over_midnight(planned):
    """Hours from 22:30 to 01:15."""
    window = planned(start="2026-11-23 22:30", end="2026-11-24 01:15", interval="1h").window
    assert (window.edges / 60).tolist() == [0, 30, 90, 150, 165]


def test_the_roster_has_as_many_agents_as_there_ever_are(planned):
    """Groups in file order; headcounts in the order of time, the first of each group at 0."""
    roster = planned(groups={"late": {"agents": {"08:00": 1, "12:00": 3}}, "early": {"agents": 2}}).roster
    assert [group.name for group in roster.groups] == ["late", "early"]
    assert roster.group_of == (0, 0, 0, 1, 1)
    assert roster.headcounts == (Headcount(0, 0, 1), Headcount(0, 1, 2), Headcount(4 * 3600.0, 0, 3))


def test_agents_beyond_the_horizon_are_not_in_the_roster(planned):
    """Nine work at night only; the horizon sees the two of the day."""
    roster = planned(groups={"g": {"agents": {"08:00": 2, "20:00": 9}}}).roster
    assert roster.group_of == (0, 0)
    assert roster.headcounts == (Headcount(0, 0, 2),)


def test_skills_are_positions_of_chat_types_and_all_by_default(planned):
    """Named out of order they come in file order; rank and concurrency go along."""
    roster = planned(
        {"a": {}, "b": {}, "c": {}},
        {"all": {}, "some": {"skills": ["c", "a"], "rank": 2, "concurrency": 3, "slowdown": [1, 1.15, 1.4]}},
    ).roster
    assert [group.skills for group in roster.groups] == [(0, 1, 2), (0, 2)]
    assert [group.rank for group in roster.groups] == [1, 2]
    assert roster.groups[1].concurrency == 3
    assert roster.groups[1].slowdown == (1, 1.15, 1.4)


@pytest.mark.parametrize(
    ("slowdown", "factors"),
    [("15%", (1, 1.15, 1.3)), ("none", (1, 1, 1)), (None, (1, 1, 1)), ([1, 1, 2], (1, 1, 2))],
)
def test_slowdown_has_one_factor_per_slot(planned, slowdown, factors):
    """A percentage counts for every chat beyond the first."""
    given = {"concurrency": 3} if slowdown is None else {"concurrency": 3, "slowdown": slowdown}
    assert planned(groups={"g": given}).roster.groups[0].slowdown == pytest.approx(factors)


def test_the_queues_rules_are_taken_over(planned):
    """Priorities by type, lengths and waits as given."""
    rules = planned(
        {"a": {"priority": 2}, "b": {}},
        queue={"max_length": 7, "max_wait": "10m", "at_close": "miss"},
        end="2026-11-23 09:00",
    ).rules
    assert rules.priorities == (2, 1)
    assert (rules.max_length, rules.max_wait, rules.serve_at_most) == (7, 600, 0)
    assert rules.doors == ((0, 3600),)


def test_the_queue_has_no_limits_by_default(planned):
    """All may wait for ever, and are served after doors close."""
    rules = planned().rules
    assert (rules.max_length, rules.max_wait, rules.serve_at_most) == (None, math.inf, math.inf)


def test_first_come_first_served_ignores_priorities(planned):
    """Under `order: fifo` all are equal."""
    assert planned({"a": {"priority": 2}, "b": {}}, queue={"order": "fifo"}).rules.priorities == (1, 1)


def test_the_promise_is_taken_over(planned):
    """Target, bound, what is measured and what counts."""
    promise = planned(
        service_level={
            "target": "90%",
            "within": "45s",
            "of": "first_response",
            "counting": "without_short_abandons",
            "short_abandon": "5s",
        }
    ).promise
    assert (promise.target, promise.within, promise.short_abandon) == (0.9, 45, 5)
    assert promise.by_first_response
    assert promise.counting == "without_short_abandons"


def test_rates_are_per_second_over_the_horizon(planned):
    """36 per hour from 08:00, 72 from 11:00: 3 hours of each are 324 chats."""
    plan = planned({"a": {"arrivals": {"per_hour": {"08:00": 36, "11:00": 72}}}}, end="2026-11-23 14:00")
    rate = plan.types[0].rate
    assert rate.edges.tolist() == [0, 3 * 3600, 6 * 3600]
    assert rate.values.tolist() == [0.01, 0.02]
    assert rate.integral() == pytest.approx(324)


def test_bare_durations_are_exponential_or_constant_as_is_usual(planned):
    """Handle time and patience by their mean, wrap-up and first reply as they are."""
    plan = planned({"a": {"wrap_up": "20s", "first_reply": "15s"}}).types[0]
    assert [plan.handle_time.family, plan.patience.family] == ["exponential", "exponential"]
    assert [plan.handle_time.mean, plan.patience.mean] == [540, 180]
    assert plan.wrap_up.constant
    assert plan.first_reply.constant
    assert [plan.wrap_up.mean, plan.first_reply.mean] == [20, 15]


def test_a_mean_alone_is_exponential_and_with_a_cv_lognormal(planned):
    """Wherever a distribution is written; a cv of 0 is a constant."""
    plan = planned(
        {
            "a": {
                "handle_time": {"mean": "9m", "cv": 0.8},
                "wrap_up": {"mean": "20s"},
                "first_reply": {"mean": "15s", "cv": 0},
            }
        }
    ).types[0]
    families = [plan.handle_time.family, plan.wrap_up.family, plan.first_reply.family]
    assert families == ["lognormal", "exponential", "deterministic"]


def test_a_handle_time_measured_at_a_concurrency_is_taken_back_to_its_own_length(planned):
    """14 minutes at 2.5 chats at once, where slowdown is half-way between 1.2 and 1.6."""
    group = {"concurrency": 3, "slowdown": [1, 1.2, 1.6]}
    handle_time = {"mean": "14m", "cv": 0.8, "at_concurrency": 2.5}
    plan = planned({"a": {"handle_time": handle_time}}, {"g": group})
    assert plan.types[0].handle_time.mean == pytest.approx(14 * 60 / 1.4)
