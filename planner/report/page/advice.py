"""The page of `planner advise`."""

from collections.abc import Iterator

from planner.kpi import Estimate
from planner.report import figures
from planner.report.advise.words import OF_PART, figure, key_of, measured
from planner.report.charts.advised import BACK, BEST, CLOSER, GO, advised, changes, signed
from planner.report.charts.more_and_less import changed, effects, effects_by_hour, moved, told_goals
from planner.report.page.parts import (
    Cell,
    Grid,
    Page,
    Section,
    Tile,
    Tone,
    change_cell,
    charts,
    cut_short,
    filled,
    name_cell,
    when_cell,
)
from planner.report.reading import Reading
from planner.report.spans import of_days, since_start, span
from planner.report.staffing import read_back
from planner.report.staffing.words import amount, target
from planner.staffing.goals import Goal

MOST_ROWS = 200


def advice(result: Reading) -> Page:
    """Return the page of a result. Raises `NoResult`."""
    count = result["replications"].number
    return Page(
        title=result["scenario"].text,
        heading=f"{span(result).whole} · {count:,.0f} replication{'s' if count > 1 else ''} each",
        said=result["summary"].text,
        tone=_tone(result),
        big=_big(result),
        tiles=tuple(_tiles(result)),
        sections=filled(_sections(result)),
        notes=tuple(result["notes"].texts),
    )


def _tone(result: Reading) -> Tone:
    if not all(part["holds"].truth for part in result["targets"].rows()):
        return "bad"
    return "unsure" if result["stopped"].truth else "good"


def _big(result: Reading) -> Tile:
    """Return how a single target stands, or how many of several hold."""
    parts = result["targets"].rows()
    if len(parts) != 1:
        holding = sum(part["holds"].truth for part in parts)
        return Tile("targets hold as planned", f"{holding} of {len(parts)}")
    (only,) = parts
    goal, estimate = read_back.goal(only), only.estimate
    known = figures.interval(key_of(goal), estimate)
    return Tile(f"{figure(goal)} as planned", measured(goal, estimate), f"{known} · {target(goal)}")


def _tiles(result: Reading) -> Iterator[Tile]:
    advised_of = changes(result)
    hours = {kind: sum(change.hours for change in found) for kind, found in advised_of.items()}
    if BEST in advised_of:
        best = advised_of[BEST][0]
        when = since_start(result, best.begin, best.end).when(of_days(result))
        yield Tile("one more agent does most", when, f"{best.group}: {_main(result)}")
    yield Tile("agent hours that can go", amount(hours.get(GO, 0.0)))
    for kind in (BACK, CLOSER):
        if kind in hours:
            yield Tile(f"agent hours more {kind.replace('brings', 'bring')}", amount(hours[kind]))


def _main(result: Reading) -> str:
    """Say what the first change does to what matters most."""
    goal = next(iter(told_goals(result)), None)
    if goal is None:
        return ""
    found = {effect.goal: effect.difference for effect in effects(result["best"].rows()[0])}
    return f"{figure(goal)} {_difference(goal, found).text}"


def _sections(result: Reading) -> Iterator[Section]:
    yield Section("Targets as planned", (), (_targets(result),))
    closer = "What brings the targets closer"
    if "targets_hold_then" in result and result["targets_hold_then"].truth:
        closer = "What brings the targets back"
    grids = [
        _apart("Where one more agent does most", result, result["best"].rows()),
        _in_turn(result, result["can_go"].rows()),
        *([_at_once(closer, result, result["targets_back"])] if "targets_back" in result else []),
    ]
    yield Section("What to change", charts(result, advised), tuple(grid for grid in grids if grid.rows))
    hours = [
        _hours("One more agent for an hour: what helps most", result, result["one_more"].rows()),
        _hours("One agent less for an hour: what harms least", result, result["one_less"].rows()),
    ]
    told = effects_by_hour(result)
    yield Section("Hour by hour", told[:1], tuple(grid for grid in hours if grid.rows), folded=True)
    yield Section("Other figures hour by hour", told[1:])


def _targets(result: Reading) -> Grid:
    rows = []
    for part in result["targets"].rows():
        goal = read_back.goal(part)
        known = figures.interval(key_of(goal), part.estimate)
        stands = name_cell("holds" if part["holds"].truth else "missed")
        rows.append((name_cell(target(goal)), Cell(measured(goal, part.estimate), known), stands))
    return Grid("On average over the replications", ("target", "all the time", "verdict"), tuple(rows))


def _hours(title: str, result: Reading, parts: list[Reading]) -> Grid:
    return _apart(cut_short(title, "hours", len(parts), MOST_ROWS), result, parts[:MOST_ROWS])


def _apart(title: str, result: Reading, parts: list[Reading]) -> Grid:
    """Return a row per change, each by itself."""
    rows = [(*_where(result, changed(one)[0]), *_differences(result, one), Cell(moved(one))) for one in parts]
    return Grid(title, ("time", "group", "agents", *_titles(result), "targets"), tuple(rows))


def _in_turn(result: Reading, parts: list[Reading]) -> Grid:
    rows = [(*_where(result, changed(one)[-1]), *_differences(result, one)) for one in parts]
    title = "Who can go: each line with those above it"
    return Grid(title, ("time", "group", "agents", *_titles(result)), tuple(rows))


def _at_once(title: str, result: Reading, one: Reading) -> Grid:
    """Return a row per change, and what they do together in the last one."""
    goals = told_goals(result)
    rows = [
        (*_where(result, change), *(Cell("") for _ in goals)) for change in one["changes"].rows()[:MOST_ROWS]
    ]
    rows.append((Cell("together"), Cell(""), Cell(""), *_differences(result, one)))
    return Grid(title, ("time", "group", "agents", *_titles(result)), tuple(rows))


def _where(result: Reading, change: Reading) -> tuple[Cell, ...]:
    at, group, agents = span(change), change["group"].text, int(change["agents"].number)
    return when_cell(at, of_days(result)), name_cell(group), Cell(signed(agents), sort=agents)


def _titles(result: Reading) -> Iterator[str]:
    return (figure(goal) + OF_PART[goal.per] for goal in told_goals(result))


def _differences(result: Reading, one: Reading) -> Iterator[Cell]:
    found = {effect.goal: effect.difference for effect in effects(one)}
    for goal in told_goals(result):
        yield _difference(goal, found)


def _difference(goal: Goal, found: dict[Goal, Estimate]) -> Cell:
    if goal not in found or found[goal].mean is None:
        return Cell(figures.UNKNOWN)
    key, apart = key_of(goal), found[goal]
    return change_cell(key, apart, figures.change_interval(key, apart))
