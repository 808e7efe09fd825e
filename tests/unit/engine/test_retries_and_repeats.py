"""Customers who try again after they were missed, and who come back after they were answered."""

import math

import pytest

from planner.flow.demand import Kind
from planner.flow.records import Outcome

NEVER = math.inf
TWO_DAYS = ((0, 100), (200, 300))
"""Doors open and close."""


def ways_of(records):
    """Return (arrival, outcome, dequeued) of each row that came about."""
    columns = (records.arrival, records.outcome, records.dequeued)
    rows = zip(*(column.tolist() for column in columns), strict=True)
    return [(came, Outcome(outcome).name, at) for came, outcome, at in rows if came < NEVER]


def test_who_abandons_comes_back_with_a_patience_of_its_own(play):
    """Chat 1 gives up at 70 and comes back at 100 as chat 2, which gives up at 120."""
    again = [(Kind.RETRY, 1, 30)]
    assert play([0, 10], 200, patience=[NEVER, 60, 20], then=again) == [
        (0, "chat 0 to A"),
        (70, "chat 1 abandons"),
        (120, "chat 2 abandons"),
        (200, "chat 0 leaves A"),
    ]


def test_who_comes_back_waits_from_then(run):
    """The wait of chat 2 is from 100 to 150; its own arrival is recorded."""
    records = run([0, 10], [150, 60, 60], patience=[NEVER, 60, 60], then=[(Kind.RETRY, 1, 30)])
    assert ways_of(records) == [(0, "ANSWERED", 0), (10, "ABANDONED", 70), (100, "ANSWERED", 150)]
    assert records.slot_freed.tolist()[2] == 210


def test_who_comes_back_stands_behind_those_who_came_before(play):
    """Chat 2 came at 80, chat 3, who tries again, at 100."""
    patience = [NEVER, 60, NEVER, NEVER]
    assert play([0, 10, 80], [150, 60, 60, 60], patience=patience, then=[(Kind.RETRY, 1, 30)]) == [
        (0, "chat 0 to A"),
        (70, "chat 1 abandons"),
        (150, "chat 0 leaves A"),
        (150, "chat 2 to A"),
        (210, "chat 2 leaves A"),
        (210, "chat 3 to A"),
        (270, "chat 3 leaves A"),
    ]


def test_who_is_answered_does_not_try_again(run):
    """Row 1 does not come about: it has no arrival and no end."""
    records = run([0], 60, then=[(Kind.RETRY, 0, 30)])
    assert records.arrival.tolist() == [0, NEVER]
    assert all(math.isnan(column[1]) for column in (records.dequeued, records.slot_freed))
    assert records.agent.tolist() == [0, -1]


def test_who_is_missed_does_not_repeat(run):
    """Nothing was served that could be unsolved."""
    records = run([0, 1], 60, patience=10, then=[(Kind.REPEAT, 1, 30)])
    assert ways_of(records) == [(0, "ANSWERED", 0), (1, "ABANDONED", 11)]


def test_who_is_blocked_comes_back(run):
    """Blocked at 10, back at 70, when A is free."""
    records = run([0, 10], 60, max_length=0, then=[(Kind.RETRY, 1, 60)])
    assert ways_of(records) == [(0, "ANSWERED", 0), (10, "BLOCKED", 10), (70, "ANSWERED", 70)]


def test_who_expires_comes_back(run):
    """Expired at 30, back at 60, just as A is free."""
    records = run([0, 10], 60, max_wait=20, then=[(Kind.RETRY, 1, 30)])
    assert ways_of(records) == [(0, "ANSWERED", 0), (10, "EXPIRED", 30), (60, "ANSWERED", 60)]


def test_who_expires_after_too_many_offers_comes_back(run):
    """A hundred offers of 10 s, then a retry after 30 s, accepted after 4."""
    records = run([0], 60, accepts={0: [[NEVER] * 100, 4]}, offer_timeout=10, then=[(Kind.RETRY, 0, 30)])
    assert ways_of(records) == [(0, "EXPIRED", 1000), (1030, "ANSWERED", 1034)]


def test_who_gives_up_while_it_rings_comes_back(run):
    """The agent is free again from 15 on."""
    records = run(
        [0], 60, patience=[15, NEVER], accepts={0: [NEVER, 4]}, offer_timeout=20, then=[(Kind.RETRY, 0, 30)]
    )
    assert ways_of(records) == [(0, "ABANDONED", 15), (45, "ANSWERED", 49)]


def test_who_gives_up_while_waiting_for_a_known_agent_comes_back(run):
    """Chat 1 waits for A, gives up at 15, and tries again at 25: still for A, and at 45 for anyone."""
    records = run(
        [0, 5],
        60,
        patience=[NEVER, 10, NEVER],
        previous=[-1, 0, -1],
        previous_agent=20,
        agents=2,
        then=[(Kind.RETRY, 1, 10)],
    )
    assert ways_of(records) == [(0, "ANSWERED", 0), (5, "ABANDONED", 15), (25, "ANSWERED", 45)]


def test_who_gives_up_in_a_wider_ring_comes_back_to_the_first(run):
    """Chat 1 gives up at 20 and is back at 30: the second ring, due after 10 s, is not open to it before 40."""
    groups = [{}, {"shifts": [[(25, 900)]]}]
    rings = [{0: [0], 10: [0, 1]}]
    records = run(
        [0, 0], 100, patience=[NEVER, 20, NEVER], groups=groups, rings=rings, then=[(Kind.RETRY, 1, 10)]
    )
    assert ways_of(records) == [(0, "ANSWERED", 0), (0, "ABANDONED", 20), (30, "ANSWERED", 40)]
    assert records.agent.tolist() == [0, -1, 1]


def test_who_tries_again_takes_a_place_in_the_waiting_room(run):
    """Chat 1 is blocked at 5, as chat 2 of the queue holds the only place, and again at 15."""
    again = [(Kind.RETRY, 2, 10)]
    records = run([0, 1, 5], 60, max_length=1, then=again)
    assert ways_of(records)[2:] == [(5, "BLOCKED", 5), (15, "BLOCKED", 15)]


def test_whose_patience_ran_out_makes_room_for_those_who_try_again(run):
    """Chat 1 leaves the only place at 10, and is back in it at 20."""
    records = run([0, 1], 60, patience=[NEVER, 9, NEVER], max_length=1, then=[(Kind.RETRY, 1, 10)])
    assert ways_of(records) == [(0, "ANSWERED", 0), (1, "ABANDONED", 10), (20, "ANSWERED", 60)]


def test_a_chain_of_two_retries(run):
    """Each waits 10 s, and comes back 5 s later."""
    chain = [(Kind.RETRY, 1, 5), (Kind.RETRY, 2, 5)]
    records = run([0, 0], 200, patience=[NEVER, 10, 10, 10], then=chain)
    assert ways_of(records)[1:] == [(0, "ABANDONED", 10), (15, "ABANDONED", 25), (30, "ABANDONED", 40)]


def test_a_retry_without_delay_comes_at_the_instant_of_giving_up(run):
    """It goes behind those who are there."""
    records = run([0, 10], 60, patience=[NEVER, 20, NEVER], then=[(Kind.RETRY, 1, 0)])
    assert ways_of(records) == [(0, "ANSWERED", 0), (10, "ABANDONED", 30), (30, "ANSWERED", 60)]


@pytest.mark.parametrize(("delay", "outcome"), [(89, "ANSWERED"), (90, "AFTER_HOURS"), (91, "AFTER_HOURS")])
def test_who_comes_back_to_closed_doors_is_not_offered(run, delay, outcome):
    """Doors close at 100, and an arrival at that very instant is too late."""
    records = run([0, 10], [50, 1, 1], max_length=0, closes=100, then=[(Kind.RETRY, 1, delay)])
    assert ways_of(records)[2] == (10 + delay, outcome, 10 + delay)


def test_who_finds_doors_closed_does_not_try_once_more(run):
    """The second retry of the chain does not come about."""
    chain = [(Kind.RETRY, 1, 95), (Kind.RETRY, 2, 5)]
    records = run([0, 10], 50, max_length=0, closes=100, then=chain)
    assert records.arrival.tolist() == [0, 10, 105, NEVER]


def test_who_was_closed_out_may_come_back_the_next_day(run):
    """Closed at 100, back at 200, as doors open."""
    records = run(
        [0, 10],
        [150, 20, 20],
        agents={0: 1, 200: 1},
        doors=TWO_DAYS,
        serve_at_most=0,
        then=[(Kind.RETRY, 1, 100)],
    )
    assert ways_of(records)[1:] == [(10, "CLOSED", 100), (200, "ANSWERED", 200)]


def test_who_comes_back_between_two_days_finds_doors_closed(run):
    """At 199 they are, still."""
    records = run(
        [0, 10],
        [150, 20, 20],
        agents={0: 1, 200: 1},
        doors=TWO_DAYS,
        serve_at_most=0,
        then=[(Kind.RETRY, 1, 99)],
    )
    assert ways_of(records)[1:] == [(10, "CLOSED", 100), (199, "AFTER_HOURS", 199)]


def test_a_repeat_comes_after_the_customer_has_left_not_after_the_wrap_up(play):
    """The customer left at 60, and is back at 70; A wraps up until 80."""
    assert play([0], [60, 20], wrap_up=[20, 0], then=[(Kind.REPEAT, 0, 10)]) == [
        (0, "chat 0 to A"),
        (60, "customer 0 leaves"),
        (80, "chat 0 frees A"),
        (80, "chat 1 to A"),
        (100, "chat 1 leaves A"),
    ]


def test_a_repeat_follows_the_end_that_slowdown_gave(play):
    """Two chats at half speed: customer 0 leaves at 40, not at 20, and is back at 50."""
    assert play([0, 0], [20, 20, 5], concurrency=2, slowdown=[1, 2], then=[(Kind.REPEAT, 0, 10)]) == [
        (0, "chat 0 to A"),
        (0, "chat 1 to A"),
        (40, "chat 0 leaves A"),
        (40, "chat 1 leaves A"),
        (50, "chat 2 to A"),
        (55, "chat 2 leaves A"),
    ]


def test_a_repeat_that_is_missed_may_be_retried(run):
    """Answered, back at 70 while A is busy with chat 1, given up at 80, and back at 90."""
    chain = [(Kind.REPEAT, 0, 10), (Kind.RETRY, 2, 10)]
    records = run([0, 5], 60, patience=[NEVER, NEVER, 10, NEVER], then=chain)
    assert ways_of(records)[2:] == [(70, "ABANDONED", 80), (90, "ANSWERED", 120)]


def test_a_repeat_waits_for_who_served_it(play):
    """B served chat 1, and is busy with chat 2 when the customer is back at 70; A is free."""
    assert play(
        [0, 0, 60],
        [60, 60, 20, 5],
        previous=-1,
        previous_agent=30,
        agents=2,
        groups=[{"skills": [0]}, {"skills": [0, 1]}],
        chat_type=[0, 0, 1, 0],
        priorities=[1, 1],
        then=[(Kind.REPEAT, 1, 10)],
    ) == [
        (0, "chat 0 to A"),
        (0, "chat 1 to B"),
        (60, "chat 0 leaves A"),
        (60, "chat 1 leaves B"),
        (60, "chat 2 to B"),
        (80, "chat 2 leaves B"),
        (80, "chat 3 to B"),
        (85, "chat 3 leaves B"),
    ]


def test_an_own_strategy_is_told_when_a_follow_up_came(run):
    """Not that it never did."""

    class First:
        def __init__(self):
            self.came = []

        def choose(self, candidates, chat):
            self.came.append(chat.arrival)
            return candidates[0]

    first = First()
    run([0], 60, routing="my:First", custom=first, then=[(Kind.REPEAT, 0, 10)])
    assert first.came == [0, 70]
