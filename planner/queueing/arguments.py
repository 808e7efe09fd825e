"""The checks that all formulas make of what they are given."""

from __future__ import annotations

import math


def check_queue(servers: int, arrival_rate: float, handle_time: float) -> None:
    """Refuse a queue that has no meaning: no server, a negative rate, no work.

    Raises:
        ValueError: names the argument, what it was, and what is possible.
    """
    if servers < 1 or servers != int(servers):
        raise ValueError(f"servers must be a whole number of at least 1, not {servers}")
    check_at_least_zero("arrival_rate", arrival_rate, "chats per second")
    if not (math.isfinite(handle_time) and handle_time > 0):
        raise ValueError(f"handle_time must be a finite number of seconds above 0, not {handle_time}")


def check_at_least_zero(name: str, value: float, unit: str) -> None:
    """Refuse a negative, infinite or undefined number.

    Raises:
        ValueError: names the argument, what it was, and what is possible.
    """
    if not (math.isfinite(value) and value >= 0):
        raise ValueError(f"{name} must be a finite number of {unit}, 0 or more, not {value}")


def check_share(name: str, value: float) -> None:
    """Refuse a share that no finite number of servers reaches, or that any number reaches.

    Raises:
        ValueError: names the argument, what it was, and what is possible.
    """
    if not 0 < value < 1:
        raise ValueError(f"{name} must lie between 0 and 1, both excluded (80 % is 0.8), not {value}")
