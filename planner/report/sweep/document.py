"""Sweep -> JSON."""

from collections.abc import Iterator
from typing import Any

from planner.report.origin import NOWHERE, Origin
from planner.report.plain import indented, opening, plain_estimate, plain_figures
from planner.report.sweep.labels import Labels
from planner.report.sweep.outline import PLUS_MINUS, Wanted, asked_targets, heading, notes
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
        self._places = {axis.path: {value: place for place, value in enumerate(axis.values)} for axis in axes}

    def of(self, settings: Settings) -> dict[str, Any]:
        return {path: self._values[path][value] for path, value in settings}

    def places(self, settings: Settings) -> list[int]:
        """Return which of the values of each axis, from 0, a point has."""
        return [self._places[path][value] for path, value in settings]


def _head(sweep: Sweep, wanted: Wanted, meant: _Meant, origin: Origin) -> dict[str, Any]:
    """Return all but the points."""
    of_points = [point.overall.figures for point in sweep.points]
    key, labels = wanted.frontier, Labels.of(sweep.axes)
    return {
        **opening("sweep", sweep.name, sweep.seed, origin),
        "replications": sweep.replications,
        "heading": heading(sweep, labels),
        "summary": sentence(sweep, labels),
        "warnings": list(sweep.cautions),
        "notes": [note for note in notes(sweep, labels) if note != PLUS_MINUS],
        "within": sweep.within,
        "shown": {"map": wanted.kpi, "frontier": key, "table": list(wanted.shown)},
        "axes": [
            {
                "path": axis.path,
                "name": labels.paths[axis.path],
                "values": list(axis.plain),
                "labels": list(labels.values[axis.path].values()),
            }
            for axis in sweep.axes
        ],
        "left_out": sweep.left_out,
        "frontier": [
            {"settings": meant.of(sweep.points[number].settings), "point": number}
            | {name: plain_estimate(of_points[number][name]) for name in (COST, key)}
            for number in frontier(of_points, key)
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
        cost = plain_estimate(point.overall.figures[COST])
        return {"settings": meant.of(point.settings), "point": number, COST: cost}

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
        "places": meant.places(point.settings),
        "promised": point.promised,
        "verdict": judgement(point, replications).name.lower(),
        "kpis": plain_figures(whole.figures),
        "chat_types": {name: plain_figures(of_type) for name, of_type in whole.chat_types.items()},
        "agent_groups": {name: plain_figures(of_group) for name, of_group in whole.agent_groups.items()},
    }
