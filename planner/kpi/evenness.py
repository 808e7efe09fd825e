"""How evenly the work is spread over the agents of one replication."""

import numpy as np

from planner.flow.demand import FloatColumn
from planner.flow.records import Records
from planner.flow.roster import Roster
from planner.flow.window import Window
from planner.kpi.agents import duty_ends
from planner.kpi.chats import CountedChats

GINI, MAX_TO_MEAN = range(2)
"""The measures that are kept of every replication."""


def evenness(
    chats: CountedChats, records: Records, roster: Roster, window: Window, types: int
) -> FloatColumn:
    """Return how the agents' chats per staffed time differ, as [scope, 2]; NaN of types and where nobody answered any.

    Agents without staffed time in the window are left out.
    """
    agents, groups = len(roster.group_of), len(roster.groups)
    staffed = _staffed_time(records, window, agents)
    here = staffed > 0
    answered = np.bincount(chats.agent[chats.answered], minlength=agents)
    rates = answered[here] / staffed[here]
    spreads = np.full((1 + types + groups, 2), np.nan)
    spreads[0] = spread(rates)
    if groups == 1:
        spreads[1 + types] = spreads[0]
        return spreads
    group = np.array(roster.group_of, dtype=np.int64)[here]
    for number in range(groups):
        spreads[1 + types + number] = spread(rates[group == number])
    return spreads


def spread(amounts: FloatColumn) -> tuple[float, float]:
    """Return the Gini index and the largest over the mean; NaN where there is nothing to spread.

    The Gini index is the mean absolute difference of all pairs over twice the mean (Gini 1914), here from the ranks:
    0 if all are alike, 1 - 1/n if one of n has all.
    """
    n, total = len(amounts), float(amounts.sum())
    if not total:
        return np.nan, np.nan
    ordered = np.sort(amounts)
    gini = float(np.arange(1 - n, n, 2) @ ordered) / (n * total)
    # rounding may leave a hair less than nothing where all are alike
    return max(0.0, gini), float(ordered[-1]) * n / total


def _staffed_time(records: Records, window: Window, agents: int) -> FloatColumn:
    """Return each agent's time (s) on duty inside the window."""
    begin = np.maximum(records.on_from, window.edges[0])
    end = np.minimum(duty_ends(records, window.closes), window.edges[-1])
    return np.bincount(records.on_agent, np.maximum(end - begin, 0.0), agents).astype(np.float64, copy=False)
