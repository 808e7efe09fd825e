"""Chat types: when customers come, how long their chats take, how long they wait."""

from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator

from planner.scenario.bot import Bot
from planner.scenario.distribution import NO_TIME, ByMean, ByValue, Patience
from planner.scenario.fields import FileName, Share, Strict, wrong
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


class ChatType(Strict):
    """A topic or queue; its name is also the skill that serves it."""

    arrivals: Arrivals
    """When chats come in."""
    bot: Bot | None = None
    """What every customer talks to first; the chats that it does not solve come to the queue."""
    handle_time: ByMean
    """A chat's own length when it is the agent's only chat; a bare duration is the mean of an exponential."""
    wrap_up: ByValue = NO_TIME
    """Work after the customer has gone, which holds the slot; a bare duration is a constant."""
    first_reply: ByValue = NO_TIME
    """From the assignment to the agent's first message; a bare duration is a constant."""
    patience: Patience
    """How long a customer waits for an assignment before leaving; `never` for endless."""
    priority: Annotated[int, Field(strict=True, ge=1, le=1000)] = 1
    """1 is served first."""
