"""Single chats and slots that do not slow down: the Erlang formulas, and their kin with a small waiting room."""

import math

import numpy as np
import pytest
from theory.agreement import expect
from theory.line import Line
from theory.patience import ENDLESS, Floats, exponential
from theory.simulation import chats, mean, stationary
from theory.waiting_room import Places, birth_death

from planner.queueing import erlang_a, erlang_b, erlang_c

HOUR, MINUTE = 3600.0, 60.0

HANDLE_TIMES = {
    "exponential": {"handle_time": "6m"},
    "constant with wrap-up": {
        "handle_time": {"distribution": "deterministic", "value": "5m"},
        "wrap_up": "1m",
    },
    "lognormal, cv 2": {"handle_time": {"mean": "6m", "cv": 2}},
    "hyperexponential, wrap-up lognormal": {
        "handle_time": {"distribution": "hyperexponential", "mean": "4m", "cv": 1.5},
        "wrap_up": {"mean": "2m", "cv": 1},
    },
}


@pytest.mark.parametrize("work", HANDLE_TIMES.values(), ids=HANDLE_TIMES.keys())
def test_erlang_b(work):
    """Without a waiting room the loss is Erlang's, whatever the law of the handle time (Sevastyanov 1957)."""
    lost = erlang_b(8, 6.0)
    summary = stationary(
        {"support": chats(60, patience="3m", **work)},
        {"team": {"agents": 8}},
        queue={"max_length": 0},
        days=7,
        seed=101,
    )
    theory = {
        "missed_rate": lost,
        "blocked_rate": lost,
        "wait_probability": lost,
        "service_level": 1 - lost,
        "utilization": 6 * (1 - lost) / 8,
        "handle_time_mean": 6 * MINUTE,
        "chats_per_agent_hour": 60 * (1 - lost) / 8,
        "offered_load": 6.0,
        "offered": 60 * (7 * 24 - 18),
    }
    expect(summary.figures, theory)
    assert mean(summary.figures["wait_mean"]) == 0
    assert mean(summary.figures["concurrency_mean"]) == 1


def test_erlang_b_on_slots():
    """Three agents with three slots each that do not slow down are nine servers, however chats are routed."""
    lost = erlang_b(9, 7.0)
    summary = stationary(
        {"support": chats(42, "10m", "3m")},
        {"team": {"agents": 3, "concurrency": 3, "slowdown": "none"}},
        queue={"max_length": 0},
        days=7,
        seed=102,
    )
    theory = {"missed_rate": lost, "slot_utilization": 7 * (1 - lost) / 9, "handle_time_mean": 10 * MINUTE}
    expect(summary.figures, theory)


CENTRES = {
    "six agents": {"agents": 6},
    "two agents with three slots": {"agents": 2, "concurrency": 3, "slowdown": "none"},
}


@pytest.mark.parametrize("team", CENTRES.values(), ids=CENTRES.keys())
def test_erlang_c(team):
    """With endless patience all figures are Erlang C's: waits, queue, service level, percentiles (Gans et al. 2003)."""
    theory = erlang_c(6, 60 / HOUR, 4.5 * MINUTE)
    wait = Line(60 / HOUR, [n / (4.5 * MINUTE) for n in range(1, 7)], ENDLESS)
    summary = stationary(
        {"support": chats(60, "4m30s", "never")},
        {"team": team},
        service_level={"within": "40s"},
        days=21,
        seed=103,
    )
    assert mean(summary.figures["missed_rate"]) == 0
    expect(
        summary.figures,
        {
            "wait_probability": theory.wait_probability,
            "wait_mean": theory.wait_mean,
            "wait_mean_all": theory.wait_mean,
            "wait_p90": wait.wait_percentile(0.9),
            "wait_p95": wait.wait_percentile(0.95),
            "queue_length_mean": theory.queue_length_mean,
            "service_level": theory.service_level(40.0),
            "slot_utilization": theory.occupancy,
        },
    )


SHORT = 20.0
"""Leaving before this is a short abandon (s)."""


@pytest.mark.parametrize("counting", ["offered", "without_short_abandons", "answered"])
def test_erlang_a(counting):
    """With exponential patience: missed, waits of all kinds, service level by each way of counting (Palm 1957)."""
    theory = erlang_a(8, 66 / HOUR, 10 * MINUTE, 6 * MINUTE)
    line = Line(66 / HOUR, [n / (10 * MINUTE) for n in range(1, 9)], exponential(6 * MINUTE))
    summary = stationary(
        {"support": chats(66, "10m", "6m")},
        {"team": {"agents": 8}},
        service_level={"within": "45s", "counting": counting, "short_abandon": f"{SHORT:g}s"},
        days=7,
        seed=104,
    )
    expect(
        summary.figures,
        {
            "missed_rate": theory.abandoned_rate,
            "abandoned_rate": theory.abandoned_rate,
            "wait_probability": theory.wait_probability,
            "wait_mean": theory.wait_mean,
            "wait_mean_all": theory.wait_mean_all,
            "abandon_time_mean": line.waiting()["abandon_time_mean"],
            "wait_p50": line.wait_percentile(0.5),
            "wait_p90": line.wait_percentile(0.9),
            "wait_p95": line.wait_percentile(0.95),
            "queue_length_mean": theory.queue_length_mean,
            "utilization": theory.occupancy,
            "service_level": line.service_levels(45.0, SHORT)[counting],
        },
    )


def test_first_response_of_erlang_a():
    """The first message comes `first_reply` after the assignment, or as the customer leaves if that is sooner."""
    reply, handle, within = 40.0, 3 * MINUTE, 60.0
    line = Line(60 / HOUR, [n / handle for n in range(1, 4)], exponential(2 * MINUTE))
    nodes, weights = np.polynomial.legendre.leggauss(30)
    handled = reply / 2 * (1 + nodes)
    early = sum(
        reply / 2 * weight * math.exp(-x / handle) / handle * line.in_time(within - x)
        for x, weight in zip(handled, weights, strict=True)
    )
    summary = stationary(
        {"support": chats(60, "3m", "2m", first_reply="40s")},
        {"team": {"agents": 3}},
        service_level={"of": "first_response", "within": "60s"},
        days=7,
        seed=105,
    )
    expect(
        summary.figures,
        {
            "frt_mean": line.waiting()["wait_mean"] + handle * (1 - math.exp(-reply / handle)),
            "service_level": early + math.exp(-reply / handle) * line.in_time(within - reply),
        },
    )


PATIENCES = {"endless patience": ("never", 0.0), "patience of 5 min": ("5m", 1 / (5 * MINUTE))}


@pytest.mark.parametrize(("patience", "gives_up"), PATIENCES.values(), ids=PATIENCES.keys())
def test_small_waiting_room(patience, gives_up):
    """M/M/5/9, and with patience: blocked, abandoned and waits by the birth-death chain (Kleinrock 1975, 3.6)."""
    servers, places, rate, handle, within = 5, 4, 60 / HOUR, 5.5 * MINUTE, 90.0
    states = birth_death(np.full(9, rate), _departures(servers, places, 1 / handle, gives_up))
    line = Places(servers / handle, gives_up, places)
    at_once, joins, blocked = states[:servers].sum(), states[servers:-1], states[-1]
    answered = at_once + joins @ line.fates().answered
    in_queue = joins @ line.fates().in_queue
    summary = stationary(
        {"support": chats(60, "5m30s", patience)},
        {"team": {"agents": servers}},
        queue={"max_length": places},
        service_level={"within": "90s"},
        days=14,
        seed=106,
    )
    expect(
        summary.figures,
        {
            "missed_rate": 1 - answered,
            "blocked_rate": blocked,
            **({"abandoned_rate": 1 - blocked - answered} if gives_up else {}),
            "wait_probability": 1 - at_once,
            "wait_mean": joins @ line.fates().waited / answered,
            "wait_mean_all": in_queue,
            "queue_length_mean": rate * in_queue,
            "service_level": at_once + joins @ line.answered_within(within),
            "utilization": rate * answered * handle / servers,
        },
    )


def _departures(servers: int, places: int, finish: float, gives_up: float) -> Floats:
    taken = np.arange(1, servers + places + 1)
    return np.minimum(taken, servers) * finish + np.maximum(taken - servers, 0) * gives_up
