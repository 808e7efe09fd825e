"""What the records say of single messages, summed here where no KPI does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

import numpy as np
import numpy.typing as npt

from planner.demand import blueprint, draw
from planner.engine import simulate
from planner.flow.demand import Conversations, Demand
from planner.flow.records import Outcome, Records, Replies
from planner.kpi import Estimate
from planner.kpi.estimate import ratios
from planner.scenario import Scenario
from theory.patience import Floats
from theory.simulation import MIDNIGHT, Section, scenario

HOUR = 3600.0
Booleans = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Messages:
    """One replication's replies, a row each; of chats that arrive from `begin` on and before `end` (s)."""

    demand: Demand
    records: Records
    begin: float
    end: float

    @cached_property
    def told(self) -> Conversations:
        """The messages as drawn."""
        assert self.demand.conversations is not None
        return self.demand.conversations

    @cached_property
    def replies(self) -> Replies:
        """What became of them."""
        assert self.records.replies is not None
        return self.records.replies

    @cached_property
    def chat(self) -> npt.NDArray[np.int64]:
        """The chat of each reply."""
        return np.repeat(np.arange(len(self.demand)), np.diff(self.told.first))

    @cached_property
    def is_first(self) -> Booleans:
        """Whether it is the chat's first reply."""
        return np.diff(self.chat, prepend=-1) > 0

    @cached_property
    def written(self) -> Floats:
        """When the customer wrote; of the first message when the chat was assigned. NaN if never."""
        before = np.concatenate([[np.nan], (self.replies.sent + self.told.gap)[:-1]])
        assigned = np.where(self.records.agent >= 0, self.records.dequeued, np.nan)
        return np.where(self.is_first, assigned[self.chat], before)

    @cached_property
    def waited(self) -> Floats:
        """How long the customer waited for the reply; NaN if it was not sent."""
        return self.replies.sent - self.written

    @cached_property
    def counted(self) -> Booleans:
        """Whether the chat arrived in the window."""
        return (self.demand.arrival >= self.begin) & (self.demand.arrival < self.end)

    @cached_property
    def answered(self) -> Booleans:
        """Whether the chat counts and was answered."""
        return self.counted & (self.records.outcome == Outcome.ANSWERED)

    @cached_property
    def stopped(self) -> Floats:
        """When the agent stopped to work on the reply."""
        sent = self.replies.sent
        return np.where(np.isnan(sent), self.records.customer_left[self.chat], sent)

    def within(self, since: Floats, until: Floats) -> float:
        """Return how long spans last inside the window, in all; NaN where there is none."""
        return float(np.nansum(np.clip(until, self.begin, self.end) - np.clip(since, self.begin, self.end)))


Ratio = Callable[[Messages], tuple[float, float]]
"""A figure's numerator and denominator."""


def mean_of(values: Callable[[Messages], Floats], where: Callable[[Messages], Booleans]) -> Ratio:
    """Return the mean of what is known where the replies are of chats that count."""

    def ratio(messages: Messages) -> tuple[float, float]:
        known = values(messages)[messages.counted[messages.chat] & where(messages)]
        known = known[~np.isnan(known)]
        return float(known.sum()), float(len(known))

    return ratio


REPLY_TIME = mean_of(lambda messages: messages.waited, lambda messages: messages.written > 0)
FIRST_REPLY = mean_of(lambda messages: messages.waited, lambda messages: messages.is_first)
FIRST_RESPONSE = mean_of(
    lambda messages: messages.replies.sent - messages.demand.arrival[messages.chat],
    lambda messages: messages.is_first,
)
LATER_REPLIES = mean_of(lambda messages: messages.waited, lambda messages: ~messages.is_first)


def summed(
    told: Scenario, of: Mapping[str, Ratio], *, seed: int, begin: float, end: float, runs: int = 30
) -> Floats:
    """Return numerators and denominators, as [run, ratio, 2], of the chats that arrive from `begin` on and before `end`."""
    planned = blueprint(told)
    sums = np.zeros((runs, len(of), 2))
    for run in range(runs):
        demand = draw(planned, seed, run)
        records = simulate(demand, planned.roster, planned.rules, planned.routing)
        messages = Messages(demand, records, begin, end)
        sums[run] = [ratio(messages) for ratio in of.values()]
    return sums


def figures(of: Mapping[str, Ratio], sums: Floats) -> dict[str, Estimate]:
    """Return the ratios of what was summed."""
    return dict(zip(of, ratios(sums[:, :, 0], sums[:, :, 1]), strict=True))


def in_steady_state(
    chat_types: Section,
    agent_groups: Section,
    *,
    days: int,
    seed: int,
    of: Mapping[str, Ratio],
    **more: object,
) -> Floats:
    """Return what is summed of a centre where nothing changes over the day, but for the first and last hours."""
    end = MIDNIGHT + timedelta(days=days)
    told = scenario(MIDNIGHT, end, chat_types, agent_groups, **more)
    return summed(told, of, seed=seed, begin=12 * HOUR, end=(24 * days - 6) * HOUR)
