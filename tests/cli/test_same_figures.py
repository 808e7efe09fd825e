"""Whatever a result is read in, its figures are the same to the last digit shown."""

import json
import re
from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from running import planner
from shown_number import shown

from planner.kpi import Estimate
from planner.report import figures

SCENARIO = "scenarios/sales-and-support.yaml"
HEAD = ("mean", "95 % interval")
"""Of tables that tell figures of the run, one below the other."""
Told = list[tuple[str, ...]]
"""Figures as they are shown: the KPI's label, value and interval."""


class Tables(HTMLParser):
    """The tables of a page, as the texts of their cells."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self._in_cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a table, a row or a cell."""
        if tag == "table":
            self.tables.append([])
        if tag == "tr":
            self.tables[-1].append([])
        if tag in ("td", "th"):
            self.tables[-1][-1].append("")
            self._in_cell = True

    def handle_endtag(self, tag: str) -> None:
        """End a cell."""
        if tag in ("td", "th"):
            self._in_cell = False

    def handle_data(self, data: str) -> None:
        """Take a cell's text."""
        if self._in_cell:
            self.tables[-1][-1][-1] += data


def from_json(file: Path) -> Told:
    """Return what all figures of a results file are in words."""
    of_run = json.loads(file.read_text(encoding="utf-8"))["kpis"]
    estimates = {key: Estimate(*(one[end] for end in ("mean", "low", "high"))) for key, one in of_run.items()}
    return [
        (figures.label(key), figures.value(key, one), figures.interval(key, one))
        for key, one in estimates.items()
    ]


def from_html(file: Path) -> Told:
    """Return what the tiles and the tables of a page tell of the run."""
    page, parser = file.read_text(encoding="utf-8"), Tables()
    parser.feed(page)
    tiles = re.findall(r"<dt>(.*)</dt><dd><strong>(.*)</strong> <small>(.*)</small></dd>", page)
    return [*tiles, *listed(parser.tables)]


def from_console(file: Path) -> Told:
    """Return what the terminal's tables tell of the run."""
    parts = file.read_text(encoding="utf-8").split("\n\n")
    return listed([[re.split(r" {2,}", line) for line in part.splitlines()[1:]] for part in parts])


def listed(tables: list[list[list[str]]]) -> Told:
    """Return the rows of those tables that have figures one below the other."""
    lists = [rows for head, *rows in filter(None, tables) if tuple(head[1:]) == HEAD]
    return [tuple(map(str.strip, row)) for rows in lists for row in rows if len(row) == 3]


def from_words(file: Path) -> Told:
    """Return what the summary of a workbook tells in words."""
    told = ((row[1].value, *row[2].value.removesuffix(")").partition(" (")) for row in summary(file))
    return [(label, value, known or figures.UNKNOWN) for label, value, _, known in told]


def from_numbers(file: Path) -> Told:
    """Return what the summary of a workbook shows as numbers; times that others tell in minutes or hours are left out."""
    told = []
    for _, label, words, *ends, unit, _, _ in summary(file):
        if not any(end.value is None for end in ends) and not (unit.value == "s" and " s" not in words.value):
            mean, low, high = map(shown, ends)
            told.append((label.value, mean, f"{low.removesuffix(mean.lstrip('0123456789.,'))} to {high}"))
    return told


def summary(file: Path) -> list[tuple[Any, ...]]:
    """Return the rows of the summary of a workbook that are figures."""
    return [row for row in load_workbook(file)["Summary"].iter_rows() if row[0].value == "Figure"]


READERS: Mapping[str, tuple[str, Callable[[Path], Told]]] = {
    "html": (".html", from_html),
    "console": (".txt", from_console),
    "xlsx": (".xlsx", from_words),
    "xlsx numbers": (".xlsx", from_numbers),
}
"""By the format: how its files end, and how figures are read out of them."""


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A result as JSON, and beside it in every other format."""
    file = tmp_path_factory.mktemp("kept") / "result.json"
    for ending in (".json", ".html", ".txt", ".xlsx"):
        assert planner("simulate", SCENARIO, "-o", file.with_suffix(ending)).returncode == 0
    return file


@pytest.mark.parametrize("format", READERS)
def test_figures_agree_to_the_last_digit(kept: Path, format: str) -> None:
    """Each figure of the run that a format tells is one of JSON, and no format leaves out what matters most."""
    ending, read = READERS[format]
    right, told = from_json(kept), read(kept.with_suffix(ending))
    assert len(told) > 20
    assert set(told) <= set(right)
    labels = {label for label, *_ in told}
    assert {
        figures.label(key) for key in ("service_level", "wait_mean", "missed_rate", "utilization")
    } <= labels


def test_a_kept_result_gives_the_same_page(kept: Path) -> None:
    """`planner report` writes, byte for byte, what `--format html` writes."""
    at_once, later = kept.with_name("at-once.html"), kept.with_name("later.html")
    assert planner("simulate", SCENARIO, "-o", at_once).returncode == 0
    assert planner("report", kept, "-o", later).returncode == 0
    assert at_once.read_bytes() == later.read_bytes()
