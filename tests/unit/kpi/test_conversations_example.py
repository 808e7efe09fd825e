"""Two agents, seven conversations of every end and a chat with a handle time: what is measured, reckoned by hand."""

import math

import numpy as np
import pytest

from planner.flow.records import Outcome
from planner.kpi.columns import Column
from planner.kpi.conversation_kpis import CONVERSATION_KPIS
from tests.unit.kpi.talks import Reply, Talk

STAFFED = 2 * 3550

RUN = {
    "replies": 7,
    "reply_time_mean": (40 + 60 + 30 + 30 + 80 + 50 + 50) / 7,
    "reply_time_p50": 50,
    "reply_time_p90": 80,
    "reply_time_p95": 80,
    "messages_per_chat": (6 + 3 + 2 + 4) / 4,
    "messages_per_chat_p50": 3,
    "messages_per_chat_p90": 6,
    "messages_per_chat_p95": 6,
    "dropped_rate": 1 / 4,
    "inactive_rate": 1 / 4,
    "frt_agent_mean": (40 + 30 + 80 + 20 + 50) / 5,
    "work_utilization": 380 / STAFFED,
    "waiting_share": 760 / STAFFED,
    "idle_share": 5960 / STAFFED,
    # those who left after the assignment, and the silent one, hold slots, but were not answered
    "offered": 8,
    "answered": 5,
    "missed": 3,
    "abandoned_rate": 1 / 8,
    "abandon_time_mean": 180,
    "wait_mean": 20 / 5,
    "wait_max": 20,
    "wait_mean_all": (20 + 50 + 10) / 8,
    "wait_probability": 3 / 8,
    "frt_mean": (40 + 50 + 80 + 20 + 50) / 5,
    "frt_p90": 80,
    "handle_time_mean": (250 + 200 + 380 + 100 + 200) / 5,
    "utilization": 1140 / STAFFED,
    "concurrency_mean": 1290 / 1140,
    "slot_utilization": 1290 / (3 * STAFFED),
    "overtime_hours": 100 / 3600,
    "chats_per_agent_hour": 5 / (STAFFED / 3600),
    "work_gini": 0.3,  # of four and one
    "work_max_to_mean": 1.6,
}

TALKS = {"frt_agent_mean": 50, "frt_mean": 55, "reply_time_mean": 340 / 7, "messages_per_chat_p50": 3}

OTHERS = {
    "replies": 0,
    "reply_time_mean": None,
    "reply_time_p90": None,
    "messages_per_chat": None,
    "messages_per_chat_p90": None,
    "dropped_rate": None,
    "inactive_rate": None,
    "frt_agent_mean": 20,
    "frt_mean": 20,
}

FIRST = {
    "replies": 6,
    "reply_time_mean": 260 / 6,
    "frt_agent_mean": 140 / 4,
    "answered": 4,
    "work_utilization": 250 / 3550,
    "waiting_share": 310 / 3550,
    "idle_share": 2990 / 3550,
}

IN_HAND = (
    {"replies": 4, "replies_share": 4 / 7, "reply_time_mean": 220 / 4},
    {"replies": 3, "replies_share": 3 / 7, "reply_time_mean": 120 / 3},
    {"replies": 0, "replies_share": 0, "reply_time_mean": None},
)

COLUMNS = {
    Column.REPLIES: [5, 2],
    Column.REPLY_TIME: [240, 100],
    Column.AGENT_RESPONSE: [150, 70],
    Column.CONVERSATIONS: [3, 1],
    Column.MESSAGES: [11, 4],
    Column.DROPPED: [1, 0],
    Column.INACTIVE: [1, 0],
    Column.WORKING: [330, 50],
    Column.HOLDING: [270, 490],
    Column.IDLE: [2900, 3060],
    Column.REPLIES_OF_ALL: [0, 0],
}


def talk(*replies, **end):
    """Return a conversation of replies as (chats in hand, began, sent, gap)."""
    made = [Reply(began, sent, in_hand, gap) for in_hand, began, sent, gap in replies]
    return Talk(made, **end)


@pytest.fixture(scope="module")
def day(answered, missed, measured):
    """Agents 0 and 1 with three slots each, there to 3600; type `a` has conversations, `b` a handle time."""

    def gone(outcome, at, wait, held, agent):
        return {**answered(at, wait, held, agent=agent), "outcome": outcome}

    chats = [
        answered(100, 0, 230, wrap_up=20),
        answered(180, 20, 200),  # the customer leaves while the second reply is typed
        gone(Outcome.ABANDONED, 500, 0, 180, 1),  # while the first one is
        answered(1700, 0, 380, agent=1),  # and writes no more
        answered(2000, 0, 100, chat_type=1, first_reply=20),
        gone(Outcome.SILENT, 2200, 100, 60, 0),
        answered(3500, 0, 200),  # ends after the shift
        missed("expired", 2500, 10),
        answered(10, 0, 60, agent=1),  # came before anything counts
    ]
    talks = {
        0: talk((1, 100, 140, 60), (2, 230, 260, 40), (2, 300, 330, 0), wrap_up_began=330),
        1: talk((2, 200, 230, 100), (2, 350, math.nan, 0), (0, math.nan, math.nan, 0)),
        2: talk((1, 650, math.nan, 20), (0, math.nan, math.nan, 0)),
        3: talk((1, 1700, 1780, 0), idle=300),
        5: talk((0, math.nan, math.nan, 0)),
        6: talk((1, 3500, 3550, 100), (1, 3650, 3700, 0)),
        7: talk((0, math.nan, math.nan, 0)),
        8: talk((1, 10, 70, 0)),
    }

    def measure(**changes):
        return measured(
            chats,
            [(0, 0, 3600), (1, 0, 3600)],
            edges=(50, 1800, 3600),
            groups=[(2, 3)],
            types=2,
            talks=talks,
            gave_up_after={5: 50},
            **changes,
        )

    return measure


def compare(figures, wanted):
    """Percentiles of times come from histograms: a quarter of a percent; everything else is exact."""
    for key, value in wanted.items():
        found, near = figures[key].mean, 0.0025 if "time_p" in key or "frt_p" in key else 1e-12
        assert (found is None) if value is None else found == pytest.approx(value, rel=near), key


def test_the_run_is_as_reckoned_by_hand(day):
    """All KPIs of conversations, and those in which chats that were assigned and not answered might be miscounted."""
    compare(day().summary().figures, RUN)
    assert {kpi.key for kpi in CONVERSATION_KPIS if "run" in kpi.scopes} <= RUN.keys()


def test_the_only_group_is_as_the_run(day):
    """It has all the agents, so their figures and those of the chats they took are the same."""
    keys = {kpi.key for kpi in CONVERSATION_KPIS if "agent_group" in kpi.scopes}
    compare(day().summary().agent_groups["g0"], {key: RUN[key] for key in keys})


@pytest.mark.parametrize(("name", "wanted"), [("a", TALKS), ("b", OTHERS)], ids=["talks", "others"])
def test_a_chat_type_is_as_reckoned_by_hand(day, name, wanted):
    """A type without conversations has no reply time, which is not 0 s."""
    compare(day().summary().chat_types[name], wanted)


def test_an_agent_is_as_reckoned_by_hand(day):
    """Replies go to who wrote them, time to whose it is."""
    compare(day().summary().agents[0].figures, FIRST)


def test_replies_are_told_apart_by_chats_in_hand(day):
    """Up to as many as anyone may have at once, also where nobody had so many."""
    summary = day().summary(times=3)
    assert len(summary.by_chats_in_hand) == len(IN_HAND)
    for figures, wanted in zip(summary.by_chats_in_hand, IN_HAND, strict=True):
        assert figures.keys() == wanted.keys()
        compare(figures, wanted)


def test_columns_are_the_sums_reckoned_by_hand(day):
    """By the chat's arrival, interval by interval; time by the clock."""
    made = day()
    assert {column: made.of(column) for column in COLUMNS} == COLUMNS


def test_first_response_has_two_parts(day):
    """The queue's and the agent's, of the run and of every type, group and interval."""
    summary = day().summary()
    parts = [summary.figures, *summary.chat_types.values(), *summary.agent_groups.values()]
    for figures in (*parts, *(interval.figures for interval in summary.intervals)):
        wait, agent = figures["wait_mean"].mean, figures["frt_agent_mean"].mean
        assert wait + agent == pytest.approx(figures["frt_mean"].mean)


def test_no_word_from_the_agent_is_no_first_response_in_time(answered, measured):
    """A customer who left mid-chat before the first reply was answered, but did not hear anything within the minute."""
    talks = {0: talk((1, 0, 30, 0)), 1: talk((2, 30, math.nan, 0))}
    made = measured([answered(0, 0, 30), answered(5, 0, 40)], talks=talks, within=60, by_first_response=True)
    assert sum(made.of(Column.ANSWERED)) == 2
    assert sum(made.of(Column.IN_TIME)) == 1


def test_who_left_after_the_assignment_is_a_short_abandon_by_the_time_until_then(day):
    """Three minutes are not short, though there was no time in the queue at all."""
    for short, counted in ((100, 8), (181, 7)):
        made = day(counting="without_short_abandons", short_abandon=short)
        assert sum(made.of(Column.PROMISED)) == counted


def test_more_chats_in_hand_than_slots_count_with_the_most(answered, measured):
    """Silent customers of other chats came back: the third and fourth chat of an agent with two slots."""
    talks = {0: talk((4, 10, 30, 20), (3, 60, 90, 0))}
    summary = measured([answered(0, 0, 90)], groups=[(1, 2)], talks=talks).summary()
    assert [figures["replies"].mean for figures in summary.by_chats_in_hand] == [0, 2]
    assert summary.by_chats_in_hand[1]["reply_time_mean"].mean == (30 + 40) / 2


@pytest.mark.parametrize("messages", [2, 3, 40, 150])
def test_percentiles_of_messages_are_whole(answered, measured, messages):
    """Bins are as wide as half a percent, which is less than one message."""
    replies = [(1, at, at + 1, 1) for at in range(0, 2 * (messages // 2), 2)]
    pending = [(1, math.nan, math.nan, 0)] * (messages % 2)
    summary = measured([answered(0, 0, 500)], talks={0: talk(*replies, *pending)}).summary()
    assert summary.figures["messages_per_chat_p50"].mean == messages


def test_typing_on_a_break_counts_for_no_share_of_staffed_time(answered, measured):
    """A reply goes on from before a break until after it: two parts of ten seconds count."""
    talks = {0: talk((1, 90, 150, 0))}
    made = measured([answered(90, 0, 60)], [(0, 0, 100), (0, 140, 3600)], [(0, 100, 140)], talks=talks)
    found = [made.of(column) for column in (Column.WORKING, Column.HOLDING, Column.IDLE)]
    np.testing.assert_array_equal(found, [[20], [0], [3540]])


def test_without_conversations_their_figures_are_not_known(answered, measured):
    """Whoever asks all the same, such as `--precision`, learns just that."""
    summary = measured([answered(0, 5)]).summary(times=3)
    for kpi in CONVERSATION_KPIS:
        if "run" in kpi.scopes and kpi.unit in ("s", "messages") and kpi.key != "frt_agent_mean":
            assert summary.figures[kpi.key].mean is None, kpi.key
    assert summary.by_chats_in_hand == ()
