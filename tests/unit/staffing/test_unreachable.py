"""Why targets are out of reach, where, and what comes nearest."""

from collections.abc import Sequence

import pytest

from planner.scenario import loads
from planner.staffing.options import SearchOptions
from planner.staffing.result import Found
from planner.staffing.schedule import schedule
from planner.staffing.staff import staff

HOUR = 3600.0
RUSH_AT_NINE = """\
start: 2026-11-23 08:00
end: 2026-11-23 11:00
interval: 1h
chat_types:
  support: {arrivals: {per_hour: {"08:00": 10, "09:00": 60, "10:00": 10}}, handle_time: 8m, patience: 3m}
agent_groups:
  team: {agents: 3, overtime_cost_per_hour: 1}
targets: [{kpi: service_level, at_least: 80%}]
"""
EARLY = "shift_patterns.early={group: team, start: '08:00', length: 2h}"


def quietly(stage: str, done: int, of: int | None) -> None:
    """Tell nobody of the progress."""


def staffed(settings: Sequence[str], most: int) -> Found:
    """Return the head counts that are found with a cap."""
    return staff(loads(RUSH_AT_NINE, settings), SearchOptions(8, most={"team": most}), quietly)


def scheduled(*settings: str) -> Found:
    """Return the shifts that are found."""
    return schedule(loads(RUSH_AT_NINE, settings), SearchOptions(8), quietly)


def test_a_cap_is_told_with_the_hour_in_which_it_is_felt():
    """Three agents are enough but for the rush, though the target is about all the time."""
    (told,) = staffed([], most=3).unreachable
    assert told.why == "with 3 agents at most, by --most"
    assert (told.begin, told.end) == (HOUR, 2 * HOUR)


def test_the_cap_of_each_interval_is_told():
    """And the group is named where there are several."""
    other = "agent_groups.other={agents: 1, skills: [sales]}"
    sales = "chat_types.sales={arrivals: {per_hour: 20}, handle_time: 1m, patience: 3m}"
    each = "targets=[{kpi: missed_rate, at_most: 30%, per: interval, chat_type: support}]"
    (told,) = staffed([sales, other, "agent_groups.team.skills=[support]", each], most=3).unreachable
    assert told.why == "with 3 agents of team at most, by --most"
    assert (told.begin, told.end) == (HOUR, 2 * HOUR)


def test_what_the_staffing_told_brings_is_the_nearest():
    """It was simulated longer than the staffing with the most agents, and comes as near."""
    found = staffed([], most=3)
    (told,), (proof,) = found.unreachable, found.proof
    assert told.fresh
    assert told.replications == found.proof_replications
    assert told.best == proof.estimate.mean


def test_an_hour_that_no_shift_covers_is_told_of_a_target_over_the_day():
    """Nobody can be there from 10 to 11, however many come early."""
    (told,) = scheduled(EARLY, "targets=[{kpi: missed_rate, at_most: 2%}]").unreachable
    assert told.why == "nothing that may be chosen has anyone on duty then"
    assert (told.begin, told.end) == (2 * HOUR, 3 * HOUR)


@pytest.mark.parametrize(
    ("most", "length", "why"),
    [
        ("{max: 2}", "3h", "with 2 agents a day at most, by shift_patterns.early"),
        (
            "{max: 2}",
            "2h",
            "with 2 agents a day at most, by shift_patterns.early; at other times nothing that may be chosen has anyone "
            "on duty",
        ),
    ],
)
def test_the_maximum_of_a_pattern_is_told(most, length, why):
    """It is felt in the rush; that nobody can come later is told beside it."""
    (told,) = scheduled(
        EARLY, f"shift_patterns.early.agents={most}", f"shift_patterns.early.length={length}"
    ).unreachable
    assert told.why == why
    assert (told.begin, told.end) == (HOUR, 2 * HOUR)


def test_without_a_cap_it_is_told_that_agents_do_not_help():
    """The first reply alone takes longer than the promise, however many there are."""
    late = [
        "service_level={target: 80%, within: 10s, of: first_response}",
        "chat_types.support.first_reply=1m",
    ]
    (told,) = staff(loads(RUSH_AT_NINE, late), SearchOptions(8), quietly).unreachable
    assert told.why.startswith("not even with ")
    assert told.begin is None
