"""Pages are for everybody: by ear, by keyboard, by night."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from opening import DESKTOP, PHONE, Look
from shipped import KINDS, Pages

from planner.report.charts.theme import DARK, LIGHT

GRAVE = ("serious", "critical")


@pytest.mark.parametrize(("scheme", "width"), [("light", DESKTOP), ("dark", PHONE)])
@pytest.mark.parametrize("name", KINDS)
def test_axe_finds_nothing_grave(look: Look, pages: Pages, name: str, scheme: str, width: int) -> None:
    """With all tables unfolded, axe-core finds nothing serious or critical."""
    page = look.at(pages[name], width, color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach((one) => one.open = true)")
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in GRAVE] == []


def test_every_chart_says_what_it_shows(look: Look, pages: Pages) -> None:
    """The picture has a name for screen readers, the one that its caption tells."""
    page = look.at(pages["support-desk"])
    for figure in page.locator("figure").all():
        said = figure.locator("figcaption span").inner_text()
        assert said in (figure.locator("svg").get_attribute("aria-label") or figure.inner_html())


def test_charts_change_with_the_light(look: Look, pages: Pages) -> None:
    """When the system turns dark, charts are drawn again in its colours."""
    page = look.at(pages["support-desk"], color_scheme="light")
    axis = page.locator("[data-chart=queue] .role-axis-label text").first
    assert axis.get_attribute("fill") == LIGHT.soft
    page.emulate_media(color_scheme="dark")
    page.wait_for_selector(f"[data-chart=queue] .role-axis-label text[fill='{DARK.soft}']")
