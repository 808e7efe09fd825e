"""What holds whatever practices come together: rings, known agents, offers, picking, slots, silences, follow-ups.

Customers who give up without a sign are among them.
"""

import dataclasses
import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.flow.demand import FollowUps, Kind, Silences
from planner.flow.records import Outcome
from planner.flow.rules import Ring

# such a day takes long to draw where other work goes on beside the tests
FIXED = settings(
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=150,
    suppress_health_check=[HealthCheck.too_slow],
)
MOST_OFFERS = 100


def draw_follow_ups(draw, demand):
    """Return a demand with up to sixteen follow-ups behind its rows, which may follow one another."""
    fresh = len(demand)
    kind, delay = [Kind.FRESH] * fresh, [0.0] * fresh
    chat_type, rows = demand.chat_type.tolist(), []
    follower = {Kind.RETRY: {}, Kind.REPEAT: {}}
    for _ in range(draw(st.integers(4, 16)) if fresh else 0):
        why = draw(st.sampled_from((Kind.RETRY, Kind.RETRY, Kind.REPEAT, Kind.TRANSFER)))
        of = draw(st.integers(0, len(kind) - 1))
        taken = follower[Kind.RETRY if why == Kind.RETRY else Kind.REPEAT]
        if of in taken:
            continue
        taken[of] = len(kind)
        kind.append(why)
        delay.append(0.0 if why == Kind.TRANSFER else float(draw(st.sampled_from((5, 0, 20, 60)))))
        handed_on = draw(st.integers(0, len(demand.type_names) - 1))
        chat_type.append(handed_on if why == Kind.TRANSFER else chat_type[of])
        rows.append((draw(st.sampled_from((math.inf, 30, 10))), draw(st.sampled_from((20, 5, 40)))))
    return replace(
        demand,
        **{
            name: np.append(getattr(demand, name), [value] * len(rows))
            for name, value in (("arrival", math.inf), ("wrap_up", 0.0), ("first_reply", 0.0), ("draw", 0.5))
        },
        chat_type=np.array(chat_type, dtype=np.int64),
        patience=np.append(demand.patience, [patience for patience, _ in rows]),
        handle_time=np.append(demand.handle_time, [float(work) for _, work in rows]),
        ticket=np.zeros(len(kind), dtype=np.bool_),
        follow_ups=linked(kind, delay, follower),
    )


def linked(kind, delay, follower):
    """Return follow-ups by what brings them about: `follower` has the row by that of its origin."""
    links = [np.array([of.get(row, -1) for row in range(len(kind))]) for of in follower.values()]
    delays = [np.where(link >= 0, np.array(delay)[link], 0.0) for link in links]
    transfer = np.array(kind) == Kind.TRANSFER
    return FollowUps(links[0], delays[0], np.full(len(kind), len(kind)), links[1], delays[1], transfer)


def origin_of(follow_ups, row):
    """Return which row brings a follow-up about, why and how long after that; (-1, FRESH, 0) of others."""
    for link, delay, why in (
        (follow_ups.if_missed, follow_ups.retry_delay, Kind.RETRY),
        (follow_ups.if_answered, follow_ups.repeat_delay, Kind.REPEAT),
    ):
        if row in link:
            origin = link.tolist().index(row)
            return origin, Kind.TRANSFER if follow_ups.transfer[row] else why, delay[origin]
    return -1, Kind.FRESH, 0.0


def draw_ways(draw, centre, demand):
    """Return a demand in which some groups' agents accept offers, or pick, and some customers know an agent."""
    groups, group_of = centre.roster.groups, centre.roster.group_of
    chats = len(demand)
    acceptance, noticing = {}, {}
    for group in range(len(groups)):
        way = draw(st.sampled_from(("get", "get", "accept", "pick")))
        if way == "accept":
            takes = st.lists(
                st.sampled_from((3.0, 0.0, 8.0, math.inf)), min_size=chats * 2, max_size=chats * 2
            )
            acceptance[group] = np.array(draw(takes)).reshape(chats, 2)
        elif way == "pick":
            delays = st.lists(st.sampled_from((4.0, 0.0, 12.0)), min_size=chats, max_size=chats)
            noticing[group] = np.array(draw(delays))
    previous = np.full(chats, -1)
    for row in range(chats):
        skilled = [a for a, group in enumerate(group_of) if demand.chat_type[row] in groups[group].skills]
        if skilled and demand.arrival[row] < math.inf and draw(st.integers(0, 2)) == 0:
            previous[row] = draw(st.sampled_from(skilled))
    return replace(demand, acceptance=acceptance, noticing=noticing, previous=previous)


def draw_silences(draw, chats):
    """Return when customers fall silent, half of them; None on one day in four."""
    if not draw(st.integers(0, 3)):
        return None
    falls = st.tuples(
        st.sampled_from((0.3, 0.0, 0.5, 0.99)), st.sampled_from((20.0, 0.0, 10.0, 60.0, 0.0, 0.0))
    )
    rows = draw(st.lists(falls, min_size=chats, max_size=chats))
    after, length = np.array(rows).reshape(-1, 2).T
    return Silences(after, length)


def draw_rules(draw, centre):
    """Return rules with rings, slots, a waiting room that reopens and slots that silences free."""
    rules, rings = centre.rules, []
    for chat_type in range(len(rules.priorities)):
        skilled = tuple(n for n, group in enumerate(centre.roster.groups) if chat_type in group.skills)
        first = draw(st.integers(1, 2))
        after = float(draw(st.sampled_from((5, 10, 20))))
        own = (Ring(0.0, skilled[:first]), Ring(after, skilled))
        rings.append(own if len(skilled) > first else (Ring(0.0, skilled),))
    return replace(
        rules,
        rings=tuple(rings) if draw(st.integers(0, 3)) else (),
        slots=tuple(draw(st.sampled_from((1, 1, 2))) for _ in rules.priorities),
        offer_timeout=float(draw(st.sampled_from((5, 10)))),
        previous_agent=draw(st.sampled_from((None, 0.0, 10.0, 30.0))),
        reopen_below=draw(st.integers(1, rules.max_length)) if rules.max_length else None,
        inactive_after=float(draw(st.sampled_from((5, 15, math.inf)))),
    )


def draw_day(draw, centres, left_silently):
    """Return a day in a centre with practices of every kind."""
    centre = draw(centres(least_work=1))
    demand = draw_ways(draw, centre, draw_follow_ups(draw, centre.demand))
    demand = replace(demand, silences=draw_silences(draw, len(demand)))
    if draw(st.integers(0, 3)):
        demand = left_silently(draw, demand)
    return replace(centre, demand=demand, rules=draw_rules(draw, centre)).day()


@pytest.fixture(scope="session")
def days(centres, left_silently):
    """Return a strategy for such days."""
    return st.composite(lambda draw: draw_day(draw, centres, left_silently))


def came(day):
    """Return the chats that came about."""
    return [i for i in day.chats if day.arrival[i] < math.inf]


def answered(day):
    """Return the chats that came about and were answered."""
    return [i for i in came(day) if day.outcome[i] == Outcome.ANSWERED]


def held(day):
    """Return the chats that an agent had."""
    return [i for i in came(day) if day.agent[i] >= 0]


def gone_after(day, i):
    """Return how long after the arrival a customer gives up without a sign, infinite if they give one."""
    silent = day.centre.demand.silent_leaving
    return math.inf if silent is None else silent.patience[i]


def slots(day, i):
    """Return how many slots a chat takes."""
    return day.centre.rules.slots[day.chat_type[i]]


def slots_in_use(day, agent, time):
    """Return how many slots an agent's chats take from `time` on."""
    return sum(
        slots(day, i)
        for i in held(day)
        if day.agent[i] == agent
        and day.dequeued[i] <= time < day.freed[i]
        and not any(since <= time < until for since, until in day.inactive.get(i, ()))
    )


def silence_of(day, i):
    """Return how long the customer of a chat is silent."""
    silences = day.centre.demand.silences
    return 0.0 if silences is None else silences.length[i]


def is_offered(day, agent):
    """Tell whether an agent is offered chats."""
    return day.centre.roster.group_of[agent] in day.centre.demand.acceptance


def known(day, i):
    """Return the agent whom the customer knows, or -1."""
    if day.centre.rules.previous_agent is None:
        return -1
    origin, kind, _ = origin_of(day.centre.demand.follow_ups, i)
    if kind == Kind.REPEAT:
        return day.agent[origin]
    if kind == Kind.RETRY:
        return known(day, origin)
    return day.centre.demand.previous[i]


def may_take(day, group, i, time):
    """Tell whether a group's agents may take a chat at an instant, by its rings."""
    if not day.centre.rules.rings:
        return day.chat_type[i] in day.centre.roster.groups[group].skills
    rings = day.centre.rules.rings[day.chat_type[i]]
    return any(group in ring.groups for ring in rings if day.arrival[i] + ring.after <= time)


@FIXED
@given(data=st.data())
def test_every_chat_that_came_has_one_outcome_for_its_reason(days, data):
    """And the run ends: no chat waits for ever, none that did not come leaves a mark."""
    day = data.draw(days())
    rules, patience = day.centre.rules, day.patience
    offers = day.records.offer_chat.tolist()
    left = day.records.customer_left.tolist()
    for i in day.chats:
        if day.arrival[i] == math.inf:
            assert day.agent[i] == -1
            assert all(math.isnan(time) for time in (day.dequeued[i], left[i], day.freed[i]))
            continue
        assert day.arrival[i] <= day.dequeued[i] < math.inf
        assert (day.agent[i] >= 0) == (day.outcome[i] in (Outcome.ANSWERED, Outcome.SILENT))
        wait = day.dequeued[i] - day.arrival[i]
        match day.outcome[i]:
            case Outcome.ANSWERED:
                assert wait <= min(patience[i], rules.max_wait)
                assert day.dequeued[i] <= left[i] <= day.freed[i]
            case Outcome.ABANDONED:
                assert wait == patience[i] <= rules.max_wait
            case Outcome.SILENT:
                assert gone_after(day, i) == patience[i] < wait <= rules.max_wait
                noticed = day.dequeued[i] + day.centre.demand.silent_leaving.noticed_after[i]
                assert left[i] == day.freed[i] == noticed
            case Outcome.EXPIRED:
                sees = day.centre.demand.patience[i]
                assert wait == rules.max_wait < sees or offers.count(i) == MOST_OFFERS
            case Outcome.BLOCKED:
                assert wait == 0
                assert rules.max_length is not None
            case Outcome.CLOSED:
                assert day.dequeued[i] >= rules.closes
            case Outcome.AFTER_HOURS:
                assert wait == 0
                assert day.arrival[i] >= rules.closes
                assert origin_of(day.centre.demand.follow_ups, i)[1] in (Kind.RETRY, Kind.REPEAT)


@FIXED
@given(data=st.data())
def test_nobody_gets_chats_for_more_slots_than_there_are(days, data):
    """Weighted by what each chat takes; only who comes back from a silence may take an agent beyond that."""
    day = data.draw(days())
    for i in held(day):
        agent, time = day.agent[i], day.dequeued[i]
        # an offer that rang while someone came back is accepted all the same
        if day.centre.demand.silences is None or not is_offered(day, agent):
            assert slots_in_use(day, agent, time) <= day.group(agent).concurrency, (i, agent)


@FIXED
@given(data=st.data())
def test_chats_take_their_work_and_their_silence(days, data):
    """To the step: where nothing slows them down; then the wrap-up. Slots are free after a part of the silence only."""
    day = data.draw(days())
    left, demand = day.records.customer_left.tolist(), day.centre.demand
    for i in answered(day):
        silence, limit = silence_of(day, i), day.centre.rules.inactive_after
        least = demand.handle_time[i] + silence
        assert left[i] - day.dequeued[i] >= least
        if max(day.group(day.agent[i]).slowdown) == 1:
            assert left[i] - day.dequeued[i] == least
            assert day.freed[i] - left[i] == demand.wrap_up[i]
        without = [until - since for since, until in day.inactive.get(i, ())]
        assert without == ([silence - limit] if silence > limit else [])
    assert set(day.inactive) <= set(answered(day))


@FIXED
@given(data=st.data())
def test_agents_get_only_chats_that_they_may_take_at_that_age(days, data):
    """By the rings, or because the customer knows them; who missed an offer belongs to a group that is offered chats."""
    day = data.draw(days())
    group_of = day.centre.roster.group_of
    for i in held(day):
        agent = day.agent[i]
        assert agent == known(day, i) or may_take(day, group_of[agent], i, day.dequeued[i])
    offers = zip(day.records.offer_agent.tolist(), day.records.offer_chat.tolist(), strict=True)
    for agent, i in offers:
        assert group_of[agent] in day.centre.demand.acceptance
        assert agent == known(day, i) or may_take(day, group_of[agent], i, day.dequeued[i])
    for i in set(day.records.offer_chat.tolist()):
        missed = day.records.offer_chat.tolist().count(i)
        assert missed * day.centre.rules.offer_timeout <= day.dequeued[i] - day.arrival[i]
        assert missed <= MOST_OFFERS


@FIXED
@given(data=st.data())
def test_follow_ups_come_exactly_when_their_origin_says(days, data):
    """After a miss, or after the customer has gone; and not at all if it went the other way."""
    day = data.draw(days())
    follow_ups, left = day.centre.demand.follow_ups, day.records.customer_left.tolist()
    for i in day.chats:
        origin, kind, delay = origin_of(follow_ups, i)
        if kind == Kind.FRESH:
            assert day.arrival[i] == day.centre.demand.arrival[i]
            continue
        was = day.outcome[origin] if day.arrival[origin] < math.inf else Outcome.AFTER_HOURS
        if was == Outcome.AFTER_HOURS or (was == Outcome.ANSWERED) == (kind == Kind.RETRY):
            assert day.arrival[i] == math.inf
        else:
            # who gives up without a sign does not wait for the end of the chat
            gone = min(day.dequeued[origin], day.arrival[origin] + gone_after(day, origin))
            since = gone if kind == Kind.RETRY else left[origin]
            assert day.arrival[i] == since + delay


@FIXED
@given(data=st.data())
def test_no_chat_waits_while_someone_who_may_take_it_has_the_slots(days, data):
    """Where chats are neither offered nor wait for an agent whom they know; those who pick take a while."""
    day = data.draw(days())
    if day.centre.demand.acceptance:
        return
    gets = [
        a for a, group in enumerate(day.centre.roster.group_of) if group not in day.centre.demand.noticing
    ]
    for time in day.instants:
        waiting = [i for i in came(day) if day.arrival[i] <= time < day.dequeued[i] and known(day, i) < 0]
        for agent in gets if waiting else ():
            if day.accepts(agent, time):
                free = day.group(agent).concurrency - slots_in_use(day, agent, time)
                for i in waiting:
                    group = day.centre.roster.group_of[agent]
                    assert slots(day, i) > free or not may_take(day, group, i, time), (i, agent, time)


@FIXED
@given(data=st.data())
def test_nobody_gets_a_chat_while_one_before_it_waits_that_is_no_heavier(days, data):
    """The order is priority, then arrival, among those that the agent may take; where none is offered or known."""
    day = data.draw(days())
    if day.centre.demand.acceptance:
        return
    priority, group_of = day.centre.rules.priorities, day.centre.roster.group_of
    for j in held(day):
        group, time = group_of[day.agent[j]], day.dequeued[j]
        if group in day.centre.demand.noticing or known(day, j) >= 0:
            continue
        for i in came(day):
            if (
                day.arrival[i] < time < day.dequeued[i]
                and known(day, i) < 0
                and slots(day, i) <= slots(day, j)
            ):
                before = priority[day.chat_type[i]], day.arrival[i]
                mine = priority[day.chat_type[j]], day.arrival[j]
                assert before >= mine or not may_take(day, group, i, time), (i, j)


@FIXED
@given(data=st.data())
def test_the_same_input_gives_the_same_records_and_is_left_as_it_was(days, data):
    """Practices draw nothing and keep nothing from run to run."""
    day = data.draw(days())
    again = day.centre.run()
    for field in dataclasses.fields(again):
        np.testing.assert_array_equal(getattr(day.records, field.name), getattr(again, field.name))
