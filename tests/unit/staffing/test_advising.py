"""Advice as it is worked out: what is tried together, what a stop leaves, and what is simulated as a whole."""

import pytest

from planner.demand import blueprint
from planner.scenario import Scenario, loads
from planner.staffing.advise import Advice, Change, WhatIf, advise
from planner.staffing.advise.laboratory import Laboratory
from planner.staffing.bench import Bench
from planner.staffing.conditions import Conditions
from planner.staffing.goals import goals
from planner.staffing.options import SearchOptions
from planner.staffing.trial import Customers
from planner.study import Interrupted

HOUR = 3600.0


def scenario(end: str = "2026-11-23 12:00", agents: int = 2, targets: str = "") -> Scenario:
    """Return mornings from eight to twelve with head counts and a person with a shift."""
    return loads(
        f'start: 2026-11-23 08:00\nend: {end}\nopen: "08:00-12:00"\n{targets}\n'
        'chat_types: {sales: {arrivals: {per_hour: {"08:00": 15, "10:00": 30, "11:00": 15}}, handle_time: 6m, patience: 3m}}\n'
        f'agent_groups: {{team: {{agents: {agents}}}, help: {{shifts: [{{agents: 1, from: "08:00", to: "12:00"}}]}}}}\n'
    )


def laboratory(desk: Scenario, replications: int = 6) -> Laboratory:
    """Return one that simulates little."""
    plan = blueprint(desk)
    sought = goals(desk, plan)
    return Laboratory(
        Bench(Customers(plan, sought, 1), replications), Conditions(sought, plan.window), len(sought)
    )


@pytest.mark.parametrize("group", ["team", "help"])
@pytest.mark.parametrize("agents", [1, -1])
def test_days_tried_together_are_told_apart(group: str, agents: int) -> None:
    """Doors are closed over night, and the routing remembers nothing: each is just what it is by itself."""
    each_day = "routing: {strategy: fill_first}\ntargets: [{kpi: service_level, at_least: 80%}, {kpi: missed_rate, at_most: 5%, per: day}]"
    lab = laboratory(scenario("2026-11-25 12:00", targets=each_day))
    changes = [Change(group, (day * 24 + 2) * HOUR, (day * 24 + 3) * HOUR, agents) for day in range(3)]
    together = list(lab.each([changes]))
    assert together == [lab.at_once([change]) for change in changes]
    assert any(effect.difference.mean for found in together for effect in found.effects)


def advised(desk: Scenario, stop_at: str = "") -> Advice:
    """Advise on few replications, and stop as a stage begins."""

    def progress(stage: str, done: int, of: int | None) -> None:
        if stage == stop_at:
            raise KeyboardInterrupt

    return advise(desk, SearchOptions(replications=30), progress)


def test_what_is_known_when_it_is_stopped_is_told() -> None:
    """All that one more does, and nothing of one less."""
    found = advised(scenario(), stop_at="one less")
    assert found.stopped
    assert len(found.more) == 8
    assert found.less == found.best == found.spare == ()


def test_stopped_before_anything_is_known() -> None:
    """There is nothing to tell."""
    with pytest.raises(Interrupted):
        advised(scenario(), stop_at="one more")


def test_who_can_go_goes_in_turn() -> None:
    """Each entry has the changes of those before, and targets hold with all of them."""
    found = advised(scenario(agents=8))
    assert not found.missed
    for before, after in zip(found.spare, found.spare[1:], strict=False):
        assert after.changes[: len(before.changes)] == before.changes
    assert found.spare
    last = found.spare[-1]
    assert last.lets_go
    assert not last.breaks


def test_what_brings_targets_back_does() -> None:
    """All of it simulated at once; with less than that they are still missed."""
    desk = scenario(targets="targets: [{kpi: missed_rate, at_most: 9%}]")
    found = advised(desk)
    assert found.missed
    assert found.remedy is not None
    assert found.mended
    assert found.remedy.mends == found.missed
    again = laboratory(desk, 30).at_once(found.remedy.changes)
    assert again is not None
    assert again.effects[0] == found.remedy.effects[0]
    assert not any(_mends_all(one, found) for one in found.more) or found.remedy.hours == 1


def _mends_all(one: WhatIf, found: Advice) -> bool:
    return one.mends == found.missed and not one.breaks


def test_the_last_agent_cannot_go_while_chats_come() -> None:
    """A target that is kept with nobody there at a quiet hour sends nobody home who is alone; of two one can go."""
    desk = scenario(agents=0, targets="targets: [{kpi: service_level, at_least: 5%}]")
    found = advised(desk)
    assert not found.missed
    assert len(found.less) == 4
    assert not any(one.lets_go for one in found.less)
    assert found.spare == ()
    two = advised(scenario(agents=1, targets="targets: [{kpi: service_level, at_least: 5%}]"))
    assert sum(change.hours for change in two.spare[-1].changes) == 4
