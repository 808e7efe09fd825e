"""Targets and shift patterns, as a planner gives them."""

import json
from pathlib import Path

import pytest
from running import ROOT, expect_refusal, planner

SHOP = ROOT / "scenarios" / "small-shop.yaml"
TARGETS = "targets=[{kpi: service_level, at_least: 80%}, {kpi: wait_p90, at_most: 2m, on: 90% of days}]"
EARLY = 'shift_patterns.early={group: shop, start: "09:00", length: [4h, 8h], cost: 160}'


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("targets=[{kpi: service_lvl, at_least: 80%}]", ["targets.0.kpi", 'did you mean "service_level"?']),
        ("targets=service_level", ["this is not a list of targets", "write for example"]),
        ("shift_patterns.early.cost=160", ['there is no shift pattern "early"', "set it whole"]),
        ('shift_patterns.early={group: shop, start: "09:00"}', ["shift_patterns.early.length is missing"]),
    ],
)
def test_a_mistake_is_told_before_anything_is_simulated(change: str, words: list[str]) -> None:
    """With exit code 2, what is wrong and what would be right."""
    expect_refusal(planner("simulate", SHOP, "--set", change), *words)


def test_validate_tells_how_staffing_is_understood() -> None:
    """Targets and patterns in words."""
    run = planner("validate", SHOP, "--set", TARGETS, "--set", EARLY)
    assert run.returncode == 0, run.stderr
    text = " ".join(run.stdout.split())
    assert "wait_p90 at most 2 m, on 90 % of days" in text
    assert "pattern early group shop: shifts that begin at 09:00, of 4 h or 8 h" in text


def test_a_group_without_a_plan_is_simulated_as_nobody(tmp_path: Path) -> None:
    """All chats are missed, and it is told why."""
    text = "\n".join(
        (
            "start: 2026-11-23 09:00",
            "end: 2026-11-23 18:00",
            "chat_types: {shop: {arrivals: {per_hour: 18}, handle_time: 9m, patience: 3m}}",
            "agent_groups: {team: {concurrency: 2, slowdown: 20%}}",
            'shift_patterns: {early: {group: team, start: "09:00", length: 8h}}',
        )
    )
    (tmp_path / "plan.yaml").write_text(text, encoding="utf-8")
    run = planner("simulate", "plan.yaml", "--replications", 3, "--format", "json", cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout)["kpis"]["missed_rate"]["mean"] == 1
    assert "agent_groups.team: nobody is planned yet" in run.stderr


def test_the_schema_knows_targets_and_patterns() -> None:
    """An editor can tell what a target and a pattern are made of."""
    schema = json.loads(planner("schema").stdout)
    assert {"targets", "shift_patterns"} <= set(schema["properties"])
    assert {"kpi", "at_least", "on"} <= set(schema["$defs"]["Target"]["properties"])
    assert {"from", "to", "every"} <= set(
        schema["$defs"]["ShiftPattern"]["properties"]["start"]["anyOf"][1]["properties"]
    )
