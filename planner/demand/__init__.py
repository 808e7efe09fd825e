"""Scenario -> what replications share, and the customers drawn for each."""

from planner.demand.blueprint import Blueprint, TypePlan, blueprint
from planner.demand.draw import draw

__all__ = ["Blueprint", "TypePlan", "blueprint", "draw"]
