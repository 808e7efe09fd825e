"""Many replications of a scenario."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from planner.demand import blueprint, draw
from planner.engine import StrategyFailed
from planner.scenario import Scenario, loads
from planner.study import (
    Interrupted,
    NothingToWatch,
    Options,
    Precision,
    StrategyUnusable,
    TooLarge,
    available_cores,
    cautions,
    run_study,
    strategy,
)
from planner.study.scopes import scopes
from planner.study.task import Replication, Task
from planner.study.workers import Workers

TEXT = """\
start: 2026-11-23 09:00
end: 2026-11-23 12:00
chat_types:
  shop: {arrivals: {per_hour: 30}, handle_time: 9m, patience: 3m}
agent_groups:
  team: {agents: 3, concurrency: 2, slowdown: 20%}
"""


@pytest.fixture
def scenario() -> Scenario:
    """Return a small chat centre."""
    return loads(TEXT)


def test_two_workers_give_the_tallies_of_one(scenario: Scenario) -> None:
    """In the same order, number for number."""
    task = Task(blueprint(scenario), seed=5)
    jobs = [Replication(0, number) for number in range(3, 12)]
    with Workers([task], 1, 0) as alone, Workers([task], 2, float("inf")) as pool:
        for one, two in zip(alone.results(jobs), pool.results(jobs), strict=True):
            np.testing.assert_array_equal(one.cells, two.cells)
            np.testing.assert_array_equal(one.histogram_count, two.histogram_count)


def test_a_task_keeps_what_its_layout_says(scenario: Scenario) -> None:
    """The same sums of the scenario's own columns, of cells and of agents, and nothing else."""
    plan = blueprint(scenario)
    layout = scopes(plan).layout()
    every = Task(plan, seed=5, by_agent=True).replicate(0)
    kept = Task(plan, seed=5, by_agent=True, layout=layout).replicate(0)
    assert kept.agents is not None
    assert kept.cells.shape[-1] == len(layout.columns) < every.cells.shape[-1]
    for column in layout.columns:
        np.testing.assert_array_equal(kept.cells[:, :, layout.place(column)], every.cells[:, :, column])
        np.testing.assert_array_equal(kept.agents[:, layout.place(column)], every.agents[:, column])


def test_precision_of_what_the_scenario_does_not_tell_is_refused(scenario: Scenario) -> None:
    """Before any replication: without a bot there is nothing that its KPIs could be."""
    for key in ("bot_chats", "bot_contained_rate", "missed_offers"):
        with pytest.raises(NothingToWatch, match=key):
            run_study(scenario, Options(precision=Precision(0.05, key)))


def test_a_variant_meets_the_same_customers() -> None:
    """Another team and routing draw the same columns; a longer handle time stretches only that."""
    base = draw(blueprint(loads(TEXT)), 1, 0)
    team = ["agent_groups.team.agents=9", "routing.strategy=random", "agent_groups.team.concurrency=1"]
    other_team = draw(blueprint(loads(TEXT, [*team, "agent_groups.team.slowdown=none"])), 1, 0)
    slower = draw(blueprint(loads(TEXT, ["chat_types.shop.handle_time=18m"])), 1, 0)
    for column in ("arrival", "patience", "handle_time", "draw"):
        np.testing.assert_array_equal(getattr(base, column), getattr(other_team, column))
    np.testing.assert_array_equal(base.patience, slower.patience)
    np.testing.assert_allclose(2 * base.handle_time, slower.handle_time, atol=2e-6)


def test_ctrl_c_says_what_was_done(scenario: Scenario) -> None:
    """The replications finished so far are counted."""

    def press(after: int) -> Callable[[int, int], None]:
        def progress(done: int, of: int) -> None:
            if done == after:
                raise KeyboardInterrupt

        return progress

    with pytest.raises(Interrupted) as stopped:
        run_study(scenario, Options(replications=20), press(7))
    assert (stopped.value.done, stopped.value.of) == (7, 20)


def test_precision_depends_on_results_only(scenario: Scenario) -> None:
    """The number of replications is the same again."""
    options = Options(replications=10, precision=Precision(0.1, "missed_rate", most=200))
    first, again = (run_study(scenario, options).summary.replications for _ in range(2))
    assert 10 < first == again <= 200


EVERY_MINUTE = ", ".join(
    f"{9 + minute // 60:02}:{minute % 60:02}: {minute % 2 * 19999}" for minute in range(180)
)


@pytest.mark.parametrize(
    ("settings", "word"),
    [
        (["chat_types.shop.arrivals.per_hour=5000000"], "memory"),
        (["chat_types.shop.arrivals.per_hour=500000", "run.replications=100000"], "hours on one core"),
        (["agent_groups.more={agents: 20000}"], "more than any chat centre"),
        ([f"agent_groups.team.agents={{{EVERY_MINUTE}}}"], "come and go"),
        (["end=2027-02-20 09:00", "interval=390s", "agent_groups.more={agents: 1}"], "longer interval"),
    ],
)
def test_a_study_out_of_proportion_is_refused(settings: list[str], word: str) -> None:
    """Before anything is drawn."""
    with pytest.raises(TooLarge, match=word):
        run_study(loads(TEXT, settings), Options())


def test_a_large_team_is_not_refused() -> None:
    """What is merely large runs."""
    large = loads(TEXT, ["agent_groups.team.agents=15000", "run.replications=1"])
    assert run_study(large, Options()).summary.replications == 1


def test_cautions_name_what_misleads() -> None:
    """Free capacity, a promise on a first response that is the wait, ignored priorities, overload."""

    def said(*settings: str) -> str:
        changed = loads(TEXT, settings)
        return " | ".join(cautions(changed, blueprint(changed)))

    assert "no service_level is given" in said()
    assert "3 times the capacity for free" in said(
        "agent_groups.team={agents: 3, concurrency: 3}", "service_level.within=60s"
    )
    assert "equals the wait" in said("service_level.of=first_response")
    assert "grows all day" in said("chat_types.shop.patience=never", "agent_groups.team.agents=1")
    assert "grows all day" not in said("chat_types.shop.patience=never")
    second = "chat_types.b={arrivals: {per_hour: 1}, handle_time: 1m, patience: 1m, priority: 2}"
    assert "priorities" in said(second, "queue.order=fifo")
    assert "priorities" not in said(second)
    assert "short_abandon has no effect" in said("service_level.short_abandon=5s")
    assert "leave 30 s that count" in said("run.warm_up=2h59m30s")
    assert "no chat arrives between start and end" in said(
        'chat_types.shop.arrivals.per_hour={"06:00": 5, "08:00": 0}'
    )
    # 30 chats per hour from 9:00 to 12:00
    assert "45 of 90 expected chats" in said('agent_groups.team.agents={"09:00": 2, "10:30": 0}')
    assert "on duty" not in said('agent_groups.team.agents={"09:00": 2, "10:30": 1}')


@pytest.mark.parametrize(
    ("source", "name", "word"),
    [
        ("", "nocolon", "module:Class"),
        ("", "not_there_at_all:X", "no module"),
        ("class A: pass", "mine_a:A", "no method choose"),
        ("class A: pass", "mine_b:B", "has no B"),
        ("import not_installed_thing", "mine_c:A", "not installed"),
        ("1 / 0", "mine_d:A", "ZeroDivisionError"),
        ("class A:\n    def __init__(self, x): pass", "mine_e:A", "TypeError"),
        ("raise SystemExit(0)", "mine_f:A", "SystemExit"),
        ("class A:\n    def __init__(self): exit()", "mine_g:A", "SystemExit"),
        ("while True: pass", "mine_h:A", "took more than"),
        ("class A:\n    def __init__(self):\n        while True: pass", "mine_i:A", "took more than"),
    ],
)
def test_a_strategy_that_cannot_be_used_says_why(
    source: str, name: str, word: str, scenario: Scenario, tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each way to be wrong has its own message."""
    monkeypatch.setattr(strategy, "LONGEST", 0.2)
    monkeypatch.chdir(str(tmp_path))
    with open(name.split(":")[0] + ".py", "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write(source)
    if word == "no module":
        name = "surely_" + name
    with pytest.raises(StrategyUnusable, match=word):
        run_study(scenario, Options(strategy=name))


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ("return 'me'", "returned 'me'"),
        ("raise SystemExit(0)", "raised SystemExit"),
        ("while True: pass", "choose took more than 0.2 s"),
    ],
)
def test_a_strategy_that_breaks_its_contract_is_named(
    body: str, word: str, scenario: Scenario, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It returned something that is no candidate, left the program, or thinks for ever."""
    monkeypatch.setattr(strategy, "LONGEST", 0.2)
    monkeypatch.chdir(tmp_path)
    module = f"junk_{len(body)}"
    source = f"class Junk:\n    def choose(self, candidates, chat):\n        {body}\n"
    Path(f"{module}.py").write_text(source, encoding="utf-8")
    with pytest.raises(StrategyFailed, match=f"{module}:Junk .*{word}"):
        run_study(scenario, Options(strategy=f"{module}:Junk"))


def test_cores_are_counted() -> None:
    """At least one."""
    assert available_cores() >= 1
