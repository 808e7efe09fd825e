"""Whom an agent who picks from the queue comes to see, and who is let go then."""

import math

from planner.engine.lines import Line
from planner.engine.queue import Queue
from planner.flow.records import Outcome
from planner.flow.rules import Rules

ARRIVALS = [0.0, 1.0, 2.0, 3.0, 4.0]


def test_those_at_the_front_who_gave_up_are_let_go(demand):
    """Agents who pick take nobody from the front: else the line would grow, and looking at it take ever longer."""
    missed = []
    queue = Queue(
        demand(ARRIVALS, patience=[5, 6, math.inf, 7, math.inf]),
        Rules(doors=((0.0, 100.0),), priorities=(1,)),
        [Line(chat_type=0, priority=1, groups=(0,))],
        ARRIVALS,
        lambda number, outcome, at: missed.append((number, outcome, at)),
    )
    for number, at in enumerate(ARRIVALS):
        queue.join(number, 0, at)
    assert queue.first([0], 20.0, but={2}) == 4
    assert missed == [(0, Outcome.ABANDONED, 5.0), (1, Outcome.ABANDONED, 7.0)]
    assert queue.length == 3  # the fourth gave up, too, but stands behind one who waits
