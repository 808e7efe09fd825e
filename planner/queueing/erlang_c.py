"""Erlang C, the M/M/n queue: who finds all servers taken waits, however long."""

from __future__ import annotations

from planner.queueing.erlang_a import erlang_a
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
    return erlang_a(servers, arrival_rate, handle_time, None)
