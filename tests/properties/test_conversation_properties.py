"""What holds of conversations whatever chats, agents and practices come together."""

import dataclasses
import math
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.flow.demand import Kind
from planner.flow.records import Outcome
from tests.properties.conversing_days import ORDERS, RANKS, Talks, draw_conversations, draw_groups
from tests.properties.test_practice_properties import (
    came,
    draw_follow_ups,
    draw_rules,
    draw_silences,
    draw_ways,
    origin_of,
    slots,
)

# such a day takes long to draw where other work goes on beside the tests
FIXED = settings(
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=100,
    suppress_health_check=[HealthCheck.too_slow],
)
MISSED_IN_HAND = Outcome.ABANDONED
"""Who gives up on an agent before the first reply."""


def draw_plain(draw, centres, **more):
    """Return a centre without practices."""
    centre = draw(centres(least_work=1))
    return replace(
        centre,
        demand=replace(centre.demand, conversations=draw_conversations(draw, centre.demand, **more)),
        roster=draw_groups(draw, centre.roster, len(centre.demand.type_names)),
    )


def draw_varied(draw, centres):
    """Return a centre with practices of every kind."""
    centre = draw(centres(least_work=1))
    demand = draw_ways(draw, centre, draw_follow_ups(draw, centre.demand))
    demand = replace(demand, silences=draw_silences(draw, len(demand)))
    return replace(
        centre,
        demand=replace(demand, conversations=draw_conversations(draw, demand)),
        roster=draw_groups(draw, centre.roster, len(centre.demand.type_names)),
        rules=draw_rules(draw, centre),
    )


@pytest.fixture(scope="session")
def plain(centres):
    """Return a strategy for conversations of days without practices."""
    return st.composite(lambda draw: Talks(draw_plain(draw, centres).day()))


@pytest.fixture(scope="session")
def talks(centres):
    """Return a strategy for conversations of any day."""
    made = (draw_plain, draw_varied, draw_varied)
    return st.composite(lambda draw: Talks(draw(st.sampled_from(made))(draw, centres).day()))


@FIXED
@given(data=st.data())
def test_every_chat_that_came_has_one_outcome_for_its_reason(talks, data):
    """An agent had it if and only if it was answered, or its customer gave up before the first reply."""
    talk = data.draw(talks())
    day = talk.day
    patience = day.centre.demand.patience.tolist()
    for i in came(day):
        gave_up = day.outcome[i] == MISSED_IN_HAND and day.agent[i] >= 0
        assert (day.agent[i] >= 0) == (day.outcome[i] == Outcome.ANSWERED or gave_up)
        assert day.arrival[i] <= day.dequeued[i] < math.inf
        if gave_up:
            assert talk.conversations.until_reply[i]
            assert talk.left[i] == day.freed[i] == day.arrival[i] + patience[i]
            assert np.isnan([talk.sent[row] for row in talk.rows(i)]).all()
        elif day.agent[i] >= 0:
            assert day.dequeued[i] <= talk.left[i] <= day.freed[i]
            assert day.dequeued[i] - day.arrival[i] <= min(patience[i], day.centre.rules.max_wait)
    for i in set(day.chats) - set(talk.talking):
        assert np.isnan([talk.began[row] for row in talk.rows(i)]).all()
        assert [talk.in_hand[row] for row in talk.rows(i)] == [0] * len(talk.rows(i))


@FIXED
@given(data=st.data())
def test_replies_come_in_order_take_their_work_and_end_the_chat(talks, data):
    """Each begins when the customer has written, or later; a chat ends with the last, when closed, or when left."""
    talk = data.draw(talks())
    for i in talk.talking:
        for row, since in talk.messages(i):
            leaves = talk.leaves(i, row, since)
            assert talk.in_hand[row] > 0
            if math.isnan(talk.sent[row]):
                assert talk.left[i] == leaves
                assert not talk.began[row] < since
                assert not talk.began[row] > leaves
                assert all(math.isnan(talk.began[later]) for later in range(row + 1, talk.first[i + 1]))
                assert not any(talk.in_hand[row + 1 : talk.first[i + 1]])
                break
            assert since <= talk.began[row]
            assert talk.sent[row] - talk.began[row] == talk.work(i, row)
            assert talk.sent[row] <= leaves
        else:
            last = talk.sent[talk.first[i + 1] - 1]
            assert talk.left[i] == last + talk.conversations.idle[i]


@FIXED
@given(data=st.data())
def test_wrap_ups_follow_the_customers_leave_and_take_their_time(talks, data):
    """Where there are none, the slot is free as the customer goes."""
    talk = data.draw(talks())
    for i in talk.talking:
        began = talk.wrap_up_began[i]
        if talk.day.outcome[i] == Outcome.ANSWERED and talk.wrap_up(i):
            assert talk.left[i] <= began
            assert talk.day.freed[i] - began == talk.wrap_up(i)
        else:
            assert math.isnan(began)
            assert talk.day.freed[i] == talk.left[i]


@FIXED
@given(data=st.data())
def test_nobody_does_two_things_at_once(talks, data):
    """Replies, begun ones that were stopped among them, and wrap-ups: one after the other."""
    talk = data.draw(talks())
    for tasks in talk.tasks:
        done = sorted((task.began, task.ended) for task in tasks if not math.isnan(task.began))
        for (_, ended), (began, _) in pairwise(done):
            assert ended <= began


@FIXED
@given(data=st.data())
def test_no_message_waits_for_idle_hands(talks, data):
    """All the time that one waits the agent types to others, or wraps up."""
    talk = data.draw(talks())
    for tasks in talk.tasks:
        busy = sorted((task.began, task.ended) for task in tasks if not math.isnan(task.began))
        for task in tasks:
            covered = task.since
            for began, ended in busy:
                if began <= covered:
                    covered = max(covered, ended)
            assert covered >= task.waited_until, task


@FIXED
@given(data=st.data())
def test_agents_turn_to_messages_in_the_order_of_their_group(talks, data):
    """Of those that wait, the lowest rank, and of equal ones the oldest; what comes at the same instant may go behind."""
    talk = data.draw(talks())
    for tasks in talk.tasks:
        for taken in tasks:
            rank = RANKS[talk.day.group(taken.agent).reply_order]
            for other in tasks:
                if other.since < taken.began < other.waited_until:
                    assert (rank(other), other.since) >= (rank(taken), taken.since), (taken, other)


@FIXED
@given(data=st.data())
def test_nobody_gets_chats_for_more_slots_than_there_are(talks, data):
    """Conversations hold theirs while customers think, and are closed or wrapped up."""
    talk = data.draw(talks())
    day = talk.day
    if day.centre.demand.silences is not None:
        return  # who comes back from a silence may take an agent beyond that
    for i in talk.held:
        agent, time = day.agent[i], day.dequeued[i]
        weight = slots if day.centre.rules.slots else lambda *_: 1
        held = [j for j in talk.held if day.agent[j] == agent and day.dequeued[j] <= time < day.freed[j]]
        assert sum(weight(day, j) for j in held) <= day.group(agent).concurrency


@FIXED
@given(data=st.data())
def test_chats_in_hand_are_those_that_the_records_tell_of(talks, data):
    """When a customer writes; what begins or ends at that very instant may count or not."""
    talk = data.draw(talks())
    day = talk.day
    for i in talk.talking:
        ours = [j for j in talk.held if day.agent[j] == day.agent[i]]
        for row, time in talk.messages(i):
            there = [
                j for j in ours if not any(since <= time <= until for since, until in day.inactive.get(j, ()))
            ]
            surely = sum(day.dequeued[j] < time < day.freed[j] for j in there if j != i)
            at_most = sum(day.dequeued[j] <= time <= day.freed[j] for j in ours if j != i)
            assert surely + 1 <= talk.in_hand[row] <= at_most + 1


@FIXED
@given(data=st.data())
def test_chats_by_handle_time_are_slowed_by_all_in_hand(plain, data):
    """Their work is what they get at one over the slowdown of all chats in the agent's hands, conversations too."""
    talk = data.draw(plain())
    day, demand = talk.day, talk.day.centre.demand
    for i in sorted(set(talk.held) - set(talk.talking)):
        ours = [j for j in talk.held if day.agent[j] == day.agent[i]]
        slowdown = day.group(day.agent[i]).slowdown
        edges = {time for j in ours for time in (day.dequeued[j], day.freed[j])}
        edges = sorted(edge for edge in edges if day.dequeued[i] <= edge <= day.freed[i])
        work = 0.0
        for since, until in pairwise(edges):
            n = sum(day.dequeued[j] <= since < day.freed[j] for j in ours)
            work += (until - since) / slowdown[n - 1]
        assert work == pytest.approx(
            (demand.handle_time[i] + demand.wrap_up[i]) * talk.factor(i), rel=0, abs=1e-4
        )


@FIXED
@given(data=st.data())
def test_nobody_waits_for_a_slot_that_is_free(plain, data):
    """Not even in a centre where some customers leave mid-chat."""
    talk = data.draw(plain())
    day = talk.day
    for time in day.instants:
        free = [
            agent
            for agent in range(len(day.centre.roster.group_of))
            if day.accepts(agent, time)
            and sum(day.agent[j] == agent and day.dequeued[j] <= time < day.freed[j] for j in talk.held)
            < day.group(agent).concurrency
        ]
        for i in day.waiting(time):
            assert not any(day.chat_type[i] in day.group(agent).skills for agent in free)


@FIXED
@given(data=st.data())
def test_follow_ups_come_exactly_when_their_origin_says(talks, data):
    """A retry also after giving up on an agent; no transfer of who left mid-chat or writes no more."""
    talk = data.draw(talks())
    day = talk.day
    if day.centre.demand.follow_ups is None:
        return
    for i in day.chats:
        origin, kind, delay = origin_of(day.centre.demand.follow_ups, i)
        if kind == Kind.FRESH:
            continue
        was = day.outcome[origin] if day.arrival[origin] < math.inf else Outcome.AFTER_HOURS
        rows = talk.rows(origin)
        gone = bool(rows) and (math.isnan(talk.sent[rows[-1]]) or talk.conversations.idle[origin] > 0)
        if (
            was == Outcome.AFTER_HOURS
            or (was == Outcome.ANSWERED) == (kind == Kind.RETRY)
            or (kind == Kind.TRANSFER and gone)
        ):
            assert day.arrival[i] == math.inf
        else:
            missed = talk.left[origin] if day.agent[origin] >= 0 else day.dequeued[origin]
            assert day.arrival[i] == (missed if kind == Kind.RETRY else talk.left[origin]) + delay


@FIXED
@given(data=st.data())
def test_reply_orders_share_out_the_same_work(centres, data):
    """Where nobody leaves: every message has its reply under each order, and agents of one pace type as long."""
    centre = data.draw(st.composite(lambda draw: draw_plain(draw, centres, leaving=False))())
    centre = replace(
        centre,
        demand=replace(centre.demand, patience=np.full(len(centre.demand), math.inf)),
        rules=replace(centre.rules, max_length=None, max_wait=math.inf, serve_at_most=math.inf),
    )
    for order in ORDERS:
        groups = tuple(replace(group, reply_order=order, pace=()) for group in centre.roster.groups)
        talk = Talks(centre.day(roster=replace(centre.roster, groups=groups)))
        rows = [row for i in talk.talking for row in talk.rows(i)]
        typed = sum(talk.sent[row] - talk.began[row] for row in rows)
        assert typed == sum(talk.conversations.work[row] for row in rows)


@FIXED
@given(data=st.data())
def test_the_same_input_gives_the_same_records_and_is_left_as_it_was(talks, data):
    """Nothing is kept from run to run."""
    day = data.draw(talks()).day
    again = day.centre.run()
    for field in dataclasses.fields(again):
        if field.name != "replies":
            np.testing.assert_array_equal(getattr(day.records, field.name), getattr(again, field.name))
    for field in dataclasses.fields(again.replies):
        np.testing.assert_array_equal(
            getattr(day.records.replies, field.name), getattr(again.replies, field.name)
        )
