"""Who of those waiting is served: priority, first come first served, skills."""

ONE_EACH = [{"skills": [0]}, {"skills": [1]}]


def test_the_queue_is_first_come_first_served(play):
    """Equal priorities: the order of arrival, whatever the type."""
    assert play([0, 10, 20, 30], 60, chat_type=[0, 1, 0, 1], priorities=[1, 1]) == [
        (0, "chat 0 to A"),
        (60, "chat 0 leaves A"),
        (60, "chat 1 to A"),
        (120, "chat 1 leaves A"),
        (120, "chat 2 to A"),
        (180, "chat 2 leaves A"),
        (180, "chat 3 to A"),
        (240, "chat 3 leaves A"),
    ]


def test_the_lowest_priority_number_is_served_first(play):
    """Then who came first; types need not be in the order of their priorities."""
    assert play([0, 10, 20, 30, 40], 60, chat_type=[0, 0, 1, 2, 1], priorities=[3, 2, 1]) == [
        (0, "chat 0 to A"),
        (60, "chat 0 leaves A"),
        (60, "chat 3 to A"),
        (120, "chat 3 leaves A"),
        (120, "chat 2 to A"),
        (180, "chat 2 leaves A"),
        (180, "chat 4 to A"),
        (240, "chat 4 leaves A"),
        (240, "chat 1 to A"),
        (300, "chat 1 leaves A"),
    ]


def test_priority_takes_nobody_out_of_an_agents_hands(play):
    """Priority is non-preemptive."""
    assert play([0, 10], [100, 10], chat_type=[1, 0], priorities=[1, 2]) == [
        (0, "chat 0 to A"),
        (100, "chat 0 leaves A"),
        (100, "chat 1 to A"),
        (110, "chat 1 leaves A"),
    ]


def test_a_chat_goes_only_to_an_agent_with_the_skill(play):
    """B is idle but cannot take chat 1."""
    assert play([0, 10], 60, groups=ONE_EACH, chat_type=[0, 0], priorities=[1, 1]) == [
        (0, "chat 0 to A"),
        (60, "chat 0 leaves A"),
        (60, "chat 1 to A"),
        (120, "chat 1 leaves A"),
    ]


def test_chats_that_nobody_free_can_serve_are_passed_over(play):
    """A frees while chat 2, for B, is first: A takes chat 3 from behind it."""
    assert play(
        [0, 0, 10, 20], [60, 100, 30, 30], groups=ONE_EACH, chat_type=[0, 1, 1, 0], priorities=[1, 1]
    ) == [
        (0, "chat 0 to A"),
        (0, "chat 1 to B"),
        (60, "chat 0 leaves A"),
        (60, "chat 3 to A"),
        (90, "chat 3 leaves A"),
        (100, "chat 1 leaves B"),
        (100, "chat 2 to B"),
        (130, "chat 2 leaves B"),
    ]


def test_higher_priority_is_passed_over_where_the_skill_is_missing(play):
    """The urgent chat waits for B although A is free."""
    assert play([0, 5, 10], [100, 20, 20], groups=ONE_EACH, chat_type=[1, 1, 0], priorities=[2, 1]) == [
        (0, "chat 0 to B"),
        (10, "chat 2 to A"),
        (30, "chat 2 leaves A"),
        (100, "chat 0 leaves B"),
        (100, "chat 1 to B"),
        (120, "chat 1 leaves B"),
    ]


def test_an_agent_with_two_skills_takes_the_first_in_queue_order_of_both(play):
    """B serves both types and frees first: chat 2 of type 0 came before chat 3 of type 1."""
    groups = [{"skills": [0]}, {"skills": [0, 1]}]
    assert play(
        [0, 0, 10, 20], [100, 60, 30, 30], groups=groups, chat_type=[0, 1, 0, 1], priorities=[1, 1]
    ) == [
        (0, "chat 0 to A"),
        (0, "chat 1 to B"),
        (60, "chat 1 leaves B"),
        (60, "chat 2 to B"),
        (90, "chat 2 leaves B"),
        (90, "chat 3 to B"),
        (100, "chat 0 leaves A"),
        (120, "chat 3 leaves B"),
    ]


def test_two_slots_that_free_together_take_the_first_chat_each_can_serve(play):
    """Both agents free at 60: the urgent chat for B and the older one for A begin at once."""
    assert play(
        [0, 0, 10, 20, 30],
        [60, 60, 30, 30, 30],
        groups=ONE_EACH,
        chat_type=[0, 1, 0, 1, 1],
        priorities=[2, 1],
    ) == [
        (0, "chat 0 to A"),
        (0, "chat 1 to B"),
        (60, "chat 0 leaves A"),
        (60, "chat 1 leaves B"),
        (60, "chat 2 to A"),
        (60, "chat 3 to B"),
        (90, "chat 2 leaves A"),
        (90, "chat 3 leaves B"),
        (90, "chat 4 to B"),
        (120, "chat 4 leaves B"),
    ]


def test_those_who_left_are_not_served(play):
    """Chats 1 and 3 give up in the midst of the queue; 2 and 4 move up."""
    assert play([0, 10, 20, 30, 40], 60, patience=[9, 20, 200, 25, 200]) == [
        (0, "chat 0 to A"),
        (30, "chat 1 abandons"),
        (55, "chat 3 abandons"),
        (60, "chat 0 leaves A"),
        (60, "chat 2 to A"),
        (120, "chat 2 leaves A"),
        (120, "chat 4 to A"),
        (180, "chat 4 leaves A"),
    ]


def test_several_who_left_one_after_the_other_are_not_served(play):
    """Chats 1 to 3, the first in the queue, have all gone when the slot frees."""
    assert play([0, 10, 11, 12, 20], 60, patience=[9, 20, 20, 20, 200]) == [
        (0, "chat 0 to A"),
        (30, "chat 1 abandons"),
        (31, "chat 2 abandons"),
        (32, "chat 3 abandons"),
        (60, "chat 0 leaves A"),
        (60, "chat 4 to A"),
        (120, "chat 4 leaves A"),
    ]


def test_a_group_without_agents_serves_nobody(play):
    """Its skill alone is no help, and its chats are told so when doors close."""
    groups = [{"agents": 0, "skills": [0, 1]}, {"agents": 1, "skills": [1]}]
    assert play([0, 10], 30, groups=groups, chat_type=[0, 1], priorities=[1, 1], closes=100) == [
        (10, "chat 1 to A"),
        (40, "chat 1 leaves A"),
        (100, "chat 0 is closed"),
    ]
