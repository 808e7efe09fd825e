"""`planner report` takes files from anywhere: what is no result is refused in one line."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from running import PLANNER, ROOT, expect_refusal, planner


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ["no JSON"]),
        ("[" * 200_000, ["no JSON"]),
        ('{"kind": "simulation"', ["no JSON"]),
        ("[1, 2]", ["group of keys"]),
        ('{"kind": 1}', ["kind", "text"]),
        ('{"kind": "weather"}', ["weather", "simulation"]),
        ('{"kind": "simulation"}', ["missing"]),
        ('{"kind": NaN}', ["kind", "text"]),
        ("name: Small shop", ["no JSON"]),
    ],
    ids=["empty", "deep", "cut-off", "list", "number", "unknown", "bare", "nan", "yaml"],
)
def test_what_is_no_result_is_refused(tmp_path: Path, text: str, words: list[str]) -> None:
    """The message names the file and says what was expected; nothing is written."""
    file, target = tmp_path / "result.json", tmp_path / "page.html"
    file.write_text(text, encoding="utf-8")
    expect_refusal(planner("report", file, "-o", target), "result.json", *words)
    assert not target.exists()


def test_binary_files_and_folders_are_refused(tmp_path: Path) -> None:
    """Neither a picture nor a folder is a result."""
    picture = tmp_path / "picture.json"
    picture.write_bytes(b"\x89PNG\r\n\xff\xfe")
    expect_refusal(planner("report", picture), "no text")
    expect_refusal(planner("report", tmp_path), "cannot be read")
    expect_refusal(planner("report", tmp_path / "missing.json"), "missing.json")


def test_huge_files_are_refused_unread(tmp_path: Path) -> None:
    """A file larger than any result is refused by its size."""
    file = tmp_path / "huge.json"
    with file.open("wb") as huge:
        huge.truncate(200_000_001)
    expect_refusal(planner("report", file), "larger than 200 MB")


def test_figures_that_are_none_are_refused(tmp_path: Path) -> None:
    """A figure that is NaN is told by its place."""
    file = tmp_path / "result.json"
    run = planner("simulate", "scenarios/small-shop.yaml", "--replications", 2, "-o", file)
    assert run.returncode == 0, run.stderr
    result = json.loads(file.read_text(encoding="utf-8"))
    result["kpis"]["wait_mean"]["mean"] = float("nan")
    file.write_text(json.dumps(result), encoding="utf-8")
    expect_refusal(planner("report", file), "kpis.wait_mean.mean is not a number")


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A result with letters beyond ASCII."""
    file = tmp_path_factory.mktemp("kept") / "result.json"
    run = planner("simulate", "scenarios/small-shop.yaml", "--replications", 2, "-o", file)
    assert run.returncode == 0, run.stderr
    return file


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_results_that_a_shell_wrote_are_read(tmp_path: Path, result: Path, encoding: str) -> None:
    """PowerShell keeps what a command prints as UTF-16, an editor may put a byte order mark before it."""
    kept, page, again = tmp_path / "kept.json", tmp_path / "page.html", tmp_path / "again.htm"
    kept.write_bytes(result.read_text(encoding="utf-8").encode(encoding))
    assert planner("report", kept, "-o", page).returncode == 0
    assert planner("report", result, "-o", again).returncode == 0
    assert page.read_bytes() == again.read_bytes()


def test_pages_and_json_in_a_pipe_are_utf_8(result: Path) -> None:
    """Whatever the encoding of a terminal: other letters would break the page's scripts."""
    old = {"env": {**os.environ, "PYTHONIOENCODING": "cp1252"}, "text": False}
    page = planner("report", result, **old).stdout
    assert page == planner("report", result, text=False).stdout
    assert page.decode("utf-8").startswith("<!doctype html>")
    run = planner("simulate", "scenarios/small-shop.yaml", "--replications", 2, "--format", "json", **old)
    assert "±" in json.loads(run.stdout.decode("utf-8"))["summary"]


@pytest.mark.skipif(sys.platform == "win32", reason="no terminals to be had")
@pytest.mark.parametrize("command", ["report", "simulate"])
def test_a_page_is_not_shown_on_a_terminal(result: Path, command: str) -> None:
    """A megabyte of it would run by; the message says what to do, before any work."""
    import pty

    ours, theirs = pty.openpty()
    asked = [result] if command == "report" else ["scenarios/small-shop.yaml", "--format", "html"]
    run = subprocess.run(
        [*PLANNER, command, *map(str, asked)], cwd=ROOT, stdout=theirs, stderr=subprocess.PIPE, text=True
    )
    os.close(theirs)
    os.close(ours)
    assert run.returncode == 2
    assert "name a file, such as --output report.html" in run.stderr


def test_a_result_is_not_written_over(tmp_path: Path) -> None:
    """Its page under its own name would be the end of it."""
    file = tmp_path / "result.html"
    file.write_text("{}", encoding="utf-8")
    expect_refusal(planner("report", file, "-o", file), "is the result itself")


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names of files are text there")
@pytest.mark.parametrize("format_", ["json", "html"])
def test_a_scenario_whose_name_is_no_text_has_a_report(tmp_path: Path, format_: str) -> None:
    """A name of another age's encoding, which the page tells in its command."""
    scenario = tmp_path / os.fsdecode(b"caf\xe9.yaml")
    scenario.write_bytes((ROOT / "scenarios/small-shop.yaml").read_bytes())
    run = planner("simulate", scenario, "--replications", 2, "--format", format_)
    assert run.returncode == 0, run.stderr
    assert "caf?.yaml" in run.stdout
