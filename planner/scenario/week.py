"""Days of the week as keys, and values that hold on them."""

import itertools
import re
from collections.abc import Callable, Mapping
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, WithJsonSchema

from planner.scenario import quantities
from planner.scenario.fields import (
    CLOCK_SCHEMA,
    Clock,
    Cost,
    Headcount,
    Rate,
    reading,
    steps,
    wrong,
)
from planner.scenario.quantities import Unreadable, shown

NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAILY_KEY = "[daily]"
"""Stands for the days where a value is written that holds on all of them."""
FULL_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SHORT_NAMES = {**{name: name[:3] for name in FULL_NAMES}, "tues": "tue", "thur": "thu", "thurs": "thu"}

Weekdays = tuple[int, ...]
"""0 for Monday to 6 for Sunday, in order."""
ALL_DAYS: Weekdays = (0, 1, 2, 3, 4, 5, 6)

WORDS: dict[str, Weekdays] = {
    "daily": ALL_DAYS,
    "all": ALL_DAYS,
    "weekdays": (0, 1, 2, 3, 4),
    "weekend": (5, 6),
    "weekends": (5, 6),
}


def weekdays(value: object) -> Weekdays:
    """Read `mon-fri`, `sat`, `sat, sun`, a list of them, `weekdays`, `weekend` or `daily`. Raises `Unreadable`."""
    if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
        value = ",".join(value)
    if not isinstance(value, str):
        raise Unreadable(f"{shown(value)} is no day of the week", "write for example mon-fri, sat or sat-sun")
    if value.strip().lower() in WORDS:
        return WORDS[value.strip().lower()]
    days: set[int] = set()
    for part in value.split(","):
        first, dash, last = part.partition("-")
        begin = _weekday(first, value)
        end = _weekday(last, value) if dash else begin
        # fri-mon goes over the week's end
        days.update(day % 7 for day in range(begin, end + 1 + 7 * (end < begin)))
    return tuple(sorted(days))


def _weekday(name: str, whole: str) -> int:
    word = name.strip().lower()
    word = SHORT_NAMES.get(word, word)
    if word not in NAMES:
        raise Unreadable(
            f"{shown(whole)} is no day of the week",
            "write for example mon-fri, sat or sat-sun (mon, tue, wed, thu, fri, sat, sun)",
        )
    return NAMES.index(word)


def weekdays_text(days: Weekdays) -> str:
    """Write days as `mon-fri` or `mon, wed`."""
    if len(days) == 7:
        return "every day"
    if len(days) > 2 and days == tuple(range(days[0], days[-1] + 1)):
        return f"{NAMES[days[0]]}-{NAMES[days[-1]]}"
    return ", ".join(NAMES[day] for day in days)


def _by_weekday(inner: Callable[[object], object]) -> BeforeValidator:
    """Take values by days of the week, or one that holds every day; `inner` prepares each."""

    def prepare(value: object) -> object:
        if not isinstance(value, dict) or not any(_is_day(key) for key in value):
            return {DAILY_KEY: inner(value)}
        if DAILY_KEY in value:
            raise wrong(
                f"{shown(DAILY_KEY)} is no day of the week", "write for example mon-fri, sat or daily"
            )
        seen: dict[int, object] = {}
        for key in value:
            for day in _readable(key):
                if day in seen:
                    raise wrong(
                        f"{shown(seen[day])} and {shown(key)} both name {NAMES[day]}", "name each day once"
                    )
                seen[day] = key
        return {key: inner(entry) for key, entry in value.items()}

    return BeforeValidator(prepare)


def _is_day(key: object) -> bool:
    return isinstance(key, str) and key.strip()[:1].isalpha()


def _readable(key: object) -> Weekdays:
    """Return the days of a key; none where it cannot be read, which is reported at the key itself."""
    try:
        return weekdays(key)
    except Unreadable:
        return ()


DAYS_SCHEMA: dict[str, Any] = {"type": "string", "examples": ["mon-fri", "sat", "sat-sun"]}
Days = Annotated[
    Weekdays,
    reading(weekdays),
    WithJsonSchema({"anyOf": [DAYS_SCHEMA, {"type": "array", "items": DAYS_SCHEMA}]}),
]
DaysKey = Annotated[
    Weekdays,
    reading(lambda value: ALL_DAYS if value == DAILY_KEY else weekdays(value)),
    WithJsonSchema(DAYS_SCHEMA),
]


def _schema(value: dict[str, Any]) -> WithJsonSchema:
    """Return the schema of a value that may be given by days of the week."""
    by_day = {"type": "object", "additionalProperties": value, "minProperties": 1}
    return WithJsonSchema({"anyOf": [value, by_day]})


def _steps_schema(value: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a step function by time of day, or of its one value."""
    by_clock = {
        "type": "object",
        "additionalProperties": value,
        "propertyNames": CLOCK_SCHEMA,
        "minProperties": 1,
    }
    return {"anyOf": [value, by_clock]}


RateWeek = Annotated[
    dict[DaysKey, dict[Clock, Rate]],
    _by_weekday(steps),
    _schema(_steps_schema({"type": "number", "minimum": 0})),
]
CostWeek = Annotated[
    dict[DaysKey, dict[Clock, Cost]],
    _by_weekday(steps),
    _schema(_steps_schema({"type": "number", "minimum": 0})),
]
HeadcountWeek = Annotated[
    dict[DaysKey, dict[Clock, Headcount]],
    _by_weekday(steps),
    _schema(_steps_schema({"type": "integer", "minimum": 0})),
]

HOURS = re.compile(r"([0-9]{1,2}:[0-9]{2})\s*[-–]\s*([0-9]{1,2}:[0-9]{2})")
MOST_STRETCHES = 24
Span = tuple[int, int]
"""From and to in seconds since midnight; beyond 24 h for the next morning."""


def hours(value: object) -> tuple[Span, ...]:
    """Read `08:00-20:00`, `[08:00-12:00, 14:00-18:00]`, `24h` or `closed`. Raises `Unreadable`."""
    parts = value if isinstance(value, list) else [value]
    if parts == ["closed"] or parts == []:
        return ()
    if value is None:
        raise Unreadable("no hours are given", "write for example 08:00-20:00; quote days such as 'mon,tue'")
    if len(parts) > MOST_STRETCHES:
        raise Unreadable(f"{len(parts)} stretches in a day", f"give at most {MOST_STRETCHES}")
    spans = sorted(_span(part) for part in parts)
    for earlier, later in itertools.pairwise(spans):
        if later[0] < earlier[1]:
            raise Unreadable("these hours overlap", "give each stretch once")
    return tuple(spans)


def _span(value: object) -> Span:
    if value in ("24h", "00:00-24:00", "0:00-24:00"):
        return (0, 86400)
    match = HOURS.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        raise Unreadable(
            f"{shown(value) if not isinstance(value, dict) else 'this'} does not tell hours",
            "write for example 08:00-20:00, [08:00-13:00, 14:00-20:00], 24h or closed",
        )
    begin = quantities.clock(match[1])
    end = 86400 if match[2] == "24:00" else quantities.clock(match[2])
    if begin == end:
        raise Unreadable(f"{shown(value)} is no stretch of time", "write 24h for all day, or closed")
    return (begin, end if end > begin else end + 86400)


HOURS_SCHEMA: dict[str, Any] = {
    "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}],
    "examples": ["08:00-20:00"],
}
Hours = Annotated[tuple[Span, ...], reading(hours), WithJsonSchema(HOURS_SCHEMA)]
OpeningWeek = Annotated[dict[DaysKey, Hours], _by_weekday(lambda value: value), _schema(HOURS_SCHEMA)]


Value = TypeVar("Value")


def on_weekday(week: Mapping[Weekdays, Value], day: int, otherwise: Value) -> Value:
    """Return what holds on a day of the week, 0 for Monday; `otherwise` on days that are not named."""
    return next((value for days, value in week.items() if day in days), otherwise)
