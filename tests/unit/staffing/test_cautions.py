"""What planners are told before they believe a plan."""

import pytest

from planner.scenario import loads
from planner.staffing.cautions import blurred_breaks, unpriced_overtime

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
