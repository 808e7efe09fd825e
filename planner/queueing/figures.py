"""What a queueing formula says about a queue."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from planner.queueing.arguments import check_at_least_zero


@dataclass(frozen=True)
class QueueFigures:
    """The long-run figures of a queue; names and meanings are those of the simulated KPIs.

    Attributes:
        wait_probability: share of offered chats that find all servers taken.
        wait_mean: mean wait of the answered chats, those answered at once included (s).
        wait_mean_all: mean time in queue of all offered chats, however it ended (s).
        abandoned_rate: share of offered chats whose patience runs out.
        occupancy: share of server time spent on chats.
        utilization: share of agents' time with at least one chat; where an agent has one slot, the occupancy.
        queue_length_mean: mean number of chats waiting.
        answered_within: share of offered chats answered within so many seconds; see `service_level`.
    """

    wait_probability: float
    wait_mean: float
    wait_mean_all: float
    abandoned_rate: float
    occupancy: float
    utilization: float
    queue_length_mean: float
    answered_within: Callable[[float], float] = field(repr=False, compare=False)

    def service_level(self, within: float) -> float:
        """Return the share of offered chats answered after a wait of at most `within` seconds.

        Raises:
            ValueError: `within` is negative or not finite.
        """
        check_at_least_zero("within", within, "seconds")
        return self.answered_within(within)
