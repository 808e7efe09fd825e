"""`planner compare` as a planner calls it."""

import csv
import io
import json
from pathlib import Path

import pytest
from running import ROOT, expect_refusal, planner

WHAT_IFS = ROOT / "scenarios" / "what-ifs.yaml"
SHOP = ROOT / "scenarios" / "small-shop.yaml"
AGENTS = "agent_groups.shop.agents"
TWO = ("--set", f"{AGENTS}=2,4")


def compared(*arguments: object) -> dict:
    """Return the JSON of a comparison."""
    run = planner("compare", *arguments, "--format", "json")
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def test_a_page_is_the_same_when_it_is_made_of_a_kept_result(tmp_path: Path) -> None:
    """By way of its JSON, and with the KPIs that were asked for."""
    asked = (SHOP, *TWO, "--replications", 3, "--kpi", "wait_max")
    kept, page = tmp_path / "result.json", tmp_path / "page.html"
    for target in (kept, page):
        assert planner("compare", *asked, "--output", target).returncode == 0
    again = planner("report", kept, "--output", tmp_path / "again.html")
    assert again.returncode == 0, again.stderr
    html = page.read_text(encoding="utf-8")
    assert html == (tmp_path / "again.html").read_text(encoding="utf-8")
    assert "difference-wait_max" in html
    assert "difference-missed_rate" not in html


def test_json_keeps_the_contract() -> None:
    """The base, every alternative's KPIs, and each KPI's difference with its verdict."""
    result = compared(SHOP, *TWO, "--replications", 8)
    names = [f"{AGENTS}=2", f"{AGENTS}=4"]
    assert {"planner", "scenario", "seed", "replications", "summary", "warnings"} <= set(result)
    assert result["base"] == "as is"
    assert list(result["alternatives"]) == ["as is", *names]
    assert set(result["alternatives"]["as is"]) >= {"kpis", "chat_types", "agent_groups"}
    assert set(result["alternatives"]["as is"]["kpis"]["missed_rate"]) == {"mean", "low", "high"}
    assert list(result["differences"]) == names
    difference = result["differences"][names[0]]["missed_rate"]
    assert {"mean", "low", "high", "verdict", "variance_saved", "replications_needed"} == set(difference)
    assert difference["low"] <= difference["mean"] <= difference["high"]
    assert difference["verdict"] == "worse"
    means = [result["alternatives"][name]["kpis"]["missed_rate"]["mean"] for name in ("as is", names[0])]
    assert difference["mean"] == pytest.approx(means[1] - means[0])
    assert result["differences"][names[0]]["offered"]["verdict"] == "same"
    assert "missed_rate" in result["differences_of_chat_types"][names[1]]["shop"]
    assert result["differences_of_agent_groups"][names[1]]["shop"]["utilization"]["verdict"] == "lower"
    assert "best" not in result


def test_a_comparison_has_the_figures_of_simulate() -> None:
    """Each alternative is simulated as if it were alone."""
    alone = json.loads(
        planner("simulate", SHOP, "--set", f"{AGENTS}=4", "--replications", 5, "-f", "json").stdout
    )
    result = compared(SHOP, *TWO, "--replications", 5)["alternatives"][f"{AGENTS}=4"]
    assert result["kpis"] == alone["kpis"]
    assert result["agent_groups"] == alone["agent_groups"]


def test_one_replication_is_unknown() -> None:
    """There is a difference, but no interval and no verdict."""
    difference = compared(SHOP, *TWO, "--replications", 1)["differences"][f"{AGENTS}=2"]["missed_rate"]
    assert (difference["low"], difference["high"], difference["verdict"]) == (None, None, "unknown")
    assert planner("compare", SHOP, *TWO, "--replications", 1).returncode == 0


def test_the_same_bytes_for_any_number_of_workers() -> None:
    """With and without a search for the best; enough replications that a pool is used."""
    for more in (("--replications", 700), ("--best", "missed_rate", "--within", "3%")):
        once, again = (
            planner("compare", SHOP, *TWO, *more, "-f", "json", "--workers", workers) for workers in (1, 2)
        )
        assert once.returncode == again.returncode == 0, once.stderr
        assert once.stdout == again.stdout


def test_the_search_for_the_best() -> None:
    """JSON tells the best, how sure, and in what order the others went out."""
    result = compared(SHOP, *TWO, "--best", "missed_rate", "--within", "2%", "--replications", 10)["best"]
    assert (result["kpi"], result["name"], result["known"]) == ("missed_rate", f"{AGENTS}=4", True)
    assert (result["within"], result["confidence"]) == (0.02, 0.95)
    assert [placed["name"] for placed in result["order"]] == [f"{AGENTS}=4", "as is", f"{AGENTS}=2"]
    assert set(result["order"][0]) == {"name", "replications", "eliminated_at"}
    assert result["order"][0]["eliminated_at"] is None
    table = planner("compare", SHOP, *TWO, "--best", "missed_rate", "--replications", 10).stdout
    assert f'"{AGENTS}=4" is the best in missed rate' in table
    assert "within 0.5 points (KN; --within)" in " ".join(table.split())


def test_csv_has_a_row_per_figure() -> None:
    """With the difference where there is one."""
    text = planner("compare", SHOP, *TWO, "--replications", 3, "--format", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(text)))
    assert list(rows[0]) == [
        *("alternative", "scope", "name", "kpi", "unit", "mean", "low", "high"),
        *("difference", "difference_low", "difference_high", "verdict"),
    ]
    assert {row["verdict"] for row in rows if row["alternative"] == "as is"} == {""}
    (row,) = (
        row
        for row in rows
        if (row["alternative"], row["scope"], row["kpi"]) == (f"{AGENTS}=2", "chat_type", "missed_rate")
    )
    assert float(row["difference_low"]) < float(row["difference"]) < float(row["difference_high"])


def test_formats_go_by_the_ending_of_the_output(tmp_path: Path) -> None:
    """Markdown for a wiki; the scenario itself is never overwritten."""
    run = planner("compare", SHOP, *TWO, "--replications", 3, "-o", tmp_path / "result.md")
    assert run.returncode == 0, run.stderr
    text = (tmp_path / "result.md").read_text(encoding="utf-8")
    assert text.startswith("# Small shop\n")
    assert "## Missed rate: difference to as is" in text
    expect_refusal(planner("compare", WHAT_IFS, SHOP, "-o", SHOP), "the scenario itself")


def test_the_report_fits_80_columns() -> None:
    """Ten alternatives with long names, a search for the best, and one replication."""
    slowdowns = ",".join(f"[1, 1.{tenth}, 1.{tenth + 4}]" for tenth in range(5))
    changes = ("--set", f"agent_groups.team.slowdown={slowdowns}", "--set", "agent_groups.team.agents=40")
    for more in (changes, ("--best", "wait_mean", *changes), ("--replications", 1)):
        run = planner("compare", WHAT_IFS, "--replications", 10, *more)
        assert run.returncode == 0, run.stderr
        assert max(map(len, run.stdout.splitlines())) <= 80


def test_the_report_shows_the_kpis_that_were_asked_for() -> None:
    """And tells which of them nothing changes."""
    out = planner("compare", SHOP, *TWO, "--replications", 4, "--kpi", "frt_p90", "--kpi", "offered").stdout
    assert "First response p90: difference to as is" in out
    assert "the same in all: offered" in out
    assert "Missed rate" not in out


def test_variants_of_several_files() -> None:
    """All are alternatives to the first file, or to the base that is named."""
    result = compared(SHOP, WHAT_IFS, "--base", "two at once", "--replications", 2)
    assert result["base"] == "two at once"
    assert {"as is", "what-ifs", "one agent more", "fill up first"} <= set(result["differences"])
    assert any("figures of other days" in warning for warning in result["warnings"])
    assert "shop" not in result["differences_of_chat_types"]["as is"]


def test_an_own_strategy_is_an_alternative(tmp_path: Path) -> None:
    """Named as on the command line; one that cannot be loaded is told before any work."""
    (tmp_path / "mine.py").write_text(
        "class Last:\n    def choose(self, candidates, chat):\n        return candidates[-1]\n",
        encoding="utf-8",
    )
    run = planner("compare", SHOP, "--strategy", "mine:Last", "--replications", 2, "-f", "json", cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout)["alternatives"]["mine:Last"]["routing"] == "mine:Last"
    expect_refusal(planner("compare", SHOP, "--strategy", "nonesuch:Last"), "there is no module nonesuch")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((SHOP,), ["nothing to compare", "variants", "--set PATH=VALUE"]),
        ((WHAT_IFS, "--base", "one agent mor"), ['did you mean "one agent more"?']),
        ((WHAT_IFS, "--only", "nonesuch"), ["no alternative of that name", '"fill up first"']),
        ((WHAT_IFS, "--kpi", "missed_rat"), ['--kpi: there is no KPI "missed_rat"', '"missed_rate"?']),
        ((WHAT_IFS, "--kpi", "missed_p95"), ["how days differ"]),
        ((WHAT_IFS, "--best", "nonesuch"), ["--best: there is no KPI"]),
        ((WHAT_IFS, "--best", "utilization"), ["neither good nor bad by itself", "missed_rate"]),
        (
            (WHAT_IFS, "--best", "lost_rate"),
            ["--best", "no alternative has anything that lost_rate could tell"],
        ),
        ((WHAT_IFS, "--within", "1%"), ["--best; give both"]),
        ((WHAT_IFS, "--best", "missed_rate", "--within", "2s"), ["--within:", "80% or 0.8"]),
        ((WHAT_IFS, "--best", "wait_mean", "--within", "2"), ["--within:", "2s or 2m"]),
        ((WHAT_IFS, "--best", "missed", "--within", "0"), ["more than 0"]),
        ((WHAT_IFS, "--best", "missed", "--within", "inf"), ["--within:", "not a number"]),
        ((WHAT_IFS, "--best", "missed", "--within", "-1"), ["--within:", "is negative"]),
        ((WHAT_IFS, "--best", "missed", "--max-replications", 20), ["less than the 30", "--replications"]),
        ((SHOP, "--set", f"{AGENTS}=2,,4"), ["nothing between two commas"]),
        ((SHOP, "--set", f"{AGENTS}=2,many"), ["--set", "many"]),
        ((SHOP, "nonesuch.yaml"), ["nonesuch.yaml", "no such file"]),
        ((SHOP, SHOP, SHOP), ["is named 3 times"]),
    ],
)
def test_mistakes_are_told(arguments: tuple[object, ...], words: list[str]) -> None:
    """Before any work, with what would be right."""
    expect_refusal(planner("compare", *arguments), *words)
