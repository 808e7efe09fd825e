"""The practices that a demand, a roster and rules ask for."""

from planner.engine.practice import House, Practice
from planner.engine.practices.follow_ups import FollowingUp
from planner.engine.practices.picking import Picking
from planner.engine.practices.reunion import Reunion
from planner.engine.practices.ringing import Ringing
from planner.engine.practices.silent_leaving import LeavingSilently
from planner.engine.practices.weighing import Weighing
from planner.engine.practices.widening import Widening
from planner.flow.demand import Demand
from planner.flow.roster import Roster
from planner.flow.rules import Rules


def practices_of(demand: Demand, roster: Roster, rules: Rules, house: House) -> list[Practice]:
    """Return those that are asked for, in the order in which they are told of things; a plain centre has none."""
    practices: list[Practice] = []
    reunion = None
    if rules.previous_agent is not None and demand.previous is not None:
        reunion = Reunion(demand, rules.previous_agent, house)
        practices.append(reunion)
    if any(len(rings) > 1 for rings in rules.rings):
        practices.append(Widening(house))
    if demand.noticing:
        practices.append(Picking(demand, roster.group_of, house))
    silent = None
    # its desk is behind that of offers: who gives up while it rings is gone, too
    if demand.silent_leaving is not None:
        silent = LeavingSilently(demand.silent_leaving, house)
        practices.append(silent)
    if demand.acceptance:
        practices.append(Ringing(demand, roster.group_of, rules.offer_timeout, silent, house))
    if rules.slots and max(rules.slots) > 1:
        practices.append(Weighing(demand, rules.slots))
    if demand.follow_ups is not None:
        practices.append(FollowingUp(demand.follow_ups, reunion, house))
    return practices
