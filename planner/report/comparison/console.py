"""Comparison -> the report on a terminal."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from planner.report.comparison.outline import heading, notes, outline
from planner.report.comparison.sentence import is_sure, sentence
from planner.report.console import WIDEST_NAME, horizon, print_sentence, print_tables
from planner.study import Comparison

if TYPE_CHECKING:
    from rich.console import Console


def print_report(comparison: Comparison, kpis: Sequence[str], console: "Console") -> None:
    """Print the report; names are text, whatever they hold."""
    from rich.text import Text

    scenario = comparison.base.scenario
    console.print(Text(scenario.name, style="bold"))
    console.print(Text(horizon(scenario), style="dim"))
    console.print(Text(heading(comparison), style="dim"))
    console.print()
    print_sentence(sentence(comparison), f"bold {'green' if is_sure(comparison) else 'yellow'}", console)
    print_tables(outline(comparison, kpis), console, WIDEST_NAME)
    console.print()
    for note in notes(comparison, kpis):
        console.print(Text(f"Note: {note}.", style="dim"))
