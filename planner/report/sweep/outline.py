"""What a sweep's report shows besides heat maps: the same tables for the console and Markdown."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import prod

from planner.kpi import BY_KEY, Estimate
from planner.report import figures
from planner.report.outline import bar
from planner.report.sweep.labels import Labels
from planner.report.table import Table, capital
from planner.study.frontier import COST, cheapest, frontier, targets
from planner.study.sweep import Point, Sweep

SHOWN = (
    *("staffed_hours", "service_level", "missed_rate", "wait_mean", "frt_mean", "utilization"),
    *("transfer_wait_mean", "transfer_missed_rate"),
)
MOST_ROWS = 50
PLUS_MINUS = "± is how far the 95 % interval of each point reaches; of percentages it is in points"
ELSEWHERE = "all are in --format json and csv"


@dataclass(frozen=True)
class Wanted:
    """What a planner wants to see."""

    kpi: str = "service_level"
    """What the map shows."""
    frontier: str = "service_level"
    """What agent hours buy."""
    shown: tuple[str, ...] = SHOWN
    """What the table of points shows."""


def heading(sweep: Sweep, labels: Labels) -> str:
    """Say what was run."""
    points = prod(len(axis.values) for axis in sweep.axes)
    grid = f"{points:,} point{'s' if points > 1 else ''}: {' × '.join(labels.paths.values())}"
    count = sweep.replications
    return f"{grid} · {count} replication{'s' if count > 1 else ''} of each · seed {sweep.seed}"


def outline(sweep: Sweep, wanted: Wanted, labels: Labels) -> Iterator[Table]:
    """Yield the tables: bars over a single axis, all points, and what agent hours buy."""
    if not sweep.points:
        return
    if len(sweep.axes) == 1:
        yield _bars(sweep, wanted.kpi, labels)
    yield _all_points(sweep, wanted.shown, labels)
    yield _frontier(sweep, wanted, labels)
    yield from _targets(sweep, wanted.frontier, labels)


def notes(sweep: Sweep, labels: Labels) -> list[str]:
    """Return how to read the tables."""
    return [
        *labels.notes(),
        PLUS_MINUS,
        "all points meet the same customers, so differences between them are surer than the intervals tell",
        "surely means that all of the interval reaches the target; among many points a few may do so by luck: "
        "try the one you choose with another --seed",
    ]


def asked_targets(sweep: Sweep, key: str) -> list[float]:
    """Return what to ask of a KPI: round values, and what is promised if that is the same at all points."""
    promised = {point.promised for point in sweep.points} if key == "service_level" else set()
    return targets(key, promised.pop() if len(promised) == 1 else None)


def _bars(sweep: Sweep, key: str, labels: Labels) -> Table:
    points = _first(sweep.points)
    means = [_figure(point, key).mean or 0.0 for point in points]
    longest = 1.0 if BY_KEY[key].is_share else max(means, default=0.0)
    rows = [
        (
            *labels.cells(point.settings),
            bar(min(1.0, mean / longest) if longest else 0.0),
            _told(key, point),
            figures.value(COST, _figure(point, COST)),
        )
        for point, mean in zip(points, means, strict=True)
    ]
    names = tuple(labels.paths.values())
    return Table(
        f"{capital(BY_KEY[key].title)} by {names[0]}",
        (*names, "", BY_KEY[key].title, "agent hours"),
        tuple(rows),
    )


def _all_points(sweep: Sweep, keys: Sequence[str], labels: Labels) -> Table:
    told = [key for key in keys if any(key in point.overall.figures for point in sweep.points)]
    return _listed(_title("points", len(sweep.points)), sweep.points, told, labels)


def _frontier(sweep: Sweep, wanted: Wanted, labels: Labels) -> Table:
    numbers = frontier([point.overall.figures for point in sweep.points], wanted.frontier)
    title = f"on the frontier: no other has as good a {BY_KEY[wanted.frontier].title} for fewer agent hours"
    keys = list(dict.fromkeys((COST, wanted.frontier)))
    return _listed(_title(title, len(numbers)), [sweep.points[number] for number in numbers], keys, labels)


def _targets(sweep: Sweep, key: str, labels: Labels) -> Iterator[Table]:
    asked = asked_targets(sweep, key)
    of_points = [point.overall.figures for point in sweep.points]
    rows: list[tuple[str, ...]] = []
    for target in asked:
        reached = cheapest(of_points, key, target)
        shown = figures.value(key, Estimate(target))
        for how, number in (("surely", reached.surely), ("on average", reached.on_average)):
            if how == "on average" and number == reached.surely:
                continue
            rows.append((shown, how, *_row(sweep, number, labels)))
            shown = ""
    if rows:
        title = f"Fewest agent hours for a {BY_KEY[key].title} of"
        limit = "at least" if asked == sorted(asked) else "at most"
        yield Table(title, (limit, "", "agent hours", *labels.paths.values()), tuple(rows))


def _row(sweep: Sweep, number: int | None, labels: Labels) -> tuple[str, ...]:
    if number is None:
        return (figures.UNKNOWN,) * (1 + len(sweep.axes))
    point = sweep.points[number]
    return (figures.value(COST, _figure(point, COST)), *labels.cells(point.settings))


def _listed(title: str, points: Sequence[Point], keys: Sequence[str], labels: Labels) -> Table:
    rows = [(*labels.cells(point.settings), *(_told(key, point) for key in keys)) for point in _first(points)]
    columns = (*labels.paths.values(), *(BY_KEY[key].title for key in keys))
    return Table(title, columns, tuple(rows))


def _told(key: str, point: Point) -> str:
    """Write a figure, and how far it reaches unless it is the same in every replication."""
    figure = _figure(point, key)
    return (figures.compact if figures.reach(figure) else figures.value)(key, figure)


def _first(points: Sequence[Point]) -> Sequence[Point]:
    return points[:MOST_ROWS]


def _title(what: str, count: int) -> str:
    if count > MOST_ROWS:
        return f"The first {MOST_ROWS} of {count:,} {what} ({ELSEWHERE})"
    return capital(what)


def _figure(point: Point, key: str) -> Estimate:
    return point.overall.figures.get(key, Estimate(None))
