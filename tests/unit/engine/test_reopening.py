"""A waiting room that closes when full, and opens again when fewer than a threshold wait."""

import math

import pytest

from planner.engine.room import Reopening
from planner.flow.records import Outcome

NEVER = math.inf
ROOM = {"max_length": 3, "reopen_below": 2}


def blocked_of(records):
    """Return who was blocked, in order."""
    return [number for number, outcome in enumerate(records.outcome.tolist()) if outcome == Outcome.BLOCKED]


def test_after_it_was_full_it_stays_closed_until_fewer_than_the_threshold_wait(run):
    """Three wait at 3; two at 60, when chat 5 is blocked still; one at 120, when chat 6 may wait."""
    records = run([0, 1, 2, 3, 4, 70, 130], 60, **ROOM)
    assert blocked_of(records) == [4, 5]
    assert records.dequeued.tolist() == [0, 60, 120, 180, 4, 70, 240]


def test_a_room_that_was_never_full_blocks_nobody(run):
    """Two wait, which is the threshold, but never three: chat 3 and chat 4 may wait."""
    assert blocked_of(run([0, 1, 2, 61, 121], 60, **ROOM)) == []


def test_once_open_it_takes_as_many_as_there_are_places(run):
    """Open again with one who waits: two more may wait, the next is blocked, and so on."""
    assert blocked_of(run([0, 1, 2, 3, 130, 131, 132, 190], 60, **ROOM)) == [6, 7]


@pytest.mark.parametrize(("patience", "blocked"), [(40, []), (NEVER, [4])])
def test_places_freed_by_those_who_give_up_count(run, patience, blocked):
    """Chats 2 and 3 leave at 42 and 43, or not: then one waits when chat 4 comes at 50, or three do."""
    records = run([0, 1, 2, 3, 50], 60, patience=[NEVER, NEVER, patience, patience, NEVER], **ROOM)
    assert blocked_of(records) == blocked


def test_who_gives_up_at_the_very_instant_has_left(run):
    """Chats 2 and 3 leave at 50, before chat 4 comes at 50."""
    assert blocked_of(run([0, 1, 2, 3, 50], 60, patience=[NEVER, NEVER, 48, 47, NEVER], **ROOM)) == []


def test_one_place_freed_is_not_enough(run):
    """Chat 3 alone leaves: two wait when chat 4 comes."""
    assert blocked_of(run([0, 1, 2, 3, 50], 60, patience=[NEVER, NEVER, NEVER, 40, NEVER], **ROOM)) == [4]


def test_whom_someone_can_take_at_once_is_never_blocked(run):
    """The room is closed for chats of type 0; B is free for type 1."""
    groups = [{"skills": [0]}, {"skills": [1]}]
    chat_type = [0, 0, 0, 0, 1, 0]
    records = run([0, 1, 2, 3, 70, 71], 60, chat_type=chat_type, priorities=[1, 1], groups=groups, **ROOM)
    assert blocked_of(records) == [5]


def test_with_a_threshold_of_one_it_empties_first(run):
    """Two places: full at 2, one waits at 70, none at 130."""
    assert blocked_of(run([0, 1, 2, 70, 130], 60, max_length=2, reopen_below=1)) == [3]


def test_with_the_length_as_threshold_it_is_as_without(run):
    """Fewer than three is one place free."""
    arrival = [0, 1, 2, 3, 4, 70, 71, 130]
    plain = run(arrival, 60, max_length=3)
    assert blocked_of(plain) == [4, 6]
    assert run(arrival, 60, max_length=3, reopen_below=3).outcome.tolist() == plain.outcome.tolist()


def test_without_places_there_is_nothing_to_reopen(run):
    """A loss system."""
    assert blocked_of(run([0, 1, 60], 60, max_length=0, reopen_below=1)) == [1]


def test_a_room_filled_by_chats_that_came_back_is_full():
    """Two places and two who wait, though nobody was admitted here; then it is closed until fewer than one waits."""
    room = Reopening(2, 1)
    assert [room.admit(waiting) for waiting in (2, 1, 0)] == [False, False, True]
