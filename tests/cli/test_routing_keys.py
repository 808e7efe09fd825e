"""Routing, offers and what follows a chat, as a planner gives them."""

import pytest
from running import ROOT, expect_refusal, planner

SHOP = ROOT / "scenarios" / "small-shop.yaml"
TYPE, GROUP = "chat_types.shop", "agent_groups.shop"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (f"{TYPE}.transfer={{to: shopp, probability: 5%}}", ["transfer.to", 'did you mean "shop"?']),
        (f"{TYPE}.transfer={{probability: 5%}}", ["transfer.to is missing"]),
        (f"{TYPE}.overflow=[{{groups: [nobody]}}]", ["overflow", 'there is no agent group "nobody"']),
        (f"{TYPE}.previous_agent=1m", ["unknown key", "it belongs to routing"]),
        ("routing.accept=6s", ["unknown key", "it belongs to agent_groups.NAME"]),
        ("queue.reopen_below=3", ["queue.reopen_below", "give max_length, too"]),
    ],
)
def test_a_mistake_is_told_before_anything_is_simulated(change: str, words: list[str]) -> None:
    """With exit code 2, what is wrong and what would be right."""
    expect_refusal(planner("simulate", SHOP, "--set", change), *words)


def test_a_chain_without_measure_is_refused_politely() -> None:
    """Everyone who is missed tries again, ten times: the memory is told, and the way to run it all the same."""
    run = planner(
        "simulate",
        SHOP,
        "--set",
        f"{TYPE}.arrivals.per_hour=60000",
        "--set",
        f"{TYPE}.retries={{probability: 100%, delay: 10m}}",
    )
    expect_refusal(run, "all that may follow included", "GB of memory", "--allow-large")


def test_validate_tells_how_the_new_keys_are_understood_and_what_is_odd() -> None:
    """In words, with a warning for customers who know an agent nobody asks for."""
    changes = (
        f"{TYPE}.retries={{probability: 40%, delay: 10m}}",
        f"{TYPE}.returning=30%",
        f"{GROUP}.accept=6s",
    )
    run = planner("validate", SHOP, *(word for change in changes for word in ("--set", change)))
    assert run.returncode == 0, run.stderr
    text = " ".join(run.stdout.split())
    for words in (
        "40 % of those missed try again, at most 10 times",
        "accept offered chats after: exponential, mean 6 s",
        "goes to another agent",
        "warning: chat_types.shop: returning customers are known, but routing.previous_agent is not given",
    ):
        assert words in text


def test_everyone_may_try_again_in_a_scenario_of_usual_size() -> None:
    """It runs, and customers and contacts add up."""
    change = f"{TYPE}.retries={{probability: 100%, delay: 10m}}"
    run = planner("simulate", SHOP, "--set", change, "--replications", 2)
    assert run.returncode == 0, run.stderr
    assert "tried again" in run.stdout
