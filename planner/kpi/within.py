"""How many chats or replies keep within a time: a bound on a percentile, as a share of counts that can be added up."""

import numpy as np

from planner.flow.demand import BoolColumn, Demand, FloatColumn, IntColumn
from planner.flow.records import Records
from planner.flow.roster import Roster
from planner.flow.window import Window
from planner.kpi.chats import counted_chats
from planner.kpi.kinds import Percentile
from planner.kpi.replies import counted_replies


def within(
    kpi: Percentile, bound: float, records: Records, demand: Demand, roster: Roster, window: Window
) -> FloatColumn:
    """Return [2, scope, cell]: what is not above the bound, and all that the percentile is taken of.

    Scopes are those of a tally. A percentile p is at most the bound where the first is at least p times the second.
    """
    types, groups = len(demand.type_names), len(roster.groups)
    chats = counted_chats(records, demand, roster, window)
    taken = chats.answered
    chat = np.flatnonzero(taken)
    of_run = ~chats.handed_on[chat]
    if kpi.quantity in ("wait", "first_response"):
        values = (chats.queued if kpi.quantity == "wait" else chats.first_response)[chat]
    else:
        replies = counted_replies(chats, records, demand)
        assert replies is not None
        chat = replies.chat if kpi.quantity == "reply_time" else replies.conversation
        values = replies.seconds if kpi.quantity == "reply_time" else replies.messages.astype(np.float64)
        of_run = np.ones(len(chat), dtype=np.bool_)
    cell, chat_type, group = chats.interval[chat], chats.chat_type[chat], chats.group[chat]
    good = values <= bound
    cells = len(window.edges) - 1
    return np.stack(
        [
            _by_scope(good, cell, chat_type, group, of_run, types, groups, cells),
            _by_scope(np.ones_like(good), cell, chat_type, group, of_run, types, groups, cells),
        ]
    )


def _by_scope(
    counted: BoolColumn,
    cell: IntColumn,
    chat_type: IntColumn,
    group: IntColumn,
    of_run: BoolColumn,
    types: int,
    groups: int,
    cells: int,
) -> FloatColumn:
    """Count by run, chat type and group, as [scope, cell]."""
    counts = np.zeros((1 + types + groups, cells))
    counts[0] = np.bincount(cell, counted & of_run, cells)
    for first, label, labels in ((1, chat_type, types), (1 + types, group, groups)):
        sums = np.bincount(label * cells + cell, counted, labels * cells)
        counts[first : first + labels] = sums.reshape(labels, cells)
    return counts
