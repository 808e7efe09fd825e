"""Runs the product on a scenario written in the test."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from planner.kpi import Estimate, Summary
from planner.scenario import Scenario, loads
from planner.study import Options, run_study

Section = Mapping[str, Any]
MIDNIGHT = datetime(2026, 1, 5)


def chats(per_hour: object, handle_time: object, patience: object, **more: object) -> dict[str, Any]:
    """Return a chat type."""
    return {
        "arrivals": {"per_hour": per_hour},
        "handle_time": handle_time,
        "patience": patience,
        **more,
    }


def conversations(per_hour: object, turns: object, patience: object, **more: object) -> dict[str, Any]:
    """Return a chat type whose replies take 40 s and whose customers 60 s, both exponential."""
    conversation = {"turns": turns, "reply_work": "40s", "customer_gap": "60s"}
    told = more.pop("conversation", {})
    return {
        "arrivals": {"per_hour": per_hour},
        "conversation": conversation | told,
        "patience": patience,
        **more,
    }


STEADY = {"replications": 30, "warm_up": "12h", "cool_down": "6h"}
"""The first and the last hours, which differ from the steady state, do not count."""


def stationary(
    chat_types: Section,
    agent_groups: Section,
    *,
    days: int,
    seed: int,
    run: Section = STEADY,
    **sections: object,
) -> Summary:
    """Simulate the steady state of a centre where nothing changes over the day."""
    end = MIDNIGHT + timedelta(days=days)
    seeded = {**run, "seed": seed}
    return study(MIDNIGHT, end, chat_types, agent_groups, run=seeded, interval="6h", **sections)


SECTIONS = 30
"""Intervals are estimated from so many sections of the replications."""


def hourly(values: Sequence[float]) -> dict[str, float]:
    """Return a step function with a step each hour from 08:00."""
    return {f"{8 + number:02d}:00": value for number, value in enumerate(values)}


def one_day(
    hours: int, chat_type: Section, team: Section, *, seed: int, replications: int, **sections: object
) -> Summary:
    """Simulate one day from 08:00 many times, with figures by the hour."""
    opens = MIDNIGHT + timedelta(hours=8)
    run = {"replications": replications, "seed": seed}
    types, teams = {"support": chat_type}, {"team": team}
    return study(opens, opens + timedelta(hours=hours), types, teams, run=run, interval="1h", **sections)


def study(
    start: datetime, end: datetime, chat_types: Section, agent_groups: Section, **sections: object
) -> Summary:
    """Simulate a scenario."""
    return run_study(scenario(start, end, chat_types, agent_groups, **sections), Options(workers=1)).summary


def scenario(
    start: datetime, end: datetime, chat_types: Section, agent_groups: Section, **sections: object
) -> Scenario:
    """Return a scenario; JSON is YAML."""
    tree = {
        "start": f"{start:%Y-%m-%d %H:%M}",
        "end": f"{end:%Y-%m-%d %H:%M}",
        "chat_types": chat_types,
        "agent_groups": agent_groups,
        **sections,
    }
    return loads(json.dumps(tree))


def mean(estimate: Estimate) -> float:
    """Return the estimate's value, which must be known."""
    assert estimate.mean is not None
    return estimate.mean
