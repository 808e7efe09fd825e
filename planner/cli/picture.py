"""`planner report --chart`: a chart as a picture."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.errors import Unusable
from planner.cli.output import write, write_bytes

if TYPE_CHECKING:
    from planner.report.charts.chart import Chart

PNG, SVG = ".png", ".svg"
WIDTHS = {PNG: 1600, SVG: 800}
"""Of pictures for which none is asked."""
ENDINGS = tuple(WIDTHS)

ChartName = Annotated[
    str | None,
    typer.Option(
        "--chart",
        metavar="NAME",
        help="Draw this chart instead, as PNG or SVG by the ending of --output; a wrong name lists them.",
    ),
]
Png = Annotated[
    bool, typer.Option("--png", help="With --chart and no --output: draw it into NAME.png in this folder.")
]
Width = Annotated[
    int | None,
    typer.Option(
        metavar="PIXELS",
        min=500,
        max=6000,
        help="How wide the picture is; default 1600, of an SVG 800.",
    ),
]
Dark = Annotated[bool, typer.Option("--dark", help="Draw the picture for dark slides.")]


def named_png(chart: str | None, output: Path | None) -> Path:
    """Return the file of `--png`. Raises `Unusable`."""
    if chart is None or output is not None:
        raise Unusable("--png draws --chart NAME into NAME.png; give --chart, and no --output")
    return Path(f"{chart}{PNG}")


def is_picture(output: Path | None) -> bool:
    """Tell whether a file is a picture by its ending."""
    return output is not None and output.suffix.lower() in WIDTHS


def check_picture(chart: str | None, output: Path | None, width: int | None, dark: bool) -> None:
    """Refuse options that do not go together, before any work is done. Raises `Unusable`."""
    if chart is None and not is_picture(output):
        if width is not None or dark:
            raise Unusable("--width and --dark are of pictures; give --chart, too")
        return
    if not is_picture(output):
        raise Unusable(
            f"--chart: a picture goes into a file; give --png, or --output, ending in {PNG} or {SVG}"
        )
    from planner.report.charts.drawn import NoPictures, check_pictures

    try:
        check_pictures()
    except NoPictures as error:
        raise Unusable(f"--chart: {error}") from None


def draw(charts: Sequence["Chart"], name: str | None, output: Path, width: int | None, dark: bool) -> None:
    """Draw one of the charts. Raises `Unusable`."""
    from planner.report.charts.drawn import as_png, as_svg
    from planner.report.charts.theme import DARK, LIGHT

    by_name = {chart.name: chart for chart in charts}
    if name not in by_name:
        wrong = "--output: which chart? Say" if name is None else f"--chart {name[:40]}: there is none; give"
        raise Unusable(
            f"{wrong} --chart with one of {', '.join(by_name)}" if by_name else "there are no charts"
        )
    ending, palette = output.suffix.lower(), DARK if dark else LIGHT
    wide = WIDTHS[ending] if width is None else width
    if ending == PNG:
        write_bytes(as_png(by_name[name], palette, wide), output)
    else:
        write([as_svg(by_name[name], palette, wide)], output)
