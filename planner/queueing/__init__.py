"""Erlang B, C and A, and agents who slow down: what theory says about a queue, and the fewest agents that keep a promise.

Pure functions. Rates are per second, durations in seconds, loads in Erlang. A server is a slot: an agent who
takes three chats at once without slowing down is three servers; `birth_death` is for those who slow down.
"""

from planner.queueing.birth_death import birth_death
from planner.queueing.erlang_a import erlang_a
from planner.queueing.erlang_b import erlang_b
from planner.queueing.erlang_c import erlang_c
from planner.queueing.figures import QueueFigures
from planner.queueing.least import least
from planner.queueing.least_agents import least_agents, least_agents_by_abandonment

__all__ = [
    "QueueFigures",
    "birth_death",
    "erlang_a",
    "erlang_b",
    "erlang_c",
    "least",
    "least_agents",
    "least_agents_by_abandonment",
]
