"""A planner's own strategy: what it is given, and what happens when it breaks its contract."""

import pytest

from planner.engine import StrategyFailed


class Follows:
    """Takes what `pick` says and remembers what it was shown."""

    def __init__(self, pick):
        self.pick = pick
        self.shown = []

    def choose(self, candidates, chat):
        """Note positions and chat, and pick."""
        self.shown.append(([agent.position for agent in candidates], chat))
        return self.pick(candidates)


def test_candidates_come_in_roster_order(play):
    """C frees before A, B stays busy; the strategy sees A, C all the same, and its choice counts."""
    last = Follows(lambda candidates: candidates[-1])
    log = play([0, 1, 2, 60], [10, 100, 50, 5], agents=3, routing="my:Last", custom=last)
    assert [positions for positions, _ in last.shown] == [[0, 1, 2], [0, 1], [0], [0, 2]]
    assert log == [
        (0, "chat 0 to C"),
        (1, "chat 1 to B"),
        (2, "chat 2 to A"),
        (10, "chat 0 leaves C"),
        (52, "chat 2 leaves A"),
        (60, "chat 3 to C"),
        (65, "chat 3 leaves C"),
        (101, "chat 1 leaves B"),
    ]


def test_it_chooses_for_chats_from_the_queue_too(play):
    """Both agents free at 60: the waiting chat goes where the strategy says."""
    last = Follows(lambda candidates: candidates[-1])
    assert play([0, 0, 10], [60, 60, 5], agents=2, routing="my:Last", custom=last) == [
        (0, "chat 0 to B"),
        (0, "chat 1 to A"),
        (60, "chat 0 leaves B"),
        (60, "chat 1 leaves A"),
        (60, "chat 2 to B"),
        (65, "chat 2 leaves B"),
    ]


def test_only_agents_who_accept_with_the_skill_and_a_free_slot_are_candidates(run):
    """A lacks the skill, B is full, C has gone at 50: D and E are left."""
    first = Follows(lambda candidates: candidates[0])
    groups = [{"skills": [0]}, {"skills": [1]}, {"skills": [1], "agents": {0: 1, 50: 0}}, {"agents": 2}]
    run([0, 60], 100, chat_type=[1, 1], priorities=[1, 1], groups=groups, routing="my:First", custom=first)
    assert [positions for positions, _ in first.shown] == [[1, 2, 3, 4], [3, 4]]


def test_it_is_told_of_the_chat(run):
    """Type by name, arrival and the drawn number."""
    first = Follows(lambda candidates: candidates[0])
    run(
        [3, 9],
        10,
        chat_type=[1, 0],
        draw=[0.25, 0.75],
        agents=2,
        priorities=[1, 1],
        routing="my:First",
        custom=first,
    )
    told = [(chat.chat_type, chat.arrival, chat.draw) for _, chat in first.shown]
    assert told == [("b", 3.0, 0.25), ("a", 9.0, 0.75)]


def test_agents_tell_their_load_and_history(run):
    """What a strategy may ask: chats in hand, limit, last assignment, group."""
    seen = []

    def pick(candidates):
        seen.append([(a.in_hand, a.limit, a.last_assigned, a.group.name) for a in candidates])
        return candidates[0]

    run([5, 6], 10, agents=1, concurrency=2, routing="my:Asks", custom=Follows(pick))
    assert seen == [[(0, 2, float("-inf"), "group 0")], [(1, 2, 5.0, "group 0")]]


@pytest.mark.parametrize("answer", [None, 0, "A"])
def test_an_answer_that_is_no_agent_fails(run, answer):
    """The message names the strategy and what it returned."""
    with pytest.raises(StrategyFailed, match=f"my:Wrong returned {answer!r}; it must return one of"):
        run([0], agents=2, routing="my:Wrong", custom=Follows(lambda candidates: answer))


def test_an_agent_who_is_no_candidate_fails(run):
    """Whoever was free for the first chat is not for the second."""
    kept = []

    def pick(candidates):
        kept.append(candidates[0])
        return kept[0]

    with pytest.raises(StrategyFailed, match=r"my:Stuck returned <.*Agent.*must return one of"):
        run([0, 10], agents=2, routing="my:Stuck", custom=Follows(pick))


def test_a_wrong_answer_for_a_waiting_chat_fails(run):
    """The queue is served under the same contract."""

    def pick(candidates):
        return candidates[0] if len(shown.shown) < 2 else None

    shown = Follows(pick)
    with pytest.raises(StrategyFailed, match="my:Late returned None"):
        run([0, 10], routing="my:Late", custom=shown)
    assert len(shown.shown) == 2


def test_an_exception_is_told_with_its_kind(run):
    """The planner sees what was raised, and the traceback keeps where."""

    def pick(candidates):
        raise ZeroDivisionError("by nothing")

    with pytest.raises(StrategyFailed, match="my:Bad raised ZeroDivisionError: by nothing") as failed:
        run([0], routing="my:Bad", custom=Follows(pick))
    assert isinstance(failed.value.__cause__, ZeroDivisionError)


def test_ctrl_c_is_no_failure_of_the_strategy(run):
    """An interrupt goes through as what it is."""

    def pick(candidates):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run([0], routing="my:Slow", custom=Follows(pick))
