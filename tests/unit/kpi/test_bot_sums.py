"""What a bot adds to the sums, in records written by hand."""

import numpy as np

from planner.flow.demand import Bots
from planner.kpi.columns import Column


def bots(before, ended=(), contained=()):
    """Return one bot, in front of the only chat type, whose first message comes after 2 s."""
    return Bots(
        in_front=np.array([True]),
        before=np.array(before, dtype=np.float64),
        ended=np.array(ended, dtype=np.float64),
        chat_type=np.zeros(len(ended), dtype=np.int64),
        first_reply=np.full(len(ended), 2.0),
        contained=np.array(contained, dtype=np.bool_),
    )


def test_a_ticket_is_no_chat_on_its_way_to_an_agent(measured, answered):
    """It was taken, and its talk with the bot was the night before; the chat beside it counts with 30 s."""
    rows = [answered(0, 10, 60), {**answered(0, 500, 60), "ticket": True}]
    found = measured(rows, bots=bots([30, 90]))
    assert found.of(Column.TO_AGENT) == [40]


def test_missed_chats_have_had_the_bots_message_but_no_agent(measured, missed):
    """The first message with the bot is known, the time to an agent is not."""
    found = measured([missed("abandoned", 100, 50)], bots=bots([30], [100], [False]))
    figures = found.summary().figures
    assert figures["frt_with_bot_mean"].mean == 2
    assert figures["frt_mean"].mean is None
    assert figures["time_to_agent_mean"].mean is None


def test_who_is_contained_always_has_an_interval_that_is_not_a_point(measured):
    """All of three talks: Wilson's interval, from what is counted."""
    share = measured(bots=bots([], [1, 2, 3], [True] * 3)).summary(times=2).figures["bot_contained_rate"]
    assert share.mean == share.high == 1
    assert 0.5 < share.low < 1
