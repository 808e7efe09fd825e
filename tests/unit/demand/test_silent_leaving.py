"""Who gives up without a sign: how many, how late agents notice, and that nothing else is drawn anew."""

import dataclasses

import numpy as np
import pytest

from planner.demand import draw

MANY = {"arrivals": {"per_hour": 1000}}
RETRIES = {"retries": {"probability": "100%", "delay": "10m", "at_most": 2}}


def leaving(share, noticed_after="2m"):
    """Return the key."""
    return {"silent_abandonment": {"share": share, "noticed_after": noticed_after}}


@pytest.fixture
def drawn(planned):
    """Draw replication 4 of a scenario."""

    def draw_it(types=None, **changes):
        return draw(planned(types, **changes), seed=11, replication=4)

    return draw_it


def silent(demand):
    """Tell who would give up without a sign."""
    return np.isfinite(demand.silent_leaving.patience)


def test_a_share_of_nothing_is_as_if_the_key_were_not_there(drawn):
    """The very same columns."""
    as_is, given = drawn(), drawn({"a": leaving("0%")})
    for field in dataclasses.fields(as_is):
        np.testing.assert_array_equal(getattr(as_is, field.name), getattr(given, field.name))


def test_such_customers_are_as_many_as_given_and_notice_comes_by_its_law(drawn):
    """Of the type that has the key; the others give a sign."""
    demand = drawn({"a": {**MANY, **leaving("70%")}, "b": MANY})
    of_a = demand.chat_type == 0
    assert silent(demand)[of_a].mean() == pytest.approx(0.7, abs=0.02)
    assert not silent(demand)[~of_a].any()
    assert demand.silent_leaving.noticed_after[of_a].mean() == pytest.approx(120, rel=0.05)
    assert not demand.silent_leaving.noticed_after[~of_a].any()


def test_all_keep_their_patience_though_the_platform_does_not_see_it(drawn):
    """In the one column or in the other, and endless in the one where it is not; follow-ups alike."""
    plain, demand = drawn({"a": {**MANY, **RETRIES}}), drawn({"a": {**MANY, **RETRIES, **leaving("70%")}})
    patience = np.minimum(demand.patience, demand.silent_leaving.patience)
    np.testing.assert_array_equal(patience, plain.patience)
    assert (np.isinf(demand.patience) == silent(demand)).all()
    further = np.isinf(demand.arrival)
    assert silent(demand)[further].mean() == pytest.approx(0.7, abs=0.02)


def test_a_larger_share_adds_some_and_moves_nothing_else(drawn):
    """Who leaves without a sign at 30 % does so at 70 %, noticed as late."""
    few, many = (drawn({"a": {**MANY, **leaving(share)}}) for share in ("30%", "70%"))
    assert (silent(few) <= silent(many)).all()
    assert 0 < silent(few).sum() < silent(many).sum()
    np.testing.assert_array_equal(few.silent_leaving.noticed_after, many.silent_leaving.noticed_after)
    for column in ("arrival", "handle_time", "wrap_up", "first_reply", "draw"):
        np.testing.assert_array_equal(getattr(few, column), getattr(many, column))


def test_a_slower_notice_moves_nothing_else(drawn):
    """The same customers, the same patience."""
    quick, slow = (drawn({"a": {**MANY, **leaving("50%", after)}}) for after in ("1m", "2m"))
    np.testing.assert_array_equal(quick.silent_leaving.patience, slow.silent_leaving.patience)
    np.testing.assert_allclose(
        2 * quick.silent_leaving.noticed_after, slow.silent_leaving.noticed_after, rtol=0, atol=1e-5
    )


def test_who_leaves_at_once_and_who_left_a_ticket_is_not_there_to_leave_silently(drawn):
    """Nobody with a patience of 0 is, nor anyone of the night."""
    demand = drawn(
        {"a": {**leaving("100%"), "patience": {"mean": "3m", "balking": "30%"}}},
        open="10:00-16:00",
        tickets="next_morning",
        end="2026-11-24 20:00",
    )
    at_once = demand.patience == 0
    assert at_once.sum() > 50
    assert demand.ticket.sum() > 50
    assert (silent(demand) == ~(at_once | demand.ticket)).all()
