"""A bot in front of the queue, as a planner calls for it."""

import json

import pytest
from running import ROOT, expect_refusal, planner

SCENARIO = ROOT / "scenarios" / "bot-in-front.yaml"
BOT = "chat_types.support.bot"


def test_every_customer_is_accounted_for() -> None:
    """Of the run and in each interval: contained, offered, or handed over after the end."""
    result = json.loads(planner("simulate", SCENARIO, "-f", "json", "--replications", 4).stdout)
    for part in (result, *result["intervals"]):
        kpis = {key: estimate["mean"] for key, estimate in part["kpis"].items()}
        contained = kpis["bot_contained_rate"] * kpis["bot_chats"]
        assert kpis["bot_chats"] == pytest.approx(contained + kpis["offered"] + kpis["after_hours"])
    assert result["kpis"]["frt_with_bot_mean"]["mean"] < result["kpis"]["frt_mean"]["mean"]
    assert result["kpis"]["time_to_agent_mean"]["mean"] > result["kpis"]["frt_mean"]["mean"]


def test_a_better_bot_faces_the_same_customers() -> None:
    """As many begin with it, fewer come to the queue, and those wait less."""
    as_is, better = (
        json.loads(planner("simulate", SCENARIO, "-f", "json", *change).stdout)["kpis"]
        for change in ([], ["--set", f"{BOT}.contains=50%"])
    )
    assert better["bot_chats"] == as_is["bot_chats"]
    assert better["offered"]["high"] < as_is["offered"]["low"]
    assert better["wait_mean"]["high"] < as_is["wait_mean"]["low"]


def test_the_report_tells_of_the_bot_only_where_there_is_one() -> None:
    """How many it contained, and how long it is to an agent."""
    words = ("contained by the bot", "first response, bot included", "time to an agent")
    fronted = planner("simulate", SCENARIO, "--replications", 2).stdout
    plain = planner("simulate", ROOT / "scenarios" / "small-shop.yaml", "--replications", 2).stdout
    for word in words:
        assert word in fronted
        assert word not in plain


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("contains=100%", ["bot.contains: a bot that contains every chat hands none over", "less than 100%"]),
        ("contains=35", ["bot.contains", "write 35%"]),
        ("duration=90", ["bot.duration", "write 90s"]),
        ("duration=0s", ["bot.duration", "value: 0s"]),
        ("first_reply=never", ["bot.first_reply", "not a duration"]),
        ("containment=35%", ["unknown key", "contains, duration, first_reply"]),
    ],
)
def test_a_mistake_in_a_bot_is_told(change: str, words: list[str]) -> None:
    """What is wrong, and what would be right."""
    expect_refusal(planner("simulate", SCENARIO, "--set", f"{BOT}.{change}"), *words)
