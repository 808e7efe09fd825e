"""Scenario -> what replications share, and the customers and agents drawn for each."""

from planner.demand.blueprint import Blueprint, TypePlan, blueprint
from planner.demand.chain_length import contacts_per_customer, sum_per_customer
from planner.demand.draw import draw
from planner.demand.names import agent_names
from planner.demand.turnout import draw_roster

__all__ = [
    "Blueprint",
    "TypePlan",
    "agent_names",
    "blueprint",
    "contacts_per_customer",
    "draw",
    "draw_roster",
    "sum_per_customer",
]
