"""The shifts that patterns allow, on each day of the horizon."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from planner.demand.staffing import clipped
from planner.flow.roster import Shift
from planner.scenario import Scenario
from planner.scenario.doors import Doors, doors
from planner.scenario.files import PlannedShift
from planner.scenario.local_time import DAY, LocalTime
from planner.scenario.shift_pattern import ShiftPattern
from planner.staffing.pay import Pay
from planner.staffing.shifts.placements import MOST_TRIED, Placement, Tries, placements

MOST_CANDIDATES = 20_000
FINE_STEP, COARSE_STEP = 300, 1800
"""Between these (s) breaks lie on the grid of the reporting intervals; finer ones multiply shifts and change little."""


class UnusablePatterns(Exception):
    """Shift patterns that no plan can be made of; the text says why and what would be right."""


@dataclass(frozen=True)
class Candidate:
    """One shift that agents may work."""

    pattern: str
    group: int
    """Position of the agent group."""
    day: int
    """The day of the pattern, as days after the start's date; the shift itself may begin after midnight."""
    start: int
    """When it begins, in seconds since midnight of that day."""
    length: int
    """How long it is by the clock (s), breaks included."""
    planned: PlannedShift
    shift: Shift
    """The same in seconds since the start, from the start on; of agent 0."""
    cost: float


@dataclass(frozen=True)
class _Kind:
    """Shifts of a pattern that begin and end at the same times of day, and where their breaks may lie."""

    start: int
    length: int
    placements: tuple[Placement, ...]


Kinds = Mapping[str, Sequence[_Kind]]
Days = Mapping[str, Sequence[int]]
"""By pattern, the days on which shifts may begin."""


def candidates(scenario: Scenario) -> tuple[Candidate, ...]:
    """Return every shift that touches open doors, by pattern, day, start, length and breaks.

    Where there would be more than 20,000, breaks in windows get fewer places. Raises `UnusablePatterns` if there are
    still too many, or none.
    """
    days = {name: _days(pattern, scenario.time) for name, pattern in scenario.shift_patterns.items()}
    kinds = _kinds_in_bounds(scenario, days)
    for name, own in kinds.items():
        if not any(kind.placements for kind in own):
            raise UnusablePatterns(
                f"shift_patterns.{name}: its breaks overlap wherever they lie; give them other times or wider windows"
            )
    found = tuple(_candidates(scenario, kinds, days))
    if not found:
        raise UnusablePatterns(
            "shift_patterns: no shift is on duty while doors are open; check start, length and days"
        )
    return found


def _days(pattern: ShiftPattern, time: LocalTime) -> tuple[int, ...]:
    """Return the days on which shifts may begin, the one before the start's date included."""
    return tuple(day for day in time.dates() if not time.is_shut(day) and time.weekday(day) in pattern.days)


def _kinds_in_bounds(scenario: Scenario, days: Days) -> Kinds:
    """Return what shifts there are, breaks lying as finely as their number allows."""
    step = int(min(max(scenario.interval, FINE_STEP), COARSE_STEP))
    tries = iter(range(MOST_TRIED))
    while True:
        try:
            return _kinds(scenario, days, step, tries)
        except UnusablePatterns:
            if step >= DAY:
                raise
            step *= 2


def _kinds(scenario: Scenario, days: Days, step: int, tries: Tries) -> Kinds:
    kinds: dict[str, list[_Kind]] = {}
    number = 0
    for name, pattern in scenario.shift_patterns.items():
        kinds[name] = []
        for start, length in product(pattern.starts(), sorted({round(length) for length in pattern.length})):
            ways = placements(pattern, start, start + length, step, MOST_CANDIDATES + 1, tries)
            if next(tries, None) is None:
                raise UnusablePatterns(
                    f"shift_patterns.{name}: its breaks may lie in more ways than can be looked at; give narrower windows, "
                    "fewer breaks, or longer steps between starts (every)"
                )
            kinds[name].append(_Kind(start, length, ways))
            number += len(ways) * len(days[name])
            if number > MOST_CANDIDATES:
                raise UnusablePatterns(
                    f"shift_patterns.{name}: with it there are more than {MOST_CANDIDATES:,} different shifts from "
                    "start to end; give longer steps between starts (every), fewer lengths or breaks, or fewer days"
                )
    return kinds


def _candidates(scenario: Scenario, kinds: Kinds, days: Days) -> Iterator[Candidate]:
    groups = list(scenario.agent_groups)
    opened, time = doors(scenario), scenario.time
    for name, pattern in scenario.shift_patterns.items():
        pay = Pay(pattern.cost_per_hour or scenario.agent_groups[pattern.group].cost_per_hour, time)
        for day in days[name]:
            for kind in kinds[name]:
                for placement in kind.placements:
                    planned = _on_day(kind, placement, day, time)
                    shift = None if planned is None else clipped(0, planned, time)
                    if planned is None or shift is None or not _while_open(shift, opened):
                        continue
                    cost = pay.of(planned) if pattern.cost is None else pattern.cost
                    yield Candidate(
                        name,
                        groups.index(pattern.group),
                        day,
                        kind.start,
                        kind.length,
                        planned,
                        shift,
                        cost,
                    )


def _on_day(kind: _Kind, placement: Placement, day: int, time: LocalTime) -> PlannedShift | None:
    """Return a shift as clocks show it on a day; None where a clock change leaves no room for it or its breaks."""
    midnight = day * DAY
    begin = _shown(midnight + kind.start, time)
    end = _shown(midnight + kind.start + kind.length, time)
    if begin >= end:
        return None
    last = begin
    breaks = []
    for first, past, paid in placement:
        since = _shown(midnight + first, time)
        if since < last:
            return None
        last = since + past - first
        breaks.append((since, last, paid))
    if last > end:
        return None
    return PlannedShift(int(begin // DAY), begin, end, tuple(breaks))


def _shown(clock: float, time: LocalTime) -> float:
    """Return a time that clocks skip as what they show instead: nobody can write the other one down."""
    return time.clock(time.elapsed(clock))


def _while_open(shift: Shift, opened: Doors) -> bool:
    return any(shift.begin < closes and opens < shift.end for opens, closes in opened)
