"""The kinds of KPI, by how they are estimated."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, get_args

from planner.kpi import histogram
from planner.kpi.columns import CHAT_COLUMNS, Column

Scope = Literal["run", "chat_type", "agent_group", "agent", "chats_in_hand"]
EVERYWHERE: tuple[Scope, ...] = ("run", "chat_type", "agent_group")
CHATS: tuple[Scope, ...] = ("run", "chat_type")
AGENTS: tuple[Scope, ...] = ("run", "agent_group")
EVERYWHERE_AND_EACH: tuple[Scope, ...] = (*EVERYWHERE, "agent")
AGENTS_AND_EACH: tuple[Scope, ...] = (*AGENTS, "agent")
"""What is told of each agent, too, where that is asked."""

Feature = Literal[
    "always",
    "days",
    "opening hours",
    "tickets",
    "plan",
    "breaks",
    "shrinkage",
    "bot",
    "coming again",
    "retries",
    "repeats",
    "transfers",
    "offers",
    "silent",
    "conversation",
    "reply patience",
    "inactive close",
]
"""What a scenario must have for a KPI to mean something: several days, closed doors, a plan that may not be kept, ..."""


@dataclass(frozen=True)
class Kpi:
    """What all KPIs have."""

    key: str
    title: str
    unit: str
    meaning: str
    scopes: tuple[Scope, ...] = EVERYWHERE
    needs: Feature = field(default="always", kw_only=True)

    @property
    def is_share(self) -> bool:
        """Whether it lies between 0 and 1, whatever it is a share of."""
        return self.unit.startswith("share")

    @property
    def most(self) -> float:
        """The largest value that is possible."""
        return 1.0 if self.is_share else math.inf

    @property
    def reads(self) -> tuple[Column, ...]:
        """The columns that it is made of; none where something else than sums is kept for it."""
        return ()


@dataclass(frozen=True)
class Ratio(Kpi):
    """Sum over sum, pooled over replications."""

    numerator: Column = Column.OFFERED
    denominator: Column = Column.OFFERED
    factor: float = 1.0
    by_interval: bool = True

    @property
    def most(self) -> float:
        """See `Kpi`."""
        # silent customers who are back take slots beyond those that there are
        return math.inf if self.numerator == Column.SLOTS_TAKEN else super().most

    @property
    def reads(self) -> tuple[Column, ...]:
        """See `Kpi`."""
        return self.numerator, self.denominator

    @property
    def counts_chats(self) -> bool:
        """Whether it is a share of chats, not of time."""
        return self.most == 1 and self.numerator in CHAT_COLUMNS


@dataclass(frozen=True)
class Count(Kpi):
    """Sum per replication."""

    column: Column = Column.OFFERED
    factor: float = 1.0
    by_interval: bool = True

    @property
    def reads(self) -> tuple[Column, ...]:
        """See `Kpi`."""
        return (self.column,)


Quantity = Literal["wait", "first_response", "reply_time", "messages"]
QUANTITIES: tuple[Quantity, ...] = get_args(Quantity)
"""Of which histograms are kept, in their order: the first ones always, the others where there are conversations."""
OF_EVERY_CHAT = 2


@dataclass(frozen=True)
class Percentile(Kpi):
    """The smallest value that at least a share `p` of answered chats, or of replies, do not exceed."""

    quantity: Quantity = "wait"
    p: float = 0.5

    @property
    def place(self) -> int:
        """Which of the histograms it is read from."""
        return QUANTITIES.index(self.quantity)

    @property
    def value(self) -> Callable[[int], float]:
        """What a bin of the histogram stands for."""
        return histogram.count if self.quantity == "messages" else histogram.value


@dataclass(frozen=True)
class Maximum(Kpi):
    """The mean over replications of each one's maximum."""

    quantity: Literal["wait", "queue_length"] = "wait"


@dataclass(frozen=True)
class Evenness(Kpi):
    """The mean over replications of how unevenly each one's work is spread over its agents."""

    measure: Literal["gini", "max_to_mean"] = "gini"


@dataclass(frozen=True)
class Attainment(Kpi):
    """The share of replications that keep the promise."""


@dataclass(frozen=True)
class DaysKept(Kpi):
    """The share of days, over all replications, that keep the promise."""


@dataclass(frozen=True)
class Spread(Kpi):
    """What at least a share `p` of replications do not exceed: how much one day differs from the next like it."""

    quantity: Literal["service_level", "missed"] = "service_level"
    p: float = 0.5
