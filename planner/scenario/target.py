"""Targets: what a staffing must keep."""

from difflib import get_close_matches
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, ValidationInfo, WithJsonSchema, field_validator, model_validator

from planner.scenario import quantities
from planner.scenario.fields import SHARE_SCHEMA, Name, Strict, reading, wrong
from planner.scenario.kpi_names import KINDS, NOT_OF_GROUPS, NOT_OF_TYPES, OF_WHOLE_RUN
from planner.scenario.kpi_values import SHARE
from planner.scenario.quantities import Unreadable, shown

PROMISE_KEPT = "sla_attainment"
"""The share of days on which the promise is kept: what `on` tells of other KPIs."""
EXAMPLE = "[{kpi: service_level, at_least: 80%}]"


def _days(value: object) -> float:
    """Read `90% of days`."""
    text = value.strip() if isinstance(value, str) else value
    if isinstance(text, str) and text.endswith("of days"):
        text = text.removesuffix("of days").strip()
    try:
        found = quantities.share(text)
    except Unreadable:
        raise Unreadable(f"{shown(value)} is no share of days", "write for example 90% of days") from None
    return _provable(found, value)


def _provable(share: float, written: object) -> float:
    """Return a share of days if simulations can show that so many keep something. Raises `Unreadable`."""
    if share >= 1:
        raise Unreadable(
            f"{shown(written)} is every day, and no simulation proves that", "give less, such as 99%"
        )
    if share <= 0:
        raise Unreadable(f"{shown(written)} asks for nothing", "give more, such as 90%")
    return share


OnDays = Annotated[
    float,
    reading(_days),
    WithJsonSchema(
        {
            "anyOf": [{"type": "string", "pattern": "^[0-9.]+ *% of days$"}, *SHARE_SCHEMA["anyOf"]],
            "examples": ["90% of days"],
        }
    ),
]
Bound = Annotated[float, WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "number"}]})]


class Target(Strict):
    """What a KPI must be."""

    kpi: Name
    """Its key, such as `service_level`, `missed_rate`, `wait_p90`, `frt_mean` or `utilization`."""
    at_least: Bound | None = None
    """The least value that is good enough, in the KPI's unit: `80%`, `2m`, `12`."""
    at_most: Bound | None = None
    """The largest value that is good enough; with `at_least`, both bounds hold."""
    per: Literal["run", "day", "interval"] = "run"
    """Whether it must be so over all the time, on every day, or in every interval."""
    chat_type: Name | None = None
    """Of this chat type's chats only."""
    agent_group: Name | None = None
    """Of this group's agents only."""
    on: OnDays | None = None
    """On which share of days it must be so, such as `90% of days`; default on average over all days."""

    @field_validator("kpi")
    @classmethod
    def _known(cls, key: str) -> str:
        if key not in KINDS:
            close = get_close_matches(key, KINDS, n=1)
            hint = f'did you mean "{close[0]}"? ' if close else ""
            raise wrong(
                f"no target can be about {shown(key)}", f"{hint}targets are about {', '.join(sorted(KINDS))}"
            )
        return key

    @field_validator("at_least", "at_most", mode="before")
    @classmethod
    def _in_unit(cls, value: object, info: ValidationInfo) -> object:
        key = info.data.get("kpi")
        if value is None:
            return value  # it is complained of already
        if key is None:
            return 0.0  # the KPI is complained of
        try:
            bound = KINDS[key].read(value)
            if key == PROMISE_KEPT and info.field_name == "at_least":
                return _provable(bound, value)
        except Unreadable as error:
            raise wrong(error.wrong, f"{key} is {KINDS[key].what}: {error.fix}") from None
        return bound

    @field_validator("at_most")
    @classmethod
    def _above_least(cls, most: float, info: ValidationInfo) -> float:
        key, least = info.data.get("kpi"), info.data.get("at_least")
        if key == PROMISE_KEPT:
            raise wrong("on how many days the promise is kept needs no upper bound", "give at_least")
        if key is not None and least is not None and least > most:
            text = KINDS[key].text
            raise wrong(f"{text(most)} is below at_least, {text(least)}", "exchange them")
        return most

    @field_validator("per")
    @classmethod
    def _told_of_parts(cls, per: str, info: ValidationInfo) -> str:
        key = info.data.get("kpi")
        if per != "run" and key in OF_WHOLE_RUN:
            raise wrong(f"{key} is told of the whole run only", "leave per out")
        if per == "interval" and key == PROMISE_KEPT:
            raise wrong(
                f"{key} is about days as a whole", "leave per out, or use service_level with per: interval"
            )
        return per

    @field_validator("chat_type")
    @classmethod
    def _told_of_types(cls, name: str, info: ValidationInfo) -> str:
        if info.data.get("kpi") in NOT_OF_TYPES:
            raise wrong(
                f"{info.data['kpi']} is about agents, not about the chats of a type",
                "give agent_group instead",
            )
        return name

    @field_validator("agent_group")
    @classmethod
    def _told_of_groups(cls, name: str, info: ValidationInfo) -> str:
        if info.data.get("kpi") in NOT_OF_GROUPS:
            raise wrong(f"{info.data['kpi']} is about chats, whoever serves them", "give chat_type instead")
        if info.data.get("chat_type") is not None:
            raise wrong(
                "chat_type and agent_group are both given", "give one; two targets where both are meant"
            )
        return name

    @field_validator("on")
    @classmethod
    def _told_of_days(cls, share: float, info: ValidationInfo) -> float:
        key = info.data.get("kpi")
        if key == PROMISE_KEPT:
            raise wrong(f"{key} is a share of days itself", "give that share as at_least, and leave on out")
        if key in OF_WHOLE_RUN:
            raise wrong(f"{key} is told of the whole run only", "leave on out")
        return share

    @model_validator(mode="after")
    def _bounded(self) -> Self:
        if self.at_least is None and self.at_most is None:
            raise wrong(f"the target for {self.kpi} has no bound", "give at_least or at_most")
        return self

    @model_validator(mode="after")
    def _can_be_proven(self) -> Self:
        if self.on is not None or self.kpi in NOT_OF_TYPES:
            return self  # days are counted, and an agent's time is no share of chats
        of_chats = KINDS[self.kpi] is SHARE
        if self.at_most == 0 and (of_chats or self.kpi == "missed"):
            raise wrong(
                f"{self.kpi} at most {KINDS[self.kpi].text(0)} is never a single chat, and no simulation proves that",
                f"give more, such as {'0.5%' if of_chats else '0.5'}, or on: 90% of days",
            )
        if of_chats and self.at_least is not None and self.at_least >= 1:
            raise wrong(
                f"{self.kpi} at least 100 % is every single chat, and no simulation proves that",
                "give less, such as 99.5%, or on: 90% of days",
            )
        return self

    def bound(self, side: Literal["at_least", "at_most"]) -> float | None:
        """Return a bound in the KPI's own unit."""
        return self.at_least if side == "at_least" else self.at_most


def _listed(value: object) -> object:
    if isinstance(value, (list, tuple)):
        return value
    raise wrong("this is not a list of targets", f"write for example {EXAMPLE}")


Targets = Annotated[tuple[Target, ...], Field(max_length=50), BeforeValidator(_listed)]
