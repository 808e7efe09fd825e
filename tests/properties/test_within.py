"""What keeps within a time, chat by chat and reply by reply, and as histograms tell it."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.flow.window import Division, Promise, Window
from planner.kpi import BY_KEY, histogram, measure
from planner.kpi.within import within
from tests.properties.conversing_days import Talks, draw_conversations, draw_groups

FIXED = settings(derandomize=True, database=None, deadline=None, max_examples=60)
BOUNDS = (0.0, 5.0, 7.5, 20.0, 60.0)


@st.composite
def days(draw, centres):
    """Draw a day of chats, most with conversations, on whole seconds, and a window that leaves its first seconds out."""
    centre = draw(centres())
    if draw(st.sampled_from((True, True, False))):
        demand = replace(centre.demand, conversations=draw_conversations(draw, centre.demand))
        roster = draw_groups(draw, centre.roster, len(demand.type_names))
        centre = replace(centre, demand=demand, roster=roster)
    edges = np.array([7.0, 20.0, 45.0, centre.rules.closes + 5])
    each = Division((), np.arange(3), np.ones(3, dtype=np.int64))
    return centre.day(), Window(edges, centre.rules.doors, each, each, each, each, each)


def place_of(day, window, chat):
    """Return the scopes of a chat that an agent had, and its cell; -1 and 3 lie outside."""
    types = len(day.centre.demand.type_names)
    group = day.centre.roster.group_of[day.agent[chat]]
    cell = int(np.searchsorted(window.edges, day.arrival[chat], side="right")) - 1
    return [0, 1 + day.chat_type[chat], 1 + types + group], cell


def amounts(day, quantity):
    """Yield (chat, wait) of answered chats, or (chat, reply time) of the replies of all who had an agent."""
    if quantity == "wait":
        for chat in day.answered:
            yield chat, day.dequeued[chat] - day.arrival[chat]
        return
    talks = Talks(day)
    for chat in talks.talking:
        for row, since in talks.messages(chat):
            if not math.isnan(talks.sent[row]):
                yield chat, talks.sent[row] - since


@pytest.mark.parametrize("key", ["wait_p90", "reply_time_p50"])
@FIXED
@given(data=st.data())
def test_counts_are_those_of_single_chats_and_replies(centres, key, data):
    """By run, type, group and cell, for bounds that times hit exactly and for others."""
    day, window = data.draw(days(centres))
    if key != "wait_p90" and day.centre.demand.conversations is None:
        return
    bound = data.draw(st.sampled_from(BOUNDS))
    kpi, centre = BY_KEY[key], day.centre
    found = within(kpi, bound, day.records, centre.demand, centre.roster, window)
    expected = np.zeros_like(found)
    for chat, amount in amounts(day, kpi.quantity):
        scopes, cell = place_of(day, window, chat)
        if 0 <= cell < 3:
            expected[0, scopes, cell] += amount <= bound
            expected[1, scopes, cell] += 1
    np.testing.assert_array_equal(found, expected)


@pytest.mark.parametrize("key", ["wait_p90", "frt_p95", "reply_time_p50"])
@FIXED
@given(data=st.data())
def test_counts_agree_with_histograms(centres, key, data):
    """What lies in lower bins is within, what lies in higher ones is not, in every scope."""
    day, window = data.draw(days(centres))
    if key == "reply_time_p50" and day.centre.demand.conversations is None:
        return
    kpi, centre, bound = BY_KEY[key], day.centre, data.draw(st.sampled_from(BOUNDS))
    found = within(kpi, bound, day.records, centre.demand, centre.roster, window).sum(axis=2)
    promise = Promise(0.8, 10.0, False, "offered", 5.0)
    tally = measure(day.records, centre.demand, centre.roster, window, promise)
    scopes = len(tally.cells)
    table = np.zeros((tally.quantities, scopes, histogram.BINS))
    table.flat[tally.histogram_at] = tally.histogram_count
    of_kpi, place = table[kpi.place], int(histogram.bins(np.array([bound]))[0])
    np.testing.assert_array_equal(found[1], of_kpi.sum(axis=1))
    assert (of_kpi[:, :place].sum(axis=1) <= found[0]).all()
    assert (found[0] <= of_kpi[:, : place + 1].sum(axis=1)).all()
