"""Customers who leave without a sign, as a planner meets them."""

import json

from running import ROOT, expect_refusal, planner

SCENARIO = ROOT / "scenarios" / "silent-abandonment.yaml"
KEY = "chat_types.orders.silent_abandonment"


def told(*arguments: object) -> dict[str, dict[str, float]]:
    """Return the run's figures."""
    run = planner("simulate", SCENARIO, "--replications", 3, "--format", "json", *arguments)
    assert run.returncode == 0, run.stderr
    figures: dict[str, dict[str, float]] = json.loads(run.stdout)["kpis"]
    return figures


def test_how_many_leave_and_what_they_cost_is_told() -> None:
    """As one of the reasons to be missed, which add up, and as slots and hours."""
    figures = told()
    reasons = ("abandoned_rate", "blocked_rate", "expired_rate", "closed_rate", "silent_rate")
    assert abs(sum(figures[key]["mean"] for key in reasons) - figures["missed_rate"]["mean"]) < 1e-9
    # all agents have three slots
    hours = figures["silent_slot_share"]["mean"] * figures["staffed_hours"]["mean"]
    assert abs(hours - figures["silent_hours"]["mean"]) < 1e-9
    assert hours > 0


def test_without_them_nothing_is_said_of_them() -> None:
    """No figure, and the same customers come."""
    without = told("--set", f"{KEY}.share=0%")
    assert not [key for key in without if key.startswith("silent")]
    assert without["offered"] == told()["offered"]


def test_the_console_and_the_check_speak_of_them() -> None:
    """In words, with the law of the notice."""
    run = planner("simulate", SCENARIO, "--replications", 3)
    assert "left silently, of offered" in run.stdout
    assert "held by silent leavers" in run.stdout
    said = " ".join(planner("validate", SCENARIO).stdout.split())
    assert "70 % of those who give up leave without a sign" in said


def test_endless_patience_leaves_nobody_to_leave() -> None:
    """Refused, with both ways out."""
    run = planner("simulate", SCENARIO, "--set", "chat_types.orders.patience=never")
    expect_refusal(run, f"{KEY}: with patience: never nobody gives up", "or leave silent_abandonment out")
