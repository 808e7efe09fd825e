"""A grid over a scenario as small as can be."""

from collections.abc import Callable
from pathlib import Path

from planner.scenario.axes import read_axes
from planner.scenario.draft import Draft
from planner.study.grid import Grid, plan_grid

TEXT = """\
start: 2026-11-23 09:00
end: 2026-11-23 12:00
service_level: {target: 80%, within: 60s}
chat_types:
  shop: {arrivals: {per_hour: 30}, handle_time: 6m, patience: 3m}
agent_groups:
  team: {agents: 3, concurrency: 1}
"""
AGENTS = "agent_groups.team.agents"


def grid(*axes: str, text: str = TEXT, allow_large: bool = False) -> Grid:
    """Check all points of a small scenario."""
    return plan_grid(Draft(Path("small.yaml"), text), read_axes(axes), allow_large)


def press(after: int) -> Callable[[int, int], None]:
    """Press Ctrl-C after so many points."""

    def progress(done: int, of: int) -> None:
        if done == after:
            raise KeyboardInterrupt

    return progress
