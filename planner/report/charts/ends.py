"""A figure and the ends of its interval, as rows of data have them."""

from collections.abc import Iterator

from planner.kpi import Estimate
from planner.report import figures


def ends(estimate: Estimate, factor: float = 1.0) -> dict[str, float | None]:
    """Return mean, low and high, times a factor.

    Where no interval is known both ends are the mean: then nothing is drawn around it, and scales stay finite.
    """
    mean, low, high = estimate.mean, estimate.low, estimate.high
    told = {"mean": mean, "low": mean if low is None else low, "high": mean if high is None else high}
    return {end: None if value is None else value * factor for end, value in told.items()}


def with_interval(
    key: str, estimate: Estimate, factor: float = 1.0
) -> Iterator[tuple[str, float | str | None]]:
    """Yield a figure as a row has it: the value and its interval, times a factor, and the text of both."""
    for end, value in ends(estimate, factor).items():
        yield key if end == "mean" else f"{key}_{end}", value
    yield f"{key}_text", figures.compact(key, estimate)
