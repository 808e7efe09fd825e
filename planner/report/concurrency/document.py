"""What each number of chats at once brings -> JSON."""

import json
from collections.abc import Iterator
from typing import Any

from planner.report.concurrency.outline import COMPARED, SHOWN, heading, notes, pays, promised, told
from planner.report.concurrency.sentence import sentence
from planner.report.console import horizon
from planner.report.origin import NOWHERE, Origin
from planner.report.plain import opening, plain_estimate, plain_figures, plain_promise
from planner.study import Contrasts, assumptions
from planner.study.caps import AtCap, CapFrontier, EqualModel, Meaning, Staffing, stops_at


def as_json(found: CapFrontier, origin: Origin = NOWHERE) -> Iterator[str]:
    """Yield the results as one JSON object."""
    stop = stops_at(found.meanings)
    result = {
        **opening("concurrency", found.scenario.name, found.seed, origin),
        "replications": found.replications,
        "heading": f"{horizon(found.scenario)} · {heading(found)}",
        "groups": list(found.groups),
        "promise": plain_promise(found.scenario),
        "summary": sentence(found),
        "assumptions": assumptions(found.scenario),
        "warnings": list(found.cautions),
        "notes": list(notes(found)),
        "shown": told(found, SHOWN),
        "compared": told(found, COMPARED),
        "most_that_pay": None if stop is None else found.caps[stop].cap,
        "agents": {
            "keep": promised(found),
            "planned": found.planned,
            "most_tried": found.most_tried,
            "service_level_at_least": found.limits.level,
            "missed_rate_at_most": found.limits.missed,
            "replications": found.tries,
        },
        "caps": [_cap(at) for at in found.caps],
        "steps": [
            _step(found, place, step, meant)
            for place, (step, meant) in enumerate(zip(found.steps, found.meanings, strict=True))
        ],
        **_equal(found.equal),
    }
    yield json.dumps(result, indent=2, ensure_ascii=False, allow_nan=False)
    yield "\n"


def _cap(at: AtCap) -> dict[str, Any]:
    return {
        "chats_at_once": at.cap,
        "agents_needed": _staffing(at.needed.keeps),
        "agents_too_few": _staffing(at.needed.fails),
        "kpis": plain_figures(at.overall.figures),
        "chat_types": {name: plain_figures(of_type) for name, of_type in at.overall.chat_types.items()},
        "agent_groups": {name: plain_figures(of_group) for name, of_group in at.overall.agent_groups.items()},
    }


def _staffing(staffing: Staffing | None) -> dict[str, Any] | None:
    if staffing is None:
        return None
    return {
        "agents": staffing.agents,
        "service_level": plain_estimate(staffing.level),
        "missed_rate": plain_estimate(staffing.missed),
    }


def _step(found: CapFrontier, place: int, step: Contrasts, meant: Meaning) -> dict[str, Any]:
    before, after = found.caps[place], found.caps[place + 1]
    return {
        "from": before.cap,
        "to": after.cap,
        "pays": meant.pays,
        "said": pays(meant),
        "gains": list(meant.gains),
        "costs": list(meant.costs),
        "agents": after.needed.change,
        "moves_the_wait": meant.moves_the_wait,
        "differences": {
            key: {**plain_estimate(contrast.difference), "verdict": contrast.verdict}
            for key, contrast in step.figures.items()
        },
    }


def _equal(equal: EqualModel | None) -> dict[str, Any]:
    """Return the handle-time model, with the slowdown up to as many chats at once as were tried, if there is one."""
    if equal is None:
        return {}
    written = equal.written()
    for name, slowdown in equal.agent_groups.items():
        written["agent_groups"][name] |= {
            "factors": list(slowdown.factors),
            "standard_errors": list(slowdown.errors),
        }
    return {"handle_time_model": written}
