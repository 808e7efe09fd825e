"""Agents who come and go as persons: shifts, breaks, spells away, in logs written by hand."""


def test_a_shift_begins_and_ends_for_a_person(play):
    """B comes as A goes: B starts idle while A finishes chat 0."""
    shifts = [[(0, 100)], [(100, 300)]]
    assert play([50, 60], 80, groups=[{"shifts": shifts}], closes=400) == [
        (50, "chat 0 to A"),
        (100, "A stops"),
        (100, "B starts"),
        (100, "chat 1 to B"),
        (130, "chat 0 leaves A"),
        (180, "chat 1 leaves B"),
        (300, "B stops"),
    ]


def test_a_chat_waits_for_the_end_of_a_break(play):
    """Nobody else is there; the break is not cut short."""
    groups = [{"shifts": [[(0, 500, (100, 200))]]}]
    assert play([150], 60, groups=groups) == [
        (100, "A goes on break"),
        (200, "A ends the break"),
        (200, "chat 0 to A"),
        (260, "chat 0 leaves A"),
        (500, "A stops"),
    ]


def test_a_break_ends_on_time_even_if_a_chat_ran_into_it(play):
    """Chat 0 takes all of the break and more; chat 1 is taken as soon as both are over."""
    groups = [{"shifts": [[(0, 500, (100, 200))]]}]
    assert play([80, 90], 150, groups=groups) == [
        (80, "chat 0 to A"),
        (100, "A goes on break"),
        (200, "A ends the break"),
        (230, "chat 0 leaves A"),
        (230, "chat 1 to A"),
        (380, "chat 1 leaves A"),
        (500, "A stops"),
    ]


def test_a_break_that_waits_keeps_its_length(play):
    """Chat 0 is done at 130: the break lasts from then to 230, and chat 1 waits for its end."""
    groups = [{"shifts": [[(0, 500, (100, 200))]], "breaks_when_free": True}]
    assert play([80, 110], 50, groups=groups) == [
        (80, "chat 0 to A"),
        (130, "chat 0 leaves A"),
        (130, "A goes on break"),
        (230, "A ends the break"),
        (230, "chat 1 to A"),
        (280, "chat 1 leaves A"),
        (500, "A stops"),
    ]


def test_a_break_that_waits_for_all_chats_in_hand(play):
    """With two in hand it begins as the second ends, and nothing new is taken in between."""
    groups = [{"shifts": [[(0, 500, (100, 120))]], "concurrency": 2, "breaks_when_free": True}]
    assert play([80, 90, 105], [40, 60, 10], groups=groups) == [
        (80, "chat 0 to A"),
        (90, "chat 1 to A"),
        (120, "chat 0 leaves A"),
        (150, "chat 1 leaves A"),
        (150, "A goes on break"),
        (170, "A ends the break"),
        (170, "chat 2 to A"),
        (180, "chat 2 leaves A"),
        (500, "A stops"),
    ]


def test_a_late_break_pushes_the_next_one_on(play):
    """The second is due while the first still lasts: it follows at once and keeps its length."""
    groups = [{"shifts": [[(0, 500, (100, 200), (210, 230))]], "breaks_when_free": True}]
    assert play([90], 60, groups=groups) == [
        (90, "chat 0 to A"),
        (150, "chat 0 leaves A"),
        (150, "A goes on break"),
        (250, "A goes on break"),
        (250, "A ends the break"),
        (270, "A ends the break"),
        (500, "A stops"),
    ]


def test_a_break_that_never_comes_free_is_lost_with_the_shift(play):
    """The chat outlasts the shift: no break, and A goes after it."""
    groups = [{"shifts": [[(0, 200, (100, 150))]], "breaks_when_free": True}]
    assert play([90], 300, groups=groups) == [
        (90, "chat 0 to A"),
        (200, "A stops"),
        (390, "chat 0 leaves A"),
    ]


def test_a_late_break_is_cut_by_the_end_of_the_shift(play):
    """Begun at 190, it would last to 240; the shift ends at 200."""
    groups = [{"shifts": [[(0, 200, (100, 150))]], "breaks_when_free": True}]
    assert play([90, 195], [100, 10], groups=groups, closes=300) == [
        (90, "chat 0 to A"),
        (190, "chat 0 leaves A"),
        (190, "A goes on break"),
        (200, "A ends the break"),
        (300, "chat 1 is closed"),
    ]


def test_no_chat_so_shortly_before_a_break_or_the_end(play):
    """Chats of 85, 285 are too late by 15 s; those of 75 and 275 are not. On shift A is all the same."""
    groups = [{"shifts": [[(0, 300, (100, 150))]], "last_chat_before": 20}]
    assert play([75, 85, 275, 285], 5, groups=groups, closes=400) == [
        (75, "chat 0 to A"),
        (80, "chat 0 leaves A"),
        (100, "A goes on break"),
        (150, "A ends the break"),
        (150, "chat 1 to A"),
        (155, "chat 1 leaves A"),
        (275, "chat 2 to A"),
        (280, "chat 2 leaves A"),
        (300, "A stops"),
        (400, "chat 3 is closed"),
    ]


def test_away_agents_finish_what_they_have_and_take_nothing_new(play):
    """A is away from 100 to 200; the spell is on shift, and the chat in hand goes on."""
    groups = [{"shifts": [[(0, 500)]], "away": [(0, 100, 200)]}]
    assert play([90, 110], 50, groups=groups) == [
        (90, "chat 0 to A"),
        (140, "chat 0 leaves A"),
        (200, "chat 1 to A"),
        (250, "chat 1 leaves A"),
        (500, "A stops"),
    ]


def test_a_spell_away_over_a_break_bars_until_both_are_over(play):
    """The break ends at 200, the spell at 220."""
    groups = [{"shifts": [[(0, 500, (100, 200))]], "away": [(0, 150, 220)]}]
    assert play([160], 30, groups=groups) == [
        (100, "A goes on break"),
        (200, "A ends the break"),
        (220, "chat 0 to A"),
        (250, "chat 0 leaves A"),
        (500, "A stops"),
    ]


def test_agents_by_head_count_may_be_away_too(play):
    """One of two: the other gets both chats."""
    groups = [{"agents": 2, "away": [(0, 50, 150)]}]
    assert play([60, 70], 100, groups=groups) == [
        (60, "chat 0 to B"),
        (150, "chat 1 to A"),
        (160, "chat 0 leaves B"),
        (250, "chat 1 leaves A"),
    ]


def test_two_shifts_of_one_agent_without_a_gap_are_one(play):
    """The chat that runs over the joint goes on, and the next is taken."""
    groups = [{"shifts": [[(0, 100), (100, 200)]]}]
    assert play([80, 90], 30, groups=groups, closes=300) == [
        (80, "chat 0 to A"),
        (100, "A stops"),
        (100, "A starts"),
        (110, "chat 0 leaves A"),
        (110, "chat 1 to A"),
        (140, "chat 1 leaves A"),
        (200, "A stops"),
    ]


def test_whose_shift_goes_to_the_close_serves_those_who_wait(play):
    """Shift and doors end at 100; chats 1 and 2 are answered after it, all of it overtime."""
    groups = [{"shifts": [[(0, 100)]]}]
    assert play([0, 10, 20], 60, groups=groups, closes=100) == [
        (0, "chat 0 to A"),
        (60, "chat 0 leaves A"),
        (60, "chat 1 to A"),
        (100, "A stops"),
        (120, "chat 1 leaves A"),
        (120, "chat 2 to A"),
        (180, "chat 2 leaves A"),
    ]


def test_whose_shift_ends_just_before_does_not(play):
    """A goes at 99 and finishes chat 0: chat 1 is closed with the doors."""
    groups = [{"shifts": [[(0, 99)]]}]
    assert play([0, 70], 200, groups=groups, closes=100) == [
        (0, "chat 0 to A"),
        (99, "A stops"),
        (100, "chat 1 is closed"),
        (200, "chat 0 leaves A"),
    ]


def test_someone_due_back_from_a_break_keeps_those_who_wait(play):
    """At 100 A is on a break until 130, in a shift to 200."""
    groups = [{"shifts": [[(0, 200, (90, 130))]]}]
    assert play([95], 20, groups=groups, closes=100) == [
        (90, "A goes on break"),
        (130, "A ends the break"),
        (130, "chat 0 to A"),
        (150, "chat 0 leaves A"),
        (200, "A stops"),
    ]


def test_a_shift_that_begins_later_counts_for_nothing(play):
    """B comes at 120, but nobody is there at 100."""
    groups = [{"shifts": [[(0, 50)], [(120, 200)]]}]
    assert play([60], 20, groups=groups, closes=100) == [
        (50, "A stops"),
        (100, "chat 0 is closed"),
        (120, "B starts"),
        (200, "B stops"),
    ]


def test_the_last_one_to_leave_after_closing_ends_the_hope(play):
    """A takes no chat in the last 20 s of a shift to 150, so at 130 chat 1 is closed."""
    groups = [{"shifts": [[(0, 150)]], "last_chat_before": 20}]
    assert play([80, 90], 60, groups=groups, closes=100) == [
        (80, "chat 0 to A"),
        (130, "chat 1 is closed"),
        (140, "chat 0 leaves A"),
        (150, "A stops"),
    ]


def test_service_after_closing_may_have_an_end(play):
    """At 100 two wait; 40 s later one of them still does."""
    assert play([0, 10, 20], 60, closes=100, serve_at_most=40) == [
        (0, "chat 0 to A"),
        (60, "chat 0 leaves A"),
        (60, "chat 1 to A"),
        (120, "chat 1 leaves A"),
        (120, "chat 2 to A"),
        (180, "chat 2 leaves A"),
    ]
    assert play([0, 10, 20], 60, closes=100, serve_at_most=19)[-2:] == [
        (119, "chat 2 is closed"),
        (120, "chat 1 leaves A"),
    ]


def test_whose_break_lasts_to_the_end_does_not_come_back(play):
    """Shift, break and doors end at 100: A has gone home, the chat is closed."""
    groups = [{"shifts": [[(0, 100, (80, 100))]]}]
    assert play([90], 20, groups=groups, closes=100) == [
        (80, "A goes on break"),
        (100, "A ends the break"),
        (100, "chat 0 is closed"),
    ]


def test_who_is_away_to_the_end_does_not_come_back(play):
    """The spell is cut at the shift's end, which is the doors' close."""
    groups = [{"shifts": [[(0, 100)]], "away": [(0, 80, 100)]}]
    assert play([90], 20, groups=groups, closes=100) == [
        (100, "A stops"),
        (100, "chat 0 is closed"),
    ]


def test_a_break_so_shortly_after_another_leaves_no_time_for_a_chat(play):
    """The second begins 10 s after the first has ended, and no chat is taken 20 s before a break."""
    groups = [{"shifts": [[(0, 300, (50, 100), (110, 150))]], "last_chat_before": 20}]
    assert play([60], 10, groups=groups) == [
        (50, "A goes on break"),
        (100, "A ends the break"),
        (110, "A goes on break"),
        (150, "A ends the break"),
        (150, "chat 0 to A"),
        (160, "chat 0 leaves A"),
        (300, "A stops"),
    ]
