"""A grid of scenarios."""

from itertools import pairwise

import pytest

from planner.scenario import ScenarioError
from planner.study import Interrupted, TooLarge
from planner.study.condition import read_condition
from planner.study.sweep import SweepOptions, run_grid
from tests.unit.study.small_grid import AGENTS, TEXT, grid, press


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_with_endless_patience_more_agents_never_lower_the_service_level(seed: int) -> None:
    """One type, a chat at a time, the same customers: nobody waits longer, so no figure of waiting gets worse."""
    patient = TEXT.replace("patience: 3m", "patience: never")
    swept = run_grid(grid(f"{AGENTS}=1:8", text=patient), SweepOptions(seed, 4))
    for fewer, more in pairwise(point.overall.figures for point in swept.points):
        for key, sign in {"service_level": 1, "wait_mean": -1, "wait_p90": -1, "wait_max": -1}.items():
            assert sign * (more[key].mean or 0.0) >= sign * (fewer[key].mean or 0.0) - 1e-9


def test_all_points_meet_the_same_customers() -> None:
    """As many are offered at each, in every replication: the intervals are the same."""
    swept = run_grid(grid(f"{AGENTS}=2,5", "routing.strategy=random,fill_first"), SweepOptions(1, 5))
    assert len({point.overall.figures["offered"] for point in swept.points}) == 1
    assert len({point.overall.figures["service_level"] for point in swept.points}) > 1


def test_a_point_is_what_a_scenario_of_these_settings_gives() -> None:
    """Whatever other points there are."""
    alone = run_grid(grid(f"{AGENTS}=4"), SweepOptions(7, 3)).points[0]
    among = run_grid(grid(f"{AGENTS}=2:5"), SweepOptions(7, 3)).points[2]
    assert alone == among


def test_wrong_points_are_told_with_their_settings() -> None:
    """What is wrong at every point is told once and without one."""
    slow = TEXT.replace("concurrency: 1", "concurrency: 2, slowdown: [1, 1.2]")
    with pytest.raises(ScenarioError) as caught:
        grid(f"{AGENTS}=1,2", "agent_groups.team.concurrency=2,3", text=slow)
    assert f"(at {AGENTS}=1, agent_groups.team.concurrency=3 and 1 more point)" in str(caught.value)
    with pytest.raises(ScenarioError) as caught:
        grid(f"{AGENTS}=1,2", text=TEXT.replace("3m", "180"))
    assert "180 has no unit" in str(caught.value)
    assert "(at" not in str(caught.value)
    with pytest.raises(ScenarioError) as caught:
        grid("agent_groups.teem.agents=1,2")
    assert '--vary "agent_groups.teem.agents=1"' in str(caught.value)
    assert 'did you mean "team"?' in str(caught.value)


def test_a_grid_out_of_proportion_is_refused() -> None:
    """Too many points before any is read, too many chats before any is drawn."""
    with pytest.raises(TooLarge, match="3,000 points"):
        grid(f"{AGENTS}=1:3000", text="nothing of it is read")
    with pytest.raises(TooLarge, match="chats in all"):
        run_grid(grid("chat_types.shop.arrivals.per_hour=100000:100010"), SweepOptions(1, 1000))


def test_cautions_of_single_points_name_them() -> None:
    """What concerns all points is told once."""
    free = TEXT.replace("concurrency: 1", "concurrency: 2")
    told = grid(f"{AGENTS}=1,2", "agent_groups.team.concurrency=2,1", text=free).cautions
    assert [caution for caution in told if "for free" in caution] == [
        caution
        for caution in told
        if caution.endswith(f"(at {AGENTS}=1, agent_groups.team.concurrency=2 and 1 more)")
    ]
    everywhere = grid(f"{AGENTS}=1,2", text=free).cautions
    assert any("for free" in caution and "(at" not in caution for caution in everywhere)


@pytest.mark.parametrize(
    ("axis", "words"),
    [
        ("start=2026-11-23 09:00,2026-11-23 08:00", "figures of other days"),
        ("end=2026-11-23 12:00,2026-11-23 14:00", "figures of other days"),
        ("interval=30m,1h", "interval is not that of the first point"),
        ("service_level.within=60s,30s", "figures of the promise mean different things"),
    ],
)
def test_points_that_cannot_be_compared_are_told(axis: str, words: str) -> None:
    """With one of them; a grid of the same days has no such caution."""
    (told,) = (caution for caution in grid(axis).cautions if "the first point" in caution)
    assert words in told
    assert told.endswith(f"(at {axis.split('=')[0]}={axis.split(',')[-1]})")
    assert not any("the first point" in caution for caution in grid(f"{AGENTS}=1,2").cautions)


def test_conditions_leave_points_out() -> None:
    """All must hold; what is left is in the grid's order."""
    swept = run_grid(grid(f"{AGENTS}=1:5"), SweepOptions(1, 3))
    conditions = [read_condition("staffed_hours >= 6"), read_condition("staffed_hours < 13")]
    some = swept.where(conditions)
    assert [point.settings[0][1] for point in some.points] == ["2", "3", "4"]
    assert some.left_out == 2


def test_ctrl_c_tells_how_many_points_were_done() -> None:
    """And that a file would have kept them."""
    with pytest.raises(Interrupted) as stopped:
        run_grid(grid(f"{AGENTS}=1:5"), SweepOptions(1, 2), progress=press(2))
    assert (stopped.value.done, stopped.value.of, stopped.value.what) == (2, 5, "points")
    assert "--resume" in stopped.value.kept
