"""A page opens from disk with the network off, and is small; that it is silent is looked at with its layout."""

import pytest
from layout import drawn_places
from opening import MOST_BYTES, Look
from shipped import PAGES, Pages


@pytest.mark.parametrize("name", PAGES)
def test_a_page_can_be_mailed(pages: Pages, name: str) -> None:
    """It is smaller than 3 MB."""
    assert pages[name].stat().st_size < MOST_BYTES


def test_charts_are_drawn(look: Look, pages: Pages) -> None:
    """Each place of a chart holds a picture with marks and texts."""
    places = drawn_places(look.at(pages["support-desk"]))
    assert {"day", "levels", "wait", "frt", "missed", "queue", "agents"} <= set(places)
    for name, (marks, texts) in places.items():
        assert marks > 0, name
        assert texts > 0, name


def test_nothing_runs_but_the_scripts_of_the_page(look: Look, pages: Pages) -> None:
    """The policy of the page stops scripts put in afterwards, and requests to anywhere."""
    page = look.at(pages["support-desk"])
    refused = []
    page.on("requestfailed", lambda request: refused.append((request.url, request.failure)))
    page.evaluate("""() => {
        const script = document.createElement("script");
        script.textContent = "window.hit = 1";
        document.body.append(script);
        const image = document.createElement("img");
        image.setAttribute("onerror", "window.hit = 2");
        image.src = "https://example.org/x.png";
        document.body.append(image);
    }""")
    page.wait_for_timeout(100)
    assert page.evaluate("window.hit") is None
    assert refused == [("https://example.org/x.png", "csp")]


def test_tables_need_no_script(look: Look, pages: Pages) -> None:
    """With scripts off a sentence says why there are no charts, and every table can be read."""
    page = look.at(pages["support-desk"], scripts=False)
    assert page.locator(".noscript").is_visible()
    page.locator("details.grid summary").first.click()
    tables = page.locator("table")
    for place in range(tables.count()):
        assert tables.nth(place).locator("tbody tr").last.is_visible()
