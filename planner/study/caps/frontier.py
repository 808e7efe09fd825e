"""What each number of chats at once brings, all on common random numbers."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from planner.demand import Blueprint
from planner.kpi import Ledger
from planner.kpi.paired import Side, bonferroni, differences
from planner.scenario import Scenario
from planner.study.caps.equal_model import EqualModel, equal_model
from planner.study.caps.needed import MOST_REPLICATIONS, Limits, Needed, Staffer
from planner.study.caps.plans import CapPlans
from planner.study.caps.turning import Meaning, meaning
from planner.study.cautions import cautions
from planner.study.contrast import Contrasts, contrasts
from planner.study.interrupted import Interrupted
from planner.study.overall import Overall
from planner.study.scopes import scopes
from planner.study.side_by_side import SideBySide
from planner.study.study import Progress
from planner.study.task import Task

Result = TypeVar("Result")

USUAL_TRIES = 4
"""Staffings that a search usually takes; only the progress bar goes by it."""


@dataclass(frozen=True)
class CapOptions:
    """How to run it; None takes what the scenario says."""

    replications: int | None = None
    seed: int | None = None
    workers: int = 1
    allow_large: bool = False
    most_missed: float | None = None
    """What share of the offered may be missed where the agents needed are sought, beside the promise."""


@dataclass(frozen=True)
class AtCap:
    """What a number of chats at once brings."""

    cap: int
    overall: Overall
    needed: Needed


@dataclass(frozen=True)
class CapFrontier:
    """What each number of chats at once brings, and how each differs from the one before."""

    scenario: Scenario
    groups: tuple[str, ...]
    """Whose chats at once are varied, and whose agents are scaled."""
    seed: int
    replications: int
    caps: tuple[AtCap, ...]
    steps: tuple[Contrasts, ...]
    """Of each cap but the first against the one before; all intervals of a KPI hold together."""
    meanings: tuple[Meaning, ...]
    """Of the steps."""
    limits: Limits
    """What the agents needed keep."""
    planned: int
    """Agents of these groups at the busiest moment."""
    most_tried: int
    """With so many agents the search gives up."""
    tries: int
    """Replications of each staffing that was tried."""
    equal: EqualModel | None
    """The handle-time model of its conversations; None where there are none."""
    cautions: tuple[str, ...]
    notes: tuple[str, ...]


def cap_frontier(
    planned: CapPlans, options: CapOptions, progress: Progress = lambda done, of: None
) -> CapFrontier:
    """Run every cap, then seek the agents that it needs.

    Raises `TooLarge`, `Interrupted`, `WorkerLost`.
    """
    run, plans = planned.scenario.run, planned.plans
    seed = run.seed if options.seed is None else options.seed
    replications = options.replications or run.replications
    limits = Limits(plans[0].promise.target, options.most_missed)
    tries = min(replications, MOST_REPLICATIONS)
    tasks = [Task.telling(plan, seed) for plan in plans]
    with SideBySide(tasks, replications, options.workers, options.allow_large) as runs:
        told = _Told(progress, len(plans) * (replications + USUAL_TRIES * tries))
        told.during(lambda tell: runs.run_to(replications, progress=tell))
        staffer = Staffer(
            plans,
            planned.groups,
            limits,
            tries,
            lambda plan, count: told.during(
                lambda tell: runs.ledger_of(Task.telling(plan, seed), count, tell)
            ),
        )
        for place, ledger in enumerate(runs.ledgers):
            staffer.know(place, ledger)
        needed = tuple(staffer.needed())
        steps = tuple(_steps(plans, runs.ledgers))
        equal = told.during(lambda _: equal_model(planned.as_is, planned.most_chats(), seed))
        overall = [Overall.of(ledger, plan) for ledger, plan in zip(runs.ledgers, plans, strict=True)]
    return CapFrontier(
        scenario=planned.scenario,
        groups=planned.group_names,
        seed=seed,
        replications=replications,
        caps=tuple(AtCap(*of_cap) for of_cap in zip(planned.caps, overall, needed, strict=True)),
        steps=steps,
        meanings=tuple(
            meaning(before.figures, step.figures, after.change)
            for before, step, after in zip(overall[:-1], steps, needed[1:], strict=True)
        ),
        limits=limits,
        planned=staffer.planned,
        most_tried=staffer.most,
        tries=tries,
        equal=equal,
        cautions=tuple(cautions(planned.scenario, plans[0])),
        notes=planned.notes,
    )


class _Told:
    """One progress over stretches of replications, of which not all are known beforehand."""

    def __init__(self, progress: Progress, about: int) -> None:
        self._progress = progress
        self._about = about
        self._done = 0

    def during(self, run: Callable[[Progress], Result]) -> Result:
        """Run a stretch; a stop within it tells of all that were done. Raises `Interrupted`."""
        before = self._done

        def tell(done: int, _: int) -> None:
            self._done = before + done
            self._progress(self._done, max(self._done, self._about))

        try:
            return run(tell)
        except (Interrupted, KeyboardInterrupt):
            raise Interrupted(self._done, max(self._done, self._about)) from None


def _steps(plans: Sequence[Blueprint], ledgers: Sequence[Ledger]) -> Iterator[Contrasts]:
    """Yield how each cap differs from the one before."""
    sides = [Side(ledger, scopes(plan), plan.promise) for ledger, plan in zip(ledgers, plans, strict=True)]
    tail = bonferroni(len(sides) - 1)
    for before, after in pairwise(sides):
        yield contrasts(differences(before, after, tail), after.ledger.replications)
