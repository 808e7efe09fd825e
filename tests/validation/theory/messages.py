"""What the records say of single messages, summed here apart from the product's KPIs."""

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
from planner.study import Options, run_study
from theory.patience import Floats
from theory.simulation import MIDNIGHT, STEADY, Section, scenario

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


def _working(messages: Messages) -> tuple[float, float]:
    replies = messages.replies
    wrapping_up = messages.within(replies.wrap_up_began, messages.records.slot_freed)
    agents = len(np.unique(messages.records.on_agent))
    typing = messages.within(replies.began, messages.stopped)
    return typing + wrapping_up, agents * (messages.end - messages.begin)


def _dropped(messages: Messages) -> tuple[float, float]:
    waits_on = ~np.isnan(messages.written) & np.isnan(messages.replies.sent)
    return float(messages.answered[messages.chat][waits_on].sum()), float(messages.answered.sum())


REPLY_TIME = mean_of(lambda messages: messages.waited, lambda messages: messages.written > 0)
FIRST_REPLY = mean_of(lambda messages: messages.waited, lambda messages: messages.is_first)
LATER_REPLIES = mean_of(lambda messages: messages.waited, lambda messages: ~messages.is_first)

RATIOS: Mapping[str, Ratio] = {
    "reply_time_mean": REPLY_TIME,
    "frt_agent_mean": FIRST_REPLY,
    "work_utilization": _working,
    "dropped_rate": _dropped,
}
"""By the KPIs' names."""


def figures(
    scenario: Scenario, of: Mapping[str, Ratio], *, seed: int, begin: float, end: float, runs: int = 30
) -> dict[str, Estimate]:
    """Simulate, and return figures of the chats that arrive from `begin` on and before `end` (s)."""
    planned = blueprint(scenario)
    sums = np.zeros((runs, len(of), 2))
    for run in range(runs):
        demand = draw(planned, seed, run)
        records = simulate(demand, planned.roster, planned.rules, planned.routing)
        messages = Messages(demand, records, begin, end)
        sums[run] = [ratio(messages) for ratio in of.values()]
    return dict(zip(of, ratios(sums[:, :, 0], sums[:, :, 1]), strict=True))


def conversing(
    chat_types: Section,
    agent_groups: Section,
    *,
    days: int,
    seed: int,
    of: Mapping[str, Ratio] = RATIOS,
    **more: object,
) -> dict[str, Estimate]:
    """Simulate the steady state, and return the KPIs, and figures that are summed here."""
    run = {**STEADY, "seed": seed}
    end = MIDNIGHT + timedelta(days=days)
    told = scenario(MIDNIGHT, end, chat_types, agent_groups, run=run, interval="6h", **more)
    counts_from, counts_to = 12 * HOUR, (24 * days - 6) * HOUR
    summed = figures(told, of, seed=seed, begin=counts_from, end=counts_to)
    return {**run_study(told, Options(workers=1)).summary.figures, **summed}
