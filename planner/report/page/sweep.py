"""The page of `planner sweep`."""

from collections.abc import Iterator, Sequence

from planner.kpi import BY_KEY, Estimate
from planner.report import figures
from planner.report.charts.frontier import frontier
from planner.report.charts.grid import GridPoint, PointGrid, grid_of, numbered
from planner.report.charts.heat_map import heat_maps
from planner.report.charts.names import shortened
from planner.report.charts.single_axis import single_axis
from planner.report.page.parts import (
    Cell,
    Grid,
    Page,
    Section,
    Tile,
    Tone,
    cell,
    charts,
    cut_short,
    filled,
    name_cell,
)
from planner.report.reading import Reading
from planner.scenario.quantities import duration_text
from planner.study.frontier import COST

MOST_ROWS = 1000
PROMISE = {"kept": "surely kept", "undecided": "too close to tell", "broken": "not kept"}
MOST_OF_A_NAME = 60
TILES = ("missed_rate", "wait_mean", "frt_mean", "utilization")


def sweep(result: Reading) -> Page:
    """Return the page of a result. Raises `NoResult`."""
    grid = grid_of(result)
    chosen = _chosen(grid)
    return Page(
        title=result["scenario"].text,
        heading=result["heading"].text,
        said=result["summary"].text,
        tone=_tone(grid),
        big=_big(result, grid, chosen),
        tiles=() if chosen is None else tuple(_tiles(grid, chosen)),
        sections=filled(_sections(result, grid)),
        notes=tuple(result["notes"].texts),
    )


def _tone(grid: PointGrid) -> Tone:
    verdicts = {point.verdict for point in grid.points}
    if "kept" in verdicts:
        return "good"
    return "bad" if verdicts == {"broken"} else "unsure"


def _chosen(grid: PointGrid) -> GridPoint | None:
    """Return the point that the first sentence ends with: the cheapest that surely keeps the promise, or the best."""
    kept = [point for point in grid.points if point.verdict == "kept"]
    if kept:
        return min(kept, key=lambda point: (_mean(point, COST), -_mean(point, "service_level")))
    return max(grid.points, key=lambda point: _mean(point, "service_level"), default=None)


def _mean(point: GridPoint, key: str) -> float:
    mean = point.figure(key).mean
    return -1.0 if mean is None else mean


def _big(result: Reading, grid: PointGrid, chosen: GridPoint | None) -> Tile:
    if chosen is None:
        return Tile("points", "0", f"{result['left_out'].number:,.0f} are left out by --where")
    name = shortened([grid.name(chosen)], MOST_OF_A_NAME)[0]
    within = duration_text(result["within"].number)
    level = chosen.figure("service_level")
    if chosen.verdict == "kept":
        hours = figures.value(COST, chosen.figure(COST))
        return Tile("fewest agent hours", hours, name)
    return Tile(f"best service level within {within}", figures.value("service_level", level), name)


def _tiles(grid: PointGrid, chosen: GridPoint) -> Iterator[Tile]:
    first = "service_level" if chosen.verdict == "kept" else COST
    for key in (first, *TILES):
        if key in chosen.figures:
            told = chosen.figure(key)
            yield Tile(BY_KEY[key].title, figures.value(key, told), figures.interval(key, told))


def _sections(result: Reading, grid: PointGrid) -> Iterator[Section]:
    yield Section("What the settings bring", (*charts(result, single_axis), *heat_maps(result)))
    yield Section(
        "What agent hours buy",
        charts(result, frontier),
        tuple(one for one in (_targets(result, grid), _frontier(result, grid)) if one.rows),
    )
    listed = grid.points[:MOST_ROWS]
    title = cut_short("Points", "points", len(grid.points), MOST_ROWS)
    keys = [key for key in result["shown"]["table"].kpis if any(key in point.figures for point in listed)]
    yield Section(
        "All points", (), (_listed(title, grid, listed, keys, judged=_judged(result)),) if listed else ()
    )


def _judged(result: Reading) -> bool:
    return result["replications"].number > 1


def _frontier(result: Reading, grid: PointGrid) -> Grid:
    key = result["shown"]["frontier"].kpi
    points = [grid.points[number] for number in numbered(grid, result["frontier"].rows())]
    title = f"On the frontier: no other has as good a {BY_KEY[key].title} for fewer agent hours"
    return _listed(title, grid, points, list(dict.fromkeys((COST, key))), judged=_judged(result))


def _listed(
    title: str, grid: PointGrid, points: Sequence[GridPoint], keys: Sequence[str], *, judged: bool
) -> Grid:
    columns = [axis.name for axis in grid.axes]
    columns += ["promise"] if judged else []
    columns += [BY_KEY[key].title for key in keys]
    rows = [
        (
            *_settings(grid, point),
            *((Cell(PROMISE.get(point.verdict, point.verdict), sort=point.verdict),) if judged else ()),
            *(cell(key, point.figure(key)) for key in keys),
        )
        for point in points
    ]
    return Grid(title, tuple(columns), tuple(rows))


def _settings(grid: PointGrid, point: GridPoint) -> tuple[Cell, ...]:
    """Return what a point's settings are, in the order of the axes."""
    return tuple(
        Cell(axis.labels[place], sort=float(place))
        for axis, place in zip(grid.axes, point.places, strict=True)
    )


def _targets(result: Reading, grid: PointGrid) -> Grid:
    key = result["shown"]["frontier"].kpi
    rows: list[tuple[Cell, ...]] = []
    asked = [row["target"].number for row in result["targets"].rows()]
    for row in result["targets"].rows():
        target = row["target"].number
        shown = Cell(figures.value(key, Estimate(target)), sort=target)
        for how, field in (("surely", "surely"), ("on average", "on_average")):
            if field == "on_average" and row[field].value == row["surely"].value:
                continue
            rows.append((shown, name_cell(how), *_reached(grid, row, field)))
    limit = "at least" if asked == sorted(asked) else "at most"
    columns = (limit, "reached", "agent hours", *(axis.name for axis in grid.axes))
    return Grid(f"Fewest agent hours for a {BY_KEY[key].title} of", columns, tuple(rows))


def _reached(grid: PointGrid, row: Reading, field: str) -> tuple[Cell, ...]:
    if field not in row:
        return tuple(Cell(figures.UNKNOWN) for _ in range(1 + len(grid.axes)))
    point = grid.points[numbered(grid, [row[field]])[0]]
    cost = point.figure(COST)
    hours = Cell(figures.value(COST, cost), sort="" if cost.mean is None else cost.mean)
    return (hours, *_settings(grid, point))
