"""What no staffing can keep."""

import pytest

from planner.staffing.conditions import Conditions
from planner.staffing.reach import reach
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
