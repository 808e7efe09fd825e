"""Study -> the report on a terminal."""

import textwrap
from typing import TYPE_CHECKING

from planner.report.outline import Table, notes, outline
from planner.report.sentence import judgement, sentence
from planner.study import Study, Verdict

if TYPE_CHECKING:
    from rich.console import Console

COLOURS = {Verdict.KEPT: "green", Verdict.BROKEN: "red", Verdict.UNDECIDED: "yellow"}


def heading(study: Study) -> str:
    """Say what was simulated."""
    scenario = study.scenario
    end = scenario.end
    until = f"{end:%H:%M}" if end.date() == scenario.start.date() else f"{end:%a %d %b %H:%M}"
    when = f"{scenario.start:%a %d %b %Y %H:%M}–{until}"
    count = study.summary.replications
    return f"{when} · {study.routing} · {count} replication{'s' if count > 1 else ''} · seed {study.seed}"


def print_report(study: Study, console: "Console") -> None:
    """Print the report; names are text, whatever they hold."""
    from rich.text import Text

    console.print(Text(study.scenario.name, style="bold"))
    console.print(Text(heading(study), style="dim"))
    console.print()
    # textwrap keeps no-break spaces whole, rich does not
    said = textwrap.fill(sentence(study).replace(" %", "\u00a0%"), console.width).replace("\u00a0", " ")
    console.print(Text(said, style=f"bold {COLOURS[judgement(study).verdict]}"))
    for table in outline(study):
        console.print()
        print_table(table, console)
    console.print()
    for note in notes(study):
        console.print(Text(f"Note: {note}.", style="dim"))


def print_table(table: Table, console: "Console") -> None:
    """Print a table below its heading."""
    from rich import box
    from rich.table import Table as RichTable
    from rich.text import Text

    console.print(Text(table.title, style="bold cyan"))
    rich = RichTable(
        box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="dim", collapse_padding=True
    )
    for place, title in enumerate(table.columns):
        left = place == 0 or not title
        rich.add_column(
            Text(column_title(table, place)),
            justify="left" if left else "right",
            no_wrap=place > 0,
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
