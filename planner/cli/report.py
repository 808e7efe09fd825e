"""`planner report`: a result that was kept as JSON, shown in another way."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from planner.cli.errors import Unusable
from planner.cli.options import Output
from planner.cli.output import check_target, write
from planner.cli.picture import ChartName, Dark, Width, check_picture, draw, is_picture

if TYPE_CHECKING:
    from planner.report.reading import NoResult

MOST_BYTES = 200_000_000


def report(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="RESULT", help="A result in JSON, as --format json writes it.", show_default=False
        ),
    ],
    output: Output = None,
    chart: ChartName = None,
    width: Width = None,
    dark: Dark = False,
) -> None:
    """Make a report of a result: one HTML file that opens anywhere, without a network, or a chart of it as a picture."""
    check_target(output, file)
    check_picture(chart, output, width, dark)
    if is_picture(output):
        _draw(file, output, chart, width, dark)
        return
    if output is not None and output.suffix.lower() not in (".html", ".htm"):
        raise Unusable(f"--output: {output.name} is neither page nor picture; end in .html, .png or .svg")
    from planner.report.page import as_html
    from planner.report.reading import NoResult

    try:
        page = as_html(_read(file))
    except NoResult as error:
        raise _unusable(file, error) from None
    write([page], output)


def _draw(file: Path, output: Path | None, chart: str | None, width: int | None, dark: bool) -> None:
    """Draw a chart of a result. Raises `Unusable`."""
    from planner.report.page import charts_of
    from planner.report.reading import NoResult

    assert output is not None
    try:
        charts = charts_of(_read(file))
    except NoResult as error:
        raise _unusable(file, error) from None
    draw(charts, chart, output, width, dark)


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
