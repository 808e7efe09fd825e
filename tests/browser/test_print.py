"""Pages are printed on A4 for meetings."""

import re
import zlib

from layout import labels, outside, overlapping
from opening import PAPER, Look
from playwright.sync_api import Page
from shipped import Pages

from planner.report.charts.theme import DARK, LIGHT


def inks(pdf: bytes) -> set[str]:
    """Return the colours that a document's pages are drawn with, as #rrggbb."""
    drawn = ""
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.S):
        try:
            drawn += zlib.decompress(stream).decode("latin-1")
        except zlib.error:
            continue
    parts = re.findall(r"([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG)\b", drawn)
    return {"#" + "".join(f"{round(255 * float(part)):02x}" for part in colour) for colour in parts}


def on_paper(page: Page) -> None:
    """Lay a page out as a printer does: the width between the margins, then what browsers tell before they print."""
    page.set_viewport_size({"width": PAPER, "height": 1000})
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")


def test_prints_are_light(look: Look, pages: Pages) -> None:
    """A page that is read by night is printed in the colours of the day, charts too."""
    pdf = look.at(pages["support-desk"], color_scheme="dark").pdf(format="A4", prefer_css_page_size=True)
    used = inks(pdf)
    assert {LIGHT.soft, LIGHT.main, LIGHT.bad, LIGHT.good} <= used
    assert not {DARK.paper, DARK.main, DARK.ink} & used


def test_prints_have_a4_pages(look: Look, pages: Pages) -> None:
    """A day with its table of intervals takes a handful of pages of A4."""
    pdf = look.at(pages["support-desk"]).pdf(prefer_css_page_size=True)
    sizes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    assert 3 <= len(sizes) <= 12
    assert all((round(float(width)), round(float(height))) == (595, 842) for width, height in sizes)


def test_nothing_is_cut_on_paper(look: Look, pages: Pages) -> None:
    """Every table and chart fits between the margins, and folded tables are there."""
    page = look.at(pages["sales-and-support"])
    on_paper(page)
    page.wait_for_selector("[data-chart=day] svg[width^='6']")
    wide = page.locator("table, svg").evaluate_all(
        f"(all) => all.filter((one) => one.getBoundingClientRect().right > {PAPER} + 1).map((one) => one.outerHTML.slice(0, 80))"
    )
    assert wide == []
    assert page.locator("details.grid table").first.is_visible()
    found = labels(page)
    assert outside(found) == []
    assert overlapping(found) == []


def test_the_screen_is_as_before_when_printed(look: Look, pages: Pages) -> None:
    """Tables unfolded for the printer are folded again, and charts get the colours of the night back."""
    page = look.at(pages["support-desk"], color_scheme="dark")
    on_paper(page)
    assert page.locator("details.grid[open]").count() > 0
    page.emulate_media(media="screen")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator("details.grid[open]").count() == 0
    page.wait_for_selector(f"[data-chart=queue] .role-axis-label text[fill='{DARK.soft}']")
