"""`planner report`: a result that was kept as JSON, shown in another way."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from planner.cli.errors import Unusable
from planner.cli.options import Output
from planner.cli.output import check_page, check_target, write_bytes, write_document
from planner.cli.picture import (
    ENDINGS,
    ChartName,
    Dark,
    Png,
    Width,
    check_picture,
    draw,
    is_picture,
    named_png,
)

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
    chart: ChartName = None,
    png: Png = False,
    width: Width = None,
    dark: Dark = False,
) -> None:
    """Make a report of a result: an HTML file that opens anywhere without a network, a workbook (.xlsx), or a chart as a picture."""
    if png:
        output = named_png(chart, output)
    check_target(output, file, source="the result itself")
    check_picture(chart, output, width, dark)
    _check(output)
    from planner.report.reading import NoResult

    try:
        result = _read(file)
        if output is not None and is_picture(output):
            from planner.report.page import charts_of

            draw(charts_of(result), chart, output, width, dark)
        elif output is not None and output.suffix.lower() == WORKBOOK:
            from planner.report.workbook import as_xlsx

            write_bytes(as_xlsx(result), output)
        else:
            from planner.report.page import as_html

            write_document([as_html(result)], output)
    except NoResult as error:
        raise _unusable(file, error) from None


def _check(output: Path | None) -> None:
    """Refuse a file that no report goes into. Raises `Unusable`, and `NoWorkbooks`."""
    check_page(output)
    ending = "" if output is None else output.suffix.lower()
    if ending == WORKBOOK:
        from planner.scenario.tables.made_workbook import check_workbooks

        check_workbooks()
    elif output is not None and ending not in (*PAGES, *ENDINGS):
        known = ", ".join((PAGES[0], WORKBOOK, *ENDINGS))
        raise Unusable(
            f"--output: {output.name} is neither page, workbook nor picture; end in one of {known}"
        )


def _read(file: Path) -> Any:
    """Return what a JSON file holds. Raises `Unusable`."""
    import json

    try:
        if file.stat().st_size > MOST_BYTES:
            raise Unusable(f"{file}: is larger than {MOST_BYTES // 10**6} MB; no result is")
        return json.loads(file.read_bytes())  # UTF-16 of a PowerShell, too
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
