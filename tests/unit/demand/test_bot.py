"""A bot in front: who is handed over, when, and what nobody notices."""

import dataclasses

import numpy as np
import pytest

from planner.demand import draw
from planner.demand.streams import Attribute, stream
from planner.flow.clock import GRID

HOUR = 3600.0
END = 12 * HOUR
BOT = {"contains": "35%", "duration": "90s", "first_reply": {"mean": "4s"}}
SALES = {"wrap_up": {"mean": "20s"}, "first_reply": {"mean": "15s"}, "arrivals": {"per_hour": 90}}
TWO_DAYS = {"start": "2026-11-23 00:00", "end": "2026-11-25 00:00"}
NIGHT_SHIFT = {"open": "09:00-17:00", "tickets": "next_morning"}
OF_CHAT = ("chat_type", "patience", "handle_time", "wrap_up", "first_reply", "draw")


def with_bot(**changes):
    """Return two chat types of which the first has a bot."""
    return {"sales": {**SALES, "bot": {**BOT, **changes}}, "support": {}}


@pytest.fixture(scope="module")
def free(planned):
    """Twelve hours without a bot."""
    return draw(planned({"sales": SALES, "support": {}}), 5, 2)


@pytest.fixture(scope="module")
def fronted(planned):
    """The same hours with a bot in front of sales."""
    return draw(planned(with_bot()), 5, 2)


def sales(demand, column):
    """Return a column of the chats of sales."""
    return getattr(demand, column)[demand.chat_type == 0]


def uniform(attribute, count):
    """Return the numbers of an attribute of sales."""
    return stream(5, 2, attribute, "sales", 0).random(count)


def rows(demand, which, columns):
    """Return some rows of some columns, sorted."""
    return sorted(zip(*(getattr(demand, column)[which].tolist() for column in columns), strict=True))


def test_who_is_not_contained_arrives_when_the_bot_hands_over(free, fronted):
    """Start, draw and mean give the instant; every chat keeps its patience, work and number for routing."""
    starts = sales(free, "arrival")
    talk = np.round(-90 * np.log1p(-uniform(Attribute.BOT_DURATION, len(starts))) / GRID) * GRID
    kept = (uniform(Attribute.BOT_CONTAINED, len(starts)) >= 0.35) & (starts + talk < END)
    assert 0.6 * len(starts) < kept.sum() < 0.7 * len(starts)
    order = np.argsort((starts + talk)[kept], kind="stable")
    np.testing.assert_array_equal(sales(fronted, "arrival"), (starts + talk)[kept][order])
    for column in OF_CHAT:
        np.testing.assert_array_equal(
            sales(fronted, column), sales(free, column)[kept][order], err_msg=column
        )


def test_every_chat_knows_how_long_the_customer_talked_to_the_bot(free, fronted):
    """Taken from the arrival it gives the customer's start; without a bot it is nothing."""
    before = fronted.bots.before
    assert len(before) == len(fronted)
    with_sales = fronted.chat_type == 0
    assert np.isin(sales(fronted, "arrival") - before[with_sales], sales(free, "arrival")).all()
    assert before[with_sales].min() > 0
    assert not before[~with_sales].any()


def test_every_talk_is_kept_for_measuring(free, fronted):
    """Handed over or not: when it ended, whether a chat came of it, and the bot's first message."""
    starts, bots = sales(free, "arrival"), fronted.bots
    talk = np.round(-90 * np.log1p(-uniform(Attribute.BOT_DURATION, len(starts))) / GRID) * GRID
    reply = np.round(-4 * np.log1p(-uniform(Attribute.BOT_FIRST_REPLY, len(starts))) / GRID) * GRID
    assert bots.in_front.tolist() == [True, False]
    assert set(bots.chat_type) == {0}
    np.testing.assert_array_equal(bots.ended, np.minimum(starts + talk, END - GRID))
    np.testing.assert_array_equal(bots.contained, uniform(Attribute.BOT_CONTAINED, len(starts)) < 0.35)
    np.testing.assert_array_equal(bots.first_reply, np.minimum(reply, talk))
    assert (reply > talk).any()


def test_chats_come_in_the_order_in_which_they_are_handed_over(fronted):
    """Not in that in which customers started."""
    assert (np.diff(fronted.arrival) >= 0).all()
    started = sales(fronted, "arrival") - fronted.bots.before[fronted.chat_type == 0]
    assert (np.diff(started) < 0).any()


def test_a_type_without_a_bot_does_not_notice_that_of_another(free, fronted, of_type, assert_same):
    """Support is as it was."""
    assert_same(of_type(free, "support"), of_type(fronted, "support"))


def test_without_any_bot_there_is_nothing_to_measure(free):
    """And nobody comes after hours."""
    assert free.bots is None
    assert len(free.after_hours.arrival) == 0


def test_a_better_bot_takes_chats_out_and_moves_no_other(planned, fronted):
    """Whom it contained it still contains; every chat that is left was there before, with all it had."""
    better = draw(planned(with_bot(contains="50%")), 5, 2)
    columns = ("arrival", *OF_CHAT)
    left, before = (rows(demand, slice(None), columns) for demand in (better, fronted))
    assert len(left) < len(before)
    assert set(left) < set(before)
    assert (better.bots.contained >= fronted.bots.contained).all()
    np.testing.assert_array_equal(better.bots.ended, fronted.bots.ended)
    np.testing.assert_array_equal(better.bots.first_reply, fronted.bots.first_reply)


def test_a_slower_bot_scales_talks_and_contains_the_same_chats(planned, fronted):
    """Twice the mean: each chat that still comes in time has talked twice as long."""
    slower = draw(planned(with_bot(duration="3m")), 5, 2)
    np.testing.assert_array_equal(slower.bots.contained, fronted.bots.contained)
    quick, slow = (
        dict(zip(sales(demand, "draw"), demand.bots.before[demand.chat_type == 0], strict=True))
        for demand in (fronted, slower)
    )
    assert 0 < len(quick) - len(slow) < 10
    for number, talk in slow.items():
        assert talk == pytest.approx(2 * quick[number], abs=2 * GRID)


def test_a_bot_that_contains_nobody_and_needs_no_time_changes_nothing(planned, free):
    """Every customer is handed over at once."""
    constant = {"distribution": "deterministic", "value": "0s"}
    nothing = draw(planned(with_bot(contains=0, duration=constant)), 5, 2)
    for field in dataclasses.fields(free):
        if field.name not in ("bots", "after_hours"):
            np.testing.assert_array_equal(getattr(nothing, field.name), getattr(free, field.name))


def test_whoever_is_handed_over_after_the_end_is_after_hours(free, planned):
    """A talk of an hour: those who start in the last hour count for the last instant, and nobody is lost."""
    hour = {"distribution": "deterministic", "value": "1h"}
    found = draw(planned(with_bot(contains=0, duration=hour)), 5, 2)
    starts = sales(free, "arrival")
    late = starts >= END - HOUR
    assert late.sum() > 50
    np.testing.assert_array_equal(sales(found, "arrival"), starts[~late] + HOUR)
    assert found.after_hours.arrival.tolist() == [END - GRID] * late.sum()
    assert found.bots.ended.max() == END - GRID
    assert len(found.bots.ended) == len(starts)


def test_the_bot_talks_while_doors_are_closed(planned):
    """Who starts in the hour before opening is a chat after it; who is handed over at night is after hours."""
    hour = {"distribution": "deterministic", "value": "1h"}
    free = draw(planned({"sales": SALES, "support": {}}, **TWO_DAYS), 5, 2)
    found = draw(planned(with_bot(contains=0, duration=hour), open="09:00-17:00", **TWO_DAYS), 5, 2)
    handed_over = sales(free, "arrival") + HOUR
    open_ = (handed_over % (24 * HOUR) >= 9 * HOUR) & (handed_over % (24 * HOUR) < 17 * HOUR)
    np.testing.assert_array_equal(sales(found, "arrival"), handed_over[open_])
    late = found.after_hours.arrival[found.after_hours.chat_type == 0]
    np.testing.assert_array_equal(np.sort(late), np.minimum(handed_over[~open_], 48 * HOUR - GRID))


def test_tickets_lie_in_the_order_in_which_they_were_handed_over(planned):
    """Whom the bot handed over first at night is first in the morning, over the turn of the day too."""
    slow = {"duration": {"mean": "40m", "cv": 2}}
    noon = {"start": "2026-11-23 12:00", "end": "2026-11-26 12:00"}
    found = draw(planned(with_bot(**slow), open={"wed": "10:00-17:00"}, **noon), 5, 2)
    with_tickets = draw(
        planned(with_bot(**slow), open={"wed": "10:00-17:00"}, tickets="next_morning", **noon), 5, 2
    )
    opening = 46 * HOUR
    handed_over = np.sort(found.after_hours.arrival[found.after_hours.chat_type == 0])
    tickets = with_tickets.ticket & (with_tickets.chat_type == 0)
    assert set(with_tickets.arrival[tickets]) == {opening}
    talked = dict(
        zip(
            with_tickets.draw[tickets].tolist(),
            with_tickets.bots.before[tickets].tolist(),
            strict=True,
        )
    )
    free = draw(planned({"sales": SALES, "support": {}}, **noon), 5, 2)
    start = dict(zip(sales(free, "draw").tolist(), sales(free, "arrival").tolist(), strict=True))
    came = [start[number] + talk for number, talk in talked.items()]
    np.testing.assert_array_equal(came, handed_over[handed_over < opening])
    assert (np.diff([start[number] for number in talked]) < 0).any()


def test_a_log_passes_through_the_bot_too(planned, free):
    """Logged customers start with the bot as all others do."""
    plan = planned(with_bot(contains=0, duration={"distribution": "deterministic", "value": "2m"}))
    log = np.array([10.0, 20.0, 20.0, END - 1])
    logged = dataclasses.replace(plan, types=(dataclasses.replace(plan.types[0], log=log), *plan.types[1:]))
    found = draw(logged, 5, 2)
    assert sales(found, "arrival").tolist() == [130.0, 140.0, 140.0]
    assert found.after_hours.arrival.tolist() == [END - GRID]
