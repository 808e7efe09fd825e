"""What is measured of each agent apart."""

from dataclasses import replace

import numpy as np

from planner.flow.demand import Demand, FloatColumn
from planner.flow.records import Records
from planner.flow.roster import Roster
from planner.flow.window import Division, Promise, Window
from planner.kpi.agents import agent_sums
from planner.kpi.chats import chat_sums, counted_chats
from planner.kpi.messages import typing_spans
from planner.kpi.replies import add_replies, counted_replies


def measure_agents(
    records: Records, demand: Demand, roster: Roster, window: Window, promise: Promise
) -> FloatColumn:
    """Return each agent's sums over all the time that counts, as [agent, column].

    An agent's figures are those of a group of one, so every column of groups is there, but for those that need the
    plan or the days: `SCHEDULED` and `AGENT_DAYS`.
    """
    types, agents, whole = len(demand.type_names), len(roster.group_of), _undivided(window)
    alone = replace(
        roster,
        groups=tuple(roster.groups[group] for group in roster.group_of),
        group_of=tuple(range(agents)),
        headcounts=(),
        scheduled=(),
    )
    chats = counted_chats(records, demand, alone, whole)
    sums = chat_sums(chats, promise, types, agents, 1)
    replies = counted_replies(chats, records, demand)
    if replies is not None:
        add_replies(sums, replies, chats, types)
    return (sums[types:] + agent_sums(records, alone, whole, typing_spans(records, demand)))[:, 0]


def _undivided(window: Window) -> Window:
    """Return the window as a single cell."""
    once = Division(("all",), np.zeros(1, dtype=np.int64), np.ones(1, dtype=np.int64))
    return Window(window.edges[[0, -1]], window.doors, once, once, once, once, once)
