"""What planners are told of conversations before they believe the figures."""

import pytest

from planner.demand import blueprint
from planner.scenario import loads
from planner.study import TooLarge, assumptions, cautions, check_budget, interpretations
from planner.study.budget import expected_replies
from tests.unit.study.small_grid import grid

TEXT = """\
start: 2026-11-23 09:00
end: 2026-11-23 18:00
service_level: {target: 80%, within: 60s}
chat_types:
  support:
    arrivals: {per_hour: 18}
    patience: 3m
    conversation: {turns: 6, reply_work: 40s, customer_gap: 45s}
  sales: {arrivals: {per_hour: 6}, handle_time: 9m, patience: 3m}
agent_groups:
  day: {agents: 3, concurrency: 2, slowdown: none}
"""
SUPPORT, DAY = "chat_types.support", "agent_groups.day"
TALK = f"{SUPPORT}.conversation"
ONLY = [f"{DAY}.skills=[support]", "agent_groups.shop={agents: 2, skills: [sales]}"]
"""Those of the day group converse and do nothing else."""


def warned(*settings: str) -> list[str]:
    """Return the warnings of the scenario with some settings."""
    scenario = loads(TEXT, settings)
    return cautions(scenario, blueprint(scenario))


def told(*settings: str) -> dict[str, list[str]]:
    """Return how the scenario is understood, by subject."""
    scenario = loads(TEXT, settings)
    found: dict[str, list[str]] = {}
    for subject, words in interpretations(scenario, blueprint(scenario)):
        found.setdefault(subject or list(found)[-1], []).append(words)
    return found


def test_a_conversation_is_told_with_its_length_instead_of_a_handle_time() -> None:
    """6 replies of 40 s and 5 gaps of 45 s are 465 s; how agents turn to messages is told of their group."""
    found = told()
    for words in (
        "conversation: geometric, mean 6 replies; 7 m 45 s as the agent's only chat",
        "reply work: exponential, mean 40 s",
        "customer gap: exponential, mean 45 s",
    ):
        assert words in found["chat type support"]
    said = " ".join(found["chat type support"])
    for word in ("handle time", "first reply", "closing", "canned", "closed", "reply patience", "until"):
        assert word not in said
    assert "replies: the message that has waited longest first" in found["group day"]
    assert "handle time: exponential, mean 9 m" in found["chat type sales"]


def test_all_that_a_conversation_may_have_is_told() -> None:
    """With the laws, and what is cut: 60 s, 4 of 40 s and 30 s, 30 % of each 8 s instead, and 5 gaps of 45 s."""
    found = told(
        f"{TALK}.turns={{distribution: deterministic, value: 6}}",
        f"{TALK}.first_reply_work={{mean: 60s, cv: 0.5}}",
        f"{TALK}.closing_work=30s",
        f"{TALK}.canned={{share: 30%, work: {{mean: 8s}}}}",
        f"{TALK}.reply_patience=5m",
        f"{TALK}.inactive_close=10m",
        f"{SUPPORT}.patience_until=first_reply",
    )
    seconds = 0.7 * (60 + 4 * 40 + 30) + 0.3 * 6 * 8 + 5 * 45
    assert seconds == pytest.approx(414.4)
    for words in (
        "conversation: always 6 replies; 6 m 54 s as the agent's only chat",
        "first reply work: lognormal, mean 60 s, cv 0.5",
        "closing work: exponential, mean 30 s",
        "reply patience: exponential, mean 5 m",
        "canned: 30 % of replies, exponential, mean 8 s",
        "closed when the customer has not written for 10 m",
        "patience runs on until the first reply",
    ):
        assert words in found["chat type support"]


@pytest.mark.parametrize(
    ("turns", "words"),
    [
        ("1", "geometric, mean 1 reply; 40 s"),
        ("{distribution: deterministic, mean: 1}", "always 1 reply; 40 s"),
        ("{distribution: empirical, values: [1, 2, 6]}", "empirical, mean 3 replies; 3 m 30 s"),
        ("{distribution: poisson, mean: 3}", "poisson, mean 3 replies; 3 m 30 s"),
        (
            "{distribution: negative_binomial, mean: 6, cv: 0.8}",
            "negative binomial, mean 6 replies, cv 0.8; 7 m",
        ),
    ],
)
def test_turns_are_told_by_their_family(turns: str, words: str) -> None:
    """With the mean of what is drawn, and the length that follows."""
    (said,) = [line for line in told(f"{TALK}.turns={turns}")["chat type support"] if "conversation" in line]
    assert said.startswith(f"conversation: {words}")


@pytest.mark.parametrize(
    ("order", "words"),
    [
        ("first_replies_first", "customers without a reply first, then the message that has waited longest"),
        ("newest_chat_last", "chats begun earlier first"),
        ("shortest_chat", "chats with the fewest replies so far first"),
    ],
)
def test_the_reply_order_is_told_in_words(order: str, words: str) -> None:
    """Of groups that converse only; no slowdown is told of where it has none."""
    found = told(f"{DAY}.reply_order={order}", *ONLY)
    assert f"replies: {words}" in found["group day"]
    assert "up to 2 chats at once" in found["group day"]
    assert not any("replies:" in line for line in found["group shop"])


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (
            [f"{DAY}.slowdown=15%", *ONLY],
            "agent_groups.day: slowdown has no effect: how several chats at once slow each other down follows from the "
            "conversation",
        ),
        ([f"{DAY}.slowdown=[1, 1.2]", *ONLY], "agent_groups.day: slowdown has no effect"),
        (
            [*ONLY, "agent_groups.shop.reply_order=oldest"],
            "agent_groups.shop: reply_order has no effect: these agents serve no conversations",
        ),
        # 41 chats an hour of 6 replies of 40 s are 24.6 hours of work in 9 hours, 27 hours with 16 s of wrap-up more each
        (
            [f"{SUPPORT}.arrivals.per_hour=41", f"{SUPPORT}.wrap_up=24s"],
            "chat_types.support: the replies alone are 27.1 hours of work, and agents are there for 27.0: more chats at "
            "once cannot make up for that",
        ),
        # a tenth is absent
        (
            [f"{SUPPORT}.arrivals.per_hour=41", f"{DAY}.absence=10%", f"{TALK}.customer_gap=1s"],
            "chat_types.support: the replies alone are 24.6 hours of work, and agents are there for 24.3",
        ),
    ],
)
def test_what_may_not_be_meant_is_told(settings: list[str], words: str) -> None:
    """One warning about that."""
    found = [caution for caution in warned(*settings) if "conversation" in caution or "replies" in caution]
    assert len(found) == 1
    assert words in found[0]


@pytest.mark.parametrize(
    "settings",
    [
        [],
        [f"{DAY}.reply_order=shortest_chat"],
        ONLY,
        [f"{DAY}.slowdown=15%"],
        [*ONLY, f"{DAY}.slowdown=none"],
        [f"{SUPPORT}.patience_until=first_reply", f"{TALK}.reply_patience=5m"],
    ],
    ids=lambda settings: " ".join(settings)[:50] or "plain",
)
def test_what_is_meant_needs_no_warning(settings: list[str]) -> None:
    """Slowdown has an effect where there are chats by handle time, too."""
    assert warned(*settings) == []


def test_a_group_that_converses_needs_no_slowdown() -> None:
    """Several chats at once do not give capacity for free: the agent types one reply at a time."""
    text = TEXT.replace(", slowdown: none", "")
    free = "2 chats at once without slowdown give 2 times the capacity for free"
    scenario = loads(text, ONLY)
    assert cautions(scenario, blueprint(scenario)) == []
    scenario = loads(text)
    assert any(free in caution for caution in cautions(scenario, blueprint(scenario)))


def test_a_promise_of_the_first_response_needs_no_first_reply_of_a_conversation() -> None:
    """It follows from the messages; the other type is still asked for it."""
    assert warned("service_level.of=first_response") == [
        "chat_types.sales: without first_reply, the first response equals the wait"
    ]
    assert assumptions(loads(TEXT)) == ["the forecast is taken as certain: real days differ from it"]


def test_replies_count_for_the_budget() -> None:
    """900,000 chats of 2 replies fit into memory, of 9 they do not."""
    large = [f"{SUPPORT}.arrivals.per_hour=100000", f"{TALK}.turns=2"]
    check_budget(blueprint(loads(TEXT, large)), 1)
    with pytest.raises(
        TooLarge, match="about 900,054 chats with 8,100,000 replies in a busy replication need about 3 GB"
    ):
        check_budget(blueprint(loads(TEXT, [*large, f"{TALK}.turns=9"])), 1)


def test_replies_of_all_replications_count_for_the_budget() -> None:
    """216 chats a day are fine 200,000 times, with 162 times 20 replies they are not."""
    check_budget(blueprint(loads(TEXT)), 200_000)
    with pytest.raises(TooLarge, match=r"chats in all with 648,000,000 replies take about"):
        check_budget(blueprint(loads(TEXT, [f"{TALK}.turns=20"])), 200_000)


def test_replies_of_chats_that_are_handed_on_count_as_those_of_their_new_type() -> None:
    """All 54 of sales go on to support, whose own are 162; each may have 6 replies."""
    assert expected_replies(blueprint(loads(TEXT))) == pytest.approx(162 * 6)
    handed_on = "chat_types.sales.transfer={to: support, probability: 100%}"
    assert expected_replies(blueprint(loads(TEXT, [handed_on]))) == pytest.approx((162 + 54) * 6)
    assert expected_replies(
        blueprint(loads(TEXT, [f"{SUPPORT}.retries={{probability: 100%, delay: 5m, at_most: 2}}"]))
    ) == (pytest.approx(3 * 162 * 6))


def test_a_sweep_varies_a_conversation() -> None:
    """By the same paths; each point has its own."""
    swept = grid(f"{TALK}.turns=2,6", f"{DAY}.reply_order=oldest,shortest_chat", text=TEXT)
    found = {
        (round(point.plan.types[0].conversation.turns.mean, 9), point.plan.roster.groups[0].reply_order)
        for point in swept.points
        if point.plan.types[0].conversation is not None
    }
    assert found == {(turns, order) for turns in (2, 6) for order in ("oldest", "shortest_chat")}
