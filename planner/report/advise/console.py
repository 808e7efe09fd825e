"""Advice about a staffing -> the report on a terminal."""

from typing import TYPE_CHECKING

from planner.report.advise.outline import heading, notes, outline
from planner.report.advise.sentence import sentence
from planner.report.console import horizon, print_sentence, print_tables
from planner.staffing.advise import Advice

if TYPE_CHECKING:
    from rich.console import Console

LONGEST = 22
"""Columns that a name is counted with at most: a day with its hours; longer ones break over lines."""


def print_report(advice: Advice, console: "Console") -> None:
    """Print the report; names are text, whatever they hold."""
    from rich.text import Text

    console.print(Text(advice.scenario.name, style="bold"))
    console.print(Text(f"{horizon(advice.scenario)} · {heading(advice)}", style="dim"))
    console.print()
    print_sentence(sentence(advice), f"bold {'yellow' if advice.missed else 'green'}", console)
    print_tables(outline(advice), console, LONGEST)
    console.print()
    for note in notes(advice):
        console.print(Text(f"Note: {note}.", style="dim"))
