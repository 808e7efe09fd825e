"""`planner concurrency` as a planner calls it."""

import csv
import io
import json
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest
from running import PLANNER, ROOT, expect_refusal, planner

SHOP = ROOT / "scenarios" / "small-shop.yaml"
SHARE = ("--set", "agent_groups.shop.slowdown=20%")
FEW = ("concurrency", SHOP, *SHARE, "--caps", "1-4", "--replications", 6)


def test_the_report_fits_80_columns() -> None:
    """First line, tables and notes; nothing is cut."""
    run = planner(*FEW, "--missed", "5%")
    assert run.returncode == 0, run.stderr
    assert max(map(len, run.stdout.splitlines())) <= 80
    for title in ("What each number of chats at once brings", "Agents needed", "What one more changes"):
        assert title in run.stdout
    assert "at most 5 % missed" in run.stdout
    assert "…" not in run.stdout


def test_json_tells_every_cap_and_every_step() -> None:
    """Figures are those of the same scenario simulated by itself; differences have intervals and verdicts."""
    result = json.loads(planner(*FEW, "--format", "json").stdout)
    assert [cap["chats_at_once"] for cap in result["caps"]] == [1, 2, 3, 4]
    assert [(step["from"], step["to"]) for step in result["steps"]] == [(1, 2), (2, 3), (3, 4)]
    alone = planner(
        *("simulate", SHOP, *SHARE, "-f", "json", "--replications", 6),
        *("--set", "agent_groups.shop.concurrency=3"),
    )
    same = json.loads(alone.stdout)
    third = result["caps"][2]
    assert {key: third[key] for key in ("kpis", "chat_types", "agent_groups")} == {
        key: same[key] for key in ("kpis", "chat_types", "agent_groups")
    }
    missed = [cap["kpis"]["missed_rate"]["mean"] for cap in result["caps"]]
    step = result["steps"][0]["differences"]["missed_rate"]
    assert step["mean"] == pytest.approx(missed[1] - missed[0])
    assert step["low"] <= step["mean"] <= step["high"]
    for cap in result["caps"]:
        needed, few = cap["agents_needed"], cap["agents_too_few"]
        assert needed["service_level"]["mean"] >= result["agents"]["service_level_at_least"]
        assert few is None or few["service_level"]["mean"] < result["agents"]["service_level_at_least"]


def test_csv_has_the_figures_and_the_agents_needed() -> None:
    """A row per cap and figure; the first cap has no differences."""
    rows = list(csv.DictReader(io.StringIO(planner(*FEW, "--format", "csv").stdout)))
    needed = [row for row in rows if row["kpi"] == "agents_needed"]
    assert [row["chats_at_once"] for row in needed] == ["1", "2", "3", "4"]
    assert all(int(row["mean"]) > 0 for row in needed)
    assert {row["difference"] for row in rows if row["chats_at_once"] == "1"} == {""}
    assert any(row["verdict"] == "better" for row in rows if row["chats_at_once"] == "2")


def test_markdown_has_the_same_tables(tmp_path: Path) -> None:
    """Written by the ending of the file."""
    run = planner(*FEW, "-o", tmp_path / "caps.md")
    assert run.returncode == 0, run.stderr
    text = (tmp_path / "caps.md").read_text(encoding="utf-8")
    assert text.startswith("# Small shop")
    assert "## Agents needed" in text


def test_a_list_of_slowdowns_limits_what_is_tried() -> None:
    """That is told; asked for more, the command says how far it can go."""
    run = planner("concurrency", SHOP, "--replications", 3)
    assert run.returncode == 0, run.stderr
    assert "1 to 2 chats at once in shop" in run.stdout
    assert "slowdown tells of 2 chats at once only" in run.stdout


def test_ctrl_c_stops_with_a_line() -> None:
    """And no results."""
    command = [*PLANNER, *map(str, FEW), "--replications", "30000"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=dict(os.environ)
    ) as run:
        time.sleep(8)
        run.send_signal(signal.SIGINT)
        out, said = run.communicate(timeout=30)
    assert run.returncode == 130, said
    assert "replications were done; no results are written" in said
    assert out == ""


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--caps", "6"], ["--caps", "write for example 1-6"]),
        (["--caps", "4-2"], ["--caps", "write for example 1-6"]),
        (["--caps", "1-101"], ["--caps", "up to 100"]),
        (["--caps", "1-2", "--most", "3"], ["give one"]),
        (["--group", "shpo"], ["--group", 'did you mean "shop"?']),
        (["--most", "3"], ["agent_groups.shop", "slowdown tells of 2", "--most 2"]),
        (["--set", "agent_groups.shop={agents: 3}"], ["nothing to compare"]),
        ([*SHARE, "--caps", "1-40"], ["40 numbers", "at most 20"]),
        (["--missed", "5"], ["--missed", "5%"]),
        (["-o", "x.xyz"], ["no format goes by .xyz"]),
    ],
)
def test_what_cannot_be_tried_is_refused(options: list[str], words: list[str]) -> None:
    """In a line that names the option."""
    expect_refusal(planner("concurrency", SHOP, *options), *words)


DESK = ROOT / "scenarios" / "conversation-desk.yaml"
TALKS = ("concurrency", DESK, "--caps", "2-4", "--replications", 5)


def test_conversations_have_reply_times_and_a_slowdown(tmp_path: Path) -> None:
    """In tables, as YAML to paste, and as a scenario in a file that says the same."""
    made = tmp_path / "by-handle-time.yaml"
    run = planner(*TALKS, "--handle-time-model", made)
    assert run.returncode == 0, run.stderr
    assert f"written: {made}" in run.stderr
    assert max(map(len, run.stdout.splitlines())) <= 80
    for words in ("reply time p90", "Slowdown that follows from the conversations", "slowdown: [1, 1."):
        assert words in run.stdout
    pasted = next(line.strip() for line in run.stdout.splitlines() if "slowdown: [" in line)
    assert pasted in made.read_text(encoding="utf-8")
    assert planner("validate", made).returncode == 0


def test_json_and_csv_tell_the_slowdown() -> None:
    """Up to as many chats at once as were tried, with standard errors below half a per cent."""
    model = json.loads(planner(*TALKS, "-f", "json").stdout)["handle_time_model"]
    team = model["agent_groups"]["team"]
    assert team["concurrency"] == len(team["slowdown"]) == 3
    assert len(team["factors"]) == 4
    assert all(
        error < 0.005 * factor for factor, error in zip(team["factors"], team["standard_errors"], strict=True)
    )
    assert set(model["chat_types"]["support"]) == {"handle_time", "first_reply"}
    rows = list(csv.DictReader(io.StringIO(planner(*TALKS, "-f", "csv").stdout)))
    told = [float(row["mean"]) for row in rows if row["kpi"] == "slowdown"]
    assert told == team["factors"][1:]


def test_a_handle_time_model_needs_conversations_and_a_file(tmp_path: Path) -> None:
    """Neither the scenario itself, nor a scenario that has nothing to replace."""
    expect_refusal(
        planner("concurrency", SHOP, "--handle-time-model", tmp_path / "x.yaml"), "no conversation"
    )
    assert not (tmp_path / "x.yaml").exists()
    expect_refusal(planner("concurrency", DESK, "--handle-time-model", DESK), "is the scenario itself")
    same = tmp_path / "a.json"
    expect_refusal(planner("concurrency", DESK, "--handle-time-model", same, "-o", same), "name two")


def test_the_wait_that_moves_into_the_chat_is_told() -> None:
    """Where patience runs until the first reply, a fourth chat at once helps nobody."""
    run = planner(
        *("concurrency", DESK, "--caps", "3-4", "--replications", 10),
        *("--set", "chat_types.support.patience_until=first_reply"),
    )
    said = " ".join(run.stdout.split())
    assert "3 at once are enough. A 4th does not pay:" in said


def test_one_file_by_two_names_is_no_two_files(tmp_path: Path) -> None:
    """The report would lie over the handle-time model."""
    (tmp_path / "there").mkdir()
    same = tmp_path / "there" / ".." / "x.json"
    run = planner(*FEW, "--output", same, "--handle-time-model", tmp_path / "x.json")
    expect_refusal(run, "--output and --handle-time-model are the same file")
