"""Agents are offered chats, and accept them after a while or miss the offer."""

import math

import pytest

from planner.flow.clock import GRID
from planner.flow.records import Outcome

NEVER = math.inf
SLOW_AND_QUICK = {0: NEVER, 1: 2}
"""A, of group 0, never accepts; B, of group 1, takes 2 s."""


def offers_of(records):
    """Return who missed an offer of which chat, in order."""
    return list(zip(records.offer_agent.tolist(), records.offer_chat.tolist(), strict=True))


def test_a_chat_begins_when_its_agent_accepts(run):
    """The wait is 6 s, the work 60 s, and nobody missed an offer."""
    records = run([0], 60, accepts={0: 6}, offer_timeout=20)
    assert records.dequeued.tolist() == [6]
    assert records.agent.tolist() == [0]
    assert records.customer_left.tolist() == [66]
    assert offers_of(records) == []


def test_an_offer_holds_the_slot(play):
    """Chat 1 waits while A lets chat 0 ring, then for its own acceptance."""
    assert play([0, 1], 10, accepts={0: 6}) == [
        (6, "chat 0 to A"),
        (16, "chat 0 leaves A"),
        (22, "chat 1 to A"),
        (32, "chat 1 leaves A"),
    ]


def test_routing_counts_an_offer_as_a_chat_in_hand(play):
    """A rings when chat 1 comes, so B is less busy; then A again, who was longest without."""
    assert play([0, 1, 2], 60, accepts={0: 6}, agents=2, concurrency=2) == [
        (6, "chat 0 to A"),
        (7, "chat 1 to B"),
        (8, "chat 2 to A"),
        (66, "chat 0 leaves A"),
        (67, "chat 1 leaves B"),
        (68, "chat 2 leaves A"),
    ]


def test_a_missed_offer_goes_to_another_who_is_free(run):
    """A lets it ring for 20 s, B takes it after 2 s; the offer that was missed is A's."""
    records = run([0], 60, groups=[{}, {}], accepts=SLOW_AND_QUICK, offer_timeout=20)
    assert records.dequeued.tolist() == [22]
    assert records.agent.tolist() == [1]
    assert offers_of(records) == [(0, 0)]


def test_an_acceptance_as_the_offer_times_out_counts(run):
    """One step later it does not."""
    for takes, accepted in ((20, 20), (20 + GRID, 22)):
        records = run([0], 60, groups=[{}, {}], accepts={0: takes, 1: 2}, offer_timeout=20)
        assert records.dequeued.tolist() == [accepted]
        assert len(offers_of(records)) == (accepted != 20)


def test_groups_without_acceptance_take_chats_at_once(play):
    """B's group is not offered chats: it gets them."""
    assert play([0, 0], 60, groups=[{}, {}], accepts={0: 5}) == [
        (0, "chat 1 to B"),
        (5, "chat 0 to A"),
        (60, "chat 1 leaves B"),
        (65, "chat 0 leaves A"),
    ]


def test_with_nobody_else_free_the_same_agent_is_offered_it_again(run):
    """The first two offers are missed, the third is accepted after 5 s."""
    records = run([0], 60, accepts={0: [[NEVER, NEVER, 5]]}, offer_timeout=20)
    assert records.dequeued.tolist() == [45]
    assert offers_of(records) == [(0, 0), (0, 0)]


def test_a_missed_chat_waits_in_the_place_of_its_age(play):
    """Chat 0 is missed at 20 and stands before chat 1, which has waited since 5."""
    assert play([0, 5], 30, accepts={0: [[NEVER, 3], 4]}, offer_timeout=20) == [
        (23, "chat 0 to A"),
        (53, "chat 0 leaves A"),
        (57, "chat 1 to A"),
        (87, "chat 1 leaves A"),
    ]


def test_a_missed_chat_of_low_priority_waits_behind_urgent_ones(play):
    """Chat 1 is more urgent and is offered to A first when chat 0 is missed at 20."""
    log = play(
        [0, 5], 30, chat_type=[0, 1], priorities=[2, 1], accepts={0: [[NEVER, 3], 4]}, offer_timeout=20
    )
    assert log == [
        (24, "chat 1 to A"),
        (54, "chat 1 leaves A"),
        (57, "chat 0 to A"),
        (87, "chat 0 leaves A"),
    ]


def test_a_missed_chat_does_not_pass_an_older_one_for_an_agent_who_frees_then(play):
    """B frees at 25, as A misses chat 2; chat 1, which B alone can serve, has waited for B since 1."""
    assert play(
        [0, 1, 5],
        [25, 10, 10],
        chat_type=[1, 1, 0],
        priorities=[1, 1],
        groups=[{"skills": [0]}, {"skills": [0, 1]}],
        accepts={0: NEVER},
        offer_timeout=20,
        patience=[NEVER, NEVER, 35],
    ) == [
        (0, "chat 0 to B"),
        (25, "chat 0 leaves B"),
        (25, "chat 1 to B"),
        (35, "chat 1 leaves B"),
        (40, "chat 2 abandons"),
    ]


def test_a_customer_may_give_up_while_it_rings(play):
    """Patience ends one step before A would accept; A is free again at once, for chat 1."""
    assert play([0, 1], 60, accepts={0: 6}, patience=[6 - GRID, NEVER]) == [
        (6 - GRID, "chat 0 abandons"),
        (12 - GRID, "chat 1 to A"),
        (72 - GRID, "chat 1 leaves A"),
    ]


def test_a_customer_whose_patience_ends_at_the_acceptance_is_answered(play):
    """What ends a slot's wait goes before giving up."""
    assert play([0], 60, accepts={0: 6}, patience=6) == [(6, "chat 0 to A"), (66, "chat 0 leaves A")]


def test_the_time_that_it_rings_counts_for_the_maximum_wait(play):
    """It expires at 15, while it rings a second time."""
    assert play([0], 60, accepts={0: NEVER}, offer_timeout=10, max_wait=15) == [(15, "chat 0 expires")]


def test_giving_up_while_it_rings_is_no_missed_offer(run):
    """The agent did not let it time out."""
    records = run([0], 60, accepts={0: NEVER}, offer_timeout=10, patience=15)
    assert [Outcome(outcome) for outcome in records.outcome] == [Outcome.ABANDONED]
    assert records.dequeued.tolist() == [15]
    assert offers_of(records) == [(0, 0)]


def test_an_offer_is_good_though_the_shift_ends(play):
    """A accepts at 6; the shift ended at 5."""
    assert play([0], 60, groups=[{"shifts": [[(0, 5)]]}], accepts={0: 6}) == [
        (5, "A stops"),
        (6, "chat 0 to A"),
        (66, "chat 0 leaves A"),
    ]


def test_a_chat_missed_by_one_who_has_gone_goes_to_others(play):
    """A's shift ends at 5 while it rings; at 20 the chat goes to B, who came at 10."""
    groups = [{"shifts": [[(0, 5)]]}, {"shifts": [[(10, 90)]]}]
    assert play([0], 60, groups=groups, accepts=SLOW_AND_QUICK, offer_timeout=20) == [
        (5, "A stops"),
        (10, "B starts"),
        (22, "chat 0 to B"),
        (82, "chat 0 leaves B"),
        (90, "B stops"),
    ]


def test_a_break_that_waits_for_chats_waits_for_offers_too(play):
    """The break is due at 5; the chat rings until 20 and is missed, and A is free for the break."""
    groups = [{"shifts": [[(0, 90, (5, 15))]], "breaks_when_free": True}, {"shifts": [[(10, 90)]]}]
    assert play([0], 60, groups=groups, accepts=SLOW_AND_QUICK, offer_timeout=20) == [
        (10, "B starts"),
        (20, "A goes on break"),
        (22, "chat 0 to B"),
        (30, "A ends the break"),
        (82, "chat 0 leaves B"),
        (90, "A stops"),
        (90, "B stops"),
    ]


def test_a_chat_that_rings_as_doors_close_is_not_closed(play):
    """Doors close at 4, A accepts at 6."""
    assert play([0], 60, closes=4, accepts={0: 6}) == [(6, "chat 0 to A"), (66, "chat 0 leaves A")]


def test_a_chat_missed_after_closing_is_offered_to_those_still_there(play):
    """Doors close at 4 and A, who is staffed to then, misses it until 20; B stays."""
    assert play([0], 60, closes=4, groups=[{}, {}], accepts=SLOW_AND_QUICK, offer_timeout=20) == [
        (22, "chat 0 to B"),
        (82, "chat 0 leaves B"),
    ]


def test_a_chat_missed_after_closing_by_the_last_who_has_gone_is_closed(play):
    """A's shift ends at 3, doors close at 4, and nobody is there when the offer is missed at 20."""
    groups = [{"shifts": [[(0, 3)]]}]
    assert play([0], 60, closes=4, groups=groups, accepts={0: NEVER}, offer_timeout=20) == [
        (3, "A stops"),
        (20, "chat 0 is closed"),
    ]


def test_a_chat_missed_after_service_has_ended_is_closed(play):
    """Doors close at 4 and those who wait are served until 14; the offer is missed at 20, and B is free."""
    assert play(
        [0], 60, closes=4, serve_at_most=10, groups=[{}, {}], accepts=SLOW_AND_QUICK, offer_timeout=20
    ) == [(20, "chat 0 is closed")]


def test_a_chat_that_nobody_ever_accepts_expires_after_a_hundred_offers(run):
    """Each rings for 20 s."""
    records = run([0], 60, accepts={0: NEVER}, offer_timeout=20)
    assert [Outcome(outcome) for outcome in records.outcome] == [Outcome.EXPIRED]
    assert records.dequeued.tolist() == [2000]
    assert offers_of(records) == [(0, 0)] * 100


def test_offers_do_not_slow_others_down(play):
    """Chat 0 works alone until chat 1 is accepted at 16; from then on both progress at half speed."""
    assert play([0, 10], [46, 40], accepts={0: 6}, concurrency=2, slowdown=[1, 2]) == [
        (6, "chat 0 to A"),
        (16, "chat 1 to A"),
        (88, "chat 0 leaves A"),
        (92, "chat 1 leaves A"),
    ]


def test_a_missed_chat_that_gave_up_leaves_its_place_in_the_waiting_room(play):
    """Chat 0, missed at 20 by A, who stops then, waits until 30; chat 1 finds the only place free at 40."""
    groups = [{"agents": {0: 1, 20: 0, 50: 1}}]
    assert play(
        [0, 40],
        10,
        patience=[30, NEVER],
        groups=groups,
        accepts={0: [NEVER, 0]},
        offer_timeout=20,
        max_length=1,
    ) == [
        (20, "A stops"),
        (30, "chat 0 abandons"),
        (50, "A starts"),
        (50, "chat 1 to A"),
        (60, "chat 1 leaves A"),
    ]


@pytest.mark.parametrize(("routing", "order"), [("round_robin", "ABCA"), ("least_busy", "ABCA")])
def test_offers_go_round_like_chats(run, routing, order):
    """Each missed offer moves the pointer, and is an assignment to who had it."""
    records = run(
        [0], 60, agents=3, accepts={0: [[NEVER, NEVER, NEVER, 1]]}, offer_timeout=20, routing=routing
    )
    takers = [*records.offer_agent.tolist(), *records.agent.tolist()]
    assert "".join("ABC"[agent] for agent in takers) == order


def test_a_ticket_that_is_not_accepted_as_doors_close_lies_by_until_they_open(run):
    """Offered at 0 and missed at 20, after doors have closed at 10; A accepts it at once when they open at 100."""
    records = run(
        [0],
        60,
        ticket=True,
        doors=((0.0, 10.0), (100.0, 200.0)),
        groups=[{"agents": {0: 1, 100: 1}}],
        accepts={0: [[math.inf, 0]]},
        offer_timeout=20,
    )
    assert records.dequeued.tolist() == [100]
