"""What goes first when things happen at the same instant (model, section 9)."""

import pytest

from planner.flow.clock import GRID


def test_patience_equal_to_the_wait_is_answered(play):
    """The slot frees at 60, and so does patience end: the queue is served first."""
    assert play([0, 10], [60, 30], patience=50) == [
        (0, "chat 0 to A"),
        (60, "chat 0 leaves A"),
        (60, "chat 1 to A"),
        (90, "chat 1 leaves A"),
    ]


def test_patience_one_grid_step_short_of_the_wait_is_not_answered(play):
    """The least that patience can be too short loses the chat."""
    assert play([0, 10], [60, 30], patience=50 - GRID) == [
        (0, "chat 0 to A"),
        (60 - GRID, "chat 1 abandons"),
        (60, "chat 0 leaves A"),
    ]


def test_maximum_wait_equal_to_the_wait_is_answered(play):
    """The queue is served before waiting chats expire."""
    assert play([0, 10], [60, 30], max_wait=50) == [
        (0, "chat 0 to A"),
        (60, "chat 0 leaves A"),
        (60, "chat 1 to A"),
        (90, "chat 1 leaves A"),
    ]


def test_patience_that_ends_under_slowdown_is_answered(play):
    """Two chats of 100 s at a slowdown of 1.1 end at 110 s, not at the float above it."""
    assert 100 * 1.1 > 110
    assert play([0, 0, 10], [100, 100, 10], patience=100, concurrency=2, slowdown=[1, 1.1]) == [
        (0, "chat 0 to A"),
        (0, "chat 1 to A"),
        (110, "chat 0 leaves A"),
        (110, "chat 1 leaves A"),
        (110, "chat 2 to A"),
        (120, "chat 2 leaves A"),
    ]


def test_an_arrival_at_the_instant_a_slot_frees_goes_behind_the_queue(play):
    """Chat 2 comes just when the agent is free, but chat 1 has waited."""
    assert play([0, 10, 60], 60) == [
        (0, "chat 0 to A"),
        (60, "chat 0 leaves A"),
        (60, "chat 1 to A"),
        (120, "chat 1 leaves A"),
        (120, "chat 2 to A"),
        (180, "chat 2 leaves A"),
    ]


def test_an_arrival_at_the_instant_a_slot_frees_does_not_wait_when_nobody_else_does(play):
    """The slot is free before the chat arrives, so that even a centre without waiting room takes it."""
    assert play([0, 60], 60, max_length=0) == [
        (0, "chat 0 to A"),
        (60, "chat 0 leaves A"),
        (60, "chat 1 to A"),
        (120, "chat 1 leaves A"),
    ]


def test_an_arrival_of_higher_priority_still_goes_behind_a_chat_served_at_that_instant(play):
    """The queue is served before arrivals, whatever their priority."""
    assert play([0, 10, 60], 60, chat_type=[1, 1, 0], priorities=[1, 2]) == [
        (0, "chat 0 to A"),
        (60, "chat 0 leaves A"),
        (60, "chat 1 to A"),
        (120, "chat 1 leaves A"),
        (120, "chat 2 to A"),
        (180, "chat 2 leaves A"),
    ]


def test_patience_runs_out_before_the_maximum_wait(play):
    """A chat whose patience equals the maximum wait has left on its own account."""
    assert play([0, 10, 20], 100, patience=[50, 50, 51], max_wait=50) == [
        (0, "chat 0 to A"),
        (60, "chat 1 abandons"),
        (70, "chat 2 expires"),
        (100, "chat 0 leaves A"),
    ]


@pytest.mark.parametrize(("draw", "agent"), [(0.0, "A"), (0.75, "B")])
@pytest.mark.parametrize("work", [[60, 60], [60, 50]])
def test_two_departures_at_one_instant_leave_the_queue_a_choice_of_both_agents(play, draw, agent, work):
    """The queue is served when both slots are free, not after the first."""
    first, second = 60 - work[0], 60 - work[1]
    assert play([first, second, 30], [*work, 10], agents=2, routing="random", draw=[0, 0, draw]) == [
        (first, "chat 0 to A"),
        (second, "chat 1 to B"),
        (60, "chat 0 leaves A"),
        (60, "chat 1 leaves B"),
        (60, f"chat 2 to {agent}"),
        (70, f"chat 2 leaves {agent}"),
    ]


@pytest.mark.parametrize(("works", "agent"), [([60, 50], "A"), ([50, 60], "B")])
def test_the_order_of_departures_at_one_instant_does_not_choose_the_agent(play, works, agent):
    """Whoever was assigned longest ago gets the waiting chat, whichever event was planned first."""
    arrivals = sorted((60 - work, number) for number, work in enumerate(works))
    assert play(
        [*(at for at, _ in arrivals), 30],
        [*(works[number] for _, number in arrivals), 10],
        chat_type=[*(number for _, number in arrivals), 2],
        routing="least_recent",
        groups=[{"skills": [0, 2]}, {"skills": [1, 2]}],
        priorities=[1, 1, 1],
    )[-2:] == [(60, f"chat 2 to {agent}"), (70, f"chat 2 leaves {agent}")]


def test_two_slots_of_one_agent_that_free_at_one_instant_are_both_filled(play):
    """Both waiting chats begin at once."""
    assert play([0, 0, 10, 20], [60, 60, 10, 20], concurrency=2) == [
        (0, "chat 0 to A"),
        (0, "chat 1 to A"),
        (60, "chat 0 leaves A"),
        (60, "chat 1 leaves A"),
        (60, "chat 2 to A"),
        (60, "chat 3 to A"),
        (70, "chat 2 leaves A"),
        (80, "chat 3 leaves A"),
    ]


def test_both_slots_of_one_agent_are_free_when_the_queue_is_served(play):
    """By fullest first, an agent who became idle comes after one who still has a chat."""
    assert play(
        [0, 0, 0, 0, 10],
        [60, 60, 200, 60, 10],
        agents=2,
        concurrency=2,
        routing="fill_first",
    ) == [
        (0, "chat 0 to A"),
        (0, "chat 1 to A"),
        (0, "chat 2 to B"),
        (0, "chat 3 to B"),
        (60, "chat 0 leaves A"),
        (60, "chat 1 leaves A"),
        (60, "chat 3 leaves B"),
        (60, "chat 4 to B"),
        (70, "chat 4 leaves B"),
        (200, "chat 2 leaves B"),
    ]


def test_acceptance_ends_before_the_queue_is_served(play):
    """The slot frees just when the agent stops: the waiting chat is not taken."""
    assert play([0, 10], 60, agents={0: 1, 60: 0}, closes=100) == [
        (0, "chat 0 to A"),
        (60, "chat 0 leaves A"),
        (60, "A stops"),
        (100, "chat 1 is closed"),
    ]


def test_chats_leave_before_acceptance_ends(play):
    """A is idle when the step comes, as the chat leaves first; B, later in the roster, has one and stays."""
    assert play([0, 10], [60, 100], agents={0: 2, 60: 1}) == [
        (0, "chat 0 to A"),
        (10, "chat 1 to B"),
        (60, "chat 0 leaves A"),
        (60, "A stops"),
        (110, "chat 1 leaves B"),
    ]


def test_acceptance_starts_before_patience_runs_out(play):
    """An agent who comes when patience ends still answers."""
    assert play([10], 60, agents={0: 0, 60: 1}, patience=50) == [
        (60, "A starts"),
        (60, "chat 0 to A"),
        (120, "chat 0 leaves A"),
    ]


def test_acceptance_starts_before_an_arrival(play):
    """An agent who comes with the customer takes the chat at once."""
    assert play([60], 60, agents={0: 0, 60: 1}, max_length=0) == [
        (60, "A starts"),
        (60, "chat 0 to A"),
        (120, "chat 0 leaves A"),
    ]


def test_acceptance_ends_before_an_arrival(play):
    """An agent who goes as the customer comes takes nothing more."""
    assert play([60], 60, agents={0: 1, 60: 0}, patience=5) == [(60, "A stops"), (65, "chat 0 abandons")]


@pytest.mark.parametrize("leaving", [0, 1])
def test_when_one_group_goes_as_another_comes_the_newcomer_serves_the_queue(play, leaving):
    """Chats go to those who accept after both steps, in whatever order the groups are."""
    groups = [{"agents": {0: 0, 60: 1}}, {"agents": {0: 0, 60: 1}}]
    groups[leaving] = {"agents": {0: 1, 60: 0}}
    goes, comes = "AB"[leaving], "AB"[1 - leaving]
    assert play([0, 10], 60, groups=groups) == [
        (0, f"chat 0 to {goes}"),
        (60, f"chat 0 leaves {goes}"),
        (60, f"{goes} stops"),
        (60, f"{comes} starts"),
        (60, f"chat 1 to {comes}"),
        (120, f"chat 1 leaves {comes}"),
    ]


@pytest.mark.parametrize(("draw", "agent"), [(0.0, "A"), (0.75, "B")])
def test_agents_of_two_groups_who_start_together_are_a_choice_for_the_queue(play, draw, agent):
    """The queue is served when all who come at an instant are there."""
    group = {"agents": {0: 0, 60: 1}}
    assert play([10], 60, routing="random", draw=draw, groups=[group, group]) == [
        (60, "A starts"),
        (60, "B starts"),
        (60, f"chat 0 to {agent}"),
        (120, f"chat 0 leaves {agent}"),
    ]


@pytest.mark.parametrize(("draw", "agent"), [(0.0, "A"), (0.75, "B")])
def test_agents_of_one_group_who_start_together_are_a_choice_for_the_queue(play, draw, agent):
    """The queue is served when all who come at an instant are there."""
    assert play([10], 60, routing="random", draw=draw, agents={0: 0, 60: 2}) == [
        (60, "A starts"),
        (60, "B starts"),
        (60, f"chat 0 to {agent}"),
        (120, f"chat 0 leaves {agent}"),
    ]


def test_agents_of_one_group_who_start_together_share_the_queue(play):
    """Two waiting chats go to two agents, not both to the first who starts."""
    assert play([10, 20], [60, 60], agents={0: 0, 60: 2}, concurrency=2) == [
        (60, "A starts"),
        (60, "B starts"),
        (60, "chat 0 to A"),
        (60, "chat 1 to B"),
        (120, "chat 0 leaves A"),
        (120, "chat 1 leaves B"),
    ]


def test_an_arrival_at_the_instant_patience_ends_finds_the_place_free(play):
    """Patience runs out before arrivals, so that there is room for one."""
    assert play([0, 10, 60], [100, 60, 60], patience=50, max_length=1) == [
        (0, "chat 0 to A"),
        (60, "chat 1 abandons"),
        (100, "chat 0 leaves A"),
        (100, "chat 2 to A"),
        (160, "chat 2 leaves A"),
    ]


def test_an_arrival_at_the_instant_a_chat_expires_finds_the_place_free(play):
    """The maximum wait runs out before arrivals, so that there is room for one."""
    assert play([0, 10, 60], [100, 60, 60], max_wait=50, max_length=1) == [
        (0, "chat 0 to A"),
        (60, "chat 1 expires"),
        (100, "chat 0 leaves A"),
        (100, "chat 2 to A"),
        (160, "chat 2 leaves A"),
    ]


def test_arrivals_at_one_instant_are_routed_in_the_order_of_the_demand(play):
    """Each sees what the ones before it have taken."""
    assert play([5, 5, 5, 5], [60, 60, 60, 60], agents=2, max_length=1) == [
        (5, "chat 0 to A"),
        (5, "chat 1 to B"),
        (5, "chat 3 is blocked"),
        (65, "chat 0 leaves A"),
        (65, "chat 1 leaves B"),
        (65, "chat 2 to A"),
        (125, "chat 2 leaves A"),
    ]


def test_patience_that_ends_as_doors_close_is_no_fault_of_the_doors(play):
    """Patience and the maximum wait run out before the closing."""
    assert play([0, 20, 30], 500, patience=[99, 99, 70], max_wait=80, closes=100, serve_at_most=0) == [
        (0, "chat 0 to A"),
        (100, "chat 2 abandons"),
        (100, "chat 1 expires"),
        (500, "chat 0 leaves A"),
    ]


def test_chats_without_any_work_free_the_slot_at_once(play):
    """Three who come together are all served by one agent at that instant."""
    assert play([5, 5, 5], 0, max_length=0) == [
        (5, "chat 0 to A"),
        (5, "chat 0 leaves A"),
        (5, "chat 1 to A"),
        (5, "chat 1 leaves A"),
        (5, "chat 2 to A"),
        (5, "chat 2 leaves A"),
    ]
