"""Staffed time, time with chats in hand, overtime and agent days, by the clock."""

import math

import pytest

from planner.kpi.columns import Column

DAY = 86400

HALF_HOURS = (0, 1800, 3600)


def test_staffed_time_is_cut_at_the_edges_of_intervals(measured):
    """On shift from 600 to 2400: 20 minutes and 10."""
    found = measured(duty=[(0, 600, 2400)], edges=HALF_HOURS)
    assert found.of(Column.STAFFED) == [1200, 600]


def test_staffed_time_ends_when_doors_close(measured):
    """Those who stay until the queue is empty are staffed to the close."""
    found = measured(duty=[(0, 0, math.inf)], edges=HALF_HOURS)
    assert found.of(Column.STAFFED) == [1800, 1800]


def test_time_outside_the_window_is_not_staffed(measured):
    """Warm-up of 600 s and cool-down of 300 s."""
    found = measured(duty=[(0, 0, math.inf)], edges=(600, 1800, 3300), closes=3600)
    assert found.of(Column.STAFFED) == [1200, 1500]
    assert found.of(Column.OPEN) == [1200, 1500]


def test_a_break_is_not_staffed(measured):
    """Two spans of one agent."""
    found = measured(duty=[(0, 0, 900), (0, 1000, math.inf)], edges=HALF_HOURS)
    assert found.of(Column.STAFFED) == [1700, 1800]


def test_chats_in_hand_are_cut_at_the_edges_of_intervals(measured, answered):
    """In hand from 1500 to 2100, 300 s in either half hour; attribution of the chat is by its arrival."""
    found = measured([answered(1500, 0, 540, wrap_up=60)], edges=HALF_HOURS)
    assert found.of(Column.BUSY) == found.of(Column.IN_HAND) == [300, 300]
    assert found.of(Column.HANDLE_TIME) == [600, 0]


def test_busy_time_counts_once_and_chats_in_hand_each(measured, answered):
    """Two chats overlap from 100 to 300, a third follows at once: 500 s busy, 700 s in hand."""
    chats = [answered(0, 0, 300), answered(100, 0, 200), answered(200, 100, 200)]
    found = measured(chats, groups=[(1, 3)])
    assert found.of(Column.BUSY) == [500]
    assert found.of(Column.IN_HAND) == [700]
    assert found.of(Column.SLOTS) == [3 * 3600]


def test_agents_do_not_share_their_time(measured, answered):
    """Each of two agents is busy for the same 100 s."""
    chats = [answered(0, 0, 100, agent=0), answered(0, 0, 100, agent=1)]
    found = measured(chats, [(0, 0, math.inf), (1, 0, math.inf)], groups=[(1, 1), (1, 1)])
    assert found.of(Column.BUSY) == [200]
    assert found.of(Column.BUSY, "g0") == found.of(Column.BUSY, "g1") == [100]
    assert found.of(Column.STAFFED) == [7200]


def test_chats_that_arrived_in_the_warm_up_keep_agents_busy(measured, answered):
    """Time counts by the clock, whoever came when."""
    found = measured([answered(500, 0, 200)], edges=(600, 3600))
    assert found.of(Column.OFFERED) == [0]
    assert found.of(Column.BUSY) == found.of(Column.IN_HAND) == [100]


def test_drained_time_is_overtime_and_nothing_else(measured, answered):
    """Stops at 1000 with a chat until 1300: busy until 1000, then 300 s of overtime."""
    found = measured([answered(800, 0, 500)], [(0, 0, 1000)])
    assert found.of(Column.STAFFED) == [1000]
    assert found.of(Column.BUSY) == found.of(Column.IN_HAND) == [200]
    assert found.of(Column.OVERTIME) == [300]
    figures = found.summary().figures
    assert figures["utilization"].mean == figures["slot_utilization"].mean == 0.2
    assert figures["overtime_hours"].mean == 300 / 3600


def test_overtime_is_agents_time_not_chats(measured, answered):
    """Two chats that drain side by side until 1300 and 1200 are 300 s of overtime."""
    found = measured([answered(800, 0, 500), answered(900, 0, 300)], [(0, 0, 1000)], groups=[(1, 2)])
    assert found.of(Column.OVERTIME) == [300]


def test_an_agent_who_comes_back_ends_the_overtime(measured, answered):
    """Off from 1000 to 1200 with a chat until 1500: 200 s of overtime, the rest is staffed."""
    found = measured([answered(800, 0, 700)], [(0, 0, 1000), (0, 1200, math.inf)])
    assert found.of(Column.OVERTIME) == [200]
    assert found.of(Column.BUSY) == [200 + 300]


def test_overtime_after_doors_close_counts_beyond_the_window(measured, answered):
    """One chat runs on for 400 s, another is assigned only at 3700 and ends at 3900: 450 s until 4050."""
    chats = [answered(3500, 0, 550), answered(3590, 110, 200)]
    found = measured(chats, edges=HALF_HOURS, groups=[(1, 2)])
    assert found.of(Column.BUSY) == [0, 100]
    assert found.of(Column.OVERTIME) == [0, 450]


def test_overtime_counts_beyond_a_cool_down_but_staffed_time_in_it_does_not(measured, answered):
    """The window ends at 3000, doors close at 3600, the chat ends at 3700."""
    found = measured([answered(2900, 0, 800)], edges=(0, 3000), closes=3600)
    assert found.of(Column.BUSY) == [100]
    assert found.of(Column.STAFFED) == [3000]
    assert found.of(Column.OVERTIME) == [100]


def test_overtime_in_the_warm_up_does_not_count(measured, answered):
    """Stopped at 300, in hand until 900, of which 300 s lie in the window."""
    found = measured([answered(200, 0, 700)], [(0, 0, 300)], edges=(600, 3600))
    assert found.of(Column.OVERTIME) == [300]


def test_an_agent_who_never_had_a_chat_is_staffed_and_idle(measured, answered):
    """Utilisation is over all who are there."""
    found = measured([answered(0, 0, 360)], [(0, 0, math.inf), (1, 0, math.inf)], groups=[(2, 1)])
    assert found.summary().figures["utilization"].mean == 0.05
    assert found.of(Column.AGENT_DAYS) == [2]


def test_agents_who_turned_up_are_counted_each_day_anew(measured):
    """Days run from the start's time of day: one agent on all three days, one on the second only."""
    duty = [(0, 0, math.inf), (1, DAY + 10, DAY + 20)]
    found = measured(duty=duty, edges=(0, DAY, 3 * DAY), groups=[(2, 1)])
    assert found.of(Column.AGENT_DAYS) == [4, 0]


def test_two_spans_on_one_day_are_one_agent(measured):
    """A break, or a step down and up again, makes no second person."""
    found = measured(duty=[(0, 0, 900), (0, 1000, 2000), (0, 3000, math.inf)])
    assert found.of(Column.AGENT_DAYS) == [1]


@pytest.mark.parametrize(
    ("span", "days"),
    [
        ((0, DAY), 1),
        ((0, DAY + 1), 2),
        ((DAY, 2 * DAY), 1),
        ((DAY - 1, DAY + 1), 2),
        ((500, 500), 0),
        ((0, 600), 0),
        ((0, 601), 1),
        ((3 * DAY - 100, math.inf), 0),
    ],
)
def test_days_and_what_counts_are_half_open_for_those_who_turn_up(measured, span, days):
    """The window runs from 600 s to 100 s before the end of the third day; who left before it does not count."""
    found = measured(duty=[(0, *span)], edges=(600, 3 * DAY - 100), closes=3 * DAY)
    assert found.of(Column.AGENT_DAYS) == [days]


def test_chats_per_agent_is_per_day_and_chats_per_agent_hour_per_staffed_hour(measured, answered):
    """Four chats; two agents on the first of two days, one on both; six hours staffed in all."""
    chats = [answered(at) for at in (0, 100, 200, DAY + 50)]
    found = measured(
        chats,
        [(0, 0, 7200), (1, 0, 7200), (0, DAY, DAY + 7200)],
        edges=(0, 2 * DAY),
        groups=[(2, 1)],
    )
    figures = found.summary().figures
    assert figures["chats_per_agent"].mean == pytest.approx(4 / 3)
    assert figures["chats_per_agent_hour"].mean == pytest.approx(4 / 6)


def test_a_group_that_nobody_staffs_has_no_utilisation(measured):
    """Nothing over nothing has no meaning, and no agent hour was staffed."""
    found = measured(duty=[(0, 0, math.inf)], groups=[(1, 1), (0, 1)])
    figures = found.summary().agent_groups["g1"]
    assert figures["utilization"].mean is None
    assert figures["concurrency_mean"].mean is None
    assert figures["chats_per_agent"].mean is None
    assert figures["staffed_hours"].mean == 0
