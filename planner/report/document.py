"""Study -> the JSON contract."""

import json
from collections.abc import Iterator
from typing import Any

from planner.kpi import Part
from planner.report.origin import NOWHERE, Origin
from planner.report.pictures import plain_distributions, plain_queue, plain_replay, plain_stretch
from planner.report.plain import clock_time, indented, opening, plain_figures, plain_promise
from planner.report.sentence import judgement, sentence
from planner.scenario.local_time import LocalTime
from planner.study import Study, assumptions


def as_json(study: Study, origin: Origin = NOWHERE) -> Iterator[str]:
    """Yield the results as one JSON object, in pieces: weeks of intervals as a whole would take much memory."""
    before = "{\n"
    for key, value in _head(study, origin).items():
        yield f"{before}  {json.dumps(key)}: {indented(value, '  ')}"
        before = ",\n"
    for key, parts in (_agents(study) | _by_chats_in_hand(study) | _parts(study)).items():
        yield from _listed(key, (indented(part, "    ") for part in parts))
    # thousands of spells: a line per agent
    yield from _listed("replay", (json.dumps(agent, ensure_ascii=False) for agent in plain_replay(study)))
    yield "\n}\n"


def _listed(key: str, parts: Iterator[str]) -> Iterator[str]:
    """Yield a key and its list, in pieces; it is never the first key."""
    yield f",\n  {json.dumps(key)}: ["
    between = "\n"
    for part in parts:
        yield f"{between}    {part}"
        between = ",\n"
    yield "]" if between == "\n" else "\n  ]"


def _head(study: Study, origin: Origin) -> dict[str, Any]:
    """Return all but the parts of the time as plain values."""
    scenario, summary = study.scenario, study.summary
    return {
        **opening("simulation", scenario.name, study.seed, origin),
        "replications": summary.replications,
        "start": clock_time(scenario.time, 0.0),
        "end": clock_time(scenario.time, scenario.time.horizon),
        "routing": study.routing,
        "promise": plain_promise(scenario),
        "summary": sentence(study),
        "verdict": judgement(study).verdict.name.lower(),
        "assumptions": assumptions(scenario),
        "warnings": list(study.cautions),
        **_risk(study),
        "kpis": plain_figures(summary.figures),
        "chat_types": {name: plain_figures(figures) for name, figures in summary.chat_types.items()},
        "agent_groups": {name: plain_figures(figures) for name, figures in summary.agent_groups.items()},
        "distributions": plain_distributions(study),
        "replayed": plain_stretch(study),
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
        "queue": plain_queue(study),
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
