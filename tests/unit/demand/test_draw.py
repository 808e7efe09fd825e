"""The columns of customers."""

import math
from dataclasses import replace

import numpy as np
from scipy import stats

from planner.demand import draw
from planner.flow.clock import GRID


def test_chats_come_in_order_of_arrival_with_their_types(planned):
    """Types in file order; the rates decide how many there are of each."""
    demand = draw(planned({"b": {"arrivals": {"per_hour": 200}}, "a": {"arrivals": {"per_hour": 20}}}), 1, 0)
    assert demand.type_names == ("b", "a")
    assert (np.diff(demand.arrival) >= 0).all()
    for chats, expected in zip(np.bincount(demand.chat_type).tolist(), (2400, 240), strict=True):
        assert abs(chats - expected) < 4 * math.sqrt(expected)


def test_types_that_arrive_at_the_same_instant_come_in_file_order(planned):
    """Two types with the same name draw the same instants: the first in the file comes first each time."""
    plan = planned()
    twins = replace(plan, types=plan.types * 2)
    demand = draw(twins, 1, 0)
    assert len(demand) > 500
    assert (demand.arrival[0::2] == demand.arrival[1::2]).all()
    assert demand.chat_type.tolist() == [0, 1] * (len(demand) // 2)


def test_every_instant_and_duration_lies_on_the_grid(planned):
    """All columns of time are whole numbers of grid steps."""
    demand = draw(
        planned({"a": {"wrap_up": {"mean": "7s", "cv": 1}, "first_reply": {"mean": "3s", "cv": 1}}}), 1, 0
    )
    for column in (
        demand.arrival,
        demand.patience,
        demand.handle_time,
        demand.wrap_up,
        demand.first_reply,
    ):
        assert len(np.unique(column)) > 100
        assert (column / GRID % 1 == 0).all()


def test_constants_are_constant_and_endless_patience_is_infinite(planned):
    """What has no spread needs no draw."""
    demand = draw(
        planned(
            {
                "a": {
                    "patience": "never",
                    "handle_time": {"mean": "9m", "cv": 0},
                    "wrap_up": "20s",
                    "first_reply": "15s",
                }
            }
        ),
        1,
        0,
    )
    assert set(demand.patience.tolist()) == {math.inf}
    assert set(demand.handle_time.tolist()) == {540.0}
    assert set(demand.wrap_up.tolist()) == {20.0}
    assert set(demand.first_reply.tolist()) == {15.0}


def test_a_first_reply_and_a_wrap_up_that_are_not_given_are_nothing(planned):
    """The default is 0 s."""
    demand = draw(planned(), 1, 0)
    assert set(demand.wrap_up.tolist()) == set(demand.first_reply.tolist()) == {0.0}


def test_the_routing_numbers_are_uniform(planned):
    """Kolmogorov and Smirnov see nothing against it, and none is 1."""
    uniform = draw(planned({"a": {"arrivals": {"per_hour": 2000}}}), 1, 0).draw
    assert uniform.min() >= 0
    assert uniform.max() < 1
    assert stats.kstest(uniform, "uniform").pvalue > 0.001


def test_attributes_of_a_chat_are_independent(planned):
    """No two columns of 24,000 chats correlate by more than four standard errors."""
    demand = draw(
        planned(
            {"a": {"arrivals": {"per_hour": 2000}, "wrap_up": {"mean": "1m"}, "first_reply": {"mean": "1m"}}}
        ),
        1,
        0,
    )
    gaps = np.diff(demand.arrival, prepend=0.0)
    columns = (gaps, demand.patience, demand.handle_time, demand.wrap_up, demand.first_reply, demand.draw)
    ranks = np.argsort(np.argsort(np.stack(columns), axis=1), axis=1)
    off_diagonal = np.corrcoef(ranks)[~np.eye(len(columns), dtype=bool)]
    assert np.abs(off_diagonal).max() < 4 / math.sqrt(len(demand))


def test_a_type_without_arrivals_in_the_horizon_has_no_chats(planned):
    """A rate of 0 from 6 to 22 o'clock is 0 all through the horizon; the other type is there."""
    types = {"night": {"arrivals": {"per_hour": {"22:00": 50, "06:00": 0}}}, "day": {}}
    demand = draw(planned(types), 1, 0)
    assert set(demand.chat_type.tolist()) == {1}


def test_a_horizon_without_chats_has_empty_columns(planned):
    """Nobody came, and that is fine."""
    demand = draw(planned({"night": {"arrivals": {"per_hour": {"22:00": 50, "06:00": 0}}}}), 1, 0)
    assert len(demand) == 0
    assert demand.chat_type.dtype == np.int64


def test_nobody_arrives_at_the_end_or_later(planned):
    """Doors are open in a half-open span; the last hour is as busy as the others."""
    demand = draw(planned({"a": {"arrivals": {"per_hour": 3000}}}), 1, 0)
    assert demand.arrival.min() >= 0
    assert demand.arrival.max() < 12 * 3600
    last_hour = int((demand.arrival >= 11 * 3600).sum())
    assert abs(last_hour - 3000) < 4 * math.sqrt(3000)
