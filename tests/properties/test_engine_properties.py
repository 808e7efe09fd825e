"""What holds in every centre, whatever happens: conservation, limits, order, work, comparison."""

import dataclasses
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.engine import MEANINGS
from planner.flow.records import Outcome

FIXED = settings(derandomize=True, database=None, deadline=None, max_examples=120)
SOME = settings(FIXED, max_examples=60)


@FIXED
@given(data=st.data())
def test_every_chat_has_one_outcome_and_columns_to_match(centres, data):
    """Offered = answered + missed by reason; who was missed has no agent and no end, who was answered has both."""
    day = data.draw(centres()).day()
    left = day.records.customer_left.tolist()
    reasons = [sum(outcome == reason for outcome in day.outcome) for reason in Outcome]
    assert sum(reasons) == len(day.chats)
    for i in day.chats:
        assert day.arrival[i] <= day.dequeued[i] < math.inf
        if day.outcome[i] == Outcome.ANSWERED:
            assert 0 <= day.agent[i] < len(day.spans)
            assert day.dequeued[i] <= left[i] <= day.freed[i]
        else:
            assert day.agent[i] == -1
            assert math.isnan(left[i])
            assert math.isnan(day.freed[i])


@FIXED
@given(data=st.data())
def test_every_wait_ends_for_its_reason(centres, data):
    """Patience, the maximum wait, a full queue or the doors: the wait is what the outcome says."""
    day = data.draw(centres()).day()
    rules, patience = day.centre.rules, day.centre.demand.patience.tolist()
    for i in day.chats:
        wait = day.dequeued[i] - day.arrival[i]
        match day.outcome[i]:
            case Outcome.ANSWERED:
                assert wait <= min(patience[i], rules.max_wait)
            case Outcome.ABANDONED:
                assert wait == patience[i] <= rules.max_wait
            case Outcome.EXPIRED:
                assert wait == rules.max_wait < patience[i]
            case Outcome.BLOCKED:
                assert wait == 0
            case Outcome.CLOSED:
                assert day.dequeued[i] in (rules.closes, rules.closes + rules.serve_at_most)
                assert wait < min(patience[i], rules.max_wait)


@FIXED
@given(data=st.data())
def test_nobody_has_more_chats_than_slots(centres, data):
    """At every instant, in hand is at most the concurrency."""
    day = data.draw(centres()).day()
    for time in day.instants:
        for agent in range(len(day.spans)):
            assert day.in_hand(agent, time) <= day.group(agent).concurrency


@FIXED
@given(data=st.data())
def test_nobody_gets_a_chat_without_the_skill(centres, data):
    """Every chat's type is among the skills of its agent's group."""
    day = data.draw(centres()).day()
    assert all(day.chat_type[i] in day.group(day.agent[i]).skills for i in day.answered)


@FIXED
@given(data=st.data())
def test_nobody_gets_a_chat_who_does_not_accept(centres, data):
    """Assignments fall into half-open spans of acceptance (those who stop as doors close may serve until then)."""
    day = data.draw(centres()).day()
    for i in day.answered:
        time, closes = day.dequeued[i], day.centre.rules.closes
        assert any(
            since <= time < until or time == until == closes for since, until in day.spans[day.agent[i]]
        )


@FIXED
@given(data=st.data())
def test_chats_of_a_type_are_served_first_come_first_served(centres, data):
    """When a chat is assigned, all of its type that came before have been assigned or have gone."""
    day = data.draw(centres()).day()
    for j in day.answered:
        for i in range(j):
            if day.chat_type[i] == day.chat_type[j]:
                assert day.dequeued[i] <= day.dequeued[j]


@FIXED
@given(data=st.data())
def test_no_agent_takes_a_chat_while_one_before_it_waits_whom_they_could_serve(centres, data):
    """The order is priority, then arrival, across the types of the agent's skills."""
    day = data.draw(centres()).day()
    priority = day.centre.rules.priorities

    def place(i):
        return priority[day.chat_type[i]], i

    for j in day.answered:
        for i in day.waiting(day.dequeued[j]):
            if day.arrival[i] < day.dequeued[j] and day.chat_type[i] in day.group(day.agent[j]).skills:
                assert place(j) < place(i)


@FIXED
@given(data=st.data())
def test_no_chat_waits_while_an_agent_who_accepts_with_the_skill_has_a_free_slot(centres, data):
    """Between any two instants: whoever waits has nobody."""
    day = data.draw(centres()).day()
    for time in day.instants:
        for i in day.waiting(time):
            for agent in range(len(day.spans)):
                if day.chat_type[i] in day.group(agent).skills:
                    assert not day.has_free_slot(agent, time)


@FIXED
@given(data=st.data())
def test_nobody_is_missed_at_an_instant_at_which_a_slot_is_left_free_for_them(centres, data):
    """Chats leave, acceptance starts and the queue is served before anyone gives up."""
    day = data.draw(centres(least_work=1)).day()
    for i in day.chats:
        if day.outcome[i] != Outcome.ANSWERED:
            for agent in range(len(day.spans)):
                if day.chat_type[i] in day.group(agent).skills:
                    assert not day.has_free_slot(agent, day.dequeued[i])


@FIXED
@given(data=st.data())
def test_the_queue_is_never_longer_than_allowed_and_blocks_only_when_full(centres, data):
    """All types together; a blocked chat finds exactly as many as may wait."""
    day = data.draw(centres(least_work=1)).day()
    room = day.centre.rules.max_length
    for time in day.instants:
        assert room is None or len(day.waiting(time)) <= room
    for i in day.chats:
        if day.outcome[i] == Outcome.BLOCKED:
            before = [k for k in day.waiting(day.arrival[i]) if k < i]
            assert len(before) == room


@FIXED
@given(data=st.data())
def test_chats_are_closed_only_when_nobody_with_the_skill_accepts(centres, data):
    """And whoever waits as doors close with somebody there is not, until service after closing ends."""
    day = data.draw(centres()).day()
    closes = day.centre.rules.closes
    ends = closes + day.centre.rules.serve_at_most
    for i in day.chats:
        if day.arrival[i] < closes <= day.dequeued[i]:
            somebody = any(
                day.accepts(agent, closes) and day.chat_type[i] in day.group(agent).skills
                for agent in range(len(day.spans))
            )
            if day.outcome[i] == Outcome.CLOSED:
                assert day.dequeued[i] == (ends if somebody else closes)
            elif day.dequeued[i] > closes:
                assert somebody
                assert day.dequeued[i] <= ends


@FIXED
@given(data=st.data())
def test_every_chat_gets_exactly_its_work_under_processor_sharing(centres, data):
    """One over the slowdown at the number in hand, over the time in hand, is handle time and wrap-up."""
    day = data.draw(centres()).day()
    demand, left = day.centre.demand, day.records.customer_left.tolist()
    spans = list(zip(day.instants[:-1], day.instants[1:], strict=True))
    for i in day.answered:
        slowdown = day.group(day.agent[i]).slowdown
        pace = {
            begin: (end - begin) / slowdown[day.in_hand(day.agent[i], begin) - 1]
            for begin, end in spans
            if day.dequeued[i] <= begin < day.freed[i]
        }
        until_customer_left = sum(done for begin, done in pace.items() if begin < left[i])
        assert until_customer_left == pytest.approx(demand.handle_time[i], abs=1e-4)
        assert sum(pace.values()) == pytest.approx(demand.handle_time[i] + demand.wrap_up[i], abs=1e-4)


@FIXED
@given(data=st.data())
def test_as_many_accept_as_the_step_function_says(centres, data):
    """In every group, until doors close."""
    centre = data.draw(centres())
    day = centre.day()
    for time in {*day.instants, *(change.time for change in centre.roster.headcounts)}:
        if time < centre.rules.closes:
            for group in range(len(centre.roster.groups)):
                due = [c.agents for c in centre.roster.headcounts if c.group == group and c.time <= time]
                assert sum(day.accepts(agent, time) for agent in centre.roster.members(group)) == due[-1]


@FIXED
@given(data=st.data())
def test_steps_take_and_bring_back_those_with_the_fewest_chats(centres, data):
    """Down: fewest in hand, then last in the roster; up: fewest in hand, then first in the roster."""
    centre = data.draw(centres(least_work=1))
    day = centre.day()
    for change in centre.roster.headcounts:
        members = centre.roster.members(change.group)
        time = change.time
        before = {a for a in members if any(since < time <= until for since, until in day.spans[a])}
        after = {a for a in members if day.accepts(a, time)}
        hand = {a: day.in_hand_before_routing(a, time) for a in members}
        stopped = sorted((hand[a], -a) for a in before - after)
        stayed = sorted((hand[a], -a) for a in before & after)
        assert not stopped or not stayed or stopped[-1] < stayed[0]
        started = sorted((hand[a], a) for a in after - before)
        off = sorted((hand[a], a) for a in set(members) - before - after)
        assert not started or not off or started[-1] < off[0]


def best(day, candidates, time, last, draw):
    """Return whom the strategy should choose, by the table of section 4."""

    def hand(agent):
        return day.in_hand_before_routing(agent, time)

    def since(agent):
        return max(
            (day.dequeued[i] for i in day.answered if day.agent[i] == agent and day.dequeued[i] < time),
            default=-1,
        )

    def share(agent):
        return round(1 - hand(agent) / day.group(agent).concurrency, 9)

    orders = {
        "least_busy": lambda a: (hand(a), since(a), a),
        "best_skill": lambda a: (hand(a), since(a), a),  # all are as good here
        "most_available": lambda a: (hand(a) - day.group(a).concurrency, since(a), a),
        "most_available_share": lambda a: (-share(a), since(a), a),
        "least_recent": lambda a: (since(a), a),
        "round_robin": lambda a: (a <= last, a),
        "fill_first": lambda a: (-hand(a), a),
        "ranked": lambda a: (day.group(a).rank, hand(a), since(a), a),
        "specialists_first": lambda a: (len(day.group(a).skills), hand(a), since(a), a),
    }
    routing = day.centre.routing
    if routing == "random":
        return sorted(candidates)[math.floor(draw * len(candidates))]
    return min(candidates, key=orders[routing])


@pytest.mark.parametrize("routing", sorted(MEANINGS))
@SOME
@given(data=st.data())
def test_chats_go_to_the_agent_whom_the_strategy_ranks_first(centres, data, routing):
    """On arrival and from the queue: where nothing else is assigned then, the choice follows from the records."""
    day = data.draw(centres(least_work=1, routing=routing)).day()
    times = [day.dequeued[i] for i in day.answered]
    for i in day.answered:
        time = day.dequeued[i]
        before = [k for k in day.answered if day.dequeued[k] < time]
        latest = [k for k in before if day.dequeued[k] == max(day.dequeued[k] for k in before)]
        if times.count(time) > 1 or len(latest) > 1 or time == day.centre.rules.closes:
            continue
        candidates = [
            agent
            for agent in range(len(day.spans))
            if day.accepts(agent, time)
            and day.chat_type[i] in day.group(agent).skills
            and day.in_hand_before_routing(agent, time) < day.group(agent).concurrency
        ]
        last = day.agent[latest[0]] if latest else -1
        assert day.agent[i] == best(day, candidates, time, last, day.centre.demand.draw[i])


def assert_same_records(one, other):
    """Assert that two runs are the same to the last bit."""
    for field in dataclasses.fields(one):
        np.testing.assert_array_equal(
            getattr(one, field.name), getattr(other, field.name), err_msg=field.name
        )


@FIXED
@given(data=st.data())
def test_the_same_input_gives_the_same_records(centres, data):
    """The engine draws nothing and keeps nothing from run to run."""
    centre = data.draw(centres())
    assert_same_records(centre.run(), centre.run())


@FIXED
@given(data=st.data())
def test_an_input_is_left_as_it_was(centres, data):
    """Columns of the demand can be used for the next alternative."""
    centre = data.draw(centres())
    before = {f.name: np.copy(getattr(centre.demand, f.name)) for f in dataclasses.fields(centre.demand)}
    centre.run()
    for name, column in before.items():
        np.testing.assert_array_equal(getattr(centre.demand, name), column)


@pytest.mark.parametrize("routing", ["most_available", "most_available_share"])
@FIXED
@given(data=st.data())
def test_with_equal_concurrency_most_available_is_least_busy(centres, data, routing):
    """Most free slots are fewest chats in hand."""
    centre = data.draw(centres(equal_concurrency=True))
    assert_same_records(centre.run(routing=routing), centre.run(routing="least_busy"))


@FIXED
@given(data=st.data())
def test_an_agent_more_makes_nobody_wait_longer(simple, staffed, data):
    """One type, one slot each, endless patience: chat by chat, not only in the mean."""
    centre = data.draw(simple())
    few = centre.run()
    more = centre.run(roster=staffed(len(centre.roster.group_of) + 1, 1))
    assert (few.outcome == Outcome.ANSWERED).all()
    assert (more.dequeued <= few.dequeued).all()


@FIXED
@given(data=st.data())
def test_among_equal_agents_of_one_slot_no_strategy_changes_a_wait(simple, data):
    """Who serves does not matter to those who wait."""
    centre = data.draw(simple())
    plain = centre.run(routing="least_busy")
    for routing in MEANINGS:
        other = centre.run(routing=routing)
        np.testing.assert_array_equal(other.dequeued, plain.dequeued)
        np.testing.assert_array_equal(other.slot_freed, plain.slot_freed)


@FIXED
@given(data=st.data())
def test_without_slowdown_slots_are_independent_servers(simple, staffed, data):
    """Six agents with one slot each serve as three with two, or one with six."""
    centre = data.draw(simple())
    singles = centre.run(roster=staffed(6, 1))
    for agents, slots in ((3, 2), (2, 3), (1, 6)):
        shared = centre.run(roster=staffed(agents, slots))
        np.testing.assert_array_equal(shared.dequeued, singles.dequeued)
        np.testing.assert_array_equal(shared.slot_freed, singles.slot_freed)
