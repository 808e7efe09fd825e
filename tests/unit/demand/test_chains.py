"""Which contacts may follow which: chains of retries, repeats and transfers."""

import numpy as np
import pytest

from planner.demand.chain_length import contacts_per_customer, sum_per_customer
from planner.demand.chains import NONE, Chains
from planner.demand.customers import Customers
from planner.demand.laws import Law
from planner.demand.practices import FollowUpPlan
from planner.scenario.follow_up import MOST_CONTACTS

MINUTE = Law("deterministic", (60.0,))
PLAIN = FollowUpPlan()
HANDS_ON = FollowUpPlan(transfer_to=1, transfer=1.0, transfer_after=0.25)


def retrying(probability=1.0, at_most=MOST_CONTACTS):
    """Return a plan by which missed customers try again a minute later."""
    return FollowUpPlan(retry=probability, retries=at_most, retry_delay=MINUTE)


def repeating(resolved=0.0):
    """Return a plan by which answered customers come again a minute later."""
    return FollowUpPlan(resolved=resolved, repeat_delay=MINUTE)


def chains(*plans, counts=((2, 1), (1, 0))):
    """Return the chains of customers of types `a` and `b`: on two days 2 and 1, then 1 and none."""
    return Chains(Customers(5, 3, ("a", "b"), np.array(counts)), plans)


def test_nothing_follows_where_nothing_may():
    """Each customer has one contact, all of whose work is done there."""
    found = chains(PLAIN, PLAIN)
    assert [layer.rows.tolist() for layer in found.layers] == [[0, 1, 2], [3]]
    assert found.links.if_missed.tolist() == found.links.if_answered.tolist() == [NONE] * 4
    assert found.links.part.tolist() == [1.0] * 4


def test_missed_customers_try_again_as_often_as_they_may():
    """Twice: customers of the first type have three contacts, the last of which nothing follows."""
    links = chains(retrying(at_most=2), PLAIN).links
    assert links.if_missed.tolist() == [4, 5, 6, NONE, 7, 8, 9, NONE, NONE, NONE]
    assert links.retry_delay.tolist() == [60, 60, 60, 0, 60, 60, 60, 0, 0, 0]
    assert (links.if_answered == NONE).all()


def test_who_never_tries_again_or_always_has_the_matter_settled_comes_once():
    """Probabilities of 0 and 1 are kept exactly."""
    assert len(chains(retrying(0.0), repeating(1.0)).links.part) == 4


def test_the_next_contact_is_the_same_whether_missed_or_not_settled():
    """So it keeps its patience and work in every alternative."""
    both = FollowUpPlan(retry=1.0, retries=1, retry_delay=MINUTE, resolved=0.0, repeat_delay=MINUTE)
    links = chains(PLAIN, both, counts=((0,), (1,))).links
    assert len(links.part) == MOST_CONTACTS
    assert links.if_missed.tolist() == [*range(1, MOST_CONTACTS), NONE]
    assert links.if_answered.tolist() == [*range(1, MOST_CONTACTS), NONE]


def test_a_chat_is_handed_on_to_the_other_type():
    """A part of the work is done before; the rest is the other agent's own."""
    found = chains(HANDS_ON, PLAIN)
    assert found.links.if_answered.tolist() == [4, 5, 6, NONE, NONE, NONE, NONE]
    assert found.links.part.tolist() == [0.25, 0.25, 0.25, 1, 1, 1, 1]
    last = found.layers[-1]
    assert (last.root, last.chat_type, last.contact, last.leg) == (0, 1, 0, 1)
    assert last.customers.tolist() == [0, 1, 2]


def test_who_was_handed_on_comes_again_to_the_queue_of_the_first_time():
    """The type that the chat was handed on to says whether the matter is settled."""
    found = chains(HANDS_ON, repeating(), counts=((1,), (0,)))
    links, kinds = found.links, np.empty(len(found.links.part), dtype=int)
    for layer in found.layers:
        kinds[layer.rows] = layer.chat_type
    assert links.if_answered.tolist() == [*range(1, 2 * MOST_CONTACTS), NONE]
    assert kinds.tolist() == [0, 1] * MOST_CONTACTS


def test_who_is_handed_on_does_not_come_again_for_the_first_part():
    """The matter goes on with the other agent, who settles it."""
    plan = FollowUpPlan(transfer_to=1, transfer=1.0, transfer_after=0.5, resolved=0.0, repeat_delay=MINUTE)
    links = chains(plan, PLAIN, counts=((1,), (0,))).links
    assert links.if_answered.tolist() == [1, NONE]


def test_a_customer_who_leaves_after_having_been_handed_on_may_try_again():
    """By the plan of the queue that they left, from the start."""
    found = chains(HANDS_ON, retrying(at_most=1), counts=((1,), (0,)))
    assert found.links.if_missed.tolist() == [NONE, 2, NONE, NONE]
    assert found.links.if_answered.tolist() == [1, NONE, 3, NONE]
    assert [(layer.chat_type, layer.contact, layer.leg) for layer in found.layers if len(layer.rows)] == [
        (0, 0, 0),
        (1, 0, 1),
        (0, 1, 0),
        (1, 1, 1),
    ]


def test_chains_are_bounded_with_everything_at_100_percent():
    """Handed to and fro, missed and not settled: ten contacts of at most ten transfers each."""
    plan = {"transfer": 1.0, "transfer_after": 0.5, "retry": 1.0, "retries": MOST_CONTACTS}
    delays = {"retry_delay": MINUTE, "resolved": 0.0, "repeat_delay": MINUTE}
    one, other = (FollowUpPlan(transfer_to=to, **plan, **delays) for to in (1, 0))
    links = chains(one, other).links
    assert len(links.part) == 4 * MOST_CONTACTS * (MOST_CONTACTS + 1)
    for link in (links.if_missed, links.if_answered):
        some = np.flatnonzero(link != NONE)
        assert (link[some] > some).all(), "nothing comes before what brings it about"


@pytest.mark.parametrize("share", [0.2, 0.7])
def test_shares_are_as_given(share):
    """Of 10,000 customers each; four standard errors are below 0.02."""
    counts = ((10_000,), (10_000,))
    tried = chains(retrying(share, 1), repeating(1 - share), counts=counts).links
    firsts = np.arange(10_000)
    assert (tried.if_missed[firsts] != NONE).mean() == pytest.approx(share, abs=0.02)
    assert (tried.if_answered[10_000 + firsts] != NONE).mean() == pytest.approx(share, abs=0.02)
    handed = chains(
        FollowUpPlan(transfer_to=1, transfer=share, transfer_after=0.5), PLAIN, counts=counts
    ).links
    assert (handed.if_answered[firsts] != NONE).mean() == pytest.approx(share, abs=0.02)
    assert ((handed.part == 0.5) == (handed.if_answered != NONE)).all()


def test_a_higher_probability_keeps_those_who_would_come_anyway():
    """Whoever tries again at 30 % does at 60 %, too."""
    some, more = (chains(retrying(p, 1), PLAIN, counts=((500,), (0,))).links for p in (0.3, 0.6))
    tries, tries_too = some.if_missed[:500] != NONE, more.if_missed[:500] != NONE
    assert 0 < tries.sum() < tries_too.sum() < 500
    assert tries_too[tries].all()


def test_the_expected_number_of_contacts_is_that_of_the_chains():
    """Within four standard errors of the mean of 4,000 customers, by a plan with everything in it."""
    one = FollowUpPlan(
        transfer_to=1,
        transfer=0.5,
        transfer_after=0.5,
        retry=0.4,
        retries=2,
        retry_delay=MINUTE,
        resolved=0.7,
        repeat_delay=MINUTE,
    )
    other = FollowUpPlan(
        transfer_to=0,
        transfer=0.3,
        retry=0.2,
        retries=3,
        retry_delay=MINUTE,
        resolved=0.6,
        repeat_delay=MINUTE,
    )
    for root, counts in enumerate((((4000,), (0,)), ((0,), (4000,)))):
        found = chains(one, other, counts=counts)
        each = np.bincount(np.concatenate([layer.customers for layer in found.layers]), minlength=4000)
        error = each.std() / np.sqrt(4000)
        assert abs(each.mean() - contacts_per_customer([one, other], root)) < 4 * error
        assert error < 0.02 * each.mean()


def test_the_expected_number_is_exact_where_nothing_is_left_to_chance():
    """One contact; three of a customer who is missed; ten of eleven agents each with everything at 100 %."""
    plan = {"transfer": 1.0, "retry": 1.0, "retries": MOST_CONTACTS, "resolved": 0.0}
    both = [FollowUpPlan(transfer_to=to, **plan) for to in (1, 0)]
    assert contacts_per_customer([PLAIN], 0) == 1
    assert contacts_per_customer([retrying(at_most=2)], 0) == 3
    assert contacts_per_customer(both, 0) == MOST_CONTACTS * (MOST_CONTACTS + 1)


def test_contacts_may_count_by_their_type():
    """Half of the first type's are handed on: 6 of its own, and 20 of the other in half of the cases."""
    hands_on = FollowUpPlan(transfer_to=1, transfer=0.5)
    assert sum_per_customer([hands_on, PLAIN], 0, [6, 20]) == 16
    assert sum_per_customer([hands_on, PLAIN], 1, [6, 20]) == 20
    assert sum_per_customer([retrying(at_most=2), PLAIN], 0, [6, 20]) == 18
