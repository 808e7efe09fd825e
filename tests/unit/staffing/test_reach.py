"""What no staffing can keep."""

import numpy as np
import pytest

from planner.staffing.conditions import Conditions
from planner.staffing.reach import reach
from planner.staffing.trial import Outcome
from tests.unit.staffing.hand_made import goal, outcome, window


def standing(of, top, bottom):
    """Return how a goal stands with sums of one interval in two replications."""
    return Conditions([of], window(1, 1)).standing(outcome([[top], [top]], [[bottom], [bottom]]))


NOBODY = (0, 0)


@pytest.mark.parametrize(
    ("of", "rich", "usual", "lean", "beyond"),
    [
        (goal("wait_mean", at_most=10.0), (200, 10), (200, 10), NOBODY, True),
        (goal("wait_mean", at_most=10.0), (50, 10), (200, 10), NOBODY, False),
        (goal("utilization", at_least=0.5), (4, 10), (4, 10), NOBODY, False),
        (goal("utilization", at_least=0.5), (4, 10), (4, 10), (4, 10), True),
        (goal("utilization", at_least=0.5), (4, 10), (6, 10), NOBODY, False),
    ],
)
def test_what_no_plan_keeps_is_out_of_reach(of, rich, usual, lean, beyond):
    """A wait is not kept by answering nobody; fewer agents than were tried may be busy enough."""
    others = [standing(of, *sums) for sums in (usual, lean)]
    assert reach(standing(of, *rich), others).beyond.tolist() == [beyond]


def waits(*goals):
    """Return how bounds of 10 s on mean waits stand, each with the waits (s) of one chat in each of two replications."""
    keys = ("wait_mean", "frt_mean", "handle_time_mean")[: len(goals)]
    tops = np.array(goals, dtype=float).T[:, :, np.newaxis]
    conditions = Conditions([goal(key, at_most=10.0) for key in keys], window(1, 1))
    return conditions.standing(Outcome(tops, np.ones_like(tops), np.zeros((2, 1))))


def test_what_the_most_agents_just_miss_is_asked_for_as_near_as_they_come():
    """Where no plan is found first, before any target is given up; the floor is what the most agents bring, less the noise."""
    richest = waits((20, 21), (4, 17), (4, 5))
    first = reach(richest, [waits((30, 31), (14, 27), (14, 15))])
    spare = np.full(3, 0.5)
    assert first.beyond.tolist() == [True, False, False]
    assert first.asked(spare).tolist() == pytest.approx([richest.value[0] - richest.error[0], 0.5, 0.5])
    second = first.easier(spare)
    assert (second.beyond.tolist(), second.left.tolist()) == ([True, False, False], [True, True, False])
    assert second.given_up == ()
    assert second.asked(spare)[1:].tolist() == pytest.approx([richest.value[1] - richest.error[1], 0.5])
    assert second.easier(spare) is None


def test_what_the_most_agents_just_keep_is_not_given_away():
    """With less to spare than a proof needs it is in doubt, but never asked for less than what keeps it."""
    first = reach(waits((9, 10), (4, 5)), [waits((30, 31), (14, 15))])
    spare = np.array([3.0, 0.5])
    second = first.easier(spare)
    assert second.left.tolist() == [True, False]
    assert second.asked(spare).tolist() == [0.0, 0.5]


def test_of_targets_that_pull_apart_the_last_is_given_up():
    """Both are kept by some plan, so neither is out of reach."""
    either = reach(waits((4, 5), (20, 21)), [waits((20, 21), (4, 5))])
    assert not either.beyond.any()
    easier = either.easier(np.zeros(2))
    assert [of.kpi.key for of in easier.given_up] == ["frt_mean"]
    assert easier.easier(np.zeros(2)) is None
