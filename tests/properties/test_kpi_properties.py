"""What holds for the KPIs of every centre."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.flow.window import Division, Promise, Window
from planner.kpi import measure
from planner.kpi.chats import MISSED_BY
from planner.kpi.columns import CHAT_COLUMNS, Column

FIXED = settings(derandomize=True, database=None, deadline=None, max_examples=100)


def tally_of(day, edges, counting="offered", by_first_response=False):
    """Measure a day between `edges`."""
    each = Division((), np.arange(len(edges) - 1), np.ones(len(edges) - 1, dtype=np.int64))
    once = Division(("all",), np.zeros(len(edges) - 1, dtype=np.int64), np.ones(1, dtype=np.int64))
    window = Window(
        np.array(edges, dtype=np.float64),
        day.centre.rules.doors,
        each,
        each,
        once,
        once,
        once,
    )
    promise = Promise(0.8, 10.0, by_first_response, counting, 5.0)
    return measure(day.records, day.centre.demand, day.centre.roster, window, promise)


def served(day, agent, time):
    """Return how many chats with a customer an agent has from `time` on."""
    return sum(day.agent[i] == agent and day.dequeued[i] <= time < day.freed[i] for i in day.answered)


@FIXED
@given(data=st.data())
def test_offered_is_answered_and_missed_by_reason_in_every_cell(silent, data):
    """Of the run and each type, in each interval; silent is one of the reasons."""
    day = data.draw(silent()).day()
    closes = day.centre.rules.closes
    cells = tally_of(day, [0, 10, closes / 2, closes]).cells[: 1 + len(day.centre.demand.type_names)]
    reasons = cells[:, :, list(MISSED_BY.values())].sum(axis=2)
    np.testing.assert_array_equal(reasons, cells[:, :, Column.MISSED])
    np.testing.assert_array_equal(cells[:, :, Column.ANSWERED] + reasons, cells[:, :, Column.OFFERED])
    assert cells[0, :, Column.OFFERED].sum() == len(day.chats)


@FIXED
@given(data=st.data())
def test_the_run_is_the_sum_of_its_types_and_of_its_groups(centres, data):
    """Chats by type, agents by group, answered chats by both."""
    day = data.draw(centres()).day()
    types = len(day.centre.demand.type_names)
    cells = tally_of(day, [0, 30, day.centre.rules.closes]).cells
    of_chats = [*CHAT_COLUMNS, Column.QUEUE_TIME]
    of_agents = [column for column in Column if column >= Column.STAFFED]
    of_both = [Column.ANSWERED, Column.WAIT, Column.FIRST_RESPONSE, Column.HANDLE_TIME]
    np.testing.assert_allclose(cells[0][:, of_chats], cells[1 : 1 + types].sum(axis=0)[:, of_chats])
    for columns in (of_agents, of_both):
        np.testing.assert_allclose(cells[0][:, columns], cells[1 + types :].sum(axis=0)[:, columns])


@FIXED
@given(data=st.data())
def test_the_sums_of_a_run_do_not_depend_on_its_intervals(centres, data):
    """Cut fine or not at all: the same chats, the same time, the same maxima."""
    day = data.draw(centres()).day()
    closes = day.centre.rules.closes
    opens = data.draw(st.sampled_from((0, 7)))
    cuts = data.draw(st.sets(st.integers(8, int(closes) - 1), max_size=6))
    whole, cut = tally_of(day, [opens, closes]), tally_of(day, [opens, *sorted(cuts), closes])
    np.testing.assert_allclose(cut.cells.sum(axis=1), whole.cells.sum(axis=1), atol=1e-6)
    np.testing.assert_array_equal(cut.maxima, whole.maxima)
    np.testing.assert_array_equal(cut.histogram_at, whole.histogram_at)
    np.testing.assert_array_equal(cut.histogram_count, whole.histogram_count)


@FIXED
@given(data=st.data())
def test_time_is_that_of_the_records_instant_by_instant(silent, data):
    """Staffed, busy, in hand, of these silent, waiting and overtime, added up from one event to the next."""
    day = data.draw(silent()).day()
    closes = day.centre.rules.closes
    sums = tally_of(day, [0, closes]).cells[0, 0]
    wanted = dict.fromkeys(
        (Column.STAFFED, Column.BUSY, Column.IN_HAND, Column.SLOTS, Column.OVERTIME, Column.QUEUE_TIME), 0.0
    )
    wanted |= {Column.SILENT_SLOTS: 0.0, Column.SILENT_TIME: 0.0}
    instants = sorted({*day.instants, closes})
    for begin, end in pairwise(instants):
        if begin < closes:
            wanted[Column.QUEUE_TIME] += len(day.waiting(begin)) * (end - begin)
        for agent in range(len(day.spans)):
            in_hand = day.in_hand(agent, begin)
            if begin < closes and day.accepts(agent, begin):
                wanted[Column.STAFFED] += end - begin
                wanted[Column.SLOTS] += day.group(agent).concurrency * (end - begin)
                wanted[Column.BUSY] += (in_hand > 0) * (end - begin)
                wanted[Column.IN_HAND] += in_hand * (end - begin)
                unseen = (in_hand - served(day, agent, begin)) * (end - begin)
                wanted[Column.SILENT_SLOTS] += unseen
                wanted[Column.SILENT_TIME] += unseen / day.group(agent).concurrency
            else:
                wanted[Column.OVERTIME] += (in_hand > 0) * (end - begin)
    assert {column: sums[column] for column in wanted} == pytest.approx(wanted, abs=1e-6)


@FIXED
@given(
    data=st.data(),
    counting=st.sampled_from(("offered", "without_short_abandons", "answered")),
    by_first_response=st.booleans(),
)
def test_shares_lie_between_nothing_and_all(centres, data, counting, by_first_response):
    """No numerator is above its denominator, in any cell."""
    day = data.draw(centres()).day()
    cells = tally_of(day, [0, 25, day.centre.rules.closes], counting, by_first_response).cells
    chats = cells[: 1 + len(day.centre.demand.type_names)]
    assert (cells >= 0).all()
    assert (chats[:, :, Column.IN_TIME] <= chats[:, :, Column.PROMISED]).all()
    assert (chats[:, :, Column.PROMISED] <= chats[:, :, Column.OFFERED]).all()
    assert (chats[:, :, Column.DELAYED] <= chats[:, :, Column.OFFERED]).all()
    assert (cells[:, :, Column.BUSY] <= cells[:, :, Column.STAFFED] + 1e-6).all()
    assert (cells[:, :, Column.IN_HAND] <= cells[:, :, Column.SLOTS] + 1e-6).all()
    assert (cells[:, :, Column.BUSY] <= cells[:, :, Column.IN_HAND] + 1e-6).all()
