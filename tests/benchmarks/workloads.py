"""The workloads that are timed, as the planner's scenario and as plain numbers for the textbook model."""

from dataclasses import dataclass

from planner.demand import Blueprint, blueprint, draw
from planner.engine import simulate
from planner.kpi import Tally, measure
from planner.scenario import Scenario, loads

SEED = 1


@dataclass(frozen=True)
class Conversation:
    """Chats message by message; the number of turns is geometric, times are exponential, in seconds."""

    turns: float
    """The agent's replies to a chat."""
    reply_work: float
    customer_gap: float

    @property
    def section(self) -> str:
        """The chat type's key and what it says."""
        return (
            f"conversation: {{turns: {self.turns:g}, reply_work: {self.reply_work:g}s, "
            f"customer_gap: {self.customer_gap:g}s}}"
        )


@dataclass(frozen=True)
class Workload:
    """A day, round the clock, of a chat centre; all times exponential, in seconds; the arguments of both models."""

    name: str
    agents: int
    slots: int
    """Chats at once per agent; without slowdown."""
    arrivals_per_minute: float
    handle_time: float = 540.0
    conversation: Conversation | None = None
    """What takes the handle time's place."""
    patience: float = 300.0
    day: float = 24 * 3600.0
    """From doors open to doors closed; those who wait then are still served."""
    within: float = 60.0
    """The service level's promise."""
    times_faster: float = 5.0
    """How many times as fast as the textbook the planner is, at least. W1 is harder than W2: there one resource does."""

    @property
    def work(self) -> str:
        """The chat type's key for the work on a chat, and what it says."""
        return (
            f"handle_time: {self.handle_time:g}s" if self.conversation is None else self.conversation.section
        )


W1 = Workload("W1", agents=20, slots=1, arrivals_per_minute=2)
W2 = Workload("W2", agents=20, slots=3, arrivals_per_minute=5)
W3 = Workload(
    "W3",
    agents=20,
    slots=3,
    arrivals_per_minute=4,
    conversation=Conversation(turns=6, reply_work=40.0, customer_gap=45.0),
    times_faster=4.0,
)
WORKLOADS = (W1, W2, W3)


def scenario(workload: Workload) -> Scenario:
    """Return the workload as a scenario; routing is the default, least busy."""
    return loads(
        f"""
        name: {workload.name}
        start: 2026-11-23 00:00
        end: 2026-11-24 00:00
        service_level: {{within: {workload.within:g}s}}
        chat_types:
          support:
            arrivals: {{per_hour: {workload.arrivals_per_minute * 60:g}}}
            {workload.work}
            patience: {workload.patience:g}s
        agent_groups:
          team: {{agents: {workload.agents}, concurrency: {workload.slots}, slowdown: none}}
        """
    )


def plan(workload: Workload) -> Blueprint:
    """Return what a study makes of the workload once, before its first replication."""
    planned = blueprint(scenario(workload))
    assert planned.horizon == workload.day
    assert planned.routing == "least_busy"
    return planned


def replicate(planned: Blueprint, replication: int) -> Tally:
    """Draw, simulate and measure one day: what a study does for each replication."""
    demand = draw(planned, SEED, replication)
    records = simulate(demand, planned.roster, planned.rules, planned.routing)
    return measure(records, demand, planned.roster, planned.window, planned.promise)
