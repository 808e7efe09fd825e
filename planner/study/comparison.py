"""Alternatives compared on common random numbers."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from planner.kpi import BY_KEY, Figures
from planner.kpi.direction import BETTER
from planner.kpi.paired import Side, bonferroni, difference_of_run, differences
from planner.kpi.summary import whole_figures
from planner.scenario import Scenario
from planner.study.best import Best, Goal, check_told, find_best, first_stage
from planner.study.cautions import cautions
from planner.study.contrast import Contrast, Contrasts, contrast, contrasts
from planner.study.scopes import scopes
from planner.study.side_by_side import Alternative, SideBySide
from planner.study.study import Progress
from planner.study.unlike import unlike

HEADLINE = ("service_level", "missed_rate")
"""The first of these that is not the same for all says which alternative leads."""


@dataclass(frozen=True)
class CompareOptions:
    """How to compare; None takes what the base says."""

    replications: int | None = None
    seed: int | None = None
    workers: int = 1
    allow_large: bool = False
    goal: Goal | None = None


@dataclass(frozen=True)
class Compared:
    """An alternative and what its replications tell."""

    name: str
    scenario: Scenario
    routing: str
    replications: int
    figures: Figures
    chat_types: dict[str, Figures]
    agent_groups: dict[str, Figures]


@dataclass(frozen=True)
class Leader:
    """The alternative with the best value of a KPI, and whether it is the best."""

    kpi: str
    name: str
    behind: dict[str, Contrast]
    """What it is ahead of each other by that has a value. The leader is picked by its looks, so these do not hold
    together with 95 %: but with 97.5 % none is said to be ahead of whichever is truly the best."""


@dataclass(frozen=True)
class Comparison:
    """Alternatives, the base first, and how each differs from it."""

    seed: int
    alternatives: tuple[Compared, ...]
    contrasts: dict[str, Contrasts]
    leader: Leader | None
    best: Best | None
    cautions: tuple[str, ...]

    @property
    def base(self) -> Compared:
        """What the others are compared with."""
        return self.alternatives[0]


def compare(
    alternatives: Sequence[Alternative],
    options: CompareOptions,
    progress: Progress = lambda done, of: None,
) -> Comparison:
    """Compare alternatives with the first. Same alternatives, seed and version: same results, whatever the workers.

    Raises `TooLarge`, `NobodyTells`, `Interrupted`, `WorkerLost`, `StrategyUnusable`, `StrategyFailed`.
    """
    base, goal = alternatives[0].scenario, options.goal
    replications = options.replications or base.run.replications
    first = replications if goal is None else first_stage(replications)
    most = first if goal is None else goal.most
    seed = base.run.seed if options.seed is None else options.seed
    tasks = [alternative.task(seed) for alternative in alternatives]
    with SideBySide(tasks, most, options.workers, options.allow_large) as runs:
        sides = [
            Side(ledger, scopes(plan), plan.promise)
            for ledger, plan in zip(runs.ledgers, runs.plans, strict=True)
        ]
        if goal is not None:
            check_told(goal, sides)
        runs.run_to(first, progress=progress)
        best = None
        if goal is not None:
            best = find_best(goal, sides, _going_on(runs, progress))
        notes = tuple(_cautions(alternatives, runs))
    compared = tuple(map(_compared, alternatives, sides, (plan.routing for plan in runs.plans)))
    return Comparison(seed, compared, _contrasts(alternatives, sides), _leader(compared, sides), best, notes)


def _going_on(runs: SideBySide, progress: Progress) -> Callable[[int, Sequence[int]], None]:
    """Return how to run some of the alternatives further."""

    def run_to(target: int, which: Sequence[int]) -> None:
        before = sum(ledger.replications for ledger in runs.ledgers)
        runs.run_to(target, which, lambda done, of: progress(before + done, before + of))

    return run_to


def _compared(alternative: Alternative, side: Side, routing: str) -> Compared:
    whole = whole_figures(side.ledger, side.scopes, side.promise)
    types = len(side.scopes.types)
    return Compared(
        alternative.name,
        alternative.scenario,
        alternative.strategy or routing,
        side.ledger.replications,
        whole[0],
        dict(zip(side.scopes.types, whole[1:], strict=False)),
        dict(zip(side.scopes.groups, whole[1 + types :], strict=True)),
    )


def _contrasts(alternatives: Sequence[Alternative], sides: Sequence[Side]) -> dict[str, Contrasts]:
    """Return how each alternative but the first differs from it, in the replications that both have."""
    base, *others = sides
    tail = bonferroni(len(others))
    return {
        alternative.name: contrasts(differences(base, side, tail), _common(base, side))
        for alternative, side in zip(alternatives[1:], others, strict=True)
    }


def _common(one: Side, two: Side) -> int:
    return min(one.ledger.replications, two.ledger.replications)


def _leader(compared: Sequence[Compared], sides: Sequence[Side]) -> Leader | None:
    """Find who leads, and by how much.

    Whichever is truly the best, with 97.5 % none of the others is said to be ahead of it, so being picked by its looks
    needs no more comparisons than there are others.
    """
    for key in HEADLINE:
        sign = 1 if BETTER[key] == "higher" else -1
        scores = {
            number: sign * mean
            for number, alternative in enumerate(compared)
            if (mean := alternative.figures[key].mean) is not None
        }
        if len(set(scores.values())) < 2:
            continue
        ahead = max(scores, key=lambda number: scores[number])
        tail = bonferroni(len(sides) - 1)
        behind = {
            compared[number].name: contrast(
                key,
                difference_of_run(BY_KEY[key], sides[number], sides[ahead], tail),
                _common(sides[number], sides[ahead]),
            )
            for number in scores
            if number != ahead
        }
        return Leader(key, compared[ahead].name, behind)
    return None


def _cautions(alternatives: Sequence[Alternative], runs: SideBySide) -> Iterator[str]:
    """Yield what a planner should know, once for all the alternatives that it is true of."""
    base = alternatives[0]
    told: dict[str, list[str]] = {}
    for alternative, plan in zip(alternatives, runs.plans, strict=True):
        for note in cautions(alternative.scenario, plan):
            told.setdefault(note, []).append(alternative.name)
        for note in _unlike(alternative.scenario, base):
            told.setdefault(note, []).append(alternative.name)
    for note, names in told.items():
        yield note if base.name in names else f"{', '.join(names)}: {note}"


def _unlike(scenario: Scenario, base: Alternative) -> Iterator[str]:
    """Yield in what a scenario cannot be compared with the base one to one."""
    other = base.scenario
    yield from unlike(scenario, other, base.name)
    if scenario.run != other.run:
        yield f"run is not that of {base.name}, whose seed and replications hold for all"
