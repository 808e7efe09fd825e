"""The longer a chat waits, the more groups may take it."""

import math

import pytest

from planner.flow.clock import GRID

TWO = [{}, {}]
"""Groups 0 and 1, of A and B."""
AFTER_10 = [{0: [0], 10: [0, 1]}]


def test_the_second_group_takes_a_chat_that_has_waited_long_enough(play):
    """A is busy, B is free all along, and gets the chat when it has waited 10 s."""
    assert play([0, 5], 60, groups=TWO, rings=AFTER_10) == [
        (0, "chat 0 to A"),
        (15, "chat 1 to B"),
        (60, "chat 0 leaves A"),
        (75, "chat 1 leaves B"),
    ]


def test_the_first_group_takes_it_before(play):
    """A frees 1 s before the ring widens."""
    assert play([0, 5], [14, 60], groups=TWO, rings=AFTER_10) == [
        (0, "chat 0 to A"),
        (14, "chat 0 leaves A"),
        (14, "chat 1 to A"),
        (74, "chat 1 leaves A"),
    ]


@pytest.mark.parametrize(("routing", "taker"), [("fill_first", "A"), ("round_robin", "B")])
def test_when_a_slot_frees_as_the_ring_widens_the_strategy_chooses(play, routing, taker):
    """Both groups may take it at 15, and both have a free agent."""
    assert play([0, 5], [15, 60], groups=TWO, rings=AFTER_10, routing=routing) == [
        (0, "chat 0 to A"),
        (15, "chat 0 leaves A"),
        (15, f"chat 1 to {taker}"),
        (75, f"chat 1 leaves {taker}"),
    ]


def test_a_chat_that_gives_up_before_never_meets_the_second_group(play):
    """Patience ends one step before the ring widens."""
    assert play([0, 5], 60, groups=TWO, rings=AFTER_10, patience=10 - GRID) == [
        (0, "chat 0 to A"),
        (15 - GRID, "chat 1 abandons"),
        (60, "chat 0 leaves A"),
    ]


def test_a_chat_whose_patience_ends_as_the_ring_widens_is_answered(play):
    """The queue is served before customers give up."""
    assert play([0, 5], 60, groups=TWO, rings=AFTER_10, patience=10) == [
        (0, "chat 0 to A"),
        (15, "chat 1 to B"),
        (60, "chat 0 leaves A"),
        (75, "chat 1 leaves B"),
    ]


def test_three_rings_widen_one_after_another(play):
    """B takes the first that has waited 10 s, C the next that has waited 20 s."""
    assert play([0, 1, 2, 3], 100, groups=[{}, {}, {}], rings=[{0: [0], 10: [0, 1], 20: [0, 1, 2]}]) == [
        (0, "chat 0 to A"),
        (11, "chat 1 to B"),
        (22, "chat 2 to C"),
        (100, "chat 0 leaves A"),
        (100, "chat 3 to A"),
        (111, "chat 1 leaves B"),
        (122, "chat 2 leaves C"),
        (200, "chat 3 leaves A"),
    ]


def test_groups_of_a_wider_ring_do_not_take_younger_chats(play):
    """B frees at 40 and could take chat 2, but that is too young for B until 45; chat 1 is not."""
    assert play([0, 5, 35], [100, 35, 20], groups=TWO, rings=AFTER_10) == [
        (0, "chat 0 to A"),
        (15, "chat 1 to B"),
        (50, "chat 1 leaves B"),
        (50, "chat 2 to B"),
        (70, "chat 2 leaves B"),
        (100, "chat 0 leaves A"),
    ]
    assert play([0, 5, 45], [100, 35, 20], groups=TWO, rings=AFTER_10) == [
        (0, "chat 0 to A"),
        (15, "chat 1 to B"),
        (50, "chat 1 leaves B"),
        (55, "chat 2 to B"),
        (75, "chat 2 leaves B"),
        (100, "chat 0 leaves A"),
    ]


def test_each_type_has_its_own_rings(play):
    """Type a widens to B after 10 s, type b is B's at once and widens to A after 30 s."""
    assert play(
        [0, 0, 5, 6],
        [100, 50, 10, 10],
        chat_type=[0, 1, 1, 0],
        priorities=[1, 1],
        groups=TWO,
        rings=[{0: [0], 10: [0, 1]}, {0: [1], 30: [0, 1]}],
    ) == [
        (0, "chat 0 to A"),
        (0, "chat 1 to B"),
        (50, "chat 1 leaves B"),
        (50, "chat 2 to B"),
        (60, "chat 2 leaves B"),
        (60, "chat 3 to B"),
        (70, "chat 3 leaves B"),
        (100, "chat 0 leaves A"),
    ]


def test_the_order_of_arrival_is_kept_where_chats_of_several_ages_meet(play):
    """At 40 A finds chat 1 in the wider ring and chat 2 still in the first: chat 1 is older."""
    assert play([0, 0, 10, 35], [40, 100, 60, 10], groups=TWO, rings=[{0: [0], 20: [0, 1]}]) == [
        (0, "chat 0 to A"),
        (20, "chat 1 to B"),
        (40, "chat 0 leaves A"),
        (40, "chat 2 to A"),
        (100, "chat 2 leaves A"),
        (100, "chat 3 to A"),
        (110, "chat 3 leaves A"),
        (120, "chat 1 leaves B"),
    ]


def test_chats_of_two_types_that_share_an_agent_keep_their_order_across_rings(play):
    """B, busy to 40, takes by arrival what it may take by then, whenever the rings of the types widen."""
    assert play(
        [0, 0, 1, 2, 3],
        [200, 40, 10, 10, 10],
        chat_type=[0, 1, 0, 1, 0],
        priorities=[1, 1],
        groups=TWO,
        rings=[{0: [0], 30: [0, 1]}, {0: [1]}],
    ) == [
        (0, "chat 0 to A"),
        (0, "chat 1 to B"),
        (40, "chat 1 leaves B"),
        (40, "chat 2 to B"),
        (50, "chat 2 leaves B"),
        (50, "chat 3 to B"),
        (60, "chat 3 leaves B"),
        (60, "chat 4 to B"),
        (70, "chat 4 leaves B"),
        (200, "chat 0 leaves A"),
    ]


def test_priority_comes_before_the_ring(play):
    """An urgent chat in its first ring goes before an older one that B may take by overflow, and the reverse."""
    for priorities, order in (([2, 1], [3, 2]), ([1, 2], [2, 3])):
        first, second = order
        assert play(
            [0, 0, 1, 35],
            [200, 40, 10, 10],
            chat_type=[0, 1, 0, 1],
            priorities=priorities,
            groups=TWO,
            rings=[{0: [0], 30: [0, 1]}, {0: [1]}],
        ) == [
            (0, "chat 0 to A"),
            (0, "chat 1 to B"),
            (40, "chat 1 leaves B"),
            (40, f"chat {first} to B"),
            (50, f"chat {first} leaves B"),
            (50, f"chat {second} to B"),
            (60, f"chat {second} leaves B"),
            (200, "chat 0 leaves A"),
        ]


def test_a_chat_that_widens_as_a_slot_frees_does_not_go_before_an_older_one(play):
    """A frees at 15, as chat 2 widens to A; chat 1 has waited for A since 1."""
    assert play(
        [0, 1, 5],
        [15, 10, 10],
        chat_type=[0, 0, 1],
        priorities=[1, 1],
        groups=[{}, {"agents": 0}],
        rings=[{0: [0]}, {0: [1], 10: [0, 1]}],
    ) == [
        (0, "chat 0 to A"),
        (15, "chat 0 leaves A"),
        (15, "chat 1 to A"),
        (25, "chat 1 leaves A"),
        (25, "chat 2 to A"),
        (35, "chat 2 leaves A"),
    ]


def test_two_chats_that_widen_at_once_go_by_arrival_and_number(play):
    """Two came at the same instant; B has one slot."""
    assert play([0, 5, 5], [100, 30, 30], groups=TWO, rings=AFTER_10) == [
        (0, "chat 0 to A"),
        (15, "chat 1 to B"),
        (45, "chat 1 leaves B"),
        (45, "chat 2 to B"),
        (75, "chat 2 leaves B"),
        (100, "chat 0 leaves A"),
    ]


def test_of_two_that_widen_at_once_the_more_urgent_goes_first(play):
    """Chat 3 came later, but its ring is shorter and its type more urgent: both widen to B at 20."""
    assert play(
        [0, 0, 0, 10],
        [100, 100, 30, 30],
        chat_type=[0, 1, 0, 1],
        priorities=[2, 1],
        groups=[{"skills": [0]}, {}, {"skills": [1]}],
        rings=[{0: [0], 20: [0, 1]}, {0: [2], 10: [1, 2]}],
    ) == [
        (0, "chat 0 to A"),
        (0, "chat 1 to C"),
        (20, "chat 3 to B"),
        (50, "chat 3 leaves B"),
        (50, "chat 2 to B"),
        (80, "chat 2 leaves B"),
        (100, "chat 0 leaves A"),
        (100, "chat 1 leaves C"),
    ]


def test_an_agent_who_comes_later_takes_what_has_widened_meanwhile(play):
    """B's shift begins at 30."""
    groups = [{}, {"shifts": [[(30, 200)]]}]
    assert play([0, 5, 25], [100, 10, 10], groups=groups, rings=AFTER_10) == [
        (0, "chat 0 to A"),
        (30, "B starts"),
        (30, "chat 1 to B"),
        (40, "chat 1 leaves B"),
        (40, "chat 2 to B"),
        (50, "chat 2 leaves B"),
        (100, "chat 0 leaves A"),
        (200, "B stops"),
    ]


def test_a_chat_that_only_a_wider_ring_can_serve_is_not_closed_with_the_doors(play):
    """The first ring has nobody; doors close at 8, and B takes the chat at 15."""
    groups = [{"shifts": [[(0, 4)]]}, {"shifts": [[(0, 8)]]}]
    assert play([5], 60, closes=8, groups=groups, rings=AFTER_10) == [
        (4, "A stops"),
        (8, "B stops"),
        (15, "chat 0 to B"),
        (75, "chat 0 leaves B"),
    ]


def test_a_chat_is_closed_when_nobody_is_left_in_any_ring(play):
    """B, of the wider ring, is there when doors close at 8, but takes no new chat from 12 on."""
    groups = [{"shifts": [[(0, 4)]]}, {"shifts": [[(0, 20)]], "last_chat_before": 8}]
    assert play([5], 60, closes=8, groups=groups, rings=AFTER_10) == [
        (4, "A stops"),
        (12, "chat 0 is closed"),
        (20, "B stops"),
    ]


def test_a_full_waiting_room_counts_the_chats_of_all_rings(play):
    """Chat 1 has widened and still waits when chat 2 comes."""
    assert play([0, 0, 5, 30], 100, groups=[{}, {"agents": 0}], rings=AFTER_10, max_length=1) == [
        (0, "chat 0 to A"),
        (5, "chat 2 is blocked"),
        (30, "chat 3 is blocked"),
        (100, "chat 0 leaves A"),
        (100, "chat 1 to A"),
        (200, "chat 1 leaves A"),
    ]


def test_one_who_gave_up_after_widening_leaves_a_place_in_the_waiting_room(play):
    """Chat 1 gives up at 20, in the wider ring; chat 2 then has the only place."""
    assert play(
        [0, 0, 30],
        100,
        patience=[math.inf, 20, math.inf],
        groups=[{}, {"agents": 0}],
        rings=AFTER_10,
        max_length=1,
    ) == [
        (0, "chat 0 to A"),
        (20, "chat 1 abandons"),
        (100, "chat 0 leaves A"),
        (100, "chat 2 to A"),
        (200, "chat 2 leaves A"),
    ]
