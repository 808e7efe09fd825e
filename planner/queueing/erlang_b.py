"""Erlang B, the M/M/n/n queue: who finds all servers taken is lost."""

from __future__ import annotations

from planner.queueing.arguments import check_at_least_zero


def erlang_b(servers: int, load: float) -> float:
    """Return the share of chats lost when none can wait, which is also the share of time all servers are taken.

    By the recursion over servers, stable since every step is a ratio of positive numbers (Jagerman 1974,
    "Some properties of the Erlang loss function", Bell System Technical Journal 53). It costs `servers` steps.

    Args:
        servers: number of servers; with 0 every chat is lost.
        load: offered load in Erlang, arrival rate times handle time.

    Raises:
        ValueError: `servers` is not a whole number of at least 0, or `load` is negative or not finite.
    """
    if servers < 0 or servers != int(servers):
        raise ValueError(f"servers must be a whole number, 0 or more, not {servers}")
    check_at_least_zero("load", load, "Erlang")
    lost = 1.0
    for server in range(1, servers + 1):
        lost = load * lost / (server + load * lost)
    return lost
