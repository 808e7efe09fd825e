"""Erlang C against published values, closed forms, and the distribution of chats found on arrival."""

import dataclasses
import math
import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special, stats

from planner.queueing import erlang_b, erlang_c


def test_worked_example_of_call_centre_helper():
    """200 calls an hour of 3 minutes, 14 agents: 17.4 % wait, ASA 7.8 s, 88.8 % within 20 s, occupancy 71.4 %."""
    figures = erlang_c(14, 200 / 3600, 180)
    assert figures.wait_probability == pytest.approx(0.174, abs=5e-4)
    assert figures.wait_mean == pytest.approx(7.8, abs=0.05)
    assert figures.service_level(20) == pytest.approx(0.888, abs=5e-4)
    assert figures.occupancy == pytest.approx(0.714, abs=5e-4)


def test_published_comparison_of_garnett_mandelbaum_reiman():
    """48 calls a minute of 1 minute, 50 agents: wait 20.8 s, 90 % within 58.1 s, 17 in queue, 96 % occupied.

    Garnett, Mandelbaum & Reiman (2002), "Designing a call center with impatient customers", table 1.
    """
    figures = erlang_c(50, 48 / 60, 60)
    assert figures.wait_mean == pytest.approx(20.8, abs=0.05)
    assert figures.service_level(58.1) == pytest.approx(0.90, abs=5e-4)
    assert figures.queue_length_mean == pytest.approx(17, abs=0.5)
    assert figures.occupancy == pytest.approx(0.96)


@pytest.mark.parametrize("rho", [1e-6, 0.3, 0.9, 0.999])
def test_single_server_closed_form(rho: float):
    """M/M/1: the share rho waits, by rho h / (1 - rho) on average; tail rho exp(-(1 - rho) T / h)."""
    figures = erlang_c(1, rho / 540, 540)
    assert figures.wait_probability == pytest.approx(rho)
    assert figures.wait_mean == pytest.approx(rho * 540 / (1 - rho))
    assert figures.queue_length_mean == pytest.approx(rho**2 / (1 - rho))
    assert 1 - figures.service_level(300) == pytest.approx(rho * math.exp(-(1 - rho) * 300 / 540))


@pytest.mark.parametrize("rho", [1e-6, 0.3, 0.9, 0.999])
def test_two_servers_closed_form(rho: float):
    """M/M/2: the share 2 rho^2 / (1 + rho) waits."""
    assert erlang_c(2, 2 * rho / 540, 540).wait_probability == pytest.approx(2 * rho**2 / (1 + rho))


@pytest.mark.parametrize(
    ("servers", "load"), [(3, 2.0), (10, 8.0), (100, 97.0), (10_000, 9_900.0), (10_000, 9_990.0)]
)
def test_counting_the_chats_ahead(servers: int, load: float):
    """Mixing over k chats ahead, each served at rate n mu, gives all figures, also for 10,000 servers."""
    handle_time, within = 540.0, 7.0
    ahead = np.arange(int(60 / -math.log(load / servers)))
    full = stats.poisson.pmf(servers, load)
    chances = full * (load / servers) ** ahead
    chances /= stats.poisson.cdf(servers - 1, load) + full / (1 - load / servers)
    in_time = special.gammainc(ahead + 1, servers * within / handle_time)
    figures = erlang_c(servers, load / handle_time, handle_time)
    assert figures.wait_probability == pytest.approx(chances.sum(), rel=1e-8)
    assert figures.wait_mean == pytest.approx((chances * (ahead + 1)).sum() * handle_time / servers, rel=1e-8)
    assert figures.queue_length_mean == pytest.approx((chances * ahead).sum(), rel=1e-8)
    late = (chances * (1 - in_time)).sum()
    assert 1 - figures.service_level(within) == pytest.approx(late, rel=1e-8, abs=1e-13)


@given(servers=st.integers(1, 300), share=st.floats(1e-3, 0.999), handle_time=st.floats(0.1, 1e4))
def test_relations_between_the_figures(servers: int, share: float, handle_time: float):
    """Little's law, work conservation, nobody leaves, and more wait than would be lost."""
    rate = share * servers / handle_time
    figures = erlang_c(servers, rate, handle_time)
    assert figures.wait_mean_all == figures.wait_mean
    assert figures.queue_length_mean == pytest.approx(rate * figures.wait_mean)
    assert figures.occupancy == pytest.approx(share)
    assert figures.abandoned_rate == 0.0
    assert erlang_b(servers, rate * handle_time) <= figures.wait_probability <= 1.0
    assert figures.service_level(0.0) == pytest.approx(1.0 - figures.wait_probability, abs=1e-15)


@given(servers=st.integers(1, 300), share=st.floats(1e-3, 0.999), within=st.floats(0.0, 3600.0))
def test_one_more_server_never_makes_it_worse(servers: int, share: float, within: float):
    """More servers: fewer wait, shorter, more in time."""
    rate = share * servers / 540
    fewer, more = erlang_c(servers, rate, 540), erlang_c(servers + 1, rate, 540)
    assert more.wait_probability <= fewer.wait_probability
    assert more.wait_mean <= fewer.wait_mean
    assert more.service_level(within) >= fewer.service_level(within)


@pytest.mark.parametrize("load", [5.0, 5.1, 1e12])
def test_overload_waits_for_ever(load: float):
    """At a load of all servers or more the queue grows without end."""
    figures = erlang_c(5, load / 540, 540)
    assert figures.wait_probability == 1.0
    assert figures.wait_mean == figures.wait_mean_all == figures.queue_length_mean == math.inf
    assert figures.service_level(1e9) == 0.0
    assert figures.occupancy == 1.0
    assert figures.abandoned_rate == 0.0


def test_no_arrivals():
    """Without arrivals nothing waits, and a chat that came would be answered at once."""
    figures = erlang_c(5, 0.0, 540)
    assert dataclasses.astuple(figures)[:6] == (0.0,) * 6
    assert figures.service_level(0.0) == 1.0


def test_figures_travel_to_workers():
    """Pickling keeps the figures and the service level."""
    figures = erlang_c(10, 8 / 540, 540)
    again = pickle.loads(pickle.dumps(figures))
    assert again == figures
    assert again.service_level(60) == figures.service_level(60)


@pytest.mark.parametrize(
    ("servers", "rate", "handle_time", "message"),
    [
        (0, 1.0, 1.0, "servers must be a whole number of at least 1, not 0"),
        (1.5, 1.0, 1.0, "servers must be a whole number of at least 1, not 1.5"),
        (1, -1.0, 1.0, "arrival_rate must be a finite number of chats per second, 0 or more, not -1.0"),
        (1, math.nan, 1.0, "arrival_rate must be a finite number of chats per second, 0 or more, not nan"),
        (1, 1.0, 0.0, "handle_time must be a finite number of seconds above 0, not 0.0"),
        (1, 1.0, math.inf, "handle_time must be a finite number of seconds above 0, not inf"),
    ],
)
def test_refuses_what_has_no_meaning(servers: int, rate: float, handle_time: float, message: str):
    """The message names the argument and its value."""
    with pytest.raises(ValueError, match=message):
        erlang_c(servers, rate, handle_time)


@pytest.mark.parametrize("within", [-1.0, math.nan, math.inf])
def test_refuses_a_service_level_without_a_limit(within: float):
    """`within` is a finite time."""
    with pytest.raises(ValueError, match="within must be a finite number of seconds, 0 or more"):
        erlang_c(10, 8 / 540, 540).service_level(within)
