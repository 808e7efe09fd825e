"""An agent taken off: what is left of the shift, and of the breaks that it touches."""

import pytest

from planner.flow.roster import Break, Shift
from planner.staffing.taken_off import take_off

DAY = Shift(0, 8.0, 16.0, (Break(10.0, 10.25, paid=True), Break(12.0, 13.0)), day=3)


def left(shift, begin, end, since=None):
    """Return what is left of the only agent's shift, as begin, end and breaks with whether they are paid."""
    persons = [[shift]]
    assert take_off(persons, begin, end, begin if since is None else since)
    return [
        (rest.begin, rest.end, [(one.begin, one.end, one.paid) for one in rest.breaks]) for rest in persons[0]
    ]


def test_time_off_within_a_shift_is_an_unpaid_break():
    """Breaks stay in order of time."""
    breaks = [(10, 10.25, True), (11, 11.5, False), (12, 13, False)]
    assert left(DAY, 11, 11.5) == [(8, 16, breaks)]


@pytest.mark.parametrize(
    ("begin", "end", "breaks"),
    [
        (11, 12, [(10, 10.25, True), (11, 13, False)]),
        (13, 14, [(10, 10.25, True), (12, 14, False)]),
        (10.25, 11, [(10, 11, False), (12, 13, False)]),
        (10.25, 12, [(10, 13, False)]),
    ],
)
def test_breaks_that_it_touches_become_one_with_it(begin, end, breaks):
    """Before it, after it or both; none of it is paid any more."""
    assert left(DAY, begin, end) == [(8, 16, breaks)]


def test_at_its_ends_a_shift_gets_shorter():
    """It begins later or ends earlier, with the breaks that are left; its date stays."""
    breaks = [(10, 10.25, True), (12, 13, False)]
    assert left(DAY, 8, 9) == [(9, 16, breaks)]
    assert left(DAY, 15, 16) == [(8, 15, breaks)]
    persons = [[DAY]]
    take_off(persons, 8.0, 9.0, 8.0)
    assert persons[0][0].day == 3


def test_a_break_next_to_the_end_goes_with_it():
    """Nobody comes, or stays, only to have a break."""
    assert left(DAY, 8, 10) == [(10.25, 16, [(12, 13, False)])]
    assert left(DAY, 13, 16) == [(8, 12, [(10, 10.25, True)])]


def test_of_a_whole_shift_nothing_is_left():
    """The agent stays in the roster, with the other shifts."""
    other = Shift(0, 30.0, 34.0)
    persons = [[Shift(0, 8.0, 10.0), other]]
    assert take_off(persons, 8.0, 10.0, 8.0)
    assert persons == [[other]]


@pytest.mark.parametrize(
    ("begin", "end"), [(7, 9), (15, 17), (17, 18), (12, 13), (11, 12.5), (12.5, 14), (9, 15)]
)
def test_who_is_not_there_all_the_time_is_not_taken_off(begin, end):
    """Before, after and beyond a shift, and in its breaks."""
    persons = [[DAY]]
    assert not take_off(persons, begin, end, begin)
    assert persons == [[DAY]]


def test_nobody_there():
    """Of no agents none is taken off."""
    assert not take_off([], 9.0, 10.0, 9.0)


def test_only_the_first_who_is_there_is_taken_off():
    """One who has a break then and one who comes later are passed over."""
    late, there = Shift(0, 12.5, 16.0), Shift(0, 8.0, 15.0)
    persons = [[DAY], [late], [there], [there]]
    assert take_off(persons, 12.0, 14.0, 12.0)
    assert persons == [[DAY], [late], [Shift(0, 8.0, 15.0, (Break(12.0, 14.0),))], [there]]


def test_chats_are_refused_before():
    """From an hour before on, but not before the shift begins, and with a break that lies in that hour."""
    assert left(DAY, 14.5, 15, since=13.5)[0][2][-1] == (13.5, 15, False)
    assert left(DAY, 8.5, 9, since=7.5) == [(9, 16, [(10, 10.25, True), (12, 13, False)])]
    assert left(DAY, 10.5, 11, since=9.5)[0][2] == [(9.5, 11, False), (12, 13, False)]
    assert left(DAY, 13.5, 14, since=12.5)[0][2][-1] == (12, 14, False)
