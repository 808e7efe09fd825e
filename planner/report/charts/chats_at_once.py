"""What each number of chats at once brings, and how many pay."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from planner.kpi import BY_KEY, Estimate, Figures
from planner.report import figures
from planner.report.charts.chart import Chart, Spec, chart, in_unit, line, panel_axis, target_rule, told
from planner.report.charts.ends import with_interval
from planner.report.figures import Scale
from planner.report.reading import Reading

PANELS = (
    *("service_level", "missed_rate", "frt_mean", "reply_time_mean", "handle_time_mean"),
    *("utilization", "work_utilization"),
)
HEIGHT = 110
BAR = 200


@dataclass(frozen=True)
class Caps:
    """What is known of each number of chats at once."""

    numbers: list[float]
    figures: list[Figures]

    def unit(self, key: str) -> Scale:
        """Return how a KPI is drawn: shares as they are, on an axis of percentages."""
        most = max((of_cap[key].mean or 0.0 for of_cap in self.figures if key in of_cap), default=0.0)
        return Scale(1.0, "") if BY_KEY[key].is_share else figures.scale("s", most)

    def tells(self, key: str) -> bool:
        """Tell whether a KPI is known of any."""
        return any(of_cap.get(key, Estimate(None)).mean is not None for of_cap in self.figures)


def chats_at_once(result: Reading) -> Chart | None:
    """Return the chart of figures by chats at once; None where nothing was tried. Raises `NoResult`."""
    tried = result["caps"].rows()
    caps = Caps([row["chats_at_once"].number for row in tried], [row["kpis"].figures for row in tried])
    shown = {*result["shown"].kpis, "service_level"}
    keys = [key for key in PANELS if key in shown and caps.tells(key)]
    if not keys:
        return None
    pay = result.number_at("most_that_pay")
    over = [] if pay is None else [line(pay, along="x")]
    target = target_rule(result["promise"]["target"].number, along="y")
    marked = "" if pay is None else f" The dashed line marks {pay:.0f}, the most that pay."
    return chart(
        "chats-at-once",
        "By chats at once",
        f"The line is the mean, the band the 95 % interval.{marked}",
        data={"values": [_row(caps, place, keys) for place in range(len(tried))]},
        vconcat=[
            {
                "title": in_unit(BY_KEY[key].title, caps.unit(key)),
                "width": "container",
                "height": HEIGHT,
                "layer": [
                    *over,
                    *_layers(key, caps.numbers, keys),
                    *(target if key == "service_level" else ()),
                ],
            }
            for key in keys
        ],
        spacing=16,
        resolve={"scale": {"x": "shared"}},
    )


def agents_needed(result: Reading) -> Chart | None:
    """Return the chart of agents that keep the promise; None where no number of them does. Raises `NoResult`."""
    rows: list[dict[str, Any]] = []
    for row in result["caps"].rows():
        cap = row["chats_at_once"].number
        agents = row["agents_needed"]["agents"].number if "agents_needed" in row else None
        text = f"more than {result['agents']['most_tried'].number:,.0f}"
        rows.append({"cap": cap, "agents": agents, "text": text if agents is None else f"{agents:,.0f}"})
    if all(row["agents"] is None for row in rows):
        return None
    planned, keep = result["agents"]["planned"].number, result["agents"]["keep"].text
    x: Spec = {"field": "cap", "type": "ordinal", "title": "chats at once", "axis": {"labelAngle": 0}}
    y: Spec = {"field": "agents", "type": "quantitative", "title": None}
    return chart(
        "agents-needed",
        "Agents needed at the busiest moment",
        f"To keep {keep}; the line is the {planned:,.0f} planned.",
        data={"values": rows},
        width="container",
        height=BAR,
        layer=[
            {
                "mark": {"type": "bar", "style": "faint-bars", "cornerRadiusEnd": 3, "width": {"band": 0.5}},
                "encoding": {
                    "x": x,
                    "y": y,
                    "tooltip": [told("cap", "chats at once"), told("text", "agents")],
                },
            },
            {
                "mark": {"type": "text", "style": "label", "dy": -8, "aria": False},
                "encoding": {"x": x, "y": y, "text": {"field": "text"}},
            },
            line(planned, along="y"),
        ],
    )


def _row(caps: Caps, place: int, keys: list[str]) -> dict[str, Any]:
    found: dict[str, Any] = {"cap": caps.numbers[place]}
    for key in keys:
        found |= with_interval(key, caps.figures[place].get(key, Estimate(None)), caps.unit(key).factor)
    return found


def _layers(key: str, numbers: list[float], keys: list[str]) -> Iterator[Spec]:
    """Yield what a panel consists of, from back to front; the pointer is told of all panels."""
    last, share = key == keys[-1], BY_KEY[key].is_share
    x: Spec = {
        "field": "cap",
        "type": "quantitative",
        "title": "chats at once" if last else None,
        "scale": {"domain": [min(numbers) - 0.3, max(numbers) + 0.3], "nice": False, "zero": False},
        "axis": {"values": numbers, "format": "d", "labels": last, "ticks": last, "labelOverlap": True},
    }
    axis = panel_axis(**({"format": "%"} if share else {}))
    y: Spec = {"type": "quantitative", "title": None, "axis": axis, "scale": {"zero": not share}}
    look = "bad" if key == "missed_rate" else "main"
    says = [told("cap", "chats at once"), *(told(f"{one}_text", BY_KEY[one].title) for one in keys)]
    mean: Spec = {"x": x, "y": {**y, "field": key}}
    yield {
        "mark": {"type": "area", "style": "bad-band" if look == "bad" else "band", "aria": False},
        "encoding": {"x": x, "y": {**y, "field": f"{key}_low"}, "y2": {"field": f"{key}_high"}},
    }
    yield {"mark": {"type": "line", "style": f"{look}-line", "aria": False}, "encoding": mean}
    yield {
        "mark": {"type": "point", "filled": True, "size": 55, "color": f"@{look}", "opacity": 1},
        "encoding": {**mean, "tooltip": says},
    }
