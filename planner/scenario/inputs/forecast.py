"""A forecast: the expected chats of each interval."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from planner.scenario.doors import Doors
from planner.scenario.files import Forecast
from planner.scenario.inputs.by_name import rows_by_name
from planner.scenario.inputs.instants import in_turn, local_moments
from planner.scenario.inputs.rows import Rows, at_most
from planner.scenario.local_time import DAY, LocalTime
from planner.scenario.problems import Problem, ScenarioError
from planner.scenario.quantities import duration_text
from planner.scenario.tables import Table, numbers

COLUMNS = ("start", "chats"), ("chat_type",)
MOST_PER_HOUR = 1e7


def read_forecast(
    table: Table, types: Sequence[str], all_types: Sequence[str], time: LocalTime, doors: Doors
) -> tuple[Mapping[str, Forecast], Rows]:
    """Read what a table tells of chat types, and what became of its rows. Raises `ScenarioError`."""
    rows = Rows(table)
    begins, problems = local_moments(table.columns["start"], time)
    chats, unreadable = numbers(table.columns["chats"], table.decimal_comma)
    problems += unreadable
    problems += [
        Problem(table.columns["chats"][row].place, f"{count:g} chats are less than none", "give 0 or more")
        for row, count in enumerate(chats)
        if count is not None and count < 0
    ]
    by_type = rows_by_name(table, "chat_type", types, all_types, rows, problems)
    if problems:
        raise ScenarioError(at_most(problems))
    forecasts = {}
    for name, places in by_type.items():
        moments = [moment for row in places if (moment := begins[row]) is not None]
        counts = [count for row in places if (count := chats[row]) is not None]
        forecast = _Course(table, name, places, in_turn(moments, time), counts, time, doors)
        problems += forecast.problems()
        if not problems:
            forecast.tell(rows)
            forecasts[name] = forecast.inside(rows)
    if problems:
        raise ScenarioError(at_most(problems))
    return forecasts, rows


class _Course:
    """The rows of one chat type, in the file's order."""

    def __init__(
        self,
        table: Table,
        name: str,
        places: Sequence[int],
        begins: Sequence[float],
        chats: Sequence[float],
        time: LocalTime,
        doors: Doors,
    ) -> None:
        self._table = table
        self._name = name
        self._places = places
        self._begins = begins
        self._chats = chats
        self._time = time
        self._doors = doors
        self._clocks = [time.clock(begin) for begin in begins]
        gaps = Counter(later - earlier for earlier, later in pairwise(self._clocks) if later > earlier)
        most = max(gaps.values(), default=0)
        # the usual distance; a single row tells of all the time from its start on
        self._step = min((gap for gap, count in gaps.items() if count == most), default=0.0)
        self._ends = [self._reached(row) for row in range(len(begins))]

    def _reached(self, row: int) -> float:
        """Return until when a row tells: to the next, if that is the usual distance away, else for so long."""
        if len(self._begins) == 1:
            return max(self._time.horizon, self._begins[0] + 1)
        if row + 1 < len(self._begins) and self._next_is_due(row):
            return self._begins[row + 1]
        return max(self._time.elapsed(self._clocks[row] + self._step), self._begins[row] + 1)

    def _next_is_due(self, row: int) -> bool:
        """Tell whether the next row is the usual distance away; by the clock will do, and near its changes less."""
        begin, gap = self._begins[row], self._begins[row + 1] - self._begins[row]
        clock_gap = self._clocks[row + 1] - self._clocks[row]
        if self._step in (gap, clock_gap):
            return True
        if gap > clock_gap:  # clocks go back: a file may have the hour that comes twice once
            return 0 < gap <= self._step + (gap - clock_gap)
        starts_at_change = self._time.clock(begin - 1) + 1 != self._clocks[row]
        return starts_at_change and 0 < gap < self._step

    def tell(self, rows: Rows) -> None:
        """Say how long rows last where the planner may not expect it."""
        if len(self._begins) == 1:
            rows.doubt(
                f"the one row of {self._name} is taken to last from {self._shown(self._begins[0])} to the end"
            )
            return
        for begin, end in zip(self._begins, self._ends, strict=True):
            if self._step < end - begin and self._step < DAY:
                rows.doubt(
                    f"clocks go back in the row of {self._shown(begin)}: its chats of {self._name} are spread over "
                    f"{duration_text(end - begin)}"
                )

    def problems(self) -> list[Problem]:
        """Find rows that go back or overlap, and time with open doors of which no row tells."""
        found = [
            problem for row in range(1, len(self._begins)) if (problem := self._disorder(row)) is not None
        ]
        if found:
            return found
        if not any(self._chats):
            return [
                Problem(
                    self._table.place,
                    f"no chat of {self._name} ever arrives",
                    "give at least one row above 0",
                )
            ]
        return [*self._gaps(), *self._too_many()]

    def _disorder(self, row: int) -> Problem | None:
        gap = self._begins[row] - self._begins[row - 1]
        place = self._table.columns["start"][self._places[row]].place
        before = self._table.row_place(self._places[row - 1]).line
        if gap == 0:
            at_midnight = self._time.clock(self._begins[row]) % DAY == 0
            fix = "keep one of them" + (
                "; a time in another column belongs into start" if at_midnight else ""
            )
            return Problem(place, f"this is the start of row {before} again", fix)
        if gap < 0:
            return Problem(place, f"this is earlier than row {before}", "put the rows in order of time")
        if gap < self._step and not self._next_is_due(row - 1):
            return Problem(
                place,
                f"this is {duration_text(gap)} after row {before}, but rows last {duration_text(self._step)}: "
                "they overlap",
                "give intervals of equal length",
            )
        return None

    def _untold(self) -> list[tuple[float, float, int]]:
        """Return the stretches of open doors that no row covers, each with the row that comes after it."""
        missing: list[tuple[float, float, int]] = []
        row = 0
        for opens, closes in self._doors:
            reached = opens
            while row < len(self._begins) and self._begins[row] < closes:
                if self._begins[row] > reached:
                    missing.append((reached, self._begins[row], row))
                reached = max(reached, self._ends[row])
                if reached >= closes:
                    break
                row += 1
            if reached < closes:
                missing.append((reached, closes, row))
        return missing

    def _gaps(self) -> list[Problem]:
        """Say which open hours no row tells of."""
        missing = self._untold()
        if not missing:
            return []
        if self._ends[-1] <= 0 or self._begins[0] >= self._time.horizon:
            span = f"{self._shown(self._begins[0])} to {self._shown(self._ends[-1])}"
            wrong = f"the rows of {self._name} tell of {span} only, not of the time from start to end"
            return [Problem(self._table.row_place(self._places[0]), wrong, "check the dates")]
        begin, end, after = missing[0]
        place = (
            self._table.columns["start"][self._places[after]].place
            if after < len(self._places)
            else self._table.row_place(self._places[-1])
        )
        more = f", and of {len(missing) - 1} more stretches" if len(missing) > 1 else ""
        wrong = f"no row tells of {self._name} from {self._shown(begin)} to {self._shown(end)}{more}"
        fix = "add rows, with 0 chats where none are expected; the forecast must cover open doors from start to end"
        return [Problem(place, wrong, fix)]

    def _shown(self, instant: float) -> str:
        moment = self._time.at(instant)
        seconds = f":{moment:%S.%f}"[:6] if moment.second or moment.microsecond else ""
        return f"{moment:%a %Y-%m-%d %H:%M}{seconds}"

    def _too_many(self) -> list[Problem]:
        return [
            Problem(
                self._table.columns["chats"][place].place,
                f"{chats:,.4g} chats in {duration_text(end - begin)}",
                "check the number",
            )
            for place, chats, begin, end in zip(
                self._places, self._chats, self._begins, self._ends, strict=True
            )
            if chats * 3600 > MOST_PER_HOUR * (end - begin)
        ]

    def inside(self, rows: Rows) -> Forecast:
        """Return the rows that touch the time from start to end."""
        kept = []
        for row, (begin, end) in enumerate(zip(self._begins, self._ends, strict=True)):
            if end <= 0 or begin >= self._time.horizon:
                rows.leave("outside start and end")
            else:
                rows.use()
                kept.append(row)
        return Forecast(
            tuple(self._begins[row] for row in kept),
            tuple(self._ends[row] for row in kept),
            tuple(self._chats[row] for row in kept),
        )
