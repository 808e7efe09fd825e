"""Small centres, every event written out."""

import math


def test_two_agents_serve_four_chats(play):
    """The third and fourth chat wait, first come, first served."""
    assert play([0, 10, 20, 30], [60, 90, 30, 30], agents=2) == [
        (0, "chat 0 to A"),
        (10, "chat 1 to B"),
        (60, "chat 0 leaves A"),
        (60, "chat 2 to A"),
        (90, "chat 2 leaves A"),
        (90, "chat 3 to A"),
        (100, "chat 1 leaves B"),
        (120, "chat 3 leaves A"),
    ]


def test_one_agent_with_two_slots_serves_three_chats(play):
    """The third chat waits for a slot, not for the agent to be idle."""
    assert play([0, 0, 5], [10, 30, 10], agents=1, concurrency=2) == [
        (0, "chat 0 to A"),
        (0, "chat 1 to A"),
        (10, "chat 0 leaves A"),
        (10, "chat 2 to A"),
        (20, "chat 2 leaves A"),
        (30, "chat 1 leaves A"),
    ]


def test_every_outcome_leaves_its_mark(play):
    """One is served, one leaves, one expires, one is turned away, one is caught by the doors' close."""
    assert play(
        [0, 10, 20, 22, 60],
        200,
        patience=[math.inf, 15, math.inf, math.inf, math.inf],
        max_length=2,
        max_wait=50,
        closes=100,
        serve_at_most=0,
    ) == [
        (0, "chat 0 to A"),
        (22, "chat 3 is blocked"),
        (25, "chat 1 abandons"),
        (70, "chat 2 expires"),
        (100, "chat 4 is closed"),
        (200, "chat 0 leaves A"),
    ]


def test_nothing_happens_without_customers(play):
    """An empty day has an empty log."""
    assert play([], agents=3) == []


def test_missed_chats_have_no_agent_and_no_end(run):
    """Columns tell only of what happened."""
    records = run([0, 10, 20], [100, 60, 60], patience=[1, 5, 30], max_length=1)
    assert records.outcome.tolist() == [0, 1, 1]
    assert records.agent.tolist() == [0, -1, -1]
    assert records.dequeued.tolist() == [0, 15, 50]
    for column in (records.customer_left, records.slot_freed):
        assert column.tolist()[0] == 100
        assert all(value != value for value in column.tolist()[1:])


def test_agents_who_stay_until_the_queue_is_empty_have_no_end_of_duty(run):
    """Spans of acceptance run from the first minute, or from a step, to a step or for ever."""
    records = run([], groups=[{"agents": {0: 1, 30: 0, 50: 2}}, {"agents": 1}])
    spans = zip(records.on_agent.tolist(), records.on_from.tolist(), records.on_to.tolist(), strict=True)
    endless = float("inf")
    assert sorted(spans) == [(0, 0, 30), (0, 50, endless), (1, 50, endless), (2, 0, endless)]
