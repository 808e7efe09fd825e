"""Conversations beside chats by handle time, in the same agent's hands and in the same day."""

import math

import pytest

from planner.flow.demand import Kind
from planner.flow.records import Outcome

NEVER = math.inf
MIXED = {"priorities": [1, 1], "concurrency": 2, "slowdown": [1, 2]}
"""Type 0 converses, type 1 has a handle time; two chats in hand halve the speed of the latter."""


def test_a_conversation_slows_a_chat_by_handle_time_and_is_not_slowed(play):
    """Chat 0 has 40 s of its 60 left at 20, 25 s at 50, when chat 1 ends."""
    assert play([0, 20], [60, 0], chat_type=[1, 0], talk=[[], [10, 10, 10]], **MIXED) == [
        (0, "chat 0 to A"),
        (20, "chat 1 to A"),
        (20, "A turns to 1.1"),
        (30, "reply 1.1"),
        (40, "A turns to 1.2"),
        (50, "reply 1.2"),
        (50, "chat 1 leaves A"),
        (75, "chat 0 leaves A"),
    ]


def test_a_chat_that_comes_to_a_conversation_is_slow_from_the_start(run):
    """20 s from 10 to 50 at half speed, and 40 s alone; both count as in hand for the reply at 30."""
    records = run([0, 10], [0, 60], chat_type=[0, 1], talk=[[20, 10, 20], []], **MIXED)
    assert records.slot_freed.tolist() == [50, 90]
    assert records.replies.in_hand.tolist() == [1, 2]


def test_conversations_and_others_all_count(run):
    """Two conversations beside one chat of 60 s: speed 1/3 to 30, 1/2 to 50, then 1 for the last 40 s."""
    records = run(
        [0, 0, 0],
        [60, 0, 0],
        chat_type=[1, 0, 0],
        talk=[[], [10, 10, 10], [10, 10, 20]],
        priorities=[1, 1],
        concurrency=3,
        slowdown=[1, 2, 3],
    )
    assert records.slot_freed.tolist() == [90, 30, 50]
    assert records.replies.in_hand.tolist() == [2, 3, 3, 2]


def test_a_wrap_up_of_a_conversation_and_its_idle_time_slow_others(run):
    """Chat 1 is in A's hands to 45: 10 s, 20 s until it is closed, 15 s of wrap-up."""
    records = run([0, 0], [60, 0], chat_type=[1, 0], talk=[[], [10]], idle=[0, 20], wrap_up=[0, 15], **MIXED)
    assert records.customer_left.tolist() == [82.5, 30]
    assert records.slot_freed.tolist() == [82.5, 45]


@pytest.mark.parametrize("patience", [{"reply_patience": 20}, {"patience": [NEVER, 20], "until_reply": True}])
def test_who_leaves_an_agent_slows_nobody_any_more(run, patience):
    """At 20, in the midst of the reply: 10 s of 60 are done."""
    records = run([0, 0], [60, 0], chat_type=[1, 0], talk=[[], [50]], **patience, **MIXED)
    assert records.slot_freed.tolist() == [70, 20]


def test_without_slowdown_each_goes_its_way(play):
    """Chat 2 waits for the first slot that is free."""
    assert play(
        [0, 0, 5],
        [60, 0, 30],
        chat_type=[1, 0, 1],
        talk=[[], [10, 10, 10], []],
        priorities=[1, 1],
        concurrency=2,
    ) == [
        (0, "chat 0 to A"),
        (0, "chat 1 to A"),
        (0, "A turns to 1.1"),
        (10, "reply 1.1"),
        (20, "A turns to 1.2"),
        (30, "reply 1.2"),
        (30, "chat 1 leaves A"),
        (30, "chat 2 to A"),
        (60, "chat 0 leaves A"),
        (60, "chat 2 leaves A"),
    ]


@pytest.mark.parametrize("slowdown", [[1, 1], [1, 2]])
def test_both_slots_that_free_at_one_instant_are_filled(run, slowdown):
    """A conversation and a chat by handle time end at 30; both that wait since 5 begin then."""
    records = run(
        [0, 0, 5, 5],
        [30 / slowdown[1], 0, 10, 0],
        chat_type=[1, 0, 1, 0],
        talk=[[], [10, 10, 10], [], [5]],
        **(MIXED | {"slowdown": slowdown}),
    )
    assert records.slot_freed.tolist()[:2] == [30, 30]
    assert records.dequeued.tolist() == [0, 0, 30, 30]
    assert records.replies.sent.tolist()[2] == 35


def test_a_silent_customer_by_handle_time_slows_and_is_slowed_beside_a_conversation(run):
    """Chat 0 is half done at 60, silent to 70, and done at 130: chat 1 goes on to 200."""
    talk = [[], [100, 50, 50]]
    records = run([0, 0], [60, 0], chat_type=[1, 0], talk=talk, silences=(0.5, [10, 0]), **MIXED)
    assert records.slot_freed.tolist() == [130, 200]


def test_a_slot_that_a_silent_customer_leaves_may_go_to_a_conversation(play):
    """Chat 0 has no slot from 50 to 80; then A has two chats in hand."""
    more = {"priorities": [1, 1], "silences": (0.5, [50, 0]), "inactive_after": 20}
    assert play([0, 10], [60, 0], chat_type=[1, 0], talk=[[], [40]], **more) == [
        (0, "chat 0 to A"),
        (50, "chat 0 is inactive"),
        (50, "chat 1 to A"),
        (50, "A turns to 1.1"),
        (80, "chat 0 is back"),
        (90, "reply 1.1"),
        (90, "chat 1 leaves A"),
        (110, "chat 0 leaves A"),
    ]


def test_agents_on_a_break_go_on_replying(play):
    """A accepts nobody from 20 to 50, and types 0.2, which comes at 35; chat 1 waits."""
    groups = [{"shifts": [[(0, 100, (20, 50))]], "concurrency": 2}]
    assert play([10, 30], talk=[[15, 10, 10], [10]], groups=groups, closes=100) == [
        (10, "chat 0 to A"),
        (10, "A turns to 0.1"),
        (20, "A goes on break"),
        (25, "reply 0.1"),
        (35, "A turns to 0.2"),
        (45, "reply 0.2"),
        (45, "chat 0 leaves A"),
        (50, "A ends the break"),
        (50, "chat 1 to A"),
        (50, "A turns to 1.1"),
        (60, "reply 1.1"),
        (60, "chat 1 leaves A"),
        (100, "A stops"),
    ]


def test_a_break_that_waits_for_hands_to_be_free_waits_for_the_whole_chat(play):
    """Though A types nothing from 25 to 55."""
    groups = [{"shifts": [[(0, 200, (20, 50))]], "breaks_when_free": True}]
    assert play([10], talk=[[15, 30, 10]], wrap_up=5, groups=groups, closes=200) == [
        (10, "chat 0 to A"),
        (10, "A turns to 0.1"),
        (25, "reply 0.1"),
        (55, "A turns to 0.2"),
        (65, "reply 0.2"),
        (65, "customer 0 leaves"),
        (65, "A wraps up 0"),
        (70, "chat 0 frees A"),
        (70, "A goes on break"),
        (100, "A ends the break"),
        (200, "A stops"),
    ]


def test_agents_finish_their_conversations_after_the_shift(play):
    """B takes what comes after 30."""
    groups = [{"shifts": [[(0, 30)], [(30, 100)]], "concurrency": 2}]
    assert play([10, 35], talk=[[10, 30, 10], [10]], wrap_up=[5, 0], groups=groups, closes=100) == [
        (10, "chat 0 to A"),
        (10, "A turns to 0.1"),
        (20, "reply 0.1"),
        (30, "A stops"),
        (30, "B starts"),
        (35, "chat 1 to B"),
        (35, "B turns to 1.1"),
        (45, "reply 1.1"),
        (45, "chat 1 leaves B"),
        (50, "A turns to 0.2"),
        (60, "reply 0.2"),
        (60, "customer 0 leaves"),
        (60, "A wraps up 0"),
        (65, "chat 0 frees A"),
        (100, "B stops"),
    ]


def test_a_conversation_begins_when_the_offer_is_accepted(run):
    """5 s after it rang; the chat counts once among those in hand."""
    records = run([0, 20], talk=[[10, 20, 10], [15]], accepts={0: 5}, offer_timeout=30, concurrency=2)
    assert records.dequeued.tolist() == [5, 25]
    assert records.replies.began.tolist() == [5, 40, 25]
    assert records.replies.in_hand.tolist() == [1, 2, 2]


def test_an_offer_that_rings_is_not_in_hand_yet(run):
    """0.2 comes at 35, while chat 1 rings from 33 to 38; 0.3, at 65, after chat 1 has gone."""
    talk = [[10, 20, 10, 20, 10], [5]]
    records = run([0, 33], talk=talk, accepts={0: 5}, offer_timeout=30, concurrency=2)
    assert records.replies.began.tolist() == [5, 35, 65, 45]
    assert records.replies.in_hand.tolist() == [1, 1, 1, 2]


def test_an_offer_that_was_missed_counts_for_no_message(run):
    """A misses chat 0 to 10, and B accepts it at 15."""
    records = run([0], talk=[[10]], accepts={0: [[NEVER, 5]]}, offer_timeout=10, agents=2)
    assert records.agent.tolist() == [1]
    assert records.replies.began.tolist() == [15]
    assert records.replies.in_hand.tolist() == [1]


def test_a_conversation_is_picked(run):
    """10 s after it came."""
    records = run([0], talk=[[10, 20, 10]], notices={0: 10})
    assert records.replies.began.tolist() == [10, 40]
    assert records.replies.in_hand.tolist() == [1, 1]


@pytest.mark.parametrize(
    ("more", "freed"),
    [
        ({}, 40),
        ({"idle": [15, 0, 0]}, 55),
        ({"wrap_up": [15, 0, 0]}, 55),
        ({"reply_patience": [NEVER, 5, NEVER, NEVER]}, 35),
        ({"patience": [8, NEVER, NEVER], "until_reply": True}, 8),
    ],
)
def test_a_conversation_takes_slots_of_its_weight_until_it_is_over(run, more, freed):
    """Two of three: chat 1, of another type, fits beside it; chat 2, as heavy, waits."""
    records = run(
        [0, 1, 2],
        chat_type=[0, 1, 0],
        talk=[[10, 20, 10], [60], [1]],
        slots=[2, 1],
        priorities=[1, 1],
        groups=[{"concurrency": 3, "reply_order": "newest_chat_last"}],
        **more,
    )
    if "reply_patience" not in more and "patience" not in more:
        assert records.dequeued.tolist()[1] == 1
    assert records.dequeued.tolist()[2] == records.slot_freed.tolist()[0]


HANDS_ON = {
    "groups": [{"skills": [0]}, {"skills": [1]}],
    "priorities": [1, 1],
    "then": [(Kind.TRANSFER, 0, 0)],
}
"""A hands chat 0 on to B."""


def test_a_conversation_is_handed_on_to_one_by_handle_time(play):
    """After A's last reply, at 25; A wraps up meanwhile."""
    assert play([0], [0, 30], chat_type=[0, 1], talk=[[10, 5, 10], []], wrap_up=[15, 0], **HANDS_ON) == [
        (0, "chat 0 to A"),
        (0, "A turns to 0.1"),
        (10, "reply 0.1"),
        (15, "A turns to 0.2"),
        (25, "reply 0.2"),
        (25, "customer 0 leaves"),
        (25, "chat 1 to B"),
        (25, "A wraps up 0"),
        (40, "chat 0 frees A"),
        (55, "chat 1 leaves B"),
    ]


def test_a_conversation_is_handed_on_to_another(play):
    """The first message is there at once for B."""
    assert play([0], chat_type=[0, 1], talk=[[10, 5, 10], [10, 5, 10]], **HANDS_ON)[4:] == [
        (25, "reply 0.2"),
        (25, "chat 0 leaves A"),
        (25, "chat 1 to B"),
        (25, "B turns to 1.1"),
        (35, "reply 1.1"),
        (40, "B turns to 1.2"),
        (50, "reply 1.2"),
        (50, "chat 1 leaves B"),
    ]


def test_a_chat_by_handle_time_is_handed_on_to_a_conversation(play):
    """By an agent who has both, to that one itself: A turns to it at 30, as the wrap-up is behind SharedAttention."""
    assert play(
        [0],
        [30, 0],
        chat_type=[1, 0],
        talk=[[], [10]],
        then=[(Kind.TRANSFER, 0, 0)],
        wrap_up=[10, 0],
        **MIXED,
    ) == [
        (0, "chat 0 to A"),
        (30, "customer 0 leaves"),
        (30, "chat 1 to A"),
        (30, "A turns to 1.1"),
        (40, "reply 1.1"),
        (40, "chat 1 leaves A"),
        (45, "chat 0 frees A"),
    ]


@pytest.mark.parametrize(
    "goes",
    [{"reply_patience": 20}, {"idle": [15, 0]}, {"patience": [20, NEVER], "until_reply": True}],
    ids=["leaves", "is closed", "gives up"],
)
def test_who_has_gone_is_not_handed_on(run, goes):
    """There is nobody to hand on: the customer left mid-chat, writes no more, or gave up."""
    records = run([0], [0, 30], chat_type=[0, 1], talk=[[30], []], **goes, **HANDS_ON)
    assert records.arrival.tolist() == [0, NEVER]


def test_a_customer_waits_for_the_agent_of_the_conversation_before(play):
    """B is free, and chat 1 waits for A, to 40: what A does from 10 to 30 is waiting, too."""
    assert play([0, 15], talk=[[10, 20, 10], [10]], agents=2, previous=[0, 0], previous_agent=30) == [
        (0, "chat 0 to A"),
        (0, "A turns to 0.1"),
        (10, "reply 0.1"),
        (30, "A turns to 0.2"),
        (40, "reply 0.2"),
        (40, "chat 0 leaves A"),
        (40, "chat 1 to A"),
        (40, "A turns to 1.1"),
        (50, "reply 1.1"),
        (50, "chat 1 leaves A"),
    ]


def test_a_ticket_is_answered_in_turn_with_chats(play):
    """Nobody thinks between its replies: 0.2 is there as 0.1 is sent, behind 1.1, which came at 5."""
    log = play([0, 5], talk=[[10, 0, 10], [10]], ticket=[True, False], concurrency=2)
    assert [(time, what) for time, what in log if "turns" in what] == [
        (0, "A turns to 0.1"),
        (10, "A turns to 1.1"),
        (20, "A turns to 0.2"),
    ]


@pytest.mark.parametrize(("routing", "agent"), [("least_busy", "B"), ("fill_first", "A")])
def test_conversations_count_in_routing_while_customers_think(play, routing, agent):
    """A has chat 0 in hand, and nothing to type."""
    log = play([0, 15], talk=[[10, 20, 10], [10]], agents=2, concurrency=2, routing=routing)
    assert (15, f"chat 1 to {agent}") in log


def test_those_who_talk_and_those_who_do_not(run):
    """A group serves conversations only, the other chats by handle time; each has its own desk."""
    groups = [{"skills": [0], "concurrency": 2}, {"skills": [1], "concurrency": 2, "slowdown": [1, 2]}]
    records = run(
        [0, 0, 0, 0],
        [0, 0, 30, 30],
        chat_type=[0, 0, 1, 1],
        talk=[[10], [10], [], []],
        priorities=[1, 1],
        groups=groups,
    )
    assert records.slot_freed.tolist() == [10, 20, 60, 60]
    assert records.outcome.tolist() == [Outcome.ANSWERED] * 4
