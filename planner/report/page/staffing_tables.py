"""The tables of the page of `planner staff` and `planner schedule`."""

from collections.abc import Iterator
from itertools import groupby

from planner.report.charts.coverage import DIVISION, FIRST, FOUND, Covered, covered
from planner.report.charts.one_less import shorts
from planner.report.page.parts import Cell, Grid, cut_short, name_cell, when_cell
from planner.report.reading import Reading
from planner.report.spans import Span, of_days, since_start, span
from planner.report.staffing import one_less, read_back
from planner.report.staffing.sentence import nearest_of, value_of, verdict
from planner.report.staffing.words import amount, target

MOST_ROWS = 200
MOST_SHORT = 50


def out_of_reach(result: Reading) -> Grid:
    """Return the targets that no staffing keeps. Raises `NoResult`."""
    rows = []
    for part in result["unreachable"].rows():
        missed = read_back.missed(part)
        where = span(part).when(of_days(result)) if "start" in part else ""
        above_all = "above all " if where and missed.goal.per == "run" else ""
        rows.append(_cells(target(missed.goal), missed.why, f"{above_all}{where}", nearest_of(missed) or "–"))
    return Grid("Targets that no staffing keeps", ("target", "why", "where", "nearest"), tuple(rows))


def agents(result: Reading) -> Iterator[Grid]:
    """Yield each group's agents, neighbours put together where all figures are alike. Raises `NoResult`."""
    dated = of_days(result)
    for group, parts in covered(result).items():
        ways = [way for way in (FOUND, FIRST, DIVISION) if any(way in part.agents for part in parts)]
        of_group = list(_runs(parts))
        rows = [
            (
                when_cell(at, dated),
                *(_number(agents[way]) if way in agents else Cell("–") for way in ways),
            )
            for at, agents in of_group[:MOST_ROWS]
        ]
        yield Grid(
            cut_short(f"Agents of {group}", "stretches", len(of_group), MOST_ROWS),
            ("time", *ways),
            tuple(rows),
        )


def _runs(parts: list[Covered]) -> Iterator[tuple[Span, dict[str, float]]]:
    def alike(numbered: tuple[int, Covered]) -> tuple[object, ...]:
        place, part = numbered
        goes_on = place > 0 and parts[place - 1].span.end == part.span.begin
        breaks[0] += not goes_on
        return part.span.begin.date(), breaks[0], tuple(sorted(part.agents.items()))

    breaks = [0]
    for _, run in groupby(enumerate(parts), key=alike):
        of_run = [part for _, part in run]
        yield Span(of_run[0].span.begin, of_run[-1].span.end), of_run[0].agents


def proof(result: Reading) -> Iterator[Grid]:
    """Yield how targets stand in the proof, if there is one. Raises `NoResult`."""
    rows = []
    anywhere = any("start" in part for part in result["proof"].rows())
    for part in result["proof"].rows():
        of_part = read_back.proof(part)
        where = span(part).when(of_days(result)) if "start" in part else ""
        tightest = (where,) if anywhere else ()
        rows.append(_cells(target(of_part.goal), *tightest, value_of(of_part), verdict(of_part)))
    if rows:
        title = f"On {result['proof_replications'].number:,.0f} fresh replications, with 95 % intervals"
        yield Grid(title, ("target", *(("tightest",) if anywhere else ()), "value", "verdict"), tuple(rows))


def short(result: Reading) -> Iterator[Grid]:
    """Yield the intervals in which one less does most, if that was tried. Raises `NoResult`."""
    costliest = one_less.costliest(shorts(result))
    goals = one_less.told_of(costliest)
    rows = [
        (
            when_cell(since_start(result, short.begin, short.end), of_days(result)),
            name_cell(short.group),
            _number(short.agents),
            *(Cell(text) for text in one_less.cells(goals, [short])),
        )
        for short in costliest[:MOST_SHORT]
    ]
    if rows:
        title = cut_short("What one agent less does, most first", "intervals", len(costliest), MOST_SHORT)
        yield Grid(title, ("time", "group", "agents", *one_less.titles(goals)), tuple(rows))


def plan(result: Reading) -> Iterator[Grid]:
    """Yield the shifts and who works them, if there are any. Raises `NoResult`."""
    parts, priced = result["plan"].rows(), result["priced"].truth
    each = ("cost each", "cost") if priced else ("paid hours each", "paid hours")
    rows = []
    for part in parts[:MOST_ROWS]:
        at, agents, cost = span(part), int(part["agents"].number), part["cost"].number
        pattern, group = part["pattern"].text, part["group"].text
        rows.append(
            (
                name_cell(pattern),
                name_cell(group),
                when_cell(at, of_days(result)),
                Cell(", ".join(span(pause).clock for pause in part["breaks"].rows())),
                *(_number(agents), _amount(cost), _amount(agents * cost)),
            )
        )
    if rows:
        title = cut_short("Shifts", "kinds", len(parts), MOST_ROWS)
        yield Grid(title, ("pattern", "group", "shift", "breaks", "agents", *each), tuple(rows))
    roster = result["roster"].rows() if "roster" in result else []
    if roster:
        yield _roster(roster, of_days(result))


def _roster(roster: list[Reading], dated: bool) -> Grid:
    rows = []
    for part in roster[:MOST_ROWS]:
        agent, group, at = part["agent"].text, part["group"].text, span(part)
        rows.append(
            (
                name_cell(agent),
                name_cell(group),
                when_cell(at, dated),
                Cell(part["breaks"].text),
            )
        )
    title = cut_short("Roster", "shifts", len(roster), MOST_ROWS)
    return Grid(title, ("agent", "group", "shift", "breaks"), tuple(rows))


def stages(result: Reading) -> Grid:
    """Return what the parts of the search tried. Raises `NoResult`."""
    rows = [
        (
            Cell(part["stage"].text),
            *(_number(int(part[column].number)) for column in ("trials", "replications")),
        )
        for part in result["stages"].rows()
    ]
    return Grid("What the search tried", ("stage", "staffings tried", "replications"), tuple(rows))


def _cells(*texts: str) -> tuple[Cell, ...]:
    return tuple(name_cell(text) for text in texts)


def _number(number: float) -> Cell:
    return Cell(f"{number:,g}" if number < 1e6 else f"{number:,.0f}", sort=number)


def _amount(number: float) -> Cell:
    return Cell(amount(number), sort=number)
