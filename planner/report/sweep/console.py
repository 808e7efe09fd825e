"""Sweep -> the report on a terminal."""

from typing import TYPE_CHECKING

from planner.report.console import in_width, print_sentence, print_table
from planner.report.sweep.heat_map import Cell, HeatMap, heat_maps
from planner.report.sweep.labels import Labels
from planner.report.sweep.outline import Wanted, heading, notes, outline
from planner.report.sweep.sentence import sentence
from planner.study.sweep import Sweep

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

SHADES = ("#00204c", "#213d6b", "#555b6c", "#7b7a77", "#a59c74", "#d3c064", "#ffe945")
"""Cividis, which people who see no red or no green see alike (Nuñez, Anderton & Renslow 2018)."""
DARK = 3
"""Shades on which white is read best."""


def print_report(sweep: Sweep, wanted: Wanted, console: "Console") -> None:
    """Print the report; names are text, whatever they hold."""
    from rich.text import Text

    labels = Labels.of(sweep.axes)
    console.print(Text(sweep.name, style="bold"))
    console.print(Text(heading(sweep, labels), style="dim"))
    console.print()
    print_sentence(sentence(sweep, labels), "bold", console)
    if len(sweep.axes) > 1 and sweep.points:
        maps, legend = heat_maps(sweep, wanted.kpi, labels)
        for heat_map in maps:
            for columns in heat_map.in_width(console.width):
                console.print()
                _print_map(columns, console)
        console.print(Text(legend, style="dim"))
    for table in outline(sweep, wanted, labels):
        for part in in_width(table, len(sweep.axes), console.width):
            console.print()
            print_table(part, console)
    console.print()
    for note in notes(sweep, labels):
        console.print(Text(f"Note: {note}.", style="dim"))


def _print_map(heat_map: HeatMap, console: "Console") -> None:
    from rich.text import Text

    margin, breadth = heat_map.margin, heat_map.breadth
    console.print(Text(heat_map.title, style="bold cyan"))
    titles = "".join(f"{column} ".rjust(breadth) for column in heat_map.columns)
    console.print(Text(f"{heat_map.corner:>{margin}} {titles}".rstrip(), style="dim"))
    for name, cells in heat_map.rows:
        line = Text(f"{name:>{margin}} ")
        for cell in cells:
            line.append_text(_shaded(cell, breadth))
        console.print(line)


def _shaded(cell: Cell, breadth: int) -> "Text":
    from rich.text import Text

    text = f"{cell.text} ".rjust(breadth)
    if cell.heat is None:
        return Text(text)
    place = min(len(SHADES) - 1, int(cell.heat * len(SHADES)))
    return Text(text, style=f"{'white' if place < DARK else 'black'} on {SHADES[place]}")
