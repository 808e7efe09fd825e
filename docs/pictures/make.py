"""Takes the picture of a page that README.md shows: python docs/pictures/make.py, with the extra `test` and Debian's chromium."""

import io
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
SCENARIO = HERE.parent.parent / "scenarios" / "support-desk.yaml"
SIZE = {"width": 1180, "height": 1010}
COLOURS = 64


def main() -> None:
    """Simulate, open the page, and keep the top of it in few colours."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page_file = Path(folder) / "report.html"
        subprocess.run([sys.executable, "-m", "planner", "simulate", SCENARIO, "-o", page_file], check=True)
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE)
        page.goto(page_file.as_uri())
        page.wait_for_selector("html[data-drawn]")
        shot = Image.open(io.BytesIO(page.screenshot()))
        browser.close()
    shot.convert("P", palette=Image.Palette.ADAPTIVE, colors=COLOURS).save(
        HERE / "support-desk.png", optimize=True
    )


if __name__ == "__main__":
    main()
