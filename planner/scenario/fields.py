"""The kinds of value that scenario keys take, as pydantic types with their JSON Schema."""

import unicodedata
from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    WithJsonSchema,
    field_validator,
)
from pydantic_core import PydanticCustomError

from planner.scenario import quantities
from planner.scenario.quantities import Unreadable, shown


def wrong(what: str, fix: str) -> PydanticCustomError:
    """Return the error for a value, with what would be right."""
    return PydanticCustomError("wrong", "{what}", {"what": what, "fix": fix})


class Strict(BaseModel):
    """A part of a scenario: unknown keys are errors, values do not change once read."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True, allow_inf_nan=False)

    @field_validator("*", mode="before")
    @classmethod
    def _given(cls, value: object) -> object:
        """Nothing after a key is not the default, but something forgotten."""
        if value is None:
            raise wrong("nothing is given", "give a value, or leave the key out")
        return value


def reading(read: Callable[[object], Any]) -> BeforeValidator:
    """Turn a reader that raises `Unreadable` into a validator."""

    def validate(value: object) -> Any:
        try:
            return read(value)
        except Unreadable as error:
            raise wrong(error.wrong, error.fix) from None

    return BeforeValidator(validate)


def _worded(value: object) -> str:
    """Return a value that must be text."""
    if isinstance(value, str):
        return value
    if isinstance(value, (dict, list)):
        raise Unreadable("this is not text", "put it in quotes if it is meant as text")
    raise Unreadable(f"{shown(value)} is not text", f"put it in quotes: '{shown(value)}'")


def _name(value: object) -> str:
    text = unicodedata.normalize("NFC", _worded(value))
    if not 1 <= len(text) <= 60:
        raise Unreadable(f"a name of {len(text)} characters", "names have 1 to 60 characters")
    if not text.isprintable() or text != text.strip() or any(char in text for char in "./\\[]\"'=,"):
        raise Unreadable(
            f"the name {shown(value)} has a character that names cannot have",
            "use letters, digits, spaces, - and _ (a dot would break --set paths)",
        )
    return text


def _text(value: object) -> str:
    text = _worded(value)
    if len(text) > 2000:
        raise Unreadable(f"a text of {len(text):,} characters", "texts have at most 2000")
    if not all(char.isprintable() or char in "\n\t" for char in text):
        raise Unreadable(f"{shown(text)} holds control characters", "leave them out")
    return text


def steps(value: object) -> object:
    """A single value holds all day; keys that mean the same time of day contradict each other."""
    if isinstance(value, list):
        raise wrong("this is a list", 'give one number, or for example {"08:00": 5, "11:00": 9}')
    if not isinstance(value, dict):
        return {"00:00": value}
    if not value:
        raise wrong("the step function is empty", 'write for example {"08:00": 5, "11:00": 9}')
    seen: dict[int, object] = {}
    for key in value:
        try:
            time = quantities.clock(key)
        except Unreadable:
            continue  # reported at the key itself
        if time in seen:
            raise wrong(f"{shown(seen[time])} and {shown(key)} are the same time of day", "keep one of them")
        seen[time] = key
    return value


def _clock_end(value: object) -> int:
    return 86400 if value == "24:00" else quantities.clock(value)


def _file_name(value: object) -> str:
    text = _worded(value)
    if "://" in text:
        raise Unreadable(
            f"{shown(text)} is an address, and nothing is fetched", "save the file beside the scenario"
        )
    if not text.partition("#")[0].strip() or len(text) > 500 or not text.isprintable():
        raise Unreadable(f"{shown(text)} is no file name", "write for example forecast.csv")
    return text


DURATION_SCHEMA = {
    "type": "string",
    "pattern": r"^\s*([0-9]+(\.[0-9]+)?\s*[A-Za-z]+\s*)+$",
    "examples": ["90s", "9m"],
}
SHARE_SCHEMA: dict[str, Any] = {
    "anyOf": [
        {"type": "number", "minimum": 0, "maximum": 1},
        {"type": "string", "pattern": r"^[0-9.]+\s*%$"},
    ],
    "examples": ["80%"],
}
CLOCK_SCHEMA = {"type": "string", "pattern": "^[0-9]{1,2}:[0-9]{2}$"}
MOMENT_SCHEMA = {"type": "string", "examples": ["2026-11-23 08:00"]}

Duration = Annotated[float, reading(quantities.duration), WithJsonSchema(DURATION_SCHEMA)]
Share = Annotated[float, reading(quantities.share), WithJsonSchema(SHARE_SCHEMA)]
Clock = Annotated[int, reading(quantities.clock), WithJsonSchema(CLOCK_SCHEMA)]
ClockEnd = Annotated[int, reading(_clock_end), WithJsonSchema(CLOCK_SCHEMA)]
"""A time of day at which something ends; `24:00` is the day's end."""
Moment = Annotated[datetime, reading(quantities.moment), WithJsonSchema(MOMENT_SCHEMA)]
Name = Annotated[str, reading(_name)]
Text = Annotated[str, reading(_text)]
FileName = Annotated[
    str,
    reading(_file_name),
    WithJsonSchema({"type": "string", "examples": ["forecast.csv", "plan.xlsx#Week 48"]}),
]
"""A CSV or XLSX file in the scenario's folder; `#` and a name tell the sheet."""


Rate = Annotated[float, Field(strict=True, ge=0, le=1e7)]
Cost = Annotated[float, Field(strict=True, ge=0, le=1e6)]
Headcount = Annotated[int, Field(strict=True, ge=0, le=20_000)]


def _slowdown_share(value: object) -> object:
    if value == "none":
        return 0.0
    try:
        return quantities.share(value)
    except Unreadable as error:
        raise wrong(error.wrong, "write for example [1, 1.15, 1.4], 15% per extra chat, or none") from None


SlowdownFactor = Annotated[float, Field(strict=True, ge=1, le=100)]
Slowdown = Annotated[
    Annotated[float, BeforeValidator(_slowdown_share), Tag("[share]")]
    | Annotated[tuple[SlowdownFactor, ...], Field(min_length=1), Tag("[list]")],
    Discriminator(lambda value: "[list]" if isinstance(value, (list, tuple)) else "[share]"),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "array", "items": {"type": "number", "minimum": 1}, "minItems": 1},
                {"type": "string", "pattern": "^([0-9.]+%|none)$"},
                {"type": "number", "minimum": 0, "maximum": 1},
            ]
        }
    ),
]

NO_LIMIT = BeforeValidator(lambda value: None if value == "none" else value)
MostWaiting = Annotated[
    Annotated[int, Field(strict=True, ge=0, le=1_000_000)] | None,
    NO_LIMIT,
    WithJsonSchema({"anyOf": [{"type": "integer", "minimum": 0, "maximum": 1_000_000}, {"const": "none"}]}),
]
MostWait = Annotated[
    Duration | None, NO_LIMIT, WithJsonSchema({"anyOf": [DURATION_SCHEMA, {"const": "none"}]})
]
