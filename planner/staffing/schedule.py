"""The cheapest shifts that keep the targets."""

from dataclasses import replace
from functools import partial

import numpy as np

from planner.demand import blueprint
from planner.flow.demand import IntColumn
from planner.scenario import Scenario
from planner.staffing.answer import answer
from planner.staffing.blocks import Blocks, blocks
from planner.staffing.cautions import blurred_breaks, unpriced_overtime
from planner.staffing.finding import Finding, Wanted
from planner.staffing.goals import goals
from planner.staffing.guess import first_guess
from planner.staffing.kept import kept_trials
from planner.staffing.limits import Limit, limits_of_patterns
from planner.staffing.options import SearchOptions, StageProgress
from planner.staffing.result import Found
from planner.staffing.shifts import ShiftSpace, planned_groups, resting_together, shift_space
from planner.staffing.shifts.cover import cover
from planner.staffing.shifts.written import roster_rows
from planner.staffing.solver import Solver
from planner.staffing.someone import joined_rows, someone
from planner.staffing.trial import Customers

RICH = 2
"""A plan that covers so many times the first guess, and some more agents, is the best that is tried."""
SOME = 3


class NoPatterns(Exception):
    """The scenario has no shift patterns; the text says what would be right."""


def schedule(scenario: Scenario, options: SearchOptions, progress: StageProgress) -> Found:
    """Find shifts.

    Raises `NoPatterns`, `NoPlan`, `UnusablePatterns`, `TooLarge`, `Interrupted`, `WorkerLost`, `SolverLost`, `ResumeUnusable`.
    """
    if not scenario.shift_patterns:
        raise NoPatterns(
            "the scenario has no shift_patterns, so there are no shifts to choose from; give some, such as "
            'early: {group: day_team, start: "08:00", length: 8h}; planner staff needs none'
        )
    seed = scenario.run.seed if options.seed is None else options.seed
    plan = blueprint(scenario)
    customers = Customers(plan, goals(scenario, plan), seed)
    with kept_trials("planner schedule", scenario, options, customers) as kept:
        progress("guess", 0, None)
        spans = blocks(plan.window, planned_groups(scenario))
        guess = first_guess(scenario, plan, customers.goals, spans)
        wanted, space, limits = _wanted(scenario, customers, spans, guess)
        finding = Finding(wanted, customers, options, progress, kept)
        finding.run()
    assert finding.best is not None
    counts = finding.best.counts
    names = [name for place, name in enumerate(scenario.agent_groups) if place not in space.blocks.groups]
    return answer(
        finding,
        scenario,
        seed,
        plan=space.planned(counts),
        roster=roster_rows(space, counts),
        requirement=guess,
        notes=[
            *space.notes,
            *(f"{name} works as the scenario says" for name in names),
            *unpriced_overtime(scenario),
            *blurred_breaks(scenario),
        ],
        limits=limits,
    )


def _wanted(
    scenario: Scenario, customers: Customers, spans: Blocks, guess: IntColumn
) -> tuple[Wanted, ShiftSpace, tuple[Limit, ...]]:
    plan = customers.plan
    most = RICH * guess + SOME
    space = shift_space(scenario, plan, spans, int(most.max()))
    there = someone(plan, spans, space.coverage, space.high)
    space = replace(space, rows=joined_rows(space.rows, there))
    rates = np.array([group.overtime_cost_per_hour for group in scenario.agent_groups.values()])
    with Solver() as solver:
        start = cover(space, guess.astype(np.float64), solver)
        richest = cover(space, most.astype(np.float64), solver)
    settle = partial(resting_together, space)
    wanted = Wanted(plan, customers.goals, space, start, richest, rates, settle)
    return wanted, space, limits_of_patterns(scenario, space, richest, most.astype(np.float64))
