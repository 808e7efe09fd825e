"""When doors are open: time zones, holidays, and what happens at closing."""

from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from planner.scenario import quantities
from planner.scenario.fields import DURATION_SCHEMA, Strict, reading, wrong
from planner.scenario.local_time import FOREVER
from planner.scenario.quantities import Unreadable, shown


def _zone(value: object) -> str:
    from zoneinfo import available_timezones

    if not isinstance(value, str):
        raise Unreadable(f"{shown(value)} is no time zone", "write for example Europe/Athens")
    known = available_timezones()
    if value not in known:
        close = get_close_matches(value, sorted(zone for zone in known if "GMT" not in zone), n=1)
        hint = f'did you mean "{close[0]}"? ' if close else ""
        raise Unreadable(f"there is no time zone {shown(value)}", f"{hint}write for example Europe/Athens")
    return value


Zone = Annotated[str, reading(_zone), WithJsonSchema({"type": "string", "examples": ["Europe/Athens"]})]


def _serving(value: object) -> float:
    """Return for how many seconds those who wait at closing are served."""
    if value == "serve":
        return FOREVER
    if value == "miss":
        return 0.0
    if isinstance(value, dict) and set(value) == {"serve_at_most"}:
        return quantities.duration(value["serve_at_most"])
    said = shown(value) if isinstance(value, (str, int, float, bool)) else "this"
    raise Unreadable(f"{said} is none of the choices", "use serve, miss or {serve_at_most: 15m}")


AtClose = Annotated[
    float,
    Field(allow_inf_nan=True),
    reading(_serving),
    WithJsonSchema(
        {
            "anyOf": [
                {"enum": ["serve", "miss"]},
                {
                    "type": "object",
                    "properties": {"serve_at_most": DURATION_SCHEMA},
                    "required": ["serve_at_most"],
                    "additionalProperties": False,
                },
            ]
        }
    ),
]
"""For how many seconds those who wait at closing are served."""


def _date(value: object) -> date:
    try:
        if isinstance(value, str) and len(value) == 10:
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise Unreadable(f"{shown(value)} is not a date", "write for example 2026-12-25")


Date = Annotated[date, reading(_date), WithJsonSchema({"type": "string", "examples": ["2026-12-25"]})]


class Holidays(Strict):
    """Dates on which the week's rhythm is broken."""

    country: str | None = None
    """Two letters, such as GR: its public holidays."""
    subdivision: str | None = None
    """A part of the country with holidays of its own, such as BY in DE."""
    dates: Annotated[tuple[Date, ...], Field(max_length=1000)] = ()
    """Further dates."""
    taken: Annotated[Literal["sunday", "closed"], Field(alias="as")] = "sunday"
    """Such a date counts as a Sunday: arrivals, agents, shifts and opening hours; or doors stay shut and no shift
    is worked. Files go by their dates alone."""

    @model_validator(mode="after")
    def _known(self) -> Self:
        from holidays import list_supported_countries

        if self.country is None:
            if not self.dates or self.subdivision is not None:
                raise wrong(
                    "no country and no dates are given", "write for example GR, or dates: [2026-12-25]"
                )
            return self
        countries = list_supported_countries()
        if self.country not in countries:
            letters = [code for code in countries if len(code) == 2]
            close = get_close_matches(self.country.upper(), letters, n=1)
            hint = f'did you mean "{close[0]}"? ' if close and len(self.country) <= 3 else ""
            raise wrong(
                f"no holidays are known of {shown(self.country)}", f"{hint}give two letters such as GR"
            )
        parts = countries[self.country]
        if self.subdivision is not None and self.subdivision not in parts:
            known = ", ".join(parts[:20]) or "none"
            raise wrong(f"{self.country} has no subdivision {shown(self.subdivision)}", f"known are: {known}")
        return self

    def found(self, years: Iterable[int]) -> frozenset[date]:
        """Return the dates of some years."""
        if self.country is None:
            return frozenset(self.dates)
        from holidays import country_holidays

        return frozenset(country_holidays(self.country, subdiv=self.subdivision, years=years)) | {*self.dates}


def _holidays(value: object) -> object:
    if isinstance(value, str):
        return {"country": value}
    return {"dates": value} if isinstance(value, list) else value


_SCHEMA: dict[str, Any] = Holidays.model_json_schema()
HolidaysOf = Annotated[
    Holidays,
    BeforeValidator(_holidays),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}, _SCHEMA]}),
]
