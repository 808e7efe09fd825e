"""A search that is stopped, and goes on with the same command."""

import json
import signal
import subprocess
import time
from pathlib import Path

import pytest
from running import PLANNER, expect_refusal, planner

DAY = """\
name: Two hours
start: 2026-11-23 09:00
end: 2026-11-23 11:00
interval: 1h
service_level: {target: 70%, within: 60s}
chat_types: {shop: {arrivals: {per_hour: 20}, handle_time: 6m, patience: 2m}}
agent_groups: {shop: {agents: 5}}
shift_patterns:
  whole: {group: shop, start: "09:00", length: 2h}
  late: {group: shop, start: "10:00", length: 1h}
"""
SEARCH = ["day.yaml", "--replications", "10", "-f", "json", "-o"]
KEPT = ["--resume", "kept.jsonl"]


@pytest.mark.parametrize("command", ["staff", "schedule"])
def test_a_search_goes_on_where_it_was_stopped(command: str, tmp_path: Path) -> None:
    """It ends with the same bytes as one that was never stopped, and tells how to go on."""
    (tmp_path / "day.yaml").write_text(DAY, encoding="utf-8")
    said = _stop_at(12, [command, *SEARCH, "stopped.json", *KEPT], tmp_path)
    assert "the same command goes on from there" in said
    assert json.loads((tmp_path / "stopped.json").read_text(encoding="utf-8"))["stopped"] is True
    kept = (tmp_path / "kept.jsonl").read_bytes()
    resumed = planner(command, *SEARCH, "resumed.json", *KEPT, cwd=tmp_path)
    whole = planner(command, *SEARCH, "whole.json", cwd=tmp_path)
    assert resumed.returncode == whole.returncode, resumed.stderr
    assert (tmp_path / "resumed.json").read_bytes() == (tmp_path / "whole.json").read_bytes()
    assert (tmp_path / "kept.jsonl").read_bytes().startswith(kept)


def _stop_at(lines: int, arguments: list[str], folder: Path) -> str:
    """Run a command until its file has so many lines, press Ctrl-C twice, and return what it said."""
    with subprocess.Popen([*PLANNER, *arguments], stderr=subprocess.PIPE, text=True, cwd=folder) as run:
        deadline = time.monotonic() + 60
        while run.poll() is None and time.monotonic() < deadline and _lines(folder / "kept.jsonl") < lines:
            time.sleep(0.01)
        run.send_signal(signal.SIGINT)
        time.sleep(0.05)
        run.send_signal(signal.SIGINT)
        try:
            _, said = run.communicate(timeout=10)
        finally:
            run.kill()
    assert run.returncode == 130, said
    assert "Traceback" not in said
    return said


def _lines(file: Path) -> int:
    return file.read_bytes().count(b"\n") if file.exists() else 0


@pytest.fixture(scope="module")
def stopped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the scenario and the file of a search that was stopped."""
    folder = tmp_path_factory.mktemp("stopped")
    (folder / "day.yaml").write_text(DAY, encoding="utf-8")
    _stop_at(2, ["staff", *SEARCH, "stopped.json", *KEPT], folder)
    return folder


@pytest.mark.parametrize(
    ("command", "options", "words"),
    [
        ("staff", ["--seed", "2"], "it is for seed 1, not 2"),
        ("staff", ["--most", "9"], "--most is not what it was"),
        ("staff", ["--replications", "11"], "--replications is not what it was"),
        ("staff", ["--set", "chat_types.shop.handle_time=7m"], "it or --set was changed since"),
        ("schedule", [], "it is no file of planner schedule"),
    ],
)
def test_a_file_of_another_search_is_refused(
    command: str, options: list[str], words: str, stopped: Path
) -> None:
    """Before anything is simulated, and without touching it."""
    before = (stopped / "kept.jsonl").read_bytes()
    run = planner(command, *SEARCH, "r.json", *KEPT, *options, cwd=stopped)
    expect_refusal(run, "--resume", "kept.jsonl", words)
    assert (stopped / "kept.jsonl").read_bytes() == before
