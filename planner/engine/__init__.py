"""Columns of customers and agents in, records out: deterministic, no I/O, no KPI, no randomness."""

from planner.engine.agent import Agent
from planner.engine.centre import Centre
from planner.engine.routing import MEANINGS, ChatToRoute, CustomStrategy, StrategyFailed
from planner.flow.demand import Demand
from planner.flow.records import Records
from planner.flow.roster import Roster
from planner.flow.rules import Rules

__all__ = ["MEANINGS", "Agent", "ChatToRoute", "CustomStrategy", "StrategyFailed", "simulate"]


def simulate(
    demand: Demand, roster: Roster, rules: Rules, routing: str, custom: CustomStrategy | None = None
) -> Records:
    """Run one replication.

    `routing` names a built-in strategy, or, with `custom` given, the planner's own for messages.
    Raises `StrategyFailed` if the planner's own breaks its contract.
    """
    return Centre(demand, roster, rules, routing, custom).run()
