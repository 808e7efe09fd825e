"""How targets stand in the proof: a dot and its interval for each, beside the bound."""

from collections.abc import Sequence
from typing import Any

from planner.kpi import BY_KEY, Estimate
from planner.kpi.kinds import Percentile
from planner.report import figures
from planner.report.charts.chart import Chart, Spec, chart, line, told
from planner.report.charts.heads import head, lines
from planner.report.reading import Reading
from planner.report.spans import of_days, span
from planner.report.staffing import read_back
from planner.report.staffing.sentence import value_of, verdict
from planner.report.staffing.words import target
from planner.staffing.result import Proof

MOST = 12
HEIGHT = 22
AROUND = 0.25
"""Room on both sides of what is shown, as a share of it."""
NARROWEST = 0.02
"""Of an axis, as a share of the bound."""
LOOKS = {"holds": ("@good", "circle"), "not proven": ("@warn", "triangle-up"), "missed": ("@bad", "cross")}


def proofs(result: Reading) -> Chart | None:
    """Return the chart of the proof; None where nothing was proven. Raises `NoResult`."""
    parts = result["proof"].rows()
    dated = of_days(result)
    panels = [panel for part in parts[:MOST] if (panel := _panel(part, dated)) is not None]
    if not panels:
        return None
    count = f"{result['proof_replications'].number:,.0f}"
    more = f" {len(parts) - MOST} more targets are in the table." if len(parts) > MOST else ""
    return chart(
        "proof",
        "The proof",
        f"The dot is the mean of {count} fresh replications, the line its 95 % interval, dashed the bound: "
        f"a circle holds, a triangle is not proven, a cross is missed.{more}",
        vconcat=panels,
        spacing=26,
    )


def shown(proof: Proof) -> tuple[Estimate, float, str]:
    """Return what is compared with what: figure, bound, and the KPI by whose unit both are written."""
    goal = proof.goal
    if proof.days is not None and proof.days.mean is not None and goal.on is not None:
        return proof.days, goal.on, "service_level"
    kpi, above = goal.kpi, proof.not_above
    if isinstance(kpi, Percentile) and proof.estimate.mean is None and above is not None:
        return above, kpi.p, "service_level"
    return proof.estimate, goal.bound, kpi.key


def _panel(part: Reading, dated: bool) -> Spec | None:
    proof = read_back.proof(part)
    estimate, at, key = shown(proof)
    if estimate.mean is None:
        return None
    said = verdict(proof)
    where = f", tightest at {span(part).when(dated)}" if "start" in part else ""
    unit = figures.scale(BY_KEY[key].unit, max(estimate.mean, at))
    ends = [end for end in (estimate.low, estimate.mean, estimate.high) if end is not None]
    row: dict[str, Any] = {
        "mean": estimate.mean * unit.factor,
        "low": min(ends) * unit.factor,
        "high": max(ends) * unit.factor,
        "target": target(proof.goal),
        "value": f"{value_of(proof)}{where}",
        "verdict": said,
    }
    above = [lines(row["target"]), lines(f"{said}: {row['value']}")]
    return {
        "width": "container",
        "height": HEIGHT,
        "data": {"values": [row]},
        "layer": [
            # below both there is a line for the label of the bound
            head(above[0], over=len(above[1]) + 1),
            head(above[1], "soft-label", over=1),
            *_dot(row, _axis([*ends, at], unit.factor, unit.suffix.strip()), said),
            line(at * unit.factor, along="x"),
        ],
    }


def _dot(row: dict[str, Any], x: Spec, said: str) -> list[Spec]:
    colour, shape = LOOKS[said]
    says = [told("target", "target"), told("value", "value"), told("verdict", "verdict")]
    reach = {
        "mark": {"type": "rule", "color": colour, "strokeWidth": 3, "aria": False},
        "encoding": {"x": {**x, "field": "low"}, "x2": {"field": "high"}, "y": {"value": HEIGHT - 7}},
    }
    dot = {
        "mark": {"type": "point", "color": colour, "fill": colour, "shape": shape, "size": 90, "opacity": 1},
        "encoding": {"x": {**x, "field": "mean"}, "y": {"value": HEIGHT - 7}, "tooltip": says},
    }
    return [reach, dot]


def _axis(values: Sequence[float], factor: float, suffix: str) -> Spec:
    """Return an axis on which all values are, with room around them."""
    low, high = min(values) * factor, max(values) * factor
    wide = max(high - low, NARROWEST * max(abs(low), abs(high)), 1e-9)
    domain = [max(0.0, low - AROUND * wide) if low >= 0 else low - AROUND * wide, high + AROUND * wide]
    if suffix == "%":
        domain[1] = max(min(domain[1], 100.0), high + AROUND / 4 * wide)
    return {
        "type": "quantitative",
        "title": None,
        "scale": {"domain": domain, "zero": False, "nice": False},
        "axis": {"tickCount": 5, "labelFlush": False, "labelExpr": f"datum.label + ' {suffix}'"},
    }
