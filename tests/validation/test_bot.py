"""A bot in front of one line: what flows in flows out, and the queue behind it is M/M/n+M.

Hand-offs of a bot that serves everyone at once are the departures of M/G/infinity, thinned: Poisson arrivals moved by
independent times are Poisson again (Kingman 1993, Poisson Processes, chapter 5), whatever the law of the talk. In
the steady state they are so at the rate (1 - c) lambda, and independent of how long each of them talked.
"""

import math

import pytest
from theory.agreement import expect
from theory.simulation import chats, one_day, stationary

from planner.queueing import erlang_a

HOUR, MINUTE = 3600.0, 60.0
AGENTS, PER_HOUR, CONTAINS, HANDLE, PATIENCE = 10, 140, 0.4, 10 * MINUTE, 3 * MINUTE
OFFERED = PER_HOUR * (1 - CONTAINS)

TALKS: dict[str, tuple[object, float]] = {
    "exponential": ("4m", 4 * MINUTE),
    "constant": ({"distribution": "deterministic", "value": "90s"}, 90.0),
    "lognormal, cv 2": ({"mean": "10m", "cv": 2}, 10 * MINUTE),
}


@pytest.mark.parametrize("law", TALKS)
def test_the_queue_behind_a_bot(law):
    """Erlang A at (1 - c) lambda: missed, waits, service level; and the way to an agent has the talk in it."""
    written, talk = TALKS[law]
    line = erlang_a(AGENTS, OFFERED / HOUR, HANDLE, PATIENCE)
    summary = stationary(
        {
            "support": chats(
                PER_HOUR, "10m", "3m", bot={"contains": CONTAINS, "duration": written, "first_reply": "5s"}
            )
        },
        {"team": {"agents": AGENTS}},
        service_level={"within": "60s"},
        days=28,
        seed=1301,
    )
    hours = 28 * 24 - 18
    theory = {
        "bot_chats": PER_HOUR * hours,
        "bot_contained_rate": CONTAINS,
        "offered": OFFERED * hours,
        "offered_load": OFFERED * HANDLE / HOUR,
        "missed_rate": line.abandoned_rate,
        "wait_probability": line.wait_probability,
        "wait_mean": line.wait_mean,
        "wait_mean_all": line.wait_mean_all,
        "queue_length_mean": line.queue_length_mean,
        "service_level": line.service_level(60),
        "utilization": line.occupancy,
        "time_to_agent_mean": talk + line.wait_mean,
    }
    expect(summary.figures, theory)


def test_the_first_message_with_and_without_the_bot():
    """The bot's is the shorter of an exponential reply and an exponential talk; of two types each counts its own."""
    rates, talk, reply = (100, 60), 2 * MINUTE, 30.0
    line = erlang_a(AGENTS, (rates[0] / 2 + rates[1]) / HOUR, 4 * MINUTE, PATIENCE)
    bot = {"contains": "50%", "duration": "2m", "first_reply": {"mean": "30s"}}
    summary = stationary(
        {
            "fronted": chats(rates[0], "4m", "3m", bot=bot),
            "plain": chats(rates[1], "4m", "3m"),
        },
        {"team": {"agents": AGENTS}},
        days=14,
        seed=1302,
    )
    of_bot, answered = 1 / (1 / reply + 1 / talk), rates[1] * (1 - line.abandoned_rate)
    expect(summary.chat_types["fronted"], {"frt_with_bot_mean": of_bot, "frt_mean": line.wait_mean})
    expect(summary.chat_types["plain"], {"frt_with_bot_mean": line.wait_mean, "frt_mean": line.wait_mean})
    theory = {
        "frt_with_bot_mean": (rates[0] * of_bot + answered * line.wait_mean) / (rates[0] + answered),
        "frt_mean": line.wait_mean,
    }
    expect(summary.figures, theory)


def test_the_balance_of_flows_from_empty_doors():
    """With talks of half an hour the first hours bring fewer, hour by hour, and the last ones end after hours."""
    hours, talk = 6, 0.5
    bot = {"contains": CONTAINS, "duration": "30m"}
    summary = one_day(hours, chats(PER_HOUR, "5m", "3m", bot=bot), {"agents": 9}, seed=1303, replications=400)

    def handed_over(begin: float, end: float) -> float:
        """Integrate (1 - c) lambda (1 - exp(-t / talk))."""
        return OFFERED * (end - begin + talk * (math.exp(-end / talk) - math.exp(-begin / talk)))

    for hour, interval in enumerate(summary.intervals):
        expect(interval.figures, {"offered": handed_over(hour, hour + 1)}, runs=30)
    late = OFFERED * hours - handed_over(0, hours)
    theory = {
        "offered": handed_over(0, hours),
        "after_hours": late,
        "bot_chats": PER_HOUR * hours,
        "bot_contained_rate": CONTAINS,
    }
    expect(summary.figures, theory, runs=400)
