"""What a search for staffing found -> JSON. It has no seconds by the clock: the same search, the same bytes."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from planner.report.origin import NOWHERE, Origin
from planner.report.plain import clock_time, opening, plain_estimate, plain_figures
from planner.report.staffing.outline import notes
from planner.report.staffing.sentence import sentence
from planner.report.staffing.totals import busiest, from_optimum, hours_on_duty, priced
from planner.report.staffing.words import target
from planner.scenario.local_time import LocalTime
from planner.staffing.goals import Goal
from planner.staffing.result import Found, Planned, Proof, RosterRow, Short, Staffed, Unreachable

DIGITS = 3
"""Of chats expected in an interval."""


def as_json(found: Found, origin: Origin = NOWHERE) -> Iterator[str]:
    """Yield what was found as one JSON object."""
    time = found.scenario.time
    result = {
        **opening("staffing", found.scenario.name, found.seed, origin),
        "start": clock_time(time, 0.0),
        "end": clock_time(time, time.horizon),
        "summary": sentence(found),
        "warnings": list(found.cautions),
        "notes": list(notes(found)),
        "feasible": found.feasible,
        "stopped": found.stopped,
        "cost": found.cost,
        "overtime_cost": found.overtime_cost,
        "lower_bound": found.lower_bound,
        "from_optimum": from_optimum(found),
        "priced": priced(found),
        "agents_at_most": _whole(busiest(found.staffing)),
        "agent_hours": hours_on_duty(found),
        "staffing": _by_group(found.staffing, time),
        "plan": [_planned(planned, time) for planned in found.plan],
        "roster": [_roster_row(row) for row in found.roster],
        "proof": [_proof(proof, time) for proof in found.proof],
        "proof_replications": found.proof_replications,
        "search_replications": found.search_replications,
        "unreachable": [_unreachable(missed, time) for missed in found.unreachable],
        "short": [_short(short, time) for short in found.short],
        "by_division": _by_group(found.by_division, time),
        "requirement": _by_group(found.requirement, time),
        "chats_at_once": {
            name: found.scenario.agent_groups[name].concurrency
            for name in dict.fromkeys(staffed.group for staffed in found.staffing)
        },
        "arrivals": [
            {**_stretch(time, part.begin, part.end), "chats": round(part.chats, DIGITS)}
            for part in found.arrivals
        ],
        "figure_replications": found.figure_replications,
        "kpis": plain_figures(found.figures),
        "agent_groups": {name: plain_figures(of_group) for name, of_group in found.agent_groups.items()},
        "stages": [
            {"stage": stage.name, "trials": stage.trials, "replications": stage.replications}
            for stage in found.stages
        ],
    }
    yield json.dumps(result, indent=2, ensure_ascii=False, allow_nan=False)
    yield "\n"


def plain_goal(goal: Goal) -> dict[str, Any]:
    """Return a target as it stands in a scenario, with what it means in words; what it does not say is left out."""
    told = {"chat_type": goal.chat_type, "agent_group": goal.agent_group, "on": goal.on}
    return {
        "target": target(goal),
        "kpi": goal.kpi.key,
        goal.side: goal.bound,
        "per": goal.per,
        **{key: value for key, value in told.items() if value is not None},
    }


def _by_group(staffing: Sequence[Staffed], time: LocalTime) -> dict[str, list[dict[str, Any]]]:
    """Return an entry per interval, also where neighbours are equal: they are easier to add up."""
    by_group: dict[str, list[dict[str, Any]]] = {}
    for staffed in staffing:
        entry = {**_stretch(time, staffed.begin, staffed.end), "agents": _whole(staffed.agents)}
        by_group.setdefault(staffed.group, []).append(entry)
    return by_group


def _planned(planned: Planned, time: LocalTime) -> dict[str, Any]:
    return {
        "pattern": planned.pattern,
        "group": planned.group,
        **_stretch(time, planned.begin, planned.end),
        "breaks": [_stretch(time, begin, end) for begin, end in planned.breaks],
        "agents": planned.agents,
        "cost": planned.cost,
    }


def _roster_row(row: RosterRow) -> dict[str, str]:
    start, end = (instant.isoformat(timespec="minutes") for instant in (row.start, row.end))
    return {"agent": row.agent, "group": row.group, "start": start, "end": end, "breaks": row.breaks}


def _proof(proof: Proof, time: LocalTime) -> dict[str, Any]:
    return {
        **plain_goal(proof.goal),
        **_place(time, proof),
        **plain_estimate(proof.estimate),
        **({} if proof.days is None else {"days": plain_estimate(proof.days)}),
        **({} if proof.not_above is None else {"not_above": plain_estimate(proof.not_above)}),
        "holds": proof.holds,
    }


def _unreachable(missed: Unreachable, time: LocalTime) -> dict[str, Any]:
    return {
        **plain_goal(missed.goal),
        **_place(time, missed),
        "best": missed.best,
        **({} if missed.days is None else {"best_share_of_days": missed.days}),
        "best_of": "staffing" if missed.fresh else "most_agents",
        "replications": missed.replications,
        "why": missed.why,
    }


def _short(short: Short, time: LocalTime) -> dict[str, Any]:
    return {
        "group": short.group,
        **_stretch(time, short.begin, short.end),
        "agents": short.agents,
        "one_less": [
            {**plain_goal(goal), **plain_estimate(estimate), "missed": goal in short.breaks}
            for goal, estimate in short.figures
        ],
    }


def _place(time: LocalTime, part: Proof | Unreachable) -> dict[str, str]:
    """Return the day or interval that is meant, if it is one."""
    return {} if part.begin is None or part.end is None else _stretch(time, part.begin, part.end)


def _stretch(time: LocalTime, begin: float, end: float) -> dict[str, str]:
    return {"start": clock_time(time, begin), "end": clock_time(time, end)}


def _whole(agents: float) -> float:
    """Return a number of agents without decimals where it has none."""
    return int(agents) if agents == int(agents) else agents
