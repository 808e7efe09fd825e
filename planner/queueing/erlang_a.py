"""Erlang A, the M/M/n+M queue: who waits leaves when an exponential patience runs out."""

from __future__ import annotations

from planner.queueing.arguments import check_queue
from planner.queueing.erlang_b import erlang_b
from planner.queueing.figures import QueueFigures
from planner.queueing.overflow import behind_full_slots


def erlang_a(servers: int, arrival_rate: float, handle_time: float, patience: float | None) -> QueueFigures:
    """Return the figures of a queue whose chats leave after an exponential patience.

    Exact for every load and patience, from 0 (Erlang B) to endless (Erlang C): the slots behind which chats wait are
    those of Erlang B.

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
    lost = erlang_b(servers, arrival_rate * handle_time)
    return behind_full_slots(lost, servers / handle_time, arrival_rate, patience)
