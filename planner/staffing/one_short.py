"""What it costs to be one agent short, block by block."""

from collections.abc import Iterator, Sequence

import numpy as np

from planner.flow.demand import FloatColumn, IntColumn
from planner.staffing.bench import Bench
from planner.staffing.conditions import Standing
from planner.staffing.gradient import Probe, change_by_interval, probes
from planner.staffing.proof import kpi_estimate
from planner.staffing.result import Short
from planner.staffing.space import Space
from planner.staffing.trial import Outcome, spliced


def one_short(
    bench: Bench, space: Space, counts: IntColumn, base: Standing, floor: FloatColumn, names: Sequence[str]
) -> tuple[Short, ...]:
    """Take one agent off each block in turn; `floor` is what conditions must be, `names` are those of the groups.

    Blocks that are far enough apart are tried together. Columns of the space are its blocks.
    """
    found = [_manned(probe, counts) for probe in probes(space.blocks, bench.felt_for)]
    found = [probe for probe in found if len(probe.blocks)]
    rosters = [space.roster(_without(counts, probe.blocks)) for probe in found]
    outcomes = bench.outcomes(rosters, base.outcome.replications)
    shorts = [
        short
        for probe, outcome in zip(found, outcomes, strict=True)
        for short in _of_probe(probe, outcome, space, counts, base, floor, names)
    ]
    return tuple(sorted(shorts, key=lambda short: (names.index(short.group), short.begin)))


def _manned(probe: Probe, counts: IntColumn) -> Probe:
    """Keep the blocks in which there is an agent to be taken off."""
    kept = counts[probe.blocks] > 0
    place = np.append(np.where(kept, np.cumsum(kept) - 1, -1), -1)
    return Probe(probe.blocks[kept], np.arange(int(kept.sum())), place[probe.of_interval])


def _without(counts: IntColumn, blocks: IntColumn) -> IntColumn:
    fewer = counts.copy()
    fewer[blocks] -= 1
    return fewer


def _of_probe(
    probe: Probe,
    outcome: Outcome,
    space: Space,
    counts: IntColumn,
    base: Standing,
    floor: FloatColumn,
    names: Sequence[str],
) -> Iterator[Short]:
    """Yield what each block of a probe costs, with all others as they are."""
    conditions, blocks = base.conditions, space.blocks
    other = conditions.standing(outcome)
    changes = [change_by_interval(base, other, goal) for goal in range(len(conditions.goals))]
    for place, block in enumerate(probe.blocks.tolist()):
        felt = probe.of_interval == place
        alone = spliced(felt, outcome, base.outcome)
        interval = int(blocks.interval[block])
        figures, broken = [], []
        for number, goal in enumerate(conditions.goals):
            of_interval = conditions.of_interval(number)
            inside = of_interval == of_interval[interval]
            figures.append((goal, kpi_estimate(alone, goal, number, inside)))
            value = base.value.copy()
            np.add.at(value, of_interval[felt], changes[number][felt])
            if (value < np.minimum(floor, base.value)).any():
                broken.append(goal)
        yield Short(
            names[int(blocks.group[block])],
            float(blocks.begin[block]),
            float(blocks.end[block]),
            int(counts[block]),
            tuple(figures),
            tuple(broken),
        )
