"""Keys about routing, offers and what follows a chat: what is understood, and what is said of mistakes."""

import pytest
from small_scenario import text_problems

from planner.scenario import Scenario, ScenarioError, loads

TEXT = """\
start: 2026-11-23 09:00
end: 2026-11-23 18:00
chat_types:
  sales:
    arrivals: {per_hour: 18}
    handle_time: 9m
    patience: 3m
  tier2:
    arrivals: {per_hour: 6}
    handle_time: 9m
    patience: 3m
agent_groups:
  day: {agents: 3, skills: [sales]}
  experts: {agents: 2, levels: {sales: 3}}
"""
SALES = "chat_types.sales"


def changed(*settings: str) -> Scenario:
    """Return the scenario with some settings."""
    return loads(TEXT, settings, source="f")


def said(*replaced: tuple[str, str]) -> list[str]:
    """Return what is said of the text once parts of it are replaced."""
    text = TEXT
    for before, after in replaced:
        assert before in text
        text = text.replace(before, after, 1)
    return text_problems(text)


def with_sales(line: str) -> list[str]:
    """Return what is said of a line more under sales, which is line 8."""
    return said(("patience: 3m\n", f"patience: 3m\n    {line}\n"))


def with_group(more: str) -> list[str]:
    """Return what is said of more keys of the day group."""
    return said(("skills: [sales]}", f"skills: [sales], {more}}}"))


def said_of_settings(*settings: str) -> list[str]:
    """Return what is said of settings of sales."""
    with pytest.raises(ScenarioError) as error:
        changed(*(f"{SALES}.{setting}" for setting in settings))
    return [str(problem) for problem in error.value.problems]


def with_routing(line: str) -> list[str]:
    """Return what is said of a key of routing, which is line 15."""
    return said(("agent_groups:", f"routing: {{{line}}}\nagent_groups:"))


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (
            "transfer: {to: tier3, probability: 10%}",
            'f:8:20: chat_types.sales.transfer.to: there is no chat type "tier3"; did you mean "tier2"?',
        ),
        (
            "transfer: {to: zzz, probability: 10%}",
            'f:8:20: chat_types.sales.transfer.to: there is no chat type "zzz"; there is "sales", "tier2"',
        ),
        (
            "transfer: {to: sales, probability: 10%}",
            "f:8:20: chat_types.sales.transfer.to: a chat is handed on to its own queue; name another",
        ),
        (
            "transfer: {to: [tier2], probability: 10%}",
            "f:8:20: chat_types.sales.transfer.to: this is not text",
        ),
        ("transfer: {probability: 10%}", "f:8:15: chat_types.sales.transfer.to is missing; add to: ..."),
        ("transfer: tier2", 'f:8:15: chat_types.sales.transfer: "tier2" is not a section of keys and values'),
        (
            "transfer: {to: tier2, probability: 12}",
            "f:8:40: chat_types.sales.transfer.probability: 12 is not a share from 0 to 1; write 12% or 0.12",
        ),
        (
            "transfer: {to: tier2, probability: 10%, after: 0%}",
            'f:8:52: chat_types.sales.transfer.after: "0%" is out of range; give a number of more than 0',
        ),
    ],
)
def test_a_mistake_in_a_transfer_is_told(line: str, words: str) -> None:
    """Where it is, what is wrong, and once only."""
    problems = with_sales(line)
    assert len(problems) == 1
    assert problems[0].startswith(words)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("overflow: []", "f:8:15: chat_types.sales.overflow: there is no entry; give at least one"),
        (
            "overflow: [{after: 10s}]",
            "f:8:15: chat_types.sales.overflow: the first ring begins later than at once; "
            "give the first ring without after",
        ),
        (
            "overflow: [{groups: [day]}, {after: 30s}, {after: 20s}]",
            "f:8:15: chat_types.sales.overflow: 20 s comes after 30 s; give rings in the order of after",
        ),
        (
            "overflow: [{level: 2}, {after: 30s, level: 3}]",
            "f:8:15: chat_types.sales.overflow: level 3 is asked for after 2; rings lower the level",
        ),
        (
            "overflow: [{level: 3}, {after: 30s, groups: [day]}, {after: 60s, level: 3}]",
            "f:8:15: chat_types.sales.overflow: level 3 is asked for after 3; rings lower the level",
        ),
        (
            "overflow: [{level: 6}]",
            "f:8:24: chat_types.sales.overflow.0.level: 6 is out of range; give a number of at most 5",
        ),
        (
            "overflow: [{groups: [expert]}]",
            'f:8:26: chat_types.sales.overflow: there is no agent group "expert"; did you mean "experts"?',
        ),
        (
            "overflow: [{groups: []}]",
            "f:8:25: chat_types.sales.overflow.0.groups: there is no entry; give at least one",
        ),
    ],
)
def test_a_mistake_in_overflow_rings_is_told(line: str, words: str) -> None:
    """Order, levels and groups."""
    assert with_sales(line) == [words]


def test_a_level_may_be_lowered_after_a_ring_that_keeps_it() -> None:
    """The ring between asks for what the first does."""
    rings = "[{level: 5}, {after: 30s, groups: [day]}, {after: 60s, level: 3}]"
    assert changed(f"{SALES}.overflow={rings}").chat_types["sales"].overflow is not None


def test_a_ring_of_a_group_without_the_skill_is_told() -> None:
    """It would never take such a chat."""
    assert said(
        ("  tier2:\n", "  tier2:\n    overflow: [{groups: [experts]}, {after: 1m, groups: [day]}]\n")
    ) == [
        'f:9:58: chat_types.tier2.overflow: the group "day" does not have the skill "tier2"; '
        "add tier2 to its skills, or name another group"
    ]


@pytest.mark.parametrize(
    ("rings", "words"),
    [
        (
            "[{groups: [experts], level: 5}, {after: 1m, level: 4}]",
            "f:8:66: chat_types.sales.overflow: no agent who may take these chats is at level 4, so they would wait "
            "for ever; end with a ring of level 3 or less",
        ),
        (
            "[{groups: [nobody]}]",
            "f:8:15: chat_types.sales.overflow: the groups that it names have no agents; name one with agents, too",
        ),
    ],
)
def test_rings_that_leave_chats_to_nobody_are_told(rings: str, words: str) -> None:
    """However long they wait."""
    problems = said(
        ("patience: 3m\n", f"patience: 3m\n    overflow: {rings}\n"),
        ("  experts:", "  nobody: {agents: 0}\n  experts:"),
    )
    assert problems == [words]


@pytest.mark.parametrize(
    "rings",
    [
        "[{groups: [experts], level: 5}, {after: 1m, level: 3}]",
        "[{groups: [experts], level: 4}, {after: 1m, groups: [day]}]",
        "[{level: 5}]",
        "[{groups: [nobody]}, {after: 1m, groups: [day]}]",
    ],
)
def test_rings_that_lead_to_someone_in_the_end_are_fine(rings: str) -> None:
    """At the last level, with a group that joins, or with a group that is at the best."""
    text = TEXT.replace("  experts:", "  nobody: {agents: 0}\n  experts:")
    assert loads(text, [f"{SALES}.overflow={rings}"], source="f").chat_types["sales"].overflow


def test_a_type_that_nobody_comes_to_is_told() -> None:
    """Without arrivals of its own, and without transfers; with them it is fine."""
    bare = ("    arrivals: {per_hour: 6}", "    arrivals: none")
    assert said(bare) == [
        'f:9:15: chat_types.tier2.arrivals: no chat ever comes to "tier2"; give arrivals, or hand chats on to it: '
        "transfer: {to: tier2, probability: 10%}"
    ]
    handed = changed("chat_types.tier2.arrivals=none", f"{SALES}.transfer={{to: tier2, probability: 10%}}")
    assert handed.chat_types["tier2"].arrivals.per_hour is None


@pytest.mark.parametrize(
    "transfer", ["transfer: {probability: 10%}", "transfer: {to: {a: b}}", "transfer: [tier2]"]
)
def test_a_broken_transfer_hands_nothing_on(transfer: str) -> None:
    """So the type that waits for it is told of, too."""
    problems = said(
        ("    arrivals: {per_hour: 6}", "    arrivals: none"),
        ("patience: 3m\n", f"patience: 3m\n    {transfer}\n"),
    )
    assert any("no chat ever comes to" in problem for problem in problems)
    assert any("chat_types.sales.transfer" in problem for problem in problems)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ("levels: {sale: 2}", 'agent_groups.day.levels: there is no chat type "sale"; did you mean "sales"?'),
        (
            "levels: {sales: 0}",
            "agent_groups.day.levels.sales: 0 is out of range; give a number of at least 1",
        ),
        (
            "levels: {sales: 6}",
            "agent_groups.day.levels.sales: 6 is out of range; give a number of at most 5",
        ),
        ("levels: {sales: 2.5}", "agent_groups.day.levels.sales: 2.5 is not a whole number"),
        ("speed: [50%, 60%, 100%]", "agent_groups.day.speed: there are too few entries; give at least 5"),
        (
            "speed: [50%, 60%, 70%, 80%, 90%, 100%]",
            "agent_groups.day.speed: there are too many entries; give at most 5",
        ),
        ("speed: []", "agent_groups.day.speed: there is no entry; give at least 5"),
        ("speed: [5%, 60%, 70%, 80%, 100%]", 'agent_groups.day.speed.0: "5%" is out of range'),
        (
            "offer_miss: 5%",
            "agent_groups.day.offer_miss: offers are missed only where they are accepted; "
            "give accept, such as accept: 6s",
        ),
        ("accept: 6s, offer_miss: 100%", 'agent_groups.day.offer_miss: "100%" is out of range'),
        (
            "accept: 6s, pull: 10s",
            "agent_groups.day.pull: agents who pick their chats are offered none; give pull or accept",
        ),
        ("accept: 6, offer_miss: 5%", "agent_groups.day.accept: 6 has no unit; write 6s or 6m"),
        ("pull: never", 'agent_groups.day.pull: "never" is not a duration'),
    ],
)
def test_a_mistake_in_how_agents_take_chats_is_told(more: str, words: str) -> None:
    """Levels, speeds, offers and picking, each once."""
    problems = with_group(more)
    assert len(problems) == 1
    assert words in problems[0]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("previous_agent: 60", "routing.previous_agent: 60 has no unit; write 60s or 60m"),
        ("previous_agent: first", 'routing.previous_agent: "first" is not a duration'),
        ("offer_timeout: 0s", 'routing.offer_timeout: "0s" is out of range; give a number of more than 0'),
        ("inactive_after: never", 'routing.inactive_after: "never" is not a duration'),
        ("strategy: best_skil", 'did you mean "best_skill"?'),
    ],
)
def test_a_mistake_in_routing_is_told(line: str, words: str) -> None:
    """Durations need a unit, and some time."""
    problems = with_routing(line)
    assert len(problems) == 1
    assert words in problems[0]


@pytest.mark.parametrize(("written", "seconds"), [("at_once", 0), ("0s", 0), ("1m30s", 90)])
def test_the_previous_agent_is_waited_for(written: str, seconds: float) -> None:
    """Not at all, or for a while; without the key nobody is."""
    assert changed(f"routing.previous_agent={written}").routing.previous_agent == seconds
    assert changed().routing.previous_agent is None


@pytest.mark.parametrize(
    ("queue", "words"),
    [
        ("reopen_below: 5", "queue.reopen_below: a queue without limit never closes; give max_length, too"),
        (
            "max_length: none, reopen_below: 5",
            "queue.reopen_below: a queue without limit never closes; give max_length, too",
        ),
        (
            "max_length: 10, reopen_below: 11",
            "queue.reopen_below: 11 is more than the queue's 10; give at most 10",
        ),
        (
            "max_length: 10, reopen_below: 0",
            "queue.reopen_below: 0 is out of range; give a number of at least 1",
        ),
        ("max_length: ten, reopen_below: 5", 'queue.max_length: "ten" is not a whole number'),
    ],
)
def test_a_mistake_in_when_the_queue_opens_again_is_told(queue: str, words: str) -> None:
    """Once, where it was made."""
    problems = said(("agent_groups:", f"queue: {{{queue}}}\nagent_groups:"))
    assert len(problems) == 1
    assert words in problems[0]


@pytest.mark.parametrize(
    ("problems", "words"),
    [
        (
            with_group("offer_timeout: 30s"),
            "unknown key agent_groups.day.offer_timeout; it belongs to routing; known",
        ),
        (
            with_routing("accept: 6s"),
            "unknown key routing.accept; it belongs to agent_groups.NAME; known here:",
        ),
        (with_routing("overflow: []"), "unknown key routing.overflow; it belongs to chat_types.NAME;"),
        (
            with_sales("previous_agent: 1m"),
            "unknown key chat_types.sales.previous_agent; it belongs to routing;",
        ),
        (
            with_sales("inactive_after: 1m"),
            "unknown key chat_types.sales.inactive_after; it belongs to routing;",
        ),
        (with_sales("max_wait: 5m"), "unknown key chat_types.sales.max_wait; it belongs to queue;"),
        (with_sales("timezone: Europe/Athens"), "it belongs to the top level;"),
        (with_sales("per_hour: 5"), "it belongs to chat_types.sales.arrivals;"),
        (with_sales("retries: {probability: 5%, delay: 5m, priority: 2}"), "it belongs to chat_types.sales;"),
        (with_sales("level: 3"), "it belongs to chat_types.sales.overflow;"),
        (with_sales("mean: 3m"), "unknown key chat_types.sales.mean; known here: arrivals"),
        (with_sales("silenc: {share: 5%, duration: 1m}"), 'did you mean "silence"? known here'),
    ],
    ids=lambda value: value[0].split("; ")[0].split(" ")[-1] if isinstance(value, list) else "",
)
def test_a_key_that_another_section_knows_is_sent_there(problems: list[str], words: str) -> None:
    """By name, where it is the same chat type; what many sections know belongs nowhere in particular."""
    assert len(problems) == 1
    assert words in problems[0]


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ("retries={probability: 100%, delay: 1m, at_most: 11}", "at most 10"),
        ("retries={probability: 100%, delay: 1m, at_most: 0}", "at least 1"),
        ("retries={probability: 100%}", "retries.delay is missing"),
        ("first_contact_resolution=85", "write 85%"),
        ("silence={share: 20%}", "silence.duration is missing"),
        ("slots=0", "at least 1"),
        ("returning=30", "write 30%"),
    ],
)
def test_a_mistake_in_what_follows_a_chat_is_told(setting: str, words: str) -> None:
    """Shares, delays and counts."""
    problems = said_of_settings(setting)
    assert len(problems) == 1
    assert words in problems[0]


def test_everyone_may_try_again_and_nobody_have_the_matter_settled() -> None:
    """Chains of contacts are bounded, so 100 % is allowed."""
    sales = changed(
        f"{SALES}.retries={{probability: 100%, delay: 1m}}", f"{SALES}.first_contact_resolution=0%"
    ).chat_types["sales"]
    assert sales.retries is not None
    assert (sales.retries.probability, sales.retries.at_most) == (1, 10)
    assert sales.first_contact_resolution.share == 0
    assert sales.first_contact_resolution.again_after.parameters() == {"mean": 3600}


@pytest.mark.timeout(20)
def test_thousands_of_wrong_names_are_told_in_no_time() -> None:
    """A near name is looked for only for the first hundred."""
    names = ", ".join(f"grouq{number:05}" for number in range(10_000))
    many = "".join(f"  group{number:05}: {{agents: 1}}\n" for number in range(90))
    ring = f"patience: 3m\n    overflow: [{{groups: [{names}]}}]\n"
    problems = text_problems(TEXT.replace("  day:", f"{many}  day:").replace("patience: 3m\n", ring, 1))
    assert sum("there is no agent group" in problem for problem in problems) == 10_000
    assert sum("did you mean" in problem for problem in problems) == 100
