"""Workbooks as a user asks for them."""

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from running import ROOT, expect_refusal, planner

from planner.report.workbook.tables import heading

SHOP = ROOT / "scenarios" / "small-shop.yaml"
COMMANDS = {
    "simulation": ("simulate", SHOP, "--replications", 5, "--by-agent"),
    "comparison": ("compare", "scenarios/what-ifs.yaml", "--replications", 3),
    "sweep": (
        *("sweep", "scenarios/support-desk.yaml", "--vary", "agent_groups.day_team.agents.11:00=5:6"),
        *("--replications", 3),
    ),
    "concurrency": ("concurrency", "scenarios/conversation-desk.yaml", "--caps", "2-3", "--replications", 3),
    "staffing": ("staff", "scenarios/same-load-all-day.yaml", "--replications", 5),
    "advice": ("advise", "scenarios/understaffed.yaml", "--replications", 3),
}
SHEETS = {
    "simulation": {"Intervals", "Types", "Groups", "Agents", "Charts"},
    "comparison": {"Alternatives", "Differences", "Charts"},
    "sweep": {"Points", "Frontier", "Targets", "Charts"},
    "concurrency": {"Chats at once", "Steps", "Slowdown", "Charts"},
    "staffing": {"Coverage", "Proof", "One less", "Search", "Charts"},
    "advice": {"Targets", "Changes"},
}


DIGITS = 1e-14
"""openpyxl writes 16, Excel keeps 15."""


def table(book: Workbook, title: str) -> list[dict[str, Any]]:
    """Return a sheet's values by the titles of its columns."""
    first, *others = book[title].iter_rows(values_only=True)
    return [dict(zip(map(str, first), row, strict=True)) for row in others]


@pytest.fixture(scope="module", params=COMMANDS)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Any, bytes]:
    """Return a kind of result, the document of a command, and the workbook that is made of it."""
    folder = tmp_path_factory.mktemp(request.param)
    run = planner(*COMMANDS[request.param], "--output", folder / "result.json")
    assert (folder / "result.json").exists(), run.stderr
    report = planner("report", folder / "result.json", "-o", folder / "report.xlsx")
    assert report.returncode == 0, report.stderr
    document = json.loads((folder / "result.json").read_text(encoding="utf-8"))
    return request.param, document, (folder / "report.xlsx").read_bytes()


def test_every_kind_has_its_sheets(made: tuple[str, Any, bytes]) -> None:
    """The answer stands on the first one, and the scenario on the last."""
    kind, document, content = made
    book = load_workbook(io.BytesIO(content))
    assert document["kind"] == kind
    assert SHEETS[kind] <= set(book.sheetnames)
    assert (book.sheetnames[0], book.sheetnames[-1]) == ("Summary", "Scenario")
    told = {row["what"]: row["told"] for row in table(book, "Summary")}
    assert told["Answer"] == document["summary"]
    assert told["Command"] == document["command"]
    assert "Charts" not in book.sheetnames or book["Charts"]._charts


def test_numbers_are_those_of_the_document(made: tuple[str, Any, bytes]) -> None:
    """One figure of each kind of result, to the last digit."""
    kind, document, content = made
    book = load_workbook(io.BytesIO(content))
    match kind:
        case "simulation":
            agents = {row["agent"]: row[heading("utilization")] for row in table(book, "Agents")}
            assert agents == {
                one["agent"]: pytest.approx(one["kpis"]["utilization"]["mean"], rel=DIGITS)
                for one in document["agents"]
            }
        case "comparison":
            found = {
                row["alternative"]: (row["difference"], row["unit"])
                for row in table(book, "Differences")
                if (row["scope"], row["kpi"]) == ("run", "missed_rate")
            }
            assert found == {
                name: (pytest.approx(100 * of["missed_rate"]["mean"], rel=DIGITS), "points")
                for name, of in document["differences"].items()
            }
        case "sweep":
            points = [
                (row["agent_groups.day_team.agents.11:00"], row["service level"])
                for row in table(book, "Points")
            ]
            assert points == [
                (*one["settings"].values(), pytest.approx(one["kpis"]["service_level"]["mean"], rel=DIGITS))
                for one in document["points"]
            ]
        case "concurrency":
            caps = [(row["chats at once"], row["agents needed"]) for row in table(book, "Chats at once")]
            assert caps == [
                (one["chats_at_once"], one["agents_needed"] and one["agents_needed"]["agents"])
                for one in document["caps"]
            ]
        case "staffing":
            agents = [row["team"] for row in table(book, "Coverage")]
            assert agents == [one["agents"] for one in document["staffing"]["team"]]
            proof = [(row["kpi"], row["mean"], row["holds"]) for row in table(book, "Proof")]
            assert proof == [
                (one["kpi"], pytest.approx(one["mean"], rel=DIGITS), "yes" if one["holds"] else "no")
                for one in document["proof"]
            ]
        case "advice":
            first = table(book, "Changes")[0]
            effect = document["best"][0]["effects"][0]
            assert (first["what"], first["before"]) == (
                "best",
                pytest.approx(effect["before"]["mean"], rel=DIGITS),
            )
            assert first["difference"] == pytest.approx(100 * effect["difference"]["mean"], rel=DIGITS)


def test_the_run_itself_gives_the_same_workbook(tmp_path: Path) -> None:
    """As the report of the file that was kept, byte by byte."""
    asked = ("simulate", SHOP, "--replications", 3)
    planner(*asked, "-o", tmp_path / "kept.json")
    planner("report", tmp_path / "kept.json", "-o", tmp_path / "report.xlsx")
    planner(*asked, "--format", "xlsx", "-o", tmp_path / "run")
    assert (tmp_path / "run").read_bytes() == (tmp_path / "report.xlsx").read_bytes()


def test_a_workbook_needs_a_file() -> None:
    """Its bytes are not printed; that is said before anything is simulated."""
    expect_refusal(planner("simulate", SHOP, "--format", "xlsx"), "--format xlsx", "--output report.xlsx")


@pytest.mark.parametrize("command", ["simulate", "compare", "schedule"])
def test_without_openpyxl(command: str, tmp_path: Path) -> None:
    """It is said what to install, before anything is simulated."""
    hidden = "import sys; sys.modules['openpyxl'] = None; import runpy; runpy.run_module('planner', run_name='__main__')"
    run = subprocess.run(
        [sys.executable, "-c", hidden, command, str(SHOP), "-o", str(tmp_path / "r.xlsx")],
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
        cwd=ROOT,
    )
    expect_refusal(run, 'pip install "planner[excel]"')
    assert not (tmp_path / "r.xlsx").exists()


def test_a_file_that_is_no_result(tmp_path: Path) -> None:
    """One line says what is wrong, and where, as for pages."""
    (tmp_path / "odd.json").write_text('{"kind": "staffing", "scenario": 1}', encoding="utf-8")
    expect_refusal(planner("report", tmp_path / "odd.json", "-o", tmp_path / "r.xlsx"), "odd.json")
