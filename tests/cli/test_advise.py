"""`planner advise` as a planner calls it."""

import csv
import io
import json
import os
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest
from running import PLANNER, ROOT, expect_refusal, planner

DESK = """\
name: Morning
start: 2026-11-23 08:00
end: 2026-11-23 12:00
chat_types:
  sales: {arrivals: {per_hour: {"08:00": 10, "09:00": 45, "10:00": 10}}, handle_time: 8m, patience: 3m}
agent_groups:
  day: {agents: 4}
  help: {shifts: [{agents: 1, from: "08:00", to: "12:00", breaks: [{at: "09:30", for: 15m}]}]}
service_level: {target: 90%, within: 30s}
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a morning with too few agents from nine to ten."""
    file = tmp_path_factory.mktemp("desk") / "desk.yaml"
    file.write_text(DESK, encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def advice(desk: Path) -> dict[str, Any]:
    """Advise on it."""
    run = planner("advise", desk, "--replications", 42, "--format", "json", "--workers", 1)
    assert run.returncode == 0, run.stderr
    found: dict[str, Any] = json.loads(run.stdout)
    return found


def test_every_hour_and_group_is_told_with_intervals(advice: dict[str, Any]) -> None:
    """One more is always possible; the helper's break keeps that one from being taken away at nine."""
    more, less = ([entry["changes"][0] for entry in advice[key]] for key in ("one_more", "one_less"))
    assert sorted((change["group"], change["start"][-5:]) for change in more) == [
        (group, f"{hour:02}:00") for group in ("day", "help") for hour in (8, 9, 10, 11)
    ]
    assert {(change["group"], change["start"][-5:]) for change in more} - {
        (change["group"], change["start"][-5:]) for change in less
    } == {("help", "09:00")}
    for entry in advice["one_more"] + advice["one_less"]:
        assert {effect["kpi"] for effect in entry["effects"]} == {"service_level", "missed_rate"}
        for effect in entry["effects"]:
            difference = effect["difference"]
            assert difference["low"] <= difference["mean"] <= difference["high"]


def test_the_advice_is_said_in_words(advice: dict[str, Any]) -> None:
    """The hour short of agents first, and what its figure is comes from a simulation of just that."""
    best = advice["best"][0]
    assert best["changes"][0]["start"] == "2026-11-23T09:00"
    level = next(effect for effect in best["effects"] if effect["kpi"] == "service_level")
    said = advice["summary"]
    assert f"lifts the service level from {100 * level['before']['mean']:.0f}" in said
    assert "can go" in said
    assert advice["targets_back"] is not None


def test_the_same_bytes_for_any_number_of_workers(desk: Path, advice: dict[str, Any]) -> None:
    """Also where there is a pool of them."""
    run = planner("advise", desk, "--replications", 42, "--format", "json", "--workers", 2)
    assert json.loads(run.stdout) == advice


def test_it_fits_eighty_columns(desk: Path) -> None:
    """No line of the console is longer."""
    env = {**os.environ, "COLUMNS": "80"}
    run = planner("advise", desk, "--replications", 10, "--workers", 1, env=env)
    assert run.returncode == 0, run.stderr
    assert "One more agent for an hour" in run.stdout
    assert max(map(len, run.stdout.splitlines())) <= 80


def test_csv_has_a_row_per_change_and_figure(desk: Path, advice: dict[str, Any]) -> None:
    """The same figures as in JSON."""
    run = planner("advise", desk, "--replications", 42, "--format", "csv", "--workers", 1)
    rows = list(csv.DictReader(io.StringIO(run.stdout)))
    level = [row for row in rows if row["what"] == "one_more" and row["kpi"] == "service_level"]
    assert [float(row["difference"]) for row in level] == [
        entry["effects"][0]["difference"]["mean"] for entry in advice["one_more"]
    ]


def test_markdown_has_the_tables(desk: Path, tmp_path: Path) -> None:
    """Written by the ending of the file."""
    target = tmp_path / "advice.md"
    run = planner("advise", desk, "--replications", 4, "--workers", 1, "-o", target)
    assert run.returncode == 0, run.stderr
    assert "## One agent less for an hour" in target.read_text(encoding="utf-8")


def test_one_group_only(desk: Path) -> None:
    """The others are left as they are."""
    run = planner("advise", desk, "--group", "help", "--replications", 4, "--format", "json")
    found = json.loads(run.stdout)
    entries = [*found["one_more"], *found["one_less"], *found["best"], *found["can_go"]]
    assert {change["group"] for entry in entries for change in entry["changes"]} == {"help"}


def test_one_replication_has_no_intervals_and_says_so(desk: Path) -> None:
    """Only differences."""
    run = planner("advise", desk, "--replications", 1, "--format", "json")
    found = json.loads(run.stdout)
    assert any("one replication has no intervals" in note for note in found["notes"])
    assert all(
        effect["difference"]["low"] is None for entry in found["one_more"] for effect in entry["effects"]
    )


def test_a_group_that_is_not_there_is_refused(desk: Path) -> None:
    """With the name that was meant."""
    expect_refusal(planner("advise", desk, "--group", "dya"), "--group", 'did you mean "day"?')


def test_ctrl_c_tells_what_is_known(desk: Path) -> None:
    """Exit code 130, with or without anything to tell."""
    run = subprocess.Popen(
        [*PLANNER, "advise", str(desk), "--replications", "20000", "--workers", "1", "--format", "json"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    time.sleep(8)
    run.send_signal(signal.SIGINT)
    out, err = run.communicate(timeout=60)
    assert run.returncode == 130, err
    assert "Traceback" not in err
    assert ("stopped:" in err) if not out else json.loads(out)["stopped"]


def test_customers_know_agents_of_the_plan_that_is_tried() -> None:
    """With one agent less nobody can know the one who went."""
    run = planner("advise", ROOT / "scenarios" / "two-lines.yaml", "--replications", 2, "--workers", 1)
    assert run.returncode == 0, run.stderr
