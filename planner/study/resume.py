"""What a long sweep has finished, kept in a file: a line for each point."""

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from planner.kpi import BY_KEY, Estimate, Figures, Scopes
from planner.scenario import Scenario
from planner.scenario.axes import Settings
from planner.scenario.draft import Draft
from planner.study.kept_lines import CHECKSUM, KeptLines, Kind, digest
from planner.study.overall import Overall

MOST_BYTES = 50_000_000
BELONGS = {
    "scenario": "the scenario is another one, or was changed since",
    "set": "--set is not what it was",
    "seed": "it is for seed {}, not {}",
    "replications": "it is for {} replications, not {}",
}


class ResumeFile(KeptLines):
    """Finished points of one scenario; a context manager. Raises `ResumeUnusable` on entering and on use."""

    def __init__(self, path: Path, draft: Draft, seed: int, replications: int) -> None:
        self._points: dict[Settings, dict[str, Any]] = {}
        about = {
            "scenario": digest(draft.text),
            "set": digest(json.dumps(draft.settings)),
            "seed": seed,
            "replications": replications,
        }
        kind = Kind("planner sweep", 2, "point", BELONGS, MOST_BYTES, longest=MOST_BYTES)
        super().__init__(path, kind, about, self._take_point)

    def find(self, settings: Settings, scenario_files: str, scopes: Scopes) -> Overall | None:
        """Return a point's figures if it was finished; `scenario_files` is the digest of what its files hold."""
        point = self._points.get(tuple(sorted(settings)))
        if point is None:
            return None
        if point["files"] != scenario_files:
            raise self.stale("files that the scenario names have changed since")
        found = Overall(
            _figures(point["kpis"]),
            {name: _figures(figures) for name, figures in point["chat_types"].items()},
            {name: _figures(figures) for name, figures in point["agent_groups"].items()},
        )
        if not found.fits(scopes):
            raise self.stale("its points tell of other figures")
        return found

    def keep(self, settings: Settings, scenario_files: str, overall: Overall) -> None:
        """Add a finished point."""
        self.add(
            {
                "settings": dict(sorted(settings)),
                "files": scenario_files,
                "kpis": _plain(overall.figures),
                "chat_types": {name: _plain(figures) for name, figures in overall.chat_types.items()},
                "agent_groups": {name: _plain(figures) for name, figures in overall.agent_groups.items()},
            }
        )

    def _take_point(self, line: dict[str, Any]) -> bool:
        settings, point = _point(line)
        return self._points.setdefault(settings, point) == point


def files_digest(scenario: Scenario) -> str:
    """Return a digest of what the scenario's files hold."""
    return digest(repr(scenario.files))


def _point(value: Any) -> tuple[Settings, dict[str, Any]]:
    """Check a point's line. Raises `ValueError`, `TypeError`, `AttributeError` or `KeyError`."""
    if set(value) != {"settings", "files", "kpis", "chat_types", "agent_groups", CHECKSUM}:
        raise ValueError(value)
    settings = tuple(sorted(value["settings"].items()))
    if not all(isinstance(text, str) for _, text in settings):
        raise ValueError(settings)
    scopes = [value["kpis"], *value["chat_types"].values(), *value["agent_groups"].values()]
    for key, ends in (pair for scope in scopes for pair in scope.items()):
        if key not in BY_KEY or len(ends) != 3 or not all(map(_is_end, ends)):
            raise ValueError(key)
    return settings, value


def _is_end(value: Any) -> bool:
    return value is None or (type(value) is float and math.isfinite(value))


def _plain(figures: Figures) -> dict[str, list[float | None]]:
    return {key: [estimate.mean, estimate.low, estimate.high] for key, estimate in figures.items()}


def _figures(plain: Mapping[str, list[float | None]]) -> Figures:
    return {key: Estimate(*ends) for key, ends in plain.items()}
