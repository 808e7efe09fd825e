"""A roster: a row per agent and shift."""

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from planner.scenario import quantities
from planner.scenario.files import Person, PlannedShift
from planner.scenario.inputs.by_name import rows_by_name
from planner.scenario.inputs.instants import local_moments
from planner.scenario.inputs.rows import Rows, at_most
from planner.scenario.local_time import DAY, LocalTime
from planner.scenario.model import MOST_AGENTS
from planner.scenario.problems import Problem, ScenarioError
from planner.scenario.quantities import Unreadable, clock_text, shown
from planner.scenario.tables import Table
from planner.scenario.tables.cell import text_of, values_of

COLUMNS = ("agent", "start", "end"), ("group", "breaks")
TIME = r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?"
BREAK = re.compile(rf"({TIME})\s*[-–]\s*({TIME})(\s+paid)?", re.IGNORECASE)
CLOCK_WITH_SECONDS = re.compile(r"([0-9]{1,2}:[0-9]{2}):00")
MOST_BREAKS = 20


@dataclass(frozen=True)
class _Row:
    """A row that is understood so far."""

    number: int
    agent: str
    shift: PlannedShift


def read_roster(
    table: Table, groups: Sequence[str], all_groups: Sequence[str], time: LocalTime
) -> tuple[Mapping[str, tuple[Person, ...]], Rows]:
    """Read the agents of groups with their shifts, and what became of the rows. Raises `ScenarioError`."""
    rows = Rows(table)
    if "breaks" not in table.columns and table.notes:
        rows.doubt("; ".join(["there is no column breaks, so shifts have none", *table.notes]))
    if len(set(values_of(table.columns["agent"]))) > MOST_AGENTS:
        wrong = f"the roster tells of more than {MOST_AGENTS:,} agents"
        raise ScenarioError([Problem(table.place, wrong, "check the column agent")])
    problems: list[Problem] = []
    read = _Reader(table, time, problems).rows()
    by_group = rows_by_name(table, "group", groups, all_groups, rows, problems)
    if not problems:
        problems += _overlaps(table, read)
    if problems:
        raise ScenarioError(at_most(problems))
    persons = {
        group: _persons([read[row] for row in places], time, rows) for group, places in by_group.items()
    }
    problems = [
        Problem(table.place, f"no shift of {group} lies between start and end", "check the dates")
        for group, found in persons.items()
        if not found
    ]
    if problems:
        raise ScenarioError(problems)
    return persons, rows


def _persons(read: Sequence[_Row], time: LocalTime, rows: Rows) -> tuple[Person, ...]:
    """Return the agents in the order of their first row."""
    shifts: dict[str, list[PlannedShift]] = {}
    for row in read:
        own = shifts.setdefault(row.agent, [])
        if time.elapsed(row.shift.end) <= 0 or time.elapsed(row.shift.begin) >= time.horizon:
            rows.leave("outside start and end")
        else:
            rows.use()
            own.append(row.shift)
    return tuple(
        Person(agent, tuple(sorted(own, key=lambda shift: shift.begin)))
        for agent, own in shifts.items()
        if own
    )


def _overlaps(table: Table, read: Sequence[_Row]) -> list[Problem]:
    """Find agents who would be in two places at once, whatever the groups."""
    problems = []
    last: dict[str, _Row] = {}
    for row in sorted(read, key=lambda row: row.shift.begin):
        before = last.get(row.agent)
        if before is not None and row.shift.begin < before.shift.end:
            problems.append(
                Problem(
                    table.columns["start"][row.number].place,
                    f"{shown(row.agent)} is on the shift of row {table.row_place(before.number).line} at this time",
                    "shifts of one agent must not overlap",
                )
            )
        if before is None or row.shift.end > before.shift.end:
            last[row.agent] = row
    return problems


class _Reader:
    """Reads the rows of a table one by one."""

    def __init__(self, table: Table, time: LocalTime, problems: list[Problem]) -> None:
        self._table = table
        self._time = time
        self._problems = problems
        self._agents = values_of(table.columns["agent"])
        self._written_breaks = values_of(table.columns["breaks"]) if "breaks" in table.columns else ()
        self._end_of_day = {
            row: clock
            for row, value in enumerate(values_of(table.columns["end"]))
            if (clock := _clock(value)) is not None
        }
        """Ends that are told as times of day only."""

    def rows(self) -> list[_Row]:
        """Return the rows that can be understood; what is wrong is added to the problems."""
        starts, ends = self._table.columns["start"], self._table.columns["end"]
        # one column's dates decide about the other's, so both are read together
        dated = [row for row in range(self._table.rows) if row not in self._end_of_day]
        found, problems = local_moments([*starts, *(ends[row] for row in dated)], self._time)
        self._problems += problems
        begin_of, end_of = found[: self._table.rows], dict(zip(dated, found[self._table.rows :], strict=True))
        read = []
        for row, begin in enumerate(begin_of):
            end = self._later(begin, self._end_of_day[row]) if row in self._end_of_day else end_of[row]
            agent = self._agent(row)
            if begin is not None and end is not None and agent:
                read += self._row(row, agent, begin, end)
        return read

    def _later(self, begin: datetime | None, clock: int) -> datetime | None:
        """Return the next time after the shift's begin at which clocks show a time of day."""
        if begin is None:
            return None
        end = begin.replace(hour=0, minute=0, second=0) + timedelta(seconds=clock)
        return end if end >= begin else end + timedelta(days=1)

    def _agent(self, row: int) -> str:
        name = text_of(self._agents[row])
        if not name:
            place = self._table.columns["agent"][row].place
            self._problems.append(Problem(place, "this is empty", "name the agent"))
        return name

    def _row(self, row: int, agent: str, begin: datetime, end: datetime) -> list[_Row]:
        first, last = self._clock_seconds(begin), self._clock_seconds(end)
        if first < last <= first + DAY:
            return [
                _Row(row, agent, PlannedShift(int(first // DAY), first, last, self._breaks(row, first, last)))
            ]
        wrong, fix = (
            ("the shift is longer than a day", "give a row per shift")
            if last > first
            else ("the shift ends before it begins", "put start before end")
        )
        self._problems.append(Problem(self._table.columns["end"][row].place, wrong, fix))
        return []

    def _clock_seconds(self, moment: datetime) -> float:
        if moment.tzinfo is not None:
            return self._time.clock(self._time.since_start(moment))
        return self._time.clock_of(moment)

    def _breaks(self, row: int, begin: float, end: float) -> tuple[tuple[float, float, bool], ...]:
        value = self._written_breaks[row] if self._written_breaks else None
        if value is None:
            return ()
        try:
            return tuple(_breaks(str(value), begin, end))
        except Unreadable as error:
            place = self._table.columns["breaks"][row].place
            self._problems.append(Problem(place, error.wrong, error.fix))
            return ()


def _clock(value: object) -> int | None:
    """Return a time of day without a date as seconds since midnight, None for anything else."""
    if isinstance(value, time):
        return value.hour * 3600 + value.minute * 60 + value.second
    if isinstance(value, datetime) and value.year <= 1900:  # what spreadsheets make of 24:00
        return DAY
    if not isinstance(value, str):
        return None
    shorter = CLOCK_WITH_SECONDS.fullmatch(value)
    text = shorter[1] if shorter else value
    try:
        return DAY if text == "24:00" else quantities.clock(text)
    except Unreadable:
        return None


def _breaks(text: str, begin: float, end: float) -> list[tuple[float, float, bool]]:
    """Read `12:00-12:30; 15:00-15:15 paid` as clock seconds inside a shift. Raises `Unreadable`."""
    midnight = begin // DAY * DAY
    found: list[tuple[float, float, bool]] = []
    for part in filter(str.strip, re.split(r"[;,|]", text)):
        match = BREAK.fullmatch(part.strip())
        if match is None:
            raise Unreadable(
                f"{shown(part.strip())} is no break", "write for example 12:00-12:30; 15:00-15:15"
            )
        clock = _to_the_second(match[1])
        first = midnight + clock
        first += DAY if first < begin else 0
        length = ((DAY if match[2] == "24:00" else _to_the_second(match[2])) - clock) % DAY
        if not length or first + length > end:
            raise Unreadable(
                f"the break {shown(part.strip())} is not inside the shift, which ends at {clock_text(int(end % DAY))}",
                "move it",
            )
        found.append((first, first + length, match[3] is not None))
    found.sort()
    if len(found) > MOST_BREAKS:
        raise Unreadable(f"{len(found)} breaks in one shift", f"give at most {MOST_BREAKS}")
    if any(later[0] < earlier[1] for earlier, later in itertools.pairwise(found)):
        raise Unreadable("the breaks overlap", "give each its own time")
    return found


def _to_the_second(text: str) -> int:
    """Read a time of day such as `12:00` or `12:01:30` as seconds since midnight. Raises `Unreadable`."""
    hours, minutes, *seconds = text.split(":")
    if seconds and int(seconds[0]) > 59:
        raise Unreadable(f"{shown(text)} is not a time of day", "write for example 12:00")
    return quantities.clock(f"{hours}:{minutes}") + (int(seconds[0]) if seconds else 0)
