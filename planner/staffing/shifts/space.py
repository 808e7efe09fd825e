"""The plans that shift patterns allow, as whole numbers of agents per shift and tour."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from planner.demand import Blueprint
from planner.demand.restaffed import restaffed
from planner.flow.clock import on_grid
from planner.flow.demand import FloatColumn, IntColumn
from planner.flow.roster import Roster, Shift
from planner.scenario import Scenario
from planner.scenario.local_time import DAY, LocalTime
from planner.staffing.blocks import Blocks, stretches
from planner.staffing.felt import chat_length
from planner.staffing.result import Planned
from planner.staffing.shifts.candidates import Candidate, candidates
from planner.staffing.shifts.coverage import coverage
from planner.staffing.shifts.moves import shift_moves
from planner.staffing.shifts.rules import bounds, rules
from planner.staffing.shifts.tours import Cell, Tour, cell_of, day_by_day, tours
from planner.staffing.space import WISH, Move, Rows, usual, with_free_ones_few
from planner.staffing.taken_off import take_off

if TYPE_CHECKING:
    from scipy.sparse import csr_array

LEAST_THERE = 1 / 3
"""Of a stretch of time, at least."""


@dataclass(frozen=True)
class ShiftSpace:
    """Columns are the shifts, then the tours. What a tour works are shifts, and `rows` keep the two equal."""

    blocks: Blocks
    cost: FloatColumn
    """With the wishes for paired days of rest and for few shifts that cost nothing, which are no money."""
    price: FloatColumn
    """What one of each column costs."""
    low: IntColumn
    high: IntColumn
    coverage: "csr_array"
    rows: Rows
    shifts: tuple[Candidate, ...]
    tours: tuple[Tour, ...]
    notes: tuple[str, ...]
    """How patterns are read where the planner may have meant otherwise."""
    time: LocalTime
    plan: Blueprint
    chat_length: float
    """Mean (s)."""

    @cached_property
    def cells(self) -> Mapping[Cell, tuple[int, ...]]:
        """The columns of shifts that differ in their breaks only."""
        found: dict[Cell, list[int]] = {}
        for column, shift in enumerate(self.shifts):
            found.setdefault(cell_of(shift), []).append(column)
        return {cell: tuple(columns) for cell, columns in found.items()}

    @cached_property
    def toured(self) -> frozenset[Cell]:
        """The shifts that are worked in tours."""
        return frozenset(cell for tour in self.tours for cell in tour.cells)

    def roster(self, counts: IntColumn, more: Sequence[int] = (), fewer: Sequence[int] = ()) -> Roster:
        """Return the roster of a plan: an agent per tour and per shift that stands alone, tours first.

        Each stretch of `more` is one further agent, and in each of `fewer` someone who is on duty is taken off. Both allow for
        the chats that are finished later.
        """
        persons = self.persons(counts)
        for group, begin, end in stretches(self.blocks, more):
            persons[group].append([self._there_for(begin, end)])
        for group, begin, end in stretches(self.blocks, fewer):
            take_off(persons[group], begin, end, on_grid(max(0.0, begin - self.chat_length)))
        return restaffed(self.plan.roster, self.plan.rules.doors, self.time.horizon, {}, persons)

    def persons(self, counts: IntColumn) -> dict[int, list[list[Shift]]]:
        """Return the agents of each planned group with their shifts."""
        return {
            group: [[shift.shift for shift in own] for own in worked]
            for group, worked in self.worked(counts).items()
        }

    def worked(self, counts: IntColumn) -> dict[int, list[tuple[Candidate, ...]]]:
        """Return what each agent of the planned groups works, in roster order, shifts in order of time."""
        found: dict[int, list[tuple[Candidate, ...]]] = {group: [] for group in self.blocks.groups}
        dealt = {cell: self._of_cell(cell, counts) for cell in self.cells}
        for tour, agents in zip(self.tours, counts[len(self.shifts) :], strict=True):
            for _ in range(int(agents)):
                found[tour.group].append(tuple(next(dealt[cell]) for cell in tour.cells))
        for cell, shifts in dealt.items():
            if cell not in self.toured:
                for shift in shifts:
                    found[shift.group].append((shift,))
        return found

    def _of_cell(self, cell: Cell, counts: IntColumn) -> Iterator[Candidate]:
        """Yield the shifts of a cell, each as often as it is worked."""
        for column in self.cells[cell]:
            for _ in range(int(counts[column])):
                yield self.shifts[column]

    def _there_for(self, begin: float, end: float) -> Shift:
        """Return the shift of someone who takes chats so long that, with those finished later, they work from begin to end."""
        end = max(end - self.chat_length, begin + LEAST_THERE * (end - begin))
        return Shift(0, begin, on_grid(end), day=int(self.time.clock(begin) // DAY))

    def moves(self, counts: IntColumn) -> Iterator[Move]:
        """Yield drops and swaps that save, those that save most first, then breaks that may lie elsewhere for nothing."""
        return shift_moves(self, counts)

    def planned(self, counts: IntColumn) -> tuple[Planned, ...]:
        """Return the shifts of a plan with their numbers of agents, in order of begin."""
        names = [group.name for group in self.plan.roster.groups]
        found = [
            Planned(
                pattern=shift.pattern,
                group=names[shift.group],
                begin=self.time.elapsed(shift.planned.begin),
                end=shift.shift.end,
                breaks=tuple((rest.begin, rest.end) for rest in shift.shift.breaks),
                agents=int(agents),
                cost=shift.cost,
            )
            for shift, agents in zip(self.shifts, counts[: len(self.shifts)], strict=True)
            if agents
        ]
        return tuple(sorted(found, key=lambda one: (one.begin, one.end, one.breaks)))


def planned_groups(scenario: Scenario) -> tuple[int, ...]:
    """Return the positions of the groups that shift patterns plan."""
    named = {pattern.group for pattern in scenario.shift_patterns.values()}
    return tuple(place for place, name in enumerate(scenario.agent_groups) if name in named)


def shift_space(scenario: Scenario, plan: Blueprint, blocks: Blocks, most: int) -> ShiftSpace:
    """Return the plans for blocks of the planned groups; where a pattern tells no maximum, `most` agents are it.

    Raises `UnusablePatterns`.
    """
    shifts = candidates(scenario)
    found = tours(scenario, shifts)
    price = np.array([*(shift.cost for shift in shifts), *(0.0 for _ in found)])
    low, high = bounds(scenario, shifts, found, most)
    return ShiftSpace(
        blocks=blocks,
        cost=_seen(scenario, price, found),
        price=price,
        low=low,
        high=high,
        coverage=coverage(blocks, shifts, len(price)),
        rows=rules(scenario, shifts, found),
        shifts=shifts,
        tours=found,
        notes=day_by_day(scenario),
        time=scenario.time,
        plan=plan,
        chat_length=chat_length(plan),
    )


def _seen(scenario: Scenario, price: FloatColumn, found: Sequence[Tour]) -> FloatColumn:
    """Return what columns cost as the search sees them; the last ones are the tours, which have no price of their own."""
    first = len(price) - len(found)
    cost = np.concatenate([with_free_ones_few(price[:first]), price[first:]])
    for place, tour in enumerate(found, start=first):
        weekly = scenario.shift_patterns[tour.pattern].weekly
        if weekly is not None and weekly.rest == "paired" and not tour.rests_together:
            cost[place] = WISH * usual(price[:first])  # in shifts; see also `rest.py`
    return cost
