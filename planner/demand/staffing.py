"""Agent groups -> the roster as planned: head counts, or shifts of single agents."""

from collections.abc import Iterable, Iterator, Sequence
from math import inf

import numpy as np

from planner.demand.course import over_horizon, spans_at_once, while_open
from planner.flow.clock import on_grid
from planner.flow.profile import Profile
from planner.flow.roster import Break, Group, Headcount, Roster, Shift
from planner.scenario import Scenario
from planner.scenario.agent_group import AgentGroup
from planner.scenario.doors import Doors
from planner.scenario.files import Person, PlannedShift
from planner.scenario.local_time import DAY, LocalTime
from planner.scenario.overflow import BEST
from planner.scenario.shift import BreakSpan
from planner.scenario.shift import Shift as WrittenShift


def planned_roster(scenario: Scenario, doors: Doors) -> Roster:
    """Return the roster if everybody turns up."""
    groups: list[Group] = []
    group_of: list[int] = []
    changes: list[Headcount] = []
    shifts: list[Shift] = []
    scheduled: list[Profile] = []
    for number, (name, group) in enumerate(scenario.agent_groups.items()):
        groups.append(_group(scenario, name, group))
        if group.agents is not None:
            profile = over_horizon(group.agents, scenario.time)
            agents = int(max(profile.values))
            changes += headcounts(profile, number, doors)
            scheduled.append(while_open(profile, doors))
        else:
            own, agents = _shifts(scenario, name, group, len(group_of))
            shifts += own
            scheduled.append(spans_at_once([*on_duty(own)], scenario.horizon))
        group_of += [number] * agents
    return Roster(
        groups=tuple(groups),
        group_of=tuple(group_of),
        headcounts=tuple(sorted(changes, key=lambda change: change.time)),
        shifts=tuple(sorted(shifts, key=lambda shift: (shift.begin, shift.agent))),
        scheduled=tuple(scheduled),
    )


def _group(scenario: Scenario, name: str, group: AgentGroup) -> Group:
    types = list(scenario.chat_types)
    skills = types if group.skills is None else group.skills
    return Group(
        name=name,
        concurrency=group.concurrency,
        slowdown=group.slowdown_factors(),
        slowdown_step=group.slowdown_step(),
        reply_order=group.reply_order,
        skills=tuple(sorted({types.index(skill) for skill in skills})),
        rank=group.rank,
        levels=tuple(group.levels.get(name, BEST) for name in types),
        pace=_pace(group, types),
        last_chat_before=on_grid(group.last_chat_before),
        breaks_when_free=group.break_starts == "when_free",
    )


def _pace(group: AgentGroup, types: Sequence[str]) -> tuple[float, ...]:
    """Return the factor on each type's work; none if all are 1."""
    factors = tuple(1 / group.speed[group.levels.get(name, BEST) - 1] for name in types)
    return factors if any(factor != 1 for factor in factors) else ()


def headcounts(profile: Profile, group: int, doors: Doors) -> Iterator[Headcount]:
    """Yield a group's head counts while doors are open: as they open, and as the number changes."""
    for opens, closes in doors:
        yield Headcount(opens, group, int(profile.value(opens)))
        first, past = np.searchsorted(profile.edges, [opens, closes], side="right")
        for place in range(int(first), int(past)):
            if profile.edges[place] < closes:
                yield Headcount(float(profile.edges[place]), group, int(profile.values[place]))


def _shifts(scenario: Scenario, name: str, group: AgentGroup, first: int) -> tuple[list[Shift], int]:
    """Return the shifts that touch the horizon, and how many agents the group has; `first` is their first position."""
    persons = list(_persons(scenario, name, group))
    shifts = [
        shift
        for agent, person in enumerate(persons, start=first)
        for planned in person.shifts
        if (shift := clipped(agent, planned, scenario.time)) is not None
    ]
    return shifts, len(persons)


def _persons(scenario: Scenario, name: str, group: AgentGroup) -> Iterator[Person]:
    """Yield the agents of a group with shifts, in roster order; nobody where none are planned yet."""
    if group.shifts is None:
        yield from scenario.files.rosters.get(name, ())
        return
    time = scenario.time
    worked = [day for day in time.dates() if not time.is_shut(day)]
    for written in group.shifts:
        days = [day for day in worked if time.weekday(day) in written.days]
        for agent in range(written.agents):
            breaks = sorted(written.break_spans(agent))
            yield Person("", tuple(_on_day(written, breaks, day) for day in days))


def _on_day(written: WrittenShift, breaks: Sequence[BreakSpan], day: int) -> PlannedShift:
    midnight = day * DAY
    rests = tuple((midnight + begin, midnight + end, paid) for begin, end, paid in breaks)
    return PlannedShift(day, midnight + written.begin, midnight + written.end, rests)


def clipped(agent: int, planned: PlannedShift, time: LocalTime) -> Shift | None:
    """Return a shift in seconds since the start, from the start on; None if it lies outside the horizon."""
    begin, end = time.elapsed(planned.begin), time.elapsed(planned.end)
    if end <= 0 or begin >= time.horizon or end <= begin:
        return None
    breaks: list[Break] = []
    for rest_begin, rest_end, paid in planned.breaks:
        # a break keeps its length when clocks change, and waits for the one before
        since = max(time.elapsed(rest_begin), breaks[-1].end if breaks else -inf)
        rest = Break(max(0.0, since), min(end, since + (rest_end - rest_begin)), paid)
        if rest.begin < rest.end:
            breaks.append(rest)
    return Shift(agent, max(0.0, begin), end, tuple(breaks), planned.day)


def on_duty(shifts: Iterable[Shift]) -> Iterator[tuple[float, float]]:
    """Yield the spans (s) of shifts without their breaks."""
    for shift in shifts:
        begin = shift.begin
        for rest in shift.breaks:
            yield begin, rest.begin
            begin = rest.end
        yield begin, shift.end
