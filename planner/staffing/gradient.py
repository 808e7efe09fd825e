"""What one more agent in each block changes: forward differences on common random numbers.

An agent more for an interval is felt for some hours. So blocks that are further apart are probed in one simulation, and what
changes is put down to the last block before it. That takes as many simulations per group as fit blocks between two that are
far enough apart, however long the horizon is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from planner.flow.demand import FloatColumn, IntColumn
from planner.staffing.bench import Bench
from planner.staffing.blocks import Blocks
from planner.staffing.conditions import Conditions, Standing
from planner.staffing.space import Space

if TYPE_CHECKING:
    from scipy.sparse import csr_array

STRETCH = 3.0
"""How many chats' lengths are probed as a whole."""
MANY_BLOCKS = 200
"""Among so many, noise decides unless slopes are smoothed."""
SMOOTHED_OVER = 5400.0
"""Slopes that lie so far (s) apart tell nothing of each other."""
FELT_BEFORE = 1800.0
"""Chats that arrive so long (s) before it may still wait when it comes, and are counted for it."""


@dataclass(frozen=True)
class Probe:
    """Stretches of blocks of one group, far enough apart to be changed in one simulation."""

    blocks: IntColumn
    stretch: IntColumn
    """For each of the blocks the number of its stretch, from 0."""
    of_interval: IntColumn
    """For each interval the stretch to which its change is put down; -1 for none."""


def probes(blocks: Blocks, felt_for: float, width: int = 1) -> Iterator[Probe]:
    """Yield probes so that each block is in one of them.

    Stretches are so many intervals wide; changes are felt for so long (s) after their begin, and after their end where they are
    wider than an interval.
    """
    length = float(np.median(np.diff(blocks.edges))) * width
    before = int(np.ceil(FELT_BEFORE * width / length))
    apart = max(round(felt_for / length), int(np.ceil(before / width)) + 2)
    intervals = np.arange(len(blocks.edges) - 1)
    for group in blocks.groups:
        own = np.flatnonzero(blocks.group == group)
        number = blocks.interval[own] // width
        for offset in range(min(apart, len(intervals))):
            chosen = number % apart == offset
            if not chosen.any():
                continue
            numbers, stretch = np.unique(number[chosen], return_inverse=True)
            last = (intervals + before) // width
            last -= (last - offset) % apart
            place = np.minimum(np.searchsorted(numbers, last), len(numbers) - 1)
            yield Probe(own[chosen], stretch, np.where(numbers[place] == last, place, -1))


@dataclass(frozen=True)
class Slopes:
    """By how much an agent changes each condition's value, as [condition, block]."""

    more: "csr_array"
    """What one more in a block adds."""
    fewer: "csr_array"
    """What one less takes away, no less than one more adds."""


def slopes(bench: Bench, space: Space, counts: IntColumn, base: Standing) -> Slopes:
    """Try one agent more, and one less, in every block.

    `base` is how conditions stand with the plan itself. Where no goal is about single intervals, several are probed as a whole: of an
    agent who is there for little longer than a chat takes, much is brought by the chats that are finished later.
    """
    found = list(probes(space.blocks, bench.felt_for, _width(bench, base.conditions, space.blocks)))
    chosen = [probe.blocks.tolist() for probe in found]
    rosters = [space.roster(counts, blocks) for blocks in chosen]
    rosters += [space.roster(counts, (), blocks) for blocks in chosen]
    standings = [base.conditions.standing(outcome) for outcome in bench.outcomes(rosters)]
    more, fewer = (
        smoothed(
            differences(base, list(zip(found, some, strict=True)), len(space.blocks)),
            base.conditions,
            space.blocks,
        )
        for some in (standings[: len(found)], standings[len(found) :])
    )
    return Slopes(more, (-fewer).maximum(more))


def _width(bench: Bench, conditions: Conditions, blocks: Blocks) -> int:
    """Return how many intervals are probed together."""
    if any(goal.per == "interval" for goal in conditions.goals):
        return 1
    return max(1, round(STRETCH * bench.chat_length / float(np.median(np.diff(blocks.edges)))))


def differences(base: Standing, probed: list[tuple[Probe, Standing]], blocks: int) -> "csr_array":
    """Return [condition, block]: by how much what was probed changes each condition's value, shared out over stretches."""
    from scipy.sparse import coo_array, csr_array

    conditions = base.conditions
    total = csr_array((len(conditions), blocks))
    for probe, standing in probed:
        some = probe.of_interval >= 0
        sizes = np.bincount(probe.stretch)
        shares = coo_array((1.0 / sizes[probe.stretch], (probe.stretch, probe.blocks)), (len(sizes), blocks))
        for goal in range(len(conditions.goals)):
            change = change_by_interval(base, standing, goal)[some]
            place = conditions.of_interval(goal)[some], probe.of_interval[some]
            total = total + coo_array((change, place), (len(conditions), len(sizes))).tocsr() @ shares.tocsr()
    found = csr_array(total)
    found.eliminate_zeros()
    return found


def smoothed(slope: "csr_array", conditions: Conditions, blocks: Blocks) -> "csr_array":
    """Return slopes averaged with those near in time, where conditions are about more than an interval.

    A solver that chooses among hundreds of noisy slopes takes those that are too high by chance; the truth changes little within an hour.
    """
    from scipy.sparse import csr_array, diags_array

    if len(blocks) < MANY_BLOCKS:
        return slope
    wide = np.array([goal.per != "interval" for goal in conditions.goals])[conditions.goal]
    apart = np.abs(np.subtract.outer(blocks.begin, blocks.begin))
    weights = np.maximum(0.0, 1.0 - apart / SMOOTHED_OVER) * np.equal.outer(blocks.group, blocks.group)
    weights /= weights.sum(axis=1, keepdims=True)
    return csr_array(
        diags_array(wide.astype(np.float64)) @ slope @ csr_array(weights.T)
        + diags_array((~wide).astype(np.float64)) @ slope
    )


def change_by_interval(base: Standing, other: Standing, goal: int) -> FloatColumn:
    """Return what each interval adds to the difference in the values of a goal's conditions."""
    conditions: Conditions = base.conditions
    common = min(base.outcome.replications, other.outcome.replications)
    apart = conditions.slack(other.outcome, goal)[:common] - conditions.slack(base.outcome, goal)[:common]
    weights = base.weights[goal][:common, conditions.units(goal)]
    scale = base.outcome.replications / common
    return np.asarray((apart * weights).sum(axis=0) * scale)
