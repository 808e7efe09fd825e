"""Reports on terminals that are narrow, without colours, or know no letters but ASCII."""

import os
from pathlib import Path

import pytest
from running import ROOT, planner

VARY = "agent_groups.team.agents=2:4"
COMMANDS = {
    "simulate": ("simulate", "scenarios/peak-week.yaml", "--replications", 3),
    "compare": ("compare", "scenarios/what-ifs.yaml", "--replications", 3),
    "sweep": ("sweep", "scenarios/what-ifs.yaml", "--vary", VARY, "--replications", 3),
    "concurrency": ("concurrency", "scenarios/conversation-desk.yaml", "--caps", "2-3", "--replications", 3),
    "staff": ("staff", "scenarios/same-load-all-day.yaml", "--replications", 5),
    "advise": ("advise", "scenarios/understaffed.yaml", "--replications", 3),
}
NARROW = 40


@pytest.mark.parametrize("command", COMMANDS)
def test_forty_columns_are_enough(command: str) -> None:
    """No line is longer, no figure is cut, and there are no control characters."""
    environment = {**os.environ, "COLUMNS": str(NARROW), "NO_COLOR": "1", "TERM": "dumb"}
    run = planner(*COMMANDS[command], env=environment)
    assert run.stdout, run.stderr
    report, _, _ = run.stdout.partition("The same by handle times, to paste")
    longest = max(report.splitlines(), key=len)
    assert len(longest) <= NARROW, longest
    assert "\x1b" not in run.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_ascii_is_enough(command: str) -> None:
    """Signs are spelt: no figure has a question mark for its sign."""
    run = planner(*COMMANDS[command], env={**os.environ, "COLUMNS": "80", "PYTHONIOENCODING": "ascii"})
    assert "Traceback" not in run.stderr
    assert run.stdout.isascii()
    assert "+-" in run.stdout
    report, _, _ = run.stdout.partition("Note:")
    assert "?" not in report.replace("kept?", "")


def test_a_wide_terminal_keeps_tables_whole() -> None:
    """Nothing is continued on 200 columns, nor are those of a simulation in a pipe, which counts as 80."""
    run = planner(*COMMANDS["advise"], env={**os.environ, "COLUMNS": "200"})
    assert "continued" not in run.stdout
    run = planner(
        *COMMANDS["simulate"], env={name: of for name, of in os.environ.items() if name != "COLUMNS"}
    )
    assert "continued" not in run.stdout


def test_bars_show_which_day_is_the_busiest(tmp_path: Path) -> None:
    """It has the longest bar, of eight blocks."""
    run = planner(*COMMANDS["simulate"], "-o", tmp_path / "week.txt", cwd=ROOT)
    assert run.returncode == 0, run.stderr
    days = [
        line for line in (tmp_path / "week.txt").read_text(encoding="utf-8").splitlines() if " Nov  " in line
    ]
    offered = {line: float(line.split()[3].replace(",", "")) for line in days}
    assert max(days, key=lambda line: line.count("█")) == max(offered, key=lambda line: offered[line])
    assert max(line.count("█") for line in days) == 8
