"""What each number of chats at once brings -> the report on a terminal."""

from typing import TYPE_CHECKING

from planner.report.concurrency.equal_model import yaml_to_paste
from planner.report.concurrency.outline import heading, notes, outline
from planner.report.concurrency.sentence import sentence
from planner.report.console import horizon, print_sentence, print_tables
from planner.study.caps import CapFrontier

if TYPE_CHECKING:
    from rich.console import Console


def print_report(found: CapFrontier, console: "Console") -> None:
    """Print the report; names are text, whatever they hold."""
    from rich.text import Text

    scenario = found.scenario
    console.print(Text(scenario.name, style="bold"))
    console.print(Text(horizon(scenario), style="dim"))
    console.print(Text(heading(found), style="dim"))
    console.print()
    print_sentence(sentence(found), "bold", console)
    print_tables(outline(found), console)
    if found.equal is not None:
        console.print()
        console.print(Text("The same by handle times, to paste", style="bold cyan"))
        # a line that is broken is no YAML any more
        console.print(Text(yaml_to_paste(found.equal)), end="", soft_wrap=True)
    console.print()
    for note in notes(found):
        console.print(Text(f"Note: {note}.", style="dim"))
