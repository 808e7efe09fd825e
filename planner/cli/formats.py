"""The formats of results, and how each is shown or written."""

from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Protocol, TypeVar

import typer

from planner.cli.errors import Unusable
from planner.cli.output import write

if TYPE_CHECKING:
    from rich.console import Console


Told = TypeVar("Told", contravariant=True)
Result = TypeVar("Result")


class Report(Protocol[Told]):
    """A package of `planner.report`: one result in every format."""

    def print_report(self, told: Told, console: "Console", /) -> None:
        """Print it on a terminal."""

    def as_json(self, told: Told, /) -> Iterator[str]:
        """Yield it as JSON."""

    def as_csv(self, told: Told, /) -> Iterator[str]:
        """Yield it as CSV."""

    def as_markdown(self, told: Told, /) -> Iterator[str]:
        """Yield it as Markdown."""


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


def show(result: Result, report: Report[Result], format_: Format, output: Path | None) -> None:
    """Print a result, or write it."""
    written = {Format.JSON: report.as_json, Format.CSV: report.as_csv, Format.MARKDOWN: report.as_markdown}
    if format_ is Format.TABLE:
        show_table(lambda console: report.print_report(result, console), output)
    else:
        write(written[format_](result), output)


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
