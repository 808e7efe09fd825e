"""`planner report` takes files from anywhere: what is no result is refused in one line."""

import json
from pathlib import Path

import pytest
from running import expect_refusal, planner


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
