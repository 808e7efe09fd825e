"""Shift patterns: what shifts a plan may be made of."""

import itertools
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, ValidationInfo, WithJsonSchema, field_validator, model_validator

from planner.scenario import quantities
from planner.scenario.break_places import break_begins, check_apart, told
from planner.scenario.fields import (
    CLOCK_SCHEMA,
    DURATION_SCHEMA,
    Clock,
    Duration,
    Headcount,
    Name,
    Strict,
    wrong,
)
from planner.scenario.local_time import DAY
from planner.scenario.quantities import Unreadable, clock_text, duration_text, shown
from planner.scenario.shift import MINUTE, Break
from planner.scenario.week import ALL_DAYS, CostWeek, Days

MOST_SHAPES = 500
"""Starts and lengths of one pattern."""


def _whole_minutes(seconds: float, what: str) -> float:
    if seconds < MINUTE or seconds % MINUTE:
        raise wrong(f"{what} of {duration_text(seconds)}", "give whole minutes, at least 1m, such as 30m")
    return seconds


class StartWindow(Strict):
    """When a shift may begin."""

    begin: Annotated[Clock, Field(alias="from")]
    """The earliest time."""
    to: Clock
    """The latest; before `from` means on the next day."""
    every: Duration = 1800.0
    """The step between them."""

    @field_validator("every")
    @classmethod
    def _in_minutes(cls, step: float) -> float:
        return _whole_minutes(step, "a step")

    @model_validator(mode="after")
    def _reaches_its_end(self) -> Self:
        last = self.times[-1]
        if (last - self.to) % DAY:
            raise wrong(
                f"from {clock_text(self.begin)} in steps of {duration_text(self.every)} no shift begins at "
                f"{clock_text(self.to)}",
                f'give to: "{clock_text(last % DAY)}", or another step as every',
            )
        return self

    @property
    def times(self) -> range:
        """The times, in seconds since midnight of the day on which the window opens."""
        last = self.to if self.to >= self.begin else self.to + DAY
        return range(self.begin, last + 1, int(self.every))


class AgentsRange(Strict):
    """How many agents may be on a pattern."""

    min: Headcount = 0
    """At least, each day on which the pattern may begin; for weekly patterns in the week."""
    max: Headcount | None = None
    """At most, likewise; default no limit."""

    @field_validator("max")
    @classmethod
    def _not_below(cls, most: int, info: ValidationInfo) -> int:
        least = info.data.get("min", 0)
        if most < least:
            raise wrong(f"{most} is below min, {least}", f"give at least {least}")
        return most


class Weekly(Strict):
    """Agents who work on some days of seven, at the same times on all of them."""

    days: Annotated[int, Field(strict=True, ge=1, le=7)] = 5
    """On how many."""
    rest: Literal["any", "paired"] = "any"
    """`paired`: days of rest that follow one another are preferred where they cost no more."""


def _at(value: object) -> object:
    """Take a single time as a window."""
    if isinstance(value, dict):
        return value
    try:
        quantities.clock(value)
    except Unreadable as error:
        fix = f'{error.fix}, or {{from: "08:00", to: "14:00", every: 30m}}'
        raise wrong("this is not a time of day" if isinstance(value, list) else error.wrong, fix) from None
    return {"from": value, "to": value}


def _listed(value: object) -> object:
    return value if isinstance(value, list) else [value]


def _section(example: str) -> BeforeValidator:
    """Take sections only, and tell with an example what else is wrong with."""

    def check(value: object) -> object:
        if isinstance(value, (str, int, float, list)):
            said = "this" if isinstance(value, list) else shown(value)
            raise wrong(f"{said} is not a section of keys and values", f"write for example {example}")
        return value

    return BeforeValidator(check)


class ShiftPattern(Strict):
    """A kind of shift that a plan may use."""

    group: Name
    """Whose agents work it."""
    start: Annotated[
        StartWindow,
        BeforeValidator(_at),
        WithJsonSchema({"anyOf": [CLOCK_SCHEMA, StartWindow.model_json_schema()]}),
    ]
    """When it begins: one time, or a window `{from: "08:00", to: "14:00", every: 30m}`."""
    length: Annotated[
        tuple[Duration, ...],
        Field(min_length=1, max_length=50),
        BeforeValidator(_listed),
        WithJsonSchema(
            {"anyOf": [DURATION_SCHEMA, {"type": "array", "items": DURATION_SCHEMA, "minItems": 1}]}
        ),
    ]
    """How long it is, breaks included; one length or several to choose from."""
    breaks: Annotated[tuple[Break, ...], Field(max_length=10)] = ()
    """Breaks of each agent; where one lies in a window, its place is chosen. A shift in which a break does not fit, because
    it would touch the shift's begin or end, goes without it."""
    cost: Annotated[float, Field(strict=True, ge=0, le=1e9)] | None = None
    """What one such shift costs, whatever its length."""
    cost_per_hour: CostWeek | None = None
    """Instead of `cost`: what a paid hour costs, a number, a step function by time of day, or either by days of the week;
    default that of the group."""
    agents: Annotated[AgentsRange, _section("{min: 0, max: 20}")] = AgentsRange()
    """The fewest and the most agents."""
    days: Days = ALL_DAYS
    """The days of the week on which it may begin."""
    weekly: Annotated[Weekly, _section("{days: 5}")] | None = None
    """Whether agents work it on several days of the week, at the same times: `{days: 5}`."""

    @field_validator("length")
    @classmethod
    def _of_a_day(cls, lengths: tuple[float, ...], info: ValidationInfo) -> tuple[float, ...]:
        for place, length in enumerate(lengths):
            _whole_minutes(length, "a shift")
            if length > DAY:
                raise wrong(f"a shift of {duration_text(length)}", "a shift takes at most 24h")
            if length in lengths[:place]:
                raise wrong(f"{duration_text(length)} is given twice", "give each length once")
        starts = len(info.data["start"].times) if "start" in info.data else 1
        if starts * len(lengths) > MOST_SHAPES:
            raise wrong(
                f"{starts} starts and {len(lengths)} lengths make {starts * len(lengths):,} different shifts",
                f"give a larger step or fewer lengths; a pattern has at most {MOST_SHAPES}",
            )
        return lengths

    @field_validator("breaks", mode="before")
    @classmethod
    def _as_list(cls, value: object) -> object:
        if not isinstance(value, (list, tuple)):
            raise wrong("this is not a list of breaks", 'write for example [{at: "12:00", for: 30m}]')
        return value

    @field_validator("breaks")
    @classmethod
    def _fit_somewhere(cls, breaks: tuple[Break, ...], info: ValidationInfo) -> tuple[Break, ...]:
        if "start" not in info.data or "length" not in info.data:
            return breaks  # they are complained of themselves
        starts, lengths = info.data["start"].times, info.data["length"]
        for rest in breaks:
            shapes = itertools.product(starts, map(int, lengths))
            if not any(break_begins(rest, begin, begin + length, DAY) for begin, length in shapes):
                raise wrong(
                    f"the break {told(rest)} fits into no shift of this pattern",
                    "a break begins after the shift does and ends before it; move or shorten it",
                )
        check_apart(breaks)
        if sum(rest.length for rest in breaks) >= max(lengths):
            raise wrong("the breaks take as long as the shift", "make them shorter, or leave some out")
        return breaks

    @field_validator("cost_per_hour")
    @classmethod
    def _one_price(cls, cost: CostWeek, info: ValidationInfo) -> CostWeek:
        if info.data.get("cost") is not None:
            raise wrong(
                "cost and cost_per_hour are both given", "give what a shift costs, or what an hour does"
            )
        return cost

    @field_validator("weekly")
    @classmethod
    def _enough_days(cls, weekly: Weekly, info: ValidationInfo) -> Weekly:
        days = info.data.get("days", ALL_DAYS)
        if weekly.days > len(days):
            raise wrong(
                f"{weekly.days} days of the week, and the pattern's days are only {len(days)}",
                "give fewer, or name more under days",
            )
        return weekly

    def starts(self) -> tuple[int, ...]:
        """Return when a shift may begin (s since midnight of the day on which its window opens), in order."""
        return tuple(self.start.times)

    def break_begins(self, rest: Break, begin: int, end: int, step: int) -> tuple[int, ...]:
        """Return when a break of a shift from `begin` to `end` may begin (s since midnight); see `break_places`."""
        return break_begins(rest, begin, end, step)
