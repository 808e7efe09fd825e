"""Advice about a staffing -> JSON. It has no seconds by the clock: the same advice, the same bytes."""

import json
from collections.abc import Iterator
from typing import Any

from planner.report.advise.outline import notes
from planner.report.advise.sentence import sentence
from planner.report.origin import NOWHERE, Origin
from planner.report.plain import clock_time, opening, plain_estimate
from planner.report.staffing.document import plain_goal
from planner.report.staffing.words import target
from planner.scenario.local_time import LocalTime
from planner.staffing.advise import Advice, Change, Effect, Torn, WhatIf


def as_json(advice: Advice, origin: Origin = NOWHERE) -> Iterator[str]:
    """Yield the advice as one JSON object."""
    time = advice.scenario.time
    result = {
        **opening("advice", advice.scenario.name, advice.seed, origin),
        "replications": advice.replications,
        "start": clock_time(time, 0.0),
        "end": clock_time(time, time.horizon),
        "summary": sentence(advice),
        "warnings": list(advice.cautions),
        "notes": list(notes(advice)),
        "stopped": advice.stopped,
        "targets": [
            {**plain_goal(stand.goal), **plain_estimate(stand.estimate), "holds": stand.holds}
            for stand in advice.stands
        ],
        "best": [_what_if(found, advice) for found in advice.best],
        "can_go": [_what_if(found, advice) for found in advice.spare],
        "targets_back": None if advice.remedy is None else _what_if(advice.remedy, advice),
        "targets_hold_then": advice.mended if advice.missed else None,
        "pull_apart": None if advice.torn is None else _torn(advice.torn, advice),
        "one_more": [_what_if(found, advice) for found in advice.more],
        "one_less": [_what_if(found, advice) for found in advice.less],
        "stages": [
            {"stage": stage.name, "trials": stage.trials, "replications": stage.replications}
            for stage in advice.stages
        ],
    }
    yield json.dumps(result, indent=2, ensure_ascii=False, allow_nan=False)
    yield "\n"


def _what_if(found: WhatIf, advice: Advice) -> dict[str, Any]:
    time = advice.scenario.time
    return {
        "changes": [_change(change, time) for change in found.changes],
        "effects": [_effect(effect, advice) for effect in found.effects],
        "targets_back": [target(goal) for goal in found.mends],
        "targets_missed": [target(goal) for goal in found.breaks],
        "can_go": found.lets_go,
    }


def _torn(torn: Torn, advice: Advice) -> dict[str, Any]:
    """Return what one more agent does to a target that asks for more agents, and to one that asks for fewer."""
    return {
        "change": _change(torn.change, advice.scenario.time),
        "better": _effect(torn.better, advice),
        "worse": _effect(torn.worse, advice),
    }


def _change(change: Change, time: LocalTime) -> dict[str, Any]:
    stretch = {"start": clock_time(time, change.begin), "end": clock_time(time, change.end)}
    return {"group": change.group, **stretch, "agents": change.agents}


def _effect(effect: Effect, advice: Advice) -> dict[str, Any]:
    """Return what is done to a figure; one that no target is about has no bound."""
    goal = effect.goal
    asked = any(stand.goal == goal for stand in advice.stands)
    return {
        **(plain_goal(goal) if asked else {"kpi": goal.kpi.key, "per": goal.per}),
        "better": "more" if goal.sign > 0 else "less",
        "before": plain_estimate(effect.before),
        "after": plain_estimate(effect.after),
        "difference": plain_estimate(effect.difference),
    }
