"""Which numbers of chats at once are tried, and what they make of a scenario."""

import pytest

from planner.scenario import Scenario, loads
from planner.study.caps import CapsUnusable, WantedCaps, plan_caps

TEXT = """\
start: 2026-11-23 09:00
end: 2026-11-23 12:00
chat_types:
  shop: {arrivals: {per_hour: 30}, handle_time: {mean: 9m, at_concurrency: 2}, patience: 3m}
  long: {arrivals: {per_hour: 2}, handle_time: 20m, patience: 3m, slots: 2}
agent_groups:
  team: {agents: 3, concurrency: 3, slowdown: [1, 1.2, 1.5], skills: [shop]}
  others: {agents: 2, concurrency: 2, slowdown: 20%}
"""


def scenario(*changes: str) -> Scenario:
    """Return the scenario with some changes."""
    return loads(TEXT, changes)


def test_a_list_of_slowdowns_tells_how_far_one_can_go() -> None:
    """Without a wish it is tried up to there, and that is told."""
    planned = plan_caps(scenario(), WantedCaps(group="team"))
    assert planned.caps == (1, 2, 3)
    assert planned.notes == ("agent_groups.team: slowdown tells of 3 chats at once only",)
    teams = [plan.roster.groups[0] for plan in planned.plans]
    assert [(team.concurrency, team.slowdown) for team in teams] == [
        (1, (1,)),
        (2, (1, 1.2)),
        (3, (1, 1.2, 1.5)),
    ]
    assert {plan.roster.groups[1].concurrency for plan in planned.plans} == {2}


def test_a_percentage_tells_of_any_number() -> None:
    """At least six are tried, and two more than there are now."""
    share = "agent_groups.team.slowdown=10%"
    assert plan_caps(scenario(share), WantedCaps(group="team")).caps == (1, 2, 3, 4, 5, 6)
    more = plan_caps(scenario(share, "agent_groups.team.concurrency=7"), WantedCaps(group="team"))
    assert more.caps[-1] == 9
    assert more.plans[-1].roster.groups[0].slowdown == pytest.approx([1 + 0.1 * extra for extra in range(9)])
    assert more.notes == ()


def test_what_a_chat_is_by_itself_does_not_change() -> None:
    """A handle time that was measured with two at once is rescaled once, by the slowdown as it is written."""
    planned = plan_caps(scenario(), WantedCaps(group="team"))
    assert len({plan.types[0].handle_time for plan in planned.plans}) == 1


def test_large_chats_need_their_slots() -> None:
    """A group that serves chats of two slots is not tried with one."""
    assert plan_caps(scenario(), WantedCaps()).caps == (2, 3)


@pytest.mark.parametrize(
    ("wanted", "changes", "words"),
    [
        (WantedCaps(1, 4, "team"), [], "agent_groups.team: slowdown tells of 3 chats at once only"),
        (WantedCaps(group="teem"), [], 'did you mean "team"?'),
        (WantedCaps(1, 2), [], "a chat takes 2 slots; begin with --caps 2-3"),
        (WantedCaps(1, 30, "others"), ["chat_types.long.slots=1"], "30 numbers of chats at once are many"),
        (
            WantedCaps(group="team"),
            ["agent_groups.team={agents: 3, skills: [shop]}", "chat_types.shop.handle_time=9m"],
            "nothing to compare",
        ),
    ],
)
def test_what_cannot_be_tried_is_refused(wanted: WantedCaps, changes: list[str], words: str) -> None:
    """With what would be right."""
    with pytest.raises(CapsUnusable) as error:
        plan_caps(scenario(*changes), wanted)
    assert words in str(error.value)
