"""A shift plan for a week by quarter-hours, three groups and some 3,000 candidate shifts, on two processes."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from planner.demand import blueprint
from planner.scenario import load
from planner.staffing.bench import Bench
from planner.staffing.goals import goals
from planner.staffing.options import SearchOptions
from planner.staffing.schedule import schedule
from planner.staffing.shifts import candidates
from planner.staffing.trial import Customers

WEEK = Path(__file__).with_name("week_of_three_groups.yaml")
EVALUATIONS = 200
"""A search by brute force would need more of them by far."""


@pytest.mark.timeout(3600)
def test_a_week_is_planned_sooner_than_200_plans_are_evaluated(report: Callable[[str], None]) -> None:
    """The plan is proven, and the whole search takes less time than 200 plans on the scenario's replications."""
    scenario = load(WEEK)
    plan = blueprint(scenario)
    begun = time.perf_counter()
    found = schedule(scenario, SearchOptions(workers=2), lambda stage, done, of: None)
    searched = time.perf_counter() - begun
    # afterwards, with the plan's own roster size, so that one evaluation costs what it would have cost the search
    with Bench(Customers(plan, goals(scenario, plan), 1), scenario.run.replications, 2) as bench:
        bench.outcomes([plan.roster])
        begun = time.perf_counter()
        bench.outcomes([plan.roster] * 4)
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
