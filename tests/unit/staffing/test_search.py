"""The search on truths that are known: the cheapest plan is found by trying all of them."""

from itertools import product

import numpy as np
import pytest

from planner.staffing import search
from planner.staffing.conditions import Conditions
from planner.staffing.drops import drop_and_swap
from planner.staffing.mixtures import look_closer
from planner.staffing.program import solve
from planner.staffing.search import Search
from planner.staffing.steps import follow_cuts
from planner.staffing.trial import Outcome
from tests.unit.staffing.hand_made import HandMadeBench, HandMadeSpace, blocks, goal, window


class InThisProcess:
    """A solver without a process of its own."""

    solve = staticmethod(solve)


CHATS = np.array([20.0, 35.0, 50.0, 30.0])
DAYS = np.random.default_rng(6).uniform(0.8, 1.2, (40, 4))
"""By how much chats differ from day to day."""
LUCK = np.random.default_rng(7).normal(0, 0.2, (40, 4))
"""By how much the share in time does."""


def in_time(goals, groups=1, carried=0.2):
    """Return a truth: the share in time is concave in the agents of all groups, some of whose work is for the next interval.

    Agents of later groups are worth less and less.
    """

    def brings(agents):
        worth = 0.7 ** np.arange(groups)
        there = worth @ agents.reshape(groups, -1)
        there = there + carried * np.append(0.0, there[:-1])
        chats = (DAYS * CHATS)[:, : len(there)]
        share = 1 - np.exp(-there * 8 / CHATS[: len(there)])
        return alike(chats * (share + LUCK[:, : len(there)]), chats, goals)

    return brings


def alike(top, bottom, goals):
    """Return the same sums for all goals."""
    return Outcome(
        *(np.repeat(sums[:, np.newaxis], goals, axis=1) for sums in (top, bottom)), np.zeros((len(top), 1))
    )


def searched(bench, space, goals, start):
    """Return a search after all its stages."""
    found = Search(bench, space, InThisProcess(), conditions_of(space, goals), np.zeros(1))
    found.richest = space.high
    follow_cuts(found, start)
    drop_and_swap(found)
    look_closer(found)
    return found


def conditions_of(space, goals):
    """Return the conditions of goals in a space's intervals."""
    return Conditions(goals, window(1, len(space.blocks.open)))


def cheapest(bench, space, goals):
    """Try every plan, those that cost least first."""
    conditions = conditions_of(space, goals)
    ranges = [range(low, high + 1) for low, high in zip(space.low, space.high, strict=True)]
    plans = np.array(list(product(*ranges)))
    costs = plans @ space.cost
    return next(
        costs[place]
        for place in np.argsort(costs, kind="stable")
        if (conditions.standing(bench.brings(plans[place])).value >= 0).all()
    )


@pytest.mark.parametrize("start", [0, 4, 9])
@pytest.mark.parametrize(
    ("goals", "cost"),
    [
        ([goal("service_level", at_least=0.8)], [1, 1, 1, 1]),
        ([goal("service_level", at_least=0.8)], [1.0, 1.3, 1.7, 0.9]),
        ([goal("service_level", at_least=0.8, per="interval")], [1, 1, 1, 1]),
        (
            [goal("service_level", at_least=0.85), goal("service_level", at_least=0.7, per="interval")],
            [2, 1, 3, 1],
        ),
    ],
)
def test_the_cheapest_head_counts(goals, cost, start):
    """For the run, for each interval and for both, from nobody, from too few and from many."""
    space = HandMadeSpace(blocks(4), high=9, cost=cost)
    bench = HandMadeBench(in_time(len(goals)))
    found = searched(bench, space, goals, np.full(4, start))
    assert found.best.cost == pytest.approx(cheapest(bench, space, goals))
    assert found.bound() <= found.best.cost + 1e-6


def test_the_cheapest_of_two_groups():
    """The second one's agents are worth 0.7 of the first one's, and cost 0.6 of them, but in the third interval."""
    goals = [goal("service_level", at_least=0.7)]
    space = HandMadeSpace(blocks(3, groups=2), high=6, cost=[1, 1, 1, 0.6, 0.6, 0.8])
    bench = HandMadeBench(in_time(1, groups=2))
    found = searched(bench, space, goals, np.full(6, 2))
    assert found.best.cost == pytest.approx(cheapest(bench, space, goals))


def test_utilization_between_bounds():
    """Work of 15 agents' intervals, done by whoever is there: 70 to 85 % of their time, in each interval."""
    work = np.array([2.3, 3.9, 5.5, 3.1])

    def brings(agents):
        return alike(np.minimum(agents, work * DAYS), np.tile(agents, (40, 1)), 2)

    goals = [
        goal("utilization", at_most=0.85, per="interval"),
        goal("utilization", at_least=0.7, per="interval"),
    ]
    space, bench = HandMadeSpace(blocks(4), high=9, low=1), HandMadeBench(brings)
    for start in (4, 9):
        found = searched(bench, space, goals, np.full(4, start))
        assert found.best.cost == cheapest(bench, space, goals)


def test_overload_where_one_agent_more_changes_nothing():
    """Nobody is in time until ten agents are there, then all at once: the richest plan leads to eleven or fewer."""

    def brings(agents):
        share = 1 / (1 + np.exp(-4.0 * (agents - 10.0)))
        return alike(DAYS * CHATS * share, DAYS * CHATS, 1)

    goals = [goal("service_level", at_least=0.8, per="interval")]
    space, bench = HandMadeSpace(blocks(4), high=20), HandMadeBench(brings)
    found = searched(bench, space, goals, np.zeros(4, dtype=np.int64))
    assert found.best.counts.tolist() == [11] * 4


@pytest.mark.parametrize("start", [0, 2, 4, 9])
@pytest.mark.parametrize("per", ["run", "interval"])
def test_steps_alone_lead_to_a_good_plan(monkeypatch, start, per):
    """Where there are too many columns for cuts: from too few as from many, within a twentieth of the cheapest."""
    monkeypatch.setattr(search, "MANY", 3)
    goals = [goal("service_level", at_least=0.8, per=per)]
    space, bench = HandMadeSpace(blocks(4), high=9), HandMadeBench(in_time(1))
    found = Search(bench, space, InThisProcess(), conditions_of(space, goals), np.zeros(1))
    follow_cuts(found, np.full(4, start))
    assert found.best.cost <= 1.05 * cheapest(bench, space, goals)


def test_a_plan_is_simulated_once():
    """Trying it again costs nothing."""
    bench = HandMadeBench(in_time(1))
    found = Search(
        bench,
        HandMadeSpace(blocks(4)),
        InThisProcess(),
        Conditions([goal("service_level", at_least=0.8)], window(1, 4)),
        np.zeros(1),
    )
    found.try_all([np.full(4, 3), np.full(4, 3)])
    found.try_all([np.full(4, 3)])
    assert bench.spent.trials == 1


class FewThenMore(HandMadeBench):
    """A bench whose first replications are better than the truth."""

    lucky = True

    def outcomes(self, rosters, replications=None):
        """Return two chats in a hundred more in time, while it is lucky."""
        found = super().outcomes(rosters)
        if self.lucky:
            found = [Outcome(one.top + 0.02 * one.bottom, one.bottom, one.overtime) for one in found]
        return found

    def grow(self) -> bool:
        """Take so many that luck does not last."""
        was, self.lucky = self.lucky, False
        return was


def test_what_was_luck_is_repaired():
    """More replications show that the best plan misses its goal: the next dearer one is found, not the richest."""
    goals = [goal("service_level", at_least=0.8)]
    space = HandMadeSpace(blocks(4), high=9)
    bench = FewThenMore(in_time(1))
    found = searched(bench, space, goals, np.full(4, 5))
    assert not bench.lucky
    assert found.best.cost == cheapest(bench, space, goals)
