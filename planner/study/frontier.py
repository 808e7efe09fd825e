"""The least that a figure costs: points that no other one beats."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from planner.kpi import BY_KEY, Estimate, Figures
from planner.kpi.direction import BETTER

COST = "staffed_hours"
HIGH_SHARES = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
LOW_SHARES = (0.2, 0.1, 0.05, 0.03, 0.02, 0.01)
TIMES = (300.0, 120.0, 60.0, 30.0, 20.0, 10.0)


@dataclass(frozen=True)
class Reached:
    """The cheapest points that reach a target; their numbers, None where there is none."""

    target: float
    surely: int | None
    """By the end of the interval that is farther from good."""
    on_average: int | None


def frontier(points: Sequence[Figures], key: str) -> list[int]:
    """Return the numbers of the points than which none is as good at less cost, or better at the same; cheapest first.

    By means; of points that are equal in both the first is taken. A point without the figure is none.
    """
    sign = 1.0 if BETTER[key] == "higher" else -1.0
    known = [
        (cost, -sign * value, number)
        for number, figures in enumerate(points)
        if (cost := figures[COST].mean) is not None and (value := _figure(figures, key).mean) is not None
    ]
    best, found = float("inf"), []
    for _, value, number in sorted(known):
        if value < best:
            best = value
            found.append(number)
    return found


def targets(key: str, promised: float | None = None) -> list[float]:
    """Return round values of a KPI to ask for, from easy to hard, and the promised one; none if it has no scale of its own."""
    kpi, higher = BY_KEY[key], BETTER[key] == "higher"
    asked: tuple[float, ...] = TIMES if kpi.unit == "s" and not higher else ()
    if kpi.is_share:
        asked = HIGH_SHARES if higher else LOW_SHARES
    also = () if promised is None else (promised,)
    return sorted({*asked, *also}, reverse=not higher)


def cheapest(points: Sequence[Figures], key: str, target: float) -> Reached:
    """Find the points of the fewest agent hours that reach a target of a KPI; one without the figure reaches none."""
    higher = BETTER[key] == "higher"

    def reaching(ends: Iterable[float | None]) -> int | None:
        return of_least_cost(
            points,
            key,
            (
                number
                for number, end in enumerate(ends)
                if end is not None and (end >= target if higher else end <= target)
            ),
        )

    estimates = [_figure(figures, key) for figures in points]
    return Reached(
        target,
        reaching(estimate.low if higher else estimate.high for estimate in estimates),
        reaching(estimate.mean for estimate in estimates),
    )


def of_least_cost(points: Sequence[Figures], key: str, numbers: Iterable[int]) -> int | None:
    """Return the one of these points with the fewest agent hours; of equal ones the best in the KPI, then the first."""
    sign = 1.0 if BETTER[key] == "higher" else -1.0
    ranked = [
        (cost, -sign * (_figure(points[number], key).mean or 0.0), number)
        for number in numbers
        if (cost := points[number][COST].mean) is not None
    ]
    return min(ranked)[2] if ranked else None


def _figure(figures: Figures, key: str) -> Estimate:
    """Return a point's figure, unknown where its scenario has nothing that the KPI could tell of."""
    return figures.get(key, Estimate(None))
