"""Erlang A against the birth-death chain, the incomplete gamma function, its limits and its conservation laws."""

import dataclasses
import itertools
import math
import pickle
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special, stats

from planner.queueing import QueueFigures, erlang_a, erlang_b, erlang_c


class Case(NamedTuple):
    """A queue and the wait that is in time (s)."""

    servers: int
    arrival_rate: float
    handle_time: float
    patience: float
    within: float


def case(servers: int, share: float, patience: float, within: float, handle_time: float = 540.0) -> Case:
    """Return the queue with a load of `share` per server."""
    return Case(servers, share * servers / handle_time, handle_time, patience, within)


CASES = {
    "one server": case(1, 0.5, 60, 20),
    "typical": case(10, 0.9, 180, 60),
    "overloaded": case(10, 2.0, 180, 60),
    "drowned": case(5, 40.0, 180, 300),
    "drowned, patience half a service": case(5, 20.0, 300, 900),
    "critical": case(100, 1.0, 300, 20, handle_time=300),
    "hardly any load": case(10, 1e-6, 180, 60),
    "patience of a moment": case(10, 0.9, 1e-3, 5e-4),
    "patience of a moment, overloaded": case(10, 3.0, 1e-3, 5e-4),
    "patience as long as a service takes": case(30, 1.2, 540, 100),
    "very patient": case(10, 0.9, 1e8, 600),
    "very patient, a blink": case(10, 0.9, 1e8, 1e-3),
    "patient and overloaded": case(10, 1.5, 1e5, 4e4),
    "patient and just overloaded": case(10, 1.02, 1e5, 2e3),
    "large and calm": case(10_000, 0.98, 180, 1),
    "large and critical": case(10_000, 1.0, 180, 2),
    "large and overloaded": case(10_000, 1.05, 180, 9),
    "large, a narrow layer": case(10_000, 0.97, 1e6, 1e-2),
}


class Chain:
    """The queue as a birth-death chain on its number of chats, and a chat's way through the queue by phases."""

    def __init__(self, of: Case):
        self.case = of
        self.service, self.leave = of.servers / of.handle_time, 1.0 / of.patience
        below = np.cumsum(np.log(of.arrival_rate * of.handle_time / np.arange(1.0, of.servers + 1)))
        waiting = 64
        while True:
            ratios = of.arrival_rate / (self.service + self.leave * np.arange(1, waiting + 1))
            logs = np.concatenate([[0.0], below, below[-1] + np.cumsum(np.log(ratios))])
            if logs[-1] < logs[of.servers :].max() - 60.0:
                break
            waiting *= 2
        chances = np.exp(logs - logs.max())
        chances /= chances.sum()
        self.free, self.full = chances[: of.servers], chances[of.servers :]
        self.ahead = np.arange(len(self.full))
        self.advance = self.service + self.leave * self.ahead  # rate at which one of those ahead goes
        self.reaches = np.cumprod(self.advance / (self.advance + self.leave))

    @property
    def answered(self) -> float:
        """Return the share answered: a step onwards against the own patience, for each place in the queue."""
        return float(self.free.sum() + self.full @ self.reaches)

    @property
    def queue_length(self) -> float:
        """Return the mean number waiting."""
        return float(self.full @ self.ahead)

    @property
    def wait_mean(self) -> float:
        """Return the mean wait of the answered: a sum of exponential steps, given that each came first."""
        steps = np.cumsum(1.0 / (self.advance + self.leave))
        return float(self.full @ (self.reaches * steps)) / self.answered

    @property
    def occupancy(self) -> float:
        """Return the mean number of taken servers per server."""
        taken = self.free @ np.arange(self.case.servers) + self.full.sum() * self.case.servers
        return float(taken / self.case.servers)

    @property
    def answered_late_within(self) -> float:
        """Return the share answered after waiting at most `within`, by uniformisation of the places."""
        rate = float(self.advance[-1] + self.leave)
        mean = rate * self.case.within
        steps = int(mean + 12.0 * math.sqrt(mean) + 40)
        onwards, stays = self.advance / rate, 1.0 - (self.advance + self.leave) / rate
        served, total = np.zeros(len(self.full)), 0.0
        for weight in stats.poisson.pmf(np.arange(steps), mean):
            total += weight * float(self.full @ served)
            served = stays * served + onwards * np.concatenate([[1.0], served[:-1]])
        return total


@pytest.fixture(params=CASES.values(), ids=CASES.keys())
def queue(request: pytest.FixtureRequest) -> Case:
    """Each of the cases."""
    return request.param


def figures_of(of: Case) -> QueueFigures:
    """Return the figures of a case."""
    return erlang_a(of.servers, of.arrival_rate, of.handle_time, of.patience)


def test_figures_equal_those_of_the_chain(queue: Case):
    """Every mean, also tiny ones, has the digits of the birth-death chain."""
    chain, figures = Chain(queue), figures_of(queue)
    in_queue = chain.queue_length / queue.arrival_rate
    assert figures.wait_probability == pytest.approx(chain.full.sum(), rel=1e-10, abs=0.0)
    assert figures.wait_mean == pytest.approx(chain.wait_mean, rel=1e-10, abs=0.0)
    assert figures.wait_mean_all == pytest.approx(in_queue, rel=1e-10, abs=0.0)
    assert figures.abandoned_rate == pytest.approx(in_queue / queue.patience, rel=1e-10, abs=0.0)
    assert figures.queue_length_mean == pytest.approx(chain.queue_length, rel=1e-10, abs=0.0)
    assert figures.occupancy == pytest.approx(chain.occupancy, rel=1e-10, abs=0.0)


def test_service_level_equals_that_of_the_phases(queue: Case):
    """Who is answered in time, by stepping a chat through the places of the queue."""
    chain, figures = Chain(queue), figures_of(queue)
    late = chain.answered_late_within
    assert figures.service_level(queue.within) == pytest.approx(chain.free.sum() + late, abs=1e-9)
    gain = figures.service_level(queue.within) - figures.service_level(0.0)
    assert gain == pytest.approx(late, rel=1e-6, abs=1e-13)


@pytest.mark.parametrize("share", [1.1, 2.0, 10.0])
@pytest.mark.parametrize("patience", [1e4, 1e6, 1e7])
@pytest.mark.parametrize("quantile", [0.1, 0.5, 0.99])
def test_narrow_peak_far_from_zero(share: float, patience: float, quantile: float):
    """Overload with long patience: the waits crowd around patience * ln(share).

    u = exp(-theta x) of the answered has a gamma density cut off at 1, so the inverse of the incomplete gamma
    function gives the time within which a known share of them is answered; the chain would take too long.
    """
    servers, handle_time = 10, 540.0
    shape = servers * patience / handle_time + 1.0
    scale = share * servers * patience / handle_time
    cut_off = special.gammainc(shape, scale)
    within = -patience * math.log(special.gammaincinv(shape, (1.0 - quantile) * cut_off) / scale)
    figures = erlang_a(servers, share * servers / handle_time, handle_time, patience)
    at_once = figures.service_level(0.0)
    late = 1.0 - figures.abandoned_rate - at_once
    assert figures.service_level(within) == pytest.approx(at_once + late * quantile, rel=1e-7)


def test_published_comparison_of_garnett_mandelbaum_reiman():
    """48 calls a minute of 1 minute, 50 agents, patience 2 minutes: 3.1 % leave, 3 in queue, 93 % occupied.

    Garnett, Mandelbaum & Reiman (2002), "Designing a call center with impatient customers", table 1.
    """
    figures = erlang_a(50, 48 / 60, 60, 120)
    assert figures.abandoned_rate == pytest.approx(0.031, abs=5e-4)
    assert figures.queue_length_mean == pytest.approx(3, abs=0.5)
    assert figures.occupancy == pytest.approx(0.93, abs=5e-3)


@pytest.mark.parametrize("share", [0.2, 1.0, 1.8])
@pytest.mark.parametrize("servers", [1, 8, 100])
def test_patience_as_long_as_a_service(servers: int, share: float):
    """With theta = mu the number of chats is Poisson, as with endless servers."""
    load, handle_time = share * servers, 300.0
    figures = erlang_a(servers, load / handle_time, handle_time, handle_time)
    waiting = load * stats.poisson.sf(servers - 2, load) - servers * stats.poisson.sf(servers - 1, load)
    assert figures.wait_probability == pytest.approx(stats.poisson.sf(servers - 1, load), rel=1e-9)
    assert figures.queue_length_mean == pytest.approx(waiting, rel=1e-8)


@pytest.mark.parametrize("servers", [1, 10, 10_000])
@pytest.mark.parametrize("share", [0.3, 0.9, 0.99])
def test_long_patience_tends_to_erlang_c(servers: int, share: float):
    """All figures close in on Erlang C, the closer the longer the patience."""
    rate, far = share * servers / 540, math.inf
    limit = erlang_c(servers, rate, 540)
    for patience in (1e8, 1e10, 1e12, 1e14):
        figures = erlang_a(servers, rate, 540, patience)
        gap = limit.wait_mean - figures.wait_mean_all
        assert gap <= max(0.2 * far, 1e-9 * limit.wait_mean)
        far = gap
    for patience in (1e20, 1e50, 1e300):
        figures = erlang_a(servers, rate, 540, patience)
        assert figures.wait_probability == pytest.approx(limit.wait_probability, rel=1e-9)
        assert figures.wait_mean == pytest.approx(limit.wait_mean, rel=1e-9)
        assert figures.queue_length_mean == pytest.approx(limit.queue_length_mean, rel=1e-9)
        assert figures.occupancy == pytest.approx(limit.occupancy, rel=1e-12)
        assert figures.service_level(30.0) == pytest.approx(limit.service_level(30.0), abs=1e-12)
        assert figures.abandoned_rate == pytest.approx(0.0, abs=1e-9)


@pytest.mark.parametrize("rate", [0.01, 0.5])
def test_endless_patience_is_erlang_c(rate: float):
    """None and infinity say the same, with and without overload."""
    assert erlang_a(10, rate, 540, None) == erlang_a(10, rate, 540, math.inf) == erlang_c(10, rate, 540)


@pytest.mark.parametrize("share", [0.5, 1.0, 3.0])
@pytest.mark.parametrize("servers", [1, 10, 10_000])
@pytest.mark.parametrize(("patience", "error"), [(1e-6, 1e-4), (1e-12, 1e-10), (1e-200, 1e-12), (0.0, 1e-12)])
def test_no_patience_is_erlang_b(servers: int, share: float, patience: float, error: float):
    """Who would wait is lost, and nobody has waited."""
    figures = erlang_a(servers, share * servers / 540, 540, patience)
    lost = erlang_b(servers, share * servers)
    assert figures.abandoned_rate == pytest.approx(lost, rel=error, abs=0.0)
    assert figures.wait_probability == pytest.approx(lost, rel=error, abs=0.0)
    assert figures.service_level(0.0) == pytest.approx(1.0 - lost, abs=error)
    assert figures.service_level(1e9) == pytest.approx(1.0 - lost, abs=error)
    assert figures.wait_mean <= figures.wait_mean_all <= patience + 1e-99


@pytest.mark.parametrize("patience", [1e5, 1e9, 1e50, 1e300])
def test_long_patience_in_overload_is_the_fluid_limit(patience: float):
    """Twice the load the servers carry: half leave, the answered waited patience * ln 2, up to O(1/queue)."""
    figures = erlang_a(10, 20 / 540, 540, patience)
    longest = min(patience, 1e100)
    assert figures.wait_probability == pytest.approx(1.0)
    assert figures.occupancy == pytest.approx(1.0)
    assert figures.abandoned_rate == pytest.approx(0.5, rel=1e-9)
    assert figures.wait_mean_all == pytest.approx(longest / 2, rel=1e-9)
    assert figures.wait_mean == pytest.approx(longest * math.log(2), rel=540 / (10 * longest) + 1e-9)


@pytest.mark.parametrize("patience", [1e12, 1e22, 1e40, 1e100])
def test_long_patience_at_critical_load_is_half_normal(patience: float):
    """With lambda = n mu the density of the wait tends to exp(-lambda theta x^2 / 2), up to O(sqrt(h / patience))."""
    rate, handle_time = 10 / 540, 540.0
    scale, error = math.sqrt(patience / rate), 10.0 * math.sqrt(handle_time / patience) + 1e-12
    figures = erlang_a(10, rate, handle_time, patience)
    assert figures.wait_probability == pytest.approx(1.0, rel=error)
    assert figures.wait_mean == pytest.approx(scale * math.sqrt(2.0 / math.pi), rel=error)
    assert figures.wait_mean_all == pytest.approx(figures.wait_mean, rel=error)
    assert figures.service_level(scale) == pytest.approx(math.erf(math.sqrt(0.5)), rel=error)


def test_no_arrivals():
    """Without arrivals nothing waits, and a chat that came would be answered at once."""
    figures = erlang_a(5, 0.0, 540, 60)
    assert dataclasses.astuple(figures)[:6] == (0.0,) * 6
    assert figures.service_level(0.0) == 1.0


queues = {
    "servers": st.integers(1, 150),
    "share": st.one_of(st.floats(1e-4, 3.0), st.floats(0.98, 1.02)),
    "log_patience": st.floats(-8.0, 12.0),
}


@given(**queues)
def test_relations_between_the_figures(servers: int, share: float, log_patience: float):
    """Conservation, Little's law, shares are shares; who is answered was so in some time."""
    patience = 10.0**log_patience
    rate = share * servers / 540
    figures = erlang_a(servers, rate, 540, patience)
    answered = 1.0 - figures.abandoned_rate
    assert figures.occupancy * servers / 540 == pytest.approx(rate * answered, rel=1e-9)
    assert figures.queue_length_mean == pytest.approx(rate * figures.wait_mean_all, rel=1e-12)
    assert figures.queue_length_mean == pytest.approx(rate * figures.abandoned_rate * patience, rel=1e-9)
    assert figures.service_level(1e30) == pytest.approx(answered, rel=1e-9)
    assert figures.service_level(0.0) == pytest.approx(1.0 - figures.wait_probability, abs=1e-12)
    for figure in (figures.wait_probability, figures.abandoned_rate, figures.occupancy):
        assert 0.0 <= figure <= 1.0


@given(**queues, within=st.floats(0.0, 1e4))
def test_one_more_server_never_makes_it_worse(servers: int, share: float, log_patience: float, within: float):
    """More servers: fewer wait, shorter, fewer leave, more in time; up to rounding."""
    rate, patience = share * servers / 540, 10.0**log_patience
    fewer, more = erlang_a(servers, rate, 540, patience), erlang_a(servers + 1, rate, 540, patience)
    grace = 1.0 + 1e-9
    assert more.wait_probability <= fewer.wait_probability * grace
    assert more.wait_mean_all <= fewer.wait_mean_all * grace
    assert more.abandoned_rate <= fewer.abandoned_rate * grace
    assert more.service_level(within) * grace >= fewer.service_level(within)


@given(**queues, factor=st.floats(1.0, 1e3))
def test_more_patience_waits_more_and_leaves_less(
    servers: int, share: float, log_patience: float, factor: float
):
    """Erlang A moves from B to C as patience grows."""
    rate, patience = share * servers / 540, 10.0**log_patience
    shorter, longer = erlang_a(servers, rate, 540, patience), erlang_a(servers, rate, 540, factor * patience)
    lost, limit = erlang_b(servers, rate * 540), erlang_c(servers, rate, 540)
    grace = 1.0 + 1e-9
    waiting = [lost, shorter.wait_probability, longer.wait_probability, limit.wait_probability]
    leaving = [lost, shorter.abandoned_rate, longer.abandoned_rate]
    in_queue = [shorter.wait_mean_all, longer.wait_mean_all, limit.wait_mean_all]
    assert all(a <= b * grace for a, b in itertools.pairwise(waiting))
    assert all(a * grace >= b for a, b in itertools.pairwise(leaving))
    assert all(a <= b * grace for a, b in itertools.pairwise(in_queue))


@given(**queues, within=st.floats(0.0, 1e5), further=st.floats(0.0, 1e5))
def test_more_time_answers_more(
    servers: int, share: float, log_patience: float, within: float, further: float
):
    """The service level is a distribution function, up to rounding."""
    figures = erlang_a(servers, share * servers / 540, 540, 10.0**log_patience)
    assert figures.service_level(within) <= figures.service_level(within + further) + 1e-13
    assert 0.0 <= figures.service_level(within + further) <= 1.0


def test_figures_travel_to_workers():
    """Pickling keeps the figures and the service level."""
    figures = erlang_a(10, 8 / 540, 540, 60)
    again = pickle.loads(pickle.dumps(figures))
    assert again == figures
    assert again.service_level(60) == figures.service_level(60)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((0, 1.0, 1.0, 1.0), "servers must be a whole number of at least 1, not 0"),
        (
            (1, -1.0, 1.0, 1.0),
            "arrival_rate must be a finite number of chats per second, 0 or more, not -1.0",
        ),
        ((1, 1.0, -2.0, 1.0), "handle_time must be a finite number of seconds above 0, not -2.0"),
        (
            (1, 1.0, 1.0, -3.0),
            "patience must be a number of seconds, 0 or more, or None for endless, not -3.0",
        ),
        (
            (1, 1.0, 1.0, math.nan),
            "patience must be a number of seconds, 0 or more, or None for endless, not nan",
        ),
    ],
)
def test_refuses_what_has_no_meaning(arguments: tuple[int, float, float, float], message: str):
    """The message names the argument and its value."""
    with pytest.raises(ValueError, match=message):
        erlang_a(*arguments)


@pytest.mark.parametrize("within", [-1.0, math.nan, math.inf])
def test_refuses_a_service_level_without_a_limit(within: float):
    """`within` is a finite time."""
    with pytest.raises(ValueError, match="within must be a finite number of seconds, 0 or more"):
        erlang_a(10, 8 / 540, 540, 60).service_level(within)
