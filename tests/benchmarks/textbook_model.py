"""The chat centre as SimPy's own documentation would have it: a process per chat, resources, `request | timeout`.

It is what a competent user of SimPy writes first, and the yardstick of the benchmarks: as in
Heather & Monks' templates each distribution has a NumPy stream of its own, so that alternatives meet the same
customers. It does less than the planner (no reporting intervals, no histograms, one chat type, one group) and
the same where both do: fed with the planner's draws it answers every chat at the same instant by the same agent.
"""

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import simpy
from workloads import Workload

Process = Generator[simpy.Event, Any, None]


class Source(Protocol):
    """Where random times come from, in seconds."""

    def gap(self) -> float:
        """Return the time to the next arrival."""
        ...

    def patience(self) -> float:
        """Return how long a customer waits."""
        ...

    def handle_time(self) -> float:
        """Return the work of a chat."""
        ...

    def messages(self) -> Iterator[tuple[float, float]]:
        """Return the turns of a chat: the work on a reply, and the time to the customer's next message, if any."""
        ...


class Streams:
    """A stream of exponential times for each of them."""

    def __init__(self, workload: Workload, seed: int) -> None:
        self._workload = workload
        self._conversation = workload.conversation
        seeds = np.random.SeedSequence(seed).spawn(6)
        self._gaps, self._patience, self._handle_times, *self._of_turns = map(np.random.default_rng, seeds)

    def gap(self) -> float:
        """See `Source`."""
        return self._gaps.exponential(60 / self._workload.arrivals_per_minute)

    def patience(self) -> float:
        """See `Source`."""
        return self._patience.exponential(self._workload.patience)

    def handle_time(self) -> float:
        """See `Source`."""
        return self._handle_times.exponential(self._workload.handle_time)

    def messages(self) -> Iterator[tuple[float, float]]:
        """See `Source`."""
        assert self._conversation is not None
        turns, works, thinks = self._of_turns
        for left in reversed(range(turns.geometric(1 / self._conversation.turns))):
            gap = thinks.exponential(self._conversation.customer_gap) if left else 0.0
            yield works.exponential(self._conversation.reply_work), gap


@dataclass(frozen=True)
class Statistics:
    """What one day tells; times in seconds, waits those of answered chats."""

    offered: int
    answered: int
    missed: int
    missed_rate: float
    wait_total: float
    wait_mean: float
    wait_p50: float
    wait_p90: float
    wait_p95: float
    wait_max: float
    abandon_time_mean: float
    handle_time_mean: float
    service_level: float
    utilization: float
    """Chats in hand in opening hours / (slots × opening hours)."""


class PooledCentre:
    """Agents with one chat each, alike: a resource with a unit per agent."""

    def __init__(self, workload: Workload, source: Source) -> None:
        self.env = simpy.Environment()
        self.workload = workload
        self.source = source
        self.slots = simpy.Resource(self.env, capacity=workload.agents * workload.slots)
        self.arrived: list[float] = []
        self.waited: list[float] = []
        self.ended: list[float] = []
        self.arrived_in_vain: list[float] = []
        self.waited_in_vain: list[float] = []

    def run(self) -> Statistics:
        """Simulate the day and what is left of it after doors close."""
        self.env.process(self.arrivals())
        self.env.run()
        return self.statistics()

    def arrivals(self) -> Process:
        """Let chats come until doors close."""
        while True:
            yield self.env.timeout(self.source.gap())
            if self.env.now >= self.workload.day:
                return
            self.env.process(self.chat())

    def chat(self) -> Process:
        """Wait for a free slot, no longer than patience lasts, and be handled."""
        arrived = self.env.now
        patience = self.source.patience()
        work = self.work()
        with self.slots.request() as request:
            happened = yield request | self.env.timeout(patience)
            if request not in happened:
                self.arrived_in_vain.append(arrived)
                self.waited_in_vain.append(self.env.now - arrived)
                return
            self.arrived.append(arrived)
            self.waited.append(self.env.now - arrived)
            yield from self.handle(work)
            self.ended.append(self.env.now)

    def work(self) -> Any:
        """Return what there is to do for the next chat."""
        return self.source.handle_time()

    def handle(self, handle_time: float) -> Process:
        """Take the agent's time; any agent will do."""
        yield self.env.timeout(handle_time)

    def statistics(self) -> Statistics:
        """Turn the lists into figures."""
        arrived, waited = np.array(self.arrived), np.array(self.waited)
        # chats end in another order than they begin in, which does not matter to a sum of times
        begun, ended = arrived + waited, np.array(self.ended)
        missed = len(self.waited_in_vain)
        offered = len(waited) + missed
        day = self.workload.day
        p50, p90, p95 = np.percentile(waited, [50, 90, 95])
        in_hand = np.minimum(ended, day).sum() - np.minimum(begun, day).sum()
        return Statistics(
            offered=offered,
            answered=len(waited),
            missed=missed,
            missed_rate=missed / offered,
            wait_total=float(waited.sum()),
            wait_mean=float(waited.mean()),
            wait_p50=float(p50),
            wait_p90=float(p90),
            wait_p95=float(p95),
            wait_max=float(waited.max()),
            abandon_time_mean=float(np.mean(self.waited_in_vain)) if missed else 0.0,
            handle_time_mean=float((ended.sum() - begun.sum()) / len(ended)),
            service_level=float((waited <= self.workload.within).sum() / offered),
            utilization=float(in_hand / (day * self.slots.capacity)),
        )


class Agent:
    """An agent with several slots."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.in_hand = 0
        self.last_assigned = float("-inf")


class LeastBusyCentre(PooledCentre):
    """Agents with several slots: a resource with a unit per slot lines chats up, the least busy agent gets each."""

    def __init__(self, workload: Workload, source: Source) -> None:
        super().__init__(workload, source)
        self.agents = [Agent(number) for number in range(workload.agents)]
        self.answered_by: list[int] = []

    def handle(self, work: Any) -> Process:
        """Go to the agent with the fewest chats in hand, of these to who has waited longest for one."""
        free = [agent for agent in self.agents if agent.in_hand < self.workload.slots]
        agent = min(free, key=lambda agent: (agent.in_hand, agent.last_assigned))
        agent.in_hand += 1
        agent.last_assigned = self.env.now
        self.answered_by.append(agent.number)
        yield from self.serve(agent, work)
        agent.in_hand -= 1

    def serve(self, agent: Agent, handle_time: float) -> Process:
        """Take one of the agent's slots."""
        yield self.env.timeout(handle_time)


class ConversationCentre(LeastBusyCentre):
    """Agents who type one reply at a time: each is a resource of its own, for which the chats in hand line up."""

    def __init__(self, workload: Workload, source: Source) -> None:
        super().__init__(workload, source)
        self.attention = [simpy.Resource(self.env, capacity=1) for _ in self.agents]
        self.sent: list[float] = []

    def work(self) -> Any:
        """Return the chat's turns."""
        return self.source.messages()

    def serve(self, agent: Agent, messages: Iterator[tuple[float, float]]) -> Process:
        """Have each message answered when the agent's turn comes to it; then the customer thinks."""
        for reply_work, gap in messages:
            with self.attention[agent.number].request() as turn:
                yield turn
                yield self.env.timeout(reply_work)
            self.sent.append(self.env.now)
            if gap:
                yield self.env.timeout(gap)


def centre(workload: Workload, source: Source) -> PooledCentre:
    """Return the plainest model that fits: agents need no identity where each has one chat."""
    if workload.conversation is not None:
        return ConversationCentre(workload, source)
    return PooledCentre(workload, source) if workload.slots == 1 else LeastBusyCentre(workload, source)


def run(workload: Workload, seed: int) -> Statistics:
    """Simulate one day with its own draws."""
    return centre(workload, Streams(workload, seed)).run()
