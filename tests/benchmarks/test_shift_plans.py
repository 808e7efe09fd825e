"""A shift plan for a week by quarter-hours, three groups and some 3,000 candidate shifts, on two processes."""

import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from planner.demand import Blueprint, blueprint
from planner.flow.roster import Roster
from planner.scenario import Scenario, load
from planner.staffing.bench import Bench
from planner.staffing.blocks import blocks
from planner.staffing.goals import goals
from planner.staffing.guess import first_guess
from planner.staffing.options import SearchOptions
from planner.staffing.schedule import schedule
from planner.staffing.shifts import candidates, planned_groups, shift_space
from planner.staffing.shifts.cover import cover
from planner.staffing.solver import Solver
from planner.staffing.trial import Customers

WEEK = Path(__file__).with_name("week_of_three_groups.yaml")
EVALUATIONS = 200
"""A search by brute force would need more of them by far."""


def _shifts_at_all_hours(scenario: Scenario, plan: Blueprint) -> Roster:
    """Return a shift plan as brute force would have to try them: its shifts cover what theory asks for."""
    spans = blocks(plan.window, planned_groups(scenario))
    need = first_guess(scenario, plan, goals(scenario, plan), spans)
    space = shift_space(scenario, plan, spans, int(need.max()))
    with Solver() as solver:
        return space.roster(cover(space, need.astype(np.float64), solver))


@pytest.mark.timeout(3600)
def test_a_week_is_planned_sooner_than_200_plans_are_evaluated(report: Callable[[str], None]) -> None:
    """The plan is proven, and the whole search takes less time than 200 plans on the scenario's replications."""
    scenario = load(WEEK)
    plan = blueprint(scenario)
    begun = time.perf_counter()
    found = schedule(scenario, SearchOptions(workers=2), lambda stage, done, of: None)
    searched = time.perf_counter() - begun
    roster = _shifts_at_all_hours(scenario, plan)
    with Bench(Customers(plan, goals(scenario, plan), 1), scenario.run.replications, 2) as bench:
        bench.outcomes([roster])
        begun = time.perf_counter()
        bench.outcomes([roster] * 4)
        evaluation = (time.perf_counter() - begun) / 4
    report(
        f"{len(candidates(scenario)):,} candidate shifts: cost {found.cost:,.0f}, proven {found.feasible}, in {searched:.0f} s "
        f"({searched / evaluation:.0f} full evaluations of {evaluation:.2f} s)"
    )
    for stage in found.stages:
        report(
            f"  {stage.name}: {stage.trials} plans, {stage.replications:,} replications, {stage.seconds:.1f} s"
        )
    assert found.feasible
    assert searched < EVALUATIONS * evaluation
