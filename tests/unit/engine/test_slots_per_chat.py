"""Chats that take more than one slot."""

import math

HEAVY = {"slots": [1, 2], "priorities": [1, 1], "concurrency": 2}
"""Chats of type 0 take one slot, those of type 1 two, of an agent's two."""


def test_a_chat_waits_for_all_of_its_slots_and_lighter_ones_pass(play):
    """Chat 1 needs two and finds one free; chat 2 needs one, and keeps chat 1 waiting."""
    assert play([0, 5, 10], [30, 20, 40], chat_type=[0, 1, 0], **HEAVY) == [
        (0, "chat 0 to A"),
        (10, "chat 2 to A"),
        (30, "chat 0 leaves A"),
        (50, "chat 2 leaves A"),
        (50, "chat 1 to A"),
        (70, "chat 1 leaves A"),
    ]


def test_a_chat_holds_all_of_its_slots(play):
    """Chat 1 waits beside chat 0, which took both slots."""
    assert play([0, 5], [30, 20], chat_type=[1, 0], **HEAVY) == [
        (0, "chat 0 to A"),
        (30, "chat 0 leaves A"),
        (30, "chat 1 to A"),
        (50, "chat 1 leaves A"),
    ]


def test_the_slots_of_one_chat_are_freed_for_two(play):
    """Chats 1 and 2 take the two that chat 0 had."""
    assert play([0, 5, 6], [30, 20, 25], chat_type=[1, 0, 0], **HEAVY) == [
        (0, "chat 0 to A"),
        (30, "chat 0 leaves A"),
        (30, "chat 1 to A"),
        (30, "chat 2 to A"),
        (50, "chat 1 leaves A"),
        (55, "chat 2 leaves A"),
    ]


def test_two_slots_that_free_at_once_are_enough(play):
    """Both chats end at 30, and chat 2 is older than chat 3."""
    assert play([0, 0, 5, 6], [30, 30, 20, 10], chat_type=[0, 0, 1, 0], **HEAVY) == [
        (0, "chat 0 to A"),
        (0, "chat 1 to A"),
        (30, "chat 0 leaves A"),
        (30, "chat 1 leaves A"),
        (30, "chat 2 to A"),
        (50, "chat 2 leaves A"),
        (50, "chat 3 to A"),
        (60, "chat 3 leaves A"),
    ]


def test_a_chat_goes_to_who_has_room_though_another_comes_first(play):
    """The strategy fills A first, but A has one slot left."""
    more = {"routing": "fill_first", "agents": 2}
    assert play([0, 5], [30, 20], chat_type=[0, 1], **HEAVY, **more) == [
        (0, "chat 0 to A"),
        (5, "chat 1 to B"),
        (25, "chat 1 leaves B"),
        (30, "chat 0 leaves A"),
    ]


def test_routing_counts_chats_not_slots(play):
    """A has one chat of two slots, B one of one: both have one, and A had theirs longer ago."""
    more = {"priorities": [1, 1], "slots": [1, 2], "agents": 2, "concurrency": 3}
    assert play([0, 1, 2], 60, chat_type=[1, 0, 0], **more) == [
        (0, "chat 0 to A"),
        (1, "chat 1 to B"),
        (2, "chat 2 to A"),
        (60, "chat 0 leaves A"),
        (61, "chat 1 leaves B"),
        (62, "chat 2 leaves A"),
    ]


def test_slowdown_goes_by_chats_not_slots(play):
    """Alone with two slots a chat is not slowed; two chats are, at half speed."""
    assert play(
        [0, 0], [30, 30], chat_type=[1, 0], priorities=[1, 1], slots=[1, 2], concurrency=3, slowdown=[1, 2, 9]
    ) == [
        (0, "chat 0 to A"),
        (0, "chat 1 to A"),
        (60, "chat 0 leaves A"),
        (60, "chat 1 leaves A"),
    ]


def test_under_slowdown_slots_are_freed_for_heavy_chats(play):
    """Both end at 60, and the heavy chat, which then works alone, is next."""
    assert play([0, 0, 5], [30, 30, 20], chat_type=[0, 0, 1], slowdown=[1, 2], **HEAVY) == [
        (0, "chat 0 to A"),
        (0, "chat 1 to A"),
        (60, "chat 0 leaves A"),
        (60, "chat 1 leaves A"),
        (60, "chat 2 to A"),
        (80, "chat 2 leaves A"),
    ]


def test_wrap_up_holds_all_slots(play):
    """Chat 1 begins when the wrap-up of chat 0 is done."""
    assert play([0, 5], [30, 20], chat_type=[1, 0], wrap_up=[7, 0], **HEAVY) == [
        (0, "chat 0 to A"),
        (30, "customer 0 leaves"),
        (37, "chat 0 frees A"),
        (37, "chat 1 to A"),
        (57, "chat 1 leaves A"),
    ]


def test_an_offer_holds_all_slots(play):
    """Chat 0 rings from 0 to 10 and is missed: chat 1, younger, had no slot until then, nor when it rings again."""
    assert play(
        [0, 5],
        [30, 20],
        chat_type=[1, 0],
        accepts={0: [[math.inf, 4], 0]},
        offer_timeout=10,
        **HEAVY,
    ) == [
        (14, "chat 0 to A"),
        (44, "chat 0 leaves A"),
        (44, "chat 1 to A"),
        (64, "chat 1 leaves A"),
    ]


def test_an_agent_who_starts_takes_what_fits(play):
    """A comes at 30 with two slots: chat 0 takes one, chat 1 needs two, chat 2 takes the other."""
    groups = [{"shifts": [[(30, 500)]], "concurrency": 2}]
    assert play(
        [0, 5, 10], [30, 20, 25], chat_type=[0, 1, 0], priorities=[1, 1], slots=[1, 2], groups=groups
    ) == [
        (30, "A starts"),
        (30, "chat 0 to A"),
        (30, "chat 2 to A"),
        (55, "chat 2 leaves A"),
        (60, "chat 0 leaves A"),
        (60, "chat 1 to A"),
        (80, "chat 1 leaves A"),
        (500, "A stops"),
    ]


def test_a_chat_too_heavy_for_all_who_are_left_is_closed(play):
    """B, of two slots, stops at 40; A has one. Doors close at 50."""
    groups = [{}, {"agents": {0: 1, 40: 0}, "concurrency": 2}]
    assert play(
        [0, 5], [60, 20], chat_type=[1, 1], priorities=[1, 1], slots=[1, 2], closes=50, groups=groups
    ) == [
        (0, "chat 0 to B"),
        (40, "B stops"),
        (50, "chat 1 is closed"),
        (60, "chat 0 leaves B"),
    ]
