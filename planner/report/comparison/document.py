"""Comparison -> the JSON contract."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from planner.report.comparison.outline import heading, notes, shown
from planner.report.comparison.sentence import is_sure, sentence
from planner.report.console import horizon
from planner.report.origin import NOWHERE, Origin
from planner.report.plain import opening, plain_estimate, plain_figures, plain_promise
from planner.study import Best, Compared, Comparison, Contrast, Contrasts, assumptions
from planner.study.comparison import Leader


def as_json(comparison: Comparison, kpis: Sequence[str] = (), origin: Origin = NOWHERE) -> Iterator[str]:
    """Yield the results as one JSON object; `kpis` are those that tables show, and none is left out here."""
    base = comparison.base
    result = {
        **opening("comparison", base.scenario.name, comparison.seed, origin),
        "replications": base.replications,
        "base": base.name,
        "heading": f"{horizon(base.scenario)} · {heading(comparison)}",
        "promise": plain_promise(base.scenario),
        "summary": sentence(comparison),
        "sure": is_sure(comparison),
        "assumptions": assumptions(base.scenario),
        "warnings": list(comparison.cautions),
        "notes": list(notes(comparison, kpis)),
        "shown": shown(comparison, kpis),
        "leader": _leader(comparison.leader),
        **_best(comparison),
        "alternatives": {one.name: _alternative(one) for one in comparison.alternatives},
        "differences": {name: _contrasts(of.figures) for name, of in comparison.contrasts.items()},
        "differences_of_chat_types": _by_name(comparison.contrasts, "chat_types"),
        "differences_of_agent_groups": _by_name(comparison.contrasts, "agent_groups"),
    }
    yield json.dumps(result, indent=2, ensure_ascii=False, allow_nan=False)
    yield "\n"


def _alternative(one: Compared) -> dict[str, Any]:
    return {
        "scenario": one.scenario.name,
        "replications": one.replications,
        "routing": one.routing,
        "kpis": plain_figures(one.figures),
        "chat_types": {name: plain_figures(figures) for name, figures in one.chat_types.items()},
        "agent_groups": {name: plain_figures(figures) for name, figures in one.agent_groups.items()},
    }


def _by_name(of_alternatives: Mapping[str, Contrasts], scope: str) -> dict[str, Any]:
    return {
        alternative: {name: _contrasts(of_name) for name, of_name in getattr(of, scope).items()}
        for alternative, of in of_alternatives.items()
    }


def _contrasts(contrasts: Mapping[str, Contrast]) -> dict[str, Any]:
    return {
        key: {
            **plain_estimate(contrast.difference),
            "verdict": contrast.verdict,
            "variance_saved": contrast.variance_saved,
            "replications_needed": contrast.replications_needed,
        }
        for key, contrast in contrasts.items()
    }


def _leader(leader: Leader | None) -> dict[str, str] | None:
    """Return which alternative looks best, and in what."""
    return None if leader is None else {"kpi": leader.kpi, "name": leader.name}


def _best(comparison: Comparison) -> dict[str, Any]:
    """Return what the search for the best found, if that was asked."""
    best: Best | None = comparison.best
    if best is None:
        return {}
    return {
        "best": {
            "kpi": best.kpi,
            "name": comparison.alternatives[best.leader].name,
            "within": best.within,
            "confidence": best.confidence,
            "known": best.known,
            "order": [
                {
                    "name": comparison.alternatives[placed.number].name,
                    "replications": placed.replications,
                    "eliminated_at": placed.eliminated_at,
                }
                for placed in best.order
            ],
        }
    }
