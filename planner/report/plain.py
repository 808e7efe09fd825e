"""Figures and instants as the plain values of JSON."""

import json
import re
from typing import Any

from planner import __version__
from planner.kpi import Estimate, Figures
from planner.report.origin import Origin
from planner.scenario import Scenario
from planner.scenario.local_time import LocalTime

NUMBERS = re.compile(r"\[\n\s*-?\d[-+\d.eE,\s]*\]")
"""Of a JSON text; what a string holds cannot look so, since it has no line breaks."""


def indented(value: Any, margin: str) -> str:
    """Write a value whose lines after the first stand in from the left, lists of numbers in a line."""
    text = json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False)
    text = NUMBERS.sub(lambda found: " ".join(found[0].split()).replace("[ ", "[").replace(" ]", "]"), text)
    return text.replace("\n", f"\n{margin}")


def clock_time(time: LocalTime, seconds: float) -> str:
    """Return an instant as ISO text, to the minute where that is exact."""
    moment = time.at(seconds)
    return moment.isoformat(timespec="auto" if moment.second or moment.microsecond else "minutes")


def plain_figures(figures: Figures) -> dict[str, Any]:
    """Return estimates by KPI as plain values."""
    return {key: plain_estimate(estimate) for key, estimate in figures.items()}


def plain_estimate(estimate: Estimate) -> dict[str, Any]:
    """Return an estimate as plain values."""
    return {"mean": estimate.mean, "low": estimate.low, "high": estimate.high}


def plain_promise(scenario: Scenario) -> dict[str, Any]:
    """Return what is promised: the share, within how long (s), of what, and which chats count."""
    promised = scenario.service_level
    return {
        "target": promised.target,
        "within": promised.within,
        "of": promised.of,
        "counting": promised.counting,
    }


def opening(kind: str, scenario: str, seed: int, origin: Origin) -> dict[str, Any]:
    """Return what every result begins with; `kind` says which command's it is."""
    return {"planner": __version__, "kind": kind, "scenario": scenario, "seed": seed, **origin.plain()}
