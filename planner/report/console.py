"""Study -> the report on a terminal."""

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from planner.report.outline import notes, outline
from planner.report.sentence import judgement, sentence
from planner.report.spans import Span
from planner.report.table import Table
from planner.scenario import Scenario
from planner.study import Study, Verdict

if TYPE_CHECKING:
    from rich.console import Console

GAP = 2
NARROW = 72
"""On fewer columns names break over lines in every report, so that figures have room."""
WIDEST_NAME = 16
"""Columns that a name is counted with at most."""
CONTINUED = ", continued"
COLOURS = {Verdict.KEPT: "green", Verdict.BROKEN: "red", Verdict.UNDECIDED: "yellow"}


def heading(study: Study) -> str:
    """Say what was simulated."""
    count = study.summary.replications
    return (
        f"{horizon(study.scenario)} · {study.routing} · {count} replication{'s' if count > 1 else ''} · "
        f"seed {study.seed}"
    )


def horizon(scenario: Scenario) -> str:
    """Say from when to when is simulated."""
    return Span(scenario.start, scenario.end).whole


def print_report(study: Study, console: "Console") -> None:
    """Print the report; names are text, whatever they hold."""
    from rich.text import Text

    console.print(Text(study.scenario.name, style="bold"))
    console.print(Text(heading(study), style="dim"))
    console.print()
    print_sentence(sentence(study), f"bold {COLOURS[judgement(study).verdict]}", console)
    print_tables(outline(study), console, WIDEST_NAME)
    console.print()
    for note in notes(study):
        console.print(Text(f"Note: {note}.", style="dim"))


def print_sentence(said: str, style: str, console: "Console") -> None:
    """Print a sentence as wide as the console; textwrap keeps no-break spaces whole, rich does not."""
    from rich.text import Text

    filled = textwrap.fill(said.replace(" %", "\u00a0%"), console.width).replace("\u00a0", " ")
    console.print(Text(filled, style=style))


def print_tables(tables: Iterable[Table], console: "Console", widest_name: int | None = None) -> None:
    """Print tables one after another, in parts where they do not fit; for `widest_name` see `in_width`."""
    narrow = console.width // 3 if console.width < NARROW else None
    widest = min((width for width in (widest_name, narrow) if width is not None), default=None)
    for table in tables:
        for part in in_width(table, table.names, console.width, widest):
            console.print()
            print_table(part, console)


def print_table(table: Table, console: "Console") -> None:
    """Print a table with its heading; names break over lines, figures do not."""
    from rich import box
    from rich.table import Table as RichTable
    from rich.text import Text

    console.print(Text(table.title, style="bold cyan"))
    rich = RichTable(
        box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="dim", collapse_padding=True
    )
    for place, title in enumerate(table.columns):
        left = place < table.names or not title
        rich.add_column(
            Text(column_title(table, place)),
            justify="left" if left else "right",
            no_wrap=place >= table.names,
            # what tells two long names apart may stand at their ends
            overflow="fold",
        )
    for row in table.rows:
        rich.add_row(*map(Text, row))
    console.print(rich)


def column_title(table: Table, place: int) -> str:
    """Return a column's title in lines: it may take several, a figure stays in one."""
    from rich.cells import cell_len

    width = max((cell_len(row[place]) for row in table.rows), default=0)
    lines = textwrap.wrap(table.columns[place], max(width, 8), break_long_words=False)
    return "\n".join(lines).replace("\u00a0", " ")


def in_width(table: Table, names: int, width: int, widest_name: int | None = None) -> Iterator[Table]:
    """Yield a table in parts that fit, each with the first columns, which name its rows.

    `widest_name` is what a column of names needs at most, where names may take several lines; None: all of it.
    """
    sizes = [_breadth(table, place) for place in range(len(table.columns))]
    if widest_name is not None:
        sizes[:names] = [min(size, widest_name) for size in sizes[:names]]
    fixed, used = list(range(names)), 0
    places: list[int] = []
    room = width - sum(sizes[place] + GAP for place in fixed)
    for place in range(names, len(sizes)):
        if places and used + sizes[place] > room:
            yield _chosen(table, [*fixed, *places])
            table = replace(table, title=f"{table.title.removesuffix(CONTINUED)}{CONTINUED}")
            places, used = [], 0
        places.append(place)
        used += sizes[place] + GAP
    yield _chosen(table, [*fixed, *places])


def _breadth(table: Table, place: int) -> int:
    from rich.cells import cell_len

    title = column_title(table, place)
    return max(map(cell_len, (*title.split("\n"), *(row[place] for row in table.rows))))


def _chosen(table: Table, places: list[int]) -> Table:
    return replace(
        table,
        columns=tuple(table.columns[place] for place in places),
        rows=tuple(tuple(row[place] for place in places) for row in table.rows),
    )
