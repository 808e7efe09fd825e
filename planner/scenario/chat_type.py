"""Chat types: when customers come, how long their chats take, how long they wait."""

from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, ValidationInfo, WithJsonSchema, field_validator, model_validator

from planner.scenario.bot import Bot
from planner.scenario.conversation import Conversation
from planner.scenario.distribution import NO_TIME, ByMean, ByValue, Patience
from planner.scenario.fields import FileName, Share, Strict, wrong
from planner.scenario.follow_up import FirstContactResolution, Resolution, Retries, Silence, Transfer
from planner.scenario.overflow import Ring
from planner.scenario.quantities import duration_text
from planner.scenario.silent_abandonment import SilentAbandonment
from planner.scenario.week import RateWeek, Weekdays


class Arrivals(Strict):
    """When chats come in: one of `per_hour`, `file` and `log`."""

    per_hour: RateWeek | None = None
    """Chats per hour: one number, a step function by time of day, or either by days of the week. No chats on days
    that are not named."""
    file: FileName | None = None
    """A forecast, CSV or XLSX: columns `start` and `chats` (expected in each interval), and `chat_type` where it tells
    of several."""
    log: FileName | None = None
    """Exact arrival times to replay, CSV or XLSX: a row per chat with columns `arrival`, and `chat_type` where it tells
    of several."""
    uncertainty: Share = 0.0
    """How wrong the forecast may be: coefficient of variation of a gamma factor on each day's volume."""

    @property
    def given(self) -> bool:
        """Whether customers come by themselves, not only handed on by others."""
        return not (self.per_hour is None and self.file is None and self.log is None)

    @field_validator("per_hour")
    @classmethod
    def _some(cls, week: dict[Weekdays, dict[int, float]]) -> dict[Weekdays, dict[int, float]]:
        if not any(any(steps.values()) for steps in week.values()):
            raise wrong("no chat ever arrives", "give at least one rate above 0, or leave the chat type out")
        return week

    @field_validator("uncertainty")
    @classmethod
    def _of_a_forecast(cls, uncertainty: float, info: ValidationInfo) -> float:
        if uncertainty and info.data.get("log") is not None:
            raise wrong("a log is what happened, so it takes no uncertainty", "leave uncertainty out")
        return uncertainty


def _none_of_its_own(value: object) -> object:
    return {} if value == "none" else value


ARRIVALS_SCHEMA = WithJsonSchema({"anyOf": [Arrivals.model_json_schema(), {"const": "none"}]})


INSTEAD = {
    "handle_time": "handle_time, or conversation",
    "first_reply": "first_reply; conversation.first_reply_work is the work on the first message",
    "silence": "silence; conversation.customer_gap tells for how long customers do not write",
}
"""What to leave out of a type with a conversation."""


class ChatType(Strict):
    """A topic or queue; its name is also the skill that serves it."""

    arrivals: Annotated[Arrivals, BeforeValidator(_none_of_its_own), ARRIVALS_SCHEMA]
    """When chats come in; `none` for a type that only gets chats handed on by others."""
    bot: Bot | None = None
    """What every customer talks to first; the chats that it does not solve come to the queue."""
    conversation: Conversation | None = None
    """A chat message by message, instead of `handle_time`: how long it takes, and how customers wait for each reply, then
    follows from how many chats the agent has at once."""
    handle_time: ByMean | None = None
    """A chat's own length when it is the agent's only chat; a bare duration is the mean of an exponential. Required unless
    there is a `conversation`."""
    wrap_up: ByValue = NO_TIME
    """Work after the customer has gone, which holds the slot; a bare duration is a constant."""
    first_reply: ByValue = NO_TIME
    """From the assignment to the agent's first message; a bare duration is a constant. With a `conversation` it follows."""
    patience: Patience
    """How long a customer waits for an assignment before leaving; `never` for endless."""
    patience_until: Literal["assignment", "first_reply"] = "assignment"
    """Whether patience ends with the assignment, or runs on until the agent's first message (with a `conversation`)."""
    silent_abandonment: SilentAbandonment | None = None
    """Those who leave without a sign, so that their chats cost a slot: `{share: 70%, noticed_after: {mean: 2m}}`."""
    priority: Annotated[int, Field(strict=True, ge=1, le=1000)] = 1
    """1 is served first."""
    slots: Annotated[int, Field(strict=True, ge=1, le=100)] = 1
    """How many of an agent's slots such a chat takes."""
    overflow: Annotated[tuple[Ring, ...], Field(min_length=1, max_length=10)] | None = None
    """Who may take a chat, the longer it waits: rings of `{after, groups, level}`; default all with the skill at once."""
    returning: Share = 0.0
    """Share of customers who know an agent from before, and go to that one first: see `routing.previous_agent`."""
    transfer: Transfer | None = None
    """Chats that are handed on: `{to: tier2, probability: 12%}`."""
    retries: Retries | None = None
    """Missed customers who try again: `{probability: 40%, delay: 10m}`."""
    first_contact_resolution: FirstContactResolution = Resolution()
    """Share of answered chats that settle the matter; the other customers come again, by default an hour later on
    average: `85%`, or `{share: 85%, again_after: 2h}`."""
    silence: Silence | None = None
    """Customers who fall silent for a while: `{share: 20%, duration: 10m}`; see `routing.inactive_after`."""

    @field_validator("handle_time", "first_reply", "silence")
    @classmethod
    def _instead_of_conversation(cls, value: object, info: ValidationInfo) -> object:
        if info.data.get("conversation") is not None:
            key = str(info.field_name)
            raise wrong("with a conversation this follows from the messages", f"leave out {INSTEAD[key]}")
        return value

    @field_validator("patience_until")
    @classmethod
    def _with_replies(cls, value: str, info: ValidationInfo) -> str:
        if value == "first_reply" and "conversation" in info.data and info.data["conversation"] is None:
            raise wrong(
                "by handle_time a chat is answered once it is assigned",
                "give a conversation, or leave it out",
            )
        if value == "first_reply" and info.data.get("patience") == "never":
            raise wrong("patience never ends", "give a patience, or leave patience_until out")
        return value

    @model_validator(mode="after")
    def _has_work(self) -> Self:
        if self.handle_time is None and self.conversation is None:
            raise wrong("handle_time is missing", "add handle_time: ..., or a conversation")
        return self

    @field_validator("silent_abandonment")
    @classmethod
    def _some_give_up(cls, silent: SilentAbandonment, info: ValidationInfo) -> SilentAbandonment:
        if info.data.get("patience") == "never":
            raise wrong(
                "with patience: never nobody gives up, so nobody leaves without a sign",
                "give patience as a duration such as 3m, or leave silent_abandonment out",
            )
        return silent

    @field_validator("overflow")
    @classmethod
    def _widening(cls, rings: tuple[Ring, ...]) -> tuple[Ring, ...]:
        if rings[0].after:
            raise wrong("the first ring begins later than at once", "give the first ring without after")
        level = rings[0].level or 1
        for before, ring in pairwise(rings):
            if ring.after <= before.after:
                raise wrong(
                    f"{duration_text(ring.after)} comes after {duration_text(before.after)}",
                    "give rings in the order of after",
                )
            if ring.level is not None and ring.level >= level:
                raise wrong(f"level {ring.level} is asked for after {level}", "rings lower the level")
            level = ring.level or level
        return rings
