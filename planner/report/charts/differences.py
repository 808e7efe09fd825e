"""Differences to the base: a dot with its interval for each alternative, and a line where there is none."""

from collections.abc import Callable
from typing import Any

from planner.kpi import BY_KEY
from planner.kpi.direction import BETTER
from planner.report import figures
from planner.report.charts.alternatives import in_order
from planner.report.charts.chart import Chart, Spec, chart, told
from planner.report.charts.dots import dots, height
from planner.report.charts.ends import ends
from planner.report.charts.names import shortened
from planner.report.comparison.outline import WORDS
from planner.report.reading import Reading
from planner.report.table import capital

LOOKS = {
    "better": ("@good", "circle"),
    "worse": ("@bad", "diamond"),
    "higher": ("@main", "triangle-right"),
    "lower": ("@main", "triangle-left"),
    "undecided": ("@soft", "cross"),
    "unknown": ("@soft", "cross"),
    "same": ("@soft", "square"),
}
"""Colour and shape by verdict: who sees no colours tells them apart, too."""
SIDES = {"higher": "Right of the line is better.", "lower": "Left of the line is better."}


def difference(key: str) -> Callable[[Reading], Chart | None]:
    """Return what makes the chart of a KPI's differences; it makes none where there are none."""

    def made(result: Reading) -> Chart | None:
        found = _found(result, key)
        known = [one for one in found.values() if one.estimate.mean is not None]
        if all(one["verdict"].text == "same" for one in known):
            return None
        shown = figures.scale_of_change(key, max(abs(one.estimate.mean or 0.0) for one in known))
        return _chart(result["base"].text, key, _rows(found, key, shown.factor), shown.suffix.strip())

    return made


def _found(result: Reading, key: str) -> dict[str, Reading]:
    """Return the differences of those that have one, in the order of the alternatives."""
    of_all = result["differences"]
    names = [name for name, _ in in_order(result) if name != result["base"].text]
    return {name: of_all[name][key] for name in names if key in of_all[name]}


def _rows(found: dict[str, Reading], key: str, factor: float) -> list[dict[str, Any]]:
    rows = []
    for short, (name, one) in zip(shortened(list(found)), found.items(), strict=True):
        verdict, estimate = one["verdict"].text, one.estimate
        rows.append(
            {
                "name": short,
                "full": name,
                **ends(estimate, factor),
                "verdict": verdict,
                "word": WORDS.get(verdict, verdict),
                "text": figures.change(key, estimate),
                "known": figures.change_interval(key, estimate),
            }
        )
    return rows


def _chart(base: str, key: str, rows: list[dict[str, Any]], unit: str) -> Chart:
    title = BY_KEY[key].title
    present = [verdict for verdict in LOOKS if any(row["verdict"] == verdict for row in rows)]
    words = list(dict.fromkeys(WORDS.get(verdict, verdict) for verdict in present))
    looks_of = {WORDS.get(verdict, verdict): LOOKS[verdict] for verdict in present}
    field: Spec = {"field": "word", "type": "nominal"}
    looks: Spec = {
        "color": {**field, "scale": {"domain": words, "range": [looks_of[word][0] for word in words]}},
        "shape": {**field, "scale": {"domain": words, "range": [looks_of[word][1] for word in words]}},
    }
    says = [
        told("full", "alternative"),
        told("text", "difference"),
        told("known", "95 % interval"),
        told("word", "verdict"),
    ]
    layers = dots(unit or title, looks, says, zero=True)
    nothing: Spec = {
        "data": {"values": [{"at": 0}]},
        "mark": {"type": "rule", "style": "nothing", "aria": False},
        "encoding": {"x": {"field": "at", "type": "quantitative"}},
    }
    side = SIDES.get(BETTER.get(key, ""), "")
    return chart(
        f"difference-{key}",
        capital(title),
        f"Difference to {base}. {side}".strip(),
        data={"values": rows},
        width="container",
        height=height(rows),
        layer=[nothing, *layers],
    )
