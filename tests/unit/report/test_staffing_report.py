"""What the reports say of a staffing that was made by hand."""

import csv
import io
import json
from dataclasses import replace
from datetime import datetime

import pytest
from rich.console import Console

from planner.kpi import BY_KEY, Estimate
from planner.report.outline import bar
from planner.report.page.page import PAGES, as_html
from planner.report.page.parts import Page
from planner.report.reading import Reading
from planner.report.staffing import as_csv, as_json, as_markdown, print_report, sentence
from planner.report.staffing.outline import notes
from planner.report.staffing.words import target
from planner.scenario import Scenario, loads
from planner.staffing.goals import Goal
from planner.staffing.result import (
    Expected,
    Found,
    Planned,
    Proof,
    RosterRow,
    Short,
    Staffed,
    Stage,
    Unreachable,
)

HALF = 1800.0
DAY = 86400.0


def scenario(end: str = "2026-11-23 10:00", group: str = "team", cost: int = 22) -> Scenario:
    """Return a scenario from Monday 08:00 with a group of three chats at once, and one of single chats."""
    return loads(
        f"name: Desk\nstart: 2026-11-23 08:00\nend: {end}\n"
        "chat_types: {sales: {arrivals: {per_hour: 6}, handle_time: 5m, patience: 3m}}\n"
        f"agent_groups: {{{group}: {{agents: 4, concurrency: 3, slowdown: 15%, cost_per_hour: {cost}}}, "
        "back: {agents: 1}}\n"
    )


MISSED = Goal(BY_KEY["missed_rate"], "at_most", 0.05, "interval")
WAIT = Goal(BY_KEY["wait_p90"], "at_most", 120.0, chat_type="sales", on=0.9)
KEPT = Estimate(0.047, 0.045, 0.049)
BROKEN = Estimate(0.062, 0.060, 0.064)
FINE = Estimate(0.031, 0.030, 0.032)


def short(group: str, place: int, agents: int, missed: Estimate) -> Short:
    """Return what one less does in the half-hour at a place."""
    broken = (MISSED,) if missed is BROKEN else ()
    figures = ((MISSED, missed), (WAIT, Estimate(0.93, 0.92, 0.94)))
    return Short(group, place * HALF, (place + 1) * HALF, agents, figures, broken)


def staffed(group: str, *agents: int, begin: float = 0.0) -> tuple[Staffed, ...]:
    """Return half-hours one after another."""
    return tuple(
        Staffed(group, begin + place * HALF, begin + (place + 1) * HALF, number)
        for place, number in enumerate(agents)
    )


FOUND = Found(
    scenario=scenario(),
    seed=7,
    goals=(MISSED, WAIT),
    feasible=True,
    stopped=False,
    cost=2310.0,
    overtime_cost=0.0,
    lower_bound=2240.0,
    staffing=(*staffed("team", 5, 5, 5, 7), *staffed("back", 1, 1, 1, 1)),
    roster=(),
    plan=(),
    proof=(
        Proof(MISSED, KEPT, True, HALF, 2 * HALF),
        Proof(WAIT, Estimate(95.0, 94.0, 96.0), True, days=Estimate(0.92, 0.91, 0.93)),
    ),
    proof_replications=1200,
    figure_replications=300,
    figures={"missed_rate": FINE},
    agent_groups={"team": {"utilization": Estimate(0.8, 0.79, 0.81)}, "back": {}},
    short=(short("team", 0, 5, FINE), short("team", 1, 5, BROKEN), short("team", 3, 7, FINE)),
    search_replications=40,
    unreachable=(),
    by_division=staffed("team", 4, 4, 5, 5),
    stages=(Stage("guess", 1, 0, 0.25), Stage("proof", 2, 1200, 3.5)),
    notes=("said by the search",),
    cautions=("odd",),
)
PLAN = (
    Planned("early", "team", -HALF, 3 * HALF, ((HALF, HALF + 900.0),), 3, 33.5),
    Planned("late", "team", 0.0, 4 * HALF, (), 2, 20.0),
)


def printed(found: Found, width: int = 80) -> str:
    """Return what the console shows; no line is wider than it."""
    console = Console(width=width, no_color=True, highlight=False, force_terminal=False)
    with console.capture() as capture:
        print_report(found, console)
    text = capture.get()
    assert max(map(len, text.splitlines())) <= width
    return text


def cells(text: str, first: str) -> list[str]:
    """Return the words of the first line that begins with something."""
    return next(line.split() for line in text.splitlines() if line.startswith(first))


@pytest.mark.parametrize(
    ("goal", "words"),
    [
        (MISSED, "missed rate at most 5 % in every interval"),
        (WAIT, "wait p90 at most 2 m of sales on 90 % of days"),
        (replace(WAIT, per="interval"), "wait p90 at most 2 m of sales in every interval on 90 % of days"),
        (replace(WAIT, per="day"), "wait p90 at most 2 m of sales on 90 % of days, each day by itself"),
        (Goal(BY_KEY["service_level"], "at_least", 0.8, "day"), "service level at least 80 % on every day"),
        (
            Goal(BY_KEY["utilization"], "at_most", 0.855, agent_group="team"),
            "utilisation at most 85.5 % of team",
        ),
        (Goal(BY_KEY["overtime_hours"], "at_most", 1.5), "overtime at most 1.5 h"),
        (Goal(BY_KEY["chats_per_hour"], "at_least", 1200.0), "chats per hour at least 1,200/h"),
    ],
)
def test_targets_are_told_in_words(goal: Goal, words: str) -> None:
    """Bounds in the KPI's unit, whose they are, and of what time."""
    assert target(goal) == words


def test_a_proven_staffing_is_told_with_its_size_and_bound() -> None:
    """8 agents at 09:30; 26 half-hours; 2,310 is 3.1 % above 2,240."""
    assert sentence(FOUND) == (
        "8 agents at the busiest moment, 13 agent hours, cost 2,310: all targets hold, proven on 1,200 fresh "
        "replications (95 % one-sided). At least 2,240 by the cuts' estimate, so at most 3.1 % from the optimum."
    )
    assert sentence(replace(FOUND, lower_bound=2310.0)).endswith("By the cuts' estimate no plan is cheaper.")
    assert "cuts" not in sentence(replace(FOUND, lower_bound=None))
    assert "cuts" not in sentence(replace(FOUND, lower_bound=1e-300))
    assert "the target holds" in sentence(replace(FOUND, goals=(MISSED,)))


def test_shifts_and_overtime_are_counted() -> None:
    """3 x 1.75 h and 2 x 2 h on duty, breaks taken off."""
    said = sentence(replace(FOUND, plan=PLAN, overtime_cost=12.34))
    assert said.startswith(
        "5 shifts, 8 agents at the busiest moment, 9.25 agent hours, cost 2,310 (12.34 of it overtime)"
    )


def test_what_is_not_proven_is_named() -> None:
    """With its value, as exact as shows on which side of the bound it lies, and where."""
    close = Proof(MISSED, Estimate(0.0498, 0.0453, 0.0543), False, HALF, 2 * HALF)
    found = replace(FOUND, feasible=False, proof=(close, replace(FOUND.proof[1], holds=False)))
    assert (
        "cost 2,310: not proven on 1,200 fresh replications (95 % one-sided): missed rate at most 5 % in every interval "
        "has 4.98 % (±0.45) at 08:30–09:00, and 1 more target."
    ) in sentence(found)
    second = sentence(replace(FOUND, feasible=False, proof=(replace(FOUND.proof[1], holds=False),)))
    assert "is kept on 92.0 % (91.0 to 93.0) of days." in second
    assert "cost 2,310: not proven. At least" in sentence(replace(FOUND, feasible=False, proof=()))


def test_a_target_that_is_missed_comes_before_those_that_are_not_proven() -> None:
    """It may stand behind them in the scenario."""
    few = replace(FOUND.proof[1], holds=False, days=Estimate(0.8, 0.78, 0.82))
    found = replace(FOUND, feasible=False, proof=(replace(FOUND.proof[0], holds=False), few))
    assert "cost 2,310: missed on 1,200 fresh replications (95 % one-sided): wait p90" in sentence(found)
    lines = [line.rstrip() for line in printed(found).splitlines()]
    assert any(line.endswith("4.7 % (±0.2)  not proven") for line in lines)
    assert any(line.endswith("of days  missed") for line in lines)


@pytest.mark.parametrize(("share", "said"), [(0.912, "not proven"), (0.884, "missed")])
def test_a_percentile_of_intervals_is_told_by_its_share(share: float, said: str) -> None:
    """The percentile itself is not known there; what is not above the bound says whether it is missed."""
    of = replace(WAIT, on=None, per="interval")
    proof = Proof(of, Estimate(None), False, 0.0, HALF, not_above=Estimate(share, share - 0.02, share + 0.02))
    found = replace(FOUND, feasible=False, proof=(proof,))
    value = f"{100 * share:.1f} % ({100 * share - 2:.1f} to {100 * share + 2:.1f}) not above that"
    assert f": {said} on 1,200 fresh replications" in sentence(found)
    assert f"has {value} at 08:00–08:30." in sentence(found)
    told = document(found)["proof"]
    assert isinstance(told, list)
    assert told[0]["not_above"]["mean"] == share
    assert "not_above_the_bound" in "".join(as_csv(found))


def test_what_is_out_of_reach_is_named_with_the_nearest() -> None:
    """Which target, where, what can be had and why; then what comes nearest."""
    missed = Unreachable(MISSED, 0.123, 0.0, HALF, "no shift pattern covers it")
    found = replace(
        FOUND, feasible=False, unreachable=(missed, Unreachable(WAIT, None, None, None, "")), proof=()
    )
    assert sentence(found) == (
        "Out of reach: missed rate at most 5 % in every interval, at 08:00–08:30; the nearest that can be had is "
        "about 12.3 % (no shift pattern covers it). So is 1 more. What comes nearest: 8 agents at the busiest moment, "
        "13 agent hours, cost 2,310."
    )
    assert "Targets out of reach" in printed(found)
    assert sentence(replace(found, staffing=())).endswith("So is 1 more.")


def test_the_nearest_of_the_whole_run_says_when_most_is_lost_and_what_brings_it() -> None:
    """The value is of all the time, the hour is where the cap is felt; days are told as days."""
    whole = replace(MISSED, per="run")
    capped = Unreachable(
        whole, 0.123, 0.0, HALF, "with 4 agents at most, by --most", replications=300, fresh=True
    )
    found = replace(FOUND, feasible=False, unreachable=(capped,), proof=())
    assert sentence(found).startswith(
        "Out of reach: missed rate at most 5 %, above all 08:00–08:30; the nearest that can be had is about 12.3 % (with 4 agents"
    )
    assert (
        "the nearest that can be had is what the staffing told here brings, on 300 fresh replications"
        in notes(found)
    )
    of_days = Unreachable(WAIT, None, None, None, "", days=0.625, replications=8)
    assert "the nearest that can be had is about 62.5 % of days." in sentence(
        replace(found, unreachable=(of_days,))
    )
    (said,) = [note for note in notes(replace(found, unreachable=(of_days, capped))) if "nearest" in note]
    assert said.startswith(
        "the nearest that can be had is, for missed rate at most 5 %, what the staffing told"
    )
    assert said.endswith(
        "else it is what the most agents that were tried bring, on the search's 8 replications"
    )


def test_a_stopped_search_says_so() -> None:
    """The best so far is no proof, and before anything is found there is none."""
    stopped = replace(FOUND, feasible=False, stopped=True, proof=(), proof_replications=0)
    assert sentence(stopped).startswith("Stopped: the best so far; not proven. 8 agents")
    assert sentence(replace(stopped, staffing=())) == "Stopped before any staffing was found."


def test_equal_neighbours_are_one_row_with_the_worst_of_one_less() -> None:
    """By division 4, 4, 5 and 5 stand beside 5, 5, 5 and 7; nobody has several chats at once in the back."""
    text = printed(FOUND)
    assert cells(text, "08:00–09:00") == ["08:00–09:00", "5", bar(5 / 7), "4", "6.2", "%", "✗", "93", "%"]
    assert cells(text, "09:00–09:30") == ["09:00–09:30", "5", bar(5 / 7), "5"]
    assert cells(text, "09:30–10:00") == ["09:30–10:00", "7", bar(1), "5", "3.1", "%", "93", "%"]
    assert cells(text, "08:00–10:00") == ["08:00–10:00", "1", bar(1)]


def test_the_console_has_proof_stages_and_notes() -> None:
    """Where it is tightest, that it holds, seconds by the clock, and what is wrong with division."""
    text = printed(FOUND)
    assert "Proof on 1,200 fresh replications" in text
    assert "08:30–09:00" in text
    assert "92.0 % (91.0 to 93.0) of days" in text
    assert cells(text, "in all") == ["in", "all", "3", "1,200", "3.8", "s"]
    for words in ("said by the search.", "by division is Erlang A", "the lower bound"):
        assert words in text


def test_a_shift_plan_is_priced() -> None:
    """3 at 33.5 and 2 at 20 are 140.5, and overtime comes on top."""
    text = printed(replace(FOUND, plan=PLAN, short=(), by_division=(), overtime_cost=9.5))
    assert cells(text, "in all") == ["in", "all", "5", "140.5"]
    assert cells(text, "overtime") == ["overtime", "9.5"]
    assert "08:30–08:45" in text


def test_hours_without_a_price_are_told_as_hours() -> None:
    """A cost of 1 per hour is no money: it is not told twice, and paid breaks make a difference."""
    free = replace(FOUND, scenario=scenario(cost=1), cost=13.0, lower_bound=12.5)
    assert sentence(free).startswith("8 agents at the busiest moment, 13 agent hours: all targets hold")
    assert "At least 12.5 agent hours by the cuts' estimate" in sentence(free)
    with_breaks = replace(free, plan=PLAN, cost=10.0, lower_bound=None)
    assert "9.25 agent hours, 10 paid hours: all targets hold" in sentence(with_breaks)
    assert "At least 12.5 paid hours by" in sentence(replace(with_breaks, lower_bound=12.5, cost=13))
    shifts = " ".join(printed(with_breaks).split())
    assert "paid" in shifts
    assert "cost" not in shifts


def test_what_one_less_was_tried_on_is_told() -> None:
    """It is not what proves the staffing."""
    (said,) = [note for note in notes(FOUND) if note.startswith("one less")]
    assert "on the search's 40 replications, not on the proof's" in said


def test_several_days_are_told_by_day() -> None:
    """Runs of a day stand in its row, end at its midnight, and one less is told where it does most."""
    days = replace(
        FOUND,
        scenario=scenario("2026-11-25 08:00"),
        staffing=staffed("team", *[5] * 32, *[6] * 4),
        short=tuple(short("team", place, 5, BROKEN if place == 30 else FINE) for place in range(40)),
    )
    text = printed(days).replace("\u00a0", " ")
    assert "08:00–24:00 5" in text
    assert "00:00–02:00 6" in text
    assert "the 20 of 40 intervals" in text
    assert cells(text, "team ")[:6] == ["team", "Mon", "23", "Nov", "23:00–23:30", "5"]


def test_long_names_and_many_targets_are_not_cut() -> None:
    """They break over lines, and figures go on in a further table."""
    name = "a_very_long_name_for_a_group_of_agents_that_fits_nowhere"
    wide = tuple(replace(MISSED, bound=0.01 * (place + 1), chat_type=f"type_{place}") for place in range(9))
    figures = tuple((goal, BROKEN) for goal in wide)
    found = replace(
        FOUND,
        scenario=scenario(group=name),
        staffing=staffed(name, 5),
        short=(Short(name, 0.0, HALF, 5, figures, wide),),
        proof=tuple(Proof(goal, KEPT, True, 0.0, HALF) for goal in wide),
        plan=tuple(replace(planned, group=name, pattern=name) for planned in PLAN),
        by_division=(),
    )
    text = printed(found, 72)
    assert text.count("6.2 % ✗") == 9
    assert name in "".join(text.split())


def document(found: Found) -> dict[str, object]:
    """Return the JSON as read again."""
    read = json.loads("".join(as_json(found)))
    assert isinstance(read, dict)
    return read


def test_json_keeps_the_contract() -> None:
    """An entry per interval, also where neighbours are equal; bounds by their side."""
    result = document(replace(FOUND, plan=PLAN))
    assert (result["feasible"], result["cost"], result["lower_bound"]) == (True, 2310.0, 2240.0)
    staffing = result["staffing"]
    assert isinstance(staffing, dict)
    assert [entry["agents"] for entry in staffing["team"]] == [5, 5, 5, 7]
    assert staffing["team"][1] == {"start": "2026-11-23T08:30", "end": "2026-11-23T09:00", "agents": 5}
    plan, proof = result["plan"], result["proof"]
    assert isinstance(plan, list)
    assert plan[0] == {
        "pattern": "early",
        "group": "team",
        "start": "2026-11-23T07:30",
        "end": "2026-11-23T09:30",
        "breaks": [{"start": "2026-11-23T08:30", "end": "2026-11-23T08:45"}],
        "agents": 3,
        "cost": 33.5,
    }
    assert isinstance(proof, list)
    assert proof[0] == {
        "target": "missed rate at most 5 % in every interval",
        "kpi": "missed_rate",
        "at_most": 0.05,
        "per": "interval",
        "start": "2026-11-23T08:30",
        "end": "2026-11-23T09:00",
        "mean": 0.047,
        "low": 0.045,
        "high": 0.049,
        "holds": True,
    }
    assert proof[1]["days"] == {"mean": 0.92, "low": 0.91, "high": 0.93}
    short = result["short"]
    assert isinstance(short, list)
    assert [figure["missed"] for figure in short[1]["one_less"]] == [True, False]


def test_the_clock_is_in_no_file() -> None:
    """Seconds that the search took change nothing but the console."""
    slower = replace(FOUND, stages=tuple(replace(stage, seconds=99.0) for stage in FOUND.stages))
    for write in (as_json, as_csv, as_markdown):
        assert "".join(write(FOUND)) == "".join(write(slower))
    assert printed(FOUND) != printed(slower)


def test_csv_has_a_row_for_each() -> None:
    """Numbers of agents, shifts, targets, one less and figures."""
    found = replace(FOUND, plan=PLAN, unreachable=(Unreachable(MISSED, 0.1, 0.0, HALF, "cap"),))
    rows = list(csv.DictReader(io.StringIO("".join(as_csv(found)))))
    count = {what: sum(row["what"] == what for row in rows) for what in {row["what"] for row in rows}}
    assert count == {
        "staffing": 8,
        "by_division": 4,
        "shift": 2,
        "proof": 3,
        "out_of_reach": 1,
        "one_less": 6,
        "total": 3,
        "kpi": 2,
    }
    early = next(row for row in rows if row["what"] == "shift")
    assert (early["breaks"], early["cost"], early["agents"]) == ("08:30-08:45", "33.5", "3")
    assert [row["holds"] for row in rows if row["what"] == "one_less"] == ["yes", "yes", "no", *["yes"] * 3]


def test_markdown_has_the_same_tables() -> None:
    """But for the time by the clock."""
    text = "".join(as_markdown(replace(FOUND, plan=PLAN)))
    for title in ("# Desk", "## Agents of team", "## Proof on 1,200", "## Shifts"):
        assert title in text
    assert "Where the time went" not in text


def page(found: Found) -> Page:
    """Return the page that is made of the JSON."""
    return PAGES["staffing"](Reading(json.loads("".join(as_json(found)))))


def words(part: Page, title: str) -> list[list[str]]:
    """Return what the first table of a section shows."""
    (section,) = [section for section in part.sections if section.title == title]
    return [[cell.text for cell in row] for row in section.grids[0].rows]


def test_the_page_says_what_the_console_says() -> None:
    """The same sentence, the same values of targets, and agents put together where nothing changes."""
    told = page(FOUND)
    assert told.said == sentence(FOUND)
    assert (told.tone, told.big.text, told.big.label) == ("good", "2,310", "cost")
    assert "at least 2,240" in told.big.detail
    assert words(told, "The proof")[0][2:] == ["4.7 % (±0.2)", "holds"]
    assert "4.7 % (±0.2)" in printed(FOUND)
    assert [row[:2] for row in words(told, "Agents by interval")] == [
        ["08:00–09:00", "5"],
        ["09:00–09:30", "5"],
        ["09:30–10:00", "7"],
    ]
    assert "missed rate" in as_html(json.loads("".join(as_json(FOUND))))


def test_the_page_has_the_tone_of_the_answer() -> None:
    """Out of reach is bad; what is stopped or not proven is unsure."""
    assert page(replace(FOUND, stopped=True)).tone == "unsure"
    assert page(replace(FOUND, feasible=False)).tone == "unsure"
    beyond = Unreachable(MISSED, 0.07, HALF, 2 * HALF, "with 6 agents at most, by --most")
    told = page(replace(FOUND, feasible=False, unreachable=(beyond,)))
    assert told.tone == "bad"
    assert words(told, "Out of reach") == [
        [
            "missed rate at most 5 % in every interval",
            "with 6 agents at most, by --most",
            "08:30–09:00",
            "7 %",
        ]
    ]


def test_the_page_of_a_plan_has_shifts_and_who_works_them() -> None:
    """As in the document; the charts are those of a single day."""
    roster = RosterRow("anna", "team", datetime(2026, 11, 23, 8), datetime(2026, 11, 23, 10), "09:00-09:15")
    told = page(replace(FOUND, plan=PLAN, roster=(roster,)))
    (section,) = [section for section in told.sections if section.title == "Shifts"]
    assert [chart.name for chart in section.charts] == ["shifts"]
    shifts, who = section.grids
    assert [cell.text for cell in shifts.rows[0]] == [
        *("early", "team", "07:30–09:30", "08:30–08:45", "3", "33.5", "100.5")
    ]
    assert [cell.text for cell in who.rows[0]] == ["anna", "team", "08:00–10:00", "09:00-09:15"]


def test_the_document_has_what_the_page_is_drawn_from() -> None:
    """Chats expected, the first guess, and totals in the units of the console."""
    found = replace(FOUND, requirement=staffed("team", 4, 4, 5, 6), arrivals=(Expected(0.0, HALF, 3.0),))
    told = json.loads("".join(as_json(found)))
    assert told["requirement"]["team"][3]["agents"] == 6
    assert told["arrivals"] == [{"start": "2026-11-23T08:00", "end": "2026-11-23T08:30", "chats": 3.0}]
    assert (told["agents_at_most"], told["agent_hours"], told["priced"]) == (8, 13.0, True)
    assert told["chats_at_once"] == {"team": 3, "back": 1}
