"""Who does not get to wait, or not for long: max_length, max_wait, patience."""

ONE_EACH = [{"skills": [0]}, {"skills": [1]}]


def test_without_waiting_room_all_who_cannot_be_assigned_are_blocked(play):
    """A length of 0 makes a loss system."""
    assert play([0, 10, 60, 70], 60, max_length=0) == [
        (0, "chat 0 to A"),
        (10, "chat 1 is blocked"),
        (60, "chat 0 leaves A"),
        (60, "chat 2 to A"),
        (70, "chat 3 is blocked"),
        (120, "chat 2 leaves A"),
    ]


def test_an_arrival_beyond_the_longest_queue_is_blocked(play):
    """Two may wait; the next after one was served may again."""
    assert play([0, 10, 20, 30, 70, 80], 60, max_length=2) == [
        (0, "chat 0 to A"),
        (30, "chat 3 is blocked"),
        (60, "chat 0 leaves A"),
        (60, "chat 1 to A"),
        (80, "chat 5 is blocked"),
        (120, "chat 1 leaves A"),
        (120, "chat 2 to A"),
        (180, "chat 2 leaves A"),
        (180, "chat 4 to A"),
        (240, "chat 4 leaves A"),
    ]


def test_chat_types_share_the_waiting_room(play):
    """A chat of type 0 takes the place that one of type 1 then lacks."""
    assert play(
        [0, 0, 10, 20], 60, groups=ONE_EACH, chat_type=[0, 1, 0, 1], priorities=[1, 1], max_length=1
    ) == [
        (0, "chat 0 to A"),
        (0, "chat 1 to B"),
        (20, "chat 3 is blocked"),
        (60, "chat 0 leaves A"),
        (60, "chat 1 leaves B"),
        (60, "chat 2 to A"),
        (120, "chat 2 leaves A"),
    ]


def test_a_chat_that_can_be_assigned_at_once_is_never_blocked(play):
    """The queue is full of chats for A, but B is free."""
    assert play([0, 10, 20], 60, groups=ONE_EACH, chat_type=[0, 0, 1], priorities=[1, 1], max_length=1) == [
        (0, "chat 0 to A"),
        (20, "chat 2 to B"),
        (60, "chat 0 leaves A"),
        (60, "chat 1 to A"),
        (80, "chat 2 leaves B"),
        (120, "chat 1 leaves A"),
    ]


def test_a_full_queue_blocks_even_if_agents_of_other_skills_are_free(play):
    """B is idle all the time and no help."""
    assert play([0, 10], 60, groups=ONE_EACH, chat_type=[0, 0], priorities=[1, 1], max_length=0) == [
        (0, "chat 0 to A"),
        (10, "chat 1 is blocked"),
        (60, "chat 0 leaves A"),
    ]


def test_priority_opens_no_place_in_a_full_queue(play):
    """An urgent chat is blocked like any other."""
    assert play([0, 10, 20], 60, chat_type=[1, 1, 0], priorities=[1, 2], max_length=1) == [
        (0, "chat 0 to A"),
        (20, "chat 2 is blocked"),
        (60, "chat 0 leaves A"),
        (60, "chat 1 to A"),
        (120, "chat 1 leaves A"),
    ]


def test_who_abandons_or_expires_makes_room(play):
    """The place of one who left is free for the next."""
    assert play([0, 10, 20, 40, 45, 90], 500, max_length=1, patience=[9, 20, 9, 99, 9, 9], max_wait=50) == [
        (0, "chat 0 to A"),
        (20, "chat 2 is blocked"),
        (30, "chat 1 abandons"),
        (45, "chat 4 is blocked"),
        (90, "chat 3 expires"),
        (99, "chat 5 abandons"),
        (500, "chat 0 leaves A"),
    ]


def test_a_chat_that_waits_too_long_expires(play):
    """Maximum wait ends the wait of even the most patient, and of nobody in hand."""
    assert play([0, 10], 600, max_wait=120) == [
        (0, "chat 0 to A"),
        (130, "chat 1 expires"),
        (600, "chat 0 leaves A"),
    ]


def test_the_shorter_of_patience_and_maximum_wait_ends_the_wait(play):
    """Chat 1 is less patient than the rule, chat 2 more."""
    assert play([0, 10, 10], 600, patience=[9, 119, 121], max_wait=120) == [
        (0, "chat 0 to A"),
        (129, "chat 1 abandons"),
        (130, "chat 2 expires"),
        (600, "chat 0 leaves A"),
    ]


def test_without_a_minute_to_wait_all_expire_at_once(play):
    """A maximum wait of 0 lets nobody wait."""
    assert play([0, 10], 60, max_wait=0) == [
        (0, "chat 0 to A"),
        (10, "chat 1 expires"),
        (60, "chat 0 leaves A"),
    ]


def test_a_customer_without_patience_is_served_only_at_once(play):
    """Patience 0: assigned on arrival or gone."""
    assert play([0, 10, 60], 60, patience=0) == [
        (0, "chat 0 to A"),
        (10, "chat 1 abandons"),
        (60, "chat 0 leaves A"),
        (60, "chat 2 to A"),
        (120, "chat 2 leaves A"),
    ]


def test_customers_without_patience_who_come_together_take_no_room_from_each_other(play):
    """Patience runs out before the next arrival of the same instant."""
    assert play([0, 10, 10], 60, patience=[0, 0, 100], max_length=1) == [
        (0, "chat 0 to A"),
        (10, "chat 1 abandons"),
        (60, "chat 0 leaves A"),
        (60, "chat 2 to A"),
        (120, "chat 2 leaves A"),
    ]


def test_a_full_queue_blocks_before_patience_is_asked(play):
    """A customer without patience who finds the queue full is blocked."""
    assert play([0, 10, 20], 60, patience=[9, 99, 0], max_length=1) == [
        (0, "chat 0 to A"),
        (20, "chat 2 is blocked"),
        (60, "chat 0 leaves A"),
        (60, "chat 1 to A"),
        (120, "chat 1 leaves A"),
    ]
