"""What one agent more, and one less, does hour by hour: a dot and its interval for each."""

from collections.abc import Iterator, Sequence
from typing import Any

from planner.report import figures
from planner.report.advise.words import OF_PART, figure, first_of_each, key_of
from planner.report.charts.chart import Chart, Spec, chart, clock, panel_axis, told
from planner.report.charts.course import course_axis, row, whole
from planner.report.charts.heads import head, lines
from planner.report.reading import NoResult, Reading
from planner.report.spans import of_days, span
from planner.report.staffing import read_back
from planner.staffing.advise import Effect
from planner.staffing.goals import Goal

HEIGHT = 150
MOST_GROUPS = 6
MOST_FIGURES = 4
MORE, LESS = "one agent more", "one agent less"
PARTS = {MORE: "one_more", LESS: "one_less"}
LOOKS = {MORE: ("@main", "circle"), LESS: ("@bad", "diamond")}
DENSE = 60
"""More hours than these are drawn with small dots."""
SMALL, LARGE = 26, 60
"""Square pixels of a dot."""
Y: Spec = {"type": "quantitative", "title": None, "axis": panel_axis()}


def told_goals(result: Reading) -> tuple[Goal, ...]:
    """Return what effects are told of, what matters most first: a target that is missed, else the service level. Raises `NoResult`."""
    told = first_of_each(
        [effect.goal for part in PARTS.values() for one in result[part].rows()[:1] for effect in effects(one)]
    )
    missed = [read_back.goal(part) for part in result["targets"].rows() if not part["holds"].truth]

    def late(goal: Goal) -> tuple[bool, bool]:
        first = bool(missed) and (figure(goal), goal.per) == (figure(missed[0]), missed[0].per)
        return not first, figure(goal) != "service level"

    return tuple(sorted(told, key=late))


def changed(one: Reading) -> list[Reading]:
    """Return what is changed, at least one thing. Raises `NoResult`."""
    parts = one["changes"].rows()
    if not parts:
        raise NoResult(f"{one.at}.changes is empty")
    return parts


def effects(one: Reading) -> list[Effect]:
    """Return what changes do to each figure. Raises `NoResult`."""
    return [read_back.effect(part) for part in one["effects"].rows()]


def more_and_less(result: Reading) -> Chart | None:
    """Return the chart of what matters most; None where no hour was tried. Raises `NoResult`."""
    return next(iter(effects_by_hour(result)), None)


def effects_by_hour(result: Reading) -> tuple[Chart, ...]:
    """Return a chart for each figure. Raises `NoResult`."""
    goals = told_goals(result)[:MOST_FIGURES]
    rows = {goal: list(_rows(result, goal)) for goal in goals}
    return tuple(
        _chart(result, number, goal, rows[goal]) for number, goal in enumerate(goals, start=1) if rows[goal]
    )


def _chart(result: Reading, number: int, goal: Goal, rows: list[dict[str, Any]]) -> Chart:
    groups = list(dict.fromkeys(row["group"] for row in rows))
    shown = groups[:MOST_GROUPS]
    axis, several = course_axis(result), len(groups) > 1
    factor, suffix = _unit(goal, rows)
    panels = [
        _panel(
            [_in_unit(row, factor) for row in rows if row["group"] == group],
            head(lines(f"Agents of {group}")) if several else None,
            axis(group == shown[-1]),
            whole(result, axis(group == shown[-1])),
        )
        for group in shown
    ]
    better = "above 0 is better" if goal.sign > 0 else "below 0 is better"
    more = f" {len(groups) - len(shown)} more groups are in the tables." if len(groups) > len(shown) else ""
    return chart(
        "more-and-less" if number == 1 else f"more-and-less-{number}",
        f"What an agent more or less does to the {figure(goal)}{OF_PART[goal.per]}",
        f"By how much it changes, in {suffix or 'its own unit'}, with 95 % intervals: {better}.{more}",
        vconcat=panels,
        spacing=26,
        resolve={"scale": {"x": "shared", "y": "shared"}},
    )


def _rows(result: Reading, goal: Goal) -> Iterator[dict[str, Any]]:
    dated = of_days(result)
    for what, key in PARTS.items():
        for one in result[key].rows():
            change = changed(one)[0]
            effect = next((effect for effect in effects(one) if effect.goal == goal), None)
            if effect is None or effect.difference.mean is None:
                continue
            at = span(change)
            yield row(at, dated) | {
                "middle": clock(at.begin + (at.end - at.begin) / (3 if what == MORE else 1.5)),
                "group": change["group"].text,
                "what": what,
                "difference": effect.difference.mean,
                "low": effect.difference.low,
                "high": effect.difference.high,
                "text": figures.change(key_of(goal), effect.difference),
                "known": figures.change_interval(key_of(goal), effect.difference),
                "targets": moved(one) or "as planned",
            }


def moved(one: Reading) -> str:
    """Say how many targets come back, or are missed. Raises `NoResult`."""
    back, missed = (len(one[key].rows()) for key in ("targets_back", "targets_missed"))
    return ", ".join(filter(None, (f"{back} back" if back else "", f"{missed} missed" if missed else "")))


def _unit(goal: Goal, rows: Sequence[dict[str, Any]]) -> tuple[float, str]:
    """Return by which factor differences are shown, and in what."""
    shown = figures.scale_of_change(key_of(goal), max(abs(row["difference"]) for row in rows))
    return shown.factor, shown.suffix.strip()


def _in_unit(row: dict[str, Any], factor: float) -> dict[str, Any]:
    values = {key: row[key] for key in ("difference", "low", "high")}
    return row | {key: None if value is None else factor * value for key, value in values.items()}


def _panel(rows: list[dict[str, Any]], over: Spec | None, along: Spec, unseen: Spec) -> Spec:
    nothing: Spec = {
        "data": {"values": [{"zero": 0}]},
        "mark": {"type": "rule", "color": "@soft", "strokeWidth": 1, "aria": False},
        "encoding": {"y": {**Y, "field": "zero"}},
    }
    size = SMALL if len(rows) > DENSE else LARGE
    return {
        "width": "container",
        "height": HEIGHT,
        "data": {"values": rows},
        "layer": [
            *([] if over is None else [over]),
            unseen,
            nothing,
            *_dots({"field": "middle", **along}, size),
        ],
    }


def _dots(x: Spec, size: int) -> Iterator[Spec]:
    """Yield intervals, and the dots in them."""
    what: Spec = {"field": "what", "type": "nominal"}
    colours = {"domain": list(LOOKS), "range": [colour for colour, _ in LOOKS.values()]}
    shapes = {"domain": list(LOOKS), "range": [shape for _, shape in LOOKS.values()]}
    by_colour = {**what, "scale": colours, "legend": {"symbolOpacity": 1}}
    says = [
        *(told("when", "time"), told("group", "group"), told("what", "with"), told("text", "difference")),
        *(told("known", "95 % interval"), told("targets", "targets")),
    ]
    yield {
        "mark": {"type": "rule", "strokeWidth": 1.5, "opacity": 0.55, "aria": False},
        "encoding": {"x": x, "y": {**Y, "field": "low"}, "y2": {"field": "high"}, "color": by_colour},
    }
    yield {
        "mark": {"type": "point", "filled": True, "opacity": 1, "size": size},
        "encoding": {
            "x": x,
            "y": {**Y, "field": "difference"},
            "color": by_colour,
            "shape": {**what, "scale": shapes},
            "tooltip": says,
        },
    }
