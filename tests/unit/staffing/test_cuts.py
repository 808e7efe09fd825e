"""What cuts allow, on problems small enough to solve by trying."""

from itertools import product

import numpy as np
import pytest
from scipy.sparse import csr_array

from planner.staffing.cuts import Cuts
from planner.staffing.gradient import Slopes
from planner.staffing.program import solve
from tests.unit.staffing.hand_made import HandMadeSpace, blocks


class InThisProcess:
    """A solver without a process of its own."""

    solve = staticmethod(solve)


COST = [3.0, 2.0, 2.5]
SLOPES = [[1.0, 0.4, 0.0], [0.0, 0.7, 1.1]]
VALUES = [-4.0, -3.3]
AT = [2, 1, 2]


@pytest.fixture
def cuts() -> Cuts:
    """Return cuts on two conditions, made at one plan."""
    made = Cuts(HandMadeSpace(blocks(3), high=9, cost=COST), InThisProcess())
    made.add(np.array(AT), np.array(VALUES), csr_array(SLOPES))
    return made


def allowed(plan, least):
    """Tell whether the cuts allow a plan."""
    return (np.array(VALUES) + np.array(SLOPES) @ (np.array(plan) - AT) >= np.array(least) - 1e-9).all()


@pytest.mark.parametrize("least", [(0, 0), (1.5, 0), (0, 4), (-2, -3)])
def test_the_cheapest_plan_that_cuts_allow(cuts, least):
    """As trying all of a thousand plans says; the bound is at most its cost, and close; fractions only lower it."""
    best = min(np.dot(COST, plan) for plan in product(range(10), repeat=3) if allowed(plan, least))
    values = np.array(least, dtype=np.float64)
    found = cuts.cheapest(values)
    assert allowed(found, least)
    assert np.dot(COST, found) == pytest.approx(best)
    assert best * 0.999 <= cuts.whole_bound(values) <= best + 1e-9
    assert cuts.bound(values) <= best + 1e-9


MORE = [[1.0, 0.4, 0.2], [0.1, 0.5, 1.1]]
FEWER = [[1.8, 0.4, 0.9], [0.1, 0.9, 1.6]]


def stepped(value, least, reach, made=None):
    """Return the step from the plan by two slopes, without cuts if none are given."""
    cuts = made or Cuts(HandMadeSpace(blocks(3), high=9, cost=COST), InThisProcess())
    known = Slopes(csr_array(np.array(MORE)), csr_array(np.array(FEWER)))
    arrays = (np.array(one, dtype=np.float64) for one in (value, least, reach))
    value, least, reach = arrays
    return cuts.step(np.array(AT), value, known, least, reach)


def steps_allowed(value, least, reach):
    """Yield all plans within reach that the two slopes allow, by what each agent more and less changes."""
    for plan in product(range(10), repeat=3):
        change = np.array(plan) - AT
        up, down = np.maximum(change, 0), np.maximum(-change, 0)
        after = np.array(value) + np.array(MORE) @ up - np.array(FEWER) @ down
        if (np.abs(change) <= reach).all() and (after >= np.array(least) - 1e-9).all():
            yield plan


@pytest.mark.parametrize("reach", [(1, 1, 1), (2, 2, 2), (9, 1, 3), (9, 9, 9)])
@pytest.mark.parametrize(
    ("value", "least"), [((-2, -1), (0, 0)), ((3, 2), (0, 0)), ((1, -0.5), (0, 0.3)), ((0, 0), (0, 0))]
)
def test_a_step_is_the_cheapest_by_two_slopes(value, least, reach):
    """As trying all plans within reach says, whether agents must come or may go."""
    costs = [float(np.dot(COST, plan)) for plan in steps_allowed(value, least, reach)]
    found = stepped(value, least, reach)
    if not costs:
        assert found is None
    else:
        assert tuple(found.tolist()) in set(steps_allowed(value, least, reach))
        assert np.dot(COST, found) == pytest.approx(min(costs))


def test_a_step_with_a_known_answer():
    """Short of the first goal by 1: one agent more in the first block brings just that, and then nobody may go.

    What the second goal has to spare would let one of the second block go, who takes 0.9 of it away, but 0.4 of the first as well.
    """
    assert stepped((-1.0, 1.2), (0, 0), (1, 1, 1)).tolist() == [3, 1, 2]


def test_a_step_stays_within_reach():
    """Every goal kept by far: as many go as may, and no more than there are."""
    assert stepped((99, 99), (0, 0), (1, 5, 0)).tolist() == [1, 0, 2]


def test_a_step_keeps_the_cuts_of_other_plans(cuts):
    """The slopes alone would let everybody go."""
    best = min(np.dot(COST, plan) for plan in product(range(10), repeat=3) if allowed(plan, (0, 0)))
    found = stepped((99, 99), (0, 0), (9, 9, 9), cuts)
    assert allowed(found, (0, 0))
    assert np.dot(COST, found) == pytest.approx(best)


def test_a_step_takes_nobody_off_where_one_more_is_idle_but_one_less_hurts():
    """Just enough are there: no slope up, yet the one down is known."""
    cuts = Cuts(HandMadeSpace(blocks(2)), InThisProcess())
    known = Slopes(csr_array((1, 2)), csr_array(np.array([[3.0, 0.5]])))
    found = cuts.step(np.array([4, 4]), np.array([1.0]), known, np.zeros(1), np.full(2, 4.0))
    assert found.tolist() == [4, 2]


def test_a_step_goes_on_where_nothing_is_known_to_help():
    """A goal that is missed and that no agent more changes is no reason to stay: the other one is seen to."""
    cuts = Cuts(HandMadeSpace(blocks(2)), InThisProcess())
    known = Slopes(csr_array(np.array([[0.0, 0], [1, 0]])), csr_array(np.array([[1.0, 0], [1, 0]])))
    found = cuts.step(np.array([1, 1]), np.array([-5.0, -2.0]), known, np.zeros(2), np.full(2, 2.0))
    assert found.tolist() == [3, 0]


def test_a_step_makes_nothing_worse_that_no_agent_more_helps():
    """A goal missed under overload stays as it is, and who is idle goes."""
    cuts = Cuts(HandMadeSpace(blocks(2)), InThisProcess())
    known = Slopes(csr_array((1, 2)), csr_array(np.array([[3.0, 0.0]])))
    found = cuts.step(np.array([4, 4]), np.array([-1.0]), known, np.zeros(1), np.full(2, 4.0))
    assert found.tolist() == [4, 0]


def test_nothing_is_cheapest_where_nothing_is_allowed(cuts):
    """Nine agents everywhere bring 6.2 to the first condition at most."""
    assert cuts.cheapest(np.array([6.3, 0.0])) is None


def test_what_is_unknown_makes_no_cut():
    """A condition about nothing, and one that no agent changes."""
    cuts = Cuts(HandMadeSpace(blocks(2), high=9), InThisProcess())
    cuts.add(np.array([1, 1]), np.array([np.inf, -5.0]), csr_array(np.array([[1.0, 0.0], [0.0, 0.0]])))
    assert cuts.cheapest(np.zeros(2)).tolist() == [0, 0]


def test_forgotten_cuts_allow_everything(cuts):
    """As at the beginning."""
    cuts.forget()
    assert cuts.cheapest(np.zeros(2)).tolist() == [0, 0, 0]


@pytest.mark.parametrize("below", [9.0, 14.0, 18.5])
def test_the_most_promising_plan(cuts, below):
    """Of those that cost so much at most, the one whose worst condition is best, in its own standard errors."""
    scale, none, nine = np.array([1.0, 2.0]), np.zeros(3, dtype=np.int64), np.full(3, 9)

    def worst(plan):
        return min((np.array(VALUES) + np.array(SLOPES) @ (np.array(plan) - AT)) / scale)

    found = cuts.most_promising(np.zeros(2), scale, below, none, nine)
    best = max(worst(plan) for plan in product(range(10), repeat=3) if np.dot(COST, plan) <= below)
    if best <= -4:
        assert found is None
    else:
        assert np.dot(COST, found) <= below + 1e-6
        assert worst(found) >= best - 0.05 * abs(best) - 1e-6


def test_the_most_promising_plan_with_more_of_a_column(cuts):
    """At least six in the second block, the dearest way to do it."""
    found = cuts.most_promising(np.zeros(2), np.ones(2), 30.0, np.array([0, 6, 0]), np.full(3, 9))
    assert found[1] >= 6
    assert np.dot(COST, found) <= 30
