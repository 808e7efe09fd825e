"""One agent with several chats in hand: birth-death chains, and what does not depend on the law of the work."""

import math

import numpy as np
import pytest
from theory.agreement import expect
from theory.line import Line
from theory.patience import ENDLESS, exponential, weibull
from theory.simulation import chats, mean, stationary

HOUR, MINUTE = 3600.0, 60.0
WITHIN, SHORT = 60.0, 20.0


def agent_figures(line: Line) -> dict[str, float]:
    """Return the figures of a single agent's time; the handle time by Little's law."""
    busy, in_hand = 1 - line.in_hand[0], line.chats_in_hand()
    return {
        "utilization": busy,
        "slot_utilization": in_hand / len(line.speeds),
        "concurrency_mean": in_hand / busy,
        "handle_time_mean": in_hand / (line.arrivals * line.answered),
        "chats_per_agent_hour": line.arrivals * line.answered * HOUR,
    }


def speeds(handle: float, slowdown: list[float]) -> list[float]:
    """Return how many chats per second an agent finishes with 1, 2, ... in hand."""
    return [n / (factor * handle) for n, factor in enumerate(slowdown, start=1)]


PATIENCES = {
    "exponential": ("4m", exponential(4 * MINUTE)),
    "weibull": ({"distribution": "weibull", "mean": "3m", "shape": 1.8}, weibull(3 * MINUTE, 1.8)),
}


@pytest.mark.parametrize("counting", ["offered", "without_short_abandons", "answered"])
@pytest.mark.parametrize(("written", "patience"), PATIENCES.values(), ids=PATIENCES.keys())
def test_three_slots_that_slow_down(written, patience, counting):
    """Exponential work: with n chats in hand one ends at the rate n / (slowdown[n] * handle time).

    With exponential patience that is a birth-death chain; any patience by the virtual wait, as in M/M/n+G.
    """
    slowdown = [1, 1.3, 1.7]
    line = Line(14 / HOUR, speeds(7 * MINUTE, slowdown), patience)
    summary = stationary(
        {"support": chats(14, "7m", written)},
        {"team": {"agents": 1, "concurrency": 3, "slowdown": slowdown}},
        service_level={"within": f"{WITHIN:g}s", "counting": counting, "short_abandon": f"{SHORT:g}s"},
        days=40,
        seed=401,
    )
    theory = line.waiting() | agent_figures(line)
    theory["wait_p90"] = line.wait_percentile(0.9)
    theory["service_level"] = line.service_levels(WITHIN, SHORT)[counting]
    expect(summary.figures, theory)


def test_three_slots_and_endless_patience():
    """Nobody leaves: the agent's chain is that of a queue whose speed depends on the number there."""
    slowdown = [1, 1.15, 1.4]
    line = Line(13 / HOUR, speeds(6 * MINUTE, slowdown), ENDLESS)
    summary = stationary(
        {"support": chats(13, "6m", "never")},
        {"team": {"agents": 1, "concurrency": 3, "slowdown": slowdown}},
        service_level={"within": f"{WITHIN:g}s"},
        days=80,
        seed=402,
    )
    theory = line.waiting() | agent_figures(line)
    del theory["missed_rate"], theory["abandon_time_mean"]
    theory |= {"wait_p90": line.wait_percentile(0.9), "service_level": line.in_time(WITHIN)}
    expect(summary.figures, theory)
    assert mean(summary.figures["missed_rate"]) == 0


WORKS = {
    "exponential": {"handle_time": "6m"},
    "constant": {"handle_time": {"distribution": "deterministic", "value": "6m"}},
    "lognormal, cv 2": {"handle_time": {"mean": "6m", "cv": 2}},
    "hyperexponential, then wrap-up": {
        "handle_time": {"distribution": "hyperexponential", "mean": "5m30s", "cv": 1.8},
        "wrap_up": "30s",
    },
}


@pytest.mark.parametrize("work", WORKS.values(), ids=WORKS.keys())
def test_insensitivity_without_a_waiting_room(work):
    """Shared attention, no waiting room: the number in hand depends on the mean work only (Kelly 1979, ch. 3).

    P(n) is proportional to load^n times the product of slowdown[k] / k.
    """
    slowdown = [1, 1.2, 1.5, 1.9, 2.4]
    relative = np.cumprod([1.0, *(1.4 * factor / n for n, factor in enumerate(slowdown, start=1))])
    law = relative / relative.sum()
    in_hand = float(np.arange(6) @ law)
    summary = stationary(
        {"support": chats(14, patience="3m", **work)},
        {"team": {"agents": 1, "concurrency": 5, "slowdown": slowdown}},
        queue={"max_length": 0},
        days=40,
        seed=403,
    )
    theory = {
        "missed_rate": law[-1],
        "blocked_rate": law[-1],
        "utilization": 1 - law[0],
        "slot_utilization": in_hand / 5,
        "concurrency_mean": in_hand / (1 - law[0]),
        "handle_time_mean": in_hand / (14 / HOUR * (1 - law[-1])),
        "offered_load": 1.4,
    }
    expect(summary.figures, theory)


@pytest.mark.parametrize("work", WORKS.values(), ids=WORKS.keys())
def test_pure_processor_sharing(work):
    """Slowdown n with n chats and more slots than ever needed is M/G/1-PS: geometric (Kleinrock 1976, 4.4)."""
    load, slots = 0.6, 40
    summary = stationary(
        {"support": chats(6, patience="3m", **work)},
        {"team": {"agents": 1, "concurrency": slots, "slowdown": list(range(1, slots + 1))}},
        days=91,
        seed=404,
    )
    theory = {
        "utilization": load,
        "concurrency_mean": 1 / (1 - load),
        "handle_time_mean": 6 * MINUTE / (1 - load),
    }
    expect(summary.figures, theory)
    assert mean(summary.figures["missed_rate"]) == 0
    assert math.isclose(mean(summary.figures["wait_mean"]), 0)
