"""`planner sweep` as a planner calls it."""

import csv
import io
import json
import os
import re
import signal
import subprocess
import time
from pathlib import Path

import pytest
from running import PLANNER, ROOT, expect_refusal, planner

SHOP = ROOT / "scenarios" / "small-shop.yaml"
AGENTS = "agent_groups.shop.agents"
GRID = [
    "sweep",
    SHOP,
    "--vary",
    f"{AGENTS}=2:4",
    "--vary",
    "chat_types.shop.patience=1m,3m",
    "--replications",
    "4",
]


def test_the_report_fits_80_columns(tmp_path: Path) -> None:
    """Whatever is varied: one axis, two with many values and long ones, three; no figure is cut."""
    several = {
        "one": ["--vary", f"{AGENTS}=1:4"],
        "two": ["--vary", f"{AGENTS}=2,3", "--vary", "chat_types.shop.patience=30s:13m:30s"],
        "long": [
            "--vary",
            f"{AGENTS}=2,3",
            "--vary",
            "agent_groups.shop.slowdown=[1, 1.20000000001],[1, 1.25000000001]",
        ],
        "three": [
            *("--vary", f"{AGENTS}=2,3", "--vary", "routing.strategy=random,least_busy"),
            *("--vary", "chat_types.shop.patience=1m,2m"),
            *("--show", "wait_p90", "--show", "offered", "--show", "answered"),
        ],
    }
    for name, options in several.items():
        run = planner("sweep", SHOP, "--replications", 2, *options, cwd=tmp_path)
        assert run.returncode == 0, run.stderr
        assert max(map(len, run.stdout.splitlines())) <= 80, name
        assert "Fewest agent hours for a service level of" in run.stdout
        # only a long value is shortened
        assert ("…" in run.stdout) == (name == "long"), name


def test_colours_only_where_they_are_wanted(tmp_path: Path) -> None:
    """None in a pipe, none with NO_COLOR; the figures are the same."""
    plain = planner(*GRID, cwd=tmp_path).stdout
    assert "\x1b" not in plain
    forced = {
        **os.environ,
        "FORCE_COLOR": "1",
        "COLORTERM": "truecolor",
        "TERM": "xterm-256color",
        "COLUMNS": "80",
    }
    forced.pop("NO_COLOR", None)
    coloured = planner(*GRID, cwd=tmp_path, env=forced).stdout
    assert "48;2;0;32;76" in coloured
    without = planner(*GRID, cwd=tmp_path, env={**forced, "NO_COLOR": "1"}).stdout
    assert "48;2" not in without
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured).split() == plain.split()


def test_json_tells_settings_and_figures_of_each_point() -> None:
    """Values as YAML means them, figures as in the other commands' results."""
    result = json.loads(planner(*GRID, "--format", "json").stdout)
    assert {
        "planner",
        "scenario",
        "seed",
        "replications",
        "axes",
        "points",
        "left_out",
        "frontier",
        "warnings",
    } <= set(result)
    assert [{key: axis[key] for key in ("path", "values")} for axis in result["axes"]] == [
        {"path": AGENTS, "values": [2, 3, 4]},
        {"path": "chat_types.shop.patience", "values": ["1m", "3m"]},
    ]
    assert (len(result["points"]), result["left_out"]) == (6, 0)
    point = result["points"][3]
    assert point["settings"] == {AGENTS: 3, "chat_types.shop.patience": "3m"}
    alone = planner(
        *("simulate", SHOP, "-f", "json", "--replications", 4, "--set", f"{AGENTS}=3"),
        *("--set", "chat_types.shop.patience=3m"),
    )
    same = json.loads(alone.stdout)
    assert {key: point[key] for key in ("kpis", "chat_types", "agent_groups")} == {
        key: same[key] for key in ("kpis", "chat_types", "agent_groups")
    }
    assert point["verdict"] in ("kept", "broken", "undecided")
    assert set(result["frontier"][0]) == {"settings", "point", "staffed_hours", "service_level"}


def test_csv_has_a_row_per_point_and_figure() -> None:
    """As many as JSON has figures; settings are columns."""
    rows = list(csv.DictReader(io.StringIO(planner(*GRID, "--format", "csv").stdout)))
    points = json.loads(planner(*GRID, "--format", "json").stdout)["points"]
    scopes = [
        scope
        for point in points
        for scope in (point["kpis"], *point["chat_types"].values(), *point["agent_groups"].values())
    ]
    assert len(rows) == sum(map(len, scopes))
    assert list(rows[0])[:2] == [AGENTS, "chat_types.shop.patience"]
    assert {row[AGENTS] for row in rows} == {"2", "3", "4"}
    assert rows[0]["mean"] == repr(points[0]["kpis"][rows[0]["kpi"]]["mean"])


def test_a_setting_is_no_formula_in_a_spreadsheet() -> None:
    """A text that a planner varies is kept a text."""
    run = planner("sweep", SHOP, "--vary", "description='=1+1',b", "--replications", 2, "-f", "csv")
    assert run.returncode == 0, run.stderr
    cells = {row["description"] for row in csv.DictReader(io.StringIO(run.stdout))}
    assert not any(cell.startswith("=") for cell in cells)


def test_markdown_has_the_same_tables() -> None:
    """The map is one of them."""
    text = planner(*GRID, "--format", "markdown").stdout
    assert text.startswith("# Small shop")
    for title in ("## Service level, %", "## Points", "## Fewest agent hours"):
        assert title in text


def test_where_filters_what_is_told() -> None:
    """Points, frontier and rows; the number of those left out is told."""
    options = ["--where", "staffed_hours <= 30", "--where", "service_level >= 50%"]
    result = json.loads(planner(*GRID, *options, "-f", "json").stdout)
    kept = [point["settings"][AGENTS] for point in result["points"]]
    assert set(kept) == {2, 3}
    assert result["left_out"] == 2
    assert {point["settings"][AGENTS] for point in result["frontier"]} <= {2, 3}
    assert "left out by --where" in planner(*GRID, *options).stdout
    none = planner(*GRID, "--where", "offered < 1")
    assert none.returncode == 0
    assert "None of the 6 points fulfils --where." in none.stdout
    empty = json.loads(planner(*GRID, "--where", "offered < 1", "-f", "json").stdout)
    assert (empty["points"], empty["frontier"], empty["left_out"]) == ([], [], 6)


def test_the_same_bytes_for_any_number_of_workers() -> None:
    """Enough chats that a pool is used."""
    grid = ["sweep", SHOP, "--vary", f"{AGENTS}=2,3,4", "--replications", 700, "-f", "json"]
    once, again = (planner(*grid, "--workers", workers) for workers in (1, 2))
    assert once.returncode == again.returncode == 0
    assert once.stdout == again.stdout


def test_stopping_and_going_on_gives_the_same_bytes(tmp_path: Path) -> None:
    """Told by Ctrl-C after some points, a sweep keeps them, and the same command ends it."""
    grid = ["sweep", str(SHOP), "--vary", f"{AGENTS}=1:90", "--replications", "60", "-f", "json"]
    kept = [*grid, "--resume", "r.jsonl"]
    with subprocess.Popen([*PLANNER, *kept], stderr=subprocess.PIPE, text=True, cwd=tmp_path) as run:
        deadline = time.monotonic() + 60
        file = tmp_path / "r.jsonl"
        while (not file.exists() or file.read_bytes().count(b"\n") < 4) and time.monotonic() < deadline:
            time.sleep(0.02)
        run.send_signal(signal.SIGINT)
        _, said = run.communicate(timeout=30)
    assert run.returncode == 130, said
    assert "of 90 points were done; they are kept in r.jsonl" in said
    done = file.read_bytes().count(b"\n") - 1
    assert 3 <= done < 90
    assert planner(*kept, cwd=tmp_path).stdout == planner(*grid, cwd=tmp_path).stdout
    assert file.read_bytes().count(b"\n") == 91


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ([], ["--vary"]),
        (["--vary", "agents"], ["PATH=VALUES"]),
        (["--vary", f"{AGENTS}=0:2"], [f"(at {AGENTS}=0)"]),
        (["--vary", f"{AGENTS}=2,many"], [f'--vary "{AGENTS}=many"', "many"]),
        (["--vary", "agent_groups.shp.agents=1:2"], ['did you mean "shop"?']),
        (
            ["--vary", "agent_groups.shop.concurrency=2,3"],
            ["slowdown", "(at agent_groups.shop.concurrency=3)"],
        ),
        (["--vary", f"{AGENTS}=1:5000"], ["5,000 points", "--allow-large"]),
        (["--vary", f"{AGENTS}=1,2", "--where", "service_levle > 1"], ['did you mean "service_level"']),
        (["--vary", f"{AGENTS}=1,2", "--where", "wait_mean < 60"], ["--where", "60s"]),
        (["--vary", f"{AGENTS}=1,2", "--where", "days_kept > 50%"], ["--where", "days_kept"]),
        (["--vary", f"{AGENTS}=1,2", "--kpi", "x"], ["--kpi", "no KPI"]),
        (["--vary", f"{AGENTS}=1,2", "--show", "tickets"], ["--show", "tickets"]),
        (["--vary", f"{AGENTS}=1,2", "--frontier", "utilization"], ["neither good nor bad"]),
        (["--vary", f"{AGENTS}=1,2", "--resume", "no/r"], ["--resume", "no folder"]),
        (["--vary", f"{AGENTS}=1,2", "--resume", "."], ["--resume", "is a folder"]),
        (["--vary", f"{AGENTS}=1,2", "--resume", "/dev/null"], ["--resume", "not a regular file"]),
        (["--vary", f"{AGENTS}=1,2", "--resume", "a.txt"], ["--resume", "a.txt", "no file of planner sweep"]),
        (["--vary", f"{AGENTS}=1,2", "--resume", "r", "-o", "r"], ["name two"]),
    ],
)
def test_what_cannot_be_swept_is_refused(options: list[str], words: list[str], tmp_path: Path) -> None:
    """In a line that names the option or point."""
    (tmp_path / "a.txt").write_text("my notes\n", encoding="utf-8")
    run = planner("sweep", SHOP, *options, cwd=tmp_path)
    if options:
        expect_refusal(run, *words)
    assert run.returncode == 2
    assert words[0] in run.stderr
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == "my notes\n"
