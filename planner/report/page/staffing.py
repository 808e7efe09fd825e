"""The page of `planner staff` and `planner schedule`."""

from collections.abc import Iterator

from planner.report import figures
from planner.report.charts.coverage import coverage
from planner.report.charts.one_less import strips
from planner.report.charts.proofs import proofs
from planner.report.charts.shift_plan import shift_plan
from planner.report.charts.shifts import shift_day
from planner.report.outline import OF_GROUPS
from planner.report.page import staffing_tables as tables
from planner.report.page.parts import (
    Page,
    Section,
    Tile,
    Tone,
    by_name,
    charts,
    filled,
    named,
    run_figures,
)
from planner.report.reading import Reading
from planner.report.spans import span
from planner.report.staffing.words import amount


def staffing(result: Reading) -> Page:
    """Return the page of a result. Raises `NoResult`."""
    count = len(result["proof"].rows()) or len(result["unreachable"].rows())
    asked = f" · {count} target{'' if count == 1 else 's'}" if count else ""
    return Page(
        title=result["scenario"].text,
        heading=f"{span(result).whole}{asked}",
        said=result["summary"].text,
        tone=_tone(result),
        big=_big(result),
        tiles=tuple(_tiles(result)),
        sections=filled(_sections(result)),
        notes=tuple(result["notes"].texts),
    )


def _tone(result: Reading) -> Tone:
    if result["unreachable"].rows():
        return "bad"
    return "good" if result["feasible"].truth and not result["stopped"].truth else "unsure"


def _big(result: Reading) -> Tile:
    """Return what it costs; where hours have no price, how many there are."""
    least = ""
    if "lower_bound" in result:
        least = f"at least {amount(result['lower_bound'].number)} by the cuts' estimate"
    if "from_optimum" in result:
        apart = f"{result['from_optimum'].number:.2g}"
        least += f", at most {figures.share(float(apart))} from the optimum"
    if result["priced"].truth:
        return Tile("cost", amount(result["cost"].number), least)
    if result["plan"].rows():
        return Tile("paid hours", amount(result["cost"].number), least)
    return Tile("agent hours", amount(result["agent_hours"].number), least)


def _tiles(result: Reading) -> Iterator[Tile]:
    yield Tile("agents at the busiest moment", f"{result['agents_at_most'].number:,g}")
    if result["priced"].truth or result["plan"].rows():
        yield Tile("agent hours on duty", amount(result["agent_hours"].number))
    if result["plan"].rows():
        worked = sum(int(part["agents"].number) for part in result["plan"].rows())
        kinds = len({part["pattern"].text for part in result["plan"].rows()})
        yield Tile("shifts", f"{worked:,}", f"of {kinds} pattern{'' if kinds == 1 else 's'}")
    if result["overtime_cost"].number > 0:
        yield Tile("cost of overtime", amount(result["overtime_cost"].number))
    proven = [part["holds"].truth for part in result["proof"].rows()]
    if proven:
        replications = f"on {result['proof_replications'].number:,.0f} fresh replications"
        yield Tile("targets proven", f"{sum(proven)} of {len(proven)}", replications)


def _sections(result: Reading) -> Iterator[Section]:
    if result["unreachable"].rows():
        yield Section("Out of reach", (), (tables.out_of_reach(result),))
    yield Section("Agents by interval", charts(result, coverage), tuple(tables.agents(result)), folded=True)
    yield Section("The proof", charts(result, proofs), tuple(tables.proof(result)))
    yield Section("One agent less", charts(result, strips), tuple(tables.short(result)), folded=True)
    yield Section("The shift plan", charts(result, shift_plan), ())
    yield Section("Shifts", charts(result, shift_day), tuple(tables.plan(result)), folded=True)
    of_run = result["kpis"].figures
    of = f"of {result['figure_replications'].number:,.0f} of the proof's replications"
    yield Section(f"All figures, {of}", (), tuple(grid for grid in run_figures(of_run) if grid.rows))
    groups = named(result["agent_groups"])
    if groups:
        yield Section("By agent group", (), (by_name("Each group", "group", OF_GROUPS, groups),))
    yield Section("The search", (), (tables.stages(result),))
