"""What pictures are drawn from, as plain values: bars, the queue's band, a day of the agents."""

from collections.abc import Iterator
from typing import Any

from planner.kpi.distributions import Histogram
from planner.report.plain import clock_time
from planner.study import Study
from planner.study.replay import ReplayedAgent

DIGITS = 6
"""Of shares and of chats waiting: no picture shows more."""
TO_THE_SECOND = 1


def plain_distributions(study: Study) -> dict[str, Any]:
    """Return the bars of waits, first responses and days' service levels."""
    told = study.summary.distributions
    bars = {"wait": told.wait, "first_response": told.first_response, "service_level": told.levels}
    return {name: None if found is None else _plain_bars(found) for name, found in bars.items()}


def plain_queue(study: Study) -> Iterator[dict[str, Any]]:
    """Yield how many chats wait in each interval with open doors; nothing where there are too many intervals."""
    summary, time = study.summary, study.scenario.time
    band = summary.distributions.queue
    if band is None:
        return
    for part, *waiting in zip(summary.intervals, band.mean, band.low, band.high, strict=True):
        if None not in waiting:
            mean, low, high = (round(value, DIGITS) for value in waiting if value is not None)
            yield {
                "start": clock_time(time, part.begin),
                "end": clock_time(time, part.end),
                "mean": mean,
                "low": low,
                "high": high,
            }


def plain_stretch(study: Study) -> dict[str, Any] | None:
    """Return which stretch of time is told agent by agent."""
    found, time = study.replay, study.scenario.time
    if found is None:
        return None
    begin, end = clock_time(time, found.begin), clock_time(time, found.end)
    return {"replication": 1, "start": begin, "end": end, "agents_left_out": found.left_out}


def plain_replay(study: Study) -> Iterator[dict[str, Any]]:
    """Yield what agents do: spells as [from, to, what, chats in hand], in seconds since the stretch's start."""
    found = study.replay
    if found is not None:
        yield from (_plain_agent(agent, found.begin) for agent in found.agents)


def _plain_bars(found: Histogram) -> dict[str, Any]:
    return {
        "edges": [round(edge, DIGITS) for edge in found.edges],
        "shares": [round(share, DIGITS) for share in found.shares],
        "beyond": round(found.beyond, DIGITS),
    }


def _plain_agent(agent: ReplayedAgent, since: float) -> dict[str, Any]:
    spans = [
        [
            round(span.begin - since, TO_THE_SECOND),
            round(span.end - since, TO_THE_SECOND),
            span.doing,
            span.chats,
        ]
        for span in agent.spans
    ]
    return {"agent": agent.name, "group": agent.group, "spans": spans}
