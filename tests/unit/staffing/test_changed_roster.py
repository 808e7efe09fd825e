"""Rosters with agents more or fewer for a while, by hand."""

import numpy as np
import pytest

from planner.demand import Blueprint, blueprint
from planner.flow.roster import Break, Roster, Shift
from planner.scenario import loads
from planner.staffing.advise import Change
from planner.staffing.advise.changed import changed_roster

HOUR = 3600.0


def plan(team: str) -> Blueprint:
    """Return a day from 08:00 to 18:00 with a team, and one agent behind it."""
    return blueprint(
        loads(
            "start: 2026-11-23 08:00\nend: 2026-11-23 18:00\n"
            "chat_types: {sales: {arrivals: {per_hour: 6}, handle_time: 5m, patience: 3m}}\n"
            f'agent_groups: {{team: {team}, back: {{shifts: [{{agents: 1, from: "09:00", to: "17:00"}}]}}}}\n'
        )
    )


def changed(team: str, *changes: tuple[float, float, int]) -> Roster | None:
    """Return the roster after changes to the team, given by the clock."""
    return changed_roster(
        plan(team),
        [Change("team", (begin - 8) * HOUR, (end - 8) * HOUR, agents) for begin, end, agents in changes],
    )


def shifts(roster: Roster | None) -> list[Shift]:
    """Return the team's shifts."""
    assert roster is not None
    return [shift for shift in roster.shifts if roster.group_of[shift.agent] == 0]


def at(begin: float, end: float) -> tuple[float, float]:
    """Return a span by the clock in seconds since the start."""
    return (begin - 8) * HOUR, (end - 8) * HOUR


SHIFTS = '{shifts: [{agents: 1, from: "08:00", to: "16:00", breaks: [{at: "12:00", for: 30m, paid: true}]}, {agents: 1, from: "10:00", to: "18:00"}]}'


def test_head_counts_are_higher_for_an_hour() -> None:
    """Five instead of four from ten to eleven, and a fifth agent in roster order."""
    roster = changed("{agents: 4}", (10, 11, 1))
    assert roster is not None
    counts = [(count.time / HOUR + 8, count.agents) for count in roster.headcounts]
    assert counts == [(8, 4), (10, 5), (11, 4)]
    assert roster.group_of == (0, 0, 0, 0, 0, 1)
    assert roster.shifts[0].agent == 5


def test_head_counts_do_not_fall_below_nobody() -> None:
    """Two can go where two are there, three cannot."""
    assert changed('{agents: {"08:00": 2, "12:00": 4}}', (11, 13, -2)) is not None
    assert changed('{agents: {"08:00": 2, "12:00": 4}}', (11, 13, -3)) is None


def test_one_more_person_is_the_last_of_the_group() -> None:
    """So all others keep their places, and what is drawn for them."""
    roster = changed(SHIFTS, (10, 12, 1))
    assert roster is not None
    assert roster.group_of == (0, 0, 0, 1)
    (new,) = (shift for shift in roster.shifts if shift.agent == 2)
    assert (new.begin, new.end) == at(10, 12)


@pytest.mark.parametrize(
    ("begin", "end", "left"),
    [
        (10, 11, (8, 16, [(10, 11), (12, 12.5)])),
        (11, 12, (8, 16, [(11, 12.5)])),
        (8, 9, (9, 16, [(12, 12.5)])),
        (12.5, 16, (8, 12, [])),
    ],
)
def test_the_first_who_is_there_all_the_time_is_taken_off(
    begin: float, end: float, left: tuple[float, float, list[tuple[float, float]]]
) -> None:
    """An unpaid break, together with one that it touches, or a later begin, or an earlier end."""
    first, other = shifts(changed(SHIFTS, (begin, end, -1)))
    from_, to, breaks = left
    assert (first.begin, first.end) == at(from_, to)
    assert [(rest.begin, rest.end) for rest in first.breaks] == [at(*rest) for rest in breaks]
    assert [rest.paid for rest in first.breaks] == [rest == (12, 12.5) for rest in breaks]
    assert (other.begin, other.end) == at(10, 18)


def test_who_rests_then_stays_and_another_goes() -> None:
    """From noon to one the first has a break."""
    first, other = shifts(changed(SHIFTS, (12, 13, -1)))
    assert first.breaks == (Break(*at(12, 12.5), paid=True),)
    assert other.breaks == (Break(*at(12, 13)),)


def test_a_stretch_that_nobody_works_alone_is_taken_off_by_several() -> None:
    """From nine to six: hour by hour whoever is there."""
    roster = changed(SHIFTS, (9, 18, -1))
    assert roster is not None
    half_hours = np.arange(0, 10, 0.5) * HOUR
    less = plan(SHIFTS).roster.scheduled[0].at(half_hours) - roster.scheduled[0].at(half_hours)
    assert less.tolist() == [0] * 2 + [1] * 18


def test_where_nobody_is_there_nobody_goes() -> None:
    """A second agent before ten, or anybody after the last shift."""
    assert changed(SHIFTS, (8, 9, -2)) is None
    assert changed('{shifts: [{agents: 2, from: "08:00", to: "16:00"}]}', (16, 17, -1)) is None


def test_a_whole_shift_can_go() -> None:
    """The agent keeps a place, with nothing to work."""
    roster = changed('{shifts: [{agents: 1, from: "10:00", to: "11:00"}]}', (10, 11, -1))
    assert shifts(roster) == []
    assert roster is not None
    assert roster.group_of == (0, 1)
