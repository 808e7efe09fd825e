"""The analytic guess: known staffings, formulas applied by hand, and what each part of a scenario does to it."""

import math
from typing import Any

import pytest

from planner.demand import blueprint
from planner.queueing import QueueFigures, birth_death, erlang_a, erlang_c, least
from planner.scenario import Scenario
from planner.staffing.blocks import blocks
from planner.staffing.goals import goals
from planner.staffing.guess import by_division, first_guess

HOUR = 3600.0
FEW_MISSED = {"kpi": "missed_rate", "at_most": "5%"}


def chats(per_hour: Any = 60, **more: Any) -> dict[str, Any]:
    """Return a chat type of 10 minutes and 3 minutes of patience."""
    plain = {"arrivals": {"per_hour": per_hour}, "handle_time": "10m", "patience": "3m"}
    return plain | more


def scenario_of(
    types: dict[str, Any], groups: dict[str, Any], *targets: dict[str, Any], **more: Any
) -> Scenario:
    """Return a scenario from 8 to 20 o'clock."""
    tree = {
        "start": "2026-11-23 08:00",
        "end": "2026-11-23 20:00",
        "chat_types": types,
        "agent_groups": groups,
        "targets": list(targets),
    }
    return Scenario.model_validate(tree | more)


def guessed(scenario: Scenario, *staffed: int, guess: Any = first_guess) -> list[list[int]]:
    """Return the agents of each staffed group (all if none is named), interval by interval."""
    plan = blueprint(scenario)
    of = blocks(plan.window, staffed or tuple(range(len(plan.roster.groups))))
    agents = guess(scenario, plan, goals(scenario, plan), of)
    assert len(agents) == len(of)
    return [agents[of.group == group].tolist() for group in of.groups]


def fewest(enough: Any) -> int:
    """Try each number in turn."""
    return next(agents for agents in range(1, 1000) if enough(agents))


@pytest.mark.parametrize(("per_hour", "agents"), [(20, 3), (40, 5), (60, 7), (80, 9), (100, 11)])
def test_agents_who_slow_down(per_hour: int, agents: int) -> None:
    """6, 9 and 10.2 chats per hour with 1, 2, 3 in hand: the known staffings once the day has come to rest.

    Division takes fewer, but for small teams, whose few fast servers are often all taken.
    """
    team = {"agents": 1, "concurrency": 3, "slowdown": [1, 12 / 9, 18 / 10.2]}
    scenario = scenario_of({"a": chats(per_hour)}, {"team": team}, FEW_MISSED)
    assert guessed(scenario)[0][4:] == [agents] * 20
    naive = fewest(lambda tried: erlang_a(tried, per_hour / HOUR, 200, 180).abandoned_rate <= 0.05)
    assert naive < agents or per_hour < 60
    assert guessed(scenario, guess=by_division) == [[naive] * 24]


def test_division_is_the_sum_of_the_field() -> None:
    """Eight half-hours with one chat at once, 2 min of patience: each by Erlang A."""
    arrivals = {"08:00": 18, "08:30": 30, "09:00": 42, "09:30": 48, "10:00": 45, "10:30": 36, "11:00": 27}
    arrivals |= {"11:30": 18}
    scenario = scenario_of(
        {"a": chats(arrivals, patience="2m")},
        {"team": {"agents": 1}},
        {"kpi": "abandoned_rate", "at_most": "5%"},
        end="2026-11-23 12:00",
    )
    assert guessed(scenario, guess=by_division) == [[6, 8, 11, 12, 11, 10, 8, 6]]


def test_chats_are_felt_later_than_they_come() -> None:
    """After a step from 20 to 120 an hour 10 minutes' chats in hand rise as 1 - e^(-t / 10 min), and fall likewise."""
    arrivals = {"08:00": 20, "12:00": 120, "12:30": 20}
    scenario = scenario_of({"a": chats(arrivals)}, {"team": {"agents": 1}}, FEW_MISSED)

    def needed(per_hour: float) -> int:
        return fewest(lambda tried: erlang_a(tried, per_hour / HOUR, 600, 180).abandoned_rate <= 0.05)

    risen = 20 + 100 * (1 - (1 - math.exp(-3)) / 3)
    fallen = 20 + 100 * (1 - math.exp(-3)) * (1 - math.exp(-3)) / 3
    fading = 20 + (fallen - 20) * math.exp(-3)
    start = 20 * (1 - (1 - math.exp(-3)) / 3)
    found = guessed(scenario)[0]
    assert found[0] == needed(start)
    assert found[7:11] == [needed(20), needed(risen), needed(fallen), needed(fading)]
    assert guessed(scenario, guess=by_division)[0][7:11] == [needed(20), needed(120), needed(20), needed(20)]


def test_where_nobody_comes_nobody_is_needed() -> None:
    """None before noon, one agent for a chat in ten hours, none where all is over."""
    arrivals = {"08:00": 0, "12:00": 0.1, "14:00": 0}
    scenario = scenario_of({"a": chats(arrivals)}, {"team": {"agents": 1}}, FEW_MISSED)
    assert guessed(scenario) == [[0] * 8 + [1] * 4 + [0] * 12]
    assert guessed(scenario, guess=by_division) == [[0] * 8 + [1] * 4 + [0] * 12]


def test_an_interval_with_doors_open_for_a_part_of_it() -> None:
    """From a quarter past nine on: the half-hour's rate is that of the open quarter, not half of it."""
    scenario = scenario_of(
        {"a": chats(60)}, {"team": {"agents": 1}}, FEW_MISSED, start="2026-11-23 09:15", interval="30m"
    )
    full = guessed(scenario, guess=by_division)[0]
    assert len(set(full)) == 1


def test_absent_and_away_are_made_up_for() -> None:
    """Of 10 planned 8 are there if 20 % stay away; 10 % absence and 20 % shrinkage leave 72 %."""
    plain = scenario_of({"a": chats()}, {"team": {"agents": 1}}, FEW_MISSED)
    present = guessed(plain)[0][-1]
    for lost, there in (
        ({"absence": "20%"}, 0.8),
        ({"absence": "10%", "shrinkage": {"share": "20%", "spell": "10m"}}, 0.72),
    ):
        scenario = scenario_of({"a": chats()}, {"team": {"agents": 1} | lost}, FEW_MISSED)
        assert guessed(scenario)[0][-1] == math.ceil(present / there)


def test_chats_are_split_by_the_slots_planned() -> None:
    """Of 90 an hour a third go to the group with a third of the slots, whether the other one is staffed or not."""
    groups = {"few": {"agents": 3}, "many": {"agents": 3, "concurrency": 2, "slowdown": "none"}}
    scenario = scenario_of({"a": chats(90)}, groups, FEW_MISSED)
    third = guessed(scenario_of({"a": chats(30)}, {"few": groups["few"]}, FEW_MISSED))[0]
    rest = guessed(scenario_of({"a": chats(60)}, {"many": groups["many"]}, FEW_MISSED))[0]
    assert guessed(scenario) == [third, rest]
    assert guessed(scenario, 0) == [third]


def test_chats_are_split_equally_where_nobody_is_planned_yet() -> None:
    """45 an hour each; who lacks the skill gets none of them."""
    groups = {"some": {"agents": 9}, "new": {"agents": 0}, "others": {"agents": 5, "skills": ["b"]}}
    types = {"a": chats(90), "b": chats(0.01)}
    scenario = scenario_of(types, groups, FEW_MISSED)
    half = guessed(scenario_of({"a": chats(45)}, {"some": {"agents": 1}}, FEW_MISSED))[0]
    assert guessed(scenario) == [half, half, [1] * 24]


def test_types_are_pooled() -> None:
    """30 an hour of 5 minutes and 30 of 15, of whom half never leave: 60 of 10 minutes that leave half as fast."""
    types = {"a": chats(30, handle_time="5m"), "b": chats(30, handle_time="15m", patience="never")}
    pooled = guessed(scenario_of(types, {"team": {"agents": 1}}, FEW_MISSED))[0][-1]
    assert pooled == fewest(lambda tried: erlang_a(tried, 60 / HOUR, 600, 360).abandoned_rate <= 0.05)


ENOUGH = {
    "service level": (
        {"kpi": "service_level", "at_least": "80%"},
        lambda of: of.service_level(60) >= 0.8,
    ),
    "mean wait": ({"kpi": "wait_mean", "at_most": "10s"}, lambda of: of.wait_mean <= 10),
    "percentile": (
        {"kpi": "wait_p90", "at_most": "40s"},
        lambda of: of.service_level(40) >= 0.9 * (1 - of.abandoned_rate),
    ),
    "first response": (
        {"kpi": "frt_p95", "at_most": "45s"},
        lambda of: of.service_level(30) >= 0.95 * (1 - of.abandoned_rate),
    ),
    "mean first response": ({"kpi": "frt_mean", "at_most": "20s"}, lambda of: of.wait_mean <= 5),
    "no wait": ({"kpi": "wait_probability", "at_most": "10%"}, lambda of: of.wait_probability <= 0.1),
    "utilization": ({"kpi": "utilization", "at_most": "50%"}, lambda of: of.occupancy <= 0.5),
    "nothing that theory tells": (
        {"kpi": "utilization", "at_least": "50%"},
        lambda of: of.occupancy <= 0.85,
    ),
}


@pytest.mark.parametrize("name", ENOUGH)
def test_the_fewest_that_keep_a_goal(name: str) -> None:
    """Each KPI by Erlang A, tried number by number; the first reply takes 15 s."""
    target, enough = ENOUGH[name]
    scenario = scenario_of({"a": chats(120, first_reply="15s")}, {"team": {"agents": 1}}, target)
    assert guessed(scenario)[0][-1] == fewest(lambda tried: enough(erlang_a(tried, 120 / HOUR, 600, 180)))


def by_counting(figures: QueueFigures, counting: str) -> float:
    """Return the service level at 45 s, those left out who are not counted."""
    left_out = {"offered": 0.0, "answered": figures.abandoned_rate}[counting]
    return figures.service_level(45) / (1 - left_out)


@pytest.mark.parametrize("counting", ["offered", "answered"])
def test_the_promise_on_the_first_response(counting: str) -> None:
    """Without targets the promise counts: 60 s less the first reply, of those counted."""
    level = {"target": "95%", "within": "60s", "of": "first_response", "counting": counting}
    scenario = scenario_of({"a": chats(120, first_reply="15s")}, {"team": {"agents": 1}}, service_level=level)
    needed = fewest(lambda tried: by_counting(erlang_a(tried, 120 / HOUR, 600, 180), counting) >= 0.95)
    assert guessed(scenario)[0][-1] == needed


def test_endless_patience_is_erlang_c() -> None:
    """Nobody leaves; the missed rate asks for nothing, and the service level for what Erlang C says."""
    scenario = scenario_of(
        {"a": chats(120, patience="never")}, {"team": {"agents": 1}}, ENOUGH["service level"][0]
    )
    needed = fewest(lambda tried: erlang_c(tried, 120 / HOUR, 600).service_level(60) >= 0.8)
    assert guessed(scenario)[0][-1] == guessed(scenario, guess=by_division)[0][-1] == needed


def test_what_no_staffing_keeps_is_left_out() -> None:
    """A mean first response below the first reply itself: the other goal still counts."""
    target = {"kpi": "frt_mean", "at_most": "10s"}
    types, groups = {"a": chats(120, first_reply="15s")}, {"team": {"agents": 1}}
    alone = guessed(scenario_of(types, groups, FEW_MISSED))
    assert guessed(scenario_of(types, groups, target, FEW_MISSED)) == alone


def test_goals_of_a_type_or_group_count_where_it_is_served() -> None:
    """A strict goal for sales asks nothing of the support team, and one for a group nothing of the other."""
    types = {"sales": chats(60), "support": chats(60)}
    groups = {
        "sellers": {"agents": 1, "skills": ["sales"]},
        "helpers": {"agents": 1, "skills": ["support"]},
    }
    of_type = {"kpi": "missed_rate", "at_most": "0.1%", "chat_type": "sales"}
    of_group = {"kpi": "wait_mean", "at_most": "0.1s", "agent_group": "sellers"}
    for strict in (of_type, of_group):
        sellers, helpers = guessed(scenario_of(types, groups, FEW_MISSED, strict))
        assert sellers[-1] > helpers[-1]
        assert [helpers] == guessed(scenario_of(types, groups, FEW_MISSED), 1)


def test_conversations_slow_each_other_down() -> None:
    """With work half of the time, three at once take about as the machine repairman says; division takes too few."""
    talk = {
        "turns": {"mean": 6, "distribution": "geometric"},
        "reply_work": {"distribution": "exponential", "mean": "40s"},
        "customer_gap": {"distribution": "exponential", "mean": "48s"},
    }
    types = {"a": {"arrivals": {"per_hour": 100}, "patience": "3m", "conversation": talk}}
    scenario = scenario_of(types, {"team": {"agents": 1, "concurrency": 3}}, FEW_MISSED)
    work, gap = 240.0, 240.0
    waiting, speeds = 0.0, []
    for number in (1, 2, 3):
        time = work * (1 + waiting)
        speeds.append(number / (time + gap))
        waiting = speeds[-1] * time
    needed = least(lambda tried: birth_death(tried, 100 / HOUR, speeds, 180).abandoned_rate <= 0.05, 1, 100)
    assert needed is not None
    assert abs(guessed(scenario)[0][-1] - needed) <= 1
    assert guessed(scenario, guess=by_division)[0][-1] < needed


def test_contacts_that_follow_need_agents_too() -> None:
    """A third is handed on at half of 12 minutes, and a fifth of the others come again.

    First 60 an hour are 60 / (1 - 2/3 * 1/5) contacts of 12 - 1/3 * 6 = 10 minutes, and a third of these go on to the
    second line, where each takes its own 10 minutes.
    """
    first = chats(60, handle_time="12m", transfer={"to": "second", "probability": 1 / 3, "after": 0.5})
    first["first_contact_resolution"] = 0.8
    types = {"first": first, "second": chats(0.001)}
    groups = {
        "front": {"agents": 1, "skills": ["first"]},
        "back": {"agents": 1, "skills": ["second"]},
    }
    every = 60 / (1 - 2 / 3 * 0.2)
    needed = [
        fewest(lambda tried, rate=rate: erlang_a(tried, rate / HOUR, 600, 180).abandoned_rate <= 0.05)
        for rate in (every, every / 3)
    ]
    assert [group[-1] for group in guessed(scenario_of(types, groups, FEW_MISSED))] == needed
