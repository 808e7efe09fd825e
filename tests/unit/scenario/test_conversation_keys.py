"""Conversations in a scenario: what is understood, and what is said of mistakes."""

import pytest
from small_scenario import text_problems

from planner.scenario import Scenario, ScenarioError, loads

TEXT = """\
start: 2026-11-23 09:00
end: 2026-11-23 18:00
chat_types:
  support:
    arrivals: {per_hour: 18}
    patience: 3m
    conversation:
      turns: 6
      reply_work: 40s
      customer_gap: 45s
  sales:
    arrivals: {per_hour: 6}
    handle_time: 9m
    patience: 3m
agent_groups:
  day: {agents: 3, concurrency: 2, slowdown: none}
"""
SUPPORT = "chat_types.support"
TALK = f"{SUPPORT}.conversation"


def changed(*settings: str) -> Scenario:
    """Return the scenario with some settings."""
    return loads(TEXT, settings, source="f")


def said(before: str, after: str) -> list[str]:
    """Return what is said of the text once a part of it is replaced."""
    assert before in TEXT
    return text_problems(TEXT.replace(before, after, 1))


def said_of_setting(setting: str) -> list[str]:
    """Return what is said of a setting."""
    with pytest.raises(ScenarioError) as caught:
        changed(setting)
    return [str(problem) for problem in caught.value.problems]


def with_support(line: str) -> list[str]:
    """Return what is said of a line more under support, which is line 7."""
    return said("    patience: 3m\n", f"    patience: 3m\n    {line}\n")


def with_talk(line: str) -> list[str]:
    """Return what is said of a line more under the conversation, which is line 9."""
    return said("      turns: 6\n", f"      turns: 6\n      {line}\n")


def test_bare_values_are_means() -> None:
    """Turns are geometric, durations exponential; what is left out is as all replies, or never."""
    written = changed().chat_types["support"].conversation
    assert written is not None
    assert (written.turns.distribution, written.turns.mean) == ("geometric", 6)
    assert (written.reply_work.family, written.reply_work.parameters()) == ("exponential", {"mean": 40.0})
    assert (written.customer_gap.family, written.customer_gap.parameters()) == ("exponential", {"mean": 45.0})
    for key in ("first_reply_work", "closing_work", "canned", "reply_patience", "inactive_close"):
        assert getattr(written, key) is None
    assert changed().chat_types["support"].patience_until == "assignment"
    assert changed().agent_groups["day"].reply_order == "oldest"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (
            "handle_time: 9m",
            f"f:7:18: {SUPPORT}.handle_time: with a conversation this follows from the messages; "
            "leave out handle_time, or conversation",
        ),
        (
            "first_reply: 10s",
            f"f:7:18: {SUPPORT}.first_reply: with a conversation this follows from the messages; "
            "leave out first_reply; conversation.first_reply_work is the work on the first message",
        ),
        (
            "silence: {share: 20%, duration: 10m}",
            f"f:7:14: {SUPPORT}.silence: with a conversation this follows from the messages; "
            "leave out silence; conversation.customer_gap tells for how long customers do not write",
        ),
        (
            "patience_until: reply",
            f'f:7:21: {SUPPORT}.patience_until: "reply" is none of the choices; did you mean "first_reply"?',
        ),
    ],
)
def test_what_does_not_go_with_a_conversation_is_told(line: str, words: str) -> None:
    """Once, where it stands."""
    problems = with_support(line)
    assert len(problems) == 1
    assert problems[0].startswith(words)


def test_a_type_with_neither_handle_time_nor_conversation_is_told_of_both() -> None:
    """At the type."""
    assert said("    handle_time: 9m\n", "") == [
        "f:12:5: chat_types.sales: handle_time is missing; add handle_time: ..., or a conversation"
    ]


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (
            "    handle_time: 9m\n",
            "    handle_time: 9m\n    patience_until: first_reply\n",
            "f:14:21: chat_types.sales.patience_until: by handle_time a chat is answered once it is assigned; "
            "give a conversation, or leave it out",
        ),
        (
            "    patience: 3m\n",
            "    patience: never\n    patience_until: first_reply\n",
            f"f:7:21: {SUPPORT}.patience_until: patience never ends; give a patience, or leave patience_until out",
        ),
    ],
)
def test_patience_until_the_first_reply_needs_replies_and_patience(
    before: str, after: str, words: str
) -> None:
    """With both it is fine, and so is to say the default."""
    assert said(before, after) == [words]
    assert (
        changed(f"{SUPPORT}.patience_until=first_reply").chat_types["support"].patience_until == "first_reply"
    )
    assert changed("chat_types.sales.patience_until=assignment")


@pytest.mark.parametrize(
    ("written", "missing"),
    [("{}", ["customer_gap", "reply_work", "turns"]), ("{turns: 6}", ["customer_gap", "reply_work"])],
)
def test_what_a_conversation_lacks_is_told_at_once(written: str, missing: list[str]) -> None:
    """All of it, at the section."""
    text = TEXT[: TEXT.index("      turns")].rstrip() + f" {written}\n" + TEXT[TEXT.index("  sales:") :]
    assert text_problems(text) == [f"f:7:19: {TALK}.{key} is missing; add {key}: ..." for key in missing]


@pytest.mark.parametrize("written", ["6", "[]", "null"])
def test_a_conversation_is_a_section(written: str) -> None:
    """Not a number, a list or nothing; the type is then not told of a handle time, too."""
    text = TEXT[: TEXT.index("      turns")].rstrip() + f" {written}\n" + TEXT[TEXT.index("  sales:") :]
    (problem,) = text_problems(text)
    assert f"{TALK}: " in problem


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("0.5", f"f:8:14: {TALK}.turns: 0.5 is out of range; give a number of at least 1"),
        ('"6"', f'f:8:14: {TALK}.turns: "6" is text; give a number, such as 6, without quotes'),
        ("6m", f'f:8:14: {TALK}.turns: "6m" is not a number; give a number'),
        ("201", f"f:8:14: {TALK}.turns: 201 is out of range; give a number of at most 200"),
        ("{}", f"f:8:14: {TALK}.turns: geometric turns are given by nothing; give {{mean}}"),
        (
            "{mean: 6, cv: 0.5}",
            f"f:8:14: {TALK}.turns: mean and cv without a distribution; add distribution: negative_binomial",
        ),
        (
            "{value: 5}",
            f"f:8:14: {TALK}.turns: value without a distribution; add distribution: deterministic",
        ),
        (
            "{values: [1, 2], weights: [3, 4]}",
            f"f:8:14: {TALK}.turns: values and weights without a distribution; add distribution: empirical",
        ),
        (
            "{mean: 5, value: 5}",
            f"f:8:14: {TALK}.turns: geometric turns are given by mean and value; give {{mean}}",
        ),
        (
            "{distribution: negative_binomial, mean: 6}",
            f"f:8:14: {TALK}.turns: negative_binomial turns are given by mean; give {{mean, cv}}",
        ),
        (
            "{distribution: deterministic, mean: 3, value: 3}",
            f"f:8:14: {TALK}.turns: deterministic turns are given by mean and value; give {{value}} or {{mean}}",
        ),
        # the cv of a Poisson number and one: sqrt(5) / 6
        (
            "{distribution: negative_binomial, mean: 6, cv: 0.372}",
            f"f:8:14: {TALK}.turns: no negative_binomial of mean 6 has a cv of 0.372; "
            "give a cv above 0.373, or use poisson",
        ),
        (
            "{distribution: negative_binomial, mean: 1, cv: 0.3}",
            f"f:8:14: {TALK}.turns: no negative_binomial of mean 1 has a cv of 0.3; use deterministic",
        ),
        (
            "{distribution: deterministic, mean: 2.5}",
            f"f:8:14: {TALK}.turns: no chat has 2.5 replies; give a whole number, or another distribution",
        ),
        (
            "{distribution: deterministic, value: 2.5}",
            f"f:8:51: {TALK}.turns.value: 2.5 is not a whole number; give a whole number",
        ),
        (
            "{distribution: empirical, values: [1, 2], weights: [1]}",
            f"f:8:14: {TALK}.turns: weights do not match values; give one weight per value, not all 0",
        ),
        (
            "{distribution: empirical, values: [1, 2], weights: [0, 0]}",
            f"f:8:14: {TALK}.turns: weights do not match values; give one weight per value, not all 0",
        ),
        (
            "{distribution: empirical, values: [1, 2], weights: [1, -1]}",
            f"f:8:69: {TALK}.turns.weights.1: -1 is out of range; give a number of at least 0",
        ),
        (
            "{distribution: empirical, values: [0, 2]}",
            f"f:8:49: {TALK}.turns.values.0: 0 is out of range; give a number of at least 1",
        ),
        (
            "{distribution: empirical, values: [1001]}",
            f"f:8:49: {TALK}.turns.values.0: 1001 is out of range; give a number of at most 1,000",
        ),
        (
            "{distribution: empirical, values: []}",
            f"f:8:48: {TALK}.turns.values: there is no entry; give at least one",
        ),
        (
            "{distribution: geometrc, mean: 3}",
            f'f:8:29: {TALK}.turns.distribution: "geometrc" is none of the choices; did you mean "geometric"? '
            "use geometric, poisson, negative_binomial, deterministic, empirical",
        ),
        (
            "{distribution: poisson, mean: 5, least: 1}",
            f"f:8:47: unknown key {TALK}.turns.least; known here: cv, distribution, mean, value, values, weights",
        ),
    ],
)
def test_a_mistake_in_turns_is_told(written: str, words: str) -> None:
    """Where it is, what is wrong, what would be right; once."""
    assert said("turns: 6", f"turns: {written}") == [words]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (
            "canned: {share: 130%, work: 8s}",
            f'f:9:23: {TALK}.canned.share: "130%" is more than all; a share is at most 100%',
        ),
        (
            "canned: {share: 30, work: 8s}",
            f"f:9:23: {TALK}.canned.share: 30 is not a share from 0 to 1; write 30% or 0.3",
        ),
        ("canned: {share: 30%}", f"f:9:15: {TALK}.canned.work is missing; add work: ..."),
        ("canned: {share: 30%, work: 8}", f"f:9:34: {TALK}.canned.work: 8 has no unit; write 8s or 8m"),
        ("reply_patience: never", f'f:9:23: {TALK}.reply_patience: "never" is not a duration; write for'),
        (
            "inactive_close: 0s",
            f'f:9:23: {TALK}.inactive_close: "0s" is out of range; give a number of more than 0',
        ),
        ("inactive_close: 10", f"f:9:23: {TALK}.inactive_close: 10 has no unit; write 10s or 10m"),
        (
            "closing_work: {mean: 30s, cv: -1}",
            f"f:9:37: {TALK}.closing_work.cv: -1 is out of range; give a number of at least 0",
        ),
        (
            "reply_wrk: 6s",
            f'f:9:7: unknown key {TALK}.reply_wrk; did you mean "reply_work"? known here: canned,',
        ),
        ("turn: 6", f'f:9:7: unknown key {TALK}.turn; did you mean "turns"? known here: canned,'),
        ("patience: 3m", f"f:9:7: unknown key {TALK}.patience; it belongs to {SUPPORT}; known here: canned,"),
        ("wrap_up: 20s", f"f:9:7: unknown key {TALK}.wrap_up; it belongs to {SUPPORT}; known here: canned,"),
        (
            "reply_order: oldest",
            f"f:9:7: unknown key {TALK}.reply_order; it belongs to agent_groups.NAME; known",
        ),
    ],
)
def test_a_mistake_in_a_conversation_is_told(line: str, words: str) -> None:
    """Where it is, what is wrong, what would be right; once."""
    problems = with_talk(line)
    assert len(problems) == 1
    assert problems[0].startswith(words)


@pytest.mark.parametrize(
    "line",
    [
        "canned: {share: 30%, work: 8s}",
        "turns: 6",
        "reply_work: 5s",
        "customer_gap: 5s",
        "first_reply_work: 1m",
        "closing_work: 1m",
        "reply_patience: 5m",
        "inactive_close: 10m",
    ],
)
def test_a_key_of_a_conversation_is_sent_there(line: str) -> None:
    """By the name of the type."""
    (problem,) = with_support(line)
    assert problem.startswith(
        f"f:7:5: unknown key {SUPPORT}.{line.split(':')[0]}; it belongs to {TALK}; known"
    )


@pytest.mark.parametrize(
    ("order", "words"),
    [
        ("oldst", '"oldst" is none of the choices; did you mean "oldest"?'),
        ("shortest", '"shortest" is none of the choices; did you mean "shortest_chat"?'),
        ("random", '"random" is none of the choices;'),
    ],
)
def test_a_mistake_in_the_reply_order_is_told(order: str, words: str) -> None:
    """With all there are."""
    (problem,) = said("agents: 3", f"agents: 3, reply_order: {order}")
    assert problem.startswith(f"f:16:33: agent_groups.day.reply_order: {words}")
    assert problem.endswith("use oldest, first_replies_first, newest_chat_last, shortest_chat")


@pytest.mark.parametrize(
    ("setting", "path", "value"),
    [
        (f"{TALK}.turns=8", "turns.mean", 8),
        (f"{TALK}.turns={{mean: 3, distribution: poisson}}", "turns.distribution", "poisson"),
        (f"{TALK}.reply_work={{mean: 30s, cv: 2}}", "reply_work.cv", 2),
        (f"{TALK}.canned={{share: 30%, work: 8s}}", "canned.share", 0.3),
        (f"{TALK}.inactive_close=10m", "inactive_close", 600),
    ],
)
def test_settings_reach_into_a_conversation(setting: str, path: str, value: object) -> None:
    """As they do into any section."""
    found: object = changed(setting).chat_types["support"].conversation
    for key in path.split("."):
        found = getattr(found, key)
    assert found == value


def test_settings_reach_into_turns_that_are_a_section() -> None:
    """Written as a number they are set whole, and that is told."""
    section = TEXT.replace("turns: 6", "turns: {mean: 6, distribution: poisson}")
    turns = loads(section, [f"{TALK}.turns.mean=8"]).chat_types["support"].conversation
    assert turns is not None
    assert (turns.turns.mean, turns.turns.distribution) == (8, "poisson")
    (problem,) = said_of_setting(f"{TALK}.turns.mean=8")
    assert f"{TALK}.turns is 6; set it whole, such as {TALK}.turns={{mean: ...}}" in problem


def test_a_setting_that_gives_a_handle_time_beside_a_conversation_is_told() -> None:
    """With the option as its place."""
    (problem,) = said_of_setting(f"{SUPPORT}.handle_time=9m")
    assert problem.startswith("--set")
    assert "leave out handle_time, or conversation" in problem


def test_a_variant_may_change_a_conversation() -> None:
    """By the same paths; a wrong one is told where it stands."""
    variants = f"""
variants:
  quick: {{{TALK}.reply_work: 20s, agent_groups.day.reply_order: shortest_chat}}
  wrong: {{{TALK}.turns: 0}}
"""
    quick = loads(TEXT + variants, variant="quick")
    written = quick.chat_types["support"].conversation
    assert written is not None
    assert written.reply_work.mean == 20
    assert quick.agent_groups["day"].reply_order == "shortest_chat"
    with pytest.raises(ScenarioError) as caught:
        loads(TEXT + variants, variant="wrong", source="f")
    (problem,) = map(str, caught.value.problems)
    assert problem.startswith("f:20:")
    assert f"{TALK}.turns: 0 is out of range; give a number of at least 1" in problem
