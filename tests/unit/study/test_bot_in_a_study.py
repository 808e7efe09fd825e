"""What a study makes of a bot, and says of it."""

import pytest

from planner.demand import blueprint
from planner.scenario import loads
from planner.study import Options, cautions, interpretations, run_study
from planner.study.budget import expected_chats

TEXT = """\
start: 2026-11-23 09:00
end: 2026-11-23 12:00
chat_types:
  shop: {arrivals: {per_hour: 30}, handle_time: 9m, patience: 3m}
agent_groups:
  team: {agents: 3, concurrency: 2, slowdown: 20%}
"""
BOT = "chat_types.shop.bot={contains: 40%, duration: 90s, first_reply: 2s}"


def test_the_budget_counts_those_whom_a_bot_contains() -> None:
    """They are drawn like all others: 30 per hour from 9:00 to 12:00."""
    plan = blueprint(loads(TEXT, [BOT]))
    assert expected_chats(plan) == pytest.approx(90)
    assert plan.types[0].to_queue.integral() == pytest.approx(54)


def test_cautions_take_out_what_a_bot_contains() -> None:
    """Of 90 chats 54 are handed over, half of them when nobody is on duty; and their work can be done."""

    def said(*settings: str) -> str:
        changed = loads(TEXT, settings)
        return " | ".join(cautions(changed, blueprint(changed)))

    assert "27 of 54 expected chats" in said(BOT, 'agent_groups.team.agents={"09:00": 2, "10:30": 0}')
    # 13.5 hours of work, of which 8.1 are left; two agents do 10 in three hours
    endless = ("chat_types.shop.patience=never", "agent_groups.team.agents=2")
    assert "grows all day" in said(*endless)
    assert "grows all day" not in said(*endless, BOT)


def test_a_bot_is_told_as_it_is_understood() -> None:
    """What it contains, how many it hands over, how long it talks, when it first replies."""
    changed = loads(TEXT, [BOT])
    told = [words for _, words in interpretations(changed, blueprint(changed))]
    place = told.index("bot: contains 40 %, hands 54 chats over to the queue")
    assert told[place + 1 : place + 3] == [
        "bot's talk: exponential, mean 90 s",
        "bot's first reply: always 2 s",
    ]


def test_figures_of_bots_are_told_only_where_there_is_one() -> None:
    """With a bot there are also those whom it hands over after the end."""
    keys = {"bot_chats", "bot_contained_rate", "frt_with_bot_mean", "time_to_agent_mean", "after_hours"}
    plain, fronted = (
        run_study(loads(TEXT, settings), Options(replications=2)).summary for settings in ([], [BOT])
    )
    assert not keys & plain.figures.keys()
    for figures in (fronted.figures, fronted.chat_types["shop"], fronted.intervals[0].figures):
        assert keys <= figures.keys()
    assert not keys & fronted.agent_groups["team"].keys()
