"""Which chats count, in which interval, and for what."""

import pytest

from planner.kpi.columns import Column


def test_what_counts_is_half_open(measured, answered):
    """An arrival as the window begins counts, one as it ends does not."""
    chats = [answered(at) for at in (599.5, 600, 3599.5, 3600)]
    assert measured(chats, edges=(600, 3600), closes=7200).of(Column.OFFERED) == [2]


def test_intervals_are_half_open(measured, answered):
    """An arrival on an edge belongs to the interval that begins there."""
    chats = [answered(at) for at in (0, 1799.5, 1800, 2700)]
    assert measured(chats, edges=(0, 1800, 2700, 3600)).of(Column.OFFERED) == [2, 1, 1]


def test_chats_are_followed_to_their_end_wherever_it_is(measured, answered):
    """All of a chat goes to the interval of its arrival, even what happens after the window."""
    found = measured([answered(1700, 200, 5000, wrap_up=30)], edges=(0, 1800, 3600), closes=7200)
    assert found.of(Column.WAIT) == [200, 0]
    assert found.of(Column.HANDLE_TIME) == [5030, 0]
    assert found.of(Column.ANSWERED) == [1, 0]


@pytest.mark.parametrize(
    ("counting", "promised"), [("offered", 6), ("without_short_abandons", 5), ("answered", 3)]
)
def test_the_service_level_counts_as_it_is_told(measured, answered, missed, counting, promised):
    """The numerator stays: answered within 60 s, 60 included; an abandon of exactly 10 s is not short."""
    chats = [
        answered(0, 0),
        answered(10, 60),
        answered(20, 60.5),
        missed("abandoned", 30, 9.5),
        missed("abandoned", 40, 10),
        missed("blocked", 50, 0),
    ]
    found = measured(chats, counting=counting)
    assert found.of(Column.IN_TIME) == [2]
    assert found.of(Column.PROMISED) == [promised]
    assert found.summary().figures["service_level"].mean == 2 / promised


def test_only_those_who_abandon_can_be_short(measured, missed):
    """A chat that was blocked or expired after a moment still counts."""
    chats = [
        missed("blocked", 0),
        missed("expired", 10, 2),
        missed("closed", 20, 3),
        missed("abandoned", 30, 4),
    ]
    assert measured(chats, counting="without_short_abandons").of(Column.PROMISED) == [3]


def test_the_first_response_takes_the_place_of_the_wait_in_the_numerator_only(measured, answered, missed):
    """A wait of 50 s and a reply after 10 are in time, after 10.5 not; short abandons go by the queue."""
    chats = [
        answered(0, 50, first_reply=10),
        answered(10, 50, first_reply=10.5),
        answered(20, 0, first_reply=100, handle=30),
        missed("abandoned", 30, 9.5),
    ]
    by_wait = measured(chats, counting="without_short_abandons")
    by_reply = measured(chats, counting="without_short_abandons", by_first_response=True)
    assert (by_wait.of(Column.IN_TIME), by_wait.of(Column.PROMISED)) == ([3], [3])
    assert (by_reply.of(Column.IN_TIME), by_reply.of(Column.PROMISED)) == ([2], [3])


def test_the_first_response_is_not_later_than_the_customers_leaving(measured, answered):
    """The wait, and the reply or the whole chat if that is shorter; wrap-up does not count."""
    chats = [answered(0, 5, 30, first_reply=20), answered(10, 5, 30, wrap_up=100, first_reply=40)]
    assert measured(chats).of(Column.FIRST_RESPONSE) == [25 + 35]


def test_who_was_not_answered_has_no_wait_or_response_but_time_in_queue(measured, missed):
    """Patience, the maximum wait, the time until closed; 0 for blocked."""
    chats = [
        missed("abandoned", 0, 30),
        missed("expired", 10, 600),
        missed("closed", 20, 7),
        missed("blocked", 30),
    ]
    found = measured(chats)
    assert found.of(Column.WAIT_ALL) == [637]
    assert found.of(Column.ABANDON_TIME) == [30]
    for column in (Column.WAIT, Column.FIRST_RESPONSE, Column.HANDLE_TIME, Column.IN_TIME, Column.ANSWERED):
        assert found.of(column) == [0], column
    assert found.longest()[0] != found.longest()[0]


def test_everybody_but_those_assigned_at_once_had_to_wait(measured, answered, missed):
    """Blocked ones included, and those who left at once."""
    chats = [answered(0), answered(10, 0.5), missed("blocked", 20), missed("abandoned", 30, 0)]
    assert measured(chats).of(Column.DELAYED) == [3]


def test_the_work_of_missed_chats_is_offered_too(measured, answered, missed):
    """Handle time and wrap-up as drawn, not as stretched by other chats."""
    chats = [answered(0, 0, 400, work=300, wrap_up=20), missed("blocked", 10, work=100)]
    found = measured(chats)
    assert found.of(Column.WORK) == [420]
    assert found.summary().figures["offered_load"].mean == pytest.approx(420 / 3600)


def test_chats_of_a_group_are_those_its_agents_took(measured, answered, missed):
    """Missed chats belong to no group; waits and handle times go to the agent's."""
    chats = [answered(0, 5, 60, agent=0), answered(10, 7, 70, agent=2), missed("abandoned", 20, 9)]
    found = measured(chats, groups=[(2, 1), (1, 1)])
    assert [found.of(Column.ANSWERED, scope) for scope in ("run", "g0", "g1")] == [[2], [1], [1]]
    assert [found.of(Column.WAIT, scope) for scope in ("g0", "g1")] == [[5], [7]]
    assert [found.of(Column.HANDLE_TIME, scope) for scope in ("g0", "g1")] == [[60], [70]]
    for column in (Column.OFFERED, Column.MISSED, Column.ABANDONED, Column.WAIT_ALL, Column.WORK):
        assert found.of(column, "g0") == found.of(column, "g1") == [0], column


def test_a_run_without_chats_measures_nothing(measured):
    """No chat, no wait; shares and means have no meaning, counts are 0."""
    found = measured([])
    figures = found.summary(times=2).figures
    assert figures["offered"].mean == 0
    for key in ("missed_rate", "wait_mean", "wait_p90", "wait_max", "service_level", "sla_attainment"):
        assert figures[key].mean is None, key
    assert figures["utilization"].mean == 0


def test_offered_is_answered_and_missed_by_reason(measured, answered, missed):
    """One of each outcome."""
    reasons = ("abandoned", "blocked", "expired", "closed")
    found = measured([answered(0), *(missed(reason, 10, 0) for reason in reasons)])
    assert found.of(Column.OFFERED) == [5]
    assert found.of(Column.MISSED) == [4]
    for column in (Column.ANSWERED, Column.ABANDONED, Column.BLOCKED, Column.EXPIRED, Column.CLOSED):
        assert found.of(column) == [1]
