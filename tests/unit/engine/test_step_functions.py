"""Step functions of agents: who stops, who comes back, and what happens to the chats in hand."""

import pytest


def test_stepping_down_those_with_the_fewest_chats_stop_first(play):
    """A has nothing in hand and stops, although B is last in the roster."""
    assert play([0, 1, 60], [10, 100, 10], agents={0: 2, 50: 1}, patience=5) == [
        (0, "chat 0 to A"),
        (1, "chat 1 to B"),
        (10, "chat 0 leaves A"),
        (50, "A stops"),
        (65, "chat 2 abandons"),
        (101, "chat 1 leaves B"),
    ]


def test_stepping_down_the_last_in_the_roster_stops_among_equals(play):
    """A has two chats, B and C one each: C stops, finishes, and gets no more; B does."""
    assert play([0, 1, 2, 3, 60], 100, agents={0: 3, 50: 2}, concurrency=2) == [
        (0, "chat 0 to A"),
        (1, "chat 1 to B"),
        (2, "chat 2 to C"),
        (3, "chat 3 to A"),
        (50, "C stops"),
        (60, "chat 4 to B"),
        (100, "chat 0 leaves A"),
        (101, "chat 1 leaves B"),
        (102, "chat 2 leaves C"),
        (103, "chat 3 leaves A"),
        (160, "chat 4 leaves B"),
    ]


def test_stepping_down_by_two_takes_the_fewest_and_then_the_next(play):
    """B (one chat, last of two such) and C (idle) stop; A stays."""
    assert play([0, 1], 100, agents={0: 3, 50: 1}) == [
        (0, "chat 0 to A"),
        (1, "chat 1 to B"),
        (50, "B stops"),
        (50, "C stops"),
        (100, "chat 0 leaves A"),
        (101, "chat 1 leaves B"),
    ]


def test_an_agent_who_stopped_finishes_the_chats_in_hand_and_takes_no_more(play):
    """B drains: the waiting chat gets A's slot, not B's, and the last arrival waits although B is idle."""
    assert play([0, 1, 55, 105], [100, 100, 10, 10], agents={0: 2, 50: 1}) == [
        (0, "chat 0 to A"),
        (1, "chat 1 to B"),
        (50, "B stops"),
        (100, "chat 0 leaves A"),
        (100, "chat 2 to A"),
        (101, "chat 1 leaves B"),
        (110, "chat 2 leaves A"),
        (110, "chat 3 to A"),
        (120, "chat 3 leaves A"),
    ]


def test_stepping_up_those_with_the_fewest_chats_start_first(play):
    """A still drains a chat, so B, who is idle, comes back although A is first in the roster."""
    assert play([0, 100], [200, 10], agents={0: 2, 50: 0, 80: 1}) == [
        (0, "chat 0 to A"),
        (50, "A stops"),
        (50, "B stops"),
        (80, "B starts"),
        (100, "chat 1 to B"),
        (110, "chat 1 leaves B"),
        (200, "chat 0 leaves A"),
    ]


def test_stepping_up_the_first_in_the_roster_starts_among_equals(play):
    """All are idle: A, then A and B."""
    assert play([], agents={0: 0, 50: 1, 60: 2, 70: 3}) == [
        (50, "A starts"),
        (60, "B starts"),
        (70, "C starts"),
    ]


def test_the_same_number_again_changes_nobody(play):
    """A step from 2 to 2 leaves those who accept in their places."""
    assert play([0], 100, agents={0: 2, 50: 2}) == [(0, "chat 0 to A"), (100, "chat 0 leaves A")]


def test_an_agent_who_comes_back_still_holds_the_chats_that_drain(play):
    """A's only slot is taken until 100; only then the waiting chat begins."""
    assert play([0, 60], [100, 10], agents={0: 1, 50: 0, 80: 1}) == [
        (0, "chat 0 to A"),
        (50, "A stops"),
        (80, "A starts"),
        (100, "chat 0 leaves A"),
        (100, "chat 1 to A"),
        (110, "chat 1 leaves A"),
    ]


def test_an_agent_who_comes_back_is_slowed_by_the_chat_that_drains(play):
    """Chat 1 begins at 80 beside chat 0, which has 20 s of work left: 40 s at half speed; then 20 alone."""
    assert play([0, 60], [100, 40], agents={0: 1, 50: 0, 80: 1}, concurrency=2, slowdown=[1, 2]) == [
        (0, "chat 0 to A"),
        (50, "A stops"),
        (80, "A starts"),
        (80, "chat 1 to A"),
        (120, "chat 0 leaves A"),
        (140, "chat 1 leaves A"),
    ]


def test_with_no_agents_chats_wait_for_the_first_to_come(play):
    """Before doors close nobody is closed for want of agents."""
    assert play([10, 20], [30, 30], agents={0: 0, 100: 1}, closes=500) == [
        (100, "A starts"),
        (100, "chat 0 to A"),
        (130, "chat 0 leaves A"),
        (130, "chat 1 to A"),
        (160, "chat 1 leaves A"),
    ]


def test_an_agent_with_a_free_slot_who_starts_fills_all_slots_from_the_queue(play):
    """Three wait, two slots come."""
    assert play([10, 20, 30], 60, agents={0: 0, 100: 1}, concurrency=2) == [
        (100, "A starts"),
        (100, "chat 0 to A"),
        (100, "chat 1 to A"),
        (160, "chat 0 leaves A"),
        (160, "chat 1 leaves A"),
        (160, "chat 2 to A"),
        (220, "chat 2 leaves A"),
    ]


def test_each_group_steps_on_its_own(play):
    """At 50 group 0 goes from one to two as group 1 goes from two to one."""
    groups = [{"agents": {0: 1, 50: 2}}, {"agents": {0: 2, 50: 1}}]
    assert play([], groups=groups) == [(50, "D stops"), (50, "B starts")]


@pytest.mark.parametrize("strategy", ["least_busy", "least_recent"])
def test_a_break_does_not_reset_the_time_since_the_last_assignment(play, strategy):
    """A had the last chat before both were off; B, who has waited longer, is chosen."""
    assert play([0, 10, 20, 100], 1, agents={0: 2, 50: 0, 60: 2}, routing=strategy) == [
        (0, "chat 0 to A"),
        (1, "chat 0 leaves A"),
        (10, "chat 1 to B"),
        (11, "chat 1 leaves B"),
        (20, "chat 2 to A"),
        (21, "chat 2 leaves A"),
        (50, "A stops"),
        (50, "B stops"),
        (60, "A starts"),
        (60, "B starts"),
        (100, "chat 3 to B"),
        (101, "chat 3 leaves B"),
    ]
