"""What one agent less does, for the report's tables."""

from collections.abc import Iterator, Sequence

from planner.kpi import Estimate
from planner.kpi.kinds import Percentile
from planner.report import figures
from planner.report.staffing.words import subject
from planner.scenario.quantities import duration_text
from planner.staffing.goals import Goal
from planner.staffing.result import Short

MISSED = "✗"


def told_of(shorts: Sequence[Short]) -> tuple[Goal, ...]:
    """Return the targets whose figures are told, each once where several bound the same figure."""
    first: dict[tuple[str, str], Goal] = {}
    for short in shorts:
        for goal, _ in short.figures:
            first.setdefault((subject(goal), goal.per), goal)
    return tuple(first.values())


def titles(goals: Sequence[Goal]) -> tuple[str, ...]:
    """Return the columns' titles."""
    return tuple(f"one less: {_title(goal)}" for goal in goals)


def _title(goal: Goal) -> str:
    if not isinstance(goal.kpi, Percentile):
        return subject(goal)
    of = subject(goal).removesuffix(f" p{100 * goal.kpi.p:.0f}")
    return (
        f"{of} within {duration_text(goal.bound)}" if goal.kpi.unit == "s" else f"{of} up to {goal.bound:g}"
    )


def cells(goals: Sequence[Goal], shorts: Sequence[Short]) -> Iterator[str]:
    """Yield each target's figure where one less does most to it, marked where the target is missed."""
    for goal in goals:
        values = [
            (loss(goal, estimate), estimate, missed_then(goal, short))
            for short in shorts
            for of, estimate in short.figures
            if of == goal and estimate.mean is not None
        ]
        if not values:
            yield figures.UNKNOWN if shorts else ""
            continue
        _, worst, breaks = max(values, key=lambda value: (value[2], value[0]))
        yield _figure(goal, worst) + (f" {MISSED}" if breaks else "")


def costliest(shorts: Sequence[Short]) -> list[Short]:
    """Return them with those first whose worst figure is furthest beyond its bound."""
    return sorted(shorts, key=lambda short: -max((loss(*figure) for figure in short.figures), default=0.0))


def _figure(goal: Goal, estimate: Estimate) -> str:
    """Write a figure; of a percentile it is the share that is not above the bound."""
    if isinstance(goal.kpi, Percentile):
        return figures.share(estimate.mean or 0.0)
    return figures.value(goal.kpi.key, estimate)


def loss(goal: Goal, estimate: Estimate) -> float:
    """Return how far a figure is beyond its bound, as a share of the bound; negative where it is kept."""
    if estimate.mean is None:
        return -1.0
    if isinstance(goal.kpi, Percentile):
        return goal.sign * (estimate.mean - goal.kpi.p) / goal.kpi.p
    return -goal.sign * (estimate.mean - goal.bound) / (abs(goal.bound) or 1.0)


def missed_then(goal: Goal, short: Short) -> bool:
    """Tell whether any bound on the same figure is missed."""
    return any(subject(other) == subject(goal) and other.per == goal.per for other in short.breaks)
