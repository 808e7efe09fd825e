"""Study -> the JSON contract."""

import json
from collections.abc import Iterator
from typing import Any

from planner import __version__
from planner.kpi import Estimate, Figures, Part
from planner.report.sentence import judgement, sentence
from planner.scenario.local_time import LocalTime
from planner.study import Study, assumptions


def as_json(study: Study) -> Iterator[str]:
    """Yield the results as one JSON object, in pieces: weeks of intervals as a whole would take much memory."""
    opening = "{\n"
    for key, value in _head(study).items():
        yield f"{opening}  {json.dumps(key)}: {indented(value, '  ')}"
        opening = ",\n"
    for key, parts in (_agents(study) | _by_chats_in_hand(study) | _parts(study)).items():
        yield f"{opening}  {json.dumps(key)}: ["
        between = "\n"
        for part in parts:
            yield f"{between}    {indented(part, '    ')}"
            between = ",\n"
        yield "]" if between == "\n" else "\n  ]"
    yield "\n}\n"


def indented(value: Any, margin: str) -> str:
    """Write a value whose lines after the first stand in from the left."""
    return json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False).replace("\n", f"\n{margin}")


def _head(study: Study) -> dict[str, Any]:
    """Return all but the parts of the time as plain values."""
    scenario, summary = study.scenario, study.summary
    return {
        "planner": __version__,
        "scenario": scenario.name,
        "seed": study.seed,
        "replications": summary.replications,
        "routing": study.routing,
        "summary": sentence(study),
        "verdict": judgement(study).verdict.name.lower(),
        "assumptions": assumptions(scenario),
        "warnings": list(study.cautions),
        **_risk(study),
        "kpis": plain_figures(summary.figures),
        "chat_types": {name: plain_figures(figures) for name, figures in summary.chat_types.items()},
        "agent_groups": {name: plain_figures(figures) for name, figures in summary.agent_groups.items()},
    }


def _agents(study: Study) -> dict[str, Iterator[dict[str, Any]]]:
    """Return the single agents, if that was asked."""
    agents = study.summary.agents
    if not agents:
        return {}
    return {
        "agents": (
            {"agent": agent.name, "group": agent.group, "kpis": plain_figures(agent.figures)}
            for agent in agents
        )
    }


def _by_chats_in_hand(study: Study) -> dict[str, Iterator[dict[str, Any]]]:
    """Return the replies by the agent's chats in hand, where there are conversations."""
    by_number = study.summary.by_chats_in_hand
    if not by_number:
        return {}
    return {
        "by_chats_in_hand": (
            {"chats_in_hand": number, "kpis": plain_figures(figures)}
            for number, figures in enumerate(by_number, start=1)
        )
    }


def _parts(study: Study) -> dict[str, Iterator[dict[str, Any]]]:
    """Return the parts of the time."""
    summary, time = study.summary, study.scenario.time
    return {
        "days": (_stretch(part, time, "date") for part in summary.days),
        "hours_of_day": (_recurring(part, "hour") for part in summary.hours),
        "weekdays": (_recurring(part, "weekday") for part in summary.weekdays),
        "weeks": (_stretch(part, time, "week") for part in summary.weeks),
        "intervals": (_stretch(part, time) for part in summary.intervals),
    }


def _risk(study: Study) -> dict[str, Any]:
    """Return where the risk comes from, if that was asked."""
    if not study.risk:
        return {}
    return {
        "risk": [
            {
                "case": case.name,
                "service_level_deviation": case.deviation,
                "bad_day": plain_figures(case.bad_day),
                "kpis": plain_figures(case.figures),
            }
            for case in study.risk
        ]
    }


def _stretch(part: Part, time: LocalTime, kind: str | None = None) -> dict[str, Any]:
    """Return a part of the time that occurs once."""
    name = {} if kind is None else {kind: part.name}
    return name | {
        "start": clock_time(time, part.begin),
        "end": clock_time(time, part.end),
        **_scopes(part),
    }


def _recurring(part: Part, kind: str) -> dict[str, Any]:
    """Return a part that may occur every day; its counts are per day."""
    return {kind: part.name, **_scopes(part)}


def _scopes(part: Part) -> dict[str, Any]:
    return {
        "kpis": plain_figures(part.figures),
        "chat_types": {name: plain_figures(figures) for name, figures in part.chat_types.items()},
        "agent_groups": {name: plain_figures(figures) for name, figures in part.agent_groups.items()},
    }


def clock_time(time: LocalTime, seconds: float) -> str:
    """Return an instant as ISO text, to the minute where that is exact."""
    moment = time.at(seconds)
    return moment.isoformat(timespec="auto" if moment.second or moment.microsecond else "minutes")


def plain_figures(figures: Figures) -> dict[str, Any]:
    """Return estimates by KPI as plain values."""
    return {key: plain_estimate(estimate) for key, estimate in figures.items()}


def plain_estimate(estimate: Estimate) -> dict[str, Any]:
    """Return an estimate as plain values."""
    return {"mean": estimate.mean, "low": estimate.low, "high": estimate.high}
