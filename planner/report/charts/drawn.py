"""Charts as pictures, drawn without a browser: what page.js does on a page, done here."""

import re
from textwrap import wrap
from typing import Any

from planner.report.charts.chart import Chart, Spec
from planner.report.charts.theme import Palette, colours, config, painted

NEEDS_VL_CONVERT = 'drawing needs vl-convert-python; pip install "planner[png]"'
VEGA_LITE = "6.4"
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
"""The first one comes with vl-convert, so pictures look alike everywhere; the others are for whoever opens an SVG."""
FINE = 2
"""Pixels of a PNG to one of the page, so that it is sharp on paper and in slides ..."""
NARROWEST = 500
"""... but for those so narrow that their legends would be cut."""
EDGE = 16
TITLE_SIZE, SAYS_SIZE = 16, 12
LETTER = 0.5
"""Mean width of a letter over the font's size, with some room to spare."""
MOST_LINES = 4
LONGEST = 600
"""Characters of a title or sentence that are shown; a name may be as long as a book."""
AXIS = 62
"""Room (pixels) that the axes of charts one above the other take, about; the rest is found by drawing."""


class NoPictures(Exception):
    """vl-convert is not installed; the text says what to do."""


def check_pictures() -> None:
    """Raise `NoPictures` where nothing can be drawn."""
    try:
        import vl_convert  # noqa: F401
    except ImportError:
        raise NoPictures(NEEDS_VL_CONVERT) from None


def as_svg(chart: Chart, palette: Palette, width: int) -> str:
    """Return a chart, with its title and caption, as an SVG so many pixels wide."""
    return _svg(_fitting(chart, palette, float(width)), palette) + "\n"


def as_png(chart: Chart, palette: Palette, width: int) -> bytes:
    """Return a chart, with its title and caption, as a PNG so many pixels wide."""
    import vl_convert

    laid_out = max(width / FINE, NARROWEST)
    spec = _fitting(chart, palette, laid_out)
    return bytes(
        vl_convert.vegalite_to_png(
            spec, VEGA_LITE, scale=width / laid_out, config=_config(palette), allowed_base_urls=[]
        )
    )


def _fitting(chart: Chart, palette: Palette, width: float) -> Spec:
    """Return the specification of a picture of that width (pixels of the page)."""
    if "vconcat" not in chart.spec:
        return _picture(chart, palette, width, width)
    # what is one above the other does not fit itself to a width: its axes are as wide as their labels
    room = width - AXIS - 2 * EDGE
    found = re.search(r'\bwidth="([\d.]+)"', _svg(_picture(chart, palette, width, room), palette))
    assert found is not None
    return _picture(chart, palette, width, room + width - float(found[1]))


def _picture(chart: Chart, palette: Palette, width: float, room: float) -> Spec:
    autosize = "pad" if "vconcat" in chart.spec else {"type": "fit-x", "contains": "padding"}
    return {
        **_fitted(painted(chart.spec, colours(palette)), room),
        "autosize": autosize,
        "padding": EDGE,
        "title": {
            "text": _lines(chart.title, width, TITLE_SIZE),
            "subtitle": _lines(chart.says, width, SAYS_SIZE),
            "anchor": "start",
            "frame": "bounds",
            "fontSize": TITLE_SIZE,
            "subtitleFontSize": SAYS_SIZE,
            "subtitleColor": palette.soft,
            "subtitlePadding": 6,
            "offset": 14,
        },
    }


def _fitted(spec: Spec, width: float) -> Spec:
    if "vconcat" not in spec:
        return {**spec, "width": width}
    return {**spec, "vconcat": [_fitted(one, width) for one in spec["vconcat"]]}


def _lines(text: str, width: float, size: int) -> list[str]:
    """Return a text in lines that have room."""
    letters = max(10, int((width - 2 * EDGE) / (LETTER * size)))
    lines = wrap(text[:LONGEST], letters)
    return lines if len(lines) <= MOST_LINES else [*lines[: MOST_LINES - 1], f"{lines[MOST_LINES - 1]} …"]


def _svg(spec: Spec, palette: Palette) -> str:
    import vl_convert

    return str(vl_convert.vegalite_to_svg(spec, VEGA_LITE, config=_config(palette), allowed_base_urls=[]))


def _config(palette: Palette) -> dict[str, Any]:
    """Return the look of a picture: on paper, and in a font that vl-convert brings along."""
    return {**config(palette), "background": palette.paper, "font": FONT}
