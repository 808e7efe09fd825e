"""Where the next agent hour helps most, and where one can be taken away."""

from collections.abc import Sequence

from planner.demand import blueprint
from planner.kpi import BY_KEY
from planner.scenario import Scenario
from planner.staffing.advise.advising import Advising
from planner.staffing.advise.result import Advice, Stand
from planner.staffing.goals import Goal, goals
from planner.staffing.options import SearchOptions, StageProgress
from planner.staffing.proof import kpi_estimate
from planner.study.cautions import cautions


def advise(scenario: Scenario, options: SearchOptions, progress: StageProgress) -> Advice:
    """Try an agent more and one less in every hour. Raises `TooLarge`, `Interrupted`, `WorkerLost`."""
    seed = scenario.run.seed if options.seed is None else options.seed
    plan = blueprint(scenario)
    targets = goals(scenario, plan)
    told, promise = with_usual(targets, scenario)
    advising = Advising(scenario, plan, told, len(targets), promise, seed, options, progress)
    advising.run()
    return Advice(
        scenario=scenario,
        seed=seed,
        replications=advising.bench.replications,
        goals=told,
        promise=promise,
        stands=_stands(advising, targets),
        more=advising.more,
        less=advising.less,
        best=tuple(advising.best),
        spare=tuple(advising.spare),
        remedy=advising.remedy,
        stopped=advising.stopped,
        stages=tuple(advising.stages.done),
        cautions=tuple(cautions(scenario, plan)),
    )


def with_usual(targets: tuple[Goal, ...], scenario: Scenario) -> tuple[tuple[Goal, ...], Goal]:
    """Return the targets and what is told beside them, and the one about the service level of all chats."""
    usual = (
        Goal(BY_KEY["service_level"], "at_least", scenario.service_level.target),
        Goal(BY_KEY["missed_rate"], "at_most", 1.0),
    )
    told = list(targets)
    told += [goal for goal in usual if not any(_same_figure(goal, other) for other in targets)]
    return tuple(told), next(goal for goal in told if _same_figure(goal, usual[0]))


def _same_figure(one: Goal, two: Goal) -> bool:
    return (one.kpi, one.per, one.scope) == (two.kpi, two.per, two.scope)


def _stands(advising: Advising, targets: Sequence[Goal]) -> tuple[Stand, ...]:
    laboratory = advising.laboratory
    assert laboratory is not None
    base, holding = laboratory.base, laboratory.judge.holding(laboratory.base)
    stands = []
    for number, goal in enumerate(targets):
        everywhere = base.conditions.of_interval(number) >= 0
        stands.append(Stand(goal, kpi_estimate(base.outcome, goal, number, everywhere), holding[number]))
    return tuple(stands)
