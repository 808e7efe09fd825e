"""The scenario: what a planner writes. These classes are the schema and the reference page."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator

from planner.scenario.distribution import ByMean, ByValue, Distribution, Patience
from planner.scenario.fields import (
    Duration,
    HeadcountSteps,
    Moment,
    MostWait,
    MostWaiting,
    Name,
    RateSteps,
    Share,
    Slowdown,
    Strict,
    Text,
    wrong,
)
from planner.scenario.quantities import duration_text

LONGEST_HORIZON = 13 * 7 * 86400.0
MOST_INTERVALS = 20_000
MOST_AGENTS = 200_000

NO_TIME = Distribution.model_validate({"distribution": "deterministic", "value": "0s"})

StrategyName = Literal[
    "least_busy",
    "most_available",
    "most_available_share",
    "least_recent",
    "round_robin",
    "random",
    "fill_first",
    "ranked",
    "specialists_first",
]


class ServiceLevel(Strict):
    """The promise that is tested."""

    target: Share = 0.8
    """Share of chats, all types together, to be answered in time."""
    within: Duration = 60.0
    """In time means at most this long."""
    of: Literal["wait", "first_response"] = "wait"
    """What must be in time: the wait to the assignment, or to the agent's first message."""
    counting: Literal["offered", "without_short_abandons", "answered"] = "offered"
    """Which chats count: all, all but those that left early, or only those answered."""
    short_abandon: Duration = 10.0
    """Leaving before this is early; only for `without_short_abandons`."""


class Arrivals(Strict):
    """When chats come in."""

    per_hour: RateSteps
    """Chats per hour: one number, or a step function by time of day."""

    @field_validator("per_hour")
    @classmethod
    def _some(cls, rates: dict[int, float]) -> dict[int, float]:
        if not any(rates.values()):
            raise wrong("no chat ever arrives", "give at least one rate above 0, or leave the chat type out")
        return rates


class ChatType(Strict):
    """A topic or queue; its name is also the skill that serves it."""

    arrivals: Arrivals
    """When chats come in."""
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


class AgentGroup(Strict):
    """Agents who are alike."""

    agents: HeadcountSteps
    """How many accept chats: one number, or a step function by time of day."""
    concurrency: Annotated[int, Field(strict=True, ge=1, le=100)] = 1
    """Chats at once per agent."""
    slowdown: Slowdown | None = None
    """Factor on the handle time with 1, 2, ... chats in hand; `15%` per extra chat; `none`."""
    skills: Annotated[tuple[Name, ...], Field(min_length=1)] | None = None
    """The chat types that these agents serve; default all."""
    rank: Annotated[int, Field(strict=True, ge=1, le=1000)] = 1
    """For the strategy `ranked`: the lowest is chosen first."""

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

    def slowdown_factors(self) -> tuple[float, ...]:
        """Return the factor with 1, 2, ... chats in hand, one per slot."""
        if isinstance(self.slowdown, float):
            return tuple(1 + self.slowdown * extra for extra in range(self.concurrency))
        return self.slowdown or (1.0,) * self.concurrency


class Routing(Strict):
    """Who gets a chat."""

    strategy: StrategyName = "least_busy"
    """How one of the available agents is chosen."""


class QueueRules(Strict):
    """How those who wait are treated."""

    order: Literal["priority", "fifo"] = "priority"
    """Who is served first: the lowest priority number (then who came first), or simply who came first."""
    max_length: MostWaiting = None
    """Most chats that may wait, all types together; an arrival beyond is blocked. 0: no waiting room; `none`: no limit."""
    max_wait: MostWait = None
    """A chat that still waits after this long expires to a ticket; `none`: no limit."""
    at_close: Literal["serve", "miss"] = "serve"
    """Whether chats that wait when doors close are still served."""


class Run(Strict):
    """How much is simulated, and what counts."""

    replications: Annotated[int, Field(strict=True, ge=1, le=100_000)] = 30
    """How often the horizon is simulated."""
    seed: Annotated[int, Field(strict=True, ge=0, le=2**63 - 1)] = 1
    """Start of all random numbers: the same seed gives the same results."""
    warm_up: Duration = 0.0
    """Chats arriving in this time after the start, and the time itself, count for no KPI."""
    cool_down: Duration = 0.0
    """The same for the time before the end."""


class Scenario(Strict):
    """A chat centre over a stretch of time."""

    name: Text = "Scenario"
    """What the results are headed with."""
    description: Text = ""
    """Anything worth knowing."""
    start: Moment
    """Doors open."""
    end: Moment
    """Doors close: no arrivals from here on."""
    interval: Duration = 1800.0
    """Reporting interval; intervals lie on the clock."""
    service_level: ServiceLevel = ServiceLevel()
    """The promise that is tested."""
    chat_types: Annotated[dict[Name, ChatType], Field(min_length=1, max_length=100)]
    """Topics or queues by name."""
    agent_groups: Annotated[dict[Name, AgentGroup], Field(min_length=1, max_length=100)]
    """Teams by name."""
    routing: Routing = Routing()
    """Who gets a chat."""
    queue: QueueRules = QueueRules()
    """How those who wait are treated."""
    run: Run = Run()
    """How much is simulated, and what counts."""

    @field_validator("agent_groups")
    @classmethod
    def _countable(cls, groups: dict[str, AgentGroup]) -> dict[str, AgentGroup]:
        agents = sum(max(group.agents.values()) for group in groups.values())
        if agents > MOST_AGENTS:
            raise wrong(f"{agents:,} agents in all", f"give at most {MOST_AGENTS:,}")
        return groups

    @property
    def horizon(self) -> float:
        """Seconds from start to end."""
        return (self.end - self.start).total_seconds()

    @field_validator("end")
    @classmethod
    def _after_start(cls, end: datetime, info: ValidationInfo) -> datetime:
        start = info.data.get("start")
        if start is not None:
            if end <= start:
                raise wrong(
                    f"the end, {end:%Y-%m-%d %H:%M}, is not after the start, {start:%Y-%m-%d %H:%M}",
                    "put start first",
                )
            if (end - start).total_seconds() > LONGEST_HORIZON:
                raise wrong(
                    f"the horizon is {(end - start).days} days long", "simulate at most 13 weeks (91 days)"
                )
        return end

    @field_validator("interval")
    @classmethod
    def _not_too_many(cls, interval: float, info: ValidationInfo) -> float:
        if interval < 60:
            raise wrong(f"an interval of {duration_text(interval)}", "use at least 1m")
        start, end = info.data.get("start"), info.data.get("end")
        if start is not None and end is not None:
            count = (end - start).total_seconds() / interval
            if count > MOST_INTERVALS:
                raise wrong(
                    f"the horizon has {count:,.0f} intervals", f"use longer ones, at most {MOST_INTERVALS:,}"
                )
        return interval

    @field_validator("run")
    @classmethod
    def _something_counts(cls, run: Run, info: ValidationInfo) -> Run:
        start, end = info.data.get("start"), info.data.get("end")
        if (
            start is not None
            and end is not None
            and run.warm_up + run.cool_down >= (end - start).total_seconds()
        ):
            raise wrong("warm_up and cool_down leave nothing of the horizon", "make them shorter")
        return run
