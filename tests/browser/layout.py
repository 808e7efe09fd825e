"""What must not happen to the layout of a page: text cut off, labels over each other, a page wider than its window."""

from typing import Any

from playwright.sync_api import Page

LABELS = """
() => [...document.querySelectorAll(".chart svg")].flatMap((svg) => {
  const name = svg.closest("[data-chart]").dataset.chart;
  const seen = (text) => {
    for (let one = text; one !== svg; one = one.parentElement) {
      const style = getComputedStyle(one);
      if (style.opacity === "0" || style.display === "none") return false;
    }
    return text.textContent.trim() !== "";
  };
  const box = (one) => { const { left, right, top, bottom } = one.getBoundingClientRect(); return { left, right, top, bottom }; };
  const frame = box(svg.closest("[data-chart]"));
  return [...svg.querySelectorAll("text")].filter(seen).map((text) => ({ chart: name, text: text.textContent, frame, ...box(text) }));
})
"""

CUT = """
() => [...document.querySelectorAll("body *")].filter((one) => {
  const style = getComputedStyle(one);
  const hides = ["hidden", "clip"].includes(style.overflowX);
  return hides && one.clientWidth > 0 && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1);
}).map((one) => `${one.tagName} ${one.className} ${one.textContent.slice(0, 60)}`)
"""

TOUCHING = 1.0
"""Pixels by which boxes of texts may meet: they hold room for accents that most letters leave empty."""

Label = dict[str, Any]


def labels(page: Page) -> list[Label]:
    """Return the texts of all charts, with their boxes and the box of their chart."""
    found: list[Label] = page.evaluate(LABELS)
    return found


def outside(found: list[Label]) -> list[str]:
    """Return the texts that stand out of their chart."""
    return [
        f"{one['chart']}: {one['text']}"
        for one in found
        if one["left"] < one["frame"]["left"] - TOUCHING
        or one["right"] > one["frame"]["right"] + TOUCHING
        or one["top"] < one["frame"]["top"] - TOUCHING
        or one["bottom"] > one["frame"]["bottom"] + TOUCHING
    ]


def overlapping(found: list[Label]) -> list[str]:
    """Return the pairs of texts of a chart that lie over each other."""
    pairs = []
    for place, one in enumerate(found):
        for other in found[place + 1 :]:
            apart = one["chart"] != other["chart"] or (
                one["right"] <= other["left"] + TOUCHING
                or other["right"] <= one["left"] + TOUCHING
                or one["bottom"] <= other["top"] + TOUCHING
                or other["bottom"] <= one["top"] + TOUCHING
            )
            if not apart:
                pairs.append(f"{one['chart']}: {one['text']} / {other['text']}")
    return pairs


def cut(page: Page) -> list[str]:
    """Return what holds more than it shows."""
    found: list[str] = page.evaluate(CUT)
    return found


def wider_than_window(page: Page) -> bool:
    """Return whether the page scrolls sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


DRAWN_PLACES = """
() => Object.fromEntries([...document.querySelectorAll("[data-chart]")].map((place) => [
  place.dataset.chart,
  [place.querySelectorAll("svg .role-mark path[d]:not([d='']), svg .role-mark line").length, place.querySelectorAll("svg text").length],
]))
"""


def drawn_places(page: Page) -> dict[str, tuple[int, int]]:
    """Return how many marks and texts each chart's place holds."""
    found: dict[str, tuple[int, int]] = page.evaluate(DRAWN_PLACES)
    return found
