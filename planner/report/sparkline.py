"""The day at a glance: how figures go over its intervals, each in a line of blocks."""

from collections.abc import Sequence

from planner.kpi import BY_KEY, Estimate, Part
from planner.report import figures
from planner.report.table import Table

TOLD = ("offered", "wait_mean", "missed_rate")
LEAST = 4
"""Fewer intervals are told by their table."""
WIDEST = 32
"""More intervals than so many share blocks."""
LEVELS = "▁▂▃▄▅▆▇█"


def at_a_glance(parts: Sequence[Part], when: str) -> Table | None:
    """Return a line per figure over the intervals of a day (`when`, in words), from 0 up to its highest; None where there are few."""
    if len(parts) < LEAST:
        return None
    rows = []
    for key in TOLD:
        estimates = [part.figures[key] for part in parts]
        known = [one for one in estimates if one.mean is not None]
        if known:
            low, high = (of(known, key=_mean) for of in (min, max))
            told = (
                sparkline([_mean(one) for one in estimates]),
                figures.value(key, low),
                figures.value(key, high),
            )
            rows.append((BY_KEY[key].title, *told))
    return Table("The day at a glance", ("", when, "lowest", "highest"), tuple(rows))


def sparkline(values: Sequence[float]) -> str:
    """Return a block per value of at least 0, as high as its share of the largest; of very many values the highest of some."""
    step = max(1, -(-len(values) // WIDEST))
    highest = [max(values[place : place + step]) for place in range(0, len(values), step)]
    top = max(highest, default=0.0) or 1.0
    return "".join(LEVELS[round(value / top * (len(LEVELS) - 1))] for value in highest)


def _mean(estimate: Estimate) -> float:
    """Return the mean; where nothing is known, nothing happened."""
    return estimate.mean or 0.0
