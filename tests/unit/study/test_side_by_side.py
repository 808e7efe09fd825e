"""Several scenarios on one pool."""

import numpy as np
import pytest

from planner.scenario import loads
from planner.study import Alternative, SideBySide, StrategyUnusable, TooLarge
from planner.study.scopes import scopes
from planner.study.task import Task
from tests.unit.scenario.small_scenario import small


def tasks(count: int, text: str = "") -> list[Task]:
    """Return the same scenario several times."""
    return [Alternative("same", loads(text or small())).task(seed=1)] * count


def test_some_may_go_on_alone() -> None:
    """Ledgers hold as many replications as each was run for, the same ones for alike scenarios."""
    told: list[tuple[int, int]] = []
    with SideBySide(tasks(3), replications=5) as runs:
        runs.run_to(2)
        runs.run_to(5, [2, 0], lambda done, of: told.append((done, of)))
    assert [ledger.replications for ledger in runs.ledgers] == [5, 2, 5]
    assert told == [(done, 6) for done in range(1, 7)]
    assert runs.ledgers[0].layout == scopes(runs.plans[0]).layout()
    np.testing.assert_array_equal(runs.ledgers[0].runs(0), runs.ledgers[2].runs(0))
    np.testing.assert_array_equal(runs.ledgers[0].runs(0)[:2], runs.ledgers[1].runs(0))


def test_an_own_strategy_is_loaded_before_any_work() -> None:
    """One that is not there stops all."""
    wrong = [*tasks(1), Alternative("own", loads(small()), "nonesuch:Mine").task(seed=1)]
    with pytest.raises(StrategyUnusable):
        SideBySide(wrong, replications=5)


def test_what_would_not_fit_into_memory_is_refused() -> None:
    """Each for itself is fine, a hundred with many chat types are not, unless the planner insists."""
    types = "".join(
        f"  t{number}: {{arrivals: {{per_hour: 1}}, handle_time: 9m, patience: 3m}}\n" for number in range(25)
    )
    text = small().replace("agent_groups:", types + "agent_groups:")
    hundred = tasks(101, text)
    with pytest.raises(TooLarge, match="101 alternatives need about 7 GB of memory"):
        SideBySide(hundred, replications=30)
    SideBySide(hundred, replications=30, allow_large=True)
    SideBySide(hundred[:20], replications=30)
