"""Two agents and three customers who leave without a sign: what is measured, reckoned by hand."""

import numpy as np
import pytest

from planner.flow.demand import Bots, Kind
from planner.kpi.columns import Column
from planner.kpi.silent_kpis import SILENT_KPIS

RUN = {
    "offered": 7,
    "answered": 2,
    "missed": 5,
    "missed_rate": 5 / 7,
    "abandoned_rate": 1 / 7,
    "closed_rate": 1 / 7,
    "silent_rate": 3 / 7,
    "silent_slot_share": 850 / (6 * 7200),
    "silent_hours": (250 / 2 + 600 / 4) / 3600,
    "wait_mean": 20,
    "wait_max": 40,
    "wait_mean_all": (100 + 60 + 20 + 40 + 50 + 100) / 7,
    "wait_probability": 6 / 7,
    "abandon_time_mean": 20,
    "frt_mean": 20,
    "service_level": 2 / 7,
    "handle_time_mean": 200,
    "utilization": 950 / 14400,
    "slot_utilization": 1250 / (6 * 7200),
    "overtime_hours": 150 / 3600,
    "chats_per_hour": 1,
    "chats_per_agent": 1,
    "work_gini": 0,
    "queue_length_mean": 1010 / 7200,
    "queue_length_max": 2,
}
"""Those who left wait on in the queue, as the platform sees it, and keep agents busy; all else is of those answered."""


@pytest.fixture(scope="module")
def rows(answered, silent, missed):
    """Return chats of two types; those of `b` take two slots."""
    return [
        answered(100, 0, 300),
        silent(3000, 500, 200),  # in hand from 3500 to 3700
        silent(4000, 200, 300, agent=1, chat_type=1),
        missed("abandoned", 5000, 20),
        answered(5100, 40, 100, agent=1),
        silent(7000, 150, 200),  # to 7350: doors close at 7200
        missed("closed", 7100, 100),
    ]


@pytest.fixture(scope="module")
def example(rows, measured):
    """Two agents of two and four slots."""

    def make(**more):
        return measured(
            rows,
            [(0, 0, np.inf), (1, 0, np.inf)],
            edges=(0, 3600, 7200),
            groups=[(1, 2), (1, 4)],
            types=2,
            slots=[1, 2],
            gave_up_after={1: 100, 2: 60, 5: 50},
            **more,
        )

    return make


def compare(figures, wanted):
    """Compare means."""
    assert {key: figures[key].mean for key in wanted} == pytest.approx(wanted)


def test_the_run_is_as_reckoned_by_hand(example):
    """Every KPI of silent leavers, and those that they touch."""
    compare(example().summary().figures, RUN)
    assert {kpi.key for kpi in SILENT_KPIS} <= RUN.keys()


def test_types_groups_and_agents_are_as_reckoned_by_hand(example):
    """Types tell who left, groups what it cost."""
    summary = example().summary()
    compare(summary.chat_types["a"], {"silent_rate": 2 / 6, "missed_rate": 4 / 6})
    compare(summary.chat_types["b"], {"silent_rate": 1, "missed_rate": 1})
    first, second = summary.agent_groups["g0"], summary.agent_groups["g1"]
    compare(first, {"answered": 1, "silent_hours": 125 / 3600, "silent_slot_share": 250 / 14400})
    compare(second, {"answered": 1, "silent_hours": 150 / 3600, "silent_slot_share": 600 / 28800})
    compare(summary.agents[0].figures, {"answered": 1, "handle_time_mean": 300, "utilization": 550 / 7200})


def test_columns_are_the_sums_reckoned_by_hand(example):
    """Who left counts for the interval of arrival, what it cost by the clock, inside the window."""
    found = example()
    assert found.of(Column.SILENT) == [1, 2]
    assert found.of(Column.MISSED) == [1, 4]
    assert found.of(Column.WAIT_ALL) == [100, 270]
    assert found.of(Column.SILENT_SLOTS) == [100, 750]
    assert found.of(Column.SILENT_TIME) == [50, 225]
    assert found.of(Column.QUEUE_TIME) == [500, 510]


def test_who_leaves_without_a_sign_is_no_short_abandon(example):
    """Only the one who abandoned after 20 s is taken out; 50 and 60 s of patience are under the limit, too."""
    counted = example(counting="without_short_abandons", short_abandon=80.0)
    compare(counted.summary().figures, {"service_level": 2 / 6})


def test_who_leaves_without_a_sign_has_not_got_to_an_agent(example):
    """Everyone talked to a bot for 10 s before: the two answered ones got to an agent after 10 and 50 s."""
    nobody = np.zeros(0)
    bots = Bots(np.array([True, True]), np.full(7, 10.0), nobody, nobody.astype(np.int64), nobody, nobody > 0)
    compare(example(bots=bots).summary().figures, {"time_to_agent_mean": 30})


def test_who_leaves_when_handed_on_was_answered_before(answered, silent, measured):
    """For the run it is one answered chat, for the type that got it a silent one; the slot is held all the same."""
    found = measured(
        [
            {**answered(100, 0, 300), "if_answered": 1},
            {**silent(400, 100, 200, chat_type=1), "kind": Kind.TRANSFER},
        ],
        types=2,
        gave_up_after={1: 50},
    ).summary()
    compare(found.figures, {"offered": 1, "answered": 1, "silent_rate": 0, "silent_hours": 200 / 3600})
    compare(found.chat_types["b"], {"offered": 1, "silent_rate": 1, "transfer_missed_rate": 1})
