"""Pages as a reader opens them: from disk, with the network off."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP, PHONE = 1400, 390
PAPER = 688
"""Pixels of an A4 page between margins of 14 mm."""
PATIENCE = 20_000
"""Milliseconds; pages take one or two seconds where cores are not shared."""
MOST_BYTES = 3_000_000
DRAWN = "html[data-drawn]"


@dataclass
class Heard:
    """What a page did beside showing itself."""

    messages: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)


class Look:
    """Opens pages in one browser."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._contexts: list[BrowserContext] = []
        self.heard = Heard()

    def at(self, file: Path, width: int = DESKTOP, scripts: bool = True, **more: Any) -> Page:
        """Open a file and wait until its charts are drawn."""
        context = self._browser.new_context(
            viewport={"width": width, "height": 900}, offline=True, java_script_enabled=scripts, **more
        )
        context.set_default_timeout(PATIENCE)
        self._contexts.append(context)
        context.on("request", lambda request: self.heard.requests.append(request.url))
        page = context.new_page()
        page.on("console", lambda message: self.heard.messages.append(message.text))
        page.on("pageerror", lambda error: self.heard.messages.append(str(error)))
        page.on("dialog", lambda dialog: (self.heard.dialogs.append(dialog.message), dialog.dismiss()))
        page.goto(file.as_uri())
        if scripts:
            page.wait_for_selector(DRAWN)
        return page

    def close(self) -> None:
        """Close all that was opened."""
        for context in self._contexts:
            context.close()


WIDEST = """
(paths) => {
  const widths = paths.map((path) => path.getBoundingClientRect().width);
  return widths.indexOf(Math.max(...widths));
}
"""


TWO_FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def point_at(page: Page, marks: str, place: int | None = None) -> None:
    """Put the pointer on a mark, by default the widest of them, and wait for what is told of it."""
    found = page.locator(marks)
    mark = found.nth(found.evaluate_all(WIDEST) if place is None else place)
    mark.scroll_into_view_if_needed()
    page.evaluate(TWO_FRAMES)  # scrolling hides the tooltip, a frame later
    mark.hover(force=True)
    page.wait_for_selector("#tip:not([hidden])")
