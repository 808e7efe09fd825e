"""A browser, pages to open in it, and how the tests of this folder and of `cli` share what they are made with."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "cli")]

from opening import CHROMIUM, FLAGS, Look  # noqa: E402  it lies in the folder just named
from playwright.sync_api import Browser, sync_playwright  # noqa: E402
from shipped import Pages  # noqa: E402


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium. Where it is missing, tests are skipped, but not where PLANNER_BROWSER_REQUIRED is set."""
    if not CHROMIUM.exists() and not os.environ.get("PLANNER_BROWSER_REQUIRED"):
        pytest.skip(f"there is no {CHROMIUM}: apt-get install chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def look(browser: Browser) -> Iterator[Look]:
    """Opens pages, and closes them when the test ends."""
    looking = Look(browser)
    yield looking
    looking.close()


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """Pages of all kinds, made when they are first asked for, once for all workers."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "pages"
    folder.mkdir(exist_ok=True)
    return Pages(folder)
