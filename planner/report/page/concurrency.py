"""The page of `planner concurrency`."""

from collections.abc import Iterator

from planner.kpi import BY_KEY, Estimate
from planner.report import figures
from planner.report.charts.chats_at_once import agents_needed, chats_at_once
from planner.report.concurrency.equal_model import Z
from planner.report.concurrency.outline import AT_ONCE, WORDS
from planner.report.page.parts import (
    Cell,
    Grid,
    Page,
    Section,
    Tile,
    Tone,
    by_name,
    cell,
    change_cell,
    charts,
    count_cell,
    filled,
    name_cell,
    tile,
)
from planner.report.reading import NoResult, Reading

TILES = ("service_level", "missed_rate", "frt_mean", "reply_time_mean", "chats_per_agent_hour")


def concurrency(result: Reading) -> Page:
    """Return the page of a result. Raises `NoResult`."""
    caps = result["caps"].rows()
    if not caps:
        raise NoResult("caps is empty")
    told = _told(result, caps)
    of_cap = told["kpis"].figures
    return Page(
        title=result["scenario"].text,
        heading=result["heading"].text,
        said=result["summary"].text,
        tone=_tone(result, caps),
        big=_big(result, told),
        tiles=tuple(tile(key, of_cap) for key in TILES if key in of_cap),
        sections=filled(_sections(result, caps)),
        notes=(*result["notes"].texts, *result["assumptions"].texts),
    )


def _tone(result: Reading, caps: list[Reading]) -> Tone:
    if all("agents_needed" not in row for row in caps):
        return "bad"
    return "good" if "most_that_pay" in result else "unsure"


def _told(result: Reading, caps: list[Reading]) -> Reading:
    """Return the row that the page begins with: the most that pay, or the last of which that is known."""
    if "most_that_pay" in result:
        pay = result["most_that_pay"].number
        return next((row for row in caps if row["chats_at_once"].number == pay), caps[0])
    paying = [place for place, step in enumerate(result["steps"].rows(), start=1) if step["pays"].truth]
    return caps[paying[-1]] if paying and paying[-1] < len(caps) else caps[0]


def _big(result: Reading, told: Reading) -> Tile:
    cap = f"{told['chats_at_once'].number:.0f}"
    keep = result["agents"]["keep"].text
    needed = (
        f"{told['agents_needed']['agents'].number:,.0f} agents keep {keep}" if "agents_needed" in told else ""
    )
    pays = "most_that_pay" in result or any(step["pays"].truth for step in result["steps"].rows())
    return Tile(f"{AT_ONCE} pay" if pays else f"{AT_ONCE}: nothing shows that more pay", cap, needed)


def _sections(result: Reading, caps: list[Reading]) -> Iterator[Section]:
    named = [(_cap(row), row["kpis"].figures) for row in caps]
    whole = by_name("What each number of chats at once brings", AT_ONCE, result["shown"].kpis, named)
    yield Section("What each number brings", charts(result, chats_at_once), (whole,))
    yield Section("The agents it needs", charts(result, agents_needed), (_agents(result, caps),))
    steps = result["steps"].rows()
    yield Section("What one more changes", (), (_differences(result, steps),) if steps else ())
    yield Section("How sure that is", (), (_sure(result, steps),) if steps else (), folded=True)
    yield Section("As handle times", (), tuple(_slowdown(result)))


def _cap(row: Reading) -> Cell:
    cap = row["chats_at_once"].number
    return Cell(f"{cap:.0f}", sort=cap)


def _agents(result: Reading, caps: list[Reading]) -> Grid:
    limits = result["agents"]
    keys = ("service_level",) if "missed_rate_at_most" not in limits else ("service_level", "missed_rate")
    most = f"not with {limits['most_tried'].number:,.0f}"
    rows = []
    for row in caps:
        told: list[Cell] = [_cap(row)]
        for field, none in (("agents_needed", most), ("agents_too_few", figures.UNKNOWN)):
            count = row[field]["agents"].number if field in row else None
            told.append(Cell(none) if count is None else count_cell(count))
            told += [cell(key, row[field][key].estimate if field in row else Estimate(None)) for key in keys]
        rows.append(tuple(told))
    kept = [BY_KEY[key].title for key in keys]
    columns = (AT_ONCE, "agents needed", *kept, "too few", *kept)
    return Grid(f"Agents needed at the busiest moment for {limits['keep'].text}", columns, tuple(rows))


def _differences(result: Reading, steps: list[Reading]) -> Grid:
    """Return a row for each step, with every difference and what to think of it."""
    keys, rows = result["compared"].kpis, []
    for step in steps:
        first = step["from"].number
        name = Cell(f"{first:.0f} → {step['to'].number:.0f}", sort=first)
        rows.append((name, name_cell(step["said"].text), *(_difference(step, key) for key in keys)))
    columns = (AT_ONCE, "one more", *(BY_KEY[key].title for key in keys))
    return Grid("Differences to one less, with their verdicts", columns, tuple(rows))


def _sure(result: Reading, steps: list[Reading]) -> Grid:
    """Return a row for each difference, with its interval."""
    rows = []
    for step in steps:
        first = step["from"].number
        for key in result["compared"].kpis:
            if key in step["differences"]:
                found = step["differences"][key].estimate
                rows.append(
                    (
                        Cell(f"{first:.0f} → {step['to'].number:.0f}", sort=first),
                        name_cell(BY_KEY[key].title),
                        Cell(figures.change(key, found)),
                        Cell(figures.change_interval(key, found)),
                        _verdict(step["differences"][key]),
                    )
                )
    columns = (AT_ONCE, "figure", "difference", "95\u00a0%\u00a0interval", "verdict")
    return Grid("Differences to one less with their intervals", columns, tuple(rows))


def _verdict(difference: Reading) -> Cell:
    verdict = difference["verdict"].text
    return Cell(WORDS.get(verdict, verdict), sort=verdict)


def _difference(step: Reading, key: str) -> Cell:
    if key not in step["differences"]:
        return Cell(figures.UNKNOWN)
    found, verdict = step["differences"][key].estimate, step["differences"][key]["verdict"].text
    return change_cell(key, found, WORDS.get(verdict, verdict))


def _slowdown(result: Reading) -> Iterator[Grid]:
    """Yield how much longer chats take at once, where that follows from conversations."""
    if "handle_time_model" not in result:
        return
    rows = []
    for name, group in result["handle_time_model"]["agent_groups"].items():
        factors, errors = group["factors"].numbers, group["standard_errors"].numbers
        cells = [
            Cell(f"{factor:.3f}" if error else f"{factor:g}", f"±{Z * error:.3f}" if error else "", factor)
            for factor, error in zip(factors, errors, strict=False)
        ]
        rows.append((name_cell(name), *cells))
    most = max(map(len, rows), default=1)
    padded = tuple((*row, *[Cell("")] * (most - len(row))) for row in rows)
    columns = ("group", *(f"{number} in hand" for number in range(1, most)))
    yield Grid("Slowdown that follows from the conversations", columns, padded)
