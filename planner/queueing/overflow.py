"""What waits once all slots are taken: from then on the rate of service is constant, whatever came before."""

from __future__ import annotations

import math
from functools import partial

import numpy as np

from planner.queueing.figures import QueueFigures
from planner.queueing.virtual_wait import VirtualWait

# Beyond these bounds (s) a patience acts like them; its inverse stays far from overflow and from 0.
_SHORTEST, _LONGEST = 1e-100, 1e100


def behind_full_slots(
    lost: float, service: float, arrival_rate: float, patience: float | None
) -> QueueFigures:
    """Return the figures of a queue, first come, first served, behind slots of any kind.

    Only two things matter of the slots: the share B of chats that would be lost if none could wait, and how many chats
    all slots together finish per second while all are taken, called n mu below.

    Args:
        lost: that share, such as Erlang B.
        service: chats finished per second while all slots are taken.
        arrival_rate: chats offered per second.
        patience: mean patience in seconds, 0 or more; None or infinite: nobody leaves.

    Raises:
        ValueError: patience is negative or undefined.
    """
    if patience is None or patience == math.inf:
        return _endless(lost, service, arrival_rate)
    if not patience >= 0:
        raise ValueError(
            f"patience must be a number of seconds, 0 or more, or None for endless, not {patience}"
        )
    abandon = 1.0 / min(max(patience, _SHORTEST), _LONGEST)
    unit = 1.0 / (service + abandon)
    wait = VirtualWait(arrival_rate * unit, abandon * unit, (service - arrival_rate + abandon) * unit)
    return _impatient(wait, lost, service, arrival_rate, unit)


def _impatient(
    wait: VirtualWait, lost: float, service: float, arrival_rate: float, unit: float
) -> QueueFigures:
    """Return the figures where patience is exponential; exact for every load.

    With w and H of `VirtualWait` and the probability pi_n = B / (1 + B lambda int w) that all slots are just taken:

    * all slots are taken with probability pi_n (1 + lambda int w),
    * answered after waiting: n mu pi_n int w; their wait: n mu pi_n int x w;
    * time in queue of all: int H v = pi_n (int w + lambda int H w), with the virtual wait's density
      v = n mu pi_n exp(lambda H - n mu x) and n mu exp(..) = lambda w - d/dx exp(..), integrated by parts;
      no term is a difference, so small waits keep their digits. Abandoned: theta times that (Little).

    `full` is pi_n times w(peak), so that nothing overflows.
    """
    waits, weights = wait.weights()
    mass, start = float(np.sum(weights)), wait.start_over_peak
    weights /= mass
    full = lost / (start + lost * wait.arrivals * mass)
    at_once = (1.0 - lost) * start / (start + lost * wait.arrivals * mass)
    late = full * unit * service
    answered = at_once + late * mass
    in_queue = full * mass * (1.0 + wait.arrivals * float(np.sum(wait.patience_spent(waits) * weights)))
    busy = min(1.0, arrival_rate * answered / service)
    return QueueFigures(
        wait_probability=min(1.0, full * (start + wait.arrivals * mass)),
        wait_mean=late * mass * float(np.sum(waits * weights)) * unit / answered,
        wait_mean_all=in_queue * unit,
        abandoned_rate=min(1.0, in_queue * wait.abandons),
        occupancy=busy,
        utilization=busy,
        queue_length_mean=arrival_rate * in_queue * unit,
        answered_within=partial(_answered_within, wait, at_once, late, unit),
    )


def _answered_within(wait: VirtualWait, at_once: float, late: float, unit: float, within: float) -> float:
    """Return the share answered at once or after a virtual wait of at most `within` seconds."""
    _, weights = wait.weights(within / unit)
    return min(1.0, at_once + late * float(np.sum(weights)))


def _endless(lost: float, service: float, arrival_rate: float) -> QueueFigures:
    """Return the figures where nobody leaves: who waits at all waits exponentially long."""
    spare = service - arrival_rate
    if spare <= 0:
        return QueueFigures(
            wait_probability=1.0,
            wait_mean=math.inf,
            wait_mean_all=math.inf,
            abandoned_rate=0.0,
            occupancy=1.0,
            utilization=1.0,
            queue_length_mean=math.inf,
            answered_within=partial(_exponentially_within, 1.0, 0.0),
        )
    load = arrival_rate / service
    waiting = lost / (spare / service + load * lost)
    wait = waiting / spare
    return QueueFigures(
        wait_probability=waiting,
        wait_mean=wait,
        wait_mean_all=wait,
        abandoned_rate=0.0,
        occupancy=load,
        utilization=load,
        queue_length_mean=arrival_rate * wait,
        answered_within=partial(_exponentially_within, waiting, spare),
    )


def _exponentially_within(waiting: float, rate: float, within: float) -> float:
    """Return the share in time: the wait of those who wait is exponential."""
    return 1.0 - waiting * math.exp(-rate * within)
