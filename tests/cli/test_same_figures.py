"""Whatever a result is read in, its figures are the same to the last digit shown."""

import json
import re
from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from pathlib import Path

import pytest
from running import planner

from planner.kpi import BY_KEY, Estimate
from planner.report import figures

SCENARIO = "scenarios/sales-and-support.yaml"
Told = dict[str, tuple[str, str]]
"""Value and interval as they are shown, by the KPI's title."""


class Rows(HTMLParser):
    """The rows of a page's tables, as the texts of their cells."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._in_cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a row or a cell."""
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
            self._in_cell = True

    def handle_endtag(self, tag: str) -> None:
        """End a cell."""
        if tag in ("td", "th"):
            self._in_cell = False

    def handle_data(self, data: str) -> None:
        """Take a cell's text."""
        if self._in_cell:
            self.rows[-1][-1] += data


def from_json(file: Path) -> Told:
    """Return what figures of a results file are in words."""
    of_run = json.loads(file.read_text(encoding="utf-8"))["kpis"]
    estimates = {key: Estimate(*(one[end] for end in ("mean", "low", "high"))) for key, one in of_run.items()}
    return {
        BY_KEY[key].title: (figures.value(key, one), figures.interval(key, one))
        for key, one in estimates.items()
    }


def from_html(file: Path) -> Told:
    """Return what the tables of a page tell of the run."""
    parser = Rows()
    parser.feed(file.read_text(encoding="utf-8"))
    of_run = (row for row in parser.rows if len(row) == 3)
    return {titled(title.strip()): (value.strip(), known.strip()) for title, value, known in of_run}


def from_console(file: Path) -> Told:
    """Return what the terminal's tables tell of the run."""
    cells = (re.split(r" {2,}", line.strip()) for line in file.read_text(encoding="utf-8").splitlines())
    return {titled(row[0]): (row[1], row[2]) for row in cells if len(row) == 3}


def titled(label: str) -> str:
    """Return the title at the beginning of a label, which may go on to say of what a figure is."""
    titles = sorted((kpi.title for kpi in BY_KEY.values()), key=len, reverse=True)
    return next((title for title in titles if f"{label}, ".startswith(f"{title}, ")), label)


READERS: Mapping[str, Callable[[Path], Told]] = {".html": from_html, ".txt": from_console}
"""By the ending of a file that says how figures are read out of it."""


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A result as JSON."""
    file = tmp_path_factory.mktemp("kept") / "result.json"
    assert planner("simulate", SCENARIO, "-o", file).returncode == 0
    return file


@pytest.mark.parametrize("ending", READERS)
def test_figures_agree_to_the_last_digit(kept: Path, ending: str) -> None:
    """Each figure of the run that a format tells is the one of JSON, and no format leaves out the promise."""
    file = kept.with_suffix(ending)
    assert planner("simulate", SCENARIO, "-o", file).returncode == 0
    right, told = from_json(kept), READERS[ending](file)
    same = set(right) & set(told)
    assert {"service level", "mean wait", "missed rate", "utilisation"} <= same
    assert len(same) > 20
    assert {title: told[title] for title in same} == {title: right[title] for title in same}


def test_a_kept_result_gives_the_same_page(kept: Path) -> None:
    """`planner report` writes, byte for byte, what `--format html` writes."""
    at_once, later = kept.with_name("at-once.html"), kept.with_name("later.html")
    assert planner("simulate", SCENARIO, "-o", at_once).returncode == 0
    assert planner("report", kept, "-o", later).returncode == 0
    assert at_once.read_bytes() == later.read_bytes()
