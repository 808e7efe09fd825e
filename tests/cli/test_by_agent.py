"""`planner simulate --by-agent` as a planner calls it."""

import csv
import io
import json

import pytest
from running import ROOT, expect_refusal, planner

SHOP = ROOT / "scenarios" / "small-shop.yaml"
WEEK = ROOT / "scenarios" / "peak-week.yaml"
TOLD = {
    *("answered", "handle_time_mean", "frt_mean", "utilization", "concurrency_mean"),
    *("chats_per_agent_hour", "staffed_hours", "overtime_hours"),
}


def test_json_tells_of_each_agent() -> None:
    """By name and group, in roster order; without the option there is no such key and all else is the same."""
    result = json.loads(planner("simulate", SHOP, "--by-agent", "-f", "json", "--replications", 4).stdout)
    agents = result.pop("agents")
    assert [(agent["agent"], agent["group"]) for agent in agents] == [
        ("shop 1", "shop"),
        ("shop 2", "shop"),
        ("shop 3", "shop"),
    ]
    for agent in agents:
        assert set(agent) == {"agent", "group", "kpis"}
        assert agent["kpis"].keys() == TOLD
        for figure in agent["kpis"].values():
            assert set(figure) == {"mean", "low", "high"}
            assert figure["low"] <= figure["mean"] <= figure["high"]
    for key in ("answered", "staffed_hours", "overtime_hours"):
        assert sum(agent["kpis"][key]["mean"] for agent in agents) == pytest.approx(
            result["kpis"][key]["mean"]
        )
    without = json.loads(planner("simulate", SHOP, "-f", "json", "--replications", 4).stdout)
    assert result.pop("command").split() == [
        *without.pop("command").split()[:3],
        "--by-agent",
        "--replications",
        "4",
    ]
    assert result == without


def test_csv_has_rows_of_agents() -> None:
    """A row per agent and KPI, of scope agent, for all the time; by the names of the roster file."""
    run = planner("simulate", WEEK, "--by-agent", "-f", "csv", "--replications", 2)
    rows = [row for row in csv.DictReader(io.StringIO(run.stdout)) if row["scope"] == "agent"]
    with (ROOT / "scenarios" / "peak-roster.csv").open(encoding="utf-8") as roster:
        names = {row["agent"] for row in csv.DictReader(roster)}
    assert {row["name"] for row in rows} == names
    assert len(rows) == len(names) * len(TOLD)
    assert {(row["part"], row["start"]) for row in rows} == {("all", "")}


def test_the_table_stands_after_the_groups_and_fits_80_columns() -> None:
    """Every agent has a row with the group's name beside."""
    run = planner("simulate", WEEK, "--by-agent", "--replications", 3)
    lines = run.stdout.splitlines()
    assert max(map(len, lines)) <= 80
    groups, agents = (
        next(place for place, line in enumerate(lines) if line.startswith(title))
        for title in ("By agent group", "By agent (")
    )
    assert groups < agents
    assert sum(line.split()[:2] == ["Anna", "sales"] for line in lines[agents:]) == 1
    assert "By agent (" not in planner("simulate", WEEK, "--replications", 3).stdout


def test_of_many_agents_some_are_shown_in_the_table_and_all_in_json() -> None:
    """60 agents: 50 rows, and the title says so."""
    many = [SHOP, "--by-agent", "--replications", 2, "--set", "agent_groups.shop.agents=60"]
    before, table = planner("simulate", *many).stdout.split("The 25 busiest and 25 least busy of 60 agents")
    assert "By agent group" in before
    assert sum(line.startswith("shop ") for line in table.splitlines()) == 50
    assert len(json.loads(planner("simulate", *many, "-f", "json").stdout)["agents"]) == 60


def test_more_than_two_thousand_agents_are_refused() -> None:
    """Before anything is drawn, with what to do; with --allow-large they are told of."""
    many = [SHOP, "--by-agent", "--replications", 1, "--set", "agent_groups.shop.agents=2001"]
    expect_refusal(planner("simulate", *many), "--by-agent", "at most 2,000", "2,001", "leave it out")
    assert len(json.loads(planner("simulate", *many, "-f", "json", "--allow-large").stdout)["agents"]) == 2001


def test_workers_do_not_change_what_is_told_of_agents() -> None:
    """The same bytes from one process and from two."""
    once, again = (
        planner("simulate", SHOP, "-f", "csv", "--by-agent", "--replications", 2100, "--workers", workers)
        for workers in (1, 2)
    )
    assert once.returncode == again.returncode == 0
    assert once.stdout == again.stdout


def test_a_name_like_a_formula_stays_text(tmp_path) -> None:
    """A spreadsheet program must not run an agent's name."""
    for name in ("peak-week.yaml", "peak-forecast.csv", "peak-roster.csv"):
        text = (ROOT / "scenarios" / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(text.replace("Anna,", "=Anna,"), encoding="utf-8")
    run = planner("simulate", "peak-week.yaml", "--by-agent", "-f", "csv", "--replications", 1, cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    names = {row["name"] for row in csv.DictReader(io.StringIO(run.stdout)) if row["scope"] == "agent"}
    assert "'=Anna" in names
    assert "=Anna" not in names
