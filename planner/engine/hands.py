"""How many chats agents had in hand at a moment, told when all is over."""

import numpy as np

from planner.flow.demand import Conversations, FloatColumn, IntColumn
from planner.flow.records import Outcome, Records


def in_hand_when_written(records: Records, conversations: Conversations, sent: FloatColumn) -> IntColumn:
    """Return the agent's chats in hand when each message was written, its own included; 0 if it never was.

    `sent` is when each reply was (s). Whatever else happens at that very instant has happened.
    """
    chat = conversations.chat
    opening = np.diff(chat, prepend=-1) > 0
    written = np.roll(sent + conversations.gap, 1)
    served = (records.agent >= 0) & (records.outcome != Outcome.SILENT)
    written[opening] = np.where(served, records.dequeued, np.nan)[chat[opening]]
    counts = np.zeros(len(sent), dtype=np.int64)
    known = np.flatnonzero(~np.isnan(written))
    of_known = chat[known]
    # one that ends at the very instant at which its customer writes is in hand then, too
    own = records.slot_freed[of_known] == written[known]
    counts[known] = _in_hand(records, records.agent[of_known], written[known]) + own
    return counts


def _in_hand(records: Records, agent: IntColumn, at: FloatColumn) -> IntColumn:
    """Return how many chats agents had in hand at some moments (s)."""
    held = np.flatnonzero(records.agent >= 0)
    quiet = records.inactive_chat
    who = records.agent[np.concatenate([held, held, quiet, quiet])]
    when = np.concatenate(
        [records.dequeued[held], records.slot_freed[held], records.inactive_from, records.inactive_to]
    )
    change = np.repeat([1, -1, -1, 1], [len(held), len(held), len(quiet), len(quiet)])
    # at one instant changes come first; NumPy sorts the smallest type that holds the positions by its digits
    order = np.argsort(np.concatenate([when, at]), kind="stable")
    whose = np.concatenate([who, agent]).astype(np.min_scalar_type(who.max(initial=0)))
    order = order[np.argsort(whose[order], kind="stable")]
    in_hand = np.cumsum(np.concatenate([change, np.zeros(len(at), dtype=np.int64)])[order])
    moments: IntColumn = np.empty(len(at), dtype=np.int64)
    asked = order >= len(change)
    moments[order[asked] - len(change)] = in_hand[asked]
    return moments
