"""What pictures show: bars of durations and of days, and the queue's band."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.flow.window import Promise
from planner.kpi.columns import Column
from planner.kpi.distributions import MOST_BARS, distributions, of_durations, of_levels
from planner.kpi.histogram import BINS, bins
from planner.kpi.ledger import Ledger

seconds = st.lists(st.floats(0, 1e6, allow_nan=False), min_size=1, max_size=60)


def counted(durations):
    """Return the mergeable histogram of durations (s)."""
    return np.bincount(bins(np.array(durations, dtype=float)), minlength=BINS)


def days(levels, promised=1000):
    """Return the sums of one day for each of these service levels."""
    return np.array([[[level * promised, promised, 0.0]] for level in levels])


@given(seconds, st.sampled_from([1.0, 20.0, 45.0, 60.0, 3600.0]))
def test_every_chat_is_in_one_bar_and_the_promised_time_between_two(durations, within):
    """Whatever the durations are; what no bar holds is beyond the last one."""
    found = of_durations(counted(durations), within)
    assert sum(found.shares) + found.beyond == pytest.approx(1)
    assert (
        np.isclose(found.edges, within).any() or found.edges[-1] < within or np.diff(found.edges)[0] > within
    )
    assert len(found.shares) <= 60
    assert found.beyond <= 0.01 + 1 / len(durations)


def test_in_time_is_at_most_the_promised_time():
    """Of waits of 0, 10, 59, 61 and 100 s three are in the bars up to 60 s."""
    found = of_durations(counted([0, 10, 59, 61, 100]), 60.0)
    before = np.array(found.edges[1:]) <= 60.0 + 1e-9
    assert np.array(found.shares)[before].sum() == pytest.approx(3 / 5)


def test_no_chat_no_bars():
    """Nobody was answered, no chat counted."""
    assert of_durations(np.zeros(BINS, dtype=np.int64), 60.0) is None
    assert of_levels(np.zeros((5, 1, 3)), Promise(0.8, 60.0, False, "offered", 0.0)) is None


@given(
    st.lists(st.integers(0, 1000), min_size=1, max_size=200),
    st.sampled_from([0.0, 0.5, 0.8, 0.855, 0.9, 1.0]),
)
def test_days_that_keep_the_promise_are_in_the_bars_from_the_target_on(thousandths, target):
    """The target lies between two bars, so colours can tell kept from broken to the last day."""
    promise = Promise(target, 60.0, False, "offered", 0.0)
    levels = np.array(thousandths) / 1000
    found = of_levels(days(levels), promise)
    from_target = np.array(found.edges[:-1]) >= target - 1e-9
    if target < 1:
        assert np.array(found.shares)[from_target].sum() == pytest.approx((levels >= target - 1e-9).mean())
    assert sum(found.shares) == pytest.approx(1)
    assert len(found.shares) <= MOST_BARS + 12
    assert (np.diff(found.edges) > 0).all()


def test_the_band_of_the_queue(tally_of, window, promise):
    """21 replications with 0, 1, ... 20 chats waiting all the time: 10 on average, 1 and 19 at the band's ends."""
    ledger = Ledger()
    for waiting in range(21):
        ledger.add(tally_of({Column.QUEUE_TIME: 600.0 * waiting, Column.OPEN: 600.0}, intervals=3))
    band = distributions(ledger, window([0.0, 600.0, 1200.0, 1800.0]), promise).queue
    assert (band.mean, band.low, band.high) == ((10, 10, 10), (1, 1, 1), (19, 19, 19))
