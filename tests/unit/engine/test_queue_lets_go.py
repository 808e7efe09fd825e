"""Chats that are taken from anywhere in a line: who gave up before them is let go, so that the line does not grow."""

import math

import pytest

from planner.engine.lines import Line
from planner.engine.queue import Queue
from planner.flow.records import Outcome
from planner.flow.rules import Rules

ARRIVALS = [0.0, 1.0, 2.0, 3.0, 4.0]


@pytest.fixture
def missed():
    """Hold what the queue reports."""
    return []


@pytest.fixture
def queue(demand, missed):
    """Make a line of five, of whom the first, the second and the fourth soon give up."""
    five = Queue(
        demand(ARRIVALS, patience=[5, 6, math.inf, 7, math.inf]),
        Rules(doors=((0.0, 100.0),), priorities=(1,)),
        [Line(chat_type=0, priority=1, groups=(0,))],
        ARRIVALS,
        lambda number, outcome, at: missed.append((number, outcome, at)),
    )
    for number, at in enumerate(ARRIVALS):
        five.join(number, 0, at)
    return five


def test_looking_for_the_first_lets_those_before_go(queue, missed):
    """The fourth gave up, too, but stands behind one who waits."""
    assert queue.first([0], 20.0, but={2}) == 4
    assert missed == [(0, Outcome.ABANDONED, 5.0), (1, Outcome.ABANDONED, 7.0)]
    assert queue.length == 3


def test_leaving_lets_those_before_go(queue, missed):
    """The last leaves for another line."""
    queue.leave(4, 0, 20.0)
    assert missed == [(0, Outcome.ABANDONED, 5.0), (1, Outcome.ABANDONED, 7.0)]
    assert queue.length == 2
    assert not queue.is_waiting(4, 20.0)
