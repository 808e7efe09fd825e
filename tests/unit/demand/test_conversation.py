"""What is drawn of conversations, and that a change moves nothing else."""

import math

import numpy as np
import pytest

from planner.demand import draw
from planner.flow.clock import GRID

TURNS = {"turns": {"mean": 12}, "reply_work": "40s", "customer_gap": "45s"}
TWO_DAYS = {"start": "2026-11-23 08:00", "end": "2026-11-24 20:00"}
OTHER = {"other": {"arrivals": {"per_hour": 30}}}
PLAIN = {"reply_work": "40s", "customer_gap": "45s", "closing_work": None, "first_reply_work": None}


def talk(more=None, **conversation):
    """Return a chat type that converses; keys of None are left out."""
    given = {key: value for key, value in {**TURNS, **conversation}.items() if value is not None}
    return {"handle_time": None, "conversation": given, **(more or {})}


@pytest.fixture
def drawn(planned):
    """Draw replication 4 of a scenario whose type a converses."""

    def draw_it(a=None, others=OTHER, **changes):
        return draw(planned({"a": a or talk(), **others}, **{**TWO_DAYS, **changes}), seed=11, replication=4)

    return draw_it


def messages(demand, name="a"):
    """Return for each chat of a type the work, gap and patience of its replies."""
    conversations = demand.conversations
    patience = conversations.patience
    if patience is None:
        patience = np.full(len(conversations.work), np.inf)
    columns = (conversations.work, conversations.gap, patience)
    bounds = zip(conversations.first[:-1].tolist(), conversations.first[1:].tolist(), strict=True)
    kind = demand.type_names.index(name)
    return [
        tuple(column[begin:end].tolist() for column in columns)
        for (begin, end), chat_type in zip(bounds, demand.chat_type.tolist(), strict=True)
        if chat_type == kind
    ]


def assert_same_so_far(one, other, column):
    """Assert that message m of chat i has the same, as far as both chats go (the last has no gap)."""
    compared = 0
    for mine, theirs in zip(one, other, strict=True):
        both = min(len(mine[column]), len(theirs[column])) - (column == 1)
        assert mine[column][:both] == theirs[column][:both]
        compared += max(both, 0)
    assert compared > 1000


def test_messages_lie_one_chat_after_the_other(drawn):
    """Chats by handle time have none; every chat that converses has one at least, and no gap after its last."""
    demand = drawn()
    conversations = demand.conversations
    replies = np.diff(conversations.first)
    assert conversations.of_type.tolist() == [True, False]
    assert conversations.first[0] == 0
    assert conversations.first[-1] == len(conversations.work) == len(conversations.gap)
    assert (replies[demand.chat_type == 0] >= 1).all()
    assert (replies[demand.chat_type == 1] == 0).all()
    last = conversations.first[1:][demand.chat_type == 0] - 1
    assert (conversations.gap[last] == 0).all()
    assert np.count_nonzero(conversations.gap) == len(conversations.gap) - len(last)
    assert conversations.patience is None
    assert not conversations.until_reply.any()
    assert not conversations.idle.any()


def test_a_scenario_without_conversations_has_none(planned):
    """Nothing is kept for them."""
    assert draw(planned(), 1, 0).conversations is None


def test_every_duration_lies_on_the_grid(drawn):
    """So that sums of messages are exact."""
    demand = drawn(talk(reply_patience="5m", canned={"share": "30%", "work": "8s"}, inactive_close="61s"))
    conversations = demand.conversations
    for column in (conversations.work, conversations.gap, conversations.patience, conversations.idle):
        assert (column / GRID % 1 == 0).all()
    assert (demand.handle_time / GRID % 1 == 0).all()


@pytest.mark.parametrize(
    "change",
    [{"turns": {"mean": 20}}, {"turns": {"distribution": "poisson", "mean": 3}}, {"turns": 1.5}],
    ids=["more", "another family", "few"],
)
def test_another_number_of_turns_moves_no_message(drawn, change):
    """Message m of chat i keeps its work, its patience and the gap after it."""
    one, other = (messages(drawn(talk(reply_patience="5m", **turns))) for turns in ({}, change))
    assert [len(work) for work, _, _ in one] != [len(work) for work, _, _ in other]
    # the last reply of a chat is one of many where all work has one law
    for column in (0, 1, 2):
        assert_same_so_far(one, other, column)


@pytest.mark.parametrize(
    ("change", "moved"),
    [
        ({"reply_work": {"mean": "50s", "cv": 2}}, 0),
        ({"first_reply_work": "2m"}, 0),
        ({"closing_work": "2m"}, 0),
        ({"canned": {"share": "50%", "work": "5s"}}, 0),
        ({"customer_gap": {"mean": "20s", "cv": 0.5}}, 1),
        ({"reply_patience": "1m"}, 2),
    ],
)
def test_each_attribute_has_streams_of_its_own(drawn, change, moved):
    """Another law of one moves no number of turns, and no other attribute."""
    one, other = (messages(drawn(talk(**{"reply_patience": "5m", **given}))) for given in ({}, change))
    for column in (0, 1, 2):
        mine, theirs = ([chat[column] for chat in chats] for chats in (one, other))
        assert list(map(len, mine)) == list(map(len, theirs))
        assert (mine == theirs) == (column != moved)


@pytest.mark.parametrize(
    "change",
    [
        {"others": {"other": {"arrivals": {"per_hour": 80}, "wrap_up": "1m"}}},
        {"others": {"other": talk()}},
        {"others": {"aa": talk(), **OTHER}},
        {"others": {}},
        {
            "groups": {
                "g": {"agents": 7, "concurrency": 3, "slowdown": "none", "reply_order": "shortest_chat"}
            }
        },
        {"a": talk({"patience": "30s"})},
        {"a": talk({"patience": "never", "wrap_up": "1m", "returning": "20%"})},
        {"a": talk({"retries": {"probability": "50%", "delay": "5m"}, "first_contact_resolution": "60%"})},
    ],
    ids=[
        "another type's rate",
        "it converses too",
        "a type more",
        "alone",
        "agents",
        "patience",
        "wrap-up",
        "follow-ups",
    ],
)
def test_what_else_changes_moves_no_message(drawn, change):
    """Chat i of the type keeps all its messages; those of follow-ups are rows behind."""
    as_is, changed = messages(drawn()), messages(drawn(**change))
    assert len(as_is) > 1000
    assert changed[: len(as_is)] == as_is


def test_a_day_more_moves_no_message_of_the_days_before(drawn):
    """Each day has its own streams."""
    as_is, longer = messages(drawn()), messages(drawn(end="2026-11-26 08:00"))
    assert len(longer) > len(as_is)
    assert longer[: len(as_is)] == as_is


def test_a_changed_rate_keeps_the_messages_of_the_day(drawn):
    """Chat i of each day comes at another time with the same to say."""
    one, two = drawn(), drawn(talk({"arrivals": {"per_hour": 120}}))
    for since in (0, 24 * 3600):
        mine, theirs = (
            [
                chat
                for chat, at in zip(messages(demand), demand.arrival[demand.chat_type == 0], strict=True)
                if at >= since
            ]
            for demand in (one, two)
        )
        n = 400
        assert mine[:n] == theirs[:n]


def test_follow_ups_have_messages_of_their_own(drawn):
    """A repeat is another conversation, not the same once more."""
    demand = drawn(talk({"first_contact_resolution": "0%"}), others={})
    chats = messages(demand)
    origins = np.flatnonzero(demand.follow_ups.if_answered >= 0)
    pairs = [(chats[row], chats[demand.follow_ups.if_answered[row]]) for row in origins[:300].tolist()]
    assert len(pairs) == 300
    assert not any(before[0][0] == after[0][0] for before, after in pairs)


def test_first_and_closing_replies_have_works_of_their_own(drawn):
    """A constant for each: the first, the last of chats of two or more, all between."""
    constant = {"cv": 0}
    for works, _, _ in messages(
        drawn(
            talk(
                turns=3,
                reply_work={"mean": "20s", **constant},
                first_reply_work={"mean": "60s", **constant},
                closing_work={"mean": "30s", **constant},
            )
        )
    ):
        assert works == [60.0, *[20.0] * (len(works) - 2), *[30.0] * (len(works) > 1)]


def test_canned_replies_take_the_place_of_any(drawn):
    """So many of all, the first and the last included; within four standard errors."""
    chats = messages(
        drawn(
            talk(
                turns={"distribution": "deterministic", "value": 4},
                first_reply_work={"mean": "60s", "cv": 0},
                closing_work={"mean": "30s", "cv": 0},
                reply_work={"mean": "20s", "cv": 0},
                canned={"share": "30%", "work": {"mean": "8s", "cv": 0}},
            )
        )
    )
    works = np.array([work for work, _, _ in chats])
    assert set(np.unique(works).tolist()) == {8.0, 20.0, 30.0, 60.0}
    error = math.sqrt(0.3 * 0.7 / len(works))
    assert np.abs((works == 8).mean(axis=0) - 0.3).max() < 4 * error
    assert np.abs(np.corrcoef((works == 8).T)[~np.eye(4, dtype=bool)]).max() < 4 / math.sqrt(len(works))


def test_more_canned_replies_are_those_and_others(drawn):
    """Who was given one at 30 % is so at 50 %."""
    canned = {"work": {"mean": "8s", "cv": 0}}
    fewer, more = (
        np.concatenate([work for work, _, _ in messages(drawn(talk(canned={"share": share, **canned})))])
        for share in ("30%", "50%")
    )
    assert ((more == 8) >= (fewer == 8)).all()
    assert (more == 8).sum() > (fewer == 8).sum()
    np.testing.assert_array_equal(more[more != 8], fewer[more != 8])


def test_a_gap_that_is_too_long_ends_the_chat(drawn):
    """At the first one: the reply before it is the last, and the chat stays idle so long."""
    open_ended, closed = drawn(), drawn(talk(inactive_close="90s"))
    idle = closed.conversations.idle[closed.chat_type == 0].tolist()
    assert 0 < sum(idle) < 90 * len(idle)
    for (work, gap, _), (kept, gaps, _), waits in zip(
        messages(open_ended), messages(closed), idle, strict=True
    ):
        too_long = [m for m, time in enumerate(gap) if time > 90]
        replies = too_long[0] + 1 if too_long else len(work)
        assert kept == work[:replies]
        assert gaps == [*gap[: replies - 1], 0.0]
        assert waits == (90 if too_long else 0)


def test_a_gap_just_as_long_as_allowed_does_not_close_the_chat(drawn):
    """All gaps are 90 s."""
    gap = {"mean": "90s", "cv": 0}
    demand = drawn(talk(customer_gap=gap, inactive_close="90s"))
    assert messages(demand) == messages(drawn(talk(customer_gap=gap)))
    assert not demand.conversations.idle.any()


def test_the_length_alone_is_the_sum_of_all_messages(drawn):
    """Work, gaps and the idle end; chats by handle time keep theirs."""
    demand = drawn(talk(inactive_close="90s"))
    lengths = [
        sum(work) + sum(gap) + idle
        for (work, gap, _), idle in zip(
            messages(demand), demand.conversations.idle[demand.chat_type == 0].tolist(), strict=True
        )
    ]
    assert demand.handle_time[demand.chat_type == 0].tolist() == lengths
    other = drawn().handle_time[drawn().chat_type == 1]
    assert demand.handle_time[demand.chat_type == 1].tolist() == other.tolist()


def test_the_plan_knows_the_means_of_what_is_drawn(planned):
    """Length and work of 24,000 chats, within four standard errors; nobody is closed."""
    a = talk(
        {"arrivals": {"per_hour": 2000}},
        turns=4,
        first_reply_work="70s",
        closing_work="20s",
        canned={"share": "25%", "work": "8s"},
    )
    plan = planned({"a": a})
    demand = draw(plan, 1, 0)
    works = np.array([sum(work) for work, _, _ in messages(demand)])
    for found, expected in (
        (demand.handle_time, plan.types[0].conversation.mean_length),
        (works, plan.types[0].conversation.mean_work),
    ):
        assert abs(found.mean() - expected) < 4 * found.std() / math.sqrt(len(found))


def test_patience_with_the_first_reply_is_that_of_the_chat_where_it_runs_on(drawn):
    """Only later replies have a patience of their own then."""
    given = {"reply_patience": "5m"}
    plain, runs_on = drawn(talk(**given)), drawn(talk({"patience_until": "first_reply"}, **given))
    assert runs_on.conversations.until_reply.tolist() == (runs_on.chat_type == 0).tolist()
    for (_, _, mine), (_, _, theirs) in zip(messages(plain), messages(runs_on), strict=True):
        assert theirs == [math.inf, *mine[1:]]


def test_only_types_with_a_reply_patience_lose_customers_mid_chat(drawn):
    """The others wait for ever."""
    demand = drawn(talk(reply_patience="5m"), {"b": talk()})
    assert all(math.isfinite(time) for _, _, patience in messages(demand) for time in patience)
    assert all(time == math.inf for _, _, patience in messages(demand, "b") for time in patience)


def test_an_agent_who_hands_a_chat_on_has_its_first_replies(drawn):
    """Half of them, rounded up, none of which closes the chat; the rest of the work is another type's."""
    constant = {
        "turns": {"distribution": "deterministic", "value": 5},
        "closing_work": {"mean": "7s", "cv": 0},
    }
    hands_on = {"transfer": {"to": "other", "probability": "40%", "after": "50%"}}
    whole, parted = drawn(talk(**constant)), drawn(talk(hands_on, **constant))
    handed = parted.follow_ups.if_answered[parted.chat_type == 0] >= 0
    assert 0.3 < handed.mean() < 0.5
    for (work, gap, _), (mine, gaps, _), on in zip(
        messages(whole), messages(parted), handed.tolist(), strict=True
    ):
        if on:
            assert mine == work[:3]
            assert gaps == [*gap[:2], 0.0]
        else:
            assert (mine, gaps) == (work, gap)
            assert mine[-1] == 7


def test_nobody_thinks_or_leaves_where_a_ticket_is_worked_on(drawn):
    """Those who came while doors were closed: all the work is left, without gaps, patience or an idle end."""
    hours = {"open": "10:00-16:00", "tickets": "next_morning"}
    a = talk({"patience_until": "first_reply"}, reply_patience="1m", inactive_close="90s")
    demand = drawn(a, **hours)
    never_closed = drawn(talk({"patience_until": "first_reply"}, reply_patience="1m"), **hours)
    replies, uncut = (np.diff(some.conversations.first) for some in (demand, never_closed))
    assert replies[demand.ticket].tolist() == uncut[demand.ticket].tolist()
    assert (replies < uncut)[~demand.ticket].any()
    conversations = demand.conversations
    ours = demand.ticket & (demand.chat_type == 0)
    assert ours.sum() > 100
    alone = np.repeat(demand.ticket, np.diff(conversations.first))
    assert not conversations.gap[alone].any()
    assert (conversations.patience[alone] == math.inf).all()
    assert not conversations.idle[demand.ticket].any()
    assert not conversations.until_reply[demand.ticket].any()
    assert conversations.gap[~alone].any()
    for (work, _, _), length, ticket in zip(
        messages(demand),
        demand.handle_time[demand.chat_type == 0].tolist(),
        ours[demand.chat_type == 0],
        strict=True,
    ):
        assert not ticket or length == sum(work)
