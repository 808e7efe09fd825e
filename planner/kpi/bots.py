"""What is measured of bots, and of how long it takes from the customer's start to a message."""

from functools import partial

import numpy as np

from planner.flow.demand import Bots, Demand, FloatColumn, Kind
from planner.flow.records import Outcome, Records
from planner.flow.window import Window
from planner.kpi.columns import Column
from planner.kpi.instants import sums_at_instants


def bot_sums(
    records: Records, demand: Demand, bots: Bots, window: Window, of_chats: FloatColumn
) -> dict[Column, FloatColumn]:
    """Return the bot columns' sums, each as [type, cell]; `of_chats` are those of chats as [type, cell, column].

    A talk counts when it ends, a chat when it arrives.
    """
    add_up = partial(sums_at_instants, window.edges, len(of_chats))
    talks = add_up(bots.ended, bots.chat_type)
    contained = bots.contained
    answered = (records.agent >= 0) & (records.outcome == Outcome.ANSWERED)
    answered &= ~demand.ticket & (records.kind != Kind.TRANSFER)
    response = of_chats[:, :, Column.FIRST_RESPONSE]
    without_bot = ~bots.in_front[:, np.newaxis]
    return {
        Column.BOT_CHATS: talks,
        Column.BOT_CONTAINED: add_up(bots.ended[contained], bots.chat_type[contained]),
        Column.GREETED: talks + without_bot * of_chats[:, :, Column.ANSWERED],
        Column.GREETING: add_up(bots.ended, bots.chat_type, bots.first_reply) + without_bot * response,
        Column.TO_AGENT: response
        + add_up(records.arrival[answered], demand.chat_type[answered], bots.before[answered]),
    }
