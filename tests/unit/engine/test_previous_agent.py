"""Returning customers go to the agent they know, if that one is free, or soon will be."""

import math

import pytest

from planner.flow.demand import Kind

A, B, NOBODY = 0, 1, -1


def test_who_is_known_and_free_gets_the_chat_though_another_is_less_busy(play):
    """A has a chat in hand, B none."""
    assert play([0, 5], 60, previous=[NOBODY, A], previous_agent=0, agents=2, concurrency=2) == [
        (0, "chat 0 to A"),
        (5, "chat 1 to A"),
        (60, "chat 0 leaves A"),
        (65, "chat 1 leaves A"),
    ]


def test_the_agent_of_another_ring_may_be_known(play):
    """B belongs to the wider ring only, but is known."""
    log = play([0], 60, previous=[B], previous_agent=0, groups=[{}, {}], rings=[{0: [0], 10: [0, 1]}])
    assert log == [(0, "chat 0 to B"), (60, "chat 0 leaves B")]


def test_without_patience_for_the_known_agent_a_chat_goes_as_any_other(play):
    """A is busy, so B serves."""
    assert play([0, 5], 60, previous=[NOBODY, A], previous_agent=0, agents=2) == [
        (0, "chat 0 to A"),
        (5, "chat 1 to B"),
        (60, "chat 0 leaves A"),
        (65, "chat 1 leaves B"),
    ]


def test_who_waits_for_the_known_agent_gets_them(play):
    """A frees after 15 s; B is free all along."""
    assert play([0, 5], [20, 60], previous=[NOBODY, A], previous_agent=20, agents=2) == [
        (0, "chat 0 to A"),
        (20, "chat 0 leaves A"),
        (20, "chat 1 to A"),
        (80, "chat 1 leaves A"),
    ]


def test_who_waited_long_enough_goes_to_anyone(play):
    """Patience for A ends at 25, and B is free."""
    assert play([0, 5], 60, previous=[NOBODY, A], previous_agent=20, agents=2) == [
        (0, "chat 0 to A"),
        (25, "chat 1 to B"),
        (60, "chat 0 leaves A"),
        (85, "chat 1 leaves B"),
    ]


def test_the_known_agent_takes_older_chats_first(play):
    """Chat 2 waits longer than chat 3, which A knows; both wait for A."""
    assert play([0, 0, 10, 20], [30, 90, 20, 20], previous=[-1, -1, -1, A], previous_agent=60, agents=2) == [
        (0, "chat 0 to A"),
        (0, "chat 1 to B"),
        (30, "chat 0 leaves A"),
        (30, "chat 2 to A"),
        (50, "chat 2 leaves A"),
        (50, "chat 3 to A"),
        (70, "chat 3 leaves A"),
        (90, "chat 1 leaves B"),
    ]


def test_other_agents_pass_over_those_who_wait_for_a_known_one(play):
    """B frees at 30 and takes chat 3, though chat 2, which waits for A, is older."""
    assert play([0, 0, 10, 20], [90, 30, 20, 20], previous=[-1, -1, A, -1], previous_agent=60, agents=2) == [
        (0, "chat 0 to A"),
        (0, "chat 1 to B"),
        (30, "chat 1 leaves B"),
        (30, "chat 3 to B"),
        (50, "chat 3 leaves B"),
        (70, "chat 2 to B"),
        (90, "chat 0 leaves A"),
        (90, "chat 2 leaves B"),
    ]


def test_who_falls_back_takes_the_place_of_their_arrival(play):
    """Chat 2 waits for A until 25, then stands before chat 3, which came at 10; B frees at 30."""
    assert play([0, 0, 5, 10], [90, 30, 20, 20], previous=[-1, -1, A, -1], previous_agent=20, agents=2) == [
        (0, "chat 0 to A"),
        (0, "chat 1 to B"),
        (30, "chat 1 leaves B"),
        (30, "chat 2 to B"),
        (50, "chat 2 leaves B"),
        (50, "chat 3 to B"),
        (70, "chat 3 leaves B"),
        (90, "chat 0 leaves A"),
    ]


def test_who_falls_back_as_another_frees_stands_in_the_queue_by_age(play):
    """B frees at 30, as chat 3 gives up on A; chat 2 is older."""
    assert play([0, 0, 5, 10], [90, 30, 20, 20], previous=[-1, -1, -1, A], previous_agent=20, agents=2) == [
        (0, "chat 0 to A"),
        (0, "chat 1 to B"),
        (30, "chat 1 leaves B"),
        (30, "chat 2 to B"),
        (50, "chat 2 leaves B"),
        (50, "chat 3 to B"),
        (70, "chat 3 leaves B"),
        (90, "chat 0 leaves A"),
    ]


def test_an_agent_off_duty_is_not_waited_for(play):
    """A stops at 10; the customer who knows A goes to B at once."""
    groups = [{"agents": {0: 1, 10: 0}}, {}]
    assert play([20], 60, previous=[A], previous_agent=60, groups=groups) == [
        (10, "A stops"),
        (20, "chat 0 to B"),
        (80, "chat 0 leaves B"),
    ]


def test_an_agent_who_stops_meanwhile_is_waited_for_in_vain(play):
    """A stops at 10 with a chat in hand: the customer does not know, and falls back at 25."""
    groups = [{"agents": {0: 1, 10: 0}}, {}]
    assert play([0, 5], [20, 60], previous=[NOBODY, A], previous_agent=20, groups=groups) == [
        (0, "chat 0 to A"),
        (10, "A stops"),
        (20, "chat 0 leaves A"),
        (25, "chat 1 to B"),
        (85, "chat 1 leaves B"),
    ]


def test_who_waits_for_a_known_agent_may_give_up(play):
    """Patience ends before A frees, and before the customer would have fallen back."""
    patience = [math.inf, 10]
    assert play([0, 5], 60, previous=[-1, A], previous_agent=20, agents=2, patience=patience) == [
        (0, "chat 0 to A"),
        (15, "chat 1 abandons"),
        (60, "chat 0 leaves A"),
    ]


def test_who_waits_for_a_known_agent_takes_a_place_in_the_waiting_room(play):
    """Chat 2 finds the only place taken by chat 1, which waits for A."""
    groups = [{"skills": [0, 1]}, {"skills": [0]}]
    assert play(
        [0, 5, 10],
        60,
        chat_type=[0, 0, 1],
        priorities=[1, 1],
        previous=[-1, A, -1],
        previous_agent=20,
        max_length=1,
        groups=groups,
    ) == [
        (0, "chat 0 to A"),
        (10, "chat 2 is blocked"),
        (25, "chat 1 to B"),
        (60, "chat 0 leaves A"),
        (85, "chat 1 leaves B"),
    ]


def test_who_may_not_wait_for_the_known_agent_goes_to_another_who_is_free(play):
    """There is no waiting room: whom someone can take at once is never blocked."""
    assert play([0, 5, 6], 60, previous=[-1, A, A], previous_agent=20, max_length=0, agents=2) == [
        (0, "chat 0 to A"),
        (5, "chat 1 to B"),
        (6, "chat 2 is blocked"),
        (60, "chat 0 leaves A"),
        (65, "chat 1 leaves B"),
    ]


@pytest.mark.parametrize(("priorities", "order"), [([1, 1], [1, 2]), ([2, 1], [2, 1])])
def test_chats_of_two_types_wait_for_one_agent_by_priority_then_arrival(play, priorities, order):
    """Both customers know A, who frees at 30; B is free for neither."""
    first, second = order
    groups = [{"skills": [0, 1]}, {"agents": 0}]
    assert play(
        [0, 5, 10],
        [30, 20, 20],
        chat_type=[0, 0, 1],
        priorities=priorities,
        previous=[-1, A, A],
        previous_agent=100,
        groups=groups,
    ) == [
        (0, "chat 0 to A"),
        (30, "chat 0 leaves A"),
        (30, f"chat {first} to A"),
        (50, f"chat {first} leaves A"),
        (50, f"chat {second} to A"),
        (70, f"chat {second} leaves A"),
    ]


def test_those_who_wait_for_one_who_leaves_after_closing_are_closed(play):
    """A, busy, takes no new chat from 40 on: nobody else has the skill."""
    groups = [{"shifts": [[(0, 50)]], "last_chat_before": 10}]
    assert play([0, 5], 60, closes=20, previous=[-1, A], previous_agent=100, groups=groups) == [
        (0, "chat 0 to A"),
        (40, "chat 1 is closed"),
        (50, "A stops"),
        (60, "chat 0 leaves A"),
    ]


def test_who_falls_back_after_closing_is_served_by_those_still_there(play):
    """Doors close at 20; at 25 the customer gives up on A and gets B."""
    assert play([0, 5], 60, closes=20, previous=[-1, A], previous_agent=20, agents=2) == [
        (0, "chat 0 to A"),
        (25, "chat 1 to B"),
        (60, "chat 0 leaves A"),
        (85, "chat 1 leaves B"),
    ]


def test_who_falls_back_into_rings_is_as_old_as_they_are(play):
    """After 20 s the second ring, due after 10 s, is open to them at once."""
    groups = [{"agents": 1}, {"agents": 1}]
    rings = [{0: [0], 10: [0, 1]}]
    assert play([0, 5], 60, previous=[-1, A], previous_agent=20, groups=groups, rings=rings) == [
        (0, "chat 0 to A"),
        (25, "chat 1 to B"),
        (60, "chat 0 leaves A"),
        (85, "chat 1 leaves B"),
    ]


def test_the_round_goes_on_after_a_known_agent(play):
    """The pointer moves with every assignment: after B, known to chat 0, it is C's turn."""
    assert play([0, 1], 60, previous=[B, -1], previous_agent=0, agents=3, routing="round_robin") == [
        (0, "chat 0 to B"),
        (1, "chat 1 to C"),
        (60, "chat 0 leaves B"),
        (61, "chat 1 leaves C"),
    ]


def test_a_known_agent_with_too_few_free_slots_is_waited_for(play):
    """The chat takes two slots, A has one; B has two, but the customer waits for A."""
    assert play(
        [0, 5],
        [20, 30],
        chat_type=[0, 1],
        priorities=[1, 1],
        slots=[1, 2],
        previous=[-1, A],
        previous_agent=60,
        agents=2,
        concurrency=2,
    ) == [
        (0, "chat 0 to A"),
        (20, "chat 0 leaves A"),
        (20, "chat 1 to A"),
        (50, "chat 1 leaves A"),
    ]


def test_a_known_agent_who_could_never_take_the_chat_is_not_waited_for(play):
    """It takes two slots, of which A has one; B is busy, and doors close at 50."""
    assert play(
        [0, 5],
        60,
        chat_type=1,
        priorities=[1, 1],
        slots=[1, 2],
        previous=[-1, A],
        previous_agent=60,
        closes=50,
        groups=[{}, {"agents": {0: 1, 40: 0}, "concurrency": 2}],
    ) == [
        (0, "chat 0 to B"),
        (40, "B stops"),
        (50, "chat 1 is closed"),
        (60, "chat 0 leaves B"),
    ]


def test_who_fell_back_while_the_known_agent_was_offered_the_chat_goes_to_anyone(play):
    """Patience for A ends at 25; the offer that A gets at 20 is missed at 30, and B takes the chat."""
    assert play(
        [0, 5],
        [20, 60],
        previous=[-1, A],
        previous_agent=20,
        groups=[{}, {}],
        accepts={0: [0, math.inf]},
        offer_timeout=10,
    ) == [
        (0, "chat 0 to A"),
        (20, "chat 0 leaves A"),
        (30, "chat 1 to B"),
        (90, "chat 1 leaves B"),
    ]


def test_a_repeat_goes_to_who_served_before(play):
    """B served chat 1; the customer comes back at 100, and both are free, A for longer."""
    assert play(
        [0, 5],
        [80, 60, 30],
        previous=-1,
        previous_agent=0,
        agents=2,
        then=[(Kind.REPEAT, 1, 35)],
    ) == [
        (0, "chat 0 to A"),
        (5, "chat 1 to B"),
        (65, "chat 1 leaves B"),
        (80, "chat 0 leaves A"),
        (100, "chat 2 to B"),
        (130, "chat 2 leaves B"),
    ]
