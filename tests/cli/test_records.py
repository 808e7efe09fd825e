"""Records of single chats, as a planner has them written and other programs read them."""

import csv
import os
import signal
import subprocess
import time
from datetime import datetime, timedelta
from pathlib import Path

import polars as pl
import pytest
from running import PLANNER, ROOT, expect_refusal, planner

SHOP = ROOT / "scenarios" / "small-shop.yaml"
BUSY = "chat_types.shop.arrivals.per_hour=100"
TWICE = """\
start: 2026-10-25 00:00
end: 2026-10-25 06:00
timezone: Europe/Athens
chat_types: {support: {arrivals: {per_hour: 40}, handle_time: 6m, patience: 2m}}
agent_groups: {team: {roster: roster.csv, concurrency: 2, slowdown: none}}
"""
ROSTER = """\
agent,start,end
=cmd(),2026-10-25 00:00,2026-10-25 06:00
"Smith, Jo",2026-10-25 00:00,2026-10-25 06:00
"""


def written(path: Path, *options: object) -> list[dict[str, str]]:
    """Have records written as CSV, and read them."""
    run = planner("simulate", *options, "--records", path)
    assert run.returncode == 0, run.stderr
    assert f"written: {path}" in run.stderr
    with path.open(encoding="utf-8", newline="") as file:
        return [*csv.DictReader(file)]


def test_both_formats_hold_the_same(tmp_path: Path) -> None:
    """Names of agents are text to spreadsheets, and clock times are right on a night when an hour comes twice."""
    scenario = tmp_path / "night.yaml"
    scenario.write_text(TWICE, encoding="utf-8")
    (tmp_path / "roster.csv").write_text(ROSTER, encoding="utf-8")
    rows = written(tmp_path / "chats.csv", scenario, "--replications", 3)
    assert planner("simulate", scenario, "--replications", 3, "--records", tmp_path / "c.parquet").stderr
    frame = pl.read_parquet(tmp_path / "c.parquet")
    assert frame.columns == [*rows[0]]
    assert {row["agent"] for row in rows} <= {"'=cmd()", "Smith, Jo", ""}
    assert set(frame["agent"]) <= {"=cmd()", "Smith, Jo", None}
    assert {row["arrival"][-6:] for row in rows} == {"+03:00", "+02:00"}
    begin = datetime.fromisoformat("2026-10-25T00:00:00+03:00")
    for row, other in zip(rows, frame.iter_rows(named=True), strict=True):
        arrival = datetime.fromisoformat(row["arrival"])
        since = timedelta(seconds=float(row["arrival_s"])) - (arrival - begin)
        assert timedelta(0) <= since < timedelta(milliseconds=1)
        assert other["arrival"].timestamp() == arrival.timestamp()
        assert other["counts"] is (row["counts"] == "yes")
        for key in ("arrival_s", "wait_s", "first_response_s", "handle_time_s", "wrap_up_s"):
            assert (other[key] is None) == (row[key] == "")
            assert row[key] == "" or float(row[key]) == other[key]
        for key in ("replication", "chat", "follows", "replies", "outcome", "kind", "group", "chat_type"):
            assert row[key] == ("" if other[key] is None else str(other[key]))


def test_results_are_those_without_records(tmp_path: Path) -> None:
    """What is printed does not depend on whether records are written."""
    plain = planner("simulate", SHOP, "--replications", 2, "--format", "json")
    with_records = planner(
        *("simulate", SHOP, "--replications", 2, "--format", "json", "--records", tmp_path / "c.csv")
    )
    assert with_records.stdout == plain.stdout


def test_what_cannot_be_written_is_told_beforehand(tmp_path: Path) -> None:
    """Another ending, the scenario itself, the file of --output, a folder that is not there, far too many rows."""
    other, same = tmp_path / "chats.txt", tmp_path / "same.csv"
    expect_refusal(planner("simulate", SHOP, "--records", other), "--records", ".csv or .parquet")
    expect_refusal(
        planner("simulate", SHOP, "--records", same, "--output", same), "--output and --records", "same file"
    )
    expect_refusal(planner("simulate", SHOP, "--records", tmp_path / "no" / "c.csv"), "there is no folder")
    many = planner("simulate", SHOP, "--replications", 90_000, "--set", BUSY, "--records", same)
    expect_refusal(many, "--records would write about", "rows", "--allow-large")
    assert not [*tmp_path.iterdir()]


def test_parquet_needs_polars(tmp_path: Path) -> None:
    """Without it the message says what to install, before anything is simulated."""
    (tmp_path / "polars.py").write_text("raise ImportError", encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"}
    run = planner("simulate", SHOP, "--records", tmp_path / "c.parquet", env=environment)
    expect_refusal(run, 'pip install "planner[data]"')
    assert not (tmp_path / "c.parquet").exists()


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_stopped_records_leave_nothing(tmp_path: Path, ending: str) -> None:
    """Ctrl-C while they are written: the results are told, no file is there, whole or half."""
    target = tmp_path / f"chats.{ending}"
    command = [*PLANNER, "simulate", SHOP, "--replications", "1000", "--workers", "1", "--records", target]
    run = subprocess.Popen(
        [*map(str, command)], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert run.stdout is not None
    run.stdout.readline()
    while run.poll() is None and not [*tmp_path.iterdir()]:
        time.sleep(0.05)
    run.send_signal(signal.SIGINT)
    _, error = run.communicate(timeout=60)
    assert run.returncode == 130, error
    assert "replications of --records were done" in error
    assert "Traceback" not in error
    assert not [*tmp_path.iterdir()]
