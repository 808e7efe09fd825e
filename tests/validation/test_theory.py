"""The theories agree with one another where two of them tell the same story."""

import numpy as np
import pytest
from theory.line import Line
from theory.markov import chain
from theory.patience import ENDLESS, constant, exponential, until, weibull
from theory.waiting_room import Places, birth_death

from planner.queueing import erlang_a, erlang_c

HANDLE, RATE, SERVERS, PATIENCE = 300.0, 0.02, 5, 120.0
SPEEDS = [n / HANDLE for n in range(1, SERVERS + 1)]


def test_integrals_and_erlang_a():
    """The virtual wait with exponential patience is Erlang A, also with Weibull's of shape 1."""
    formula = erlang_a(SERVERS, RATE, HANDLE, PATIENCE)
    for patience in (exponential(PATIENCE), weibull(PATIENCE, 1.0)):
        line = Line(RATE, SPEEDS, patience)
        waiting = line.waiting()
        assert waiting["missed_rate"] == pytest.approx(formula.abandoned_rate, rel=1e-9)
        assert waiting["wait_mean"] == pytest.approx(formula.wait_mean, rel=1e-9)
        assert line.in_time(40.0) == pytest.approx(formula.service_level(40.0), rel=1e-9)
        assert line.chats_in_hand() / SERVERS == pytest.approx(formula.occupancy, rel=1e-9)


def test_integrals_and_erlang_c():
    """The virtual wait with endless patience is Erlang C."""
    rate = 0.8 * SPEEDS[-1]
    formula, line = erlang_c(SERVERS, rate, HANDLE), Line(rate, SPEEDS, ENDLESS)
    assert line.waiting()["wait_mean"] == pytest.approx(formula.wait_mean, rel=1e-9)
    assert line.in_time(90.0) == pytest.approx(formula.service_level(90.0), rel=1e-9)


def test_who_gives_up_is_not_answered():
    """In-time, gave up and still waiting add up; a patience cut at its own length is that constant."""
    line = Line(RATE, SPEEDS, weibull(PATIENCE, 0.7))
    assert line.in_time(1e6) + line.gave_up_before(1e6) == pytest.approx(1.0, rel=1e-9)
    cut, straight = Line(RATE, SPEEDS, until(ENDLESS, 60.0)), Line(RATE, SPEEDS, constant(60.0))
    assert cut.waiting() == pytest.approx(straight.waiting())


def test_integrals_and_chains():
    """The integrals, the birth-death chain with the fates in line, and the explored chain agree on Erlang A."""
    line, places = Line(RATE, SPEEDS, exponential(PATIENCE)), 150
    present = np.arange(1, SERVERS + places + 1)
    ends = np.minimum(present, SERVERS) / HANDLE + np.maximum(present - SERVERS, 0) / PATIENCE
    law = birth_death(np.full(len(present), RATE), ends)

    def moves(number):
        if number < SERVERS + places:
            yield RATE, number + 1
        if number:
            yield ends[number - 1], number - 1

    explored = chain([0], moves)
    assert explored.states == list(range(SERVERS + places + 1))
    assert explored.stationary() == pytest.approx(law, abs=1e-12)
    far, _ = explored.after(np.eye(len(law))[0], 20 * HANDLE)
    assert far == pytest.approx(law, abs=1e-6)
    behind = Places(SPEEDS[-1], 1 / PATIENCE, places)
    joins, at_once = law[SERVERS:-1], law[:SERVERS].sum()
    answered = at_once + joins @ behind.fates().answered
    assert answered == pytest.approx(line.answered, rel=1e-9)
    assert joins @ behind.fates().waited / answered == pytest.approx(line.waiting()["wait_mean"], rel=1e-9)
    assert at_once + joins @ behind.answered_within(40.0) == pytest.approx(line.in_time(40.0), rel=1e-9)
