"""What a search for staffing found."""

from dataclasses import dataclass
from datetime import datetime

from planner.kpi import Estimate, Figures
from planner.scenario import Scenario
from planner.staffing.goals import Goal


@dataclass(frozen=True)
class Staffed:
    """How many agents of a group are on duty in an interval (s since the start)."""

    group: str
    begin: float
    end: float
    agents: float
    """Not whole where someone is there for a part of it."""


@dataclass(frozen=True)
class Expected:
    """How many chats are expected to come to the queue in an interval (s since the start)."""

    begin: float
    end: float
    chats: float
    """Of all types; without chats that are handed on, and without customers who come again."""


@dataclass(frozen=True)
class Planned:
    """Agents who work the same shift."""

    pattern: str
    group: str
    begin: float
    end: float
    """Seconds since the start."""
    breaks: tuple[tuple[float, float], ...]
    agents: int
    cost: float
    """Of one of them."""


@dataclass(frozen=True)
class RosterRow:
    """One shift of one agent."""

    agent: str
    group: str
    start: datetime
    end: datetime
    """As clocks show them."""
    breaks: str
    """Such as 12:00-12:30; 15:00-15:15 paid."""


@dataclass(frozen=True)
class Proof:
    """How a goal stands, on random numbers that the search never saw."""

    goal: Goal
    estimate: Estimate
    """Of the KPI, with its two-sided 95 % interval, where it is tightest; for a goal on days, of the days that count."""
    holds: bool
    """Whether it is proven."""
    begin: float | None = None
    end: float | None = None
    """The day or interval that is tightest (s), where the goal is about each of them."""
    days: Estimate | None = None
    """The share of days that keep it, for a goal on days."""
    not_above: Estimate | None = None
    """For a percentile: the share that is not above the bound. The percentile itself is known for all the time only."""


@dataclass(frozen=True)
class Short:
    """What one agent less in one interval costs."""

    group: str
    begin: float
    end: float
    agents: int
    """How many there are."""
    figures: tuple[tuple[Goal, Estimate], ...]
    """Each goal's KPI then: of that interval where the goal is about each, else of all the time (or day)."""
    breaks: tuple[Goal, ...]
    """The goals that are missed then."""


@dataclass(frozen=True)
class Unreachable:
    """A goal that no staffing keeps."""

    goal: Goal
    best: float | None
    """The nearest that can be had, in the KPI's own unit."""
    begin: float | None
    end: float | None
    """The day or interval (s); where the goal is about all the time, when most is lost for the reason told, if that is known."""
    why: str
    """In words, such as `with 6 agents at most, by --most`; empty if not known."""
    days: float | None = None
    """For a goal on days: the share of days that keep it at best."""
    replications: int = 0
    """Those on which the nearest is known."""
    fresh: bool = False
    """Whether it is that of the staffing told of, on the proof's replications; else that of the most agents, on the search's."""


@dataclass(frozen=True)
class Stage:
    """What a part of the search took."""

    name: str
    """`guess`, `cuts`, `drop and swap`, `proof`, ..."""
    trials: int
    """Staffings simulated."""
    replications: int
    """Replications simulated in all."""
    seconds: float
    """By the clock; never part of a result that must be the same every time."""


@dataclass(frozen=True)
class Found:
    """What `planner staff` or `planner schedule` answers."""

    scenario: Scenario
    seed: int
    goals: tuple[Goal, ...]
    feasible: bool
    """Whether all goals are kept, proven on fresh random numbers."""
    stopped: bool
    """Whether the planner stopped the search: the best so far, which need not be proven."""
    cost: float
    """Of the plan and its overtime."""
    overtime_cost: float
    """The part of it that is overtime."""
    lower_bound: float | None
    """An estimate of what any plan costs at least."""
    staffing: tuple[Staffed, ...]
    plan: tuple[Planned, ...]
    """The shifts, of `schedule`."""
    roster: tuple[RosterRow, ...]
    """Who works them, of `schedule`."""
    proof: tuple[Proof, ...]
    proof_replications: int
    figures: Figures
    """Every KPI of the run, on the proof's random numbers."""
    agent_groups: dict[str, Figures]
    figure_replications: int
    """So many of the proof's replications all figures are of: every KPI of more would take long."""
    short: tuple[Short, ...]
    """What one agent less costs, of `staff`."""
    search_replications: int
    """Those on which the search tried the staffing told of, and what one less costs."""
    unreachable: tuple[Unreachable, ...]
    by_division: tuple[Staffed, ...]
    """What Erlang A says where the handle time is divided by the chats at once: the usual, wrong, answer."""
    stages: tuple[Stage, ...]
    notes: tuple[str, ...]
    cautions: tuple[str, ...]
    requirement: tuple[Staffed, ...] = ()
    """What theory asks for that knows of chats at once and of chats that run over: where the search begins."""
    arrivals: tuple[Expected, ...] = ()
    """In intervals with open doors."""
