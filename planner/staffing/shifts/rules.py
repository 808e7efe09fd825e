"""What a plan must keep: the fewest and the most agents of each pattern, and that tours are worked."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from math import inf

import numpy as np

from planner.flow.demand import IntColumn
from planner.scenario import Scenario
from planner.scenario.shift_pattern import AgentsRange
from planner.staffing.shifts.candidates import Candidate
from planner.staffing.shifts.tours import Cell, Tour, cell_of, in_tours
from planner.staffing.space import Rows

Rule = tuple[dict[int, int], float, float]
"""How often each column counts, and from what to what the sum may go."""


def bounds(
    scenario: Scenario, shifts: Sequence[Candidate], tours: Sequence[Tour], most: int
) -> tuple[IntColumn, IntColumn]:
    """Return the fewest and the most agents of each column: none, and the pattern's maximum or else `most`."""
    patterns = [shift.pattern for shift in shifts] + [tour.pattern for tour in tours]
    limits = {name: _limit(pattern.agents, most) for name, pattern in scenario.shift_patterns.items()}
    high = np.array([limits[pattern] for pattern in patterns], dtype=np.int64)
    return np.zeros_like(high), high


def _limit(agents: AgentsRange, most: int) -> int:
    return max(most, agents.min) if agents.max is None else agents.max


def rules(scenario: Scenario, shifts: Sequence[Candidate], tours: Sequence[Tour]) -> Rows:
    """Return the conditions on sums of columns."""
    from scipy.sparse import csr_array

    found = [*_numbers_by_day(scenario, shifts), *_numbers_by_week(scenario, tours, len(shifts))]
    found += _worked_as_toured(scenario, shifts, tours)
    entries = [
        (row, column, times) for row, (sums, _, _) in enumerate(found) for column, times in sums.items()
    ]
    rows, columns, times = np.array(entries, dtype=np.int64).reshape(-1, 3).T
    shape = len(found), len(shifts) + len(tours)
    matrix = csr_array((times.astype(np.float64), (rows, columns)), shape=shape)
    return Rows(matrix, np.array([low for _, low, _ in found]), np.array([high for _, _, high in found]))


def _numbers_by_day(scenario: Scenario, shifts: Sequence[Candidate]) -> Iterator[Rule]:
    """Yield how many agents a pattern may have each day; the day before the start is over and needs none."""
    numbered = [(n, shift) for n, shift in enumerate(shifts) if not in_tours(scenario, shift)]
    for (pattern, day), same in groupby(numbered, key=lambda found: (found[1].pattern, found[1].day)):
        agents = scenario.shift_patterns[pattern].agents
        least = agents.min if day >= 0 else 0
        if least or agents.max is not None:
            yield dict.fromkeys((n for n, _ in same), 1), least, _most(agents.max)


def _numbers_by_week(scenario: Scenario, tours: Sequence[Tour], first: int) -> Iterator[Rule]:
    """Yield how many agents a weekly pattern may have each week; the tours' columns begin at `first`."""
    sums: dict[tuple[str, int], dict[int, int]] = {}
    for column, tour in enumerate(tours, start=first):
        sums.setdefault((tour.pattern, tour.week), {})[column] = 1
    for (pattern, _), columns in sums.items():
        agents = scenario.shift_patterns[pattern].agents
        if agents.min or agents.max is not None:
            yield columns, agents.min, _most(agents.max)


def _worked_as_toured(
    scenario: Scenario, shifts: Sequence[Candidate], tours: Sequence[Tour]
) -> Iterator[Rule]:
    """Yield that of each day's shifts with one start and length as many are worked as tours have them."""
    sums: dict[Cell, dict[int, int]] = {}
    for column, shift in enumerate(shifts):
        if in_tours(scenario, shift):
            sums.setdefault(cell_of(shift), {})[column] = 1
    for column, tour in enumerate(tours, start=len(shifts)):
        for cell in tour.cells:
            sums[cell][column] = -1
    for columns in sums.values():
        yield columns, 0.0, 0.0


def _most(agents: int | None) -> float:
    return inf if agents is None else agents
