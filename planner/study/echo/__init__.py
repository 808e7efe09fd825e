"""How a scenario is understood: every interpretation and default, in words."""

from planner.demand import Blueprint
from planner.scenario import Scenario
from planner.study.echo.agent_groups import agent_groups
from planner.study.echo.chat_types import chat_types
from planner.study.echo.rules import rules
from planner.study.echo.staffing import staffing
from planner.study.echo.time import time
from planner.study.echo.words import Line

__all__ = ["Line", "interpretations"]


def interpretations(scenario: Scenario, plan: Blueprint) -> list[Line]:
    """Return what is understood as (subject, words)."""
    return [
        *time(scenario, plan),
        *chat_types(scenario, plan),
        *agent_groups(scenario, plan),
        *rules(scenario),
        *staffing(scenario),
    ]
