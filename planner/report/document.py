"""Study -> the JSON contract."""

import json
from datetime import datetime, timedelta
from typing import Any

from planner import __version__
from planner.kpi import Estimate, Figures, IntervalFigures
from planner.report.sentence import judgement, sentence
from planner.study import Study, assumptions


def as_json(study: Study) -> str:
    """Return the results as one JSON object."""
    return json.dumps(document(study), indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def document(study: Study) -> dict[str, Any]:
    """Return the results as plain values."""
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
        "kpis": _figures(summary.figures),
        "chat_types": {name: _figures(figures) for name, figures in summary.chat_types.items()},
        "agent_groups": {name: _figures(figures) for name, figures in summary.agent_groups.items()},
        "intervals": [_interval(interval, scenario.start) for interval in summary.intervals],
    }


def _interval(interval: IntervalFigures, start: datetime) -> dict[str, Any]:
    return {
        "start": clock_time(start, interval.begin),
        "end": clock_time(start, interval.end),
        "kpis": _figures(interval.figures),
        "chat_types": {name: _figures(figures) for name, figures in interval.chat_types.items()},
        "agent_groups": {name: _figures(figures) for name, figures in interval.agent_groups.items()},
    }


def clock_time(start: datetime, seconds: float) -> str:
    """Return an instant as ISO text, to the minute where that is exact."""
    moment = start + timedelta(seconds=seconds)
    return moment.isoformat(timespec="auto" if moment.second or moment.microsecond else "minutes")


def _figures(figures: Figures) -> dict[str, Any]:
    return {key: _estimate(estimate) for key, estimate in figures.items()}


def _estimate(estimate: Estimate) -> dict[str, float | None]:
    return {"mean": estimate.mean, "low": estimate.low, "high": estimate.high}
