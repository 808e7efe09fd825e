"""Workbooks hold what the document holds, and show it as the console does."""

import io
import json
import sys
from contextlib import suppress
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from shown_number import shown

from planner.kpi import BY_KEY, Estimate
from planner.report import as_json, figures
from planner.report.reading import NoResult
from planner.report.workbook import as_xlsx
from planner.report.workbook.cells import amount, change, ends, share
from planner.report.workbook.sheet import Column, Number, Sheet
from planner.report.workbook.tables import heading
from planner.report.workbook.write import written
from planner.scenario import loads
from planner.scenario.tables.made_workbook import LONGEST_TEXT, NoWorkbooks, cell_text
from planner.study import Options, run_study

SMALL = """
name: "=cmd()"
start: 2026-11-23 08:00
end: 2026-11-23 12:00
interval: 30m
service_level: {target: 80%, within: 60s}
chat_types: {"+support": {arrivals: {per_hour: 20}, handle_time: 6m, patience: 3m}}
agent_groups: {"@team": {agents: 2, concurrency: 2}}
"""
HOSTILE = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "#N/A", "<script>", "_x0041_", "\u202eabc", "a\x00b\x0bc")


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    """Return a small simulation as JSON has it."""
    found: dict[str, Any] = json.loads("".join(as_json(run_study(loads(SMALL), Options(replications=5)))))
    return found


@pytest.fixture(scope="module")
def book(document: dict[str, Any]) -> Workbook:
    """Return its workbook as openpyxl reads it."""
    return load_workbook(io.BytesIO(as_xlsx(document)))


def rows(book: Workbook, title: str) -> list[dict[str, Any]]:
    """Return a sheet's rows by the titles of its columns."""
    first, *others = book[title].iter_rows()
    return [{str(head.value): cell for head, cell in zip(first, row, strict=True)} for row in others]


def test_the_summary_has_every_figure_to_the_last_digit(document: dict[str, Any], book: Workbook) -> None:
    """A cell holds the full number of the document, not what is shown of it."""
    told = {row["kpi"].value: row for row in rows(book, "Summary") if row["part"].value == "Figure"}
    assert list(told) == list(document["kpis"])
    for key, figure in document["kpis"].items():
        for end, value in figure.items():
            # openpyxl writes 16 digits, Excel keeps 15
            assert told[key][end].value == (value and pytest.approx(value, rel=1e-14)), (key, end)


def test_numbers_show_the_digits_of_the_console(document: dict[str, Any], book: Workbook) -> None:
    """Where the console has seconds too, value and interval read the same; the column in words always does."""
    compared = 0
    for row in rows(book, "Summary"):
        if row["part"].value != "Figure" or row["mean"].value is None:
            continue
        key = row["kpi"].value
        estimate = Estimate(*document["kpis"][key].values())
        value, interval = figures.value(key, estimate), figures.interval(key, estimate)
        assert row["told"].value == (value if interval == figures.UNKNOWN else f"{value} ({interval})")
        unit = figures.scale(BY_KEY[key].unit, estimate.mean or 0.0).suffix
        if unit != " min":
            assert shown(row["mean"]) == value
            if interval != figures.UNKNOWN:
                assert f"{shown(row['low']).removesuffix(unit)} to {shown(row['high'])}" == interval
            compared += 1
    assert compared > 20


def test_intervals_are_rows_with_dates_and_numbers(document: dict[str, Any], book: Workbook) -> None:
    """A row per interval with open doors; offered is that of the document."""
    found = rows(book, "Intervals")
    assert [row["start"].value.isoformat(timespec="minutes") for row in found] == [
        part["start"][:16] for part in document["intervals"]
    ]
    assert all(row["start"].is_date for row in found)
    assert [row[heading("offered")].value for row in found] == [
        pytest.approx(part["kpis"]["offered"]["mean"]) for part in document["intervals"]
    ]


def test_all_figures_stand_one_below_the_other(document: dict[str, Any], book: Workbook) -> None:
    """Each that is known is a row, of the run, of types and groups, of all the time and its parts."""

    def known(part: dict[str, Any]) -> int:
        scopes = [part["kpis"], *part["chat_types"].values(), *part["agent_groups"].values()]
        return sum(figure["mean"] is not None for scope in scopes for figure in scope.values())

    parts = [
        part for key in ("days", "weeks", "weekdays", "hours_of_day", "intervals") for part in document[key]
    ]
    assert len(rows(book, "Figures")) == sum(map(known, [document, *parts]))


def test_headers_stay_and_can_be_filtered(book: Workbook) -> None:
    """On every sheet but that of charts; titles are no two the same."""
    for sheet in book.worksheets:
        if sheet.title == "Charts":
            continue
        assert sheet.freeze_panes is not None
        assert sheet.auto_filter.ref == sheet.dimensions
        titles = [cell.value for cell in sheet[1]]
        assert len(set(titles)) == len(titles), sheet.title


def test_the_chart_reads_the_intervals(document: dict[str, Any], book: Workbook) -> None:
    """It has as many bars as there are intervals, and the service level as a line."""
    (chart,) = book["Charts"]._charts
    (bars,) = chart.series
    assert bars.val.numRef.numCache.ptCount == len(document["intervals"])
    assert "'Intervals'" in bars.val.numRef.f
    with ZipFile(io.BytesIO(as_xlsx(document))) as archive:
        assert b"<lineChart>" in archive.read("xl/charts/chart1.xml")


def test_names_are_text(document: dict[str, Any], book: Workbook) -> None:
    """Nothing that looks like a formula is one, and it does not become one when the cell is edited."""
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type in ("f", "e")]
    named = [cell for cell in cells if cell.value in ("=cmd()", "+support", "@team")]
    assert len(named) > 3
    assert all(cell.quotePrefix for cell in named)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_are_shown_as_text(name: str) -> None:
    """As they are, but for what XML cannot hold."""
    sheet = Sheet("S", (Column("name"),), [(name,)])
    cell = load_workbook(io.BytesIO(written([sheet], name)))["S"]["A2"]
    assert cell.data_type in ("s", "inlineStr")
    expected = name.replace("\x00", "\ufffd").replace("\x0b", "\ufffd")
    assert str(cell.value).replace("_x005F_", "_") == expected


def test_long_text_is_cut_and_says_so() -> None:
    """Excel counts UTF-16 units, and repairs files with longer cells by losing them."""
    assert cell_text("a" * LONGEST_TEXT) == "a" * LONGEST_TEXT
    for long in ("a" * 40_000, "\U0001f600" * 20_000, "_x0041_" * 5_000):
        cut = cell_text(long)
        assert len(cut.encode("utf-16-le")) <= 2 * LONGEST_TEXT
        assert cut.endswith("(cut)")


def test_more_rows_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are left out, and the last row says how many."""
    monkeypatch.setattr("planner.report.workbook.write.MOST_ROWS", 3)
    sheet = Sheet("S", (Column("n"),), [(float(number),) for number in range(5)])
    found = load_workbook(io.BytesIO(written([sheet], "t")))["S"]
    assert [row[0].value for row in found.iter_rows(max_row=4)] == ["n", 0, 1, 2]
    assert found["A5"].value.startswith("2 more rows")


def test_the_same_result_gives_the_same_bytes(
    document: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The time at which a workbook is made is not in it."""
    first = as_xlsx(document)
    monkeypatch.setattr("time.time", lambda: 0.0)
    monkeypatch.setattr("time.localtime", lambda *_: (1999,) + (1,) * 8)
    assert as_xlsx(document) == first


@pytest.mark.parametrize(
    ("key", "difference", "reads"),
    [
        ("service_level", Estimate(0.1123, 0.102, 0.1226), "+11 points"),
        ("service_level", Estimate(-0.0523, -0.0531, -0.0515), "−5.23 points"),
        ("service_level", Estimate(0.0, 0.0, 0.0), "0 points"),
        ("wait_mean", Estimate(-12.4, -13.1, -11.7), "−12.4 s"),
    ],
)
def test_differences_read_as_on_the_console(key: str, difference: Estimate, reads: str) -> None:
    """With their sign; those of shares are in points."""
    assert figures.change(key, difference) == reads
    sheet = Sheet("S", (Column("n"),), [change(key, difference)[:1]])
    assert reads.startswith(shown(load_workbook(io.BytesIO(written([sheet], "t")))["S"]["A2"]))


def test_exact_values_have_the_decimals_that_they_need() -> None:
    """Shares, agents and costs; what is not known is empty."""
    assert share(0.8) == Number(0.8, "#,##0 %")
    assert share(0.125) == Number(0.125, "#,##0.0 %")
    assert amount(7.5) == Number(7.5, "#,##0.0")
    assert amount(242.0) == Number(242.0, "#,##0")
    assert share(None) is amount(None) is None
    assert ends("wait_mean", Estimate(None)) == (None, None, None)


@pytest.mark.parametrize(
    "broken", [{}, {"kind": "backtest"}, {"kind": "simulation"}, {"kind": "staffing", "plan": 7}, []]
)
def test_what_is_no_result_is_refused(broken: Any) -> None:
    """The error says where the file is wrong."""
    with pytest.raises(NoResult):
        as_xlsx(broken)


@pytest.mark.parametrize("odd", [10**400, 1e308, float("nan"), True, "=1", None, [], {}])
@pytest.mark.parametrize("place", [("promise", "target"), ("kpis", "offered"), ("intervals",), ("seed",)])
def test_odd_values_are_refused_or_shown(document: dict[str, Any], place: tuple[str, ...], odd: Any) -> None:
    """Whatever a file holds, nothing but `NoResult` is raised."""
    broken = json.loads(json.dumps(document))
    inside = broken
    for key in place[:-1]:
        inside = inside[key]
    inside[place[-1]] = odd
    with suppress(NoResult):
        assert as_xlsx(broken)[:2] == b"PK"


def test_a_long_seed_keeps_its_digits(document: dict[str, Any]) -> None:
    """It has more than a float, and makes the result again."""
    book = load_workbook(io.BytesIO(as_xlsx({**document, "seed": 2**63 - 1})))
    assert {row["what"].value: row["told"].value for row in rows(book, "Summary")}["Seed"] == str(2**63 - 1)


def test_without_openpyxl(document: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told what to install."""
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(NoWorkbooks, match=r"pip install \"planner\[excel\]\""):
        as_xlsx(document)
