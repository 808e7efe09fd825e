"""Alternatives side by side."""

from collections.abc import Sequence

import pytest

from planner.kpi.direction import BETTER
from planner.scenario import loads
from planner.study import Alternative, CompareOptions, Comparison, Goal, compare

TEXT = """\
start: 2026-11-23 09:00
end: 2026-11-23 12:00
service_level: {within: 60s}
chat_types:
  shop: {arrivals: {per_hour: 30}, handle_time: 9m, patience: 3m, first_reply: 10s}
agent_groups:
  team: {agents: 3, concurrency: 2, slowdown: 20%}
run: {replications: 12}
"""


def alternative(name: str, *settings: str) -> Alternative:
    """Return the scenario with some changes."""
    return Alternative(name, loads(TEXT, settings))


def compared(*alternatives: Alternative, goal: Goal | None = None, workers: int = 1) -> Comparison:
    """Compare with the scenario as it is."""
    return compare([alternative("as is"), *alternatives], CompareOptions(workers=workers, goal=goal))


@pytest.fixture(scope="module")
def found() -> Comparison:
    """Compare two more agents, no change, and slower work."""
    return compared(
        alternative("two more", "agent_groups.team.agents=5"),
        alternative("no change", "name=Other name"),
        alternative("slower", "agent_groups.team.slowdown=90%"),
    )


def test_more_agents_are_better_and_slower_ones_worse(found: Comparison) -> None:
    """In the figures that have a direction; hours are just higher."""
    more, slower = found.contrasts["two more"].figures, found.contrasts["slower"].figures
    for key in ("service_level", "missed_rate", "wait_mean"):
        assert more[key].verdict == "better", key
        assert slower[key].verdict == "worse", key
    assert more["staffed_hours"].verdict == "higher"
    assert more["staffed_hours"].difference.mean == pytest.approx(6)


def test_the_same_customers_come_to_all(found: Comparison) -> None:
    """Offered chats are equal in every replication, and without a change all is."""
    assert all(of.figures["offered"].verdict == "same" for of in found.contrasts.values())
    assert {contrast.verdict for contrast in found.contrasts["no change"].figures.values()} == {"same"}


def test_the_leader_is_known_to_lead(found: Comparison) -> None:
    """Of the best in the service level: ahead of each other for sure."""
    assert found.leader is not None
    assert (found.leader.kpi, found.leader.name) == ("service_level", "two more")
    assert set(found.leader.behind) == {"as is", "no change", "slower"}
    assert {contrast.verdict for contrast in found.leader.behind.values()} == {"better"}


def test_where_nothing_differs_nobody_leads() -> None:
    """Neither the service level nor the missed rate tells anybody apart."""
    assert compared(alternative("no change", "name=Other name")).leader is None


def test_pairing_saves_variance(found: Comparison) -> None:
    """Even two agents more meet the same rushes."""
    saved = found.contrasts["slower"].figures["missed_rate"].variance_saved
    assert saved is not None
    assert saved > 0.5


def test_the_base_says_seed_and_replications(found: Comparison) -> None:
    """Whatever another scenario says; that is told."""
    other = compared(alternative("other", "run.replications=3", "run.seed=9"))
    assert other.seed == found.seed == 1
    assert [one.replications for one in other.alternatives] == [12, 12]
    assert other.cautions == ("other: run is not that of as is, whose seed and replications hold for all",)


def test_what_cannot_be_compared_one_to_one_is_told() -> None:
    """Another day, another promise, another interval: once for all that have it."""
    changes = ["end=2026-11-23 13:00", "service_level.within=30s", "interval=1h"]
    told = compared(alternative("a", *changes), alternative("b", *changes)).cautions
    assert len(told) == 3
    assert all(caution.startswith("a, b: ") for caution in told)


@pytest.fixture(scope="module")
def best() -> Comparison:
    """Search for the best of four."""
    return search(1)


def search(workers: int, most: int = 200) -> Comparison:
    """Search for the lowest missed rate."""
    teams = [alternative(f"{agents} agents", f"agent_groups.team.agents={agents}") for agents in (2, 4, 5)]
    return compared(*teams, goal=Goal("missed_rate", 0.01, most), workers=workers)


def test_the_search_finds_the_best_and_lists_the_promising_first(best: Comparison) -> None:
    """Five agents are best; the others go out the earlier, the fewer they are, with fewer replications."""
    assert best.best is not None
    assert best.best.known
    order = [best.alternatives[placed.number].name for placed in best.best.order]
    assert order[0] == "5 agents"
    assert order[-1] == "2 agents"
    gone = [placed.eliminated_at for placed in best.best.order]
    assert gone[0] is None
    assert _falling([number for number in gone if number is not None])
    for placed in best.best.order[1:]:
        assert placed.eliminated_at == placed.replications
        assert best.alternatives[placed.number].replications == placed.replications


def _falling(numbers: Sequence[int]) -> bool:
    return list(numbers) == sorted(numbers, reverse=True)


def test_the_search_stops_at_its_limit() -> None:
    """What cannot be told apart so soon stays open, with those among whom the best is."""
    twins = [alternative(f"{level} %", f"agent_groups.team.slowdown={level}%") for level in (22, 24)]
    goal = Goal("missed_rate", 0.0001, 20)
    found = compared(*twins, goal=goal).best
    assert found is not None
    assert not found.known
    assert sum(placed.eliminated_at is None for placed in found.order) > 1
    assert max(placed.replications for placed in found.order) == 20


def test_exact_twins_need_no_search() -> None:
    """What never differs is as good: the first stage tells that they are alike."""
    found = compared(alternative("twin", "name=Other name"), goal=Goal("missed_rate")).best
    assert found is not None
    assert found.known
    assert found.order[0].replications == 12


@pytest.mark.parametrize("key", sorted(BETTER))
def test_every_kpi_with_a_direction_has_a_zone(key: str) -> None:
    """Unless the planner says how close is as good."""
    assert Goal(key).zone > 0
    assert Goal(key, 0.25).zone == 0.25
