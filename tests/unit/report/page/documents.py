"""Hand-made results, as their JSON documents."""

import json
from typing import Any

from planner.kpi import Estimate, Figures
from planner.report.comparison import as_json as comparison_json
from planner.report.concurrency import as_json as concurrency_json
from planner.report.sweep import Wanted
from planner.report.sweep import as_json as sweep_json
from planner.scenario import loads
from planner.scenario.axes import points, read_axes
from planner.study.comparison import Compared, Comparison, Leader
from planner.study.contrast import Contrast, Contrasts
from planner.study.overall import Overall
from planner.study.sweep import Point, Sweep
from tests.unit.report.test_concurrency_sentence import FOUND
from tests.unit.scenario.small_scenario import small

HOSTILE = "<script>alert('x')</script>"


def _figures(level: float, hours: float) -> Figures:
    return {
        "service_level": Estimate(level, level - 0.02, level + 0.02),
        "staffed_hours": Estimate(hours, hours, hours),
    }


def comparison_document() -> dict[str, Any]:
    """Return two alternatives to a base: one that is surely better, one with a hostile name of which that is open."""
    scenario = loads(small())
    levels = {"as is": 0.7, "more": 0.8, HOSTILE: 0.71}
    alternatives = tuple(
        Compared(name, scenario, "longest_idle", 10, _figures(level, 30.0), {}, {})
        for name, level in levels.items()
    )
    better = Contrast(Estimate(0.1, 0.08, 0.12), "better", 0.5)
    undecided = Contrast(Estimate(0.01, -0.02, 0.04), "undecided", 0.4, 90)
    found = {
        "more": Contrasts({"service_level": better}, {}, {}),
        HOSTILE: Contrasts({"service_level": undecided}, {}, {}),
    }
    leader = Leader("service_level", "more", {"as is": better, HOSTILE: better})
    made = Comparison(1, alternatives, found, leader, None, ())
    return dict(json.loads("".join(comparison_json(made))))


def sweep_document(*vary: str) -> dict[str, Any]:
    """Return a sweep whose points are ever better and dearer: below the promise of 80 %, too close to it, above."""
    axes = read_axes(vary or ("agent_groups.team.agents=3,4", "agent_groups.team.concurrency=1,2"))
    found = tuple(
        Point(settings, 0.8, Overall(_figures(0.7 + 0.07 * place, 30.0 + place), {}, {}))
        for place, settings in enumerate(points(axes))
    )
    made = Sweep("Team", 60.0, axes, 1, 10, found, ())
    return dict(json.loads("".join(sweep_json(made, Wanted()))))


def concurrency_document() -> dict[str, Any]:
    """Return one to three chats at once, of which two pay."""
    return dict(json.loads("".join(concurrency_json(FOUND))))
