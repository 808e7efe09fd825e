"""Tours: on which days of a week an agent works the shifts of a weekly pattern."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

from planner.scenario import Scenario
from planner.staffing.shifts.candidates import MOST_CANDIDATES, Candidate, UnusablePatterns

WEEK = 7

Cell = tuple[str, int, int, int]
"""Shifts that differ in their breaks only: pattern, day, start and length."""


@dataclass(frozen=True)
class Tour:
    """One agent's week: shifts that begin at the same time of day and are equally long."""

    pattern: str
    group: int
    """Position of the agent group."""
    week: int
    """Which seven days, counted from the start's date."""
    start: int
    """When shifts begin, in seconds since midnight."""
    length: int
    """How long they are (s)."""
    days: tuple[int, ...]
    """The days worked, as days after the start's date."""

    @property
    def cells(self) -> Iterator[Cell]:
        """The shifts of each day, whatever their breaks."""
        return ((self.pattern, day, self.start, self.length) for day in self.days)

    @property
    def rests_together(self) -> bool:
        """Whether days of rest follow one another; a week's last day is followed by its first, since weeks recur."""
        worked = [self.week * WEEK + place in self.days for place in range(WEEK)]
        ends_of_rest = sum(worked[place] and not worked[place - 1] for place in range(WEEK))
        return ends_of_rest <= 1


def cell_of(candidate: Candidate) -> Cell:
    """Return what a shift has in common with those that have other breaks."""
    return candidate.pattern, candidate.day, candidate.start, candidate.length


def in_tours(scenario: Scenario, candidate: Candidate) -> bool:
    """Tell whether a shift is worked as part of a tour: weekly patterns in whole weeks."""
    weekly = scenario.shift_patterns[candidate.pattern].weekly is not None
    return weekly and 0 <= candidate.day < _whole_weeks(scenario) * WEEK


def tours(scenario: Scenario, shifts: Sequence[Candidate]) -> tuple[Tour, ...]:
    """Return every choice of days in whole weeks; shifts of weekly patterns on other days stand alone.

    Where fewer days of a week have such shifts than are to be worked, all of them are. Raises `UnusablePatterns` if
    there are too many.
    """
    days: dict[tuple[str, int, int, int, int], dict[int, None]] = {}
    for shift in shifts:
        if in_tours(scenario, shift):
            key = shift.pattern, shift.group, shift.day // WEEK, shift.start, shift.length
            days.setdefault(key, {})[shift.day] = None
    number = 0
    found: list[Tour] = []
    for (pattern, group, week, start, length), worked in days.items():
        weekly = scenario.shift_patterns[pattern].weekly
        assert weekly is not None
        chosen = min(weekly.days, len(worked))
        number += comb(len(worked), chosen)
        if number > MOST_CANDIDATES:
            raise UnusablePatterns(
                f"shift_patterns.{pattern}: more than {MOST_CANDIDATES:,} ways to choose start, length and days of a "
                "week; give longer steps between starts (every), fewer lengths, or plan fewer weeks"
            )
        found += [
            Tour(pattern, group, week, start, length, some) for some in combinations(sorted(worked), chosen)
        ]
    return tuple(found)


def day_by_day(scenario: Scenario) -> tuple[str, ...]:
    """Return a note on weekly patterns that have days outside whole weeks; none if there are none."""
    weekly = [name for name, pattern in scenario.shift_patterns.items() if pattern.weekly is not None]
    own, whole = len(scenario.time.own_dates()), _whole_weeks(scenario)
    if not weekly or own == whole * WEEK:
        return ()
    names = " and ".join(f"shift_patterns.{name}" for name in weekly)
    if not whole:
        return (f"{names}: start and end are less than a week apart, so shifts are planned day by day",)
    rest = own - whole * WEEK
    return (f"{names}: the last {rest} of {own} days make no week, so their shifts are planned day by day",)


def _whole_weeks(scenario: Scenario) -> int:
    return len(scenario.time.own_dates()) // WEEK
