"""A centre that asks for nothing beyond the plain way pays for nothing: no practice, the plain desk, the plain pools."""

import pytest

from planner.demand import blueprint, draw
from planner.engine.centre import Centre
from planner.engine.desks import IndependentSlots
from planner.engine.pools import Pools
from planner.scenario import loads

PLAIN = """
start: 2026-11-23 09:00
end: 2026-11-23 18:00
chat_types:
  shop: {arrivals: {per_hour: 18}, handle_time: 9m, patience: 3m}
agent_groups:
  team: {agents: 3, concurrency: 2, slowdown: none}
"""


def centre(*settings: str) -> Centre:
    """Return a centre before its first event."""
    plan = blueprint(loads(PLAIN, settings))
    return Centre(draw(plan, 1, 0), plan.roster, plan.rules, plan.routing, None)


def test_a_plain_centre_has_no_practice():
    """Every tuple of hooks is empty, all agents share one desk, and pools ask for no room."""
    plain = centre()
    assert plain._diverts == plain._joined == plain._came == plain._missed == plain._released == ()
    assert {type(agent.desk) for agent in plain.agents} == {IndependentSlots}
    assert type(plain.pools) is Pools


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ("chat_types.shop.retries={probability: 40%, delay: 5m}", "_missed"),
        ("chat_types.shop.overflow=[{}, {after: 10s}]", "_joined"),
        ("chat_types.shop.slots=2", "_released"),
        ("chat_types.shop.silent_abandonment={share: 70%, noticed_after: 2m}", "_joined"),
        ("agent_groups.team.pull=20s", "_came"),
        ("routing.previous_agent=at_once", "_diverts"),
    ],
)
def test_a_key_brings_its_practice(setting: str, told: str):
    """And only then somebody is told of what happens."""
    assert len(getattr(centre(setting), told)) == 1
