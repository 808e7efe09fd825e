"""Customers who fall silent: their chats stand still, lose their slots and come back, whoever has one free."""

import math

import pytest

from planner.flow.clock import GRID

LIMIT = {"inactive_after": 20}
"""In most of these logs chat 0, of 60 s, falls silent after 30 s, and loses its slot after 20 s of silence."""


def spans_of(records):
    """Return from when to when which chat had no slot, in the order in which they came back."""
    columns = (records.inactive_chat, records.inactive_from, records.inactive_to)
    return list(zip(*(column.tolist() for column in columns), strict=True))


def test_a_short_silence_holds_the_slot_and_stretches_the_chat(play):
    """15 s from 30 on; chat 1 waits until chat 0 leaves."""
    assert play([0, 10], [60, 10], silences=(0.5, [15, 0]), **LIMIT) == [
        (0, "chat 0 to A"),
        (75, "chat 0 leaves A"),
        (75, "chat 1 to A"),
        (85, "chat 1 leaves A"),
    ]


def test_without_a_limit_any_silence_holds_the_slot(play):
    """1000 s, and chat 1 waits."""
    assert play([0, 10], [60, 10], silences=(0.5, [1000, 0])) == [
        (0, "chat 0 to A"),
        (1060, "chat 0 leaves A"),
        (1060, "chat 1 to A"),
        (1070, "chat 1 leaves A"),
    ]


def test_a_long_silence_frees_the_slot_until_the_customer_is_back(play):
    """From 50 to 80; then A has two chats in hand with one slot, and chat 2 waits until both are done."""
    assert play([0, 10, 60], [60, 80, 10], silences=(0.5, [50, 0, 0]), **LIMIT) == [
        (0, "chat 0 to A"),
        (50, "chat 0 is inactive"),
        (50, "chat 1 to A"),
        (80, "chat 0 is back"),
        (110, "chat 0 leaves A"),
        (130, "chat 1 leaves A"),
        (130, "chat 2 to A"),
        (140, "chat 2 leaves A"),
    ]


def test_a_slot_that_nobody_waits_for_is_free_for_who_comes(play):
    """Chat 1 comes at 60 and is answered; chat 2, at 85, finds chat 0 back."""
    assert play([0, 60, 85], [60, 10, 10], silences=(0.5, [50, 0, 0]), **LIMIT) == [
        (0, "chat 0 to A"),
        (50, "chat 0 is inactive"),
        (60, "chat 1 to A"),
        (70, "chat 1 leaves A"),
        (80, "chat 0 is back"),
        (110, "chat 0 leaves A"),
        (110, "chat 2 to A"),
        (120, "chat 2 leaves A"),
    ]


def test_a_silence_just_as_long_as_the_limit_frees_nothing(run):
    """One step longer, and the slot is free for that step."""
    just = run([0], 60, silences=(0.5, 20), **LIMIT)
    assert spans_of(just) == []
    assert just.customer_left.tolist() == [80]
    longer = run([0], 60, silences=(0.5, 20 + GRID), **LIMIT)
    assert spans_of(longer) == [(0, 50, 50 + GRID)]
    assert longer.customer_left.tolist() == [80 + GRID]


def test_spans_without_a_slot_are_told_by_chat(run):
    """In the order of the returns: chat 1's comes before chat 0's; 2 is not silent, 3 for 10 s only, 4 is missed."""
    silences, patience = (0.5, [100, 60, 0, 10, 100]), [*[math.inf] * 4, 0]
    records = run([0, 1, 2, 3, 4], 60, patience=patience, agents=4, silences=silences, **LIMIT)
    assert records.agent.tolist() == [0, 1, 2, 3, -1]
    assert spans_of(records) == [(1, 51, 91), (0, 50, 130)]
    assert records.customer_left.tolist()[:4] == [160, 121, 62, 73]


@pytest.mark.parametrize(("after", "inactive", "back"), [(0, 20, 50), (1, 80, 110)])
def test_silent_from_the_first_word_or_before_the_last(play, after, inactive, back):
    """All the work comes after the silence, or none: then the customer leaves as they are back."""
    assert play([0], 60, silences=(after, 50), **LIMIT) == [
        (0, "chat 0 to A"),
        (inactive, "chat 0 is inactive"),
        (back, "chat 0 is back"),
        (110, "chat 0 leaves A"),
    ]


def test_a_chat_without_work_is_silent_all_the_same(play):
    """It ends when the silence does."""
    assert play([0, 5], [0, 10], silences=(0.5, [15, 0])) == [
        (0, "chat 0 to A"),
        (15, "chat 0 leaves A"),
        (15, "chat 1 to A"),
        (25, "chat 1 leaves A"),
    ]


def test_both_parts_of_the_work_are_the_whole(run):
    """Half of three steps is not on the grid: rounding both halves up would make it four."""
    records = run([0], 3 * GRID, silences=(0.5, 10))
    assert records.customer_left.tolist() == [10 + 3 * GRID]


def test_wrap_up_comes_after_the_rest_of_the_work(play):
    """The customer of chat 0 leaves at 110; its wrap-up takes the only slot until 120, and chat 2 waits."""
    assert play([0, 10, 20], [60, 60, 10], wrap_up=[10, 0, 0], silences=(0.5, [50, 0, 0]), **LIMIT) == [
        (0, "chat 0 to A"),
        (50, "chat 0 is inactive"),
        (50, "chat 1 to A"),
        (80, "chat 0 is back"),
        (110, "customer 0 leaves"),
        (110, "chat 1 leaves A"),
        (120, "chat 0 frees A"),
        (120, "chat 2 to A"),
        (130, "chat 2 leaves A"),
    ]


def test_several_come_back_at_once(play):
    """Chats 0 and 1 are back at 100 beside chat 2: three with one slot, and chat 3 waits for the last of them."""
    silences = (0.5, [70, 40, 0, 0])
    assert play([0, 50, 60, 105], [60, 20, 40, 10], silences=silences, **LIMIT) == [
        (0, "chat 0 to A"),
        (50, "chat 0 is inactive"),
        (50, "chat 1 to A"),
        (80, "chat 1 is inactive"),
        (80, "chat 2 to A"),
        (100, "chat 0 is back"),
        (100, "chat 1 is back"),
        (110, "chat 1 leaves A"),
        (120, "chat 2 leaves A"),
        (130, "chat 0 leaves A"),
        (130, "chat 3 to A"),
        (140, "chat 3 leaves A"),
    ]


def test_an_inactive_chat_does_not_count_in_routing(play):
    """Chat 2 comes at 60: A has chat 0, B has nothing in hand while chat 1 is inactive from 55 to 75."""
    assert play([0, 5, 60], [200, 60, 10], agents=2, concurrency=2, silences=(0.5, [0, 40, 0]), **LIMIT) == [
        (0, "chat 0 to A"),
        (5, "chat 1 to B"),
        (55, "chat 1 is inactive"),
        (60, "chat 2 to B"),
        (70, "chat 2 leaves B"),
        (75, "chat 1 is back"),
        (105, "chat 1 leaves B"),
        (200, "chat 0 leaves A"),
    ]


def test_a_chat_that_is_back_counts_in_routing(play):
    """A got its last chat before B did, but has one in hand again when chat 2 comes at 85."""
    assert play([0, 60, 85], [60, 10, 10], agents=2, concurrency=2, silences=(0.5, [50, 0, 0]), **LIMIT) == [
        (0, "chat 0 to A"),
        (50, "chat 0 is inactive"),
        (60, "chat 1 to B"),
        (70, "chat 1 leaves B"),
        (80, "chat 0 is back"),
        (85, "chat 2 to B"),
        (95, "chat 2 leaves B"),
        (110, "chat 0 leaves A"),
    ]


def test_a_silent_customer_slows_the_others_until_the_slot_is_freed(play):
    """Two chats at half speed to 80, chat 1 alone from then on, done at 100; chat 0 is back alone at 120."""
    assert play([0, 0], 60, concurrency=2, slowdown=[1, 2], silences=(0.5, [60, 0]), **LIMIT) == [
        (0, "chat 0 to A"),
        (0, "chat 1 to A"),
        (80, "chat 0 is inactive"),
        (100, "chat 1 leaves A"),
        (120, "chat 0 is back"),
        (150, "chat 0 leaves A"),
    ]


def test_a_customer_who_is_back_slows_the_others_again(play):
    """Chat 1 has done 30 at 60, 40 at 80, 50 at 90, and shares its last 10 s with chat 0, which ends with 20 s alone."""
    assert play([0, 0], 60, concurrency=2, slowdown=[1, 2], silences=(0.5, [30, 0]), **LIMIT) == [
        (0, "chat 0 to A"),
        (0, "chat 1 to A"),
        (80, "chat 0 is inactive"),
        (90, "chat 0 is back"),
        (110, "chat 1 leaves A"),
        (130, "chat 0 leaves A"),
    ]


def test_a_short_silence_slows_the_others_all_the_while(play):
    """Chat 1 has done 30 s at 60 and 35 s at 70; both have 25 s and 30 s left, at half speed until 120."""
    assert play([0, 0], 60, concurrency=2, slowdown=[1, 2], silences=(0.5, [10, 0]), **LIMIT) == [
        (0, "chat 0 to A"),
        (0, "chat 1 to A"),
        (120, "chat 1 leaves A"),
        (125, "chat 0 leaves A"),
    ]


def test_beyond_the_slots_the_last_step_of_slowdown_goes_on(play):
    """1, 1.5, then 2 with three chats: from 75 to 135 each of them gets 30 s of work.

    Chat 1 has had 40 s of its 100 by 60 and 50 by 75, chat 2 none and 10 of its 80.
    """
    silences = (0.5, [30, 0, 0])
    more = {"concurrency": 2, "slowdown": [1, 1.5], "inactive_after": 15}
    assert play([0, 0, 5], [60, 100, 80], silences=silences, **more) == [
        (0, "chat 0 to A"),
        (0, "chat 1 to A"),
        (60, "chat 0 is inactive"),
        (60, "chat 2 to A"),
        (75, "chat 0 is back"),
        (135, "chat 0 leaves A"),
        (165, "chat 1 leaves A"),
        (185, "chat 2 leaves A"),
    ]
