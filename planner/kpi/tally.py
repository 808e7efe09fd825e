"""Records -> the sums, maxima and histograms of one replication."""

from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from planner.flow.demand import Demand, FloatColumn, IntColumn
from planner.flow.records import Records
from planner.flow.roster import Roster
from planner.flow.window import Promise, Window
from planner.kpi.agents import agent_sums
from planner.kpi.bots import bot_sums
from planner.kpi.chats import chat_sums, counted_chats, histograms, longest_waits, overnight_sums
from planner.kpi.columns import OF_CONTACTS, Column
from planner.kpi.evenness import evenness
from planner.kpi.follow_ups import came_to_closed_doors, follow_up_sums, of_run_alone
from planner.kpi.kinds import OF_EVERY_CHAT
from planner.kpi.layout import EVERY_COLUMN, Layout
from planner.kpi.messages import typing_spans
from planner.kpi.queue import longest_queues, open_time, queue_time
from planner.kpi.replies import add_replies, counted_replies, reply_histograms, sums_by_chats_in_hand

OF_DAYS = [Column.IN_TIME, Column.PROMISED, Column.MISSED]
"""What is kept of every day of every replication."""


@dataclass(frozen=True)
class Tally:
    """Scopes are the whole run, then chat types, then agent groups."""

    cells: FloatColumn
    """[scope, cell, column]: those of the layout."""
    days: FloatColumn
    """[scope, day, 3]: in time, promised and missed, of the run and of chat types."""
    maxima: FloatColumn
    """[scope, 2]: longest wait (s) and longest queue; NaN where there is none."""
    histogram_at: IntColumn
    """Flat places in [quantity, scope, bin] that are not 0; the quantities are the first ones of `QUANTITIES` ..."""
    histogram_count: IntColumn
    """... and how many chats or replies are there."""
    evenness: FloatColumn
    """[scope, 2]: Gini index of the agents' chats per staffed time, and their largest over the mean; NaN of types."""
    agents: FloatColumn | None = None
    """[agent, column] over all the time that counts, where each agent is told of: see `measure_agents`."""
    quantities: int = OF_EVERY_CHAT
    """Of which there are histograms."""
    by_chats_in_hand: FloatColumn | None = None
    """[chats in hand - 1, column] of replies over all the time that counts, where there are conversations."""
    layout: Layout = EVERY_COLUMN

    def only(self, layout: Layout) -> Self:
        """Return what is kept of a tally that has every column."""
        agents, replies = (
            None if sums is None else layout.of(sums) for sums in (self.agents, self.by_chats_in_hand)
        )
        return replace(
            self, cells=layout.of(self.cells), agents=agents, by_chats_in_hand=replies, layout=layout
        )


def measure(records: Records, demand: Demand, roster: Roster, window: Window, promise: Promise) -> Tally:
    """Measure every column of one replication. Chats count by their arrival, agents and the queue by the clock."""
    types, groups, intervals = len(demand.type_names), len(roster.groups), len(window.edges) - 1
    chats = counted_chats(records, demand, roster, window)
    replies = counted_replies(chats, records, demand)
    tables = histograms(chats, types, groups)
    scopes = chat_sums(chats, promise, types, groups, intervals)
    scopes[:types, :, Column.QUEUE_TIME] = queue_time(records, demand, window, types)
    own = scopes[:types]
    if demand.follow_ups is not None:
        own = own - chat_sums(chats.those(chats.handed_on), promise, types, groups, intervals)[:types]
    if len(demand.after_hours.arrival):
        for column, sums in overnight_sums(records, demand, window, types).items():
            scopes[:types, :, column] = sums
    if demand.bots is not None:
        for column, sums in bot_sums(records, demand, demand.bots, window, own).items():
            scopes[:types, :, column] = sums
    if demand.follow_ups is not None:
        scopes[:types, :, Column.AFTER_HOURS] += came_to_closed_doors(records, demand, window, types)
        for column, sums in follow_up_sums(records, demand, demand.follow_ups, window, types).items():
            scopes[:types, :, column] = sums
    if replies is not None:
        add_replies(scopes, replies, chats, types)
        tables += reply_histograms(replies, chats, types, groups)
    scopes[types:] += agent_sums(records, roster, window, typing_spans(records, demand))
    run = scopes[:types].sum(axis=0)
    if demand.follow_ups is not None:
        run[:, OF_CONTACTS] = own[:, :, OF_CONTACTS].sum(axis=0)
        for column, more in of_run_alone(records, demand, demand.follow_ups, window, types).items():
            run[:, column] += more
    if replies is not None:
        run[:, Column.AGENT_RESPONSE] = run[:, Column.FIRST_RESPONSE] - run[:, Column.WAIT]
    run[:, Column.STAFFED :] = scopes[types:, :, Column.STAFFED :].sum(axis=0)
    cells = np.concatenate([run[np.newaxis], scopes])
    cells[:, :, Column.OPEN] = open_time(window)
    counts = np.concatenate(tables, axis=None)
    filled = np.flatnonzero(counts > 0)
    most = max(group.concurrency for group in roster.groups)
    queues = np.append(longest_queues(records, demand, window, types), np.full(groups, np.nan))
    return Tally(
        cells=cells,
        days=np.add.reduceat(cells[: 1 + types][:, :, OF_DAYS], window.day_begins, axis=1),
        maxima=np.stack([longest_waits(chats, types, groups), queues], axis=1),
        histogram_at=filled,
        histogram_count=counts[filled],
        evenness=evenness(chats, records, roster, window, types),
        quantities=len(tables),
        by_chats_in_hand=None if replies is None else sums_by_chats_in_hand(replies, most),
    )
