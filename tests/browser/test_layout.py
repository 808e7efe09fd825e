"""Nothing is cut, nothing overlaps, whatever the window."""

import pytest
from layout import cut, labels, outside, overlapping, wider_than_window
from opening import DESKTOP, DRAWN, PHONE, Look
from playwright.sync_api import Page
from shipped import COMMANDS, PAGES, Pages


def expect_tidy(page: Page) -> None:
    """Check that all can be read."""
    assert not wider_than_window(page)
    assert cut(page) == []
    found = labels(page)
    assert len(found) > 5
    assert outside(found) == []
    assert overlapping(found) == []


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
@pytest.mark.parametrize("name", PAGES)
def test_pages_are_tidy_and_silent(look: Look, pages: Pages, name: str, width: int) -> None:
    """The window never scrolls sideways, each label of a chart is whole and apart from all others, nothing but the file is asked for, and the console stays empty."""
    expect_tidy(look.at(pages[name], width))
    assert look.heard.requests == [pages[name].as_uri()]
    assert look.heard.messages == []


@pytest.mark.parametrize("name", ["support-desk", *COMMANDS])
def test_a_zoomed_page_is_tidy(look: Look, pages: Pages, name: str) -> None:
    """At 200 % a page is laid out for half of the window."""
    expect_tidy(look.at(pages[name], DESKTOP // 2, device_scale_factor=2))


def test_unfolded_tables_stay_in_the_window(look: Look, pages: Pages) -> None:
    """A wide table scrolls by itself; the page does not."""
    page = look.at(pages["support-desk"], PHONE)
    page.locator("details.grid summary").first.click()
    assert page.locator("details.grid table").first.is_visible()
    assert not wider_than_window(page)


def test_charts_follow_the_window(look: Look, pages: Pages) -> None:
    """A window made narrow has its charts drawn again, as wide as there is room."""
    page = look.at(pages["support-desk"], DESKTOP)
    before = page.locator("[data-chart=day] svg").evaluate("(svg) => svg.clientWidth")
    page.set_viewport_size({"width": PHONE, "height": 900})
    page.wait_for_selector("[data-chart=day] svg[width^='3']")
    assert before > 2 * page.locator("[data-chart=day] svg").evaluate("(svg) => svg.clientWidth")
    page.wait_for_selector(DRAWN)
    expect_tidy(page)
