"""`planner report`: a result that was kept as JSON, shown in another way."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from planner.cli.errors import Unusable
from planner.cli.options import Output
from planner.cli.output import check_target, write, write_bytes

if TYPE_CHECKING:
    from planner.report.reading import NoResult

MOST_BYTES = 200_000_000
PAGES = (".html", ".htm")
WORKBOOK = ".xlsx"


def report(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="RESULT", help="A result in JSON, as --format json writes it.", show_default=False
        ),
    ],
    output: Output = None,
) -> None:
    """Make a report of a result: one HTML file that opens anywhere, without a network, or an Excel workbook (.xlsx)."""
    check_target(output, file)
    if output is not None and output.suffix.lower() not in (*PAGES, WORKBOOK):
        raise Unusable(f"--output: {output.name} is neither page nor workbook; end in .html or {WORKBOOK}")
    from planner.report.reading import NoResult

    try:
        if output is not None and output.suffix.lower() == WORKBOOK:
            from planner.report.workbook import as_xlsx

            write_bytes(as_xlsx(_read(file)), output)
        else:
            from planner.report.page import as_html

            write([as_html(_read(file))], output)
    except NoResult as error:
        raise _unusable(file, error) from None


def _read(file: Path) -> Any:
    """Return what a JSON file holds. Raises `Unusable`."""
    import json

    try:
        if file.stat().st_size > MOST_BYTES:
            raise Unusable(f"{file}: is larger than {MOST_BYTES // 10**6} MB; no result is")
        return json.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise Unusable(
            f"{file}: cannot be read: {getattr(error, 'strerror', None) or 'it is no text'}"
        ) from None
    except (ValueError, RecursionError) as error:
        raise Unusable(
            f"{file}: is no JSON ({str(error)[:200]}); give a file that --format json wrote"
        ) from None


def _unusable(file: Path, error: "NoResult") -> Unusable:
    return Unusable(f"{file}: {error}; give a file that --format json wrote")
