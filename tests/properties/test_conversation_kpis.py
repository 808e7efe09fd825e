"""What holds for the figures of conversations, in centres of every kind."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.flow.demand import Conversations
from planner.flow.records import Outcome
from planner.flow.window import Division, Promise, Window
from planner.kpi import measure
from planner.kpi.columns import Column

FIXED = settings(derandomize=True, database=None, deadline=None, max_examples=100)
OPENS = 7
"""What counts begins here."""


@st.composite
def talking(draw, centres):
    """Draw a centre some of whose chat types have conversations, on whole seconds, with impatient customers."""
    centre = draw(centres())
    demand = centre.demand
    of_type = np.array([True, *(draw(st.booleans()) for _ in demand.type_names[1:])])
    talks = of_type[demand.chat_type]
    replies = np.array([draw(st.sampled_from((2, 1, 3, 5))) if talk else 0 for talk in talks], dtype=np.int64)
    rows = int(replies.sum())

    def column(*choices):
        return np.array([draw(st.sampled_from(choices)) for _ in range(rows)], dtype=np.float64)

    patience = column(math.inf, math.inf, 40, 15, 5) if draw(st.booleans()) else None
    conversations = Conversations(
        of_type=of_type,
        first=np.concatenate([[0], np.cumsum(replies)]),
        work=column(10, 3, 20, 0),
        gap=column(10, 0, 5, 30),
        patience=patience,
        idle=talks * np.array([draw(st.sampled_from((0.0, 0.0, 12.0))) for _ in talks]),
        until_reply=talks & np.array([draw(st.booleans()) for _ in talks], dtype=np.bool_),
    )
    if patience is not None:
        patience[conversations.first[:-1][conversations.until_reply]] = math.inf
    return replace(centre, demand=replace(demand, conversations=conversations))


def cells_of(day, edges):
    """Measure a day between `edges`, in as many cells; the run's sums as [cell, column]."""
    each = Division((), np.arange(len(edges) - 1), np.ones(len(edges) - 1, dtype=np.int64))
    once = Division(("all",), np.zeros(len(edges) - 1, dtype=np.int64), np.ones(1, dtype=np.int64))
    window = Window(np.array(edges, dtype=np.float64), day.centre.rules.doors, each, each, once, once, once)
    centre = day.centre
    return measure(day.records, centre.demand, centre.roster, window, Promise(0.8, 10, False, "offered", 5))


def told(day):
    """Return (chat, row, when the customer wrote, when the reply was sent) of every message of a customer."""
    talks, replies = day.centre.demand.conversations, day.records.replies
    first, gap, sent = talks.first.tolist(), talks.gap.tolist(), replies.sent.tolist()
    for chat in day.chats:
        asked = day.dequeued[chat]
        for row in range(first[chat], first[chat + 1]):
            if day.agent[chat] < 0 or math.isnan(asked):
                break
            if asked > day.records.customer_left[chat]:
                break
            yield chat, row, asked, sent[row]
            asked = sent[row] + gap[row]


@FIXED
@given(data=st.data())
def test_agents_type_or_wait_or_have_no_chat_in_every_cell(centres, data):
    """The three shares add up to all the staffed time, and none is less than nothing."""
    day = data.draw(talking(centres)).day()
    closes = day.centre.rules.closes
    cells = cells_of(day, [OPENS, 20, closes / 2, closes]).cells
    parts = cells[:, :, [Column.WORKING, Column.HOLDING, Column.IDLE]]
    np.testing.assert_allclose(parts.sum(axis=2), cells[:, :, Column.STAFFED], atol=1e-6)
    np.testing.assert_allclose(parts[:, :, :2].sum(axis=2), cells[:, :, Column.BUSY], atol=1e-6)
    assert (parts >= 0).all()


@FIXED
@given(data=st.data())
def test_replies_are_those_of_the_records_one_by_one(centres, data):
    """How many, how long they took, by chats in hand; messages of both sides, and who left in the course of the chat."""
    day = data.draw(talking(centres)).day()
    tally = cells_of(day, [OPENS, 25, day.centre.rules.closes])
    sums = tally.cells[0].sum(axis=0)
    messages = [message for message in told(day) if day.arrival[message[0]] >= OPENS]
    times = [sent - asked for _, _, asked, sent in messages if not math.isnan(sent)]
    answered = [i for i in day.chats if day.outcome[i] == Outcome.ANSWERED and day.arrival[i] >= OPENS]
    talks = [i for i in answered if day.centre.demand.conversations.of_type[day.chat_type[i]]]
    both = sum(1 + (not math.isnan(sent)) for chat, _, _, sent in messages if chat in talks)
    dropped = {chat for chat, _, _, sent in messages if chat in talks and math.isnan(sent)}
    wanted = {
        Column.REPLIES: len(times),
        Column.REPLY_TIME: sum(times),
        Column.CONVERSATIONS: len(talks),
        Column.MESSAGES: both,
        Column.DROPPED: len(dropped),
        Column.AGENT_RESPONSE: sums[Column.FIRST_RESPONSE] - sums[Column.WAIT],
    }
    assert {column: sums[column] for column in wanted} == pytest.approx(wanted, abs=1e-6)
    by_number = tally.by_chats_in_hand
    assert by_number[:, Column.REPLIES].sum() == len(times)
    assert by_number[:, Column.REPLY_TIME].sum() == pytest.approx(sum(times), abs=1e-6)


@FIXED
@given(data=st.data())
def test_agents_type_one_thing_at_a_time(centres, data):
    """Typing adds up to the work done and the wrap-ups, wherever nobody stopped short and all is staffed."""
    day = data.draw(talking(centres)).day()
    end = max(day.instants, default=0) + 1
    sums = cells_of(day, [0, max(end, day.centre.rules.closes)]).cells[0, 0]
    typed = 0.0
    replies = day.records.replies
    chat_of = np.repeat(np.array(day.chats), np.diff(day.centre.demand.conversations.first))
    for row in np.flatnonzero(~np.isnan(replies.began)).tolist():
        sent = replies.sent[row]
        typed += (day.records.customer_left[chat_of[row]] if math.isnan(sent) else sent) - replies.began[row]
    wrapped = ~np.isnan(replies.wrap_up_began)
    typed += (day.records.slot_freed - replies.wrap_up_began)[wrapped].sum()
    assert sums[Column.WORKING] <= typed + 1e-6
    assert sums[Column.WORKING] <= sums[Column.BUSY] + 1e-6
    if sums[Column.OVERTIME] == 0:
        assert sums[Column.WORKING] == pytest.approx(typed, abs=1e-6)
