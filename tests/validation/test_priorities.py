"""Two chat types before common agents, one of them first."""

from collections.abc import Callable, Iterator
from operator import attrgetter
from typing import NamedTuple

import numpy as np
import pytest
from scipy.linalg import expm
from theory.agreement import expect
from theory.line import Line
from theory.markov import chain
from theory.patience import ENDLESS
from theory.simulation import chats, stationary

from planner.queueing import erlang_c

HOUR, MINUTE = 3600.0, 60.0
AGENTS, HANDLE, WITHIN = 5, 6 * MINUTE, 100.0
URGENT, NORMAL = 14 / HOUR, 22 / HOUR


def two_types(*, patience: tuple[str, str], order: str, seed: int, days: int):
    """Simulate both types before the same agents."""
    return stationary(
        {
            "normal": chats(22, "6m", patience[1], priority=2),
            "urgent": chats(14, "6m", patience[0], priority=1),
        },
        {"team": {"agents": AGENTS}},
        queue={"order": order},
        service_level={"within": f"{WITHIN:g}s"},
        seed=seed,
        days=days,
    )


def test_cobham():
    """Endless patience, M/M/c non-preemptive: mean waits by Cobham (1954), the wait's law by its busy period.

    With all agents taken the urgent ones see an M/M/1 queue of the centre's full speed (the flow up from
    k waiting urgent chats equals that down), so their wait is exponential. A normal chat waits until all who
    were there, and urgent ones who come meanwhile, have been called.
    """
    speed, waiting = AGENTS / HANDLE, erlang_c(AGENTS, URGENT + NORMAL, HANDLE).wait_probability
    first, both = URGENT / speed, (URGENT + NORMAL) / speed
    wait_urgent = waiting / speed / (1 - first)
    wait_normal = wait_urgent / (1 - both)
    in_time_urgent = 1 - waiting * np.exp(-(speed - URGENT) * WITHIN)
    in_time_normal = 1 - waiting + waiting * called_within(WITHIN, speed, both)
    types = two_types(patience=("never", "never"), order="priority", seed=301, days=35).chat_types
    for name, rate, wait, in_time in (
        ("urgent", URGENT, wait_urgent, in_time_urgent),
        ("normal", NORMAL, wait_normal, in_time_normal),
    ):
        theory = {
            "wait_mean": wait,
            "wait_probability": waiting,
            "queue_length_mean": rate * wait,
            "service_level": in_time,
        }
        expect(types[name], theory)


def called_within(seconds: float, speed: float, load: float) -> float:
    """Return the chance that a normal chat that must wait is called in time.

    The number to be called before it, itself included, is geometric at first (all who wait, PASTA); it falls
    at the centre's speed and rises as urgent chats arrive.
    """
    most = 150
    generator = np.zeros((most + 1, most + 1))
    for ahead in range(1, most + 1):
        generator[ahead, ahead - 1] = speed
        if ahead < most:
            generator[ahead, ahead + 1] = URGENT
    generator -= np.diag(generator.sum(axis=1))
    start = (1 - load) * load ** np.arange(most)
    return float(start @ expm(generator * seconds)[1:, 0])


def test_fifo_ignores_priorities():
    """Under `order: fifo` both types wait alike, as in one Erlang C queue."""
    line = Line(URGENT + NORMAL, [n / HANDLE for n in range(1, AGENTS + 1)], ENDLESS)
    types = two_types(patience=("never", "never"), order="fifo", seed=302, days=35).chat_types
    theory = {
        "wait_mean": line.waiting()["wait_mean"],
        "wait_p90": line.wait_percentile(0.9),
        "service_level": line.in_time(WITHIN),
    }
    for figures in types.values():
        expect(figures, theory)


PATIENCES = {
    "alike": (("4m", "4m"), (4 * MINUTE, 4 * MINUTE)),
    "the urgent leave sooner": (("90s", "8m"), (1.5 * MINUTE, 8 * MINUTE)),
}


Move = tuple[float, "Centre"]


class Centre(NamedTuple):
    """Agents taken, urgent and normal chats waiting."""

    taken: int
    urgent: int
    normal: int


def moves_with_patience(urgent_patience: float, normal_patience: float) -> Callable[[Centre], Iterator[Move]]:
    """Return the moves of the centre's chain; 30 urgent and 50 normal chats never wait at once."""

    def moves(state: Centre) -> Iterator[Move]:
        taken, urgent, normal = state
        if taken < AGENTS:
            yield URGENT + NORMAL, Centre(taken + 1, urgent, normal)
        else:
            yield URGENT * (urgent < 30), Centre(taken, urgent + 1, normal)
            yield NORMAL * (normal < 50), Centre(taken, urgent, normal + 1)
        if urgent:
            yield taken / HANDLE + urgent / urgent_patience, Centre(taken, urgent - 1, normal)
        if normal:
            called = 0.0 if urgent else taken / HANDLE
            yield called + normal / normal_patience, Centre(taken, urgent, normal - 1)
        if taken and not urgent and not normal:
            yield taken / HANDLE, Centre(taken - 1, 0, 0)

    return moves


@pytest.mark.parametrize(("written", "patience"), PATIENCES.values(), ids=PATIENCES.keys())
def test_priorities_with_patience(written, patience):
    """With exponential patience the chain on (agents taken, urgent waiting, normal waiting) tells who is missed."""
    centre = chain([Centre(0, 0, 0)], moves_with_patience(*patience))
    law = centre.stationary()
    full = float(law @ centre.values(lambda state: state.taken == AGENTS))
    summary = two_types(patience=written, order="priority", seed=303, days=14)
    for name, rate, mean_patience in (("urgent", URGENT, patience[0]), ("normal", NORMAL, patience[1])):
        queue = float(law @ centre.values(attrgetter(name)))
        theory = {
            "queue_length_mean": queue,
            "wait_mean_all": queue / rate,
            "missed_rate": queue / rate / mean_patience,
            "wait_probability": full,
        }
        expect(summary.chat_types[name], theory)
    expect(summary.figures, {"utilization": law @ centre.values(attrgetter("taken")) / AGENTS})
