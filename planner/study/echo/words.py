"""Distributions, shares and step functions in words."""

from collections.abc import Mapping
from typing import Literal

from planner.demand.laws import Law
from planner.scenario.distribution import Distribution
from planner.scenario.quantities import clock_text, duration_text
from planner.scenario.shift import Break
from planner.scenario.week import Weekdays, weekdays_text

Line = tuple[str, str]
"""Subject, empty where it is that of the line before, and words."""

MOST_CHANGES = 24


def law_words(written: Distribution | Literal["never"], law: Law) -> str:
    """Tell of a distribution."""
    if written == "never" or law.constant:
        return "endless" if law.mean == float("inf") else f"always {duration_text(law.mean)}"
    cv = f", cv {written.cv:g}" if written.cv is not None else ""
    own = (
        ""
        if law.factor == 1
        else f" when the agent's only chat (factor {law.factor:.3g} from at_concurrency)"
    )
    return f"{written.family}, mean {duration_text(law.mean)}{cv}{own}"


def percent(share: float) -> str:
    """Write a share."""
    return f"{100 * share:.4g} %"


def steps_of_week(week: Mapping[Weekdays, Mapping[int, float]]) -> str:
    """Write step functions by days of the week."""
    parts = []
    for days, steps in week.items():
        values = sorted(steps.items())
        kept = [
            step
            for before, step in zip([None, *values], values, strict=False)
            if not before or before[1] != step[1]
        ]
        said = [f"{value:.4g} from {clock_text(clock)}" for clock, value in kept[:MOST_CHANGES]]
        course = f"{kept[0][1]:.4g} throughout" if len(kept) == 1 else ", ".join(said)
        more = ", ..." if len(kept) > MOST_CHANGES else ""
        parts.append(f"{course}{more}" if len(days) == 7 else f"{weekdays_text(days)} {course}{more}")
    return "; ".join(parts)


def break_words(rest: Break, in_window: str) -> str:
    """Write a break; `in_window` says how those of several agents lie in their window."""
    paid = ", paid" if rest.paid else ""
    if rest.between is None:
        return f"{clock_text(rest.at or 0)} for {duration_text(rest.length)}{paid}"
    first, last = (clock_text(clock) for clock in rest.between)
    return f"of {duration_text(rest.length)} {in_window} {first}–{last}{paid}"
