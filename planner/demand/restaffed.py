"""The same customers and rules with other agents."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from planner.demand.course import spans_at_once, while_open
from planner.demand.staffing import headcounts, on_duty
from planner.flow.profile import Profile
from planner.flow.roster import Headcount, Roster, Shift
from planner.scenario.doors import Doors

Person = Sequence[Shift]
"""The shifts of one agent, in order; whose they are is told by where they stand."""


def restaffed(
    roster: Roster,
    doors: Doors,
    horizon: float,
    numbers: Mapping[int, Profile],
    persons: Mapping[int, Sequence[Person]],
) -> Roster:
    """Return a roster in which some groups have these head counts, or these persons, instead of what they had.

    Groups that neither names stay as they are. Agents are numbered anew, in roster order.
    """
    group_of: list[int] = []
    changes: list[Headcount] = []
    shifts: list[Shift] = []
    scheduled = list(roster.scheduled)
    for group in range(len(roster.groups)):
        first = len(group_of)
        if group in numbers:
            changes += headcounts(numbers[group], group, doors)
            scheduled[group] = while_open(numbers[group], doors)
            agents = int(numbers[group].values.max())
        elif group in persons:
            own = [
                replace(shift, agent=first + place)
                for place, person in enumerate(persons[group])
                for shift in person
            ]
            shifts += own
            scheduled[group] = spans_at_once([*on_duty(own)], horizon)
            agents = len(persons[group])
        else:
            members = roster.members(group)
            changes += [change for change in roster.headcounts if change.group == group]
            shifts += [
                replace(shift, agent=shift.agent - members[0] + first)
                for shift in roster.shifts
                if roster.group_of[shift.agent] == group
            ]
            agents = len(members)
        group_of += [group] * agents
    return replace(
        roster,
        group_of=tuple(group_of),
        headcounts=tuple(sorted(changes, key=lambda change: change.time)),
        shifts=tuple(sorted(shifts, key=lambda shift: (shift.begin, shift.agent))),
        scheduled=tuple(scheduled),
    )
