"""Shifts and their breaks."""

import itertools
from collections.abc import Iterator
from typing import Annotated, Self

from pydantic import ConfigDict, Field, field_validator, model_validator

from planner.scenario.fields import Clock, ClockEnd, Duration, Headcount, Strict, wrong
from planner.scenario.local_time import DAY
from planner.scenario.quantities import clock_text, duration_text, shown
from planner.scenario.week import ALL_DAYS, Days

MINUTE = 60
MOST_CHECKED = 1000
"""Of more agents the breaks of the first so many, and of the last, are checked: they lie evenly."""

BreakSpan = tuple[int, int, bool]
"""From and to in seconds since midnight of the shift's first day, and whether it is paid."""


class Break(Strict):
    """A break of every agent of a shift: at one time, or spread evenly over a window."""

    model_config = ConfigDict(populate_by_name=False)

    at: Clock | None = None
    """When it begins, for all at once."""
    between: tuple[Clock, ClockEnd] | None = None
    """The window in which it lies; the agents of a shift go one after another, evenly. In a pattern its place is chosen."""
    length: Annotated[Duration, Field(alias="for", ge=60, le=DAY)]
    """How long it takes."""
    paid: Annotated[bool, Field(strict=True)] = False
    """Whether it counts for the paid hours."""

    @field_validator("between", mode="before")
    @classmethod
    def _two_times(cls, value: object) -> object:
        if not isinstance(value, list) or len(value) != 2 or value[0] == value[1]:
            raise wrong("this is no stretch of time", 'give two times, such as ["11:00", "14:00"]')
        return value

    @field_validator("length")
    @classmethod
    def _whole_seconds(cls, length: float) -> float:
        if length % 1:
            raise wrong(f"a break of {length:g} s", "give whole seconds or minutes, such as 30m")
        return length

    @model_validator(mode="after")
    def _one_time(self) -> Self:
        if (self.at is None) == (self.between is None):
            raise wrong(
                "a break is either at a time or between two",
                'give at: "12:00" or between: ["11:00", "14:00"]',
            )
        return self


class Shift(Strict):
    """Agents who come and go together."""

    agents: Headcount
    """How many."""
    begin: Annotated[Clock, Field(alias="from")]
    """When they begin to accept chats."""
    to: ClockEnd
    """When they cease to; not after `from` means on the next day."""
    days: Days = ALL_DAYS
    """The days of the week on which the shift begins."""
    breaks: Annotated[tuple[Break, ...], Field(max_length=20)] = ()
    """Breaks of each agent."""

    @field_validator("breaks", mode="before")
    @classmethod
    def _as_list(cls, value: object) -> object:
        if isinstance(value, str):
            raise wrong(f"{shown(value)} is no list of breaks", 'write for example [{at: "12:00", for: 30m}]')
        return value

    @property
    def end(self) -> int:
        """Seconds since midnight of the first day, above 24 h for the next."""
        return self.to if self.to > self.begin else self.to + DAY

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.begin == self.to:
            raise wrong(
                f"from and to are both {clock_text(self.begin)}", "give two times, or two shifts for 24 hours"
            )
        for rest in self.breaks:
            self._holds(rest)
        for agent in {*range(min(self.agents, MOST_CHECKED)), max(0, self.agents - 1)}:
            spans = sorted(self.break_spans(agent))
            for earlier, later in itertools.pairwise(spans):
                if later[0] < earlier[1]:
                    raise wrong(
                        f"the breaks at {clock_text(earlier[0] % DAY)} and {clock_text(later[0] % DAY)} of agent "
                        f"{agent + 1} overlap",
                        "give them different times or windows",
                    )
        return self

    def _holds(self, rest: Break) -> None:
        begin, end = self._window(rest)
        if begin < self.begin or end > self.end:
            raise wrong(
                f"the break {clock_text(begin % DAY)}–{clock_text(end % DAY)} is not inside the shift "
                f"{clock_text(self.begin)}–{clock_text(self.to)}",
                "move it",
            )
        if end - begin < rest.length:
            raise wrong(
                f"a break of {duration_text(rest.length)} does not fit between {clock_text(begin % DAY)} and "
                f"{clock_text(end % DAY)}",
                "widen the window",
            )

    def _window(self, rest: Break) -> tuple[int, int]:
        """Return the time in which a break lies, after midnight counted on."""
        if rest.between is None:
            assert rest.at is not None
            begin = self._after_begin(rest.at)
            return begin, begin + int(rest.length)
        first, last = rest.between
        begin = self._after_begin(first)
        return begin, begin + ((last - first) % DAY or DAY)

    def _after_begin(self, clock: int) -> int:
        return clock if clock >= self.begin else clock + DAY

    def break_spans(self, agent: int) -> Iterator[BreakSpan]:
        """Yield the breaks of an agent, numbered from 0 within the shift.

        In a window of the length w, breaks of the length b of n agents begin (w - b) / (n - 1) after one another,
        to the minute; that of a single agent lies in the middle.
        """
        for rest in self.breaks:
            first, last = self._window(rest)
            room = last - first - int(rest.length)
            place, places = (agent, self.agents - 1) if self.agents > 1 else (1, 2)
            begin = first + room * place // places // MINUTE * MINUTE
            yield begin, begin + int(rest.length), rest.paid
