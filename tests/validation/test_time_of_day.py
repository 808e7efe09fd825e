"""One day with changing arrivals, from empty doors to the last chat: Kolmogorov's forward equations.

Every hour has constant rates, so its matrix exponential is exact; no steady state is assumed.
"""

from collections.abc import Iterator

import numpy as np
import pytest
from theory.agreement import expect
from theory.markov import Chain, chain
from theory.patience import Floats
from theory.simulation import SECTIONS, chats, hourly, one_day
from theory.waiting_room import Places

HOUR, MINUTE = 3600.0, 60.0
AGENTS, HANDLE, GIVES_UP, WITHIN = 6, 8 * MINUTE, 1 / (4 * MINUTE), 45.0
LINE = Places(AGENTS / HANDLE, GIVES_UP, places=100)
PER_HOUR = [38.0, 55.0, 70.0, 45.0, 30.0, 60.0]


@pytest.mark.slow
def test_hourly_rates():
    """M_t/M/c+M: chats count in the hour of their arrival, agents and the queue by the clock."""
    summary = one_day(
        len(PER_HOUR),
        chats(hourly(PER_HOUR), "8m", "4m"),
        {"agents": AGENTS},
        service_level={"within": f"{WITHIN:g}s"},
        seed=601,
        replications=5000,
    )
    law = np.eye(AGENTS + LINE.places)[0]
    for rate, interval in zip(PER_HOUR, summary.intervals, strict=True):
        law, spent = present(rate / HOUR).after(law, HOUR)
        theory = chat_figures(spent / HOUR) | clock_figures(spent / HOUR)
        expect(interval.figures, theory | {"offered": rate}, SECTIONS)


def present(arrives: float) -> Chain[int]:
    """Return the chain on the number present, in hand or waiting."""

    def moves(number: int) -> Iterator[tuple[float, int]]:
        if number + 1 < AGENTS + LINE.places:
            yield arrives, number + 1
        if number:
            yield min(number, AGENTS) / HANDLE + max(0, number - AGENTS) * GIVES_UP, number - 1

    return chain(range(AGENTS + LINE.places), moves)


def chat_figures(found: Floats) -> dict[str, float]:
    """Return the figures of those who arrive: they find the law of the time, and their fate follows from that."""
    at_once, queue, fates = float(found[:AGENTS].sum()), found[AGENTS:], LINE.fates()
    answered = at_once + float(queue @ fates.answered)
    return {
        "missed_rate": 1 - answered,
        "wait_probability": 1 - at_once,
        "wait_mean": float(queue @ fates.waited) / answered,
        "wait_mean_all": float(queue @ fates.in_queue),
        "service_level": at_once + float(queue @ LINE.answered_within(WITHIN)),
    }


def clock_figures(found: Floats) -> dict[str, float]:
    """Return the figures of the agents and the queue."""
    number = np.arange(len(found))
    return {
        "utilization": float(found @ np.minimum(number, AGENTS)) / AGENTS,
        "queue_length_mean": float(found @ np.maximum(number - AGENTS, 0)),
    }
