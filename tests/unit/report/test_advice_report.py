"""What the reports say of an advice that was made by hand."""

import csv
import io
import json
from dataclasses import replace

import pytest
from rich.console import Console

from planner.kpi import BY_KEY, Estimate
from planner.report.advise import as_csv, as_json, as_markdown, print_report, sentence
from planner.report.page.page import PAGES, as_html
from planner.report.reading import Reading
from planner.scenario import Scenario, loads
from planner.staffing.advise import Advice, Change, Effect, Stand, WhatIf
from planner.staffing.goals import Goal
from planner.staffing.result import Stage

HOUR = 3600.0
LEVEL = Goal(BY_KEY["service_level"], "at_least", 0.8)
MISSED = Goal(BY_KEY["missed_rate"], "at_most", 1.0)
WAIT = Goal(BY_KEY["wait_p90"], "at_most", 120.0, "day")


def scenario(groups: str = "team: {agents: 4}", end: str = "2026-11-23 20:00") -> Scenario:
    """Return a desk from eight on."""
    return loads(
        f"name: Desk\nstart: 2026-11-23 08:00\nend: {end}\n"
        "chat_types: {sales: {arrivals: {per_hour: 6}, handle_time: 5m, patience: 3m}}\n"
        f"agent_groups: {{{groups}}}\n"
    )


def what_if(*changes: Change, by: float, mends: bool = False, breaks: bool = False) -> WhatIf:
    """Return changes that move the service level from 71 % by so much, known to two points."""
    level = Effect(LEVEL, Estimate(0.71, 0.7, 0.72), Estimate(0.71 + by), Estimate(by, by - 0.02, by + 0.02))
    missed = Effect(
        MISSED, Estimate(0.2), Estimate(0.2 - by / 2), Estimate(-by / 2, -by / 2 - 0.01, 0.01 - by / 2)
    )
    return WhatIf(changes, (level, missed), (LEVEL,) * breaks, (LEVEL,) * mends, by / 0.8, True)


def more(begin: float, end: float, agents: int = 1, group: str = "team") -> Change:
    """Return a change by the clock."""
    return Change(group, (begin - 8) * HOUR, (end - 8) * HOUR, agents)


LIFT = what_if(more(11, 13), by=0.09, mends=True)
ADVICE = Advice(
    scenario=scenario(),
    seed=7,
    replications=50,
    goals=(LEVEL, MISSED),
    promise=LEVEL,
    stands=(Stand(LEVEL, Estimate(0.71, 0.7, 0.72), False),),
    more=(what_if(more(11, 12), by=0.05), what_if(more(12, 13), by=0.04)),
    less=(what_if(more(18, 19, -1), by=-0.001),),
    best=(LIFT,),
    spare=(what_if(more(18, 20, -2), by=-0.001),),
    remedy=what_if(more(11, 13), more(14, 15), by=0.1, mends=True),
    stopped=False,
    stages=(Stage("one more", 12, 600, 3.5),),
    cautions=("odd",),
)


def test_the_first_lines_say_what_to_do() -> None:
    """In the words of a planner, with intervals of the differences."""
    said = sentence(ADVICE)
    assert said.startswith("Missed as planned: service level at least 80 % has 71 %.")
    assert (
        "One more agent 11:00–13:00 lifts the service level from 71 % to 80 % (+7 to +11), and the target holds then."
        in said
    )
    assert "2 agents after 18:00 can go" in said
    assert "The target holds with 3 more agent hours: 1 agent 11:00–13:00 and 1 agent 14:00–15:00." in said


def test_where_all_is_well_nothing_is_to_be_mended() -> None:
    """The target holds, and still does without who can go."""
    fine = replace(ADVICE, stands=(Stand(LEVEL, Estimate(0.9, 0.88, 0.92), True),), remedy=None, best=())
    said = sentence(fine)
    assert said.startswith("Service level at least 80 % holds as planned: 90 %.")
    assert "helps nowhere" in said
    assert "2 agents after 18:00 can go: the target still holds" in said
    twice = replace(ADVICE, spare=(what_if(more(18, 20, -2), more(18, 20, -1), by=-0.001),))
    assert "3 agents after 18:00 can go" in sentence(twice)
    assert "more agent hours" not in said


def test_where_nothing_can_be_done_that_is_said() -> None:
    """Nobody can go, and ten hours are not enough, or none brings targets closer."""
    short = replace(ADVICE, spare=(), remedy=what_if(more(10, 20), by=0.05))
    said = sentence(short)
    assert "Nobody can go in any hour" in said
    assert "10 more agent hours are not enough (service level 71 % → 76 % (+3 to +7)); planner staff" in said
    assert "No more agent hours were found" in sentence(replace(ADVICE, remedy=None))


BUSY = Goal(BY_KEY["utilization"], "at_least", 0.98)
"""Kept by fewer agents only."""


def torn(*, level_holds: bool) -> Advice:
    """Return an advice for two targets of which one asks for more agents, and the other for fewer."""
    idler = Effect(BUSY, Estimate(0.79, 0.78, 0.8), Estimate(0.77), Estimate(-0.02, -0.03, -0.01))
    hour = what_if(more(11, 12), by=0.05)
    hour = replace(hour, effects=(*hour.effects, idler), closer=-0.02)
    stands = (Stand(LEVEL, Estimate(0.71), level_holds), Stand(BUSY, Estimate(0.79), False))
    return replace(
        ADVICE,
        goals=(LEVEL, MISSED, BUSY),
        stands=stands,
        more=(hour,),
        best=() if level_holds else (hour,),
        spare=(),
        remedy=None,
    )


def test_targets_that_pull_apart_are_told_with_what_one_more_does_to_each() -> None:
    """That nothing helps would be half the truth: one more agent helps the one and harms the other."""
    said = sentence(torn(level_holds=True))
    assert (
        "Targets pull apart: one more agent 11:00–12:00 lifts the service level from 71 % to 76 % (+3 to +7), but lowers the "
        "utilisation from 79 % to 77 % (−3 to −1). Service level at least 80 % asks for more agents, utilisation at least "
        "98 % for fewer;" in said
    )
    assert "helps nowhere" not in said
    assert "No more agent hours" not in said
    both = sentence(torn(level_holds=False))
    assert both.count("lifts the service level") == 1
    assert "Targets pull apart: that also lowers the utilisation" in both
    apart = json.loads("".join(as_json(torn(level_holds=True))))["pull_apart"]
    assert (apart["better"]["kpi"], apart["worse"]["kpi"]) == ("service_level", "utilization")
    assert json.loads("".join(as_json(ADVICE)))["pull_apart"] is None


def test_a_target_that_asks_for_fewer_agents_says_so_and_is_brought_by_who_can_go() -> None:
    """Where the service level is not touched, nothing pulls apart."""
    advice = torn(level_holds=True)
    (hour,) = advice.more
    level, missed, idler = hour.effects
    unmoved = replace(level, after=level.before, difference=Estimate(0.0, -0.01, 0.01))
    busier = replace(idler, after=Estimate(0.81), difference=Estimate(0.02, 0.01, 0.03))
    alone = replace(advice, more=(replace(hour, effects=(unmoved, missed, idler)),))
    assert "Utilisation at least 98 % asks for fewer agents, not for more." in sentence(alone)
    gone = WhatIf((more(18, 20, -1),), (unmoved, missed, busier), (), (), 0.02, True)
    closer = sentence(replace(alone, spare=(gone,)))
    assert (
        "1 agent after 18:00 can go: what holds now still does, and what is missed comes closer (" in closer
    )
    mended = sentence(replace(alone, spare=(replace(gone, mends=(BUSY,)),)))
    assert "1 agent after 18:00 can go: all targets hold then (" in mended


def test_groups_are_named_where_there_are_several() -> None:
    """In words and in tables."""
    two = replace(ADVICE, scenario=scenario("team: {agents: 4}, back: {agents: 1}"))
    assert "One more agent of team 11:00–13:00" in sentence(two)
    assert "2 agents of team after 18:00" in sentence(two)


def test_what_was_stopped_says_so_and_claims_nothing() -> None:
    """Nothing is said of what was not looked at."""
    stopped = replace(ADVICE, less=(), best=(), spare=(), remedy=None, stopped=True)
    assert sentence(stopped).startswith("Stopped: not all was looked at.")
    assert "Nobody can go" not in sentence(stopped)
    assert "helps nowhere" not in sentence(stopped)
    assert json.loads("".join(as_json(stopped)))["stopped"] is True


def test_json_holds_all_and_no_seconds_by_the_clock() -> None:
    """What no target is about has no bound."""
    found = json.loads("".join(as_json(ADVICE)))
    best = found["best"][0]
    assert best["changes"] == [
        {"group": "team", "start": "2026-11-23T11:00", "end": "2026-11-23T13:00", "agents": 1}
    ]
    level, missed = best["effects"]
    assert level["at_least"] == 0.8
    assert level["difference"] == {
        "mean": 0.09,
        "low": pytest.approx(0.07),
        "high": pytest.approx(0.11),
    }
    assert "at_most" not in missed
    assert best["targets_back"] == ["service level at least 80 %"]
    assert found["targets_hold_then"] is True
    assert found["stages"] == [{"stage": "one more", "trials": 12, "replications": 600}]


def test_csv_has_a_row_per_change_and_figure() -> None:
    """Changes made together share their rank."""
    rows = list(csv.DictReader(io.StringIO("".join(as_csv(ADVICE)))))
    back = [row for row in rows if row["what"] == "targets_back"]
    assert [(row["rank"], row["start"][-5:], row["kpi"]) for row in back] == [
        ("1", start, kpi) for start in ("11:00", "14:00") for kpi in ("service_level", "missed_rate")
    ]
    gone = next(row for row in rows if row["what"] == "can_go")
    assert (gone["agents"], gone["target"]) == ("-2", "service level at least 80 %")


def test_a_target_on_a_percentile_is_told_as_a_share() -> None:
    """Of the day in which the change is, with a note."""
    effect = Effect(WAIT, Estimate(0.85), Estimate(0.91), Estimate(0.06, 0.04, 0.08))
    found = replace(LIFT, effects=(effect, *LIFT.effects), mends=())
    asked = replace(
        ADVICE, goals=(WAIT, LEVEL, MISSED), stands=(Stand(WAIT, Estimate(0.85), False),), best=(found,)
    )
    told = replace(asked, more=(found,), less=(), spare=(), remedy=None)
    assert "wait p90 at most 2 m on every day: 85 % are not above that, of 90 % asked." in sentence(told)
    assert "lifts the share with wait at most 2 m of that day from 85 % to 91 %" in sentence(told)
    assert "of a target on a percentile the share" in "".join(as_markdown(told))


@pytest.mark.parametrize("groups", ["team: {agents: 4}", "team: {agents: 4}, back: {agents: 1}"])
def test_the_console_is_eighty_wide(groups: str) -> None:
    """Tables fit in one part; names are text, whatever they hold."""
    console = Console(width=80, record=True, file=io.StringIO())
    print_report(replace(ADVICE, scenario=scenario(groups)), console)
    text = console.export_text()
    assert max(map(len, text.splitlines())) <= 80
    assert "continued" not in text
    assert "What brings the targets back" in text


def test_markdown_has_the_same_tables() -> None:
    """Under headings."""
    text = "".join(as_markdown(ADVICE))
    for title in ("Targets as planned", "Where one more agent does most", "Who can go", "One agent less"):
        assert f"## {title}" in text


def test_the_page_says_what_the_console_says() -> None:
    """The same sentence, and the differences with their intervals."""
    told = PAGES["advice"](Reading(json.loads("".join(as_json(ADVICE)))))
    assert told.said == sentence(ADVICE)
    assert (told.tone, told.big.text, told.big.label) == ("bad", "71 %", "service level as planned")
    assert [(tile.label, tile.text) for tile in told.tiles] == [
        ("one more agent does most", "11:00–13:00"),
        ("agent hours that can go", "4"),
        ("agent hours more bring targets back", "3"),
    ]
    (best, go, back) = next(section for section in told.sections if section.title == "What to change").grids
    assert [cell.text for cell in best.rows[0]][:4] == ["11:00–13:00", "team", "+1", "+9 points"]
    assert best.rows[0][3].detail == "+7 to +11"
    assert [cell.text for cell in go.rows[0]][:3] == ["18:00–20:00", "team", "−2"]
    assert [row[0].text for row in back.rows] == ["11:00–13:00", "14:00–15:00", "together"]
    assert "+9 points" in as_html(json.loads("".join(as_json(ADVICE))))


def test_the_page_of_targets_that_hold_is_good() -> None:
    """Of several, it is told how many do."""
    fine = Stand(LEVEL, Estimate(0.9, 0.88, 0.92), True)
    kept = replace(ADVICE, stands=(fine, Stand(MISSED, Estimate(0.2), True)), remedy=None)
    told = PAGES["advice"](Reading(json.loads("".join(as_json(kept)))))
    assert (told.tone, told.big.text) == ("good", "2 of 2")
