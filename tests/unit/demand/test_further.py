"""What is drawn of customers beyond the plain way, and that a change moves nothing else."""

import dataclasses

import numpy as np
import pytest

from planner.demand import draw
from planner.demand.customers import Customers
from planner.demand.further import OFFERS, with_further
from planner.flow.clock import GRID

OPEN = 12 * 3600.0
RETRIES = {"retries": {"probability": "100%", "delay": "10m", "at_most": 2}}
AGAIN = {"first_contact_resolution": {"share": "40%", "again_after": "2h"}}
HANDS_ON = {"transfer": {"to": "b", "probability": "50%"}}
TICKETS = {"open": "10:00-16:00", "tickets": "next_morning", "end": "2026-11-24 20:00"}
ALL = {
    "a": {**RETRIES, **AGAIN, **HANDS_ON, "silence": {"share": "20%", "duration": "10m"}},
    "b": {"wrap_up": {"mean": "30s"}, **AGAIN},
}


@pytest.fixture
def drawn(planned):
    """Draw replication 4 of a scenario."""

    def draw_it(types=None, **changes):
        return draw(planned(types, **changes), seed=11, replication=4)

    return draw_it


def chain(demand, row, links="if_missed if_answered"):
    """Return the rows of a first contact and all that may come of it, in the order of their coming about."""
    found, todo = [], [row]
    while todo:
        at = todo.pop(0)
        if at >= 0 and at not in found:
            found.append(at)
            todo += [int(getattr(demand.follow_ups, link)[at]) for link in links.split()]
    return found


def contacts(demand, row):
    """Return the first leg of each contact of a customer, in their order."""
    follow_ups, found = demand.follow_ups, [row]
    while True:
        last = found[-1]
        legs = [last]
        while (link := follow_ups.if_answered[legs[-1]]) >= 0 and follow_ups.transfer[link]:
            legs.append(int(link))
        following = {int(follow_ups.if_missed[leg]) for leg in legs}
        following |= {int(follow_ups.if_answered[legs[-1]])}
        following -= {-1}
        if not following:
            return found
        (only,) = following
        found.append(only)


def fresh(demand):
    """Return how many rows come by themselves."""
    return int((demand.arrival < np.inf).sum())


def test_nothing_is_drawn_of_a_plain_scenario(planned):
    """The demand is the very same object."""
    plan = planned()
    plain = draw(plan, 1, 0)
    customers = Customers(1, 0, plain.type_names, np.array([[len(plain)]]))
    assert with_further(plain, np.arange(len(plain)), customers, plan) is plain


@pytest.mark.parametrize(
    "types",
    [
        {"a": {"retries": {"probability": "0%", "delay": "10m"}}},
        {"a": {"silence": {"share": "0%", "duration": "10m"}}},
        {"a": {"returning": "50%"}},
        {"a": {"first_contact_resolution": "100%"}},
    ],
    ids=["retries", "silence", "returning without a rule", "resolution"],
)
def test_what_never_happens_is_drawn_for_nobody(drawn, types):
    """A share of nothing is as if the key were not there."""
    as_is, given = drawn(), drawn(types)
    for field in dataclasses.fields(as_is):
        np.testing.assert_array_equal(getattr(as_is, field.name), getattr(given, field.name))


@pytest.mark.parametrize("column", ["arrival", "patience", "handle_time", "wrap_up", "first_reply", "draw"])
def test_follow_ups_come_behind_those_who_come_by_themselves(drawn, column):
    """Whose columns stay what they are, but for the part of the work that is handed on."""
    plain, grown = drawn({"a": {}, "b": {"wrap_up": {"mean": "30s"}}}), drawn(ALL)
    n = len(plain)
    assert fresh(grown) == n < len(grown)
    assert np.isinf(grown.arrival[n:]).all()
    whole = np.ones(n)
    if column == "handle_time":
        link = grown.follow_ups.if_answered[:n]
        whole[(link >= 0) & grown.follow_ups.transfer[link]] = 0.5
        assert (whole == 0.5).sum() > 100
    np.testing.assert_allclose(getattr(grown, column)[:n], getattr(plain, column) * whole, rtol=0, atol=GRID)


def test_every_column_is_as_long_as_the_demand(drawn):
    """With follow-ups, offers, picking, silences and previous agents."""
    groups = {"g": {"accept": "6s"}, "h": {"pull": "10s"}}
    demand = drawn(ALL, groups=groups, routing={"previous_agent": "1m"})
    columns = [getattr(demand, name) for name in ("chat_type", "patience", "ticket", "previous")]
    columns += [demand.acceptance[0], demand.noticing[1], demand.silences.after, demand.silences.length]
    columns += vars(demand.follow_ups).values()
    assert {len(column) for column in columns} == {len(demand)}
    assert set(demand.acceptance) == {0}
    assert set(demand.noticing) == {1}


def test_links_lead_from_each_customer_to_follow_ups_of_their_own(drawn):
    """Every follow-up belongs to exactly one customer."""
    demand = drawn(ALL)
    first = fresh(demand)
    seen = [row for start in range(first) for row in chain(demand, start)[1:]]
    assert sorted(seen) == list(range(first, len(demand)))


def test_tickets_bring_nothing_about_and_who_came_after_hours_has_no_row(drawn):
    """Retries are those of customers who came to open doors: two each."""
    demand = drawn({"a": RETRIES}, **TICKETS)
    first = fresh(demand)
    ticket = demand.ticket[:first]
    assert ticket.sum() > 100
    assert (demand.follow_ups.if_missed[:first][ticket] == -1).all()
    assert (demand.follow_ups.if_missed[:first][~ticket] >= 0).all()
    assert len(demand) - first == 2 * (~ticket).sum()
    assert not demand.ticket[first:].any()


def test_who_is_contained_by_a_bot_does_not_come_again(drawn):
    """Follow-ups are of those handed over, and come to the queue at once."""
    demand = drawn({"a": {**RETRIES, "bot": {"contains": "50%", "duration": "90s"}}})
    first = fresh(demand)
    assert 100 < first < len(demand.bots.contained)
    assert len(demand) == 3 * first
    assert len(demand.bots.before) == len(demand)
    assert (demand.bots.before[:first] > 0).all()
    assert not demand.bots.before[first:].any()


CHANGES = [
    ({"retries": {"probability": "30%", "delay": "10m"}}, {}),
    ({"transfer": {"to": "b", "probability": "90%"}}, {}),
    ({"transfer": {"to": "b", "probability": "50%", "after": "80%"}}, {}),
    ({"first_contact_resolution": "90%"}, {}),
    ({"silence": {"share": "90%", "duration": "1h"}}, {}),
    ({"handle_time": "4m"}, {}),
    ({}, {"groups": {"g": {}, "h": {"agents": 5, "accept": "6s"}}}),
    ({}, {"routing": {"previous_agent": "1m", "offer_timeout": "9s"}}),
]


@pytest.mark.parametrize(
    ("change", "more"), CHANGES, ids=[str(next(iter(of or more))) for of, more in CHANGES]
)
def test_contact_m_of_customer_i_keeps_its_patience_in_every_alternative(drawn, change, more):
    """Whatever else is changed: who comes how often may differ, what they are like does not."""
    as_is, other = drawn(ALL), drawn({**ALL, "a": {**ALL["a"], **change}}, **more)
    first = fresh(as_is)
    assert first == fresh(other)
    compared = 0
    for customer in range(first):
        for one, two in zip(contacts(as_is, customer), contacts(other, customer), strict=False):
            compared += one >= first
            for column in ("chat_type", "patience", "wrap_up", "draw"):
                assert getattr(as_is, column)[one] == getattr(other, column)[two], column
    assert compared > 200


def test_delays_do_not_change_with_the_probability(drawn):
    """Who tries again with either does so at the same time."""
    some, all_ = (
        drawn({"a": {"retries": {"probability": p, "delay": "10m", "at_most": 1}}}) for p in ("30%", "100%")
    )
    tries = np.flatnonzero(some.follow_ups.if_missed >= 0)
    assert 100 < len(tries) < fresh(some)
    np.testing.assert_array_equal(
        some.follow_ups.retry_delay[tries], all_.follow_ups.retry_delay[: fresh(some)][tries]
    )
    assert some.follow_ups.retry_delay[tries].mean() == pytest.approx(600, rel=0.25)


def test_offers_are_accepted_by_the_groups_law_or_missed(drawn):
    """A group without such a key has no column; where it has, a missed offer is never accepted."""
    demand = drawn(
        {"a": {"arrivals": {"per_hour": 600}}}, groups={"g": {}, "h": {"accept": "6s", "offer_miss": "10%"}}
    )
    assert set(demand.acceptance) == {1}
    takes = demand.acceptance[1]
    assert takes.shape == (len(demand), OFFERS)
    missed = np.isinf(takes)
    assert missed.mean() == pytest.approx(0.1, abs=0.01)
    assert takes[~missed].mean() == pytest.approx(6, rel=0.05)
    assert (takes[:, 0] != takes[:, 1]).mean() > 0.9


def test_another_group_moves_no_offer(drawn):
    """Who accepts when is drawn for the chat, whoever is offered it."""
    alone = drawn(groups={"g": {"accept": "6s"}})
    among = drawn(groups={"f": {"accept": "12s"}, "g": {"accept": "6s"}})
    np.testing.assert_array_equal(alone.acceptance[0], among.acceptance[1])
    np.testing.assert_allclose(among.acceptance[0], 2 * among.acceptance[1], rtol=0, atol=2 * GRID)


def test_returning_customers_know_one_of_those_with_the_skill(drawn):
    """The share that is given, each agent alike, none of the others."""
    groups = {"g": {"agents": 2, "skills": ["b"]}, "h": {"agents": 4, "skills": ["a", "b"]}}
    types = {"a": {"returning": "40%", "arrivals": {"per_hour": 1000}}, "b": {}}
    demand = drawn(types, groups=groups, routing={"previous_agent": "1m"})
    of_a = demand.previous[demand.chat_type == 0]
    known = of_a[of_a >= 0]
    assert len(known) / len(of_a) == pytest.approx(0.4, abs=0.02)
    counts = np.bincount(known, minlength=6) / len(known)
    assert counts[:2].tolist() == [0, 0]
    assert counts[2:] == pytest.approx(0.25, abs=0.03)
    assert len(counts) == 6
    assert (demand.previous[demand.chat_type == 1] == -1).all()


def test_who_follows_up_knows_nobody_yet(drawn):
    """Whom a repeat contact knows is for the engine to see; a retry has met nobody."""
    demand = drawn({"a": {**RETRIES, "returning": "100%"}}, routing={"previous_agent": "1m"})
    first = fresh(demand)
    assert (demand.previous[:first] >= 0).all()
    assert (demand.previous[first:] == -1).all()


def test_silences_are_as_long_and_as_frequent_as_given(drawn):
    """At any point of the handle time alike; a type without the key has none."""
    types = {
        "a": {"silence": {"share": "20%", "duration": "10m"}, "arrivals": {"per_hour": 1000}},
        "b": {},
    }
    demand = drawn(types)
    of_a = demand.chat_type == 0
    length = demand.silences.length
    assert not length[~of_a].any()
    falls = length > 0
    assert falls[of_a].mean() == pytest.approx(0.2, abs=0.02)
    assert length[falls].mean() == pytest.approx(600, rel=0.08)
    after = demand.silences.after[falls]
    assert after.mean() == pytest.approx(0.5, abs=0.03)
    assert after.min() >= 0
    assert after.max() < 1
