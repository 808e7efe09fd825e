"""The formats of results, and tables in a file."""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.errors import Unusable
from planner.cli.output import write

if TYPE_CHECKING:
    from rich.console import Console


class Format(StrEnum):
    """How results are written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"


FormatOption = Annotated[
    Format | None,
    typer.Option("--format", "-f", help="How results are written; default by the ending of --output."),
]


def format_of(output: Path | None) -> Format:
    """Return the format that goes by a file's ending. Raises `Unusable`."""
    endings = {
        **{"": Format.TABLE, ".txt": Format.TABLE, ".log": Format.TABLE},
        **{".json": Format.JSON, ".csv": Format.CSV, ".md": Format.MARKDOWN},
    }
    ending = "" if output is None else output.suffix.lower()
    if ending not in endings:
        known = ", ".join(filter(None, endings))
        raise Unusable(f"--output: no format goes by {ending}; end in {known}, or say --format")
    return endings[ending]


def show_table(print_on: Callable[["Console"], None], output: Path | None) -> None:
    """Print on the terminal, or without colours into a file."""
    if output is None:
        from planner.cli.terminal import terminal

        with terminal() as console:
            print_on(console)
        return
    from rich.console import Console

    plain = Console(width=100, no_color=True, highlight=False, force_terminal=False)
    with plain.capture() as capture:
        print_on(plain)
    write([capture.get()], output)
