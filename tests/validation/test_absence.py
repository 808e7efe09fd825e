"""Agents who do not turn up: the mixture of the days with each number of agents, of which chance picks one.

A short day that begins empty is not stationary: Kolmogorov's forward equations through the day and after doors
closed, for each number of agents. A ratio is pooled, so theory is a ratio of expectations over the mixture.
"""

from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass
from datetime import timedelta
from typing import NamedTuple

import numpy as np
import pytest
from scipy.stats import binom
from theory.agreement import expect
from theory.markov import Chain, chain
from theory.patience import Floats
from theory.simulation import MIDNIGHT, chats, mean, one_day, study

HOUR, MINUTE = 3600.0, 60.0
HOURS, PER_HOUR, HANDLE, PATIENCE = 4, 40.0, 8 * MINUTE, 6 * MINUTE
AGENTS, ABSENCE = 7, 0.15
LONGEST_QUEUE = 80
"""Places in the chains' queues; more are never taken."""
EVENING = 12 * HOUR
"""Long enough for the last chat to end."""


class Line(NamedTuple):
    """Agents with a chat, chats waiting."""

    busy: int
    waiting: int


def line(agents: int, arrives: float) -> Chain[Line]:
    """Return M/M/n+M."""

    def moves(state: Line) -> Iterator[tuple[float, Line]]:
        busy, waiting = state
        if busy < agents:
            yield arrives, Line(busy + 1, 0)
        elif waiting < LONGEST_QUEUE:
            yield arrives, Line(busy, waiting + 1)
        if waiting:
            yield busy / HANDLE + waiting / PATIENCE, Line(busy, waiting - 1)
        elif busy:
            yield busy / HANDLE, Line(busy - 1, 0)

    full = [Line(agents, waiting) for waiting in range(1, LONGEST_QUEUE + 1)]
    return chain([*(Line(busy, 0) for busy in range(agents + 1)), *full], moves)


@dataclass(frozen=True)
class Day:
    """Expectations of a day; times in seconds."""

    present: float
    """Agents who turned up."""
    waited: float
    """Of all chats."""
    abandoned: float
    closed: float
    """Sent away as doors close, because nobody is there."""
    busy: float
    """Of agents, while doors are open."""
    draining: float
    """Of agents with a chat, after that."""
    full: float
    """Time in which an arrival would not be assigned at once."""


def day_of(agents: int) -> Day:
    """Return what a day with so many agents is like; they serve those who wait at its end."""
    by_day = line(agents, PER_HOUR / HOUR)
    empty = by_day.values(lambda state: state == (0, 0))
    law, spent = by_day.after(empty, HOURS * HOUR)
    evening = line(agents, 0.0)
    assert evening.states == by_day.states
    _, late = evening.after(law, EVENING)
    waiting = by_day.values(lambda state: state.waiting)
    busy = by_day.values(lambda state: state.busy)
    in_evening = float(late @ waiting) if agents else 0.0
    waited = float(spent @ waiting) + in_evening
    return Day(
        present=agents,
        waited=waited,
        abandoned=waited / PATIENCE,
        closed=0.0 if agents else float(law @ waiting),
        busy=float(spent @ busy),
        draining=float(late @ busy),
        full=float(spent @ by_day.values(lambda state: state.busy == agents)),
    )


def mixed(agents: int, absence: float) -> Day:
    """Return the mixture over how many turn up."""
    chances: Floats = binom.pmf(np.arange(agents + 1), agents, 1 - absence)
    days = np.array([astuple(day_of(present)) for present in range(agents + 1)])
    return Day(*(chances @ days).tolist())


def figures_of(day: Day) -> Mapping[str, float]:
    """Return pooled figures: ratios of expectations."""
    offered = HOURS * PER_HOUR
    missed = day.abandoned + day.closed
    return {
        "missed_rate": missed / offered,
        "answered": offered - missed,
        "wait_mean_all": day.waited / offered,
        "wait_probability": day.full / (HOURS * HOUR),
        "utilization": day.busy / (day.present * HOURS * HOUR),
        "staffed_hours": day.present * HOURS,
        "overtime_hours": day.draining / HOUR,
    }


SHIFTS = [{"agents": 4, "from": "08:00", "to": "12:00"}, {"agents": 3, "from": "08:00", "to": "12:00"}]
TEAMS = {"head counts": {"agents": AGENTS}, "shifts": {"shifts": SHIFTS}}


@pytest.mark.slow
@pytest.mark.parametrize("team", TEAMS.values(), ids=TEAMS.keys())
def test_absence(team):
    """M/M/N+M from an empty start, N binomial: days on which few come weigh more than their share."""
    theory = figures_of(mixed(AGENTS, ABSENCE))
    # not as if the mean number came
    assert theory["missed_rate"] > 1.1 * figures_of(day_of(6))["missed_rate"]
    summary = one_day(
        HOURS,
        chats(PER_HOUR, "8m", "6m"),
        {**team, "absence": ABSENCE},
        seed=701,
        replications=4000,
    )
    expect(summary.figures, theory, summary.replications)
    assert mean(summary.figures["scheduled_hours"]) == pytest.approx(AGENTS * HOURS)


@pytest.mark.slow
def test_a_day_on_which_nobody_may_come():
    """One agent, absent every third day: all who wait then leave, or are closed as doors close."""
    theory = figures_of(mixed(1, 1 / 3))
    closed = binom.pmf(0, 1, 2 / 3) * day_of(0).closed
    summary = one_day(
        HOURS, chats(PER_HOUR, "8m", "6m"), {"agents": 1, "absence": 1 / 3}, seed=702, replications=8000
    )
    told = ("missed_rate", "answered", "wait_mean_all", "utilization", "staffed_hours")
    expect(summary.figures, {key: theory[key] for key in told}, summary.replications)
    expect(summary.figures, {"closed_rate": closed / (HOURS * PER_HOUR)}, summary.replications)


@pytest.mark.slow
def test_absence_is_drawn_each_day_anew():
    """Three days in a run, doors open 08:00 to 12:00: each is the mixture, and their agents are independent.

    If the same agents were absent on all days, the staffed hours of a run would vary three times as much.
    """
    runs, agents, absence = 3000, 4, 0.25
    summary = study(
        MIDNIGHT,
        MIDNIGHT + timedelta(days=2, hours=12),
        {"support": chats(PER_HOUR / 2, "8m", "6m")},
        {"team": {"agents": agents, "absence": absence}},
        open="08:00-12:00",
        run={"replications": runs, "seed": 703},
    )
    staffed = summary.figures["staffed_hours"]
    expect(summary.figures, {"staffed_hours": 3 * HOURS * agents * (1 - absence)}, runs)
    variance = 3 * HOURS**2 * agents * absence * (1 - absence)
    # the half-width is 1.96 standard errors; that of a standard deviation is at most 1/sqrt(2 n) of it here
    found = staffed.half_width / 1.96 * runs**0.5
    assert found == pytest.approx(variance**0.5, rel=3 / (2 * runs) ** 0.5)
    for part in summary.days:
        wanted = {"staffed_hours": HOURS * agents * (1 - absence)}
        expect(part.figures, wanted, 30)
