"""The formats of results, and how each is shown or written."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Protocol, TypeVar

import typer

from planner.cli.errors import Unusable
from planner.cli.output import check_page, write, write_bytes, write_document

if TYPE_CHECKING:
    from rich.console import Console

    from planner.report.origin import Origin


Told = TypeVar("Told", contravariant=True)
Result = TypeVar("Result")


class Report(Protocol[Told]):
    """A package of `planner.report`: one result in every format."""

    def print_report(self, told: Told, console: "Console", /) -> None:
        """Print it on a terminal."""

    def as_json(self, told: Told, origin: "Origin", /) -> Iterator[str]:
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
    HTML = "html"
    XLSX = "xlsx"


FormatOption = Annotated[
    Format | None,
    typer.Option(
        "--format",
        "-f",
        help="How results are written; default by the ending of --output: .txt, .json, .csv, .md, .html, .xlsx.",
    ),
]


def chosen_format(asked: Format | None, output: Path | None) -> Format:
    """Return the format that is asked for, or goes by the file; what cannot be written is refused before any work is done.

    Raises `Unusable`, and `NoWorkbooks`.
    """
    chosen = asked or format_of(output)
    if chosen == Format.HTML:
        check_page(output)
    elif chosen == Format.XLSX:
        _named(output)
        from planner.scenario.tables.made_workbook import check_workbooks

        check_workbooks()
    return chosen


def format_of(output: Path | None) -> Format:
    """Return the format that goes by a file's ending. Raises `Unusable`."""
    endings = {
        **{"": Format.TABLE, ".txt": Format.TABLE, ".log": Format.TABLE},
        **{".json": Format.JSON, ".csv": Format.CSV, ".md": Format.MARKDOWN, ".html": Format.HTML},
        **{".htm": Format.HTML, ".xlsx": Format.XLSX},
    }
    ending = "" if output is None else output.suffix.lower()
    if ending not in endings:
        known = ", ".join(filter(None, endings))
        raise Unusable(f"--output: no format goes by {ending}; end in {known}, or say --format")
    return endings[ending]


@dataclass(frozen=True)
class Ways:
    """How one result is shown, format by format."""

    print_on: Callable[["Console"], None]
    as_json: Callable[[], Iterable[str]]
    as_csv: Callable[[], Iterable[str]]
    as_markdown: Callable[[], Iterable[str]]


def show(
    result: Result, report: Report[Result], origin: "Origin", format_: Format, output: Path | None
) -> None:
    """Print a result, or write it. Raises `Unusable`."""
    ways = Ways(
        partial(report.print_report, result),
        partial(report.as_json, result, origin),
        partial(report.as_csv, result),
        partial(report.as_markdown, result),
    )
    show_in(ways, format_, output)


def show_in(ways: Ways, format_: Format, output: Path | None) -> None:
    """Print what there are ways for, or write it. Raises `Unusable`."""
    match format_:
        case Format.TABLE:
            show_table(ways.print_on, output)
        case Format.JSON:
            write_document(ways.as_json(), output)
        case Format.CSV:
            write(ways.as_csv(), output)
        case Format.MARKDOWN:
            write(ways.as_markdown(), output)
        case Format.HTML:
            from planner.report.page import as_html

            # by way of JSON, so that a page is the same when it is made of a file that was kept
            write_document([as_html(json.loads("".join(ways.as_json())))], output)
        case Format.XLSX:
            from planner.report.workbook import as_xlsx

            write_bytes(as_xlsx(json.loads("".join(ways.as_json()))), _named(output))


def _named(output: Path | None) -> Path:
    """Return the file that bytes go to. Raises `Unusable` where there is none."""
    if output is None:
        raise Unusable("--format xlsx: a workbook is not printed; name a file, such as --output report.xlsx")
    return output


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
