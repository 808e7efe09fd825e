"""Chats message by message: one agent types one reply at a time, and the other customers wait for theirs."""

import math

import pytest

from planner.flow.clock import GRID


def test_one_agent_two_chats_message_by_message(play):
    """Chat 1's first message waits 5 s; so does its second, which comes at 30 while A types 0.2."""
    assert play([0, 5], talk=[[10, 15, 10], [10, 10, 10]], concurrency=2) == [
        (0, "chat 0 to A"),
        (0, "A turns to 0.1"),
        (5, "chat 1 to A"),
        (10, "reply 0.1"),
        (10, "A turns to 1.1"),
        (20, "reply 1.1"),
        (25, "A turns to 0.2"),
        (35, "reply 0.2"),
        (35, "chat 0 leaves A"),
        (35, "A turns to 1.2"),
        (45, "reply 1.2"),
        (45, "chat 1 leaves A"),
    ]


def test_a_chat_keeps_its_slot_while_the_customer_thinks(play):
    """A has nothing to type from 10 to 40, and chat 1 waits all the same."""
    assert play([0, 5], talk=[[10, 30, 10], [10]]) == [
        (0, "chat 0 to A"),
        (0, "A turns to 0.1"),
        (10, "reply 0.1"),
        (40, "A turns to 0.2"),
        (50, "reply 0.2"),
        (50, "chat 0 leaves A"),
        (50, "chat 1 to A"),
        (50, "A turns to 1.1"),
        (60, "reply 1.1"),
        (60, "chat 1 leaves A"),
    ]


def test_agents_type_at_the_same_time(play):
    """Each of them one reply."""
    assert play([0, 1], talk=[[10], [10]], agents=2) == [
        (0, "chat 0 to A"),
        (0, "A turns to 0.1"),
        (1, "chat 1 to B"),
        (1, "B turns to 1.1"),
        (10, "reply 0.1"),
        (10, "chat 0 leaves A"),
        (11, "reply 1.1"),
        (11, "chat 1 leaves B"),
    ]


def test_chats_in_hand_are_counted_when_the_customer_writes(run):
    """0.1 alone; 1.1 and 2.1 as second and third; 0.2 at 60, when only chat 1 is there, too; 1.2 at 120 is alone."""
    records = run([0, 1, 2], talk=[[10, 50, 10], [10, 100, 10], [10]], concurrency=3)
    assert records.replies.in_hand.tolist() == [1, 2, 2, 1, 3]
    assert records.replies.sent.tolist() == [10, 70, 20, 130, 30]


MESSAGES = [[10, 60, 10], [10, 5, 10, 20, 10], [40], [10]]
"""A types 2.1 from 40 to 80. Meanwhile 1.3 comes at 55, 0.2 at 70, and 3.1 with its chat at 75."""


@pytest.mark.parametrize(
    ("order", "replies"),
    [
        ("oldest", ["1.3", "0.2", "3.1"]),
        ("first_replies_first", ["3.1", "1.3", "0.2"]),
        ("newest_chat_last", ["0.2", "1.3", "3.1"]),
        ("shortest_chat", ["3.1", "0.2", "1.3"]),
    ],
)
def test_the_reply_order_says_which_message_is_next(play, order, replies):
    """Chat 1 has had two replies by then, chat 0 one, chat 3 none."""
    groups = [{"concurrency": 4, "reply_order": order}]
    log = play([0, 1, 40, 75], talk=MESSAGES, groups=groups)
    turns = [(time, what.removeprefix("A turns to ")) for time, what in log if "turns" in what]
    assert turns[:4] == [(0, "0.1"), (10, "1.1"), (25, "1.2"), (40, "2.1")]
    assert turns[4:] == list(zip([80, 90, 100], replies, strict=True))


@pytest.mark.parametrize("order", ["oldest", "first_replies_first", "newest_chat_last", "shortest_chat"])
def test_equal_messages_go_by_how_long_they_have_waited(play, order):
    """Chats of one instant with as many replies: 1.2 came at 33, 0.2 at 35, while A typed 2.1."""
    groups = [{"concurrency": 3, "reply_order": order}]
    log = play([0, 0, 30], talk=[[10, 25, 10], [10, 13, 10], [20]], groups=groups)
    assert [what for _, what in log if "turns" in what][-2:] == ["A turns to 1.2", "A turns to 0.2"]


def test_a_reply_is_typed_to_its_end_whatever_comes_in(play):
    """Not even a first message interrupts it."""
    groups = [{"concurrency": 2, "reply_order": "first_replies_first"}]
    assert play([0, 20], talk=[[10, 5, 30], [10]], groups=groups) == [
        (0, "chat 0 to A"),
        (0, "A turns to 0.1"),
        (10, "reply 0.1"),
        (15, "A turns to 0.2"),
        (20, "chat 1 to A"),
        (45, "reply 0.2"),
        (45, "chat 0 leaves A"),
        (45, "A turns to 1.1"),
        (55, "reply 1.1"),
        (55, "chat 1 leaves A"),
    ]


def test_wrap_up_is_one_more_task_in_turn(play):
    """1.1 has waited since 2, chat 0's wrap-up since 10; chat 2 gets chat 1's slot and is behind it."""
    assert play([0, 2, 3], talk=[[10], [10], [10]], wrap_up=[5, 0, 0], concurrency=2) == [
        (0, "chat 0 to A"),
        (0, "A turns to 0.1"),
        (2, "chat 1 to A"),
        (10, "reply 0.1"),
        (10, "customer 0 leaves"),
        (10, "A turns to 1.1"),
        (20, "reply 1.1"),
        (20, "chat 1 leaves A"),
        (20, "chat 2 to A"),
        (20, "A wraps up 0"),
        (25, "chat 0 frees A"),
        (25, "A turns to 2.1"),
        (35, "reply 2.1"),
        (35, "chat 2 leaves A"),
    ]


@pytest.mark.parametrize(
    ("order", "begins", "reply"),
    [
        ("oldest", 20, 10),
        ("first_replies_first", 20, 10),
        ("shortest_chat", 20, 10),
        ("newest_chat_last", 10, 15),
    ],
)
def test_the_reply_order_holds_for_wrap_ups_too(run, order, begins, reply):
    """Chat 0 is the older chat, but has had its reply."""
    groups = [{"concurrency": 2, "reply_order": order}]
    records = run([0, 2], talk=[[10], [10]], wrap_up=[5, 0], groups=groups)
    assert records.replies.wrap_up_began.tolist()[0] == begins
    assert records.replies.began.tolist()[1] == reply


def test_messages_wait_for_the_end_of_a_wrap_up(play):
    """Chat 1 comes at 12, in the midst of it."""
    assert play([0, 12], talk=[[10], [10]], wrap_up=[5, 0], concurrency=2) == [
        (0, "chat 0 to A"),
        (0, "A turns to 0.1"),
        (10, "reply 0.1"),
        (10, "customer 0 leaves"),
        (10, "A wraps up 0"),
        (12, "chat 1 to A"),
        (15, "chat 0 frees A"),
        (15, "A turns to 1.1"),
        (25, "reply 1.1"),
        (25, "chat 1 leaves A"),
    ]


def test_only_wrap_ups_that_came_about_are_told(run):
    """NaN for a chat without one, and for a chat that is missed."""
    records = run([0, 5, 6], talk=[[10], [10], [10]], wrap_up=[5, 0, 5], patience=[math.inf, math.inf, 1])
    assert records.replies.wrap_up_began.tolist()[0] == 10
    assert all(math.isnan(began) for began in records.replies.wrap_up_began.tolist()[1:])
    assert math.isnan(records.replies.began[2])
    assert records.replies.in_hand.tolist() == [1, 1, 0]


def test_a_chat_is_closed_so_long_after_its_last_reply(play):
    """It keeps its slot to 40, and A types nothing."""
    assert play([0, 5], talk=[[10], [10]], idle=[30, 0]) == [
        (0, "chat 0 to A"),
        (0, "A turns to 0.1"),
        (10, "reply 0.1"),
        (40, "chat 0 leaves A"),
        (40, "chat 1 to A"),
        (40, "A turns to 1.1"),
        (50, "reply 1.1"),
        (50, "chat 1 leaves A"),
    ]


def test_a_chat_that_is_closed_is_wrapped_up(play):
    """At once, as A's hands are free."""
    assert play([0], talk=[[10]], idle=30, wrap_up=5)[-3:] == [
        (40, "customer 0 leaves"),
        (40, "A wraps up 0"),
        (45, "chat 0 frees A"),
    ]


def test_the_wrap_up_of_a_closed_chat_waits_for_its_turn(play):
    """A types 1.1 from 35 to 45."""
    assert play([0, 35], talk=[[10], [10]], idle=[30, 0], wrap_up=[5, 0], concurrency=2)[3:] == [
        (35, "chat 1 to A"),
        (35, "A turns to 1.1"),
        (40, "customer 0 leaves"),
        (45, "reply 1.1"),
        (45, "chat 1 leaves A"),
        (45, "A wraps up 0"),
        (50, "chat 0 frees A"),
    ]


def test_other_messages_are_answered_while_a_chat_is_idle(play):
    """Chat 1 uses the other slot."""
    assert play([0, 12], talk=[[10], [10, 5, 10]], idle=[30, 0], concurrency=2) == [
        (0, "chat 0 to A"),
        (0, "A turns to 0.1"),
        (10, "reply 0.1"),
        (12, "chat 1 to A"),
        (12, "A turns to 1.1"),
        (22, "reply 1.1"),
        (27, "A turns to 1.2"),
        (37, "reply 1.2"),
        (37, "chat 1 leaves A"),
        (40, "chat 0 leaves A"),
    ]


def test_the_agent_turns_to_what_is_pending_before_a_chat_takes_the_slot(play):
    """At 10 chat 0 ends and chat 2 takes its place: 1.1 was there before."""
    assert play([0, 0, 1], talk=[[10], [10], [10]], concurrency=2) == [
        (0, "chat 0 to A"),
        (0, "chat 1 to A"),
        (0, "A turns to 0.1"),
        (10, "reply 0.1"),
        (10, "chat 0 leaves A"),
        (10, "chat 2 to A"),
        (10, "A turns to 1.1"),
        (20, "reply 1.1"),
        (20, "chat 1 leaves A"),
        (20, "A turns to 2.1"),
        (30, "reply 2.1"),
        (30, "chat 2 leaves A"),
    ]


@pytest.mark.parametrize("order", ["oldest", "newest_chat_last"])
def test_a_message_of_the_instant_at_which_a_reply_ends_comes_after_it(play, order):
    """1.2 comes at 30 as A ends 0.2: by then A has turned to 2.1, even where chat 1 would be first."""
    groups = [{"concurrency": 3, "reply_order": order}]
    log = play([0, 10, 25], talk=[[10, 10, 10], [10, 10, 10], [10]], groups=groups)
    assert [(time, what) for time, what in log if "turns" in what] == [
        (0, "A turns to 0.1"),
        (10, "A turns to 1.1"),
        (20, "A turns to 0.2"),
        (30, "A turns to 2.1"),
        (40, "A turns to 1.2"),
    ]


@pytest.mark.parametrize("pace", [2.0, 0.5])
def test_agents_work_at_their_pace_on_replies_and_wrap_ups_but_customers_do_not(run, pace):
    """10 s, a gap of 20 s, 30 s, and 8 s of wrap-up."""
    records = run([0], talk=[[10, 20, 30]], wrap_up=8, groups=[{"pace": [pace]}])
    assert records.replies.began.tolist() == [0, 10 * pace + 20]
    assert records.replies.sent.tolist() == [10 * pace, 40 * pace + 20]
    assert records.customer_left.tolist() == [40 * pace + 20]
    assert records.slot_freed.tolist() == [48 * pace + 20]


def test_groups_differ_in_pace(run):
    """B takes three times as long as A; a third of a grid step is none."""
    records = run([0, 0], talk=[[GRID], [10]], groups=[{"pace": [1 / 3]}, {"pace": [3]}])
    assert records.agent.tolist() == [0, 1]
    assert records.replies.sent.tolist() == [0, 30]


def test_replies_and_gaps_may_take_no_time(run):
    """Chat 0 is over as it comes; in chat 1 only the gaps count, in chat 2 only the work."""
    talk = [[0, 0, 0], [0, 10, 0, 10, 0], [10, 0, 10, 0, 10]]
    records = run([0, 100, 200], talk=talk)
    assert records.replies.began.tolist() == [0, 0, 100, 110, 120, 200, 210, 220]
    assert records.replies.sent.tolist() == [0, 0, 100, 110, 120, 210, 220, 230]
    assert records.slot_freed.tolist() == [0, 120, 230]


def test_chats_that_take_no_time_are_served_one_after_the_other_at_one_instant(run):
    """However many wait for the one slot."""
    records = run([0, *[1] * 50], talk=[[10], *[[0, 0, 0]] * 50])
    assert records.slot_freed.tolist() == [10] * 51
    assert (records.dequeued[1:] == 10).all()


def test_a_customer_who_answers_at_once_goes_behind_those_who_wait(play):
    """As with a ticket, where nobody is there to wait for: 0.2 comes at 10, 1.1 has been there since 5."""
    log = play([0, 5], talk=[[10, 0, 10], [10]], concurrency=2)
    assert [what for _, what in log if "turns" in what] == [
        "A turns to 0.1",
        "A turns to 1.1",
        "A turns to 0.2",
    ]


def test_conversations_go_on_after_doors_close(play):
    """Chat 1 is closed: nobody accepts after 20."""
    assert play([0, 15], talk=[[10, 20, 10], [10]], closes=20, serve_at_most=0) == [
        (0, "chat 0 to A"),
        (0, "A turns to 0.1"),
        (10, "reply 0.1"),
        (20, "chat 1 is closed"),
        (30, "A turns to 0.2"),
        (40, "reply 0.2"),
        (40, "chat 0 leaves A"),
    ]
