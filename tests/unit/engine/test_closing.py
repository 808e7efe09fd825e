"""Doors close: who of those waiting is still served."""

import math

import pytest

ONE_EACH = [{"skills": [0]}, {"skills": [1]}]


def test_agents_who_are_on_at_closing_serve_the_queue(play):
    """Both who wait at 100 are answered after it, and nobody is closed."""
    assert play([0, 10, 20], 60, closes=100) == [
        (0, "chat 0 to A"),
        (60, "chat 0 leaves A"),
        (60, "chat 1 to A"),
        (120, "chat 1 leaves A"),
        (120, "chat 2 to A"),
        (180, "chat 2 leaves A"),
    ]


def test_those_who_wait_are_missed_if_the_planner_says_so(play):
    """The chat in hand is finished, the one that waits is closed at the minute doors close."""
    assert play([0, 10, 20], 60, closes=100, serve_at_most=0) == [
        (0, "chat 0 to A"),
        (60, "chat 0 leaves A"),
        (60, "chat 1 to A"),
        (100, "chat 2 is closed"),
        (120, "chat 1 leaves A"),
    ]


@pytest.mark.parametrize("serve", [math.inf, 0])
def test_without_agents_all_who_wait_are_closed_with_the_doors_not_before(play, serve):
    """The last agent left at 50; the chat waits until 100 all the same."""
    assert play([60], agents={0: 1, 50: 0}, closes=100, serve_at_most=serve) == [
        (50, "A stops"),
        (100, "chat 0 is closed"),
    ]


def test_only_those_whose_skill_nobody_has_any_more_are_closed(play):
    """A serves type 0 on; type 1 has lost its agent."""
    groups = [{"skills": [0]}, {"agents": {0: 1, 50: 0}, "skills": [1]}]
    assert play([0, 60, 70], 110, groups=groups, chat_type=[0, 1, 0], priorities=[1, 1], closes=100) == [
        (0, "chat 0 to A"),
        (50, "B stops"),
        (100, "chat 1 is closed"),
        (110, "chat 0 leaves A"),
        (110, "chat 2 to A"),
        (220, "chat 2 leaves A"),
    ]


def test_a_generalist_who_is_on_keeps_all_types_open(play):
    """B serves both types; chat 2 of the type that A left is answered after closing."""
    groups = [{"agents": {0: 1, 50: 0}, "skills": [0]}, {"skills": [0, 1]}]
    assert play([0, 60, 70], 80, groups=groups, chat_type=[1, 0, 1], priorities=[1, 1], closes=100) == [
        (0, "chat 0 to B"),
        (50, "A stops"),
        (80, "chat 0 leaves B"),
        (80, "chat 1 to B"),
        (160, "chat 1 leaves B"),
        (160, "chat 2 to B"),
        (240, "chat 2 leaves B"),
    ]


def test_an_agent_who_only_drains_keeps_nobody_waiting(play):
    """A has a slot that will free, but takes no more chats."""
    assert play([0, 60], 200, agents={0: 1, 50: 0}, closes=100) == [
        (0, "chat 0 to A"),
        (50, "A stops"),
        (100, "chat 1 is closed"),
        (200, "chat 0 leaves A"),
    ]


def test_patience_and_maximum_wait_run_on_after_closing(play):
    """A queue that is served after closing can still be left."""
    assert play([0, 50, 60, 70], 200, patience=[9, 80, 999, 999], max_wait=100, closes=100) == [
        (0, "chat 0 to A"),
        (130, "chat 1 abandons"),
        (160, "chat 2 expires"),
        (170, "chat 3 expires"),
        (200, "chat 0 leaves A"),
    ]


def test_priority_holds_after_closing(play):
    """Of those who wait, the urgent chat is served first, as before."""
    assert play([0, 80, 90], 110, chat_type=[0, 1, 0], priorities=[1, 2], closes=100) == [
        (0, "chat 0 to A"),
        (110, "chat 0 leaves A"),
        (110, "chat 2 to A"),
        (220, "chat 2 leaves A"),
        (220, "chat 1 to A"),
        (330, "chat 1 leaves A"),
    ]


def test_every_type_is_closed_in_a_centre_that_stops_serving(play):
    """Both types wait for a busy agent each, and both are closed."""
    assert play(
        [0, 0, 10, 20],
        200,
        groups=ONE_EACH,
        chat_type=[0, 1, 1, 0],
        priorities=[1, 1],
        closes=100,
        serve_at_most=0,
    ) == [
        (0, "chat 0 to A"),
        (0, "chat 1 to B"),
        (100, "chat 2 is closed"),
        (100, "chat 3 is closed"),
        (200, "chat 0 leaves A"),
        (200, "chat 1 leaves B"),
    ]
