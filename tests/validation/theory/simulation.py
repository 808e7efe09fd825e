"""Runs the product on a scenario written in the test."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from planner.kpi import Estimate, Summary
from planner.scenario import loads
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


def study(
    start: datetime, end: datetime, chat_types: Section, agent_groups: Section, **sections: object
) -> Summary:
    """Simulate a scenario; JSON is YAML."""
    tree = {
        "start": f"{start:%Y-%m-%d %H:%M}",
        "end": f"{end:%Y-%m-%d %H:%M}",
        "chat_types": chat_types,
        "agent_groups": agent_groups,
        **sections,
    }
    return run_study(loads(json.dumps(tree)), Options(workers=1)).summary


def mean(estimate: Estimate) -> float:
    """Return the estimate's value, which must be known."""
    assert estimate.mean is not None
    return estimate.mean
