"""Those who come while doors are closed, and the tickets they leave."""

import math

import numpy as np
import pytest

from planner.demand import draw

HOUR = 3600.0
TWO_DAYS = {"start": "2026-11-23 00:00", "end": "2026-11-25 00:00"}
OPEN = {"open": "09:00-17:00"}
TICKETS = {"tickets": "next_morning"}
DOORS = ((9 * HOUR, 17 * HOUR), (33 * HOUR, 41 * HOUR))
TYPES = {
    "sales": {"arrivals": {"per_hour": 20}, "wrap_up": {"mean": "20s"}, "first_reply": {"mean": "15s"}},
    "support": {"arrivals": {"per_hour": 35}},
}
COLUMNS = ("arrival", "chat_type", "patience", "handle_time", "wrap_up", "first_reply", "draw", "ticket")
OF_WORK = ("chat_type", "handle_time", "wrap_up", "first_reply", "draw")


@pytest.fixture(scope="module")
def free(planned):
    """Two days round the clock."""
    return draw(planned(TYPES, **TWO_DAYS), 5, 2)


@pytest.fixture(scope="module")
def closed(planned):
    """The same days with closed doors, and nothing left overnight."""
    return draw(planned(TYPES, **TWO_DAYS, **OPEN), 5, 2)


@pytest.fixture(scope="module")
def with_tickets(planned):
    """The same days with closed doors, and tickets."""
    return draw(planned(TYPES, **TWO_DAYS, **OPEN, **TICKETS), 5, 2)


def inside(times):
    """Tell which instants lie within opening hours."""
    return np.logical_or.reduce([(times >= opens) & (times < closes) for opens, closes in DOORS])


def rows(demand, which, columns):
    """Return some rows of some columns, in order."""
    return sorted(zip(*(getattr(demand, column)[which].tolist() for column in columns), strict=True))


def test_chats_come_while_doors_are_open(free, closed):
    """The same as without opening hours, row for row."""
    during = inside(free.arrival)
    assert 700 < during.sum() < len(free) - 700
    for column in COLUMNS:
        np.testing.assert_array_equal(getattr(closed, column), getattr(free, column)[during], err_msg=column)


def test_whoever_comes_while_they_are_closed_is_after_hours(free, closed):
    """The instant and the type are kept."""
    outside = ~inside(free.arrival)
    found = sorted(zip(closed.after_hours.arrival, closed.after_hours.chat_type, strict=True))
    assert found == rows(free, outside, ("arrival", "chat_type"))
    assert closed.after_hours.chat_type.dtype == np.int64


def test_without_tickets_there_are_none(closed):
    """Who comes after hours has gone to somebody else."""
    assert not closed.ticket.any()


def test_chats_do_not_mind_tickets(closed, with_tickets):
    """With tickets the chats are the same, and so are those after hours."""
    chats = ~with_tickets.ticket
    for column in COLUMNS:
        np.testing.assert_array_equal(
            getattr(with_tickets, column)[chats], getattr(closed, column), err_msg=column
        )
    for column in ("arrival", "chat_type"):
        np.testing.assert_array_equal(
            getattr(with_tickets.after_hours, column), getattr(closed.after_hours, column)
        )


def test_tickets_come_when_doors_open_next(free, with_tickets):
    """Of the first night at 9, of the second at 33 h; each type as many as came."""
    for since, until, opening in ((0, 9 * HOUR, 9 * HOUR), (17 * HOUR, 33 * HOUR, 33 * HOUR)):
        at = with_tickets.ticket & (with_tickets.arrival == opening)
        came = (free.arrival >= since) & (free.arrival < until)
        assert came.sum() > 300
        wanted = np.bincount(free.chat_type[came])
        np.testing.assert_array_equal(np.bincount(with_tickets.chat_type[at]), wanted)
    assert set(with_tickets.arrival[with_tickets.ticket]) == {9 * HOUR, 33 * HOUR}


def test_a_ticket_keeps_its_work(free, with_tickets):
    """What the same customer would have brought as a chat."""
    for since, until, opening in ((0, 9 * HOUR, 9 * HOUR), (17 * HOUR, 33 * HOUR, 33 * HOUR)):
        at = with_tickets.ticket & (with_tickets.arrival == opening)
        came = (free.arrival >= since) & (free.arrival < until)
        assert rows(with_tickets, at, OF_WORK) == rows(free, came, OF_WORK)


def test_tickets_of_a_type_lie_in_the_order_in_which_they_came(free, with_tickets):
    """Who came first at night is first in the morning."""
    for number in (0, 1):
        at = with_tickets.ticket & (with_tickets.chat_type == number) & (with_tickets.arrival == 9 * HOUR)
        came = (free.chat_type == number) & (free.arrival < 9 * HOUR)
        np.testing.assert_array_equal(with_tickets.handle_time[at], free.handle_time[came])


def test_a_ticket_is_patient(with_tickets):
    """For ever; chats are as they were."""
    assert set(with_tickets.patience[with_tickets.ticket]) == {math.inf}
    assert with_tickets.patience[~with_tickets.ticket].max() < math.inf


def test_nobody_falls_silent_in_a_ticket(planned):
    """Its customer is not there; all who chat fall silent here."""
    silent = {name: {**plan, "silence": {"share": 1, "duration": "5m"}} for name, plan in TYPES.items()}
    found = draw(planned(silent, **TWO_DAYS, **OPEN, **TICKETS), 5, 2)
    assert found.ticket.any()
    np.testing.assert_array_equal(found.silences.length > 0, ~found.ticket)


def test_after_the_last_close_there_are_no_tickets(free, with_tickets):
    """Doors do not open again, so those who come from 41 h on are after hours and no more."""
    late = with_tickets.after_hours.arrival
    assert (late >= 41 * HOUR).sum() == (free.arrival >= 41 * HOUR).sum() > 100
    assert with_tickets.ticket.sum() == (late < 41 * HOUR).sum()


def test_nobody_is_lost(free, with_tickets):
    """All who come are chats or after hours; of these all but the last night's are tickets."""
    chats = (~with_tickets.ticket).sum()
    assert chats + len(with_tickets.after_hours.arrival) == len(free)
    last_night = (free.arrival >= 41 * HOUR).sum()
    assert len(with_tickets) + last_night == len(free)


def test_everything_comes_in_the_order_of_time(with_tickets):
    """Tickets among the chats."""
    assert (np.diff(with_tickets.arrival) >= 0).all()


def test_doors_that_never_close_leave_nobody_out(planned, free):
    """24h is the same as no opening hours, also with tickets."""
    found = draw(planned(TYPES, **TWO_DAYS, open="24h", **TICKETS), 5, 2)
    for column in COLUMNS:
        np.testing.assert_array_equal(getattr(found, column), getattr(free, column), err_msg=column)
    assert len(found.after_hours.arrival) == 0


def test_other_opening_hours_move_the_line_between_chats_and_tickets_only(planned, free):
    """Open from 11: who came between 9 and 11 brings the same work as a ticket at 11."""
    found = draw(planned(TYPES, **TWO_DAYS, open="11:00-17:00", **TICKETS), 5, 2)
    tickets, chats = found.ticket & (found.arrival == 11 * HOUR), ~found.ticket
    assert rows(found, tickets, OF_WORK) == rows(free, free.arrival < 11 * HOUR, OF_WORK)
    still = (free.arrival >= 11 * HOUR) & (free.arrival < 17 * HOUR)
    still |= (free.arrival >= 35 * HOUR) & (free.arrival < 41 * HOUR)
    assert rows(found, chats, COLUMNS) == rows(free, still, COLUMNS)


def test_a_shut_holiday_sends_its_chats_to_the_next_day(planned, free):
    """The first day stays shut: all who come before 33 h are tickets then."""
    shut = {"dates": ["2026-11-23"], "as": "closed"}
    found = draw(planned(TYPES, **TWO_DAYS, **OPEN, **TICKETS, holidays=shut), 5, 2)
    assert rows(found, found.ticket, OF_WORK) == rows(free, free.arrival < 33 * HOUR, OF_WORK)
    assert set(found.arrival[found.ticket]) == {33 * HOUR}
