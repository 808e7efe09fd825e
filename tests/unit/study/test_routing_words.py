"""What planners are told of routing, offers and what follows a chat, before they believe it."""

import pytest

from planner.demand import blueprint
from planner.scenario import loads
from planner.study import TooLarge, assumptions, cautions, check_budget, interpretations

TEXT = """\
start: 2026-11-23 09:00
end: 2026-11-23 18:00
service_level: {target: 80%, within: 60s}
chat_types:
  sales: {arrivals: {per_hour: 18}, handle_time: 9m, patience: 3m}
  tier2: {arrivals: {per_hour: 2}, handle_time: 9m, patience: 3m}
agent_groups:
  day: {agents: 3}
  experts: {agents: 2, skills: [tier2, sales]}
"""
SALES, DAY, ROUTING = "chat_types.sales", "agent_groups.day", "routing"
AGAIN = f"{SALES}.first_contact_resolution"
SILENT = f"{SALES}.silent_abandonment={{share: 70%, noticed_after: 2m}}"


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


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (
            [f"{SALES}.returning=30%"],
            "chat_types.sales: returning customers are known, but routing.previous_agent is not given: they go to "
            "anyone",
        ),
        # of an exponential of mean 20 s exp(-1) = 37 % are longer than 20 s
        (
            [f"{DAY}.accept=20s", f"{ROUTING}.offer_timeout=20s"],
            "agent_groups.day: 37 % of offers take longer to accept than routing.offer_timeout, 20 s, and are missed",
        ),
        (
            [f"{DAY}.accept={{distribution: deterministic, value: 31s}}"],
            "agent_groups.day: 100 % of offers take longer to accept than routing.offer_timeout, 30 s, and are missed",
        ),
        (
            [f"{AGAIN}={{share: 80%, again_after: 4h}}"],
            "chat_types.sales.first_contact_resolution: customers come again after 4 h on average, and doors are open "
            "for 9 h at most: many come to closed doors, or after the end, and are not offered",
        ),
        ([f"{AGAIN}=80%", "end=2026-11-23 11:00"], "come again after 1 h on average (the default)"),
        ([f"{ROUTING}.previous_agent=1m"], "routing.previous_agent has no effect: no customer comes again"),
        ([f"{ROUTING}.offer_timeout=20s"], "routing.offer_timeout has no effect: no group has accept"),
        ([f"{ROUTING}.inactive_after=2m"], "routing.inactive_after has no effect: no chat type has silence"),
        (
            [SILENT, f"{SALES}.silent_abandonment.share=100%"],
            "chat_types.sales.silent_abandonment: everyone who gives up leaves without a sign, so nobody is told as "
            "abandoned",
        ),
        (
            [SILENT, f"{SALES}.silent_abandonment.noticed_after=9m1s"],
            "chat_types.sales.silent_abandonment: agents notice after 9 m 01 s on average, and a chat that is served takes "
            "9 m: who has gone costs more than who is there",
        ),
        (
            ["agent_groups.experts.levels={sales: 3}"],
            "agent_groups.experts.levels have no effect: give the strategy best_skill, rings with a level, or speed",
        ),
    ],
)
def test_what_may_not_be_meant_is_told(settings: list[str], words: str) -> None:
    """One warning, about that."""
    found = warned(*settings)
    assert len(found) == 1
    assert words in found[0]


@pytest.mark.parametrize(
    "settings",
    [
        [],
        [f"{SALES}.returning=30%", f"{ROUTING}.previous_agent=at_once"],
        [f"{AGAIN}=80%", f"{ROUTING}.previous_agent=1m"],
        [f"{AGAIN}={{share: 80%, again_after: 3h}}"],
        [f"{DAY}.accept=20s", f"{ROUTING}.offer_timeout=30s"],
        [f"{DAY}.accept={{distribution: deterministic, value: 30s}}"],
        [f"{SALES}.silence={{share: 5%, duration: 9m}}", f"{ROUTING}.inactive_after=2m"],
        ["agent_groups.experts.levels={sales: 3}", f"{ROUTING}.strategy=best_skill"],
        [
            "agent_groups.experts.levels={sales: 3}",
            f"{SALES}.overflow=[{{level: 4}}, {{after: 30s, level: 3}}]",
        ],
        [
            "agent_groups.experts.levels={sales: 3}",
            "agent_groups.experts.speed=[60%, 70%, 80%, 90%, 100%]",
        ],
        [f"{SALES}.retries={{probability: 100%, delay: 10m}}"],
        ["chat_types.tier2.arrivals=none", f"{SALES}.transfer={{to: tier2, probability: 10%}}"],
        [SILENT, f"{SALES}.silent_abandonment.noticed_after=9m"],
    ],
    ids=lambda settings: " ".join(settings)[:60] or "plain",
)
def test_what_is_meant_needs_no_warning(settings: list[str]) -> None:
    """A type that only gets chats handed on is among it, and so is 100 %."""
    assert warned(*settings) == []


def test_a_type_without_arrivals_of_its_own_has_no_forecast() -> None:
    """So nothing is taken for granted of it."""
    handed = f"{SALES}.transfer={{to: tier2, probability: 10%}}"
    logged = loads(TEXT, ["chat_types.tier2.arrivals=none", handed])
    assert assumptions(logged) == ["the forecast is taken as certain: real days differ from it"]


def test_what_follows_a_chat_is_told() -> None:
    """Transfers, retries, repeats, silences and leaving without a sign, with their laws and defaults."""
    found = told(
        f"{SALES}.slots=1",
        "chat_types.tier2.arrivals=none",
        f"{SALES}.transfer={{to: tier2, probability: 12%}}",
        f"{SALES}.retries={{probability: 40%, delay: {{mean: 10m, cv: 0.5}}, at_most: 3}}",
        f"{AGAIN}=85%",
        f"{SALES}.silence={{share: 20%, duration: 10m}}",
        f"{SALES}.returning=30%",
        SILENT,
    )
    for words in (
        "70 % of those who give up leave without a sign; their agents notice after: exponential, mean 2 m",
        "12 % of answered chats are handed on to tier2, after 50 % of the handle time",
        "40 % of those missed try again, at most 3 times, after: lognormal, mean 10 m, cv 0.5",
        "15 % of answered chats leave the matter open; they come again after: exponential, mean 1 h",
        "20 % fall silent once, for: exponential, mean 10 m; they keep their slot",
        "30 % know an agent from before, and go to anyone all the same",
    ):
        assert words in found["chat type sales"]
    assert "only chats that are handed on by others" in found["chat type tier2"]


def test_rings_are_told_in_their_order() -> None:
    """Groups join, levels fall."""
    rings = "[{groups: [experts], level: 5}, {after: 30s, groups: [day]}, {after: 2m, level: 3}]"
    assert (
        "overflow: at once experts, level 5 or better; after 30 s day, too; after 2 m level 3 or better"
        in told(f"{SALES}.overflow={rings}")["chat type sales"]
    )
    assert (
        "overflow: at once all with the skill, level 4 or better"
        in told(f"{SALES}.overflow=[{{level: 4}}]")["chat type sales"]
    )


def test_how_agents_take_chats_is_told() -> None:
    """Levels, speed, offers and picking, and the rules of routing about them."""
    found = told(
        f"{DAY}.accept=6s",
        f"{DAY}.offer_miss=5%",
        f"{DAY}.concurrency=2",
        "agent_groups.experts.pull=10s",
        "agent_groups.experts.levels={sales: 3}",
        "agent_groups.experts.speed=[60%, 70%, 80%, 90%, 100%]",
        f"{SALES}.returning=30%",
        f"{SALES}.silence={{share: 20%, duration: 10m}}",
        "chat_types.tier2.slots=2",
        f"{ROUTING}.previous_agent=1m30s",
        f"{ROUTING}.inactive_after=2m",
        "queue={max_length: 20, reopen_below: 15}",
    )
    assert (
        "accept offered chats after: exponential, mean 6 s; 5 % of offers are not noticed"
        in found["group day"]
    )
    assert "pick chats themselves after: exponential, mean 10 s" in found["group experts"]
    assert "level 3 at sales; 5 at all else" in found["group experts"]
    assert "speed 60 %, 70 %, 80 %, 90 %, 100 % at level 1, 2, ... 5" in found["group experts"]
    assert "30 % know an agent from before, and go to that one" in found["chat type sales"]
    assert found["chat type tier2"][0].endswith("priority 1; takes 2 slots")
    assert found["routing"] == [
        "least_busy",
        "returning customers go to the agent they know, if that one is free within 90 s; else to anyone",
        "an offer that is not accepted within 30 s goes to another agent",
        "a customer silent for 2 m takes no slot until they write again",
    ]
    assert "once full closed until fewer than 15 wait" in found["queue"][0]


def test_a_plain_scenario_is_told_without_any_of_it() -> None:
    """Nothing is said of what is not there."""
    said = " ".join(words for lines in told().values() for words in lines)
    for word in (
        "overflow",
        "handed on",
        "try again",
        "silent",
        "without a sign",
        "an offer",
        "level",
        "speed",
        "slots",
        "know",
    ):
        assert word not in said


@pytest.mark.parametrize(
    "more",
    [
        [f"{SALES}.retries={{probability: 100%, delay: 10m}}"],
        [f"{AGAIN}=0%"],
        [
            f"{SALES}.transfer={{to: tier2, probability: 100%}}",
            "chat_types.tier2.transfer={to: sales, probability: 100%}",
        ],
    ],
    ids=["retries", "repeats", "transfers"],
)
def test_all_that_may_follow_counts_for_the_budget(more: list[str]) -> None:
    """About 360,000 chats run; ten times as many, drawn for those who come again and again, are refused."""
    large = f"{SALES}.arrivals.per_hour=40000"
    check_budget(blueprint(loads(TEXT, [large])), 1)
    with pytest.raises(
        TooLarge, match=r"all that may follow included, in a busy replication need about \d GB"
    ):
        check_budget(blueprint(loads(TEXT, [large, *more])), 1)


def test_giving_up_without_a_sign_counts_for_the_budget() -> None:
    """A sixth more memory than a plain chat takes."""
    large = f"{SALES}.arrivals.per_hour=300000"
    check_budget(blueprint(loads(TEXT, [large])), 1)
    with pytest.raises(TooLarge, match="need about 3 GB of memory"):
        check_budget(blueprint(loads(TEXT, [large, SILENT])), 1)


def test_the_times_of_offers_count_for_the_budget() -> None:
    """Each group has its own for every chat: with a hundred groups that is the most of it."""
    settings = [f"{SALES}.arrivals.per_hour=100000"]
    check_budget(blueprint(loads(TEXT, settings)), 1)
    settings += [f"agent_groups.g{number}={{agents: 1, accept: 6s}}" for number in range(90)]
    with pytest.raises(TooLarge, match="about 900,018 chats in a busy replication need about 3 GB of memory"):
        check_budget(blueprint(loads(TEXT, settings)), 1)
