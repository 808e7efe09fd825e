"""A result -> one HTML file that needs nothing else: no network, no folder beside it, and for its tables no script."""

import base64
import hashlib
import json
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from planner.report.charts.chart import Chart
from planner.report.charts.theme import DARK, LIGHT, Palette, colours, config
from planner.report.page.advice import advice
from planner.report.page.comparison import comparison
from planner.report.page.concurrency import concurrency
from planner.report.page.parts import Page
from planner.report.page.simulation import simulation
from planner.report.page.staffing import staffing
from planner.report.page.sweep import sweep
from planner.report.reading import NoResult, Reading

if TYPE_CHECKING:
    from jinja2 import Template

PAGES: Mapping[str, Callable[[Reading], Page]] = {
    "simulation": simulation,
    "staffing": staffing,
    "advice": advice,
    "comparison": comparison,
    "sweep": sweep,
    "concurrency": concurrency,
}
"""By the kind of result."""


def as_html(result: Any) -> str:
    """Return the page of a result as `--format json` writes it. Raises `NoResult`."""
    reading = Reading(result)
    page = _page(reading)
    themes = {"light": _theme(LIGHT), "dark": _theme(DARK)}
    shown = {chart.name: chart.spec for chart in page.charts}
    scripts = [_static("charts.min.js"), _static("page.js")]
    return _template().render(
        page=page,
        warnings=reading["warnings"].texts,
        facts=_facts(reading),
        scenario_text=reading.text_at("scenario_text") or "",
        style=_static("page.css"),
        scripts=scripts,
        policy=_policy(scripts),
        charts=embedded(shown),
        themes=embedded(themes),
    )


def charts_of(result: Any) -> tuple[Chart, ...]:
    """Return the charts of the page of a result. Raises `NoResult`."""
    return _page(Reading(result)).charts


def _page(reading: Reading) -> Page:
    kind = reading["kind"].text
    if kind not in PAGES:
        raise NoResult(f"there is no page for a result of kind {kind[:40]}; there is for {', '.join(PAGES)}")
    return PAGES[kind](reading)


def _facts(result: Reading) -> list[tuple[str, str]]:
    """Return what makes a result again. Raises `NoResult`."""
    found = [("Version", f"planner {result['planner'].text}"), ("Seed", str(result["seed"].whole))]
    if "replications" in result:
        found.append(("Replications", f"{result['replications'].number:,.0f}"))
    if "command" in result:
        found.append(("Command", result["command"].text))
    return found


def embedded(value: Any) -> str:
    """Return JSON that may stand inside a script element, whatever its strings hold."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _policy(scripts: list[str]) -> str:
    """Return a content security policy: these scripts and no others run, and nothing is fetched."""
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
        for script in scripts
    )
    return f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


@cache
def _template() -> "Template":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("planner.report.page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("page.html")


def _theme(palette: Palette) -> dict[str, Any]:
    return {"config": config(palette), "colours": colours(palette)}


@cache
def _static(name: str) -> str:
    return files("planner.report.page").joinpath("static", name).read_text(encoding="utf-8")
