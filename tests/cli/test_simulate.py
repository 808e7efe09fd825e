"""`planner simulate` as a planner calls it."""

import csv
import io
import json
from pathlib import Path

import pytest
from running import ROOT, planner

SCENARIOS = sorted((ROOT / "scenarios").glob("*.yaml"))
SHOP = ROOT / "scenarios" / "small-shop.yaml"


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda path: path.stem)
def test_every_shipped_scenario_runs_and_validates(scenario: Path) -> None:
    """Each prints a report that begins with its name, and is understood without a warning."""
    run = planner("simulate", scenario, "--replications", 3)
    assert run.returncode == 0, run.stderr
    assert run.stderr == ""
    assert run.stdout.startswith("Small shop") or scenario.stem != "small-shop"
    assert "Is the promise kept?" in run.stdout
    assert planner("validate", scenario).returncode == 0


def test_the_report_fits_80_columns() -> None:
    """No line is wider than a terminal of 80 columns."""
    for scenario in SCENARIOS:
        lines = planner("simulate", scenario, "--replications", 5).stdout.splitlines()
        assert max(map(len, lines)) <= 80, scenario


def test_json_keeps_the_contract() -> None:
    """The object has the keys of the contract, estimates are mean, low, high, and chats are conserved."""
    result = json.loads(planner("simulate", SHOP, "--format", "json", "--replications", 4).stdout)
    assert {
        "planner",
        "scenario",
        "seed",
        "replications",
        "kpis",
        "chat_types",
        "agent_groups",
        "intervals",
    } <= set(result)
    assert (result["scenario"], result["seed"], result["replications"]) == ("Small shop", 1, 4)
    assert set(result["kpis"]["missed_rate"]) == {"mean", "low", "high"}
    assert "reply_time_mean" not in result["kpis"]
    kpis = {key: estimate["mean"] for key, estimate in result["kpis"].items()}
    assert kpis["offered"] == pytest.approx(kpis["answered"] + kpis["missed"])
    reasons = sum(kpis[f"{reason}_rate"] for reason in ("abandoned", "blocked", "expired", "closed"))
    assert kpis["missed_rate"] == pytest.approx(reasons)
    assert result["intervals"][0]["start"] == "2026-11-23T09:00"
    assert set(result["intervals"][0]) >= {"start", "kpis", "chat_types", "agent_groups"}
    assert sum(part["kpis"]["offered"]["mean"] for part in result["intervals"]) == pytest.approx(
        kpis["offered"]
    )
    assert "utilization" in result["agent_groups"]["shop"]
    assert "service_level" in result["chat_types"]["shop"]


def test_one_replication_has_no_interval() -> None:
    """Low and high are null, and the table says so with a dash."""
    result = json.loads(planner("simulate", SHOP, "-f", "json", "--replications", 1).stdout)
    assert result["kpis"]["wait_mean"]["low"] is None
    assert result["kpis"]["sla_attainment"]["high"] is None
    assert planner("simulate", SHOP, "--replications", 1).returncode == 0


def test_the_same_bytes_for_any_number_of_workers() -> None:
    """Enough replications that a pool is used; the JSON does not tell how many workers there were."""
    once, again = (
        planner("simulate", SHOP, "-f", "json", "--replications", 2100, "--workers", workers)
        for workers in (1, 2)
    )
    assert once.returncode == again.returncode == 0
    assert once.stdout == again.stdout


def test_the_seed_decides() -> None:
    """Another seed gives other figures, the same seed the same."""
    first, same, other = (
        planner("simulate", SHOP, "-f", "json", "--replications", 2, "--seed", seed).stdout
        for seed in (7, 7, 8)
    )
    assert first == same
    assert first != other


def test_set_changes_a_value_and_keeps_the_customers() -> None:
    """One agent fewer meets the same number of chats and misses more."""
    as_is, fewer = (
        json.loads(planner("simulate", SHOP, "-f", "json", *change).stdout)["kpis"]
        for change in ([], ["--set", "agent_groups.shop.agents=2"])
    )
    assert as_is["offered"] == fewer["offered"]
    assert fewer["missed_rate"]["low"] > as_is["missed_rate"]["high"]


def test_csv_has_a_row_per_figure() -> None:
    """Of the run, types and groups, for all the time and each part of it: one day here."""
    rows = list(
        csv.DictReader(io.StringIO(planner("simulate", SHOP, "-f", "csv", "--replications", 3).stdout))
    )
    assert list(rows[0]) == [
        *("part", "part_name", "start", "end", "scope", "name", "kpi", "unit", "mean", "low", "high")
    ]
    assert {row["scope"] for row in rows} == {"run", "chat_type", "agent_group"}
    offered = [row for row in rows if row["kpi"] == "offered" and row["scope"] == "run"]
    whole = [row for row in offered if row["part"] == "all"]
    assert len(whole) == 1
    for part in ("day", "week", "weekday", "hour_of_day", "interval"):
        found = [float(row["mean"]) for row in offered if row["part"] == part]
        assert sum(found) == pytest.approx(float(whole[0]["mean"])), part
    assert float(whole[0]["low"]) <= float(whole[0]["mean"]) <= float(whole[0]["high"])


def test_a_name_like_a_formula_stays_text_in_csv(tmp_path: Path) -> None:
    """A spreadsheet program must not run a group's name."""
    text = SHOP.read_text(encoding="utf-8").replace("  shop:\n    agents", "  '+shop':\n    agents")
    (tmp_path / "s.yaml").write_text(text, encoding="utf-8")
    run = planner("simulate", "s.yaml", "-f", "csv", "--replications", 2, cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    names = {row["name"] for row in csv.DictReader(io.StringIO(run.stdout))}
    assert "'+shop" in names
    assert "+shop" not in names


def test_markdown_holds_the_tables() -> None:
    """Headings and table rulers are there, for a wiki."""
    text = planner("simulate", SHOP, "-f", "markdown", "--replications", 3).stdout
    assert text.startswith("# Small shop\n")
    assert "## What customers meet" in text
    assert "| --- | ---: | ---: |" in text


@pytest.mark.parametrize(
    ("scenario", "changes", "code", "word"),
    [
        ("small-shop", [], 0, "kept"),
        ("understaffed", [], 1, "broken"),
        ("small-shop", ["--set", "service_level.target=94.5%", "--replications", "5"], 3, "undecided"),
        ("small-shop", ["--replications", "1"], 3, "undecided"),
    ],
)
def test_check_sla_answers_by_exit_code(scenario: str, changes: list[str], code: int, word: str) -> None:
    """0 kept, 1 broken, 3 undecided and how many replications would tell."""
    run = planner("simulate", ROOT / "scenarios" / f"{scenario}.yaml", "--check-sla", *changes)
    assert run.returncode == code, run.stderr
    assert word in run.stderr
    assert ("replications would tell" in run.stderr) == (code == 3)


def test_precision_goes_on_until_it_is_reached() -> None:
    """The half-width is within the share asked for, with more replications than the scenario says."""
    run = planner("simulate", SHOP, "-f", "json", "--precision", "5%", "--precision-kpi", "missed_rate")
    result = json.loads(run.stdout)
    missed = result["kpis"]["missed_rate"]
    assert result["replications"] > 30
    assert (missed["high"] - missed["low"]) / 2 <= 0.05 * missed["mean"]
    assert run.stderr == ""


def test_precision_says_where_it_stopped_short() -> None:
    """--max-replications ends the search with a warning."""
    run = planner("simulate", SHOP, "-f", "json", "--precision", "0.1%", "--max-replications", 40)
    assert json.loads(run.stdout)["replications"] == 40
    assert "--precision" in run.stderr


def test_a_strategy_of_ones_own_routes(tmp_path: Path) -> None:
    """A copy of fill_first gives fill_first's figures."""
    (tmp_path / "mine.py").write_text(
        "class FillFirst:\n"
        "    def choose(self, candidates, chat):\n"
        "        return max(candidates, key=lambda agent: (agent.in_hand, -agent.position))\n",
        encoding="utf-8",
    )
    mine = planner("simulate", SHOP, "-f", "json", "--strategy", "mine:FillFirst", cwd=tmp_path)
    theirs = planner("simulate", SHOP, "-f", "json", "--set", "routing.strategy=fill_first")
    assert mine.returncode == 0, mine.stderr
    assert json.loads(mine.stdout)["routing"] == "mine:FillFirst"
    assert json.loads(mine.stdout)["kpis"] == json.loads(theirs.stdout)["kpis"]


def test_an_overload_without_abandonment_runs_and_warns() -> None:
    """It is legal, and the planner is told that figures depend on the day's length."""
    run = planner(
        "simulate", SHOP, "--set", "chat_types.shop.patience=never", "--set", "agent_groups.shop.agents=1"
    )
    assert run.returncode == 0
    assert "the queue grows all day" in run.stderr


def test_free_capacity_is_warned_of() -> None:
    """Several chats at once without slowdown are capacity for nothing; saying none on purpose is silent."""
    change = ["--set", "agent_groups.shop.concurrency=3", "--replications", "2", "--set"]
    assert "slowdown" in planner("simulate", SHOP, *change, "agent_groups.shop.slowdown=").stderr
    assert planner("simulate", SHOP, *change, "agent_groups.shop.slowdown=none").stderr == ""


def test_the_risk_is_explained_on_the_same_random_numbers(tmp_path: Path) -> None:
    """Where forecast and turnout are uncertain there are four cases; the first is the study itself."""
    run = planner(
        "simulate", "scenarios/call-for-help.yaml", "--set", "uncertainty=10%", "--explain-risk",
        "--replications", 5, "--format", "json",
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    result = json.loads(run.stdout)
    cases = {case["case"]: case for case in result["risk"]}
    assert list(cases) == ["as it is", "forecast certain", "everybody turns up", "both"]
    for key, figure in cases["as it is"]["kpis"].items():
        assert figure == result["kpis"][key]
    certain = planner(
        "simulate", "scenarios/call-for-help.yaml", "--replications", 5, "--format", "json",
    )  # fmt: skip
    assert (
        json.loads(certain.stdout)["kpis"]["service_level"]
        == cases["forecast certain"]["kpis"]["service_level"]
    )


def test_without_uncertainty_there_is_nothing_to_explain() -> None:
    """It is said, with what to give."""
    run = planner("simulate", "scenarios/small-shop.yaml", "--explain-risk")
    assert run.returncode == 2
    assert "neither uncertainty nor absence" in run.stderr


def test_parts_of_the_time_add_up(tmp_path: Path) -> None:
    """Days, weeks and intervals hold the run's chats; hours and weekdays are per day with open doors."""
    run = planner(
        "simulate", "scenarios/week-with-weekend.yaml", "--replications", 3, "--format", "json",
    )  # fmt: skip
    result = json.loads(run.stdout)
    for key in ("offered", "answered", "missed", "after_hours", "tickets"):
        whole = result["kpis"][key]["mean"]
        for parts in ("days", "weeks", "intervals"):
            assert sum(part["kpis"][key]["mean"] for part in result[parts]) == pytest.approx(whole), (
                key,
                parts,
            )
    assert [day["date"] for day in result["days"]] == [f"2027-03-{day}" for day in range(22, 29)]
    assert len(result["intervals"]) == 2 * (7 * 24 - 1)
    sunday = [part["start"] for part in result["intervals"] if part["start"].startswith("2027-03-28")]
    assert sunday[5:8] == ["2027-03-28T02:30+02:00", "2027-03-28T04:00+03:00", "2027-03-28T04:30+03:00"]
    monday = next(part for part in result["weekdays"] if part["weekday"] == "mon")
    assert monday["kpis"]["offered"] == result["days"][0]["kpis"]["offered"]
