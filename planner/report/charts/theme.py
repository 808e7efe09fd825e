"""How charts look, by light and by night: colours that colour-blind people tell apart (Okabe & Ito 2008), few lines, no boxes."""

from dataclasses import dataclass
from typing import Any

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'DejaVu Sans', Arial, sans-serif"


@dataclass(frozen=True)
class Palette:
    """Colours by what they are for."""

    paper: str
    ink: str
    soft: str
    """Of what is read second: axes, captions."""
    line: str
    """Of rules and grids."""
    main: str
    """Of what is shown, if it is one thing."""
    faint: str
    """Of what lies behind it."""
    good: str
    bad: str
    warn: str
    categories: tuple[str, ...]
    heat: tuple[str, ...]
    """From little to much."""


LIGHT = Palette(
    paper="#ffffff",
    ink="#17212b",
    soft="#52606d",
    line="#dfe5ea",
    main="#0b6bb0",
    faint="#bcd8ee",
    good="#00795a",
    bad="#c2410c",
    warn="#8a6100",
    categories=("#0b6bb0", "#d55e00", "#00795a", "#b5679a", "#8a6100", "#4aa3df", "#52606d"),
    heat=("#f1f6fa", "#bcd8ee", "#6fb0dc", "#2a83c2", "#0b5a96", "#073a62"),
)
DARK = Palette(
    paper="#131a21",
    ink="#e8edf2",
    soft="#a3b1bf",
    line="#2b3742",
    main="#63b3ed",
    faint="#24496a",
    good="#34c79a",
    bad="#ff8a4c",
    warn="#f0c04a",
    categories=("#63b3ed", "#ff9d4d", "#34c79a", "#e29ccb", "#f0c04a", "#9fd0f5", "#a3b1bf"),
    heat=("#1b2732", "#24496a", "#2f6ea3", "#4a98d6", "#8cc4ef", "#d4eafb"),
)


def colours(palette: Palette) -> dict[str, str]:
    """Return the colours that specifications may name, such as `@main`."""
    told = {name: colour for name, colour in vars(palette).items() if isinstance(colour, str)}
    steps = palette.heat
    told |= {"free": palette.line, "one": steps[1], "two": steps[2], "three": steps[3], "many": steps[4]}
    told |= {"break": palette.warn, "after": palette.bad}
    return {f"@{name}": colour for name, colour in told.items()}


HELD = ("data", "domain")
"""Where names of the scenario stand."""


def painted(spec: Any, named: dict[str, str]) -> Any:
    """Return a specification with its colours' names replaced; data are left alone, whatever they hold."""
    if isinstance(spec, dict):
        return {key: value if key in HELD else painted(value, named) for key, value in spec.items()}
    if isinstance(spec, list):
        return [painted(value, named) for value in spec]
    return named.get(spec, spec) if isinstance(spec, str) else spec


def config(palette: Palette) -> dict[str, Any]:
    """Return the Vega-Lite configuration of a palette; charts name its styles."""
    axis = {
        "labelColor": palette.soft,
        "titleColor": palette.soft,
        "labelFontSize": 11,
        "titleFontSize": 11,
        "titleFontWeight": "normal",
        "labelPadding": 6,
        "domainColor": palette.line,
        "tickColor": palette.line,
        "gridColor": palette.line,
        "gridOpacity": 0.8,
    }
    return {
        "background": None,
        "font": FONT,
        "view": {"stroke": None},
        "axis": axis,
        "axisY": {"domain": False, "ticks": False, "tickCount": 4},
        "axisX": {"grid": False, "labelSeparation": 8},
        "legend": {
            "labelColor": palette.ink,
            "titleColor": palette.soft,
            "labelFontSize": 11,
            "orient": "top",
            "title": None,
            "symbolType": "square",
        },
        "header": {"labelColor": palette.ink, "titleColor": palette.soft},
        "title": {"color": palette.ink, "fontSize": 12, "fontWeight": 600, "anchor": "start", "offset": 6},
        "range": {
            "category": list(palette.categories),
            "heatmap": list(palette.heat),
            "ordinal": list(palette.heat),
        },
        "style": _styles(palette),
    }


def _styles(palette: Palette) -> dict[str, Any]:
    """Return what marks may be called; of a named style Vega-Lite takes `color`, not `fill` and `stroke`."""
    return {
        "bars": {"color": palette.main},
        "faint-bars": {"color": palette.faint},
        "good": {"color": palette.good},
        "bad": {"color": palette.bad},
        "main-line": {"color": palette.main, "strokeWidth": 2},
        "bad-line": {"color": palette.bad, "strokeWidth": 2},
        "good-line": {"color": palette.good, "strokeWidth": 2},
        "band": {"color": palette.main, "fillOpacity": 0.18},
        "bad-band": {"color": palette.bad, "fillOpacity": 0.18},
        "nothing": {"color": palette.ink, "strokeWidth": 1.2},
        "edge": {"color": palette.ink, "strokeWidth": 2.5},
        "halo": {"color": palette.paper, "strokeWidth": 6},
        "target": {"color": palette.ink, "strokeDash": [5, 4], "strokeWidth": 1.2},
        "target-label": {"color": palette.ink, "fontSize": 11},
        "label": {"color": palette.ink, "fontSize": 11},
        "soft-label": {"color": palette.soft, "fontSize": 11},
        "dots": {"color": palette.main, "opacity": 0},
        "pointed": {"color": palette.soft},
    }
