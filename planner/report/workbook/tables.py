"""Sheets of figures: side by side to be read, and one below the other to be pivoted."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from planner.kpi import BY_KEY, Estimate, Figures
from planner.report.figures import label
from planner.report.reading import Reading
from planner.report.workbook.cells import ends, mean
from planner.report.workbook.sheet import ENDS, KPI, NAME, Column, Drawing, Entry, Sheet

SCOPE = (Column("scope", 14), Column("name", NAME))


class Named(NamedTuple):
    """Figures, and the cells that say of what."""

    names: tuple[Entry, ...]
    figures: Figures


def heading(key: str) -> str:
    """Return a column's title; no two KPIs have the same."""
    kpi = BY_KEY[key]
    return kpi.title if kpi.unit == "share" else f"{kpi.title} ({kpi.unit})"


def told_keys(of_rows: Sequence[Figures]) -> list[str]:
    """Return the KPIs that some row knows, in their order."""
    known = {key for figures in of_rows for key, estimate in figures.items() if estimate.mean is not None}
    return [key for key in BY_KEY if key in known]


def side_by_side(
    title: str, names: tuple[Column, ...], rows: Sequence[Named], drawn: Sequence[tuple[str, str, str]] = ()
) -> Sheet:
    """Return a row per name with the means of all KPIs; `drawn` are charts: a title, a KPI as bars, a share as a line."""
    keys = told_keys([row.figures for row in rows])
    unknown = Estimate(None)
    cells = [(*row.names, *(mean(key, row.figures.get(key, unknown)) for key in keys)) for row in rows]
    place = {key: len(names) + number for number, key in enumerate(keys)}
    drawings = [
        Drawing(what, 0, (place[bars],), place.get(line), percent=True)
        for what, bars, line in drawn
        if bars in place
    ]
    columns = (*names, *(Column(heading(key), 14) for key in keys))
    return Sheet(title, columns, cells, drawings=tuple(drawings))


def one_below_the_other(names: tuple[Column, ...], rows: Sequence[Named]) -> Sheet:
    """Return a row per figure that is known, with its interval."""
    cells = [
        (*row.names, label(key), key, BY_KEY[key].unit, *ends(key, estimate))
        for row in rows
        for key, estimate in row.figures.items()
        if estimate.mean is not None
    ]
    return Sheet("Figures", (*names, *KPI, *ENDS), cells)


def scopes(part: Reading, names: tuple[Entry, ...] = ()) -> Iterator[Named]:
    """Yield the figures of all chats, of each chat type and of each group. Raises `NoResult`."""
    if "kpis" in part:
        yield Named((*names, "run", None), part["kpis"].figures)
    for scope, key in (("chat_type", "chat_types"), ("agent_group", "agent_groups")):
        if key in part:
            for name, of_name in part[key].items():
                yield Named((*names, scope, name), of_name.figures)


def by_name(title: str, what: str, of_names: Reading) -> Sheet:
    """Return a row per chat type, group or alternative. Raises `NoResult`."""
    rows = [Named((name,), of_name.figures) for name, of_name in of_names.items()]
    return side_by_side(title, (Column(what, NAME),), rows)
