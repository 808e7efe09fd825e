"""Sweep -> JSON."""

from collections.abc import Iterator
from typing import Any

from planner.report.origin import NOWHERE, Origin
from planner.report.plain import indented, opening, plain_estimate, plain_figures
from planner.report.sweep.labels import Labels
from planner.report.sweep.outline import Wanted, asked_targets
from planner.report.sweep.sentence import judgement, sentence
from planner.scenario.axes import Axis, Settings
from planner.study.frontier import COST, Reached, cheapest, frontier
from planner.study.sweep import Point, Sweep


def as_json(sweep: Sweep, wanted: Wanted, origin: Origin = NOWHERE) -> Iterator[str]:
    """Yield the results as one JSON object, point by point."""
    meant = _Meant(sweep.axes)
    opening = "{\n"
    for key, value in _head(sweep, wanted, meant, origin).items():
        yield f'{opening}  "{key}": {indented(value, "  ")}'
        opening = ",\n"
    yield f'{opening}  "points": ['
    between = "\n"
    for point in sweep.points:
        yield f"{between}    {indented(_point(point, sweep.replications, meant), '    ')}"
        between = ",\n"
    yield "]\n}\n" if between == "\n" else "\n  ]\n}\n"


class _Meant:
    """What settings mean as YAML: `8` is a number."""

    def __init__(self, axes: tuple[Axis, ...]) -> None:
        self._values = {axis.path: dict(zip(axis.values, axis.plain, strict=True)) for axis in axes}

    def of(self, settings: Settings) -> dict[str, Any]:
        return {path: self._values[path][value] for path, value in settings}


def _head(sweep: Sweep, wanted: Wanted, meant: _Meant, origin: Origin) -> dict[str, Any]:
    """Return all but the points."""
    of_points = [point.overall.figures for point in sweep.points]
    key = wanted.frontier
    best = [sweep.points[number] for number in frontier(of_points, key)]
    return {
        **opening("sweep", sweep.name, sweep.seed, origin),
        "replications": sweep.replications,
        "summary": sentence(sweep, Labels.of(sweep.axes)),
        "warnings": list(sweep.cautions),
        "axes": [{"path": axis.path, "values": list(axis.plain)} for axis in sweep.axes],
        "left_out": sweep.left_out,
        "frontier": [
            {"settings": meant.of(point.settings)}
            | {name: plain_estimate(point.overall.figures[name]) for name in (COST, key)}
            for point in best
        ],
        "targets": [
            _target(cheapest(of_points, key, target), key, sweep, meant)
            for target in (asked_targets(sweep, key) if of_points else ())
        ],
    }


def _target(reached: Reached, key: str, sweep: Sweep, meant: _Meant) -> dict[str, Any]:
    def told(number: int | None) -> dict[str, Any] | None:
        if number is None:
            return None
        point = sweep.points[number]
        return {"settings": meant.of(point.settings), COST: plain_estimate(point.overall.figures[COST])}

    return {
        "kpi": key,
        "target": reached.target,
        "surely": told(reached.surely),
        "on_average": told(reached.on_average),
    }


def _point(point: Point, replications: int, meant: _Meant) -> dict[str, Any]:
    whole = point.overall
    return {
        "settings": meant.of(point.settings),
        "verdict": judgement(point, replications).name.lower(),
        "kpis": plain_figures(whole.figures),
        "chat_types": {name: plain_figures(of_type) for name, of_type in whole.chat_types.items()},
        "agent_groups": {name: plain_figures(of_group) for name, of_group in whole.agent_groups.items()},
    }
