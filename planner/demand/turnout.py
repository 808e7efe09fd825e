"""Who turns up and who is away for a while: the roster of one replication."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from planner.demand.streams import Attribute, stream
from planner.flow.clock import on_grid
from planner.flow.demand import FloatColumn
from planner.flow.roster import Away, Headcount, Roster, Shift


@dataclass(frozen=True)
class Turnout:
    """How a group keeps to its plan."""

    absence: float = 0.0
    """Chance that an agent does not turn up on a day."""
    away: float = 0.0
    """Share of the time on duty spent away."""
    spell: float = 0.0
    """Mean length (s) of a spell away."""


def draw_roster(
    roster: Roster, turnouts: tuple[Turnout, ...], days: FloatColumn, seed: int, replication: int
) -> Roster:
    """Draw who is absent or away; `days` are the edges (s) of the horizon's days.

    Each agent has numbers of their own, so that an agent, a day or a group more changes no other.
    """
    if not any(turnout.absence or turnout.away for turnout in turnouts):
        return roster
    absences = _Absences(roster, turnouts, seed, replication)
    return replace(
        roster,
        headcounts=tuple(_present(roster, absences, days)),
        shifts=tuple(
            replace(shift, absent=absences.absent(shift.agent, shift.day)) for shift in roster.shifts
        ),
        away=tuple(
            sorted(
                _away(roster, turnouts, float(days[-1]), seed, replication),
                key=lambda spell: (spell.begin, spell.agent),
            )
        ),
    )


class _Absences:
    """Who does not turn up on which day."""

    def __init__(self, roster: Roster, turnouts: tuple[Turnout, ...], seed: int, replication: int) -> None:
        self._roster = roster
        self._turnouts = turnouts
        self._key = seed, replication
        self._drawn: dict[tuple[int, int], frozenset[int]] = {}

    def absent(self, agent: int, day: int) -> bool:
        return agent in self.of_group(self._roster.group_of[agent], day)

    def of_group(self, group: int, day: int) -> frozenset[int]:
        """Return the roster positions of those who do not turn up; shifts may begin on the day before the first."""
        if not self._turnouts[group].absence:
            return frozenset()
        if (group, day) not in self._drawn:
            members = self._roster.members(group)
            name = self._roster.groups[group].name
            numbers = stream(*self._key, Attribute.ABSENCE, name, day + 1).random(len(members))
            self._drawn[group, day] = frozenset(
                agent
                for agent, number in zip(members, numbers.tolist(), strict=True)
                if number < self._turnouts[group].absence
            )
        return self._drawn[group, day]


def _present(roster: Roster, absences: _Absences, days: FloatColumn) -> Iterator[Headcount]:
    """Yield the head counts with those absent left out, told again as a day begins on which others are."""
    at = {(change.group, change.time) for change in roster.headcounts}
    anew = [
        Headcount(day, group, int(roster.scheduled[group].value(day)))
        for group in {change.group for change in roster.headcounts}
        for day in days[1:-1].tolist()
        if (group, day) not in at and roster.scheduled[group].value(day) > 0
    ]
    members = [roster.members(group) for group in range(len(roster.groups))]
    for change in sorted([*roster.headcounts, *anew], key=lambda change: (change.time, change.group)):
        absent = absences.of_group(change.group, int(np.searchsorted(days, change.time, side="right")) - 1)
        planned = members[change.group][: change.agents]
        yield replace(change, agents=sum(agent not in absent for agent in planned), absent=absent)


def _away(
    roster: Roster, turnouts: tuple[Turnout, ...], horizon: float, seed: int, replication: int
) -> Iterator[Away]:
    """Yield the spells away that fall into the time on duty; under head counts, those that begin before the end.

    Time away and time there alternate, both exponential, from a stationary beginning: at any instant an agent is
    away with the wanted probability, so that share of the time on duty is lost, whatever the shifts.
    """
    first_of = {group: agent for agent, group in reversed(list(enumerate(roster.group_of)))}
    shifts: dict[int, list[Shift]] = {}
    for shift in roster.shifts:
        shifts.setdefault(shift.agent, []).append(shift)
    by_headcount = {change.group for change in roster.headcounts}
    for agent, group in enumerate(roster.group_of):
        turnout = turnouts[group]
        if not turnout.away or (agent not in shifts and group not in by_headcount):
            continue
        name = f"{roster.groups[group].name}/{agent - first_of[group]}"
        numbers = stream(seed, replication, Attribute.AWAY, name, 0)
        if group in by_headcount:
            begin, end = _spells(turnout, horizon, numbers)
            some = begin < horizon
            yield from (
                Away(agent, *spell) for spell in zip(begin[some].tolist(), end[some].tolist(), strict=True)
            )
            continue
        spans = _shift_spans(shifts[agent])
        begin, end = _spells(turnout, max(end for _, end in spans), numbers)
        for duty_begin, duty_end in spans:
            first, past = int(np.searchsorted(end, duty_begin)), int(np.searchsorted(begin, duty_end))
            for spell in range(first, past):
                away = max(duty_begin, float(begin[spell])), min(duty_end, float(end[spell]))
                if away[0] < away[1]:
                    yield Away(agent, *away)


def _shift_spans(shifts: list[Shift]) -> list[tuple[float, float]]:
    """Return when an agent is on a shift; those without a gap between them are one."""
    spans: list[tuple[float, float]] = []
    for shift in shifts:
        if spans and shift.begin <= spans[-1][1]:
            spans[-1] = (spans[-1][0], shift.end)
        else:
            spans.append((shift.begin, shift.end))
    return spans


def _spells(turnout: Turnout, until: float, numbers: np.random.Generator) -> tuple[FloatColumn, FloatColumn]:
    """Return when an agent goes and is back (s), up to an instant."""
    there = turnout.spell * (1 - turnout.away) / turnout.away
    begins_away = numbers.random() < turnout.away
    batch = int(until / (there + turnout.spell) * 1.2) + 10
    turns: list[FloatColumn] = []
    reached = 0.0
    while reached < until:
        drawn = numbers.standard_exponential((batch, 2)) * [there, turnout.spell]
        if begins_away and not turns:
            drawn[0, 0] = 0.0
        turns.append(drawn)
        reached += float(drawn.sum())
    changes = on_grid(np.cumsum(np.concatenate(turns).ravel()))
    return changes[0::2], changes[1::2]
