"""Customers who give up without a sign: their chats wait on, and hold a slot until the agent notices."""

import math

import numpy as np
import pytest

from planner.flow.demand import Kind
from planner.flow.records import Outcome

NEVER = math.inf


def outcomes(records):
    """Return (arrival, outcome, dequeued) of each row that came about."""
    columns = (records.arrival, records.outcome, records.dequeued)
    rows = zip(*(column.tolist() for column in columns), strict=True)
    return [(came, Outcome(outcome).name, at) for came, outcome, at in rows if came < NEVER]


def test_who_has_gone_gets_an_agent_and_holds_the_slot_until_that_is_noticed(play):
    """Customer 1 gives up at 30, unseen; A has the chat from 60 to 80, and chat 2 waits for it."""
    assert play([0, 10, 20], 60, silent=([NEVER, 20, NEVER], 20)) == [
        (0, "chat 0 to A"),
        (60, "chat 0 leaves A"),
        (60, "chat 1 to A"),
        (80, "chat 1 is found left at A"),
        (80, "chat 2 to A"),
        (140, "chat 2 leaves A"),
    ]


def test_the_records_say_who_held_it_and_how_long(run):
    """Assigned at 60 to agent 0, though missed."""
    records = run([0, 10], 60, silent=([NEVER, 20], 20))
    assert records.outcome.tolist() == [Outcome.ANSWERED, Outcome.SILENT]
    assert records.agent.tolist() == [0, 0]
    assert records.dequeued.tolist() == [0, 60]
    assert records.customer_left.tolist() == [60, 80]
    assert records.slot_freed.tolist() == [60, 80]


@pytest.mark.parametrize(("patience", "outcome"), [(49, "SILENT"), (50, "ANSWERED"), (51, "ANSWERED")])
def test_patience_equal_to_the_wait_is_answered(run, patience, outcome):
    """Chat 1 waits 50 s."""
    assert outcomes(run([0, 10], 60, silent=([NEVER, patience], 20)))[1] == (10, outcome, 60)


def test_who_is_answered_at_once_never_gives_up(run):
    """Nor later, in the course of the chat."""
    records = run([0], 60, silent=(20, 20))
    assert outcomes(records) == [(0, "ANSWERED", 0)]
    assert records.slot_freed.tolist() == [60]


def test_an_agent_may_notice_at_once(run):
    """The slot is free again at the same instant, and the next chat gets it."""
    records = run([0, 10, 20], 60, silent=([NEVER, 20, NEVER], 0))
    assert outcomes(records) == [(0, "ANSWERED", 0), (10, "SILENT", 60), (20, "ANSWERED", 60)]
    assert records.slot_freed.tolist() == [60, 60, 120]


def test_who_has_gone_takes_a_place_in_the_waiting_room(run):
    """Customer 1 gave up at 20; at 30 the platform still sees one waiting."""
    records = run([0, 10, 30], 60, silent=([NEVER, 10, NEVER], 20), max_length=1)
    assert outcomes(records)[1:] == [(10, "SILENT", 60), (30, "BLOCKED", 30)]


def test_who_is_blocked_is_blocked(run):
    """Whatever the patience."""
    assert outcomes(run([0, 10], 60, silent=([NEVER, 10], 20), max_length=0))[1] == (10, "BLOCKED", 10)


def test_a_chat_that_nobody_gets_expires_or_is_closed_as_the_platform_sees_it(run):
    """Customer 1 gave up at 30; the maximum wait is over at 40, doors close at 50."""
    silent = ([NEVER, 20], 20)
    assert outcomes(run([0, 10], 60, silent=silent, max_wait=30))[1] == (10, "EXPIRED", 40)
    closed = run([0, 10], 60, silent=silent, closes=50, serve_at_most=0)
    assert outcomes(closed)[1] == (10, "CLOSED", 50)
    assert closed.agent.tolist() == [0, -1]


def test_who_has_gone_counts_for_the_slowdown(play):
    """Chat 0 goes at half speed to 70, from 20 on beside chat 2, whose customer has gone: 35 s of its 60 are done."""
    log = play(
        [0, 0, 5, 100],
        [60, 10, 60, 60],
        concurrency=2,
        slowdown=[1, 2],
        silent=([NEVER, NEVER, 10, NEVER], 50),
    )
    assert log == [
        (0, "chat 0 to A"),
        (0, "chat 1 to A"),
        (20, "chat 1 leaves A"),
        (20, "chat 2 to A"),
        (70, "chat 2 is found left at A"),
        (95, "chat 0 leaves A"),
        (100, "chat 3 to A"),
        (160, "chat 3 leaves A"),
    ]


def test_who_has_gone_takes_all_the_slots_of_such_a_chat(run):
    """Chat 1 takes both slots from 60 to 80; chat 2, of one slot, gets none before."""
    records = run(
        [0, 10, 20],
        60,
        concurrency=2,
        priorities=[1, 1],
        chat_type=[1, 1, 0],
        slots=[1, 2],
        silent=([NEVER, 20, NEVER], 20),
    )
    assert outcomes(records)[1:] == [(10, "SILENT", 60), (20, "ANSWERED", 80)]
    assert records.slots.tolist() == [2, 2, 1]


def test_who_gives_up_while_it_rings_is_gone_when_the_agent_accepts(run):
    """Chat 0 rings from 0 to 15; its customer gave up at 10, that of chat 1 would at 75."""
    records = run([0, 60], 60, accepts={0: [15, 15]}, offer_timeout=20, silent=([10, 15], 20))
    assert outcomes(records) == [(0, "SILENT", 15), (60, "ANSWERED", 75)]
    assert records.slot_freed.tolist() == [35, 135]


def test_who_has_gone_is_offered_again_when_an_offer_was_missed(run):
    """A misses the first offer, at 10, and accepts the second after 5 s; the customer gave up at 7."""
    records = run([0], 60, accepts={0: [[NEVER, 5]]}, offer_timeout=10, silent=(7, 20))
    assert outcomes(records) == [(0, "SILENT", 15)]
    assert records.offer_chat.tolist() == [0]


def test_who_has_gone_is_picked(run):
    """Chat 0 waits 30 s for an agent who looks at the queue; its customer gave up at 20."""
    records = run([0], 60, notices={0: 30}, silent=(20, 20))
    assert outcomes(records) == [(0, "SILENT", 30)]
    assert records.slot_freed.tolist() == [50]


def test_who_has_gone_goes_on_to_the_next_ring(run):
    """B may take chat 1 from 50 on; the customer gave up at 30."""
    groups = [{}, {}]
    records = run([0, 10], 100, groups=groups, rings=[{0: [0], 40: [0, 1]}], silent=([NEVER, 20], 20))
    assert outcomes(records)[1] == (10, "SILENT", 50)
    assert records.agent.tolist() == [0, 1]


def test_a_break_waits_for_a_chat_whose_customer_has_gone(run):
    """A's break is due at 70, waits until the chat is out of hand, and keeps its length."""
    records = run(
        [0, 10],
        60,
        groups=[{"shifts": [[(0, 500, (70, 100))]], "breaks_when_free": True}],
        silent=([NEVER, 20], 20),
    )
    assert outcomes(records)[1] == (10, "SILENT", 60)
    assert (records.rest_from.tolist(), records.rest_to.tolist()) == ([80], [110])


def test_who_has_gone_tries_again_from_that_moment(run):
    """Customer 1 gives up at 30 and is back at 40, while the first chat still waits."""
    records = run([0, 10], 60, silent=([NEVER, 20, NEVER], 20), then=[(Kind.RETRY, 1, 10)])
    assert outcomes(records) == [(0, "ANSWERED", 0), (10, "SILENT", 60), (40, "ANSWERED", 80)]


@pytest.mark.parametrize("rule", [{"max_wait": 30}, {"closes": 45, "serve_at_most": 0}], ids=str)
def test_who_has_gone_tries_again_once(run, rule):
    """Back at 40, behind closing doors at 45 or not, whatever becomes of the first chat then."""
    records = run([0, 10], 60, silent=([NEVER, 20, NEVER], 20), then=[(Kind.RETRY, 1, 10)], **rule)
    assert [came for came, _, _ in outcomes(records)] == [0, 10, 40]


def test_who_gives_up_while_it_rings_tries_again_from_that_moment(run):
    """Gives up at 10, back at 12; A accepts the first chat at 15 and has it to 35."""
    records = run(
        [0], 60, accepts={0: [15, 3]}, offer_timeout=20, silent=([10, NEVER], 20), then=[(Kind.RETRY, 0, 2)]
    )
    assert outcomes(records) == [(0, "SILENT", 15), (12, "ANSWERED", 38)]


def test_the_wait_for_a_known_agent_goes_on_without_the_customer(run):
    """Chat 1 is in A's own line until 30, then for anyone: A is free at 60. B is busy all the time."""
    records = run(
        [0, 0, 10],
        [60, 200, 60],
        agents=2,
        previous=[-1, -1, 0],
        previous_agent=20,
        silent=([NEVER, NEVER, 5], 20),
    )
    assert outcomes(records)[2] == (10, "SILENT", 60)


def test_who_tries_again_does_not_know_the_agent_who_had_the_chat(run):
    """B held chat 2 from 60 to 70 and is free at 100, when the customer is back; so is A, who waited longer."""
    records = run(
        [0, 0, 10],
        [30, 60, 60, 60],
        groups=[{"skills": [0]}, {"skills": [0, 1]}],
        chat_type=[0, 1, 1, 0],
        priorities=[1, 1],
        previous=-1,
        previous_agent=30,
        silent=([NEVER, NEVER, 20, NEVER], 10),
        then=[(Kind.RETRY, 2, 70)],
    )
    assert outcomes(records)[2:] == [(10, "SILENT", 60), (100, "ANSWERED", 100)]
    assert records.agent.tolist() == [0, 1, 1, 0]


def test_silent_customers_who_are_back_and_those_who_have_gone_share_an_agent(run):
    """Chat 0 is inactive from 10 to 60; chat 2 gets its slot, though its customer has gone: A has three in hand at 60."""
    records = run(
        [0, 0, 5],
        [20, 200, 60],
        concurrency=2,
        slowdown=[1, 1],
        silences=(0.5, [50, 0, 0]),
        inactive_after=0,
        silent=([NEVER, NEVER, 2], 100),
    )
    assert outcomes(records)[2] == (5, "SILENT", 10)
    assert records.slot_freed.tolist() == [70, 200, 110]


def test_a_demand_in_which_everyone_gives_a_sign_is_as_it_was(run):
    """The same records to the last bit."""
    plain = run([0, 10, 20], 60, patience=[NEVER, 20, NEVER])
    silent = run([0, 10, 20], 60, patience=[NEVER, 20, NEVER], silent=(NEVER, 20))
    for name, column in vars(plain).items():
        np.testing.assert_array_equal(column, getattr(silent, name), name)


ONE_REPLY = {"talk": [[60]] * 3, "until_reply": True, "silent": ([NEVER, 20, NEVER], 20)}
"""Chats of a single message, whose customers' patience runs on until it is answered."""


def test_nothing_is_typed_to_who_has_gone(run):
    """Customer 1 gives up at 30; from 60 to 80 the chat holds the only slot, and no reply is begun."""
    records = run([0, 10, 20], **ONE_REPLY)
    assert outcomes(records) == [(0, "ANSWERED", 0), (10, "SILENT", 60), (20, "ANSWERED", 80)]
    np.testing.assert_array_equal(records.replies.began, [0, np.nan, 80])
    np.testing.assert_array_equal(records.replies.sent, [60, np.nan, 140])


def test_who_has_an_agent_already_closes_the_window(run):
    """Customer 1 has a slot at once, and no reply by 30: that is a sign, and the slot is free again."""
    records = run([0, 10, 20], **ONE_REPLY, concurrency=2)
    assert outcomes(records) == [(0, "ANSWERED", 0), (10, "ABANDONED", 10), (20, "ANSWERED", 30)]
    assert records.slot_freed.tolist() == [60, 30, 120]
