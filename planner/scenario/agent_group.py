"""Agent groups: who works when, and how."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, ValidationInfo, WithJsonSchema, field_validator

from planner.scenario.distribution import ByPlainMean
from planner.scenario.fields import (
    SHARE_SCHEMA,
    Cost,
    Duration,
    FileName,
    Name,
    Share,
    Slowdown,
    Strict,
    wrong,
)
from planner.scenario.overflow import BEST, Level
from planner.scenario.quantities import duration_text
from planner.scenario.shift import Shift
from planner.scenario.week import ALL_DAYS, CostWeek, HeadcountWeek

Speed = Annotated[Share, Field(ge=0.1)]


class Shrinkage(Strict):
    """Accepting time that is lost while on shift."""

    share: Annotated[Share, Field(le=0.9)]
    """Share of the accepting time of each agent."""
    spell: Annotated[Duration, Field(ge=10)] = 600.0
    """Mean length of a spell away."""


def _shrinkage(value: object) -> object:
    return value if isinstance(value, dict) else {"share": value}


class AgentGroup(Strict):
    """Agents who are alike."""

    agents: HeadcountWeek | None = None
    """How many accept chats: one number, a step function by time of day, or either by days of the week. Nobody on days
    that are not named."""
    shifts: Annotated[tuple[Shift, ...], Field(min_length=1, max_length=1000)] | None = None
    """Instead of `agents`: who comes and goes when, with breaks."""
    roster: FileName | None = None
    """Instead of `agents`: a plan, CSV or XLSX, with a row per agent and shift: columns `agent`, `group` (where it tells
    of several), `start`, `end` and `breaks` (such as 12:00-12:30; 15:00-15:15)."""
    cost_per_hour: CostWeek = {ALL_DAYS: {0: 1.0}}  # noqa: RUF012  pydantic copies it
    """What a paid agent hour costs, a number, a step function by time of day, or either by days of the week."""
    overtime_cost_per_hour: Cost = 0.0
    """What an hour costs in which an agent finishes chats after the shift's end."""
    absence: Annotated[Share, Field(lt=1)] = 0.0
    """Chance that a scheduled agent does not turn up that day."""
    shrinkage: Annotated[
        Shrinkage,
        BeforeValidator(_shrinkage),
        WithJsonSchema({"anyOf": [SHARE_SCHEMA, Shrinkage.model_json_schema()], "default": 0}),
    ] = Shrinkage(share=0.0)
    """Accepting time lost on shift: a share, lost in spells of 10m on average, or `{share: 8%, spell: 5m}`."""
    last_chat_before: Duration = 0.0
    """No new chat so shortly before a break or the shift's end."""
    break_starts: Literal["on_time", "when_free"] = "on_time"
    """Whether a break begins on time even if chats run into it, or when they are done, and then keeps its length."""
    concurrency: Annotated[int, Field(strict=True, ge=1, le=100)] = 1
    """Chats at once per agent."""
    slowdown: Slowdown | None = None
    """Factor on the handle time with 1, 2, ... chats in hand; `15%` per extra chat; `none`."""
    reply_order: Literal["oldest", "first_replies_first", "newest_chat_last", "shortest_chat"] = "oldest"
    """Which message of a `conversation` an agent replies to next: the one that has waited longest, one of a customer who has
    had no reply yet, one of the chat begun longest ago, or of the chat with the fewest replies so far."""
    skills: Annotated[tuple[Name, ...], Field(min_length=1)] | None = None
    """The chat types that these agents serve; default all."""
    rank: Annotated[int, Field(strict=True, ge=1, le=1000)] = 1
    """For the strategy `ranked`: the lowest is chosen first."""
    levels: dict[Name, Level] = {}  # noqa: RUF012  pydantic copies it
    """How good these agents are at a skill, 1 to 5 (best), by chat type: `{sales: 2}`; default 5. For the strategy
    `best_skill`, for `level` of overflow rings, and for `speed`."""
    speed: Annotated[tuple[Speed, ...], Field(min_length=BEST, max_length=BEST)] = (1.0,) * BEST
    """How fast they work at level 1, 2, ... 5, against the handle time: `[60%, 70%, 80%, 90%, 100%]`."""
    accept: ByPlainMean | None = None
    """How long until an agent accepts a chat that is offered; a bare duration is the mean of an exponential. Without it
    chats are assigned."""
    offer_miss: Annotated[Share, Field(lt=1)] = 0.0
    """Share of offers that an agent does not notice at all: see `routing.offer_timeout`."""
    pull: ByPlainMean | None = None
    """Chats are not assigned: a free agent picks them from the queue, so long after one has begun to wait."""

    @field_validator("offer_miss", "pull")
    @classmethod
    def _of_offers(cls, value: object, info: ValidationInfo) -> object:
        if "accept" not in info.data:
            return value  # it is complained of itself
        accept = info.data["accept"]
        if info.field_name == "offer_miss" and value and accept is None:
            raise wrong("offers are missed only where they are accepted", "give accept, such as accept: 6s")
        if info.field_name == "pull" and accept is not None:
            raise wrong("agents who pick their chats are offered none", "give pull or accept")
        return value

    @field_validator("slowdown")
    @classmethod
    def _one_per_slot(cls, value: float | tuple[float, ...] | None, info: ValidationInfo) -> object:
        slots = info.data.get("concurrency")
        if isinstance(value, tuple) and slots is not None:
            if len(value) != slots:
                raise wrong(
                    f"slowdown has {len(value)} entries, but concurrency is {slots}",
                    f"give {slots}, one for each number of chats in hand",
                )
            if value[0] != 1:
                raise wrong(
                    f"slowdown starts with {value[0]:g}", "the first entry, for one chat in hand, is 1"
                )
        return value

    @field_validator("last_chat_before", "break_starts")
    @classmethod
    def _with_shifts(cls, value: float | str, info: ValidationInfo) -> float | str:
        if info.data.get("agents") is not None:
            raise wrong(
                "this is about shifts, and agents are given as head counts", "give shifts, or leave it out"
            )
        lengths = [shift.end - shift.begin for shift in info.data.get("shifts") or ()]
        if isinstance(value, float) and lengths and value >= min(lengths):
            raise wrong(
                f"a shift of {duration_text(min(lengths))} would take no chat at all",
                "give a shorter duration",
            )
        return value

    @property
    def planned(self) -> bool:
        """Whether it is said who works when; else shift patterns say what shifts may be found."""
        return not (self.agents is None and self.shifts is None and self.roster is None)

    @property
    def most_written(self) -> int:
        """How many agents the group has, or its most at a time where head counts are given; 0 for a roster file."""
        if self.agents is not None:
            return max(max(steps.values()) for steps in self.agents.values())
        return sum(shift.agents for shift in self.shifts or ())

    def slowdown_factors(self) -> tuple[float, ...]:
        """Return the factor with 1, 2, ... chats in hand, one per slot."""
        if isinstance(self.slowdown, float):
            return tuple(1 + self.slowdown * extra for extra in range(self.concurrency))
        return self.slowdown or (1.0,) * self.concurrency

    def slowdown_step(self) -> float:
        """Return by how much the factor grows with each chat in hand beyond the slots."""
        if isinstance(self.slowdown, float):
            return self.slowdown
        factors = self.slowdown or ()
        return factors[-1] - factors[-2] if len(factors) > 1 else 0.0
