"""How many agents keep a promise, by Erlang C or A."""

from __future__ import annotations

import math
from collections.abc import Callable

from planner.queueing.arguments import check_at_least_zero, check_share
from planner.queueing.erlang_a import erlang_a
from planner.queueing.least import least

# Any queue has enough long before.
_WITHOUT_END = 2**62


def least_agents(
    arrival_rate: float,
    handle_time: float,
    patience: float | None,
    target: float,
    within: float,
    slots: int = 1,
) -> int:
    """Return the fewest agents with whom a share `target` of the offered chats is answered within `within`.

    Each agent counts as `slots` servers, each as fast as an agent with one chat: no slowdown.

    Args:
        arrival_rate: chats offered per second; without any, no agent is needed.
        handle_time: mean handle time in seconds.
        patience: mean patience in seconds (Erlang A), or None for endless patience (Erlang C).
        target: the service level to reach, above 0 and below 1.
        within: the wait in seconds that still counts as in time.
        slots: chats at once per agent.

    Raises:
        ValueError: an argument has no meaning; the message names it.
    """
    check_share("target", target)
    check_at_least_zero("within", within, "seconds")

    def enough(servers: int) -> bool:
        return erlang_a(servers, arrival_rate, handle_time, patience).service_level(within) >= target

    return _fewest(enough, arrival_rate, slots)


def least_agents_by_abandonment(
    arrival_rate: float, handle_time: float, patience: float, at_most: float, slots: int = 1
) -> int:
    """Return the fewest agents with whom at most a share `at_most` of the offered chats abandons (Erlang A).

    Args:
        arrival_rate: chats offered per second; without any, no agent is needed.
        handle_time: mean handle time in seconds.
        patience: mean patience in seconds, finite: with endless patience nobody ever abandons.
        at_most: the share that may abandon, above 0 and below 1.
        slots: chats at once per agent, each a server as in `least_agents`.

    Raises:
        ValueError: an argument has no meaning; the message names it.
    """
    check_share("at_most", at_most)
    if not math.isfinite(patience):
        raise ValueError(f"patience must be finite for a limit on abandonment, not {patience}")

    def enough(servers: int) -> bool:
        return erlang_a(servers, arrival_rate, handle_time, patience).abandoned_rate <= at_most

    return _fewest(enough, arrival_rate, slots)


def _fewest(enough: Callable[[int], bool], arrival_rate: float, slots: int) -> int:
    """Return the least number of agents for whose slots `enough` holds, which more servers never undo."""
    if slots < 1 or slots != int(slots):
        raise ValueError(f"slots must be a whole number of at least 1, not {slots}")
    first_is_enough = enough(slots)
    if arrival_rate == 0:
        return 0
    if first_is_enough:
        return 1
    found = least(lambda agents: enough(agents * slots), 1, _WITHOUT_END)
    assert found is not None
    return found
