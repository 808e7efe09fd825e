"""The scenario's targets as bounds on sums that simulations bring."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from planner.demand import Blueprint
from planner.kpi import BY_KEY, Kpi
from planner.scenario import Scenario
from planner.scenario.target import Target
from planner.study.scopes import scopes

Side = Literal["at_least", "at_most"]
Per = Literal["run", "day", "interval"]


@dataclass(frozen=True)
class Goal:
    """One bound that one KPI must keep."""

    kpi: Kpi
    side: Side
    bound: float
    """In the KPI's own unit."""
    per: Per = "run"
    scope: int = 0
    """Place in the tallies: 0 for the run, then chat types, then agent groups."""
    chat_type: str | None = None
    agent_group: str | None = None
    on: float | None = None
    """The least share of days on which it must be kept; None: on average over all replications."""

    @property
    def sign(self) -> float:
        """1 where more of the KPI is better for the target, -1 where less is."""
        return 1.0 if self.side == "at_least" else -1.0

    def kept(self, value: float) -> bool:
        """Tell whether a value of the KPI is good enough."""
        return self.sign * (value - self.bound) >= 0


def goals(scenario: Scenario, plan: Blueprint) -> tuple[Goal, ...]:
    """Return what the targets ask for; without any, the promise of `service_level`."""
    targets = scenario.targets or (Target(kpi="service_level", at_least=scenario.service_level.target),)
    return tuple(goal for target in targets for goal in _goals(target, scenario, plan))


def _goals(target: Target, scenario: Scenario, plan: Blueprint) -> Iterator[Goal]:
    kpi, on = BY_KEY[target.kpi], target.on
    for side in ("at_least", "at_most"):
        bound = target.bound(side)
        if bound is None:
            continue
        if target.kpi == "sla_attainment":  # so many days on which the promise is kept
            kpi, on, bound = BY_KEY["service_level"], bound, scenario.service_level.target
        yield Goal(
            kpi, side, bound, target.per, _scope(target, plan), target.chat_type, target.agent_group, on
        )


def _scope(target: Target, plan: Blueprint) -> int:
    told = scopes(plan)
    if target.chat_type is not None:
        return 1 + list(told.types).index(target.chat_type)
    if target.agent_group is not None:
        return 1 + len(told.types) + list(told.groups).index(target.agent_group)
    return 0
