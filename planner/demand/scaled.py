"""The same plan with more agents, or with fewer."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

import numpy as np

from planner.demand.course import spans_at_once
from planner.demand.staffing import on_duty
from planner.flow.profile import Profile
from planner.flow.roster import Roster, Shift


def scaled_roster(roster: Roster, groups: Collection[int], times: int, of: int) -> Roster:
    """Return the roster with `times / of` as many agents in these groups, each number rounded up.

    Head counts are scaled one by one. Of a group with shifts the number of agents is, and the shifts are dealt out
    evenly among them, so that the early ones stay as large a share as they were.
    """
    like: list[int] = []
    """For each new agent the one whose shifts they have."""
    for group in range(len(roster.groups)):
        members = roster.members(group)
        count = _scaled(len(members), times, of) if group in groups else len(members)
        like += [members[place * len(members) // count] for place in range(count)]
    group_of = tuple(roster.group_of[agent] for agent in like)
    shifts = sorted(_dealt(roster.shifts, like), key=lambda shift: (shift.begin, shift.agent))
    by_shifts = {roster.group_of[shift.agent] for shift in roster.shifts}
    scheduled = list(roster.scheduled)
    for group in groups:
        profile = scheduled[group]
        if group in by_shifts:
            own = on_duty([shift for shift in shifts if group_of[shift.agent] == group])
            scheduled[group] = spans_at_once([*own], float(profile.edges[-1]))
        else:
            values = [_scaled(int(agents), times, of) for agents in profile.values]
            scheduled[group] = Profile(profile.edges, np.array(values, dtype=np.float64))
    return replace(
        roster,
        group_of=group_of,
        headcounts=tuple(
            replace(change, agents=_scaled(change.agents, times, of)) if change.group in groups else change
            for change in roster.headcounts
        ),
        shifts=tuple(shifts),
        scheduled=tuple(scheduled),
    )


def most_on_duty(roster: Roster, groups: Collection[int]) -> int:
    """Return how many agents these groups have on duty at the busiest moment, if everybody turns up."""
    profiles = [roster.scheduled[group] for group in groups]
    begins = np.unique(np.concatenate([profile.edges[:-1] for profile in profiles]))
    return int(np.sum([profile.at(begins) for profile in profiles], axis=0).max())


def _scaled(agents: int, times: int, of: int) -> int:
    return -(-agents * times // of)


def _dealt(shifts: Sequence[Shift], like: Sequence[int]) -> Iterator[Shift]:
    """Yield the shifts of each new agent."""
    of_agent: dict[int, list[Shift]] = {}
    for shift in shifts:
        of_agent.setdefault(shift.agent, []).append(shift)
    for agent, source in enumerate(like):
        yield from (replace(shift, agent=agent) for shift in of_agent.get(source, ()))
