"""Agents who pick chats from the queue themselves, some time after they could."""

import math

NEVER = math.inf


def test_a_free_agent_picks_a_chat_after_a_while(play):
    """Not at once: after 8 s."""
    assert play([0], 60, notices={0: 8}) == [(8, "chat 0 to A"), (68, "chat 0 leaves A")]


def test_the_delay_is_the_chats_own(play):
    """A, free, notices both; chat 1 is picked first, and chat 0 when A has noticed it anew at 64, now with 1's delay."""
    assert play([0, 1], 60, notices={0: [10, 3]}) == [
        (4, "chat 1 to A"),
        (64, "chat 1 leaves A"),
        (67, "chat 0 to A"),
        (127, "chat 0 leaves A"),
    ]


def test_a_chat_may_leave_before_it_is_picked(play):
    """Patience of 5 s is less than the 8 s that picking takes."""
    assert play([0], 60, patience=5, notices={0: 8}) == [(5, "chat 0 abandons")]


def test_a_chat_whose_patience_ends_as_it_is_picked_is_answered(play):
    """The queue is served before customers give up."""
    assert play([0], 60, patience=8, notices={0: 8}) == [(8, "chat 0 to A"), (68, "chat 0 leaves A")]


def test_an_agent_who_is_free_again_picks_the_first_of_those_who_wait(play):
    """Nobody noticed chats 1 and 2 while A was busy: the delay begins at 68, then at 136."""
    assert play([0, 20, 30], 60, notices={0: 8}) == [
        (8, "chat 0 to A"),
        (68, "chat 0 leaves A"),
        (76, "chat 1 to A"),
        (136, "chat 1 leaves A"),
        (144, "chat 2 to A"),
        (204, "chat 2 leaves A"),
    ]


def test_when_the_chat_that_was_to_be_picked_is_gone_the_next_is_noticed(play):
    """Chat 1 leaves at 70; A finds that at 76, and picks chat 2 at 84."""
    assert play([0, 20, 30], 60, patience=[NEVER, 50, NEVER], notices={0: 8}) == [
        (8, "chat 0 to A"),
        (68, "chat 0 leaves A"),
        (70, "chat 1 abandons"),
        (84, "chat 2 to A"),
        (144, "chat 2 leaves A"),
    ]


def test_two_free_agents_pick_two_chats(play):
    """Who picks is for the strategy: the second chat goes to who was not assigned any."""
    assert play([0, 1], 60, agents=2, notices={0: 8}) == [
        (8, "chat 0 to A"),
        (9, "chat 1 to B"),
        (68, "chat 0 leaves A"),
        (69, "chat 1 leaves B"),
    ]


def test_an_agent_whose_chat_another_picks_notices_the_next(play):
    """A noticed chat 2 at 50, but B, who frees at 51, is the specialist and picks it; A then turns to chat 3."""
    assert play(
        [0, 1, 20, 21],
        40,
        chat_type=[1, 0, 0, 1],
        priorities=[1, 1],
        groups=[{"skills": [0, 1]}, {"skills": [0]}],
        routing="specialists_first",
        notices={0: 10, 1: 10},
    ) == [
        (10, "chat 0 to A"),
        (11, "chat 1 to B"),
        (50, "chat 0 leaves A"),
        (51, "chat 1 leaves B"),
        (60, "chat 2 to B"),
        (70, "chat 3 to A"),
        (100, "chat 2 leaves B"),
        (110, "chat 3 leaves A"),
    ]


def test_an_agent_who_starts_notices_as_many_as_there_are_slots(play):
    """A comes at 30 and has two slots; the third chat is noticed when one is free again."""
    groups = [{"shifts": [[(30, 500)]], "concurrency": 2}]
    assert play([0, 5, 6], 60, groups=groups, notices={0: [8, 9, 2]}) == [
        (30, "A starts"),
        (38, "chat 0 to A"),
        (39, "chat 1 to A"),
        (98, "chat 0 leaves A"),
        (99, "chat 1 leaves A"),
        (100, "chat 2 to A"),
        (160, "chat 2 leaves A"),
        (500, "A stops"),
    ]


def test_who_goes_on_a_break_picks_after_it(play):
    """The chat is noticed at 0; the break is from 5 to 20, so it is noticed anew."""
    assert play([0], 60, groups=[{"shifts": [[(0, 500, (5, 20))]]}], notices={0: 8}) == [
        (5, "A goes on break"),
        (20, "A ends the break"),
        (28, "chat 0 to A"),
        (88, "chat 0 leaves A"),
        (500, "A stops"),
    ]


def test_agents_who_get_chats_go_before_those_who_pick(play):
    """A gets chat 0 at once, and chat 1, which B is about to pick at 13, when A frees at 10."""
    assert play([0, 5], [10, 60], groups=[{}, {}], notices={1: 8}) == [
        (0, "chat 0 to A"),
        (10, "chat 0 leaves A"),
        (10, "chat 1 to A"),
        (70, "chat 1 leaves A"),
    ]


def test_those_who_pick_help_those_who_get_chats(play):
    """A is busy, B picks at 13."""
    assert play([0, 5], [60, 60], groups=[{}, {}], notices={1: 8}) == [
        (0, "chat 0 to A"),
        (13, "chat 1 to B"),
        (60, "chat 0 leaves A"),
        (73, "chat 1 leaves B"),
    ]


def test_each_group_has_its_own_delays(play):
    """A, the first in the roster, notices chat 0; for chat 1 only B is left."""
    assert play([0, 10], 60, groups=[{}, {}], notices={0: 8, 1: 3}) == [
        (8, "chat 0 to A"),
        (13, "chat 1 to B"),
        (68, "chat 0 leaves A"),
        (73, "chat 1 leaves B"),
    ]


def test_chats_that_wait_as_doors_close_are_picked(play):
    """Doors close at 4, and A is there to then: chat 0 is picked at 8, chat 1 when A is free again."""
    assert play([0, 1], 60, closes=4, notices={0: 8}) == [
        (8, "chat 0 to A"),
        (68, "chat 0 leaves A"),
        (76, "chat 1 to A"),
        (136, "chat 1 leaves A"),
    ]


def test_a_chat_that_takes_two_slots_does_not_keep_one_from_being_picked(play):
    """A, full to 40, then has one slot free: chat 2 needs two, chat 3 one."""
    assert play(
        [0, 0, 20, 30],
        [32, 92, 30, 30],
        chat_type=[0, 0, 1, 0],
        priorities=[1, 1],
        slots=[1, 2],
        concurrency=2,
        notices={0: 8},
    ) == [
        (8, "chat 0 to A"),
        (8, "chat 1 to A"),
        (40, "chat 0 leaves A"),
        (48, "chat 3 to A"),
        (78, "chat 3 leaves A"),
        (100, "chat 1 leaves A"),
        (108, "chat 2 to A"),
        (138, "chat 2 leaves A"),
    ]


def test_two_slots_freed_at_once_are_filled_one_after_another(play):
    """Chat 0 took both; A picks chat 1, and then turns to chat 2."""
    assert play(
        [0, 20, 30],
        [32, 60, 60],
        chat_type=[1, 0, 0],
        priorities=[1, 1],
        slots=[1, 2],
        concurrency=2,
        notices={0: 8},
    ) == [
        (8, "chat 0 to A"),
        (40, "chat 0 leaves A"),
        (48, "chat 1 to A"),
        (56, "chat 2 to A"),
        (108, "chat 1 leaves A"),
        (116, "chat 2 leaves A"),
    ]


def test_under_slowdown_slots_that_free_together_are_filled_too(play):
    """Both chats end at 108; each slot that frees has A notice a chat."""
    assert play([0, 0, 20, 30], 50, concurrency=2, slowdown=[1, 2], notices={0: 8}) == [
        (8, "chat 0 to A"),
        (8, "chat 1 to A"),
        (108, "chat 0 leaves A"),
        (108, "chat 1 leaves A"),
        (116, "chat 2 to A"),
        (116, "chat 3 to A"),
        (216, "chat 2 leaves A"),
        (216, "chat 3 leaves A"),
    ]
