"""Customers whose reply takes too long, and those whose patience runs on until the first one."""

import math

import pytest

from planner.flow.clock import GRID
from planner.flow.demand import Kind
from planner.flow.records import Outcome

NEVER = math.inf
UNTIL = {"until_reply": True, "concurrency": 2}
"""Patience runs on until the first reply."""


def test_a_customer_leaves_while_the_message_waits(play):
    """Chat 1 has an agent from 5 on, and waits for 20 s; A goes on typing."""
    assert play([0, 5], talk=[[40], [10]], reply_patience=[NEVER, 20], concurrency=2) == [
        (0, "chat 0 to A"),
        (0, "A turns to 0.1"),
        (5, "chat 1 to A"),
        (25, "chat 1 leaves A"),
        (40, "reply 0.1"),
        (40, "chat 0 leaves A"),
    ]


def test_the_agent_turns_to_the_next_at_once_when_a_customer_leaves_while_typed_to(play):
    """0.1 would have been done at 30; 1.1 is then, or ten seconds after."""
    assert play([0, 5], talk=[[30], [10]], reply_patience=[20, NEVER], concurrency=2) == [
        (0, "chat 0 to A"),
        (0, "A turns to 0.1"),
        (5, "chat 1 to A"),
        (20, "chat 0 leaves A"),
        (20, "A turns to 1.1"),
        (30, "reply 1.1"),
        (30, "chat 1 leaves A"),
    ]


@pytest.mark.parametrize("work", [5, 10, 30])
def test_the_end_of_a_reply_that_was_stopped_means_nothing(run, work):
    """It would have come at 30: while 1.1 is typed from 20 on, just as it ends, or after that."""
    records = run([0, 5], talk=[[30], [work, 100, 10]], reply_patience=[20, NEVER, NEVER], concurrency=2)
    assert records.replies.began.tolist() == [0, 20, 120 + work]
    assert records.replies.sent.tolist()[1:] == [20 + work, 130 + work]
    assert math.isnan(records.replies.sent[0])


@pytest.mark.parametrize("comes", [25, 30, 35])
def test_the_end_of_a_reply_that_was_stopped_means_nothing_to_idle_hands(run, comes):
    """Chat 1 comes before, at, or after the 30 s at which 0.1 would have been done."""
    records = run([0, comes], talk=[[30], [5]], reply_patience=[20, NEVER])
    assert records.replies.began.tolist() == [0, comes]
    assert records.replies.sent.tolist()[1] == comes + 5


def test_two_replies_stopped_one_after_the_other(run):
    """0.1 at 20, then 1.1 at 30 as 0.1 would have been done, and 2.1 is sent at 45, as 1.1 would have been."""
    records = run([0, 0, 0], talk=[[30], [25], [15]], reply_patience=[20, 30, NEVER], concurrency=3)
    assert records.replies.began.tolist() == [0, 20, 30]
    assert records.customer_left.tolist() == [20, 30, 45]
    assert records.replies.sent.tolist()[2] == 45


def test_a_reply_sent_at_the_instant_at_which_patience_ends_wins(run):
    """One step more of work, and the customer has left."""
    just, late = (run([0], talk=[[work]], reply_patience=20) for work in (20, 20 + GRID))
    assert just.replies.sent.tolist() == [20]
    assert math.isnan(late.replies.sent[0])
    assert just.customer_left.tolist() == late.customer_left.tolist() == [20]


def test_who_leaves_mid_chat_was_answered(run):
    """And has no reply: what was begun is told, the slot is free at once."""
    records = run([0], talk=[[10, 20, 30, 40, 50]], reply_patience=15)
    assert records.outcome.tolist() == [Outcome.ANSWERED]
    assert records.replies.began.tolist()[:2] == [0, 30]
    assert records.replies.sent.tolist()[0] == 10
    assert all(map(math.isnan, [records.replies.began[2], *records.replies.sent[1:]]))
    assert records.replies.in_hand.tolist() == [1, 1, 0]
    assert records.customer_left.tolist() == records.slot_freed.tolist() == [45]


def test_the_patience_with_a_reply_counts_from_the_message(run):
    """0.2 comes at 25, and waits for A, who types 1.1 to 40: patience of 15 s just fails, of 25 s lasts to the reply."""
    talk = [[10, 15, 10], [30]]
    for patience, left in ((14, 39), (15, 40), (25, 50), (30, 50)):
        records = run([0, 5], talk=talk, reply_patience=[NEVER, patience, NEVER], concurrency=2)
        assert records.customer_left.tolist()[0] == left
        assert math.isnan(records.replies.sent[1]) == (patience < 25)


def test_who_left_while_waiting_is_passed_over(play):
    """Chat 1 leaves at 15, chat 2 is next when A's hands are free at 30."""
    talk = [[30], [10], [10]]
    assert play([0, 5, 6], talk=talk, reply_patience=[NEVER, 10, NEVER], concurrency=3)[-5:] == [
        (30, "reply 0.1"),
        (30, "chat 0 leaves A"),
        (30, "A turns to 2.1"),
        (40, "reply 2.1"),
        (40, "chat 2 leaves A"),
    ]


def test_a_waiting_chat_takes_the_slot_of_one_who_left(play):
    """At 15, though A types 0.1 until 30."""
    talk = [[30], [10], [10]]
    assert play([0, 5, 6], talk=talk, reply_patience=[NEVER, 10, NEVER], concurrency=2) == [
        (0, "chat 0 to A"),
        (0, "A turns to 0.1"),
        (5, "chat 1 to A"),
        (15, "chat 1 leaves A"),
        (15, "chat 2 to A"),
        (30, "reply 0.1"),
        (30, "chat 0 leaves A"),
        (30, "A turns to 2.1"),
        (40, "reply 2.1"),
        (40, "chat 2 leaves A"),
    ]


def test_a_chat_whose_customer_left_is_wrapped_up(play):
    """At once where A typed to that one; chat 1's comes after."""
    assert play([0], talk=[[30]], reply_patience=20, wrap_up=5) == [
        (0, "chat 0 to A"),
        (0, "A turns to 0.1"),
        (20, "customer 0 leaves"),
        (20, "A wraps up 0"),
        (25, "chat 0 frees A"),
    ]


def test_the_wrap_up_of_who_left_waits_for_its_turn(play):
    """Chat 1 leaves at 15; A's hands are free at 30, and chat 2 has waited since 6."""
    talk, patience = [[30], [10], [10]], [NEVER, 10, NEVER]
    assert play([0, 5, 6], talk=talk, reply_patience=patience, wrap_up=[0, 5, 0], concurrency=3)[3:] == [
        (6, "chat 2 to A"),
        (15, "customer 1 leaves"),
        (30, "reply 0.1"),
        (30, "chat 0 leaves A"),
        (30, "A turns to 2.1"),
        (40, "reply 2.1"),
        (40, "chat 2 leaves A"),
        (40, "A wraps up 1"),
        (45, "chat 1 frees A"),
    ]


def test_patience_until_the_first_reply_runs_on_after_the_assignment(play):
    """Chat 1 has an agent at 10 and none of A's time: it is missed at 30, and chat 2 takes the slot."""
    assert play([0, 10, 15], talk=[[50], [10], [10]], patience=[NEVER, 20, NEVER], **UNTIL) == [
        (0, "chat 0 to A"),
        (0, "A turns to 0.1"),
        (10, "chat 1 to A"),
        (30, "chat 1 abandons A"),
        (30, "chat 2 to A"),
        (50, "reply 0.1"),
        (50, "chat 0 leaves A"),
        (50, "A turns to 2.1"),
        (60, "reply 2.1"),
        (60, "chat 2 leaves A"),
    ]


def test_a_customer_may_give_up_while_the_first_reply_is_typed(play):
    """A turns to chat 1 at once."""
    assert play([0, 5], talk=[[40], [10]], patience=[30, NEVER], **UNTIL) == [
        (0, "chat 0 to A"),
        (0, "A turns to 0.1"),
        (5, "chat 1 to A"),
        (30, "chat 0 abandons A"),
        (30, "A turns to 1.1"),
        (40, "reply 1.1"),
        (40, "chat 1 leaves A"),
    ]


def test_the_wait_in_the_queue_is_part_of_the_patience(run):
    """Chat 1 waits to 20, and is replied to at 30: patience of 25 s from 5 on is just enough."""
    for patience, outcome in ((25, Outcome.ANSWERED), (25 - GRID, Outcome.ABANDONED)):
        records = run([0, 5], talk=[[20], [10]], patience=[NEVER, patience], until_reply=True)
        assert records.outcome.tolist()[1] == outcome
        assert records.agent.tolist()[1] == 0
        assert records.dequeued.tolist()[1] == 20
        assert records.customer_left.tolist()[1] == records.slot_freed.tolist()[1] == 5 + patience


def test_who_gives_up_in_the_queue_has_no_agent(run):
    """Nor any message."""
    records = run([0, 5], talk=[[20], [10]], patience=[NEVER, 10], until_reply=True)
    assert records.outcome.tolist()[1] == Outcome.ABANDONED
    assert records.agent.tolist()[1] == -1
    assert records.dequeued.tolist()[1] == 15
    assert records.replies.in_hand.tolist()[1] == 0


def test_who_is_assigned_as_patience_ends_gives_up_at_once(play):
    """The queue is served first, at 20; then chat 1's patience is over, and chat 2 has the slot."""
    assert play([0, 5, 6], talk=[[20], [10], [10]], patience=[NEVER, 15, NEVER], until_reply=True)[4:] == [
        (20, "chat 1 to A"),
        (20, "chat 2 to A"),
        (20, "chat 1 abandons A"),
        (20, "A turns to 1.1"),
        (20, "A turns to 2.1"),
        (30, "reply 2.1"),
        (30, "chat 2 leaves A"),
    ]


def test_patience_ends_with_the_first_reply(run):
    """The second takes long, and the customer stays; unless patience with replies is over."""
    talk, patience = [[10, 10, 100]], {"patience": 20, "until_reply": True}
    assert run([0], talk=talk, **patience).customer_left.tolist() == [120]
    left = run([0], talk=talk, reply_patience=[NEVER, 50], **patience)
    assert left.customer_left.tolist() == [70]
    assert left.outcome.tolist() == [Outcome.ANSWERED]


def test_nothing_is_wrapped_up_where_nothing_was_said(run):
    """The slot is free as the customer gives up."""
    records = run([0], talk=[[40]], patience=30, until_reply=True, wrap_up=5)
    assert records.slot_freed.tolist() == [30]
    assert math.isnan(records.replies.wrap_up_began[0])


def test_who_gave_up_on_an_agent_may_try_again(play):
    """The retry comes 20 s after 30, and is replied to."""
    talk, then = [[50], [10], [10]], [(Kind.RETRY, 1, 20)]
    assert play([0, 10], talk=talk, patience=[NEVER, 20, NEVER], then=then, **UNTIL)[3:] == [
        (30, "chat 1 abandons A"),
        (50, "reply 0.1"),
        (50, "chat 0 leaves A"),
        (50, "chat 2 to A"),
        (50, "A turns to 2.1"),
        (60, "reply 2.1"),
        (60, "chat 2 leaves A"),
    ]


def test_the_patience_of_a_retry_counts_from_when_it_came(run):
    """It comes at 50 and again has 20 s: A has typed 0.1 until 100."""
    then = [(Kind.RETRY, 1, 20)]
    records = run([0, 10], talk=[[100], [10], [10]], patience=[NEVER, 20, 20], then=then, **UNTIL)
    assert records.arrival.tolist() == [0, 10, 50]
    assert records.customer_left.tolist() == [100, 30, 70]
    assert records.outcome.tolist() == [Outcome.ANSWERED, Outcome.ABANDONED, Outcome.ABANDONED]


def test_who_left_mid_chat_may_come_again_but_does_not_retry(run):
    """Chat 0 was answered, as far as it went: its repeat comes 5 s after 20, its retry never."""
    then = [(Kind.REPEAT, 0, 5), (Kind.RETRY, 0, 5)]
    records = run([0], talk=[[30], [10], [10]], reply_patience=[20, NEVER, NEVER], then=then)
    assert records.arrival.tolist() == [0, 25, NEVER]
