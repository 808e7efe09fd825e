"""What a replication needs, and what it brings."""

import gc
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from planner.demand import Blueprint, draw, draw_roster
from planner.engine import simulate
from planner.flow.demand import Demand
from planner.flow.records import Records
from planner.flow.roster import Roster
from planner.kpi import Tally, measure, measure_agents
from planner.kpi.layout import EVERY_COLUMN, Layout
from planner.study.scopes import scopes
from planner.study.strategy import load_strategy

MANY_CHATS = 50_000
"""After so many the engine's lists, held by objects that refer back to themselves, must not wait for Python to find them."""


@dataclass(frozen=True)
class Task:
    """What a replication needs besides its number."""

    blueprint: Blueprint
    seed: int
    strategy: str | None = None
    """A planner's own strategy as `module:Class`."""
    by_agent: bool = False
    """Whether each agent is measured apart, too."""
    layout: Layout = EVERY_COLUMN
    """Which sums the tallies keep."""

    @classmethod
    def telling(cls, plan: Blueprint, seed: int, strategy: str | None = None) -> Self:
        """Return the task whose tallies keep what a scenario's figures are made of."""
        return cls(plan, seed, strategy, layout=scopes(plan).layout())

    def replicate(self, replication: int) -> Tally:
        """Draw, simulate and measure one replication."""
        plan = self.blueprint
        demand, roster, records = self.happened(replication)
        tally = measure(records, demand, roster, plan.window, plan.promise)
        if self.by_agent:
            agents = measure_agents(records, demand, roster, plan.window, plan.promise)
            tally = replace(tally, agents=agents)
        if len(demand) > MANY_CHATS:
            gc.collect()
        return tally.only(self.layout)

    def happened(self, replication: int) -> tuple[Demand, Roster, Records]:
        """Draw and simulate one replication."""
        plan = self.blueprint
        demand = draw(plan, self.seed, replication)
        roster = draw_roster(plan.roster, plan.turnouts, plan.days, self.seed, replication)
        return demand, roster, self.simulate(demand, roster)

    def simulate(self, demand: Demand, roster: Roster) -> Records:
        """Simulate what was drawn."""
        plan = self.blueprint
        if self.strategy is None:
            return simulate(demand, roster, plan.rules, plan.routing)
        return simulate(demand, roster, plan.rules, self.strategy, load_strategy(self.strategy))


@dataclass(frozen=True)
class Replication:
    """A job: one replication of a task that all workers know, or that comes with it."""

    task: int | Task
    number: int

    def run(self, known: Sequence[Task]) -> Tally:
        """Replicate."""
        task = self.task if isinstance(self.task, Task) else known[self.task]
        return task.replicate(self.number)
