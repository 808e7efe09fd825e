"""Chats that agents hand on to those of another type."""

import math

import pytest

from planner.flow.demand import Kind
from planner.flow.records import Outcome

NEVER = math.inf
ONE_EACH = {"groups": [{"skills": [0]}, {"skills": [1]}], "priorities": [1, 1]}
"""A serves type 0, B type 1."""
ON = {"then": [(Kind.TRANSFER, 0, 0)], **ONE_EACH}
"""A hands chat 0 on to B."""


def test_the_customer_goes_on_at_once_while_the_first_agent_wraps_up(play):
    """A's part is 40 s, then 15 s of wrap-up; B begins at 40."""
    assert play([0], [40, 30], chat_type=[0, 1], wrap_up=[15, 0], **ON) == [
        (0, "chat 0 to A"),
        (40, "customer 0 leaves"),
        (40, "chat 1 to B"),
        (55, "chat 0 frees A"),
        (70, "chat 1 leaves B"),
    ]


def test_the_customer_waits_in_the_line_of_the_other_type(run):
    """B is busy to 60: the chat handed on at 40 waits 20 s from then."""
    records = run([0, 0], [40, 60, 30], chat_type=[0, 1, 1], **ON)
    assert records.arrival.tolist() == [0, 0, 40]
    assert records.dequeued.tolist() == [0, 0, 60]
    assert records.agent.tolist() == [0, 1, 1]


def test_the_customer_may_give_up_there(play):
    """The patience of the chat handed on counts from 40."""
    assert play([0, 0], [40, 60, 30], chat_type=[0, 1, 1], patience=[NEVER, NEVER, 15], **ON) == [
        (0, "chat 0 to A"),
        (0, "chat 1 to B"),
        (40, "chat 0 leaves A"),
        (55, "chat 2 abandons"),
        (60, "chat 1 leaves B"),
    ]


def test_the_customer_may_find_the_waiting_room_full(play):
    """Chat 2 has the only place."""
    assert play([0, 0, 5], [40, 60, 30, 30], chat_type=[0, 1, 1, 1], max_length=1, **ON) == [
        (0, "chat 0 to A"),
        (0, "chat 1 to B"),
        (40, "chat 0 leaves A"),
        (40, "chat 3 is blocked"),
        (60, "chat 1 leaves B"),
        (60, "chat 2 to B"),
        (90, "chat 2 leaves B"),
    ]


def test_a_chat_that_is_missed_is_not_handed_on(run):
    """Chat 1 gives up before A is free."""
    then = [(Kind.TRANSFER, 1, 0)]
    records = run([0, 1], 60, chat_type=[0, 0, 1], patience=[NEVER, 10, NEVER], then=then, **ONE_EACH)
    assert records.arrival.tolist() == [0, 1, NEVER]


def test_an_agent_without_wrap_up_takes_the_queue_first_and_the_chat_handed_on_goes_to_others(play):
    """Both serve both types: at 40 A takes chat 2, which waits since 5, and chat 3 waits for B."""
    then = [(Kind.TRANSFER, 0, 0)]
    assert play(
        [0, 0, 5], [40, 60, 30, 10], chat_type=[0, 0, 0, 1], priorities=[1, 1], agents=2, then=then
    ) == [
        (0, "chat 0 to A"),
        (0, "chat 1 to B"),
        (40, "chat 0 leaves A"),
        (40, "chat 2 to A"),
        (60, "chat 1 leaves B"),
        (60, "chat 3 to B"),
        (70, "chat 2 leaves A"),
        (70, "chat 3 leaves B"),
    ]


@pytest.mark.parametrize("slowdown", [[1, 1], [1, 2]])
def test_the_hand_over_is_at_the_end_that_slowdown_gives(run, slowdown):
    """Two chats in A's hands: customer 0 goes on when A's part of the work is done."""
    groups = [{"skills": [0], "concurrency": 2, "slowdown": slowdown}, {"skills": [1]}]
    then = [(Kind.TRANSFER, 0, 0)]
    records = run(
        [0, 0],
        [40, 40, 30],
        chat_type=[0, 0, 1],
        wrap_up=[10, 0, 0],
        groups=groups,
        priorities=[1, 1],
        then=then,
    )
    end = 40 * slowdown[1]
    assert records.customer_left.tolist() == [end, end, end + 30]
    assert records.arrival.tolist() == [0, 0, end]
    assert records.dequeued.tolist() == [0, 0, end]
    assert records.slot_freed.tolist()[0] == end + 10


def test_a_chat_handed_on_after_closing_is_served_by_those_still_there(play):
    """Doors close at 20, A's part ends at 40, and B was staffed to the close."""
    assert play([0], [40, 30], chat_type=[0, 1], closes=20, **ON) == [
        (0, "chat 0 to A"),
        (40, "chat 0 leaves A"),
        (40, "chat 1 to B"),
        (70, "chat 1 leaves B"),
    ]


def test_a_chat_handed_on_after_closing_waits_for_those_still_there(play):
    """B is busy to 60."""
    assert play([0, 0], [40, 60, 30], chat_type=[0, 1, 1], closes=20, **ON) == [
        (0, "chat 0 to A"),
        (0, "chat 1 to B"),
        (40, "chat 0 leaves A"),
        (60, "chat 1 leaves B"),
        (60, "chat 2 to B"),
        (90, "chat 2 leaves B"),
    ]


def test_a_chat_handed_on_after_closing_to_nobody_is_closed(play):
    """B stopped at 10."""
    groups = [{"skills": [0]}, {"skills": [1], "agents": {0: 1, 10: 0}}]
    assert play([0], [40, 30], chat_type=[0, 1], closes=20, **(ON | {"groups": groups})) == [
        (0, "chat 0 to A"),
        (10, "B stops"),
        (40, "chat 0 leaves A"),
        (40, "chat 1 is closed"),
    ]


def test_a_chat_is_handed_on_twice(play):
    """From A to B at 40, and from B back to A at 70."""
    then = [(Kind.TRANSFER, 0, 0), (Kind.TRANSFER, 1, 0)]
    assert play([0], [40, 30, 20], chat_type=[0, 1, 0], then=then, **ONE_EACH) == [
        (0, "chat 0 to A"),
        (40, "chat 0 leaves A"),
        (40, "chat 1 to B"),
        (70, "chat 1 leaves B"),
        (70, "chat 2 to A"),
        (90, "chat 2 leaves A"),
    ]


def test_a_chat_handed_on_goes_by_the_priority_and_rings_of_its_new_type(play):
    """Type b is urgent and B's for 10 s, then A's too: B is busy, so A takes it at 70, before the older chat 2."""
    assert play(
        [0, 0, 5, 10],
        [40, 200, 30, 30, 20],
        chat_type=[0, 1, 0, 0, 1],
        priorities=[2, 1],
        groups=[{}, {}],
        rings=[{0: [0]}, {0: [1], 10: [0, 1]}],
        then=[(Kind.TRANSFER, 0, 0)],
    ) == [
        (0, "chat 0 to A"),
        (0, "chat 1 to B"),
        (40, "chat 0 leaves A"),
        (40, "chat 2 to A"),
        (70, "chat 2 leaves A"),
        (70, "chat 4 to A"),
        (90, "chat 4 leaves A"),
        (90, "chat 3 to A"),
        (120, "chat 3 leaves A"),
        (200, "chat 1 leaves B"),
    ]


def test_a_chat_handed_on_and_missed_may_be_retried(run):
    """It gives up at 55 and tries again, with B's type, at 65."""
    then = [(Kind.TRANSFER, 0, 0), (Kind.RETRY, 2, 10)]
    records = run(
        [0, 0],
        [40, 60, 30, 30],
        chat_type=[0, 1, 1, 1],
        patience=[NEVER, NEVER, 15, NEVER],
        then=then,
        **ONE_EACH,
    )
    assert records.arrival.tolist() == [0, 0, 40, 65]
    assert records.dequeued.tolist() == [0, 0, 55, 65]


def test_nobody_takes_a_chat_that_is_handed_on_after_the_end_of_service(run):
    """Doors close at 10, those who wait are served to 30; B would be free at 40."""
    records = run(
        [0],
        [40, 30],
        chat_type=[0, 1],
        closes=10,
        serve_at_most=20,
        doors=((0.0, 10.0), (100.0, 200.0)),
        **ON,
    )
    assert [Outcome(outcome).name for outcome in records.outcome] == ["ANSWERED", "CLOSED"]
    assert records.dequeued.tolist() == [0, 40]
