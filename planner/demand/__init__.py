"""Scenario -> what replications share, and the customers and agents drawn for each."""

from planner.demand.blueprint import Blueprint, TypePlan, blueprint
from planner.demand.draw import draw
from planner.demand.turnout import draw_roster

__all__ = ["Blueprint", "TypePlan", "blueprint", "draw", "draw_roster"]
