"""A centre of three agents and eleven chats: every KPI of every scope, reckoned by hand.

Those of customers who come again, of chats handed on and of offers are in `test_follow_ups_example.py`, those of
customers who leave without a sign in `test_silent_example.py`.
"""

from dataclasses import replace
from typing import get_args

import numpy as np
import pytest

from planner.flow.demand import Bots
from planner.flow.profile import Profile
from planner.kpi import KPIS
from planner.kpi.columns import Column
from planner.kpi.conversation_kpis import CONVERSATION_KPIS
from planner.kpi.follow_up_kpis import FOLLOW_UP_KPIS
from planner.kpi.kinds import Feature
from planner.kpi.silent_kpis import SILENT_KPIS

ELSEWHERE = (*FOLLOW_UP_KPIS, *CONVERSATION_KPIS, *SILENT_KPIS)
HERE = [kpi for kpi in KPIS if kpi not in ELSEWHERE]
FEATURES = set(get_args(Feature)) - {kpi.needs for kpi in ELSEWHERE}

OPEN = 6600.0
"""Doors close at 7200; what counts begins at 600."""

BOTS = Bots(
    in_front=np.array([True, False]),
    before=np.array([60, 90, 30, 0, 0, 0, 10, 120, 0, 200, 0, 40.0]),
    ended=np.array([100, 300, 1000, 1200, 3000, 4000, 7000, 500, 900, 3599, 3600.0]),
    chat_type=np.zeros(11, dtype=np.int64),
    first_reply=np.array([70, 80, 1, 2, 3, 4, 5, 90, 6, 7, 8.0]),
    contained=np.arange(11) > 6,
)
"""In front of sales: the talks that were handed over, the one after hours first, then four that were contained."""

RUN = {
    "offered": 10,
    "answered": 5,
    "missed": 5,
    "missed_rate": 0.5,
    "abandoned_rate": 0.2,
    "blocked_rate": 0.1,
    "expired_rate": 0.1,
    "closed_rate": 0.1,
    "wait_mean": (0 + 30 + 120 + 60 + 400) / 5,
    "wait_p50": 60,
    "wait_p90": 400,
    "wait_p95": 400,
    "wait_max": 400,
    "wait_mean_all": (610 + 50 + 0 + 5 + 600 + 100) / 10,
    "wait_probability": 0.9,
    "abandon_time_mean": (50 + 5) / 2,
    "frt_mean": (20 + 70 + 520 + 60 + 400) / 5,
    "frt_p50": 70,
    "frt_p90": 520,
    "frt_p95": 520,
    "service_level": 0.3,
    "sla_attainment": 1,
    "handle_time_mean": (600 + 470 + 400 + 1040 + 200) / 5,
    "utilization": (1000 + 80 + 1040) / (6600 + 900 + 3600),
    "slot_utilization": (1370 + 80 + 1040) / (2 * 6600 + 2 * 900 + 3600),
    "concurrency_mean": (1370 + 80 + 1040) / (1000 + 80 + 1040),
    "chats_per_hour": 5 * 3600 / OPEN,
    "chats_per_agent_hour": 5 * 3600 / (6600 + 900 + 3600),
    "chats_per_agent": 5 / 3,
    "work_gini": 22 / 73,  # of 18/11, 4 and 1 chats per staffed hour
    "work_max_to_mean": 4 / (73 / 33),
    "queue_length_mean": (30 + 120 + 50 + 5 + 600 + 60 + 200 + 100) / OPEN,
    "queue_length_max": 2,
    "offered_load": (2710 + 5 * 60) / OPEN,
    "staffed_hours": (6600 + 900 + 3600) / 3600,
    "overtime_hours": (320 + 200) / 3600,
    "days_kept": 1,
    **dict.fromkeys(("service_level_p5", "service_level_p50", "service_level_p95"), 0.3),
    **dict.fromkeys(("missed_p5", "missed_p50", "missed_p95"), 5),
    "after_hours": 1,
    "tickets": 1,
    "tickets_taken": 0,
    "ticket_hours": 90 / 3600,
    "scheduled_hours": (7500 + 3600) / 3600,
    "paid_hours": (7500 + 520 + 3600) / 3600,
    "away_hours": 0,
    "bot_chats": 8,
    "bot_contained_rate": 3 / 8,
    "frt_with_bot_mean": (36 + 520 + 60) / (8 + 2),
    "time_to_agent_mean": (1070 + 90 + 30 + 200) / 5,
    "break_overrun_hours": 0,
}

SALES = {
    "offered": 5,
    "answered": 3,
    "missed": 2,
    "missed_rate": 0.4,
    "abandoned_rate": 0.2,
    "blocked_rate": 0,
    "expired_rate": 0.2,
    "closed_rate": 0,
    "wait_mean": (0 + 30 + 400) / 3,
    "wait_p50": 30,
    "wait_p90": 400,
    "wait_p95": 400,
    "wait_max": 400,
    "wait_mean_all": (430 + 5 + 600) / 5,
    "wait_probability": 0.8,
    "abandon_time_mean": 5,
    "frt_mean": (20 + 70 + 400) / 3,
    "frt_p50": 70,
    "frt_p90": 400,
    "frt_p95": 400,
    "service_level": 0.4,
    "sla_attainment": 1,
    "handle_time_mean": (600 + 470 + 200) / 3,
    "chats_per_hour": 3 * 3600 / OPEN,
    "queue_length_mean": (30 + 5 + 600 + 200) / OPEN,
    "queue_length_max": 1,
    "offered_load": (1270 + 2 * 60) / OPEN,
    "days_kept": 1,
    **dict.fromkeys(("service_level_p5", "service_level_p50", "service_level_p95"), 0.4),
    **dict.fromkeys(("missed_p5", "missed_p50", "missed_p95"), 2),
    "bot_chats": 8,
    "bot_contained_rate": 3 / 8,
    "frt_with_bot_mean": 36 / 8,
    "time_to_agent_mean": (490 + 90 + 30 + 200) / 3,
    "after_hours": 0,
    "tickets": 1,
    "tickets_taken": 0,
    "ticket_hours": 90 / 3600,
}

SUPPORT = {
    "offered": 5,
    "answered": 2,
    "missed": 3,
    "missed_rate": 0.6,
    "abandoned_rate": 0.2,
    "blocked_rate": 0.2,
    "expired_rate": 0,
    "closed_rate": 0.2,
    "wait_mean": 90,
    "wait_p50": 60,
    "wait_p90": 120,
    "wait_p95": 120,
    "wait_max": 120,
    "wait_mean_all": (180 + 50 + 0 + 100) / 5,
    "wait_probability": 1,
    "abandon_time_mean": 50,
    "frt_mean": (520 + 60) / 2,
    "frt_p50": 60,
    "frt_p90": 520,
    "frt_p95": 520,
    "service_level": 0.2,
    "sla_attainment": 0,
    "handle_time_mean": (400 + 1040) / 2,
    "chats_per_hour": 2 * 3600 / OPEN,
    "queue_length_mean": (120 + 50 + 60 + 100) / OPEN,
    "queue_length_max": 2,
    "offered_load": (1440 + 3 * 60) / OPEN,
    "days_kept": 0,
    **dict.fromkeys(("service_level_p5", "service_level_p50", "service_level_p95"), 0.2),
    **dict.fromkeys(("missed_p5", "missed_p50", "missed_p95"), 3),
    "bot_chats": 0,
    "bot_contained_rate": None,
    "frt_with_bot_mean": (520 + 60) / 2,
    "time_to_agent_mean": (520 + 60) / 2,
    "after_hours": 1,
    "tickets": 0,
    "tickets_taken": 0,
    "ticket_hours": 0 / 3600,
}

DAY = {
    "answered": 4,
    "wait_mean": (0 + 30 + 120 + 400) / 4,
    "wait_p50": 30,
    "wait_p90": 400,
    "wait_p95": 400,
    "wait_max": 400,
    "frt_mean": (20 + 70 + 520 + 400) / 4,
    "frt_p50": 70,
    "frt_p90": 520,
    "frt_p95": 520,
    "handle_time_mean": (600 + 470 + 400 + 200) / 4,
    "utilization": (1000 + 80) / 7500,
    "slot_utilization": (1370 + 80) / 15000,
    "concurrency_mean": (1370 + 80) / (1000 + 80),
    "chats_per_hour": 4 * 3600 / OPEN,
    "chats_per_agent_hour": 4 * 3600 / 7500,
    "chats_per_agent": 2,
    "work_gini": 13 / 62,
    "work_max_to_mean": 44 / 31,
    "staffed_hours": 7500 / 3600,
    "overtime_hours": (320 + 200) / 3600,
    "scheduled_hours": 7500 / 3600,
    "paid_hours": (7500 + 520) / 3600,
    "away_hours": 0,
    "break_overrun_hours": 0,
}

NIGHT = {
    "answered": 1,
    "wait_mean": 60,
    "wait_p50": 60,
    "wait_p90": 60,
    "wait_p95": 60,
    "wait_max": 60,
    "frt_mean": 60,
    "frt_p50": 60,
    "frt_p90": 60,
    "frt_p95": 60,
    "handle_time_mean": 1040,
    "utilization": 1040 / 3600,
    "slot_utilization": 1040 / 3600,
    "concurrency_mean": 1,
    "chats_per_hour": 3600 / OPEN,
    "chats_per_agent_hour": 1,
    "chats_per_agent": 1,
    "work_gini": 0,
    "work_max_to_mean": 1,
    "staffed_hours": 1,
    "overtime_hours": 0,
    "scheduled_hours": 1,
    "paid_hours": 1,
    "away_hours": 0,
    "break_overrun_hours": 0,
}

AGENTS = (
    {
        "answered": 3,
        "frt_mean": (20 + 70 + 400) / 3,
        "handle_time_mean": (600 + 470 + 200) / 3,
        "utilization": 1000 / 6600,
        "concurrency_mean": 1370 / 1000,
        "chats_per_agent_hour": 18 / 11,
        "staffed_hours": 6600 / 3600,
        "overtime_hours": 200 / 3600,
    },
    {
        "answered": 1,
        "frt_mean": 520,
        "handle_time_mean": 400,
        "utilization": 80 / 900,
        "concurrency_mean": 1,
        "chats_per_agent_hour": 4,
        "staffed_hours": 900 / 3600,
        "overtime_hours": 320 / 3600,
    },
)
"""The two of the day group."""

BY_INTERVAL = {
    "offered": (6, 4),
    "answered": (3, 2),
    "missed": (3, 2),
    "missed_rate": (3 / 6, 2 / 4),
    "abandoned_rate": (2 / 6, 0),
    "blocked_rate": (1 / 6, 0),
    "expired_rate": (0, 1 / 4),
    "closed_rate": (0, 1 / 4),
    "wait_mean": (150 / 3, 460 / 2),
    "wait_mean_all": (205 / 6, (460 + 600 + 100) / 4),
    "wait_probability": (5 / 6, 1),
    "abandon_time_mean": (55 / 2, None),
    "frt_mean": (610 / 3, 460 / 2),
    "service_level": (2 / 6, 1 / 4),
    "handle_time_mean": (1470 / 3, 1240 / 2),
    "utilization": (1080 / 3900, 1040 / 7200),
    "slot_utilization": (1450 / 7800, 1040 / (7200 + 3600)),
    "concurrency_mean": (1450 / 1080, 1),
    "chats_per_hour": (3 * 3600 / 3000, 2),
    "chats_per_agent_hour": (3 * 3600 / 3900, 2 * 3600 / 7200),
    "queue_length_mean": (205 / 3000, (600 + 60 + 200 + 100) / 3600),
    "offered_load": ((1470 + 3 * 60) / 3000, (1240 + 2 * 60) / 3600),
    "staffed_hours": (3900 / 3600, 2),
    "scheduled_hours": (3900 / 3600, 2),
    "away_hours": (0, 0),
    "bot_chats": (5, 3),
    "bot_contained_rate": (2 / 5, 1 / 3),
    "frt_with_bot_mean": ((1 + 2 + 3 + 6 + 7 + 520) / 6, (4 + 5 + 8 + 60) / 4),
    "time_to_agent_mean": ((610 + 120) / 3, (460 + 200) / 2),
    "after_hours": (0, 1),
    "tickets": (0, 1),
    "tickets_taken": (0, 0),
    "ticket_hours": (0, 90 / 3600),
}


@pytest.fixture(scope="module")
def example(answered, missed, measured):
    """Agents 0 and 1 with two slots each, 2 with one; sales is type `a`, support type `b`."""
    found = measured(
        [
            answered(300, 0, 600, agent=0),  # comes in the warm-up: only the agent's time from 600 counts
            answered(1000, 0, 500, wrap_up=100, agent=0, first_reply=20),
            answered(1200, 30, 470, agent=0, first_reply=40),
            answered(1300, 120, 400, agent=1, chat_type=1, first_reply=500),  # gone before the reply is due
            missed("abandoned", 1400, 50, chat_type=1),
            missed("blocked", 1500, chat_type=1),
            missed("abandoned", 3000, 5),
            missed("expired", 4000, 600),
            answered(5000, 60, 1000, wrap_up=40, agent=2, chat_type=1),
            answered(7000, 400, 200, agent=0),  # assigned after doors closed
            missed("closed", 7100, 100, chat_type=1),
            {**missed("closed", 3600, float("inf"), work=90), "ticket": True},  # that nobody took
        ],
        [(0, 0, float("inf")), (1, 0, 1500), (2, 3600, float("inf"))],
        edges=(600, 3600, 7200),
        groups=[(2, 2), (1, 1)],
        types=2,
        target=0.3,
        late=(np.array([100.0, 6000.0]), np.array([0, 1])),
        bots=BOTS,
        scheduled=[
            Profile(np.array([0, 1500, 7200.0]), np.array([2.0, 1.0])),
            Profile(np.array([0, 3600, 7200.0]), np.array([0.0, 1.0])),
        ],
    )
    return replace(found, features=FEATURES)


def near(key):
    """Percentiles come from histograms: a quarter of a percent; everything else is exact."""
    return 0.0025 if key.startswith(("wait_p", "frt_p")) else 1e-12


@pytest.mark.parametrize("key", [kpi.key for kpi in HERE if "run" in kpi.scopes])
def test_every_kpi_of_the_run_is_the_value_reckoned_by_hand(example, key):
    """Sums of the eleven chats and three agents, as the model defines them."""
    assert example.summary().figures[key].mean == pytest.approx(RUN[key], rel=near(key))


@pytest.mark.parametrize(
    ("kind", "name", "wanted"),
    [
        ("chat_types", "a", SALES),
        ("chat_types", "b", SUPPORT),
        ("agent_groups", "g0", DAY),
        ("agent_groups", "g1", NIGHT),
    ],
    ids=["sales", "support", "day", "night"],
)
def test_every_kpi_of_a_type_or_group_is_the_value_reckoned_by_hand(example, kind, name, wanted):
    """Chats by their type, or by the group of the agent who took them; time by the agent's group."""
    figures = getattr(example.summary(), kind)[name]
    assert figures.keys() == wanted.keys()
    for key, value in wanted.items():
        found = figures[key].mean
        assert (found is None) if value is None else found == pytest.approx(value, rel=near(key)), key


def test_every_kpi_of_an_agent_is_the_value_reckoned_by_hand(example):
    """Of chats that the agent took and of their own time; the night's only agent has the figures of the group."""
    agents = example.summary().agents
    assert [(agent.name, agent.group) for agent in agents] == [
        ("agent 0", "g0"),
        ("agent 1", "g0"),
        ("agent 2", "g1"),
    ]
    for agent, wanted in zip(agents, AGENTS, strict=False):
        assert agent.figures.keys() == wanted.keys()
        for key, value in wanted.items():
            assert agent.figures[key].mean == pytest.approx(value, rel=1e-12), key
    assert agents[2].figures == {key: example.summary().agent_groups["g1"][key] for key in AGENTS[0]}


def test_every_kpi_of_an_interval_is_the_value_reckoned_by_hand(example):
    """Chats by the interval of arrival, agents and queue by the clock; the first interval is 50 minutes."""
    intervals = example.summary().intervals
    assert [(interval.begin, interval.end) for interval in intervals] == [(600, 3600), (3600, 7200)]
    for place, interval in enumerate(intervals):
        assert interval.figures.keys() == BY_INTERVAL.keys()
        for key, values in BY_INTERVAL.items():
            wanted = values[place]
            found = interval.figures[key].mean
            assert (found is None) if wanted is None else found == pytest.approx(wanted, rel=1e-12), key


def test_intervals_have_the_figures_of_types_and_groups(example):
    """By the same rules, for the second interval."""
    second = example.summary().intervals[1]
    assert second.chat_types["a"]["missed_rate"].mean == 1 / 2
    assert second.chat_types["b"]["missed_rate"].mean == 1 / 2
    assert second.agent_groups["g0"]["utilization"].mean == 0
    assert second.agent_groups["g1"]["utilization"].mean == pytest.approx(1040 / 3600)


def test_no_kpi_goes_without_a_value_here():
    """The table covers every KPI that there is, but for those of the other examples."""
    assert {kpi.key for kpi in HERE} == RUN.keys()


def test_every_column_is_the_sum_reckoned_by_hand(example):
    """For the run, interval by interval; agents who worked are noted in the first."""
    wanted = {
        Column.OFFERED: [6, 4],
        Column.ANSWERED: [3, 2],
        Column.MISSED: [3, 2],
        Column.ABANDONED: [2, 0],
        Column.BLOCKED: [1, 0],
        Column.EXPIRED: [0, 1],
        Column.CLOSED: [0, 1],
        Column.IN_TIME: [2, 1],
        Column.PROMISED: [6, 4],
        Column.DELAYED: [5, 4],
        Column.WAIT: [150, 460],
        Column.WAIT_ALL: [205, 1160],
        Column.FIRST_RESPONSE: [610, 460],
        Column.HANDLE_TIME: [1470, 1240],
        Column.ABANDON_TIME: [55, 0],
        Column.WORK: [1650, 1360],
        Column.BOT_CHATS: [5, 3],
        Column.BOT_CONTAINED: [2, 1],
        Column.GREETED: [6, 4],
        Column.GREETING: [539, 77],
        Column.TO_AGENT: [730, 660],
        **{column: [0, 0] for column in range(Column.CUSTOMERS, Column.OPEN)},
        Column.OPEN: [3000, 3600],
        Column.QUEUE_TIME: [205, 960],
        Column.STAFFED: [3900, 7200],
        Column.BUSY: [1080, 1040],
        Column.IN_HAND: [1450, 1040],
        Column.SLOTS: [7800, 10800],
        Column.OVERTIME: [320, 200],
        Column.AGENT_DAYS: [3, 0],
        Column.AFTER_HOURS: [0, 1],
        Column.TICKETS: [0, 1],
        Column.TICKETS_TAKEN: [0, 0],
        Column.TICKET_WORK: [0, 90],
        Column.BREAK_OVERRUN: [0, 0],
        Column.AWAY: [0, 0],
        Column.SCHEDULED: [3900, 7200],
        Column.PAID: [4220, 7400],
        Column.SLOTS_TAKEN: [1450, 1040],
        Column.MISSED_OFFERS: [0, 0],
        **{column: [0, 0] for column in range(Column.WORKING, len(Column))},
    }
    assert {column: example.of(column) for column in Column} == wanted


def test_the_longest_wait_and_queue_are_known_of_each_scope(example):
    """A group has no queue of its own."""
    assert example.longest() == (400, 2)
    assert example.longest("a") == (400, 1)
    assert example.longest("b") == (120, 2)
    assert example.longest("g0") == (400, pytest.approx(float("nan"), nan_ok=True))
