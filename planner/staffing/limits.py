"""What the planner allows no more agents than, and where that is felt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from planner.flow.demand import BoolColumn, FloatColumn, IntColumn
from planner.scenario import Scenario
from planner.staffing.blocks import Blocks
from planner.staffing.shifts import ShiftSpace


@dataclass(frozen=True)
class Limit:
    """A number of agents that no plan goes beyond."""

    words: str
    """Such as `with 6 agents at most, by --most`."""
    felt: BoolColumn
    """By block, whether the plan with the most agents has fewer than it would have without the limit."""


def limits_of_desks(
    spans: Blocks, names: Sequence[str], most: Mapping[str, int], high: IntColumn
) -> tuple[Limit, ...]:
    """Return what `--most` limits; `high` are the most agents of each block."""
    found = []
    for group in spans.groups:
        name = names[group]
        if name in most:
            of = f" of {name}" if len(names) > 1 else ""
            felt = (spans.group == group) & (high == most[name])
            found.append(Limit(f"with {_agents(most[name])}{of} at most, by --most", felt))
    return tuple(found)


def limits_of_patterns(
    scenario: Scenario, space: ShiftSpace, richest: IntColumn, need: FloatColumn
) -> tuple[Limit, ...]:
    """Return what the maxima of shift patterns limit: where the richest plan falls short of `need`, by block."""
    short = space.coverage @ richest < need - 1e-9
    found = []
    for name, pattern in scenario.shift_patterns.items():
        if pattern.agents.max is None:
            continue
        own = np.zeros(len(space.cost))
        own[: len(space.shifts)] = [shift.pattern == name for shift in space.shifts]
        period = "day" if pattern.weekly is None else "week"
        words = f"with {_agents(pattern.agents.max)} a {period} at most, by shift_patterns.{name}"
        found.append(Limit(words, short & (space.coverage @ own > 0)))
    return tuple(found)


def _agents(number: int) -> str:
    return f"{number:,} agent{'' if number == 1 else 's'}"
