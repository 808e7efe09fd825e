"""How many chats are expected in each interval."""

import numpy as np
import pytest

from planner.demand import blueprint
from planner.scenario import loads
from planner.staffing.blocks import blocks
from planner.staffing.expected import expected


def test_chats_of_all_types_are_added_up_while_doors_are_open() -> None:
    """Ten an hour before ten, twenty after, five more of another type; doors open at half past eight."""
    scenario = loads(
        'name: Desk\nstart: 2026-11-23 08:00\nend: 2026-11-23 12:00\ninterval: 1h\nopen: "08:30-11:00"\n'
        "chat_types:\n"
        '  sales: {arrivals: {per_hour: {"00:00": 10, "10:00": 20}}, handle_time: 5m, patience: 3m}\n'
        "  help: {arrivals: {per_hour: 5}, handle_time: 5m, patience: 3m}\n"
        "agent_groups: {team: {agents: 4}}\n"
    )
    plan = blueprint(scenario)
    found = expected(plan, blocks(plan.window, (0,)))
    assert [part.chats for part in found] == pytest.approx([7.5, 15.0, 25.0])
    assert np.diff([[part.begin, part.end] for part in found]).ravel().tolist() == [3600.0] * 3
