"""Doors that open and close several times, and the tickets of the night."""

TWO_DAYS = ((0.0, 100.0), (500.0, 600.0))


def test_the_evening_s_queue_is_served_and_then_everybody_goes(play):
    """By head count: A serves those who wait at 100, and is there again at 500."""
    assert play([0, 10, 20, 500], 60, agents={0: 1, 500: 1}, doors=TWO_DAYS, closes=600) == [
        (0, "chat 0 to A"),
        (60, "chat 0 leaves A"),
        (60, "chat 1 to A"),
        (100, "A stops"),
        (120, "chat 1 leaves A"),
        (120, "chat 2 to A"),
        (180, "chat 2 leaves A"),
        (500, "A starts"),
        (500, "chat 3 to A"),
        (560, "chat 3 leaves A"),
    ]


def test_tomorrow_s_shifts_do_not_count(play):
    """Nobody is there at 100: the chat is closed, though B comes at 500."""
    groups = [{"shifts": [[(0, 60)], [(500, 600)]]}]
    assert play([70], 60, groups=groups, doors=TWO_DAYS, closes=600) == [
        (60, "A stops"),
        (100, "chat 0 is closed"),
        (500, "B starts"),
        (600, "B stops"),
    ]


def test_a_shift_that_goes_on_past_the_close_serves_the_queue(play):
    """A's shift lasts to 130: chat 1, taken at 120, is finished after it."""
    groups = [{"shifts": [[(0, 130), (500, 600)]]}]
    assert play([50, 60], 70, groups=groups, doors=TWO_DAYS, closes=600) == [
        (50, "chat 0 to A"),
        (120, "chat 0 leaves A"),
        (120, "chat 1 to A"),
        (130, "A stops"),
        (190, "chat 1 leaves A"),
        (500, "A starts"),
        (600, "A stops"),
    ]


def test_who_stays_on_is_free_to_begin_the_next_day_with_a_chat_in_hand(play):
    """Chat 1 lasts into the second day: in one-slot hands there is no room for chat 2 before 620."""
    assert play([0, 10, 510], [60, 560, 10], agents={0: 1, 500: 1}, doors=TWO_DAYS, closes=600) == [
        (0, "chat 0 to A"),
        (60, "chat 0 leaves A"),
        (60, "chat 1 to A"),
        (100, "A stops"),
        (500, "A starts"),
        (620, "chat 1 leaves A"),
        (620, "chat 2 to A"),
        (630, "chat 2 leaves A"),
    ]


def test_head_counts_rest_while_doors_are_closed(play):
    """Two on the first day, one on the second."""
    assert play([90, 500, 510], 30, agents={0: 2, 500: 1}, doors=TWO_DAYS, closes=600) == [
        (90, "chat 0 to A"),
        (100, "A stops"),
        (100, "B stops"),
        (120, "chat 0 leaves A"),
        (500, "A starts"),
        (500, "chat 1 to A"),
        (530, "chat 1 leaves A"),
        (530, "chat 2 to A"),
        (560, "chat 2 leaves A"),
    ]


def test_tickets_are_taken_when_no_chat_waits(play):
    """The tickets 0 and 1 come as doors open, chat 2 after them, and it is taken before ticket 1."""
    groups = [{"shifts": [[(0, 600)]]}]
    assert play([0, 0, 10], 60, ticket=[True, True, False], groups=groups, closes=600) == [
        (0, "chat 0 to A"),
        (60, "chat 0 leaves A"),
        (60, "chat 2 to A"),
        (120, "chat 2 leaves A"),
        (120, "chat 1 to A"),
        (180, "chat 1 leaves A"),
        (600, "A stops"),
    ]


def test_tickets_left_at_the_close_lie_by_until_doors_open_again(play):
    """At 100 one is left; A would have time for it at night, but waits for the morning."""
    assert play(
        [0, 0],
        [120, 30],
        ticket=True,
        groups=[{"shifts": [[(0, 300), (500, 600)]]}],
        doors=TWO_DAYS,
        closes=600,
    ) == [
        (0, "chat 0 to A"),
        (120, "chat 0 leaves A"),
        (300, "A stops"),
        (500, "A starts"),
        (500, "chat 1 to A"),
        (530, "chat 1 leaves A"),
        (600, "A stops"),
    ]


def test_tickets_keep_nobody_after_closing_and_may_be_left_over(run):
    """Three tickets of 60 s, doors close for good at 100: one is never taken."""
    records = run([0, 0, 0], 60, ticket=True, closes=100)
    assert records.agent.tolist() == [0, 0, -1]
    assert records.dequeued.tolist() == [0, 60, float("inf")]


def test_tickets_take_no_room_and_do_not_expire(play):
    """Two tickets wait; the one place to wait is for chat 3, and chat 4 is blocked."""
    assert play(
        [0, 0, 0, 10, 20],
        100,
        ticket=[True, True, True, False, False],
        max_length=1,
        max_wait=50,
        closes=1000,
    ) == [
        (0, "chat 0 to A"),
        (20, "chat 4 is blocked"),
        (60, "chat 3 expires"),
        (100, "chat 0 leaves A"),
        (100, "chat 1 to A"),
        (200, "chat 1 leaves A"),
        (200, "chat 2 to A"),
        (300, "chat 2 leaves A"),
    ]


def test_a_shift_that_ends_before_doors_open_serves_nobody(play):
    """A is there from 0 to 10, doors open at 20: there is no evening to stay for."""
    groups = [{"shifts": [[(0, 10)]]}]
    assert play([30], 60, groups=groups, doors=((20.0, 100.0),), closes=100) == [
        (10, "A stops"),
        (100, "chat 0 is closed"),
    ]


def test_each_closing_has_its_own_end_of_service(play):
    """20 s after the first close nobody waits; after the second, at 220, chat 2 still does, and not before."""
    doors = ((0.0, 100.0), (110.0, 200.0))
    assert play(
        [0, 190, 195], [90, 15, 60], agents={0: 1, 110: 1}, doors=doors, closes=200, serve_at_most=105
    )[-4:] == [
        (190, "chat 1 to A"),
        (205, "chat 1 leaves A"),
        (205, "chat 2 to A"),
        (265, "chat 2 leaves A"),
    ]
