"""Replications that once failed: nobody answered where chats take two slots, tickets that were noticed as doors closed."""

import pytest

from planner.scenario import loads
from planner.study import Options, run_study

QUIET = """
start: 2026-11-23 09:00
end: 2026-11-23 10:00
chat_types:
  shop: {arrivals: {per_hour: 1}, handle_time: 9m, patience: 3m, slots: 2}
agent_groups:
  team: {agents: 1, concurrency: 2, slowdown: none}
"""
NIGHT = """
start: 2026-11-23 00:00
end: 2026-11-25 00:00
open: 09:00-17:00
tickets: next_morning
chat_types:
  shop: {arrivals: {per_hour: 12}, handle_time: 9m, patience: 3m}
agent_groups:
  team: {agents: 1, pull: 20m}
"""


@pytest.mark.parametrize("text", [QUIET, NIGHT], ids=["quiet", "night"])
def test_every_offered_chat_is_answered_or_missed(text: str) -> None:
    """In some of these replications nobody is answered, or a ticket is about to be picked when doors close."""
    figures = run_study(loads(text), Options(replications=10)).summary.figures
    offered, answered, missed = (figures[key].mean or 0.0 for key in ("offered", "answered", "missed"))
    assert offered > 0
    assert offered == pytest.approx(answered + missed)
