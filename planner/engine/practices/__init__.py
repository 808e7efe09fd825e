"""The practices that a demand, a roster and rules ask for."""

from planner.engine.practice import House, Practice
from planner.flow.demand import Demand
from planner.flow.roster import Roster
from planner.flow.rules import Rules


def practices_of(demand: Demand, roster: Roster, rules: Rules, house: House) -> list[Practice]:
    """Return those that are asked for; for a plain centre there are none."""
    return []
