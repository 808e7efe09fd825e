"""Overflow rings: who has waited for a while may be taken by more groups."""

from theory.agreement import expect
from theory.line import Line
from theory.patience import ENDLESS, constant
from theory.simulation import chats, mean, stationary

from planner.queueing import erlang_c

HOUR, MINUTE = 3600.0, 60.0


def test_overflow_to_agents_who_are_always_free():
    """Who waits for 90 s leaves the first group's line for good: M/M/n+D, and nobody waits any longer."""
    after, rate, handle = 90.0, 34 / HOUR, 6 * MINUTE
    line = Line(rate, [n / handle for n in range(1, 5)], constant(after))
    summary = stationary(
        {"support": chats(34, "6m", "never", overflow=_rings("first", "second", "90s"))},
        {"first": {"agents": 4}, "second": {"agents": 60}},
        service_level={"within": "60s"},
        days=14,
        seed=851,
    )
    waiting = line.waiting()
    expect(
        summary.figures,
        {
            "wait_probability": waiting["wait_probability"],
            "wait_mean": waiting["wait_mean_all"],
            "queue_length_mean": waiting["queue_length_mean"],
            "service_level": line.in_time(60.0),
            "wait_max": after,
        },
    )
    first, second = summary.agent_groups["first"], summary.agent_groups["second"]
    expect(
        first,
        {
            "wait_mean": waiting["wait_mean"],
            "wait_p90": line.wait_percentile(0.9),
            "chats_per_hour": 34 * line.answered,
            "utilization": line.chats_in_hand() / 4,
        },
    )
    expect(second, {"wait_mean": after, "chats_per_hour": 34 * (1 - line.answered)})


def test_a_level_that_nobody_has():
    """All wait for the second ring, so the line begins a constant time later: M/M/n behind it."""
    after, rate, handle = 40.0, 40 / HOUR, 5 * MINUTE
    theory = erlang_c(5, rate, handle)
    line = Line(rate, [n / handle for n in range(1, 6)], ENDLESS)
    summary = stationary(
        {"support": chats(40, "5m", "never", overflow=[{"level": 5}, {"after": "40s", "level": 3}])},
        {"team": {"agents": 5, "levels": {"support": 3}}},
        service_level={"within": "70s"},
        days=14,
        seed=852,
    )
    assert mean(summary.figures["wait_probability"]) == 1
    expect(
        summary.figures,
        {
            "wait_mean": after + theory.wait_mean,
            "wait_p90": after + line.wait_percentile(0.9),
            "service_level": theory.service_level(30.0),
            "queue_length_mean": rate * after + theory.queue_length_mean,
            "utilization": theory.occupancy,
        },
    )


def test_a_ring_that_comes_at_once():
    """Who overflows before anything else happens makes of two groups one: M/M/n."""
    pooled = erlang_c(4, 33 / HOUR, 5 * MINUTE)
    summary = stationary(
        {
            "first": chats(21, "5m", "never", overflow=_rings("first", "second", "0.001s")),
            "second": chats(12, "5m", "never", overflow=_rings("second", "first", "0.001s")),
        },
        {"first": {"agents": 2}, "second": {"agents": 2}},
        days=21,
        seed=854,
    )
    expect(
        summary.figures,
        {
            "wait_mean": pooled.wait_mean,
            "queue_length_mean": pooled.queue_length_mean,
            "utilization": pooled.occupancy,
        },
    )


def test_a_ring_that_never_comes():
    """Who would overflow after a day waits for the own group: two lines, M/M/n each, though each skill is in both."""
    lines = {"first": erlang_c(2, 16 / HOUR, 5 * MINUTE), "second": erlang_c(3, 20 / HOUR, 6 * MINUTE)}
    summary = stationary(
        {
            "first": chats(16, "5m", "never", overflow=_rings("first", "second", "20h")),
            "second": chats(20, "6m", "never", overflow=_rings("second", "first", "20h")),
        },
        {"first": {"agents": 2}, "second": {"agents": 3}},
        days=28,
        seed=853,
    )
    for name, line in lines.items():
        theory = {"wait_probability": line.wait_probability, "wait_mean": line.wait_mean}
        expect(summary.chat_types[name], theory)
        expect(summary.agent_groups[name], {"utilization": line.occupancy, "wait_mean": line.wait_mean})


def _rings(group: str, other: str, after: str) -> list[dict[str, object]]:
    return [{"groups": [group]}, {"after": after, "groups": [other]}]
