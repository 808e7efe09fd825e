"""Under the pointer, charts tell their figures."""

import re

from opening import Look, point_at
from playwright.sync_api import Page
from shipped import Pages

FIGURE = re.compile(r"[-−\d.,]+")


def tip(page: Page) -> dict[str, str]:
    """Return what the tooltip says, by title."""
    told: dict[str, str] = page.locator("#tip").evaluate(
        "(tip) => Object.fromEntries([...tip.children].map((row) => [row.children[0].textContent, row.children[1].textContent]))"
    )
    return told


def table_row(page: Page, when: str) -> dict[str, str]:
    """Return the values of the table of intervals, by title, of one interval."""
    table = page.locator("details.grid table").first
    titles = [title.strip(" ↕↑↓") for title in table.locator("thead th").all_text_contents()]
    for row in table.locator("tbody tr").all():
        cells: list[str] = row.evaluate(
            "(row) => [...row.cells].map((cell) => cell.firstChild.textContent.trim())"
        )
        if cells[0] == when:
            return dict(zip(titles, cells, strict=True))
    raise AssertionError(f"no row of {when}")


def test_the_day_tells_the_interval_under_the_pointer(look: Look, pages: Pages) -> None:
    """Each panel tells all figures of the interval, to the digit those of the table."""
    page = look.at(pages["support-desk"])
    for panel, place in ((0, 3), (5, 10)):
        point_at(page, f"[data-chart=day] .pointed{panel}_marks path", place)
        told = tip(page)
        row = table_row(page, told.pop("time"))
        same = [title for title in told if title in row]
        assert {"offered", "mean wait", "missed rate"} <= set(same)
        for title in same:
            assert FIGURE.findall(told[title])[:1] == FIGURE.findall(row[title])[:1], title


def test_every_chart_answers_the_pointer(look: Look, pages: Pages) -> None:
    """On the marks of any chart there is a tooltip with a text for each of its titles."""
    page = look.at(pages["support-desk"])
    for chart in ("levels", "wait", "frt", "missed", "queue", "agents"):
        page.mouse.move(0, 0)
        point_at(page, f"[data-chart={chart}] .mark-rect.role-mark path")
        assert all(tip(page).values()), chart


def test_the_tooltip_goes_with_the_pointer(look: Look, pages: Pages) -> None:
    """It stays within the window, and hides where there is nothing to tell."""
    page = look.at(pages["support-desk"], 390)
    point_at(page, "[data-chart=day] .pointed0_marks path", -1)
    box = page.locator("#tip").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    page.mouse.move(1, 1)
    page.wait_for_selector("#tip", state="hidden")
