"""Many replications of a scenario: run, stop, summarise."""

from collections.abc import Callable
from dataclasses import dataclass

from planner.demand import Blueprint, agent_names, blueprint
from planner.kpi import BY_KEY, Ledger, Summary, headline, summarise
from planner.scenario import Scenario
from planner.study.budget import check_agents, check_budget, check_records, expected_chats
from planner.study.cautions import cautions
from planner.study.interrupted import Interrupted
from planner.study.precision import Precision
from planner.study.replay import Replay, replay
from planner.study.risk import RiskCase, cases, explain_risk
from planner.study.scopes import scopes
from planner.study.strategy import load_strategy
from planner.study.task import Replication, Task
from planner.study.workers import Workers

Progress = Callable[[int, int], None]
"""Told how many replications are done, of how many."""


@dataclass(frozen=True)
class Options:
    """How to run a study; None takes what the scenario says."""

    replications: int | None = None
    seed: int | None = None
    workers: int = 1
    strategy: str | None = None
    """A planner's own, as `module:Class`."""
    precision: Precision | None = None
    allow_large: bool = False
    explain_risk: bool = False
    """Whether to run the same days without forecast uncertainty and absence, too."""
    by_agent: bool = False
    """Whether to tell of each agent, too."""
    replay: bool = False
    """Whether to tell what agents do on the worst day of the first replication."""
    records: bool = False
    """Whether `recorded` will be asked for every single chat."""


@dataclass(frozen=True)
class Study:
    """A scenario and what its replications tell."""

    scenario: Scenario
    seed: int
    routing: str
    """The strategy's name."""
    summary: Summary
    cautions: tuple[str, ...]
    risk: tuple[RiskCase, ...] = ()
    """Where the risk comes from, if that was asked; the first case is the study itself."""
    replay: Replay | None = None
    """The worst day of the first replication, if that was asked."""


def run_study(scenario: Scenario, options: Options, progress: Progress = lambda done, of: None) -> Study:
    """Run the replications and summarise. Same scenario, seed and version: same results, whatever the workers.

    Raises `TooLarge`, `Interrupted`, `WorkerLost`, `StrategyUnusable`, `StrategyFailed`, `NothingToExplain`,
    `NothingToWatch`.
    """
    plan = blueprint(scenario)
    if options.precision is not None:
        options.precision.check_told(scopes(plan))
    replications = options.replications or scenario.run.replications
    most = replications if options.precision is None else options.precision.most
    runs = 1 + (len(cases(plan)) if options.explain_risk else 0)
    if not options.allow_large:
        check_budget(plan, most * runs)
        if options.by_agent:
            check_agents(plan)
        if options.records:
            check_records(plan, most)
    if options.strategy is not None:
        load_strategy(options.strategy)
    seed = scenario.run.seed if options.seed is None else options.seed
    notes, layout = cautions(scenario, plan), scopes(plan).layout()

    def run(variant: Blueprint, count: int, precision: Precision | None = None) -> Ledger:
        ledger = Ledger()
        by_agent = options.by_agent and variant is plan
        task = Task(variant, seed, options.strategy, by_agent, layout)
        with Workers([task], options.workers, expected_chats(plan) * most) as workers:
            _run_to(count, workers, ledger, progress)
            if precision is not None:
                notes.extend(_run_on(precision, variant, workers, ledger, progress))
        return ledger

    ledger = run(plan, min(replications, most), options.precision)
    risk: tuple[RiskCase, ...] = ()
    if options.explain_risk:
        risk = explain_risk(plan, ledger, lambda variant: run(variant, ledger.replications))
    names = agent_names(scenario, plan.roster) if options.by_agent else ()
    summary = summarise(ledger, scopes(plan, names), plan.window, plan.promise)
    replayed = _replay(Task(plan, seed, options.strategy), scenario, summary) if options.replay else None
    return Study(scenario, seed, options.strategy or plan.routing, summary, tuple(notes), risk, replayed)


def _replay(task: Task, scenario: Scenario, summary: Summary) -> Replay:
    """Tell of the day with the lowest service level over all replications, the first of those alike."""
    levels = [day.figures["service_level"].mean for day in summary.days]
    known = [level for level in levels if level is not None]
    day = summary.days[levels.index(min(known)) if known else 0]
    return replay(task, agent_names(scenario, task.blueprint.roster), day.begin, day.end)


def _run_on(
    precision: Precision, plan: Blueprint, workers: Workers[Task], ledger: Ledger, progress: Progress
) -> list[str]:
    """Go on until enough is known, and return what to tell the planner."""
    kpi = BY_KEY[precision.kpi]
    while more := precision.more(headline(ledger, kpi, plan.promise), ledger.replications):
        _run_to(ledger.replications + more, workers, ledger, progress)
    return precision.said(headline(ledger, kpi, plan.promise), ledger.replications)


def _run_to(target: int, workers: Workers[Task], ledger: Ledger, progress: Progress) -> None:
    try:
        jobs = [Replication(0, number) for number in range(ledger.replications, target)]
        for tally in workers.results(jobs):
            ledger.add(tally)
            progress(ledger.replications, target)
    except KeyboardInterrupt:
        raise Interrupted(ledger.replications, target) from None
