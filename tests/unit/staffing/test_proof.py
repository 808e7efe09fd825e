"""Proofs: how often they are wrong, and what they ask of counts."""

import math
from types import SimpleNamespace

import numpy as np
import pytest

from planner.demand import blueprint
from planner.scenario import loads
from planner.staffing import proof
from planner.staffing.bench import Spent
from planner.staffing.conditions import Conditions
from planner.staffing.proof import replications_needed, tail, too_few
from tests.unit.staffing.hand_made import goal, outcome, window

PLAN = blueprint(
    loads(
        "start: 2026-11-23 08:00\nend: 2026-11-23 09:00\n"
        "chat_types: {a: {arrivals: {per_hour: 1}, handle_time: 1m, patience: 1m}}\nagent_groups: {team: {agents: 1}}\n"
    )
)


class Drawn:
    """A bench whose replications are rows that are given."""

    def __init__(self, top, bottom) -> None:
        self.all = outcome(top, bottom)
        self.customers = SimpleNamespace(plan=PLAN)
        self.spent = Spent()

    def over(self, job, first, count):
        """Yield the first of them, with tallies, of which there are none here."""
        yield self._rows(first, count), []

    def further(self, roster, first, count):
        """Yield the others."""
        if count:
            yield self._rows(first, count)

    def _rows(self, first, count):
        of, begin = self.all, first % proof.FRESH
        rows = slice(begin, begin + count)
        return type(of)(of.top[rows], of.bottom[rows], of.overtime[rows])


def tried(of, top, bottom, attempt=1):
    """Test one goal on replications of two intervals."""
    conditions = Conditions([of], window(1, np.shape(top)[1]))
    return proof.test(Drawn(top, bottom), conditions, None, attempt, len(top))


def proven_by(tested):
    """Tell whether a proof proves all."""
    return not tested.unproven.any()


def test_the_risks_of_all_proofs_are_five_percent():
    """They shrink from 2.5 % on, and add up to 5 % at most, whatever their number."""
    risks = [tail(attempt) for attempt in range(1, 2001)]
    assert risks[0] == 0.025
    assert risks == sorted(risks, reverse=True)
    assert sum(risks) < 0.05
    assert sum(risks) == pytest.approx(0.05, rel=0.001)


@pytest.mark.parametrize("attempt", [1, 2])
@pytest.mark.parametrize("goals", [1, 3])
def test_a_plan_exactly_on_the_bound_is_proven_as_rarely_as_told(attempt, goals):
    """4000 times 50 normal replications: 2.5 % or, the second time, 0.83 %, within 3 standard errors of the binomial law.

    With more goals than one, the others well kept, it is the same.
    """
    draw, times = np.random.default_rng(8), 4000
    slack = draw.normal(0, 5, (times, 50, goals))
    slack[:, :, 1:] += 20
    of = goal("missed", at_most=100, per="interval")
    proven = sum(proven_by(tried(of, 100 - one, np.zeros(one.shape), attempt)) for one in slack)
    risk = tail(attempt)
    assert abs(proven / times - risk) < 3 * math.sqrt(risk * (1 - risk) / times)


def test_a_share_exactly_on_the_bound_is_proven_as_rarely_as_told():
    """3000 times 200 days with about 30 chats, of which each is missed with 10 %: in 2.5 %, or a little more or less.

    That slacks are not quite normal may cost half a percent.
    """
    draw, times, proven = np.random.default_rng(9), 3000, 0
    for _ in range(times):
        chats = draw.poisson(30, (200, 1))
        proven += proven_by(tried(goal("missed_rate", at_most=0.1), draw.binomial(chats, 0.1), chats))
    assert abs(proven / times - 0.025) < 0.005 + 3 * math.sqrt(0.025 * 0.975 / times)


@pytest.mark.parametrize(("days", "proven"), [(40, False), (72, False), (73, True)])
def test_where_no_chat_was_missed_it_takes_enough_days(days, proven):
    """Wilson: n / (n + 1.96^2) is 95 % at 72.99; chats of one day may all be lucky together, so their number counts for nothing."""
    offered = [[1]] * (days - 30) + [[30]] * 30 + [[0]] * 100
    found = tried(goal("missed_rate", at_most=0.05), np.zeros((len(offered), 1)), offered)
    assert proven_by(found) == proven
    assert too_few(found).tolist() == [not proven]
    assert proven_by(tried(goal("service_level", at_least=0.95), offered, offered)) == proven


def test_few_chats_are_not_proven_by_the_spread_of_their_days():
    """400 nights with 8 chats in all, none missed: a tenth of nights like these has a true rate of 25 %."""
    offered = [[1]] * 8 + [[0]] * 392
    found = tried(goal("missed_rate", at_most=0.05, per="interval"), np.zeros((400, 1)), offered)
    assert found.standing.value[0] / found.standing.error[0] > 2.5
    assert not proven_by(found)


@pytest.mark.parametrize(
    ("of", "counts", "proven"),
    [
        (goal("wait_p90", at_most=60), (40, 40), True),  # 36 of 40 would do; Wilson says 91 %
        (goal("wait_p90", at_most=60), (34, 34), False),  # 89.8 %
        (goal("wait_p90", at_least=60), (0, 40), True),
        (goal("wait_p90", at_least=60), (0, 0), True),
        (goal("missed_rate", at_most=0.05), (40, 40), False),
        (goal("service_level", at_least=0.8), (0, 40), False),
    ],
)
def test_all_or_none(of, counts, proven):
    """Of shares and percentiles, on either side."""
    top, bottom = ([[1]] * count + [[0]] * (50 - count) for count in counts)
    assert proven_by(tried(of, top, bottom)) == proven


@pytest.mark.parametrize(("good", "proven"), [(94, False), (95, False), (96, True), (100, True)])
def test_days_are_counted(good, proven):
    """90 % of 100 days: Wilson's lower bound of 95 % is 88.8 %, that of 96 % is 90.2 %."""
    top = [[9]] * good + [[7]] * (100 - good)
    found = tried(goal("service_level", at_least=0.8, on=0.9), top, [[10]] * 100)
    assert proven_by(found) == proven
    assert too_few(found).tolist() == [False]


@pytest.mark.parametrize("attempt", [1, 3])
def test_so_many_replications_prove_it_five_times_of_six(attempt):
    """Normal slacks with mean 1 and standard deviation 8, proven with as many as asked for."""
    draw, of = np.random.default_rng(10), goal("missed", at_most=100)
    known = 99 + 8 * np.concatenate([np.full((50, 1), -1.0), np.full((50, 1), 1.0)]) * math.sqrt(0.99)
    standing = Conditions([of], window(1, 1)).standing(outcome(known, np.zeros((100, 1))))
    number = replications_needed(standing, np.ones(1, dtype=np.bool_), attempt, 10, 100_000)
    proven = [
        proven_by(tried(of, draw.normal(99, 8, (number, 1)), np.zeros((number, 1)), attempt))
        for _ in range(400)
    ]
    assert np.mean(proven) == pytest.approx(0.841, abs=3 * math.sqrt(0.841 * 0.159 / 400))


def test_days_that_all_keep_a_goal_ask_for_enough_days():
    """Chats on one day of ten, none missed: (1.96 + 1)^2 * 19 such days are 167, so about 1670."""
    offered = [[7]] * 10 + [[0]] * 90
    standing = Conditions([goal("missed_rate", at_most=0.05)], window(1, 1)).standing(
        outcome(np.zeros((100, 1)), offered)
    )
    every = np.ones(1, dtype=np.bool_)
    assert replications_needed(standing, every, 1, 10, 100_000) == pytest.approx(1665, rel=0.01)
    assert replications_needed(standing, every, 1, 10, 500) == 500
    assert replications_needed(standing, ~every, 1, 10, 500) == 10


def test_what_is_clearly_missed_is_not_simulated_for_long():
    """Half of the chats are missed on every day, where 5 % may be: more days cannot change that."""
    top = np.array([[50.0], [51.0]] * 10)
    standing = Conditions([goal("missed_rate", at_most=0.05)], window(1, 1)).standing(
        outcome(top, np.full((20, 1), 100.0))
    )
    assert replications_needed(standing, np.ones(1, dtype=np.bool_), 1, 10, 100_000) == 10
