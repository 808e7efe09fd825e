"""Erlang C, the M/M/n queue: who finds all servers taken waits, however long."""

from __future__ import annotations

import math
from functools import partial

from planner.queueing.arguments import check_queue
from planner.queueing.erlang_b import erlang_b
from planner.queueing.figures import QueueFigures


def erlang_c(servers: int, arrival_rate: float, handle_time: float) -> QueueFigures:
    """Return the figures of a queue with endless patience.

    With a load of `servers` or more the queue grows for ever. The figures then say so: everybody waits, the
    waits and the queue are infinite, no chat is in time, the servers are always taken.

    Source: Gans, Koole & Mandelbaum (2003), "Telephone call centers", M&SOM 5(2), section 4.

    Args:
        servers: chats that can be handled at once, at least 1.
        arrival_rate: chats offered per second.
        handle_time: mean handle time in seconds.

    Raises:
        ValueError: an argument has no meaning (no server, a negative rate, no handle time).
    """
    check_queue(servers, arrival_rate, handle_time)
    load = arrival_rate * handle_time
    spare = servers - load
    if spare <= 0:
        return QueueFigures(
            wait_probability=1.0,
            wait_mean=math.inf,
            wait_mean_all=math.inf,
            abandoned_rate=0.0,
            occupancy=1.0,
            queue_length_mean=math.inf,
            answered_within=partial(_answered_within, 1.0, 0.0),
        )
    lost = erlang_b(servers, load)
    waiting = servers * lost / (spare + load * lost)
    wait = waiting * handle_time / spare
    return QueueFigures(
        wait_probability=waiting,
        wait_mean=wait,
        wait_mean_all=wait,
        abandoned_rate=0.0,
        occupancy=load / servers,
        queue_length_mean=arrival_rate * wait,
        answered_within=partial(_answered_within, waiting, spare / handle_time),
    )


def _answered_within(waiting: float, rate: float, within: float) -> float:
    """Return the share in time: the wait of those who wait is exponential."""
    return 1.0 - waiting * math.exp(-rate * within)
