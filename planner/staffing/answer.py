"""What a search found -> the answer that is told."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from planner.flow.demand import FloatColumn, IntColumn
from planner.kpi import Figures
from planner.kpi.summary import whole_figures
from planner.scenario import Scenario
from planner.staffing.blocks import Blocks
from planner.staffing.cautions import warnings
from planner.staffing.expected import expected
from planner.staffing.finding import Finding
from planner.staffing.limits import Limit
from planner.staffing.proof import proofs
from planner.staffing.result import Found, Planned, RosterRow, Short, Staffed
from planner.staffing.unreachable import unreachable
from planner.study.cautions import about_roster
from planner.study.scopes import scopes


def answer(
    finding: Finding,
    scenario: Scenario,
    seed: int,
    plan: tuple[Planned, ...] = (),
    roster: tuple[RosterRow, ...] = (),
    short: tuple[Short, ...] = (),
    requirement: IntColumn | None = None,
    by_division: IntColumn | None = None,
    notes: Sequence[str] = (),
    limits: Sequence[Limit] = (),
) -> Found:
    """Put together what is told. The search must have found some plan."""
    best, space = finding.best, finding.wanted.space
    assert best is not None
    edges, tested = space.blocks.edges, finding.tested
    run, groups = _figures(finding)
    overtime = best.overtime_cost
    if tested is not None:
        hours = tested.standing.outcome.overtime.mean(axis=0)
        overtime = float(np.dot(hours, finding.wanted.overtime_rates))
    proof = () if tested is None else proofs(tested, edges)
    beyond = unreachable(finding, proof, limits)
    cost = float(np.dot(space.price, best.counts)) + overtime
    names = list(scenario.agent_groups)
    return Found(
        scenario=scenario,
        seed=seed,
        goals=finding.wanted.goals,
        feasible=finding.proven and not beyond,
        stopped=finding.stopped,
        cost=cost,
        overtime_cost=overtime,
        lower_bound=None if finding.bound is None else min(cost, finding.bound),
        staffing=_staffed(space.blocks, space.coverage @ best.counts, names),
        plan=plan,
        roster=roster,
        proof=proof,
        proof_replications=0 if tested is None else tested.standing.outcome.replications,
        figures=run,
        agent_groups=groups,
        figure_replications=0 if tested is None else tested.ledger.replications,
        short=short,
        search_replications=best.standing.outcome.replications,
        unreachable=beyond,
        by_division=() if by_division is None else _staffed(space.blocks, by_division, names),
        stages=tuple(finding.stages.done),
        notes=(*notes, *finding.notes),
        cautions=tuple(_cautions(scenario, finding)),
        requirement=() if requirement is None else _staffed(space.blocks, requirement, names),
        arrivals=expected(finding.wanted.plan, space.blocks),
    )


def _cautions(scenario: Scenario, finding: Finding) -> list[str]:
    """Return what looks odd, of the staffing that was found."""
    assert finding.best is not None
    plan = finding.wanted.plan
    found = replace(plan, roster=finding.wanted.space.roster(finding.best.counts))
    return [*warnings(scenario, plan), *about_roster(scenario, found)]


def _staffed(blocks: Blocks, agents: FloatColumn | IntColumn, names: Sequence[str]) -> tuple[Staffed, ...]:
    return tuple(
        Staffed(names[group], begin, end, round(float(there), 4))
        for group, begin, end, there in zip(
            blocks.group.tolist(), blocks.begin.tolist(), blocks.end.tolist(), agents, strict=True
        )
    )


def _figures(finding: Finding) -> tuple[Figures, dict[str, Figures]]:
    """Return every KPI of the run and of the groups, on the proof's random numbers."""
    if finding.tested is None:
        return {}, {}
    plan = finding.wanted.plan
    told = scopes(plan)
    run, *others = whole_figures(finding.tested.ledger, told, plan.promise)
    return run, dict(zip(told.groups, others[len(told.types) :], strict=True))
