"""How long the queue was, by the clock."""

from planner.kpi.columns import Column


def test_waiting_is_cut_at_the_edges_of_intervals(measured, answered, missed):
    """One waits from 1700 to 1900, one from 1750 to 1850, over the edge at 1800."""
    chats = [answered(1700, 200), missed("abandoned", 1750, 100)]
    assert measured(chats, edges=(0, 1800, 3600)).of(Column.QUEUE_TIME) == [150, 150]


def test_waiting_before_and_after_the_window_does_not_count(measured, answered, missed):
    """From 550 to 650 and from 3500 to 3700, of which 50 and 100 s count; whoever came when."""
    chats = [answered(550, 100), missed("expired", 3500, 200), answered(3650, 100)]
    found = measured(chats, edges=(600, 3600), closes=7200)
    assert found.of(Column.QUEUE_TIME) == [150]
    assert found.of(Column.OFFERED) == [1]


def test_who_does_not_wait_does_not_lengthen_the_queue(measured, answered, missed):
    """Assigned at once, blocked, or gone at once."""
    chats = [answered(0), missed("blocked", 10), missed("abandoned", 20, 0)]
    found = measured(chats)
    assert found.of(Column.QUEUE_TIME) == [0]
    assert found.longest()[1] == 0


def test_the_queue_of_a_type_is_its_own(measured, answered):
    """The run has the sum of the times, and the most of both at once."""
    chats = [answered(0, 100, chat_type=0), answered(50, 100, chat_type=1), answered(120, 100, chat_type=1)]
    found = measured(chats, types=2)
    assert [found.of(Column.QUEUE_TIME, scope) for scope in ("run", "a", "b")] == [[300], [100], [200]]
    assert [found.longest(scope)[1] for scope in ("run", "a", "b")] == [2, 1, 2]


def test_one_who_goes_as_another_comes_is_not_two(measured, answered):
    """Waits are half-open: 0 to 100 and 100 to 200, while a third from 50 to 150 makes two."""
    apart = [answered(0, 100), answered(100, 100)]
    assert measured(apart).longest()[1] == 1
    assert measured([*apart, answered(50, 100)]).longest()[1] == 2


def test_the_longest_queue_is_that_of_the_window(measured, answered):
    """Three wait in the warm-up, two as it ends, two again after the window."""
    chats = [
        answered(100, 200),
        answered(150, 500),
        answered(200, 600),
        answered(3500, 1000),
        answered(3700, 500),
    ]
    assert measured(chats, edges=(600, 3600), closes=7200).longest()[1] == 2
    assert measured(chats, edges=(0, 3600), closes=7200).longest()[1] == 3
    assert measured(chats, edges=(700, 3600), closes=7200).longest()[1] == 1
