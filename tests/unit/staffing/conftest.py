"""Shift plans in a few words."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from planner.demand import blueprint
from planner.scenario import Scenario
from planner.staffing.blocks import blocks
from planner.staffing.shifts import ShiftSpace, planned_groups, shift_space


def scenario_of(patterns: Mapping[str, Mapping[str, Any]], **more: Any) -> Scenario:
    """Return a Monday from 8 to 20 with a planned group `g` and these patterns, which are of that group."""
    return Scenario.model_validate(
        {
            "start": "2026-11-23 08:00",
            "end": "2026-11-23 20:00",
            "chat_types": {"a": {"arrivals": {"per_hour": 60}, "handle_time": "9m", "patience": "3m"}},
            "agent_groups": {"g": {"agents": 1}},
            "shift_patterns": {name: {"group": "g", **pattern} for name, pattern in patterns.items()},
            **more,
        }
    )


def space_of(patterns: Mapping[str, Mapping[str, Any]], **more: Any) -> ShiftSpace:
    """Return what there is to choose from, at most 50 agents each."""
    scenario = scenario_of(patterns, **more)
    plan = blueprint(scenario)
    return shift_space(scenario, plan, blocks(plan.window, planned_groups(scenario)), 50)


@pytest.fixture(scope="session")
def patterned() -> Callable[..., Scenario]:
    """Make a scenario of shift patterns; see `scenario_of`."""
    return scenario_of


@pytest.fixture(scope="session")
def choice() -> Callable[..., ShiftSpace]:
    """Make a space of shift patterns; see `space_of`."""
    return space_of
