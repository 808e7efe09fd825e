"""Whom each strategy chooses, and how it settles ties (model, section 4)."""

import pytest

from planner.engine import MEANINGS


@pytest.fixture(scope="module")
def chosen(run):
    """Prepare agents, and return who gets the next chat."""

    def agent_chosen(routing, in_hand, *, done=(), limits=None, ranks=None, extra_skills=None, draw=0.0):
        """Send a chat at 500 s to agents who all can take it, each a group of their own.

        `in_hand` holds for each agent when the chats that they still have were assigned, `done` the chats
        long over as (agent, when assigned). Chats get to the right agent by skills of their own.
        """
        n = len(in_hand)
        before = [(at, agent, 1e6) for agent, times in enumerate(in_hand) for at in times]
        before += [(at, agent, 1.0) for agent, at in done]
        before.sort()
        extra = extra_skills or [0] * n
        most = max(extra)
        groups = [
            {
                "agents": 1,
                "concurrency": limits[agent] if limits else 10,
                "skills": sorted([agent, n, *range(n + 1, n + 1 + extra[agent])]),
                "rank": ranks[agent] if ranks else 1,
            }
            for agent in range(n)
        ]
        records = run(
            [*(at for at, _, _ in before), 500.0],
            [*(work for _, _, work in before), 1.0],
            chat_type=[*(agent for _, agent, _ in before), n],
            draw=draw,
            routing=routing,
            groups=groups,
            priorities=[1] * (n + 1 + most),
        )
        assert records.agent.tolist()[:-1] == [agent for _, agent, _ in before]
        assert records.dequeued.tolist()[:-1] == [at for at, _, _ in before]
        return "ABCDEFGHIJ"[records.agent[-1]]

    return agent_chosen


def test_these_are_the_strategies_of_the_model():
    """The table of section 4 is complete."""
    assert set(MEANINGS) == {
        "least_busy",
        "most_available",
        "most_available_share",
        "least_recent",
        "round_robin",
        "random",
        "fill_first",
        "ranked",
        "specialists_first",
        "best_skill",
    }


def test_an_unknown_strategy_is_refused(run):
    """A name that is none raises at once, even if nobody comes."""
    with pytest.raises(KeyError, match="busiest"):
        run([], routing="busiest")


@pytest.mark.parametrize("strategy", sorted(MEANINGS))
def test_never_assigned_agents_are_taken_in_roster_order(play, strategy):
    """Nothing tells three idle agents apart but the roster (`random` takes the first at a draw of 0)."""
    assert play([0], 10, agents=3, routing=strategy) == [(0, "chat 0 to A"), (10, "chat 0 leaves A")]


def test_least_busy_takes_the_fewest_chats_in_hand(chosen):
    """One chat against two and three, whenever they were assigned."""
    assert chosen("least_busy", [[1, 2], [400], [3, 4, 5]]) == "B"


def test_least_busy_counts_chats_not_free_slots(chosen):
    """One of two is fewer than two of ten."""
    assert chosen("least_busy", [[1, 2], [3]], limits=[10, 2]) == "B"


def test_least_busy_settles_ties_by_the_longest_since_the_last_assignment(chosen):
    """B's last chat was assigned before A's; when A's first was does not matter."""
    assert chosen("least_busy", [[1, 40], [20, 30], [10, 50]]) == "B"


def test_least_busy_settles_what_is_left_by_the_roster(chosen):
    """Same load, assigned at the same instant."""
    assert chosen("least_busy", [[7, 8], [7], [7]]) == "B"


@pytest.mark.parametrize("strategy", ["least_busy", "most_available", "most_available_share", "least_recent"])
def test_never_assigned_counts_as_longest_since(chosen, strategy):
    """All are idle; C never had a chat."""
    assert chosen(strategy, [[], [], []], done=[(0, 5), (1, 3)]) == "C"


def test_most_available_takes_the_most_free_slots(chosen):
    """A has one of two in hand, B eight of ten: one free slot against two."""
    assert chosen("most_available", [[1], list(range(10, 18))], limits=[2, 10]) == "B"


def test_most_available_share_takes_the_greatest_free_share(chosen):
    """A has one of two in hand, B eight of ten: half against a fifth."""
    assert chosen("most_available_share", [[1], list(range(10, 18))], limits=[2, 10]) == "A"


def test_most_available_settles_ties_by_the_longest_since_the_last_assignment(chosen):
    """One free slot each, of two, three and two; B's assignments are the oldest."""
    assert chosen("most_available", [[30], [10, 20], [40]], limits=[2, 3, 2]) == "B"


def test_most_available_share_settles_ties_by_the_longest_since_the_last_assignment(chosen):
    """A third is free of three and of six; B's assignments are the older."""
    assert chosen("most_available_share", [[30, 40], [1, 2, 3, 4]], limits=[3, 6]) == "B"
    assert chosen("most_available_share", [[1, 2], [30, 40, 50, 60]], limits=[3, 6]) == "A"


def test_most_available_share_tells_the_closest_shares_apart(chosen):
    """99 of 100 in hand against 98 of 99: a hundredth free is less than a ninety-ninth, whoever waited longer."""
    assert chosen("most_available_share", [list(range(99)), list(range(200, 298))], limits=[100, 99]) == "B"
    assert chosen("most_available_share", [list(range(200, 299)), list(range(98))], limits=[100, 99]) == "B"


@pytest.mark.parametrize("strategy", ["most_available", "most_available_share", "least_recent"])
def test_ties_that_are_left_go_by_the_roster(chosen, strategy):
    """Same load, assigned at the same instant."""
    assert chosen(strategy, [[7], [7], [7]]) == "A"


def test_least_recent_ignores_the_load(chosen):
    """A has three chats in hand, but its last is the oldest assignment."""
    assert chosen("least_recent", [[1, 2, 3], [], [4]], done=[(1, 5)]) == "A"


def test_round_robin_goes_on_after_the_agent_assigned_last(play):
    """A, B, C, A, B: whether they are idle or not."""
    log = play([0, 1, 2, 10, 20], [1, 100, 1, 1, 1], agents=3, concurrency=2, routing="round_robin")
    assert [what for _, what in log if " to " in what] == [
        "chat 0 to A",
        "chat 1 to B",
        "chat 2 to C",
        "chat 3 to A",
        "chat 4 to B",
    ]


def test_round_robin_passes_over_who_is_busy_and_begins_again_at_the_top(play):
    """B is taken at 10 and C is next; after C comes A; and B again when it is its turn."""
    assert play([0, 1, 10, 20, 30], [60, 5, 60, 60, 5], agents=3, routing="round_robin") == [
        (0, "chat 0 to A"),
        (1, "chat 1 to B"),
        (6, "chat 1 leaves B"),
        (10, "chat 2 to C"),
        (20, "chat 3 to B"),
        (60, "chat 0 leaves A"),
        (60, "chat 4 to A"),
        (65, "chat 4 leaves A"),
        (70, "chat 2 leaves C"),
        (80, "chat 3 leaves B"),
    ]


def test_round_robin_is_moved_by_assignments_from_the_queue(play):
    """Chat 2 gets A from the queue at 50; so the next arrival goes to B, though B had the chat before."""
    assert play([0, 10, 20, 70], [50, 50, 10, 10], agents=2, routing="round_robin") == [
        (0, "chat 0 to A"),
        (10, "chat 1 to B"),
        (50, "chat 0 leaves A"),
        (50, "chat 2 to A"),
        (60, "chat 1 leaves B"),
        (60, "chat 2 leaves A"),
        (70, "chat 3 to B"),
        (80, "chat 3 leaves B"),
    ]


def test_round_robin_has_one_pointer_for_all_chat_types(play):
    """A chat of type 0 moves it to A, so that one of type 1 goes to B, and the next of type 0 to C."""
    assert play([0, 10, 20], 1, agents=3, chat_type=[0, 1, 0], priorities=[1, 1], routing="round_robin") == [
        (0, "chat 0 to A"),
        (1, "chat 0 leaves A"),
        (10, "chat 1 to B"),
        (11, "chat 1 leaves B"),
        (20, "chat 2 to C"),
        (21, "chat 2 leaves C"),
    ]


@pytest.mark.parametrize(
    ("draw", "agent"),
    [(0.0, "A"), (0.333, "A"), (0.334, "B"), (0.666, "B"), (0.667, "C"), (1 - 2**-53, "C")],
)
def test_random_takes_the_candidate_at_the_drawn_share_of_the_roster(chosen, draw, agent):
    """Candidate floor(u m) of m = 3, whatever their load."""
    assert chosen("random", [[9], [1, 2], []], draw=draw) == agent


def test_random_counts_only_candidates(play):
    """B is busy: of A and C, in roster order and not in that of freeing, a draw of a half takes C."""
    assert play([0, 1, 2, 60], [50, 100, 10, 5], agents=3, routing="random", draw=[0, 0, 0, 0.5]) == [
        (0, "chat 0 to A"),
        (1, "chat 1 to B"),
        (2, "chat 2 to C"),
        (12, "chat 2 leaves C"),
        (50, "chat 0 leaves A"),
        (60, "chat 3 to C"),
        (65, "chat 3 leaves C"),
        (101, "chat 1 leaves B"),
    ]


def test_fill_first_takes_the_most_chats_in_hand(chosen):
    """Who has three gets the fourth."""
    assert chosen("fill_first", [[1], [2, 3], [4, 5, 6]]) == "C"


def test_fill_first_takes_only_who_has_a_free_slot(chosen):
    """C is full."""
    assert chosen("fill_first", [[1], [2, 3], [4, 5, 6]], limits=[3, 3, 3]) == "B"


def test_fill_first_settles_ties_by_the_roster(chosen):
    """B had its chat before A, but A comes first."""
    assert chosen("fill_first", [[9], [1], []]) == "A"


def test_fill_first_fills_one_agent_before_the_next(play):
    """Two slots of A, then B."""
    assert play([0, 1, 2], 60, agents=2, concurrency=2, routing="fill_first") == [
        (0, "chat 0 to A"),
        (1, "chat 1 to A"),
        (2, "chat 2 to B"),
        (60, "chat 0 leaves A"),
        (61, "chat 1 leaves A"),
        (62, "chat 2 leaves B"),
    ]


def test_ranked_takes_the_lowest_rank_however_busy(chosen):
    """B and C have rank 1 against A's 2."""
    assert chosen("ranked", [[], [1, 2], [3, 4, 5]], ranks=[2, 1, 1]) == "B"


def test_ranked_settles_equal_ranks_as_least_busy(chosen):
    """Among rank 1: fewest in hand, then longest since the last assignment."""
    assert chosen("ranked", [[], [1, 2], [3]], ranks=[2, 1, 1]) == "C"
    assert chosen("ranked", [[], [9], [3]], ranks=[2, 1, 1]) == "C"
    assert chosen("ranked", [[], [3], [3]], ranks=[2, 1, 1]) == "B"


def test_specialists_first_takes_the_fewest_skills_however_busy(chosen):
    """B knows one skill less than the others."""
    assert chosen("specialists_first", [[], [1, 2, 3], []], extra_skills=[1, 0, 2]) == "B"


def test_specialists_first_settles_equal_skills_as_least_busy(chosen):
    """Among those with the fewest skills: fewest in hand, then longest since the last assignment."""
    assert chosen("specialists_first", [[], [1, 2], [3]], extra_skills=[1, 0, 0]) == "C"
    assert chosen("specialists_first", [[], [9], [3]], extra_skills=[1, 0, 0]) == "C"
    assert chosen("specialists_first", [[], [3], [3]], extra_skills=[1, 0, 0]) == "B"


def test_an_agents_load_is_renewed_when_chats_leave(play):
    """B is idle again at 50 and A is not, although B had the later first chat."""
    assert play([0, 1, 2, 50], [100, 20, 20, 10], agents=2, concurrency=2) == [
        (0, "chat 0 to A"),
        (1, "chat 1 to B"),
        (2, "chat 2 to A"),
        (21, "chat 1 leaves B"),
        (22, "chat 2 leaves A"),
        (50, "chat 3 to B"),
        (60, "chat 3 leaves B"),
        (100, "chat 0 leaves A"),
    ]


def test_each_run_has_a_pointer_of_its_own(run):
    """Round robin begins at the top of the roster every time."""
    assert run([0], 10, agents=3, routing="round_robin").agent.tolist() == [0]
    assert run([0], 10, agents=3, routing="round_robin").agent.tolist() == [0]
