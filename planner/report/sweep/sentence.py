"""The first line about a sweep: which points keep the promise, and at what cost."""

from planner.kpi import Figures
from planner.report import figures
from planner.report.sweep.labels import Labels
from planner.scenario.quantities import duration_text
from planner.study import Verdict, judge
from planner.study.frontier import COST, of_least_cost
from planner.study.sweep import Point, Sweep


def judgement(point: Point, replications: int) -> Verdict:
    """Judge a point's service level against what its scenario promises."""
    return judge(point.overall.figures["service_level"], point.promised, replications).verdict


def sentence(sweep: Sweep, labels: Labels) -> str:
    """Say how many points surely keep the promise, and which of them has the fewest agent hours."""
    points = sweep.points
    if not points:
        return f"None of the {sweep.left_out:,} points fulfils --where."
    if sweep.replications == 1:
        return f"One replication cannot tell which points keep {_promise(sweep)}; {_best(points, labels)}."
    verdicts = [judgement(point, sweep.replications) for point in points]
    kept = [point for point, verdict in zip(points, verdicts, strict=True) if verdict is Verdict.KEPT]
    undecided = verdicts.count(Verdict.UNDECIDED)
    said = f"{len(kept) or 'None'} of {_points(len(points))} surely {'keep' if len(kept) > 1 else 'keeps'} "
    said += _promise(sweep)
    if undecided:
        said += f", {undecided} {'is' if undecided == 1 else 'are'} too close to tell"
    if sweep.left_out:
        said += f" ({sweep.left_out:,} {'is' if sweep.left_out == 1 else 'are'} left out by --where)"
    return f"{said}; {_cheapest(kept, labels) if kept else _best(points, labels)}."


def _points(count: int) -> str:
    return f"{count:,} point{'' if count == 1 else 's'}"


def _promise(sweep: Sweep) -> str:
    targets = {point.promised for point in sweep.points}
    if len(targets) > 1 or any(axis.path.startswith("service_level") for axis in sweep.axes):
        return "its own promise" if len(sweep.points) == 1 else "their own promise"
    return f"{figures.share(targets.pop())} within {duration_text(sweep.within)}"


def _cheapest(kept: list[Point], labels: Labels) -> str:
    number = of_least_cost([point.overall.figures for point in kept], "service_level", range(len(kept)))
    cheapest = kept[number or 0]
    cost = cheapest.overall.figures[COST]
    hours = figures.value(COST, cost).removesuffix(" h")
    alike = sum(point.overall.figures[COST].mean == cost.mean for point in kept)
    if alike > 1:
        named = f"on average the best of these is {labels.point(cheapest.settings)}"
        return f"the fewest agent hours are {hours}, at {alike} of them; {named}"
    which = "it has" if len(kept) == 1 else "the cheapest of them has"
    return f"{which} {hours} agent hours: {labels.point(cheapest.settings)}"


def _best(points: tuple[Point, ...], labels: Labels) -> str:
    best = max(points, key=lambda point: _level(point.overall.figures))
    level = figures.value("service_level", best.overall.figures["service_level"])
    return f"the best has {level}: {labels.point(best.settings)}"


def _level(of_point: Figures) -> float:
    mean = of_point["service_level"].mean
    return -1.0 if mean is None else mean
