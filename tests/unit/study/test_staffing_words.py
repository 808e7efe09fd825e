"""What planners are told of targets, shift patterns and costs."""

from planner.demand import blueprint
from planner.scenario import loads
from planner.study import cautions, interpretations

TEXT = """\
start: 2026-11-23 09:00
end: 2026-11-23 18:00
service_level: {target: 80%, within: 60s}
chat_types:
  sales: {arrivals: {per_hour: 18}, handle_time: 9m, patience: 3m}
agent_groups:
  day: {agents: 3}
  new: {concurrency: 2, slowdown: 20%}
targets:
  - {kpi: service_level, at_least: 80%}
  - {kpi: wait_p90, at_most: 2m, chat_type: sales, on: 90% of days}
  - {kpi: utilization, at_least: 50%, at_most: 85%, agent_group: new, per: interval}
  - {kpi: missed_rate, at_most: 3%, per: interval, on: 90%}
  - {kpi: staffed_hours, at_most: 1h30m, per: day}
shift_patterns:
  early: {group: new, start: "08:00", length: 8h, breaks: [{between: ["11:00", "14:00"], for: 30m}], cost: 160, agents: {max: 20}}
  late:
    group: new
    start: {from: "22:00", to: "02:00", every: 1h}
    length: [4h, 6h]
    cost_per_hour: {"00:00": 25, "06:00": 19}
    days: mon-fri
    agents: {min: 2}
    weekly: {days: 4, rest: paired}
  short: {group: new, start: "12:00", length: 4h}
"""


def told(subject: str, *settings: str) -> list[str]:
    """Return how one subject of the scenario is understood."""
    scenario = loads(TEXT, settings)
    found: dict[str, list[str]] = {}
    for heading, words in interpretations(scenario, blueprint(scenario)):
        found.setdefault(heading or list(found)[-1], []).append(words)
    return found[subject]


def test_targets_are_told_in_words() -> None:
    """What must be kept, in the KPI's unit, when and by whom."""
    assert told("targets") == [
        "service_level at least 80 %, over all the time, on average",
        "wait_p90 of sales at most 2 m, on 90 % of days",
        "utilization of the group new at least 50 % and at most 85 %, in every interval, on average",
        "missed_rate at most 3 %, in every interval, on 90 % of days",
        "staffed_hours at most 1.5 h, on every day, on average",
    ]


def test_patterns_are_told_in_words() -> None:
    """When their shifts begin, how long they are, who may work them, and what they cost."""
    assert told("pattern early") == [
        "group new: shifts that begin at 08:00, of 8 h",
        "break of 30 m within 11:00–14:00",
        "0 to 20 agents a day",
        "cost: 160 a shift",
    ]
    assert told("pattern late") == [
        "group new: shifts that begin from 22:00 to 02:00 every 1 h, of 4 h or 6 h, mon-fri",
        "at least 2 agents a week, each on 4 days of seven at the same times, days of rest together where that costs no more",
        "cost: per paid hour 25 from 00:00, 19 from 06:00",
    ]
    assert told("pattern short")[1:] == [
        "any number of agents a day",
        "cost: as the group's, per paid hour 1 throughout",
    ]


def test_costs_are_told_where_they_are_given() -> None:
    """Of the group; not where nobody asked for them."""
    priced = ["agent_groups.day.cost_per_hour=19", "agent_groups.day.overtime_cost_per_hour=28.5"]
    assert told("group day", *priced)[2:4] == [
        "cost per paid hour: 19 throughout",
        "cost per hour of overtime: 28.5",
    ]
    assert not [line for line in told("group day") if "cost" in line]


def test_a_group_that_waits_for_a_plan_is_told() -> None:
    """With the command that finds one."""
    scenario = loads(TEXT)
    notes = cautions(scenario, blueprint(scenario))
    assert "agent_groups.new: nobody is planned yet; planner schedule FILE finds shifts" in notes
    assert not [note for note in notes if note.startswith("agent_groups.day")]
    assert told("group new")[1] == "nobody is planned yet"
