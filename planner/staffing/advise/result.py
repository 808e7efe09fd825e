"""What is advised about a staffing."""

from dataclasses import dataclass

from planner.kpi import Estimate
from planner.scenario import Scenario
from planner.staffing.goals import Goal
from planner.staffing.result import Stage


@dataclass(frozen=True)
class Change:
    """Agents of a group more, or fewer, from `begin` to `end` (s since the start)."""

    group: str
    begin: float
    end: float
    agents: int
    """Negative where they are taken away."""

    @property
    def hours(self) -> float:
        """Agent hours, whether more or fewer."""
        return abs(self.agents) * (self.end - self.begin) / 3600.0


@dataclass(frozen=True)
class Effect:
    """What changes do to a goal's KPI; of a percentile, to the share that is not above the bound.

    It is told of all the time; where the goal is about each day or interval, of those in which anything is changed.
    """

    goal: Goal
    before: Estimate
    after: Estimate
    difference: Estimate
    """By how much it is higher after than before, with its 95 % interval from pairs of replications."""

    @property
    def gain(self) -> float:
        """By how much the KPI is better for the goal; negative where it is worse, 0 where that is not known."""
        return self.goal.sign * (self.difference.mean or 0.0)

    @property
    def helps(self) -> bool:
        """Whether the KPI is surely better; without an interval, whether it looks better."""
        ends = self.difference.low, self.difference.high
        return self.gain > 0 and all(end is None or self.goal.sign * end > 0 for end in ends)

    @property
    def harms(self) -> bool:
        """Whether the KPI is surely worse; without an interval, whether it looks worse."""
        ends = self.difference.low, self.difference.high
        return self.gain < 0 and all(end is None or self.goal.sign * end < 0 for end in ends)


@dataclass(frozen=True)
class WhatIf:
    """A staffing with some changes, beside the one as planned."""

    changes: tuple[Change, ...]
    effects: tuple[Effect, ...]
    """Of every goal that is told, the targets first."""
    breaks: tuple[Goal, ...]
    """Targets that hold as planned, and are missed then."""
    mends: tuple[Goal, ...]
    """Targets that are missed as planned, and hold then."""
    closer: float
    """By how much the staffing comes closer to its targets: shares of their bounds, added up; negative: farther off."""
    lets_go: bool
    """Whether who is taken away can go: what holds surely still does, what is missed is hardly farther off, and no chats are left alone."""

    @property
    def hours(self) -> float:
        """Agent hours more, or fewer."""
        return sum(change.hours for change in self.changes)

    def effect(self, goal: Goal) -> Effect:
        """Return what is done to one goal's KPI."""
        return next(effect for effect in self.effects if effect.goal == goal)


@dataclass(frozen=True)
class Stand:
    """How a target stands as planned."""

    goal: Goal
    estimate: Estimate
    """Of the KPI over all the time; of a percentile, of the share that is not above the bound."""
    holds: bool
    """On average over the replications; wherever it is to hold."""


@dataclass(frozen=True)
class Advice:
    """What `planner advise` answers."""

    scenario: Scenario
    seed: int
    replications: int
    goals: tuple[Goal, ...]
    """Those whose KPIs are told: the targets, then the service level and missed rate where no target is about them."""
    promise: Goal
    """The one of them that is about the service level of all chats."""
    stands: tuple[Stand, ...]
    """The targets."""
    more: tuple[WhatIf, ...]
    """One more agent for an hour, what helps most first."""
    less: tuple[WhatIf, ...]
    """One agent less for an hour, what harms least first; hours in which nobody can be taken away are not among them."""
    best: tuple[WhatIf, ...]
    """One more agent for neighbouring hours in which that does most; what does most first."""
    spare: tuple[WhatIf, ...]
    """Agents who can go, each entry with all changes of those before and its own last."""
    remedy: WhatIf | None
    """More agent hours that bring targets back, or as near as was found; None where none is missed, or nothing helps."""
    stopped: bool
    """Whether the planner stopped it: then some of this may not have been looked at."""
    stages: tuple[Stage, ...]
    cautions: tuple[str, ...]

    @property
    def missed(self) -> tuple[Goal, ...]:
        """The targets that are missed as planned."""
        return tuple(stand.goal for stand in self.stands if not stand.holds)

    @property
    def mended(self) -> bool:
        """Whether the remedy brings all targets back."""
        remedy = self.remedy
        return remedy is not None and not remedy.breaks and len(remedy.mends) == len(self.missed)

    @property
    def torn(self) -> "Torn | None":
        """Targets that pull apart: more agents harm one that is missed, or would be with the remedy, and help another."""
        at_stake = {*self.missed, *(self.remedy.breaks if self.remedy is not None else ())}
        targets = [stand.goal for stand in self.stands]
        for found in (*self.best, *self.more):
            effects = [found.effect(goal) for goal in targets]
            better = [effect for effect in effects if effect.helps]
            worse = [effect for effect in effects if effect.harms and effect.goal in at_stake]
            if better and worse:
                return Torn(found.changes[0], better[0], worse[0])
        return None


@dataclass(frozen=True)
class Torn:
    """What one more agent does to two targets of which one asks for more agents, and the other one for fewer."""

    change: Change
    better: Effect
    worse: Effect
