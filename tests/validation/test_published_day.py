"""A published example: the call centre of SSJ, whose day is as busy as a gamma factor wants it to be.

Source: the examples `CallCenter.java`, `.dat` and `.txt` of P. L'Ecuyer and others, Stochastic Simulation in Java
(github.com/umontreal-simul/ssj, src/main/docs/examples/tutorial); its arrivals are those of Avramidis, Deslauriers &
L'Ecuyer (2004), "Modeling daily arrivals to a telephone call center", Management Science 50. Its figures are sums
over a day's calls divided by the 1,660 calls expected.

There, removed agents go on counting until their calls end: no call starts while as many as there are agents are in
service. Here agents are persons, who stop one by one. Theory has both rules.
"""

from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

import numpy as np
import pytest
from theory.agreement import expect
from theory.markov import Chain, chain
from theory.patience import Floats
from theory.simulation import hourly, one_day
from theory.uncertain_volume import factors

HOUR = 3600.0
AGENTS = [4, 6, 8, 8, 8, 7, 8, 8, 6, 6, 4, 4, 4]
PER_HOUR = [100.0, 150.0, 150.0, 180.0, 200.0, 150.0, 150.0, 150.0, 120.0, 100.0, 80.0, 70.0, 60.0]
CALLS = sum(PER_HOUR)
SERVICE, PATIENCE, BALKING = 100.0, 1000.0, 0.1
UNCERTAINTY = 10**-0.5
"""The factor's gamma law has the shape 10."""
NODES = 16
"""Of the quadrature over the factor."""
NEGLIGIBLE = 1e-10


class Calls(NamedTuple):
    """Calls with agents who count, calls with agents who only finish them, calls waiting."""

    busy: int
    draining: int
    waiting: int


class Figures(NamedTuple):
    """Means of a day."""

    waited: float = 0.0
    """Seconds, all calls together."""
    lost: float = 0.0
    """Calls."""
    not_at_once: float = 0.0
    """Calls that find no agent free."""
    busy: float = 0.0
    """Seconds of agents at work, but for overtime."""
    overtime: float = 0.0
    """Seconds of agents at work after the centre has closed, or after they were to stop."""


def day(factor: float, persons: bool) -> Figures:
    """Walk through a day with such a factor on its volume, and the hour in which its last calls end."""
    # without any service there would wait a Poisson number of at most this mean
    most = factor * max(PER_HOUR) / HOUR * PATIENCE
    places = int(most + 8 * most**0.5) + 20
    law, before, total = {Calls(0, 0, 0): 1.0}, AGENTS[0], np.zeros(len(Figures()))
    for agents, per_hour in zip([*AGENTS, AGENTS[-1]], [*PER_HOUR, 0.0], strict=True):
        arrives = factor * per_hour / HOUR
        begin = [change(calls, before, agents, persons) for calls in law]
        states = chain(dict.fromkeys(begin), moves(arrives, agents, places))
        place = {calls: number for number, calls in enumerate(states.states)}
        first = np.bincount([place[calls] for calls in begin], list(law.values()), len(place))
        end, spent = states.after(first, HOUR)
        total += hour_figures(states, spent, arrives, agents)
        law, before = dict(zip(states.states, end.tolist(), strict=True)), agents
    return Figures(*total.tolist())


def moves(arrives: float, agents: int, places: int) -> Callable[[Calls], Iterator[tuple[float, Calls]]]:
    """Return the transitions of an hour."""

    def transitions(calls: Calls) -> Iterator[tuple[float, Calls]]:
        busy, draining, waiting = calls
        if busy < agents:
            yield arrives, Calls(busy + 1, draining, waiting)
        elif waiting < places:
            yield arrives * (1 - BALKING), Calls(busy, draining, waiting + 1)
        yield waiting / PATIENCE, Calls(busy, draining, waiting - 1)
        next_starts = waiting and busy <= agents
        yield busy / SERVICE, Calls(busy - (not next_starts), draining, waiting - bool(next_starts))
        yield draining / SERVICE, Calls(busy, draining - 1, waiting)

    return transitions


def change(calls: Calls, before: int, agents: int, persons: bool) -> Calls:
    """Change the number of agents; persons who stop finish their call apart, and come back last."""
    busy, draining, waiting = calls
    if persons:
        stop = max(0, busy - agents)
        off = max(AGENTS) - before - draining
        back = max(0, agents - before - off)
        busy, draining = busy - stop + back, draining + stop - back
    start = min(waiting, max(0, agents - busy))
    return Calls(busy + start, draining, waiting - start)


def hour_figures(states: Chain[Calls], spent: Floats, arrives: float, agents: int) -> Floats:
    """Return the figures of an hour; after the last one agents only work overtime."""
    waited = float(spent @ states.values(lambda calls: calls.waiting))
    refused = arrives * float(spent @ states.values(lambda calls: calls.busy >= agents))
    busy = float(spent @ states.values(lambda calls: calls.busy))
    draining = float(spent @ states.values(lambda calls: calls.draining))
    closed = not arrives
    lost = BALKING * refused + waited / PATIENCE
    return np.array([waited, lost, refused, busy * (not closed), draining + busy * closed])


@cache
def mixture(persons: bool, nodes: int = NODES) -> Figures:
    """Return the figures of a day whose factor is gamma."""
    mean = np.zeros(len(Figures()))
    for factor, weight in zip(*factors([UNCERTAINTY], nodes), strict=True):
        if weight > NEGLIGIBLE:
            mean += weight * np.array(day(factor, persons))
    return Figures(*mean.tolist())


@pytest.mark.slow
def test_theory_is_what_was_published():
    """10,000 days of SSJ: wait 12.736 (90 % interval 12.243 to 13.229), lost 0.037 (0.036 to 0.038)."""
    published = mixture(persons=False)
    assert 12.243 < published.waited / CALLS < 13.229
    assert 0.036 < published.lost / CALLS < 0.038
    assert (f"{published.waited / CALLS:.2f}", f"{published.lost / CALLS:.2%}") == ("12.52", "3.65%")


@pytest.mark.slow
def test_quadrature():
    """The gamma law is mixed exactly enough."""
    assert mixture(persons=True) == pytest.approx(mixture(persons=True, nodes=NODES - 4), rel=1e-4)


@pytest.mark.slow
def test_published_day():
    """Waits and losses of the whole day; ratios are pooled, so theory is a ratio of means, as published."""
    theory = mixture(persons=True)
    assert (f"{theory.waited / CALLS:.2f}", f"{theory.lost / CALLS:.2%}") == ("12.45", "3.64%")
    summary = one_day(
        len(PER_HOUR),
        {
            "arrivals": {"per_hour": hourly(PER_HOUR), "uncertainty": UNCERTAINTY},
            "handle_time": f"{SERVICE:g}s",
            "patience": {"mean": f"{PATIENCE:g}s", "balking": BALKING},
        },
        {"agents": hourly(AGENTS)},
        seed=631,
        replications=20_000,
    )
    figures = {
        "offered": CALLS,
        "wait_mean_all": theory.waited / CALLS,
        "missed_rate": theory.lost / CALLS,
        "wait_probability": theory.not_at_once / CALLS,
        "utilization": theory.busy / sum(AGENTS) / HOUR,
        "overtime_hours": theory.overtime / HOUR,
        "handle_time_mean": SERVICE,
    }
    expect(summary.figures, figures, summary.replications)
