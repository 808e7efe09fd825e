"""The page of `planner compare`."""

from collections.abc import Iterator

from planner.kpi import BY_KEY, Estimate
from planner.report import figures
from planner.report.charts.alternatives import ahead, alternatives, in_order, leading
from planner.report.charts.differences import difference
from planner.report.charts.names import shortened
from planner.report.comparison.outline import TOLD_AFTER, WORDS
from planner.report.page.parts import (
    Cell,
    Grid,
    Page,
    Section,
    Tile,
    by_name,
    cell,
    change_cell,
    charts,
    count_cell,
    filled,
    name_cell,
)
from planner.report.reading import Reading
from planner.report.table import capital

TILES = ("service_level", "missed_rate", "wait_mean", "frt_mean", "utilization", "staffed_hours")
MOST_OF_A_NAME = 40


def comparison(result: Reading) -> Page:
    """Return the page of a result. Raises `NoResult`."""
    leader = _leader(result)
    return Page(
        title=result["alternatives"][result["base"].text]["scenario"].text,
        heading=result["heading"].text,
        said=result["summary"].text,
        tone="good" if result["sure"].truth else "unsure",
        big=_big(result, leader),
        tiles=tuple(_tiles(result, leader)),
        sections=filled(_sections(result)),
        notes=(*result["notes"].texts, *result["assumptions"].texts),
    )


def _leader(result: Reading) -> str:
    """Return who is best, or looks best; the base where nobody does."""
    found = ahead(result)
    return result["base"].text if found is None else found["name"].text


def _big(result: Reading, leader: str) -> Tile:
    key = leading(result)
    best = result["alternatives"][leader]["kpis"].figures.get(key, Estimate(None))
    short = shortened([leader], MOST_OF_A_NAME)[0]
    title = BY_KEY[key].title
    return Tile(
        title if ahead(result) is None else f"best {title}",
        figures.value(key, best),
        f"{short} · {figures.interval(key, best)}",
    )


def _tiles(result: Reading, leader: str) -> Iterator[Tile]:
    """Yield what the leader brings, and how far that is from the base."""
    of_leader, base = result["alternatives"][leader]["kpis"].figures, result["base"].text
    for key in TILES:
        if key not in of_leader or key == leading(result):
            continue
        detail = figures.interval(key, of_leader[key])
        if leader != base:
            apart = result["differences"][leader]
            detail = f"{figures.change(key, apart[key].estimate)} to the base" if key in apart else ""
        yield Tile(BY_KEY[key].title, figures.value(key, of_leader[key]), detail)


def _sections(result: Reading) -> Iterator[Section]:
    shown = result["shown"].kpis
    if "best" in result:
        yield Section("The search for the best", (), (_search(result),))
    yield Section("The alternatives", charts(result, alternatives))
    yield Section(
        "What is better, and is that sure?",
        charts(result, *(difference(key) for key in shown)),
        tuple(_differences(result, key) for key in shown if _differs(result, key)),
        folded=True,
    )
    listed = [(name_cell(name), of_one) for name, of_one in in_order(result)]
    yield Section("All figures", (), (by_name("Each alternative", "alternative", shown, listed),))
    yield Section("By type and group", (), tuple(_scopes(result, shown)))


def _search(result: Reading) -> Grid:
    best = result["best"]
    key = best["kpi"].kpi
    rows = []
    for placed in best["order"].rows():
        name, count = placed["name"].text, placed["replications"].number
        value = result["alternatives"][name]["kpis"].figures.get(key, Estimate(None))
        out = placed.number_at("eliminated_at")
        eliminated = Cell("") if out is None else Cell(f"after {out:,.0f}", sort=out)
        rows.append((name_cell(name), cell(key, value), count_cell(count), eliminated))
    close = figures.amount(key, best["within"].number)
    title = f"The best in {BY_KEY[key].title}, within {close} (KN; --within)"
    return Grid(title, ("alternative", BY_KEY[key].title, "replications", "eliminated"), tuple(rows))


def _differs(result: Reading, key: str) -> bool:
    return any(
        key in of_one and of_one[key]["verdict"].text != "same" for _, of_one in result["differences"].items()
    )


def _differences(result: Reading, key: str) -> Grid:
    base, rows = result["base"].text, []
    for name, _ in in_order(result):
        if name == base:
            continue
        of_one = result["differences"][name]
        if key not in of_one:
            rows.append(
                (name_cell(name), *(Cell(text) for text in (figures.UNKNOWN, figures.UNKNOWN, "unknown", "")))
            )
            continue
        found, verdict = of_one[key].estimate, of_one[key]["verdict"].text
        rows.append(
            (
                name_cell(name),
                change_cell(key, found),
                Cell(figures.change_interval(key, found)),
                Cell(WORDS.get(verdict, verdict), sort=verdict),
                count_cell(of_one[key].number_at("replications_needed")),
            )
        )
    columns = ("alternative", "difference", "95\u00a0%\u00a0interval", "verdict", TOLD_AFTER)
    return Grid(f"{capital(BY_KEY[key].title)}: difference to {base}", columns, tuple(rows))


def _scopes(result: Reading, shown: list[str]) -> Iterator[Grid]:
    """Yield the figures by type and by group, where there are several."""
    for scope, title in (("chat_types", "chat type"), ("agent_groups", "group")):
        listed = [
            (Cell(name, alternative, name), of_name.figures)
            for alternative, _ in in_order(result)
            for name, of_name in result["alternatives"][alternative][scope].items()
        ]
        if len({name.text for name, _ in listed}) > 1:
            yield by_name(f"By {title}", title, shown, listed)
