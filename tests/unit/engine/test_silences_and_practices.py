"""Silent customers beside shifts, breaks, offers, picking, known agents, heavy chats, transfers, and at one instant."""

import math

from planner.flow.demand import Kind

LIMIT = {"inactive_after": 20}
"""In most of these logs chat 0, of 60 s, falls silent after 30 s, and loses its slot after 20 s of silence."""


def test_who_went_home_still_ends_the_chat_of_a_silent_customer(play):
    """A's shift is over at 70, the customer is back at 80; chat 1, at 90, finds nobody."""
    groups = [{"shifts": [[(0, 70)]]}]
    patience = [math.inf, 5]
    assert play([0, 90], 60, patience=patience, groups=groups, silences=(0.5, [50, 0]), **LIMIT) == [
        (0, "chat 0 to A"),
        (50, "chat 0 is inactive"),
        (70, "A stops"),
        (80, "chat 0 is back"),
        (95, "chat 1 abandons"),
        (110, "chat 0 leaves A"),
    ]


def test_who_comes_again_with_more_in_hand_than_slots_takes_nothing(play):
    """A is off from 70 to 90 and has chats 0 and 1 in hand then; chat 2 waits until 130."""
    agents = {"agents": {0: 1, 70: 0, 90: 1}}
    assert play([0, 10, 95], [60, 80, 10], silences=(0.5, [50, 0, 0]), **agents, **LIMIT) == [
        (0, "chat 0 to A"),
        (50, "chat 0 is inactive"),
        (50, "chat 1 to A"),
        (70, "A stops"),
        (80, "chat 0 is back"),
        (90, "A starts"),
        (110, "chat 0 leaves A"),
        (130, "chat 1 leaves A"),
        (130, "chat 2 to A"),
        (140, "chat 2 leaves A"),
    ]


def test_a_break_waits_for_the_chats_in_hand_not_for_silent_customers(play):
    """It is due at 40 and begins at 50, without chat 1; the customer is back at 80, ten seconds after its end."""
    groups = [{"shifts": [[(0, 500, (40, 60))]], "breaks_when_free": True}]
    assert play([0, 45], [60, 10], groups=groups, silences=(0.5, [50, 0]), **LIMIT) == [
        (0, "chat 0 to A"),
        (50, "chat 0 is inactive"),
        (50, "A goes on break"),
        (70, "A ends the break"),
        (70, "chat 1 to A"),
        (80, "chat 0 is back"),
        (80, "chat 1 leaves A"),
        (110, "chat 0 leaves A"),
        (500, "A stops"),
    ]


def test_a_customer_who_is_back_in_the_break_is_served(play):
    """At 65 of 50 to 70; after it chat 0 has the only slot, and chat 1 waits until 95."""
    groups = [{"shifts": [[(0, 500, (40, 60))]], "breaks_when_free": True}]
    assert play([0, 72], [60, 10], groups=groups, silences=(0.5, [35, 0]), **LIMIT) == [
        (0, "chat 0 to A"),
        (50, "chat 0 is inactive"),
        (50, "A goes on break"),
        (65, "chat 0 is back"),
        (70, "A ends the break"),
        (95, "chat 0 leaves A"),
        (95, "chat 1 to A"),
        (105, "chat 1 leaves A"),
        (500, "A stops"),
    ]


def test_a_chat_rings_while_another_comes_back(play):
    """At 60, while chat 2 rings from 56 to 62: from then on three chats, at a third of the speed.

    Chat 1 has had 15 s of its 50 by 36, 25 by 56, 29 by 60, 30 by 62 and 44 by 104, when chat 0 is done.
    """
    assert play(
        [0, 0, 10],
        [30, 50, 30],
        accepts={0: 6},
        concurrency=2,
        slowdown=[1, 2],
        silences=(0.5, [24, 0, 0]),
        **LIMIT,
    ) == [
        (6, "chat 0 to A"),
        (6, "chat 1 to A"),
        (56, "chat 0 is inactive"),
        (60, "chat 0 is back"),
        (62, "chat 2 to A"),
        (104, "chat 0 leaves A"),
        (116, "chat 1 leaves A"),
        (126, "chat 2 leaves A"),
    ]


def test_an_offer_missed_by_who_has_no_slot_any_more(play):
    """Chat 1 rings from 56 to 66, chat 0 is back at 59: chat 1 rings again when that has left, at 89."""
    accepts = {0: [6, [math.inf, 6]]}
    assert play([0, 10], [60, 10], accepts=accepts, offer_timeout=10, silences=(0.5, [23, 0]), **LIMIT) == [
        (6, "chat 0 to A"),
        (56, "chat 0 is inactive"),
        (59, "chat 0 is back"),
        (89, "chat 0 leaves A"),
        (95, "chat 1 to A"),
        (105, "chat 1 leaves A"),
    ]


def test_who_picks_looks_as_the_slot_is_free_and_picks_only_with_room(play):
    """A notices chat 1 at 55 and would pick it at 60, but chat 0 is back at 58; A looks again at 88."""
    assert play([0, 10], [60, 10], notices={0: 5}, silences=(0.5, [23, 0]), **LIMIT) == [
        (5, "chat 0 to A"),
        (55, "chat 0 is inactive"),
        (58, "chat 0 is back"),
        (88, "chat 0 leaves A"),
        (93, "chat 1 to A"),
        (103, "chat 1 leaves A"),
    ]


def test_a_known_agent_is_waited_for_until_a_silence_frees_a_slot(play):
    """Chat 1 knows A and passes B, who is free; chat 2, too, when A has more in hand than slots, until 110."""
    assert play(
        [0, 10, 85],
        [60, 40, 10],
        agents=2,
        previous=[-1, 0, 0],
        previous_agent=100,
        silences=(0.5, [50, 0, 0]),
        **LIMIT,
    ) == [
        (0, "chat 0 to A"),
        (50, "chat 0 is inactive"),
        (50, "chat 1 to A"),
        (80, "chat 0 is back"),
        (90, "chat 1 leaves A"),
        (110, "chat 0 leaves A"),
        (110, "chat 2 to A"),
        (120, "chat 2 leaves A"),
    ]


HEAVY = {"slots": [1, 2], "priorities": [1, 1], "concurrency": 2, **LIMIT}
"""Chats of type 0 take one slot, those of type 1 two, of an agent's two."""


def test_all_slots_of_a_chat_are_freed_and_taken_again(play):
    """Chats 1 and 2 get those of chat 0, which has them again from 80 on: chat 3 waits for it alone from 95 to 110."""
    silences = (0.5, [50, 0, 0, 0])
    assert play([0, 5, 6, 60], [60, 40, 45, 10], chat_type=[1, 0, 0, 0], silences=silences, **HEAVY) == [
        (0, "chat 0 to A"),
        (50, "chat 0 is inactive"),
        (50, "chat 1 to A"),
        (50, "chat 2 to A"),
        (80, "chat 0 is back"),
        (90, "chat 1 leaves A"),
        (95, "chat 2 leaves A"),
        (110, "chat 0 leaves A"),
        (110, "chat 3 to A"),
        (120, "chat 3 leaves A"),
    ]


def test_one_slot_is_not_enough_for_a_heavy_chat(play):
    """Chat 0 frees one at 50, which chat 3 takes though it came after chat 2."""
    silences, types = (0.5, [50, 0, 0, 0]), [0, 0, 1, 0]
    assert play([0, 0, 5, 10], [60, 130, 20, 10], chat_type=types, silences=silences, **HEAVY) == [
        (0, "chat 0 to A"),
        (0, "chat 1 to A"),
        (50, "chat 0 is inactive"),
        (50, "chat 3 to A"),
        (60, "chat 3 leaves A"),
        (80, "chat 0 is back"),
        (110, "chat 0 leaves A"),
        (130, "chat 1 leaves A"),
        (130, "chat 2 to A"),
        (150, "chat 2 leaves A"),
    ]


def test_two_slots_that_silences_free_at_once_are_enough(play):
    """Chats 0 and 1 are both inactive from 50 on, and chat 2 is older than chat 3."""
    silences = (0.5, [70, 80, 0, 0])
    assert play([0, 0, 5, 6], [60, 60, 20, 10], chat_type=[0, 0, 1, 0], silences=silences, **HEAVY) == [
        (0, "chat 0 to A"),
        (0, "chat 1 to A"),
        (50, "chat 0 is inactive"),
        (50, "chat 1 is inactive"),
        (50, "chat 2 to A"),
        (70, "chat 2 leaves A"),
        (70, "chat 3 to A"),
        (80, "chat 3 leaves A"),
        (100, "chat 0 is back"),
        (110, "chat 1 is back"),
        (130, "chat 0 leaves A"),
        (140, "chat 1 leaves A"),
    ]


def test_a_chat_is_handed_on_when_the_customer_has_been_back(play):
    """After the first agent's part of the work and the silence; then they may fall silent again."""
    then = [(Kind.TRANSFER, 0, 0)]
    assert play([0], [60, 20], then=then, silences=(0.5, [50, 30]), **LIMIT) == [
        (0, "chat 0 to A"),
        (50, "chat 0 is inactive"),
        (80, "chat 0 is back"),
        (110, "chat 0 leaves A"),
        (110, "chat 1 to A"),
        (140, "chat 1 is inactive"),
        (150, "chat 1 is back"),
        (160, "chat 1 leaves A"),
    ]


def test_who_waits_is_served_before_who_comes_as_the_slot_is_free(play):
    """Chat 2 arrives at 50; and chat 1, whose patience ends then, is answered."""
    patience, silences = [math.inf, 40, math.inf], (0.5, [100, 0, 0])
    assert play([0, 10, 50], [60, 10, 10], patience=patience, silences=silences, **LIMIT) == [
        (0, "chat 0 to A"),
        (50, "chat 0 is inactive"),
        (50, "chat 1 to A"),
        (60, "chat 1 leaves A"),
        (60, "chat 2 to A"),
        (70, "chat 2 leaves A"),
        (130, "chat 0 is back"),
        (160, "chat 0 leaves A"),
    ]


def test_who_is_back_as_another_chat_ends_comes_before_who_waits(play):
    """Chat 1 was put on the calendar behind the return, chat 2 waits from 60 on."""
    assert play([0, 10, 60], [60, 30, 10], silences=(0.5, [50, 0, 0]), **LIMIT) == [
        (0, "chat 0 to A"),
        (50, "chat 0 is inactive"),
        (50, "chat 1 to A"),
        (80, "chat 0 is back"),
        (80, "chat 1 leaves A"),
        (110, "chat 0 leaves A"),
        (110, "chat 2 to A"),
        (120, "chat 2 leaves A"),
    ]


def test_who_is_back_comes_before_who_waits_though_the_other_end_was_known_first(play):
    """Chat 1 was to end at 80 before chat 0 was inactive; with chats 0 and 2 both slots are taken."""
    silences = (0.5, [50, 0, 0, 0])
    assert play([0, 0, 10, 60], [60, 80, 100, 10], concurrency=2, silences=silences, **LIMIT) == [
        (0, "chat 0 to A"),
        (0, "chat 1 to A"),
        (50, "chat 0 is inactive"),
        (50, "chat 2 to A"),
        (80, "chat 0 is back"),
        (80, "chat 1 leaves A"),
        (110, "chat 0 leaves A"),
        (110, "chat 3 to A"),
        (120, "chat 3 leaves A"),
        (150, "chat 2 leaves A"),
    ]


def test_who_is_back_as_another_falls_inactive_takes_that_slot(play):
    """Chat 1, begun at 50, is silent from 60 and inactive at 80, as chat 0 is back: chat 2 waits."""
    assert play([0, 10, 60], [60, 20, 10], silences=(0.5, [50, 90, 0]), **LIMIT) == [
        (0, "chat 0 to A"),
        (50, "chat 0 is inactive"),
        (50, "chat 1 to A"),
        (80, "chat 0 is back"),
        (80, "chat 1 is inactive"),
        (110, "chat 0 leaves A"),
        (110, "chat 2 to A"),
        (120, "chat 2 leaves A"),
        (150, "chat 1 is back"),
        (160, "chat 1 leaves A"),
    ]
