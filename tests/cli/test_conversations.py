"""Conversations as a planner calls for them."""

import csv
import io
import json
from pathlib import Path

import pytest
from running import ROOT, expect_refusal, planner

SHOP = ROOT / "scenarios" / "small-shop.yaml"
DESK = """\
start: 2026-11-23 08:00
end: 2026-11-23 14:00
interval: 1h
chat_types:
  support:
    arrivals: {per_hour: 110}
    patience: 4m
    patience_until: first_reply
    wrap_up: 20s
    conversation:
      turns: 5
      reply_work: 40s
      customer_gap: 60s
      reply_patience: 6m
      inactive_close: 5m
agent_groups:
  day team: {agents: 4, concurrency: 3, slowdown: none}
  night team with a long name: {agents: 1, concurrency: 1, slowdown: none}
run: {replications: 6}
"""
BY_NUMBER = {"replies", "replies_share", "reply_time_mean"}


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Write a support desk whose chats are conversations."""
    path = tmp_path / "desk.yaml"
    path.write_text(DESK, encoding="utf-8")
    return path


def test_json_tells_of_replies_and_of_the_agents_time(desk: Path) -> None:
    """The parts add up: the first response, the agents' time, replies by chats in hand up to the most at once."""
    result = json.loads(planner("simulate", desk, "-f", "json").stdout)
    kpis = {key: figure["mean"] for key, figure in result["kpis"].items()}
    assert kpis["wait_mean"] + kpis["frt_agent_mean"] == pytest.approx(kpis["frt_mean"])
    assert kpis["work_utilization"] + kpis["waiting_share"] + kpis["idle_share"] == pytest.approx(1)
    assert kpis["work_utilization"] + kpis["waiting_share"] == pytest.approx(kpis["utilization"])
    assert kpis["reply_time_p50"] < kpis["reply_time_mean"] < kpis["reply_time_p90"] < kpis["reply_time_p95"]
    assert all(kpis[f"messages_per_chat_p{p}"] % 1 == 0 for p in (50, 90, 95))
    assert 0 < kpis["dropped_rate"] < 1
    assert 0 < kpis["inactive_rate"] < 1
    by_number = result["by_chats_in_hand"]
    assert [entry["chats_in_hand"] for entry in by_number] == [1, 2, 3]
    assert all(entry["kpis"].keys() == BY_NUMBER for entry in by_number)
    assert sum(entry["kpis"]["replies_share"]["mean"] for entry in by_number) == pytest.approx(1)
    assert sum(entry["kpis"]["replies"]["mean"] for entry in by_number) == pytest.approx(kpis["replies"])


def test_replies_take_longer_with_more_chats_in_hand(desk: Path) -> None:
    """Whoever writes to an agent with three chats waits longer than one who has the agent alone."""
    by_number = json.loads(planner("simulate", desk, "-f", "json").stdout)["by_chats_in_hand"]
    assert by_number[2]["kpis"]["reply_time_mean"]["low"] > by_number[0]["kpis"]["reply_time_mean"]["high"]


def test_a_desk_with_handle_times_has_no_figures_of_conversations() -> None:
    """They are absent, not 0."""
    result = json.loads(planner("simulate", SHOP, "-f", "json", "--replications", 2).stdout)
    assert "by_chats_in_hand" not in result
    assert not {"reply_time_mean", "frt_agent_mean", "work_utilization", "idle_share"} & result["kpis"].keys()


def test_csv_has_rows_by_chats_in_hand(desk: Path) -> None:
    """Of a scope of their own, named by the number."""
    run = planner("simulate", desk, "-f", "csv", "--replications", 2)
    rows = [row for row in csv.DictReader(io.StringIO(run.stdout)) if row["scope"] == "chats_in_hand"]
    assert {row["part"] for row in rows} == {"all"}
    assert {(row["name"], row["kpi"]) for row in rows} == {(n, kpi) for n in "123" for kpi in BY_NUMBER}


def test_the_report_has_a_section_of_conversations_in_80_columns(desk: Path) -> None:
    """Between customers and agents; then how replies take longer."""
    run = planner("simulate", desk, "--by-agent")
    lines = run.stdout.splitlines()
    assert max(map(len, lines)) <= 80, run.stdout
    titles = ("What customers meet", "Conversation", "Reply time by chats in hand", "What agents meet")
    places = [next(at for at, line in enumerate(lines) if line.startswith(title)) for title in titles]
    assert places == sorted(places)
    section = "\n".join(lines[places[1] : places[3]])
    for words in ("of it in the queue", "reply time p90", "left mid-chat", "agents' time: typing"):
        assert words in section


def test_agents_differ_in_replies(desk: Path) -> None:
    """Each has a reply time and a share of time typing, in JSON and in the table."""
    agents = json.loads(planner("simulate", desk, "--by-agent", "-f", "json").stdout)["agents"]
    for agent in agents:
        kpis = {key: figure["mean"] for key, figure in agent["kpis"].items()}
        assert kpis["reply_time_mean"] > 0
        assert kpis["work_utilization"] + kpis["waiting_share"] + kpis["idle_share"] == pytest.approx(1)


def test_reply_times_are_compared(desk: Path) -> None:
    """By the names that reports use; fewer chats at once mean quicker replies, which is better."""
    few = "agent_groups.day team.concurrency=1"
    run = planner("compare", desk, "--set", few, "-f", "json")
    (difference,) = json.loads(run.stdout)["differences"].values()
    for key in ("reply_time_mean", "reply_time_p90"):
        assert difference[key]["verdict"] == "better"
        assert difference[key]["high"] < 0
    shown = planner("compare", desk, "--set", few)
    assert "Reply time p90: difference" in shown.stdout
    assert max(map(len, shown.stdout.splitlines())) <= 80, shown.stdout


def test_what_is_told_of_chats_in_hand_alone_is_no_kpi_of_a_run(desk: Path) -> None:
    """It can neither be compared nor made precise."""
    expect_refusal(planner("compare", desk, "--set", "run.seed=2", "--kpi", "replies_share"), "replies_share")


def test_replications_go_on_until_reply_times_are_precise(desk: Path) -> None:
    """To a given share of the mean."""
    run = planner("simulate", desk, "--precision", "3%", "--precision-kpi", "reply_time_p90", "-f", "json")
    found = json.loads(run.stdout)["kpis"]["reply_time_p90"]
    assert found["high"] - found["low"] <= 2 * 0.03 * found["mean"] * 1.0001
