"""What a search for staffing found -> the report on a terminal."""

from typing import TYPE_CHECKING

from planner.report.console import horizon, print_sentence, print_tables
from planner.report.staffing.outline import heading, notes, outline, time_spent
from planner.report.staffing.sentence import sentence
from planner.staffing.result import Found

if TYPE_CHECKING:
    from rich.console import Console

NAMES = 0.25
"""The share of the width that columns of names are counted with at most: they break over lines."""


def print_report(found: Found, console: "Console") -> None:
    """Print the report; names are text, whatever they hold."""
    from rich.text import Text

    console.print(Text(found.scenario.name, style="bold"))
    console.print(Text(f"{horizon(found.scenario)} · {heading(found)}", style="dim"))
    console.print()
    print_sentence(sentence(found), f"bold {_colour(found)}", console)
    tables = [*outline(found), *([time_spent(found)] if found.stages else [])]
    for table in tables:
        widest = int(console.width * NAMES / table.names)
        print_tables([table], console, widest)
    console.print()
    for note in notes(found):
        console.print(Text(f"Note: {note}.", style="dim"))


def _colour(found: Found) -> str:
    if found.unreachable:
        return "red"
    return "green" if found.feasible and not found.stopped else "yellow"
