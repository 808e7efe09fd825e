"""The roster as planned with some agents more or fewer for a while."""

from collections.abc import Iterable
from itertools import pairwise

import numpy as np

from planner.demand import Blueprint
from planner.demand.restaffed import restaffed
from planner.flow.profile import Profile
from planner.flow.roster import Roster, Shift
from planner.staffing.advise.result import Change
from planner.staffing.taken_off import take_off

HOUR = 3600.0

Persons = list[list[Shift]]
"""The shifts of each agent of a group, in roster order."""


def changed_roster(plan: Blueprint, changes: Iterable[Change]) -> Roster | None:
    """Return the roster after some changes, everybody turning up; None where there is nobody to be taken away.

    Of groups with head counts the number changes. Of those with shifts, one agent more is a person with a shift of just that time,
    last in roster order; one agent less is the first who is on duty in all of it, and goes home or has an unpaid break.
    """
    roster: Roster | None = plan.roster
    for change in changes:
        if roster is not None:
            roster = _changed(plan, roster, change)
    return roster


def _changed(plan: Blueprint, roster: Roster, change: Change) -> Roster | None:
    group = [of.name for of in roster.groups].index(change.group)
    if any(count.group == group for count in roster.headcounts):
        profile = _shifted(roster.scheduled[group], change)
        if profile.values.min() < 0:
            return None
        return restaffed(roster, plan.rules.doors, plan.horizon, {group: profile}, {})
    persons = _persons(roster, group)
    if change.agents > 0:
        day = int(np.searchsorted(plan.days, change.begin, side="right")) - 1
        persons += [[Shift(0, change.begin, change.end, day=day)] for _ in range(change.agents)]
    elif not all(_take_off(persons, change.begin, change.end) for _ in range(-change.agents)):
        return None
    return restaffed(roster, plan.rules.doors, plan.horizon, {}, {group: persons})


def _shifted(profile: Profile, change: Change) -> Profile:
    """Return head counts that are higher, or lower, for a while."""
    edges = np.unique(np.concatenate([profile.edges, [change.begin, change.end]]))
    inside = (edges[:-1] >= change.begin) & (edges[:-1] < change.end)
    return Profile(edges, profile.at(edges[:-1]) + np.where(inside, change.agents, 0))


def _persons(roster: Roster, group: int) -> Persons:
    members = roster.members(group)
    persons: Persons = [[] for _ in members]
    for shift in roster.shifts:
        if roster.group_of[shift.agent] == group:
            persons[shift.agent - members[0]].append(shift)
    return persons


def _take_off(persons: Persons, begin: float, end: float) -> bool:
    """Take one agent off for a while, hour by hour another one where nobody is there for all of it; tell whether one is."""
    if take_off(persons, begin, end, begin):
        return True
    if end - begin <= HOUR:
        return False
    cuts = [*np.arange(begin, end, HOUR).tolist(), end]
    return all(_take_off(persons, *part) for part in pairwise(cuts))
