"""Tables are put in order by their heads, by mouse and by keyboard."""

import pytest
from opening import Look
from playwright.sync_api import Locator
from shipped import Pages

TABLE = "[aria-label='By agent'] table"


def shown(table: Locator, column: int) -> list[str]:
    """Return a column's cells from top to bottom, without intervals."""
    return [
        text.strip()
        for text in table.locator("tbody tr").evaluate_all(
            "(rows, column) => rows.map((row) => row.cells[column].firstChild.textContent)", column
        )
    ]


def number(text: str) -> float:
    """Return the figure that a cell shows, in its first unit."""
    return float(text.split()[0].split("/")[0].replace(",", ""))


@pytest.mark.parametrize("column", [1, 2, 3])
def test_figures_rise_and_fall(look: Look, pages: Pages, column: int) -> None:
    """A click puts the least at the top, a second one the most."""
    table = look.at(pages["black-friday"]).locator(TABLE)
    head = table.locator("thead th").nth(column)
    head.locator("button").click()
    rising = [number(text) for text in shown(table, column)]
    assert head.get_attribute("aria-sort") == "ascending"
    assert rising == sorted(rising)
    assert rising[0] < rising[-1]
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "descending"
    assert [number(text) for text in shown(table, column)] == sorted(rising, reverse=True)


def test_names_rise_and_fall(look: Look, pages: Pages) -> None:
    """Names are put in order as people count: agent 2 before agent 10."""
    table = look.at(pages["black-friday"]).locator(TABLE)
    button = table.locator("thead button").first
    before = shown(table, 0)
    button.click()
    rising = shown(table, 0)
    assert rising == sorted(before, key=lambda name: (name.split()[0], int(name.split()[1])))
    button.click()
    assert shown(table, 0) == rising[::-1]


def test_times_rise_and_fall(look: Look, pages: Pages) -> None:
    """Intervals go back to the order of time, whatever they were in."""
    page = look.at(pages["black-friday"])
    page.locator("details.grid summary").first.click()
    table = page.locator("details.grid table").first
    in_time = shown(table, 0)
    table.locator("thead button").nth(1).click()
    assert shown(table, 0) != in_time
    table.locator("thead button").first.click()
    assert shown(table, 0) == in_time


@pytest.mark.parametrize("press", ["Enter", "Space"])
def test_the_keyboard_sorts_too(look: Look, pages: Pages, press: str) -> None:
    """A head that has the focus is pressed by Enter and by Space, and only one head says that it leads."""
    page = look.at(pages["black-friday"])
    table = page.locator(TABLE)
    for column in (1, 2):
        table.locator("thead button").nth(column).focus()
        page.keyboard.press(press)
    assert table.locator("[aria-sort]").count() == 1
    assert table.locator("thead th").nth(2).get_attribute("aria-sort") == "ascending"


def test_what_is_not_known_stays_below(look: Look, pages: Pages) -> None:
    """Cells without a figure are last in both orders."""
    page = look.at(pages["black-friday"])
    table = page.locator(TABLE)
    table.locator("tbody tr").nth(2).locator("td").first.evaluate("(cell) => { cell.dataset.sort = '' }")
    name = shown(table, 0)[2]
    for _ in range(2):
        table.locator("thead button").nth(1).click()
        assert shown(table, 0)[-1] == name
