"""What planners are told before they believe a plan."""

import pytest

from planner.demand import blueprint
from planner.scenario import loads
from planner.staffing.cautions import (
    blurred_breaks,
    odd_interval,
    uncounted_time,
    unpriced_overtime,
    warnings,
)

TEXT = """\
start: 2026-11-23 09:00
end: 2026-11-23 18:00
chat_types:
  sales: {arrivals: {per_hour: 18}, handle_time: 9m, patience: 3m}
agent_groups:
  day: {agents: 3}
  new: {concurrency: 2}
shift_patterns:
  early: {group: new, start: "08:00", length: 8h}
"""


@pytest.mark.parametrize(
    ("settings", "groups"),
    [
        ([], ["new"]),
        (["agent_groups.new.overtime_cost_per_hour=28"], []),
        (['agent_groups.day={shifts: [{agents: 2, from: "09:00", to: "18:00"}]}'], ["day", "new"]),
    ],
)
def test_overtime_without_a_price_is_warned_of(settings: list[str], groups: list[str]) -> None:
    """Of groups with shifts, planned or to be found; head counts have none."""
    said = unpriced_overtime(loads(TEXT, settings))
    assert [line.split(":")[0] for line in said] == [f"agent_groups.{group}" for group in groups]


def test_breaks_shorter_than_the_interval_are_told(patterned):
    """Half an hour in a window is hardly seen by the hour, and seen well by half-hours."""
    lunch = {"start": "08:00", "length": "8h", "breaks": [{"between": ["11:00", "14:00"], "for": "30m"}]}
    (told,) = blurred_breaks(patterned({"early": lunch}, interval="1h"))
    assert told.startswith("shift_patterns.early: breaks of 30 m are shorter than the interval of 1 h")
    assert blurred_breaks(patterned({"early": lunch}, interval="30m")) == []


SHOP = """\
start: 2026-11-23 09:00
end: 2026-11-23 18:00
service_level: {target: 80%, within: 60s}
chat_types:
  sales: {arrivals: {per_hour: 18}, handle_time: 9m, patience: 3m}
  care: {arrivals: {per_hour: 18}, handle_time: 9m, patience: 3m}
agent_groups:
  day: {agents: 9}
"""
NOBODY_LEAVES = ["chat_types.sales.patience=never", "chat_types.care.patience=never"]
WAIT = "{kpi: wait_p90, at_most: 2m}"


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ([], None),
        ([f"targets=[{WAIT}]"], "add for example {kpi: missed_rate, at_most: 5%} to targets"),
        ([f"targets=[{WAIT}, {{kpi: missed_rate, at_most: 3%}}]"], None),
        (
            ["targets=[{kpi: service_level, at_least: 80%, chat_type: care}]"],
            "of sales, so the cheapest staffing may",
        ),
        (["service_level.counting=answered"], "give service_level: {counting: offered}, or targets"),
        (["targets=[{kpi: service_level, at_least: 80%}]", "service_level.counting=answered"], "missed_rate"),
        (["targets=[{kpi: answered, at_least: 200}]"], None),
        (["targets=[{kpi: answered, at_most: 200}]"], "no target looks at missed chats, so"),
        ([f"targets=[{WAIT}]", *NOBODY_LEAVES], None),
        ([f"targets=[{WAIT}]", *NOBODY_LEAVES, "queue.max_wait=5m"], "no target looks at missed chats, so"),
    ],
)
def test_targets_that_customers_may_leave_by_are_warned_of(settings, words):
    """Waits are those of answered chats: who is missed counts for none of them, with the line that mends it."""
    scenario = loads(SHOP, settings)
    said = [line for line in warnings(scenario, blueprint(scenario)) if "missed chats" in line]
    assert len(said) == (words is not None)
    assert words is None or words in said[0]


def test_time_that_does_not_count_is_told():
    """With how long it is, both ends together, and only where there is any."""
    assert uncounted_time(loads(SHOP)) == []
    (warm,) = uncounted_time(loads(SHOP, ["run.warm_up=1h"]))
    assert warm.startswith("the warm-up of 1 h counts for no target and is neither told nor paid here")
    (both,) = uncounted_time(loads(SHOP, ["run.warm_up=1h", "run.cool_down=30m"]))
    assert both.startswith("the warm-up of 1 h and the cool-down of 30 m count for no target and are neither")


@pytest.mark.parametrize(
    ("interval", "odd"),
    [("7m", True), ("25m", True), ("15m", False), ("20m", False), ("45m", False), ("2h", False)],
)
def test_an_interval_beside_the_clock_is_told(interval, odd):
    """Every seven minutes is jagged; three quarters of an hour are not."""
    assert bool(odd_interval(loads(SHOP, [f"interval={interval}"]))) == odd
