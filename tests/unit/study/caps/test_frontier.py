"""What each number of chats at once brings."""

from itertools import pairwise

import pytest

from planner.report.concurrency import sentence
from planner.scenario import loads
from planner.study import Interrupted
from planner.study.caps import CapFrontier, CapOptions, WantedCaps, cap_frontier, plan_caps, stops_at

TEXT = """\
start: 2026-11-23 09:00
end: 2026-11-23 12:00
service_level: {target: 80%, within: 60s}
chat_types:
  shop: {arrivals: {per_hour: 30}, handle_time: 9m, patience: 3m}
agent_groups:
  team: {agents: 3, concurrency: 2, slowdown: 10%}
run: {replications: 12}
"""


def found(*changes: str, workers: int = 1, most_missed: float | None = None) -> CapFrontier:
    """Try one to four chats at once."""
    planned = plan_caps(loads(TEXT, changes), WantedCaps(1, 4))
    return cap_frontier(planned, CapOptions(workers=workers, most_missed=most_missed))


@pytest.fixture(scope="module")
def cheap() -> CapFrontier:
    """Chats that hardly slow each other down."""
    return found()


def test_with_hardly_any_slowdown_more_at_once_miss_fewer_and_need_fewer(cheap: CapFrontier) -> None:
    """Never more, as the cap goes up."""
    missed = [at.overall.figures["missed_rate"].mean or 0.0 for at in cheap.caps]
    assert all(after <= before for before, after in pairwise(missed))
    needed = [at.needed.keeps.agents for at in cheap.caps if at.needed.keeps]
    assert len(needed) == 4
    assert all(after <= before for before, after in pairwise(needed))
    assert cheap.meanings[0].pays
    assert cheap.meanings[0].fewer_agents
    assert cheap.caps[1].needed.change == "fewer"


def test_the_fewest_agents_keep_the_promise_and_one_fewer_do_not(cheap: CapFrontier) -> None:
    """Each with the level that it was found by."""
    for at in cheap.caps:
        assert at.needed.keeps is not None
        assert (at.needed.keeps.level.mean or 0.0) >= 0.8
        if at.needed.fails is not None:
            assert at.needed.fails.agents == at.needed.keeps.agents - 1
            assert (at.needed.fails.level.mean or 1.0) < 0.8


def test_what_is_planned_is_tried_as_it_is(cheap: CapFrontier) -> None:
    """Where the planned agents are the fewest, the level is that of the table."""
    alike = [at for at in cheap.caps if at.needed.keeps and at.needed.keeps.agents == cheap.planned]
    assert alike
    for at in alike:
        assert at.needed.keeps is not None
        assert at.needed.keeps.level == at.overall.figures["service_level"]


def test_a_limit_of_the_missed_needs_more_agents(cheap: CapFrontier) -> None:
    """And is kept."""
    strict = found(most_missed=0.01)
    for at, loose in zip(strict.caps, cheap.caps, strict=True):
        assert at.needed.keeps is not None
        assert loose.needed.keeps is not None
        assert (at.needed.keeps.missed.mean or 0.0) <= 0.01
        assert at.needed.keeps.agents > loose.needed.keeps.agents


def test_a_promise_that_nobody_keeps_is_told_as_such() -> None:
    """With what most agents bring: who takes too long for it is never in time."""
    hard = found(
        "service_level={target: 100%, within: 1s, of: first_response}", "chat_types.shop.first_reply=5s"
    )
    assert all(at.needed.keeps is None for at in hard.caps)
    assert {at.needed.fails.agents for at in hard.caps if at.needed.fails} == {hard.most_tried}


def test_chats_that_only_get_slower_do_not_pay() -> None:
    """Few customers, a steep slowdown, and agents who are filled up: from the fourth on there is nothing to gain."""
    steep = found(
        "agent_groups.team.slowdown=100%", "agent_groups.team.agents=12", "routing.strategy=fill_first"
    )
    assert steep.meanings[-1].costs == ("handle_time_mean",)
    assert not steep.meanings[-1].pays
    assert stops_at(steep.meanings) == 2
    assert "A 4th does not pay: missed 0.0 % → 0.0 % (no fewer), while a chat takes" in sentence(steep)


def test_the_same_for_any_number_of_workers(cheap: CapFrontier) -> None:
    """To the last digit."""
    assert found(workers=2) == cheap


def test_ctrl_c_tells_how_far_it_came() -> None:
    """In the search for agents, too, where replications of all are counted on."""
    done_before = 4 * 12

    def press(done: int, of: int) -> None:
        if done == done_before + 5:
            raise KeyboardInterrupt

    with pytest.raises(Interrupted) as stopped:
        cap_frontier(plan_caps(loads(TEXT), WantedCaps(1, 4)), CapOptions(), press)
    assert stopped.value.done == done_before + 5
