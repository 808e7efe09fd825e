"""The fewest agents, by interval and group, that keep the targets."""

from collections.abc import Sequence

import numpy as np

from planner.demand import Blueprint, blueprint
from planner.flow.demand import FloatColumn, IntColumn
from planner.scenario import Scenario
from planner.staffing.answer import answer
from planner.staffing.blocks import Blocks, blocks
from planner.staffing.cautions import odd_interval, uncounted_time
from planner.staffing.finding import Finding, Wanted
from planner.staffing.goals import goals
from planner.staffing.guess import by_division, first_guess
from planner.staffing.headcounts import HeadcountSpace
from planner.staffing.kept import kept_trials
from planner.staffing.limits import limits_of_desks
from planner.staffing.one_short import one_short
from planner.staffing.options import SearchOptions, StageProgress
from planner.staffing.pay import Pay
from planner.staffing.result import Found, Short
from planner.staffing.search import Tried
from planner.staffing.someone import someone
from planner.staffing.trial import Customers

RICH = 2
"""So many times the first guess, and some more, are the most agents that are tried."""
SOME = 5


def staff(scenario: Scenario, options: SearchOptions, progress: StageProgress) -> Found:
    """Find head counts. Raises `TooLarge`, `Interrupted`, `WorkerLost`, `SolverLost`, `ResumeUnusable`."""
    seed = scenario.run.seed if options.seed is None else options.seed
    plan = blueprint(scenario)
    customers = Customers(plan, goals(scenario, plan), seed)
    names = list(scenario.agent_groups)
    groups = tuple(
        place for place, name in enumerate(names) if options.groups is None or name in options.groups
    )
    spans = blocks(plan.window, groups)
    with kept_trials("planner staff", scenario, options, customers) as kept:
        progress("guess", 0, None)
        guess = first_guess(scenario, plan, customers.goals, spans)
        wanted = _wanted(scenario, customers, spans, guess, options)
        finding = Finding(wanted, customers, options, progress, kept)
        short = finding.run(lambda best: _short(finding, best, names))
    return answer(
        finding,
        scenario,
        seed,
        short=short or (),
        requirement=guess,
        by_division=by_division(scenario, plan, customers.goals, spans),
        notes=_notes(scenario, plan, groups),
        limits=limits_of_desks(spans, names, options.most, wanted.space.high),
    )


def _wanted(
    scenario: Scenario, customers: Customers, spans: Blocks, guess: IntColumn, options: SearchOptions
) -> Wanted:
    plan, names = customers.plan, list(scenario.agent_groups)
    high = np.minimum(RICH * guess + SOME, _caps(spans, names, options))
    space = HeadcountSpace(plan, spans, _costs(scenario, spans, names), high)
    space.rows = someone(plan, spans, space.coverage, high)
    rates = np.array([group.overtime_cost_per_hour for group in scenario.agent_groups.values()])
    return Wanted(plan, customers.goals, space, np.minimum(guess, high), high, rates)


def _short(finding: Finding, best: Tried, names: Sequence[str]) -> tuple[Short, ...]:
    assert finding.reach is not None
    floor = finding.reach.asked(np.zeros(len(finding.conditions)))
    return one_short(finding.bench, finding.wanted.space, best.counts, best.standing, floor, names)


def _caps(spans: Blocks, names: Sequence[str], options: SearchOptions) -> IntColumn:
    """Return the most agents in each block that the planner allows."""
    unlimited = int(np.iinfo(np.int32).max)
    caps = np.array([options.most.get(name, unlimited) for name in names])
    return np.asarray(caps[spans.group])


def _costs(scenario: Scenario, spans: Blocks, names: Sequence[str]) -> FloatColumn:
    """Return what an agent costs in each block."""
    pay = [Pay(scenario.agent_groups[name].cost_per_hour, scenario.time) for name in names]
    return np.array(
        [
            pay[group].between(begin, end)
            for group, begin, end in zip(
                spans.group.tolist(), spans.begin.tolist(), spans.end.tolist(), strict=True
            )
        ]
    )


def _notes(scenario: Scenario, plan: Blueprint, groups: Sequence[int]) -> list[str]:
    """Say what of the scenario was not looked at, and what looks odd of the intervals."""
    notes = []
    for place, (name, group) in enumerate(scenario.agent_groups.items()):
        if place not in groups:
            notes.append(f"{name} works as the scenario says")
        elif group.agents is None and len(plan.roster.members(place)):
            notes.append(f"{name}: agents on duty are sought instead of its shifts; breaks are not in it")
    return [*notes, *uncounted_time(scenario), *odd_interval(scenario)]
