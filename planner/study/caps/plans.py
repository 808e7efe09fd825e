"""How many chats at once are tried, and what each number makes of a scenario."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from planner.demand import Blueprint, blueprint
from planner.flow.roster import Group
from planner.scenario import Scenario
from planner.scenario.agent_group import AgentGroup
from planner.scenario.quantities import shown
from planner.scenario.unknown_name import hint
from planner.study.conversation_cautions import only_conversations

MOST_CAPS = 20
HIGHEST_CAP = 100
USUAL = 6
"""Chats at once that are tried at least, unless the planner says how many."""


class CapsUnusable(Exception):
    """Numbers of chats at once, or a group, that cannot be tried; the text says why and what would be right."""


@dataclass(frozen=True)
class WantedCaps:
    """What the planner asks for."""

    first: int | None = None
    last: int | None = None
    """None: as many as are usual, as far as the groups' slowdown tells."""
    group: str | None = None
    """The only one that is varied; default all."""


@dataclass(frozen=True)
class CapPlans:
    """A scenario at each number of chats at once."""

    scenario: Scenario
    as_is: Blueprint
    groups: tuple[int, ...]
    """Positions of those that are varied."""
    caps: tuple[int, ...]
    plans: tuple[Blueprint, ...]
    """One for each cap."""
    notes: tuple[str, ...]

    @property
    def group_names(self) -> tuple[str, ...]:
        """The names of the groups that are varied."""
        names = list(self.scenario.agent_groups)
        return tuple(names[group] for group in self.groups)

    def most_chats(self) -> dict[int, int]:
        """Return up to how many chats at once are of interest in each group."""
        return {
            place: max(group.concurrency, self.caps[-1] if place in self.groups else 0)
            for place, group in enumerate(self.as_is.roster.groups)
        }


def plan_caps(scenario: Scenario, wanted: WantedCaps) -> CapPlans:
    """Lay the scenario out at each cap. Raises `CapsUnusable`."""
    groups = _groups(scenario, wanted.group)
    plan = blueprint(scenario)
    names = list(scenario.agent_groups)
    least = max(slots_needed(plan, group) for group in groups)
    told = min(groups, key=lambda group: tells_up_to(scenario, names[group]))
    most = tells_up_to(scenario, names[told])
    usual = max(USUAL, 2 + max(scenario.agent_groups[names[group]].concurrency for group in groups))
    first, last = wanted.first or least, wanted.last or min(max(usual, least), most)
    limit = f"agent_groups.{names[told]}: slowdown tells of {most} chat{'s' if most > 1 else ''} at once only"
    if last > most:
        raise CapsUnusable(
            f"{limit}; give --most {most}, or a slowdown that tells of {last} or is a percentage"
        )
    if first < least:
        raise CapsUnusable(f"a chat takes {least} slots; begin with --caps {least}-{max(last, least + 1)}")
    if first >= last:
        raise CapsUnusable(f"{limit}, so there is nothing to compare; give it, such as slowdown: 15%")
    caps = tuple(range(first, last + 1))
    if len(caps) > MOST_CAPS:
        raise CapsUnusable(f"{len(caps)} numbers of chats at once are many; give at most {MOST_CAPS}")
    notes = [limit] if wanted.last is None and last < usual else []
    return CapPlans(
        scenario, plan, groups, caps, tuple(at_cap(plan, scenario, groups, cap) for cap in caps), (*notes,)
    )


def tells_up_to(scenario: Scenario, name: str) -> int:
    """Return up to how many chats at once it is known how much longer they take in a group."""
    group = scenario.agent_groups[name]
    if only_conversations(scenario, name) or isinstance(group.slowdown, float):
        return HIGHEST_CAP
    return group.concurrency if group.slowdown is None else len(group.slowdown)


def slots_needed(plan: Blueprint, group: int) -> int:
    """Return how many slots the largest chat takes that a group serves."""
    return max((plan.rules.slots[skill] for skill in plan.roster.groups[group].skills), default=1)


def at_cap(plan: Blueprint, scenario: Scenario, groups: Sequence[int], cap: int) -> Blueprint:
    """Return the plan with so many chats at once in these groups."""
    written = list(scenario.agent_groups.values())
    changed = tuple(
        replace(group, concurrency=cap, slowdown=tuple(_factors(group, written[place], cap)))
        if place in groups
        else group
        for place, group in enumerate(plan.roster.groups)
    )
    return replace(plan, roster=replace(plan.roster, groups=changed))


def _factors(group: Group, written: AgentGroup, cap: int) -> Iterator[float]:
    """Yield the factors with 1, 2, ... chats in hand; those not told of go on as the last ones did."""
    told = written.slowdown_factors()
    for place in range(cap):
        beyond = max(0, place + 1 - len(told))
        yield told[min(place, len(told) - 1)] + beyond * group.slowdown_step


def _groups(scenario: Scenario, name: str | None) -> tuple[int, ...]:
    """Return the positions of the groups that are varied."""
    names = list(scenario.agent_groups)
    if name is None:
        return tuple(range(len(names)))
    if name not in names:
        raise CapsUnusable(f"--group: there is no agent group {shown(name)}; {hint(name, names)}")
    return (names.index(name),)
