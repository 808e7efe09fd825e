"""The scenario: what a planner writes. These classes are the schema and the reference page."""

from datetime import date, datetime
from functools import cached_property
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field, PrivateAttr, ValidationInfo, WithJsonSchema, field_validator

from planner.scenario.agent_group import AgentGroup
from planner.scenario.chat_type import ChatType
from planner.scenario.fields import (
    DURATION_SCHEMA,
    Duration,
    Moment,
    MostWait,
    MostWaiting,
    Name,
    Share,
    Strict,
    Text,
    wrong,
)
from planner.scenario.files import Files
from planner.scenario.local_time import FOREVER, LocalTime, comes_twice, is_skipped
from planner.scenario.opening import AtClose, HolidaysOf, Zone
from planner.scenario.quantities import duration_text
from planner.scenario.shift_pattern import ShiftPattern
from planner.scenario.target import Targets
from planner.scenario.week import OpeningWeek

LONGEST_HORIZON = 13 * 7 * 86400.0
MOST_INTERVALS = 20_000
MOST_AGENTS = 200_000

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
    "best_skill",
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


def _at_once(value: object) -> object:
    return "0s" if value == "at_once" else value


PreviousAgent = Annotated[
    Duration, BeforeValidator(_at_once), WithJsonSchema({"anyOf": [DURATION_SCHEMA, {"const": "at_once"}]})
]


class Routing(Strict):
    """Who gets a chat."""

    strategy: StrategyName = "least_busy"
    """How one of the available agents is chosen."""
    previous_agent: PreviousAgent | None = None
    """Returning customers (`returning`, repeat contacts) go to the agent they know if that one is free, else to anyone:
    `at_once`, or after having waited for the agent so long."""
    offer_timeout: Annotated[Duration, Field(gt=0)] = 30.0
    """An offer that is not accepted by then goes to another agent, and is a missed offer of the first; for groups with
    `accept`."""
    inactive_after: Annotated[Duration, Field(gt=0)] | None = None
    """A customer who has been silent so long takes no slot until they write again, and then does, even if the agent has
    none free; default they keep it."""


class QueueRules(Strict):
    """How those who wait are treated."""

    order: Literal["priority", "fifo"] = "priority"
    """Who is served first: the lowest priority number (then who came first), or simply who came first."""
    max_length: MostWaiting = None
    """Most chats that may wait, all types together; an arrival beyond is blocked. 0: no waiting room; `none`: no limit."""
    reopen_below: Annotated[int, Field(strict=True, ge=1)] | None = None
    """Once full, the queue takes no one until fewer than this wait; default it takes someone as soon as a place is free."""
    max_wait: MostWait = None
    """A chat that still waits after this long expires to a ticket; `none`: no limit."""
    at_close: AtClose = Field(default=FOREVER, json_schema_extra={"default": "serve"})
    """Whether chats that wait when doors close are still served: `serve`, `miss`, or `{serve_at_most: 15m}`."""

    @field_validator("reopen_below")
    @classmethod
    def _within_room(cls, value: int, info: ValidationInfo) -> int:
        if "max_length" not in info.data:
            return value  # it is complained of itself
        most = info.data["max_length"]
        if most is None:
            raise wrong("a queue without limit never closes", "give max_length, too")
        if value > most:
            raise wrong(f"{value} is more than the queue's {most}", f"give at most {most}")
        return value


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
    timezone: Zone | None = None
    """The zone whose clocks the times are told by, such as Europe/Athens; without it clocks never change."""
    start: Moment
    """What is simulated begins; doors open, unless `open` says otherwise."""
    end: Moment
    """It ends, and doors close: no arrivals from here on."""
    open: OpeningWeek | None = None
    """Opening hours: 08:00-20:00, or by days of the week (`{mon-fri: 08:00-20:00, sat: 09:00-14:00}`, else closed);
    default open from start to end."""
    holidays: HolidaysOf | None = None
    """Dates that count as Sundays: a country such as GR, or `{country: DE, subdivision: BY, dates: [2026-11-27], as: closed}`."""
    tickets: Literal["none", "next_morning"] = "none"
    """What becomes of chats that arrive while doors are closed: nothing, or tickets when doors open again."""
    interval: Duration = 1800.0
    """Reporting interval; intervals lie on the clock."""
    uncertainty: Share = 0.0
    """How wrong the forecast of all chat types together may be: coefficient of variation of a gamma factor on each day."""
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
    targets: Targets = ()
    """What a staffing must keep, for `planner staff`, `schedule` and `advise`; default the promise of `service_level`."""
    shift_patterns: Annotated[dict[Name, ShiftPattern], Field(max_length=100)] = {}  # noqa: RUF012  pydantic copies it
    """What shifts `planner schedule` may use, by name."""
    variants: Annotated[
        dict[Name, Annotated[dict[str, Any], Field(min_length=1, max_length=100)]], Field(max_length=100)
    ] = {}  # noqa: RUF012  pydantic copies it
    """What-ifs for `planner compare`, by name: the keys that change, as paths (`agent_groups.day_team.agents: 10`)."""

    _files: Files = PrivateAttr(default_factory=Files)

    @property
    def files(self) -> Files:
        """What the files hold that the scenario names."""
        return self._files

    def holding(self, files: Files) -> "Scenario":
        """Return the scenario with what its files hold."""
        copy = self.model_copy()
        copy._files = files
        return copy

    def most_agents(self, group: str) -> int:
        """Return how many agents a group has, or its most at a time where head counts are given."""
        return self.agent_groups[group].most_written or len(self.files.rosters.get(group, ()))

    @cached_property
    def time(self) -> LocalTime:
        """What clocks show over the horizon."""
        zone = None if self.timezone is None else ZoneInfo(self.timezone)
        if self.holidays is None:
            return LocalTime(self.start, self.end, zone)
        found = self.holidays.found(range(self.start.year - 1, self.end.year + 2))
        as_sundays = self.holidays.taken == "sunday"
        none: frozenset[date] = frozenset()
        return LocalTime(
            self.start,
            self.end,
            zone,
            holidays=found if as_sundays else none,
            shut=none if as_sundays else found,
        )

    @property
    def horizon(self) -> float:
        """Seconds from start to end."""
        return self.time.horizon

    @field_validator("agent_groups")
    @classmethod
    def _countable(cls, groups: dict[str, AgentGroup]) -> dict[str, AgentGroup]:
        agents = sum(group.most_written for group in groups.values())
        if agents > MOST_AGENTS:
            raise wrong(f"{agents:,} agents in all", f"give at most {MOST_AGENTS:,}")
        return groups

    @field_validator("start", "end")
    @classmethod
    def _shown_once(cls, moment: datetime, info: ValidationInfo) -> datetime:
        """Clock changes skip some times and show others twice."""
        if info.data.get("timezone") is not None:
            zone = ZoneInfo(info.data["timezone"])
            if is_skipped(moment, zone):
                raise wrong(
                    f"{moment:%Y-%m-%d %H:%M} does not exist: clocks go forward", "give an hour later"
                )
            if comes_twice(moment, zone):
                raise wrong(
                    f"{moment:%Y-%m-%d %H:%M} comes twice: clocks go back", "give an hour earlier or later"
                )
        return moment

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

    @field_validator("tickets")
    @classmethod
    def _need_hours(cls, tickets: str, info: ValidationInfo) -> str:
        always_open = all(key in info.data and info.data[key] is None for key in ("open", "holidays"))
        if tickets != "none" and always_open:
            raise wrong("tickets are about closed doors, and no opening hours are given", "give open")
        return tickets
