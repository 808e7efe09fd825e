"""Scenario -> what replications share, and the customers and agents drawn for each."""

from planner.demand.blueprint import Blueprint, TypePlan, blueprint
from planner.demand.draw import draw
from planner.demand.names import agent_names
from planner.demand.turnout import draw_roster

__all__ = ["Blueprint", "TypePlan", "agent_names", "blueprint", "draw", "draw_roster"]
