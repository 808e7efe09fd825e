"""Scenarios with conversations as a planner runs them."""

import csv
import io
import json
from pathlib import Path

import pytest
from running import expect_refusal, planner

TEXT = """\
start: 2026-11-23 09:00
end: 2026-11-23 11:00
service_level: {target: 80%, within: 60s}
chat_types:
  support:
    arrivals: {per_hour: 18}
    patience: 3m
    patience_until: first_reply
    wrap_up: 20s
    retries: {probability: 50%, delay: 5m}
    conversation:
      turns: 4
      reply_work: 40s
      customer_gap: 45s
      canned: {share: 30%, work: 8s}
      reply_patience: 5m
      inactive_close: 3m
  sales: {arrivals: {per_hour: 6}, handle_time: 5m, patience: 3m}
agent_groups:
  day: {agents: 2, concurrency: 3, slowdown: 15%, reply_order: first_replies_first}
"""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Write the scenario to a file."""
    path = tmp_path / "desk.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_the_same_bytes_for_any_number_of_workers(desk: Path) -> None:
    """Enough replications that a pool is used."""
    once, again = (
        planner("simulate", desk, "-f", "json", "--replications", 2100, "--workers", workers)
        for workers in (1, 2)
    )
    assert once.returncode == again.returncode == 0, once.stderr
    assert once.stdout == again.stdout


def test_every_chat_is_answered_or_missed(desk: Path) -> None:
    """Those who give up on an agent are missed, those who leave mid-chat were answered."""
    kpis = json.loads(planner("simulate", desk, "-f", "json", "--replications", 20).stdout)["kpis"]
    assert kpis["answered"]["mean"] + kpis["missed"]["mean"] == pytest.approx(kpis["offered"]["mean"])
    assert kpis["missed"]["mean"] > 0


def test_a_mistake_in_a_conversation_is_refused_with_its_place(desk: Path) -> None:
    """In the file, or in an option."""
    desk.write_text(TEXT.replace("turns: 4", "turns: 0.5"), encoding="utf-8")
    expect_refusal(planner("simulate", desk), "desk.yaml:12:14", "conversation.turns: 0.5 is out of range")
    desk.write_text(TEXT, encoding="utf-8")
    setting = "chat_types.support.handle_time=9m"
    expect_refusal(
        planner("validate", desk, "--set", setting), setting, "leave out handle_time, or conversation"
    )


def test_reply_orders_compare_over_the_same_customers(desk: Path) -> None:
    """As many come under each; the first response is another."""
    orders = "agent_groups.day.reply_order=oldest,first_replies_first"
    run = planner("compare", desk, "--set", orders, "-f", "json", "--replications", 10)
    assert run.returncode == 0, run.stderr
    told = json.loads(run.stdout)["alternatives"]
    frt = {name: alternative["kpis"]["frt_mean"]["mean"] for name, alternative in told.items()}
    assert len(set(frt.values())) == 2, frt  # the base, which is one of the two, and both


def test_a_sweep_varies_a_conversation(desk: Path) -> None:
    """Rows of each point."""
    turns = "chat_types.support.conversation.turns=2,8"
    run = planner("sweep", desk, "--vary", turns, "--replications", 5, "-f", "csv")
    assert run.returncode == 0, run.stderr
    rows = csv.DictReader(io.StringIO(run.stdout))
    assert {row["chat_types.support.conversation.turns"] for row in rows} == {"2", "8"}
