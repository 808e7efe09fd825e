"""Erlang A, the M/M/n+M queue: who waits leaves when an exponential patience runs out."""

from __future__ import annotations

import math
from functools import partial

import numpy as np

from planner.queueing.arguments import check_queue
from planner.queueing.erlang_b import erlang_b
from planner.queueing.erlang_c import erlang_c
from planner.queueing.figures import QueueFigures
from planner.queueing.virtual_wait import VirtualWait

# Beyond these bounds (s) a patience acts like them; its inverse stays far from overflow and from 0.
_SHORTEST, _LONGEST = 1e-100, 1e100


def erlang_a(servers: int, arrival_rate: float, handle_time: float, patience: float | None) -> QueueFigures:
    """Return the figures of a queue whose chats leave after an exponential patience.

    Exact for every load and patience, from 0 (Erlang B) to endless (Erlang C). With w and H of `VirtualWait`
    and pi_n = B / (1 + B lambda int w), B being Erlang B:

    * all servers are taken with probability pi_n (1 + lambda int w),
    * answered after waiting: n mu pi_n int w; their wait: n mu pi_n int x w;
    * time in queue of all: int H v = pi_n (int w + lambda int H w), with the virtual wait's density
      v = n mu pi_n exp(lambda H - n mu x) and n mu exp(..) = lambda w - d/dx exp(..), integrated by parts;
      no term is a difference, so small waits keep their digits. Abandoned: theta times that (Little).

    Sources: Zeltyn & Mandelbaum (2005), Queueing Systems 51, section 5; Palm (1957), "Research on telephone
    traffic carried by full availability groups", for the model.

    Args:
        servers: chats that can be handled at once, at least 1.
        arrival_rate: chats offered per second.
        handle_time: mean handle time in seconds.
        patience: mean patience in seconds, 0 or more; None or infinite: nobody leaves, which is Erlang C.

    Raises:
        ValueError: an argument has no meaning (no server, a negative rate or patience, no handle time).
    """
    check_queue(servers, arrival_rate, handle_time)
    if patience is None or patience == math.inf:
        return erlang_c(servers, arrival_rate, handle_time)
    if not patience >= 0:
        raise ValueError(
            f"patience must be a number of seconds, 0 or more, or None for endless, not {patience}"
        )
    service, abandon = servers / handle_time, 1.0 / min(max(patience, _SHORTEST), _LONGEST)
    unit = 1.0 / (service + abandon)
    wait = VirtualWait(arrival_rate * unit, abandon * unit, (service - arrival_rate + abandon) * unit)
    return _figures(wait, servers, arrival_rate, handle_time, unit)


def _figures(
    wait: VirtualWait, servers: int, arrival_rate: float, handle_time: float, unit: float
) -> QueueFigures:
    """Return the figures; `full` is pi_n times w(peak), so that nothing overflows."""
    lost = erlang_b(servers, arrival_rate * handle_time)
    waits, weights = wait.weights()
    mass, start = float(np.sum(weights)), wait.start_over_peak
    weights /= mass
    full = lost / (start + lost * wait.arrivals * mass)
    at_once = (1.0 - lost) * start / (start + lost * wait.arrivals * mass)
    late = full * unit * servers / handle_time
    answered = at_once + late * mass
    in_queue = full * mass * (1.0 + wait.arrivals * float(np.sum(wait.patience_spent(waits) * weights)))
    return QueueFigures(
        wait_probability=min(1.0, full * (start + wait.arrivals * mass)),
        wait_mean=late * mass * float(np.sum(waits * weights)) * unit / answered,
        wait_mean_all=in_queue * unit,
        abandoned_rate=min(1.0, in_queue * wait.abandons),
        occupancy=min(1.0, arrival_rate * handle_time * answered / servers),
        queue_length_mean=arrival_rate * in_queue * unit,
        answered_within=partial(_answered_within, wait, at_once, late, unit),
    )


def _answered_within(wait: VirtualWait, at_once: float, late: float, unit: float, within: float) -> float:
    """Return the share answered at once or after a virtual wait of at most `within` seconds."""
    _, weights = wait.weights(within / unit)
    return min(1.0, at_once + late * float(np.sum(weights)))
