"""Chats that share an agent: finishing instants reckoned by hand, wrap-up, first reply."""

import pytest

from planner.flow.clock import GRID, on_grid


def test_three_chats_are_re_timed_whenever_one_begins_or_ends(play):
    """A second brings 1 s of work alone, 1/1.25 each for two, 1/1.5 each for three."""
    # 0-20 chat 0 alone: 20 done. 20-45 two: 20 each. 45-75 three: 20 each, chat 2 is done.
    # 75-100 two: 20 each, chat 1 is done. From 100 chat 0 alone has 20 left.
    assert play([0, 20, 45], [100, 60, 20], concurrency=3, slowdown=[1, 1.25, 1.5]) == [
        (0, "chat 0 to A"),
        (20, "chat 1 to A"),
        (45, "chat 2 to A"),
        (75, "chat 2 leaves A"),
        (100, "chat 1 leaves A"),
        (120, "chat 0 leaves A"),
    ]


def test_slowdowns_that_floats_cannot_hold_end_on_the_instant_meant(play):
    """With 1.15 and 1.4: 30 s of three at once take 42, the next 20 of two 23, the last 20 alone 20."""
    assert play([0, 0, 0], [30, 50, 70], concurrency=3, slowdown=[1, 1.15, 1.4]) == [
        (0, "chat 0 to A"),
        (0, "chat 1 to A"),
        (0, "chat 2 to A"),
        (42, "chat 0 leaves A"),
        (65, "chat 1 leaves A"),
        (85, "chat 2 leaves A"),
    ]


@pytest.mark.parametrize("slowdown", [1.1, 1.15, 1.2, 1.3, 1.7])
def test_equal_chats_in_equal_hands_end_at_the_same_instant(run, slowdown):
    """Agent A is interrupted by the clock of chat 0 alone, B never: both end at the product, on the grid."""
    records = run([0, 0, 3, 3, 3], [100, 3, 97, 97, 97], agents=2, concurrency=2, slowdown=[1, slowdown])
    assert records.agent.tolist() == [0, 1, 1, 0, 1]
    assert records.slot_freed.tolist() == [on_grid(3 + 97 * slowdown), 3, *[on_grid(3 + 97 * slowdown)] * 3]
    assert (records.slot_freed / GRID % 1 == 0).all()


def test_without_slowdown_slots_are_independent(play):
    """With factors of 1 nobody notices the others."""
    assert play([0, 10, 20], [60, 60, 15], concurrency=3, slowdown=[1, 1, 1]) == [
        (0, "chat 0 to A"),
        (10, "chat 1 to A"),
        (20, "chat 2 to A"),
        (35, "chat 2 leaves A"),
        (60, "chat 0 leaves A"),
        (70, "chat 1 leaves A"),
    ]


def test_chats_of_all_types_count_in_the_slowdown(play):
    """A chat of one type slows one of another down."""
    assert play([0, 0], [60, 60], chat_type=[0, 1], priorities=[1, 1], concurrency=2, slowdown=[1, 1.5]) == [
        (0, "chat 0 to A"),
        (0, "chat 1 to A"),
        (90, "chat 0 leaves A"),
        (90, "chat 1 leaves A"),
    ]


def test_only_the_same_agents_chats_count_in_the_slowdown(play):
    """B's chat goes at full speed while A has two."""
    assert play([0, 0, 0], [60, 90, 60], agents=2, concurrency=2, slowdown=[1, 1.5]) == [
        (0, "chat 0 to A"),
        (0, "chat 1 to B"),
        (0, "chat 2 to A"),
        (90, "chat 0 leaves A"),
        (90, "chat 1 leaves B"),
        (90, "chat 2 leaves A"),
    ]


def test_a_slot_that_is_filled_again_goes_on_at_the_same_pace(play):
    """Chat 2 takes chat 0's place at once: chat 1 never is alone until chat 2 is done."""
    # 0-80 two at half speed: chat 0 done, chat 1 has 60 left. 80-120: chat 2 done, chat 1 has 40 left.
    assert play([0, 0, 1], [40, 100, 20], concurrency=2, slowdown=[1, 2]) == [
        (0, "chat 0 to A"),
        (0, "chat 1 to A"),
        (80, "chat 0 leaves A"),
        (80, "chat 2 to A"),
        (120, "chat 2 leaves A"),
        (160, "chat 1 leaves A"),
    ]


def test_a_chat_that_comes_later_may_leave_first(play):
    """The next to leave is found anew when a short chat begins beside a long one."""
    assert play([0, 10], [500, 10], concurrency=2, slowdown=[1, 2]) == [
        (0, "chat 0 to A"),
        (10, "chat 1 to A"),
        (30, "chat 1 leaves A"),
        (510, "chat 0 leaves A"),
    ]


def test_progress_begins_anew_after_an_idle_time(play):
    """A chat after a pause takes its own length, whatever was done before."""
    assert play([0, 0, 500], [20, 40, 30], concurrency=2, slowdown=[1, 1.5]) == [
        (0, "chat 0 to A"),
        (0, "chat 1 to A"),
        (30, "chat 0 leaves A"),
        (50, "chat 1 leaves A"),
        (500, "chat 2 to A"),
        (530, "chat 2 leaves A"),
    ]


def test_wrap_up_holds_the_slot(play):
    """The customer goes at 30; the next chat begins when the wrap-up is done."""
    assert play([0, 10], [30, 20], wrap_up=[15, 0]) == [
        (0, "chat 0 to A"),
        (30, "customer 0 leaves"),
        (45, "chat 0 frees A"),
        (45, "chat 1 to A"),
        (65, "chat 1 leaves A"),
    ]


def test_wrap_up_slows_the_others_and_is_slowed(play):
    """Handle time and wrap-up are one work: 10 and 10 s at half speed beside chat 1 take 20 and 20."""
    # Chat 2 waits until 40. From there chats 1 (20 left) and 2 (10) go at half speed: chat 2 leaves at 60,
    # chat 1 with 10 left at 70.
    assert play([0, 0, 30], [10, 40, 10], wrap_up=[10, 0, 0], concurrency=2, slowdown=[1, 2]) == [
        (0, "chat 0 to A"),
        (0, "chat 1 to A"),
        (20, "customer 0 leaves"),
        (40, "chat 0 frees A"),
        (40, "chat 2 to A"),
        (60, "chat 2 leaves A"),
        (70, "chat 1 leaves A"),
    ]


def test_a_chat_without_handle_time_goes_straight_into_wrap_up(play):
    """The customer leaves at once; the slot is held for the wrap-up."""
    assert play([0, 5], [0, 0], wrap_up=[20, 10]) == [
        (0, "chat 0 to A"),
        (0, "customer 0 leaves"),
        (20, "chat 0 frees A"),
        (20, "chat 1 to A"),
        (20, "customer 1 leaves"),
        (30, "chat 1 frees A"),
    ]


@pytest.mark.parametrize("first_reply", [15.0, 500.0])
def test_the_first_reply_adds_no_work(run, first_reply):
    """It is a mark inside the handle time: nothing moves, even where it would lie beyond the end."""
    without = run([0, 10], [60, 30], wrap_up=5)
    marked = run([0, 10], [60, 30], wrap_up=5, first_reply=first_reply)
    assert marked.customer_left.tolist() == without.customer_left.tolist() == [60, 95]
    assert marked.slot_freed.tolist() == without.slot_freed.tolist() == [65, 100]


def test_chats_that_an_agent_drains_go_on_slowing_each_other(play):
    """The end of acceptance changes nothing for those in hand."""
    assert play([0, 0], [60, 40], agents={0: 1, 10: 0}, concurrency=2, slowdown=[1, 1.5]) == [
        (0, "chat 0 to A"),
        (0, "chat 1 to A"),
        (10, "A stops"),
        (60, "chat 1 leaves A"),
        (80, "chat 0 leaves A"),
    ]


def test_a_long_busy_time_loses_nothing(run):
    """A thousand chats of 90 s, two at a time at 1.15, leave in pairs every 103.5 s."""
    pairs = 500
    records = run([0.0] * (2 * pairs), 90, concurrency=2, slowdown=[1, 1.15], closes=1e6)
    assert records.slot_freed.tolist() == [103.5 * (1 + i // 2) for i in range(2 * pairs)]
