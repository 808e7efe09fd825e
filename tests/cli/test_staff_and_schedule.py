"""`planner staff` and `planner schedule` as a planner calls them."""

import json
from pathlib import Path

import pytest
from running import ROOT, expect_refusal, planner

SHOP = ROOT / "scenarios" / "small-shop.yaml"


@pytest.mark.parametrize("command", ["staff", "schedule"])
def test_the_help_tells_the_exit_codes(command: str) -> None:
    """Scripts go by them."""
    run = planner(command, "--help")
    assert run.returncode == 0, run.stderr
    assert "0 all targets are proven to hold" in " ".join(run.stdout.split())
    assert "130" in run.stdout


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--group", "shpo"], ["--group", 'did you mean "shop"?']),
        (["--most", "shpo=4"], ["--most", 'did you mean "shop"?']),
        (["--most", "none"], ["--most", "write for example 20"]),
        (["-o", "same.json", "--resume", "./same.json"], ["--output and --resume are the same file"]),
        (["-o", "x.xyz"], ["no format goes by .xyz"]),
        (["--resume", str(SHOP)], ["--resume", "is the scenario itself"]),
    ],
)
def test_a_staffing_that_cannot_be_searched_is_refused(options: list[str], words: list[str]) -> None:
    """In a line that names the option."""
    expect_refusal(planner("staff", SHOP, *options), *words)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--roster", "plan.ods"], ["--roster", "end in .csv or .xlsx"]),
        (["--scenario", "planned.yaml"], ["--scenario", "give --roster FILE"]),
        (["--roster", "plan.csv", "-o", "plan.csv"], ["--output and --roster are the same file"]),
        (["--roster", "nowhere/plan.csv"], ["--roster", "there is no folder nowhere"]),
        (["--scenario", str(SHOP), "--roster", "plan.csv"], ["--scenario", "is the scenario itself"]),
    ],
)
def test_files_of_a_plan_are_checked_before_the_search(options: list[str], words: list[str]) -> None:
    """A search of minutes is not to end with a file that cannot be written."""
    expect_refusal(planner("schedule", SHOP, *options), *words)


def test_a_roster_lies_where_its_scenario_finds_it(tmp_path: Path) -> None:
    """A scenario reads files of its own folder only."""
    (tmp_path / "plans").mkdir()
    run = planner(
        "schedule", SHOP, "--roster", tmp_path / "r.csv", "--scenario", tmp_path / "plans" / "s.yaml"
    )
    expect_refusal(run, "--roster", "put it in", "plans")


SMALL = """
name: Half a day
start: 2026-11-23 08:00
end: 2026-11-23 12:00
interval: 1h
chat_types:
  support: {arrivals: {per_hour: 20}, handle_time: {mean: 8m, cv: 1}, patience: 3m}
agent_groups:
  team: {agents: 3, concurrency: 2, slowdown: none, skills: [support], cost_per_hour: 20}
targets:
  - {kpi: service_level, at_least: 80%}
"""


def test_the_solver_says_nothing_in_the_output(tmp_path: Path) -> None:
    """HiGHS prints a line of its own while it solves this one, which would spoil the JSON."""
    (tmp_path / "small.yaml").write_text(SMALL)
    run = planner("staff", tmp_path / "small.yaml", "--replications", 8, "--workers", 1, "-f", "json")
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout)["feasible"]


@pytest.mark.parametrize("command", ["staff", "schedule"])
def test_what_looks_odd_is_told_of_the_staffing_that_was_found(command: str, tmp_path: Path) -> None:
    """A group that has nobody yet is what these commands are for; that nobody is there for the chats would be wrong of what they find."""
    (tmp_path / "new.yaml").write_text(
        "start: 2026-11-23 09:00\nend: 2026-11-23 11:00\ninterval: 1h\nservice_level: {target: 50%, within: 60s}\n"
        "chat_types: {a: {arrivals: {per_hour: 4}, handle_time: 5m, patience: 3m}}\n"
        "agent_groups: {team: {overtime_cost_per_hour: 1}}\n"
        'shift_patterns: {p: {group: team, start: "09:00", length: 2h}}\n'
    )
    run = planner(command, tmp_path / "new.yaml", "--replications", "4", "--workers", "1")
    assert run.returncode == 0, run.stderr
    assert "warning" not in run.stderr
