"""The fewest agents that keep the promise, found by simulation."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

from planner.demand import Blueprint
from planner.demand.scaled import most_on_duty, scaled_roster
from planner.kpi import BY_KEY, Estimate, Ledger, headline
from planner.kpi.paired import Side, bonferroni, difference_of_run
from planner.queueing import least
from planner.study.contrast import verdict
from planner.study.scopes import scopes

MOST_REPLICATIONS = 30
"""Of each staffing that is tried."""
TIMES = 4
"""At most so many times the agents planned are tried ..."""
SMALL_TEAM = 20
"""... or this many, if that is more."""


@dataclass(frozen=True)
class Limits:
    """What must be kept, on average over the replications."""

    level: float
    """The least service level."""
    missed: float | None = None
    """The largest missed rate."""

    def kept(self, level: Estimate, missed: Estimate) -> bool:
        """Tell whether they are; without chats they are."""
        short = level.mean is not None and level.mean < self.level
        return not short and (self.missed is None or (missed.mean or 0.0) <= self.missed)


@dataclass(frozen=True)
class Staffing:
    """A number of agents and what it brings."""

    agents: int
    """At the busiest moment."""
    level: Estimate
    missed: Estimate


Change = Literal["fewer", "more", "alike"]


@dataclass(frozen=True)
class Needed:
    """The fewest agents that keep the promise, and the staffing below, which does not."""

    keeps: Staffing | None
    """None if not even the most does."""
    fails: Staffing | None
    """The next smaller staffing, or the largest if none keeps the promise; None where one agent is enough."""
    change: Change = "alike"
    """Against one chat at once less, as far as it is sure."""


class Staffer:
    """Tries staffings of plans that differ in chats at once, all on the same customers.

    The agents of the groups that are varied are scaled by one factor, the number at the busiest moment over that
    planned; where several numbers are rounded up, a few more may be there.
    """

    def __init__(
        self,
        plans: Sequence[Blueprint],
        groups: Sequence[int],
        limits: Limits,
        replications: int,
        run: Callable[[Blueprint, int], Ledger],
    ) -> None:
        """`run` returns the ledger of a plan after so many replications."""
        self.planned = most_on_duty(plans[0].roster, groups)
        self._plans = plans
        self._groups = groups
        self._limits = limits
        self._replications = replications
        self._run = run
        self._sides: dict[tuple[int, int], Side] = {}

    def know(self, place: int, ledger: Ledger) -> None:
        """Take what is known of a plan as it is, if it comes from as many replications."""
        if ledger.replications == self._replications:
            plan = self._plans[place]
            self._sides[place, self.planned] = Side(ledger, scopes(plan), plan.promise)

    def needed(self) -> Iterator[Needed]:
        """Yield the fewest agents for each plan."""
        if not self.planned:
            yield from (Needed(None, None) for _ in self._plans)
            return
        before: int | None = None
        for place in range(len(self._plans)):
            found = least(partial(self._keeps, place), before or self.planned, self.most)
            below = self.most if found is None else found - 1
            yield Needed(
                None if found is None else self._staffing(place, found),
                self._staffing(place, below) if below else None,
                self._change(place, before, found) if place else "alike",
            )
            before = found
            # ledgers are large, and the one before is all that is looked at again
            self._sides = {key: side for key, side in self._sides.items() if key[0] >= place}

    @property
    def most(self) -> int:
        """The largest number of agents that is tried."""
        return max(TIMES * self.planned, SMALL_TEAM)

    def _change(self, place: int, before: int | None, found: int | None) -> Change:
        """Tell whether a plan surely needs other staffing than the one before, by what both do with the smaller one."""
        smaller = min((agents for agents in (before, found) if agents is not None), default=None)
        if smaller is None or before == found:
            return "alike"
        one, two = self._side(place - 1, smaller), self._side(place, smaller)
        tail = bonferroni(len(self._plans) - 1)
        keys = ["service_level"] if self._limits.missed is None else ["service_level", "missed_rate"]
        verdicts = {verdict(key, difference_of_run(BY_KEY[key], one, two, tail)) for key in keys}
        if found == smaller:
            return "fewer" if "better" in verdicts else "alike"
        return "more" if "worse" in verdicts else "alike"

    def _keeps(self, place: int, agents: int) -> bool:
        staffing = self._staffing(place, agents)
        return self._limits.kept(staffing.level, staffing.missed)

    def _staffing(self, place: int, agents: int) -> Staffing:
        side, plan = self._side(place, agents), self._plans[place]
        level, missed = (
            headline(side.ledger, BY_KEY[key], plan.promise) for key in ("service_level", "missed_rate")
        )
        there = most_on_duty(self._scaled(plan, agents).roster, self._groups)
        return Staffing(there, level, missed)

    def _side(self, place: int, agents: int) -> Side:
        if (place, agents) not in self._sides:
            plan = self._scaled(self._plans[place], agents)
            ledger = self._run(plan, self._replications)
            self._sides[place, agents] = Side(ledger, scopes(plan), plan.promise)
        return self._sides[place, agents]

    def _scaled(self, plan: Blueprint, agents: int) -> Blueprint:
        return replace(plan, roster=scaled_roster(plan.roster, self._groups, agents, self.planned))
