"""Rosters that a scenario names, and all that can be wrong with them."""

import re
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
import small_scenario
from openpyxl import Workbook
from small_scenario import ATHENS, MONDAY, file_problems, small

from planner.scenario import Scenario, load
from planner.scenario.files import Person, PlannedShift
from planner.scenario.overlap import own_length

HOUR = 3600
DAY = 24 * HOUR


def plan(*lines: str) -> str:
    """Return a roster of agent, start, end and breaks; 08:00 alone is on Monday."""
    return "agent,start,end,breaks\n" + "".join(f"{line}\n" for line in lines)


def written(
    folder: Path,
    text: str,
    start: str = f"{MONDAY} 08:00",
    end: str = "2026-11-24 08:00",
    *lines: str,
) -> Path:
    """Write a scenario and its roster; return the scenario's path."""
    scenario = small(start, end, team="team: {roster: plan.csv}")
    return small_scenario.written(folder, scenario, lines, "plan.csv", text)


def spans(scenario: Scenario, group: str = "team") -> dict[str, list[tuple[float, float]]]:
    """Return each agent's shifts, as hours since the midnight before the start."""
    return {
        person.name: [(shift.begin / HOUR, shift.end / HOUR) for shift in person.shifts]
        for person in scenario.files.rosters[group]
    }


def breaks(scenario: Scenario) -> list[tuple[float, float, bool]]:
    """Return the breaks of the first agent's first shift in hours."""
    shift = scenario.files.rosters["team"][0].shifts[0]
    return [(begin / HOUR, end / HOUR, paid) for begin, end, paid in shift.breaks]


def test_a_row_is_a_shift(tmp_path: Path) -> None:
    """In seconds since the midnight before the start, with its breaks."""
    files = load(written(tmp_path, plan(f"Ann,{MONDAY} 08:00,{MONDAY} 16:30,12:00-12:30"))).files
    shift = PlannedShift(0, 8 * HOUR, 16.5 * HOUR, ((12 * HOUR, 12.5 * HOUR, False),))
    assert files.rosters == {"team": (Person("Ann", (shift,)),)}
    assert files.notes == ("plan.csv: 1 rows read, 1 used",)
    assert files.cautions == ()


def test_breaks_may_be_left_out(tmp_path: Path) -> None:
    """The column, or what stands in it."""
    path = written(tmp_path, f"agent,start,end\nAnn,{MONDAY} 08:00,{MONDAY} 16:00\n")
    assert breaks(load(path)) == []
    assert breaks(load(written(tmp_path, plan(f"Ann,{MONDAY} 08:00,16:00,")))) == []


@pytest.mark.parametrize(
    ("begin", "end", "hours"),
    [
        ("08:00", "16:00", (8, 16)),
        ("08:00", "16:00:00", (8, 16)),
        ("08:00", "8:30", (8, 8.5)),
        ("22:00", "06:00", (22, 30)),
        ("16:00", "24:00", (16, 24)),
        ("16:00", "24:00:00", (16, 24)),
        ("16:00", "00:00", (16, 24)),
        ("16:00", "00:00:00", (16, 24)),
        ("22:00", "2026-11-24 06:00", (22, 30)),
        ("16:00", "2026-11-24", (16, 24)),
        ("08:00", "2026-11-24 08:00", (8, 32)),
    ],
)
def test_ends_as_times_of_day_and_as_dates(
    tmp_path: Path, begin: str, end: str, hours: tuple[float, float]
) -> None:
    """A time of day is the next one after the beginning; 24:00 is the day's end."""
    assert spans(load(written(tmp_path, plan(f"Ann,{MONDAY} {begin},{end},")))) == {"Ann": [hours]}


def test_a_shift_that_began_the_day_before(tmp_path: Path) -> None:
    """Reaches into the horizon; its day is the one on which it begins."""
    path = written(tmp_path, plan("Ann,2026-11-22 22:00,10:00,"))
    (person,) = load(path).files.rosters["team"]
    assert person.shifts == (PlannedShift(-1, -2 * HOUR, 10 * HOUR),)


def test_agents_are_in_the_order_of_their_first_row(tmp_path: Path) -> None:
    """Their shifts in the order of time."""
    text = plan(
        "Zoe,2026-11-24 00:00,06:00,",
        f"Ann,{MONDAY} 08:00,16:00,",
        f"Zoe,{MONDAY} 09:00,12:00,",
        f"Zoe,{MONDAY} 12:00,13:00,",
    )
    found = spans(load(written(tmp_path, text)))
    assert list(found.items()) == [("Zoe", [(9, 12), (12, 13), (24, 30)]), ("Ann", [(8, 16)])]


def test_names_that_are_numbers(tmp_path: Path) -> None:
    """Stay as they are written, leading zeros too."""
    text = plan(f"101,{MONDAY} 08:00,16:00,", f"007,{MONDAY} 08:00,16:00,")
    assert list(spans(load(written(tmp_path, text)))) == ["101", "007"]


def test_the_most_agents_of_a_group_are_those_of_its_roster(tmp_path: Path) -> None:
    """However many shifts they have."""
    text = plan(f"Ann,{MONDAY} 08:00,12:00,", f"Ben,{MONDAY} 08:00,12:00,", f"Ann,{MONDAY} 13:00,15:00,")
    assert load(written(tmp_path, text)).most_agents("team") == 2


# Breaks


@pytest.mark.parametrize(
    ("begin", "end", "said", "found"),
    [
        ("08:00", "16:00", "12:00-12:30", [(12, 12.5, False)]),
        ("08:00", "16:00", "12:00 - 12:30", [(12, 12.5, False)]),
        ("08:00", "16:00", "12:00–12:30", [(12, 12.5, False)]),
        ("08:00", "16:00", "9:00-9:15", [(9, 9.25, False)]),
        ("08:00", "16:00", "12:00-12:30 paid", [(12, 12.5, True)]),
        ("08:00", "16:00", "12:00-12:30 PAID", [(12, 12.5, True)]),
        ("08:00", "16:00", "12:00-12:30; 15:00-15:15 paid", [(12, 12.5, False), (15, 15.25, True)]),
        ("08:00", "16:00", "15:00-15:15 paid;12:00-12:30", [(12, 12.5, False), (15, 15.25, True)]),
        ("08:00", "16:00", "12:00-12:30 | 12:30-13:00", [(12, 12.5, False), (12.5, 13, False)]),
        ("08:00", "16:00", '"12:00-12:30, 15:00-15:15"', [(12, 12.5, False), (15, 15.25, False)]),
        ("08:00", "16:00", "08:00-08:30; 15:30-16:00", [(8, 8.5, False), (15.5, 16, False)]),
        ("08:00", "16:00", "9:00:30-9:04:30", [(9 + 30 / HOUR, 9 + 270 / HOUR, False)]),
        # over midnight
        ("22:00", "06:00", "02:00-02:30", [(26, 26.5, False)]),
        ("22:00", "06:00", "23:45-00:15", [(23.75, 24.25, False)]),
        ("22:00", "06:00", "02:00-02:30; 23:00-23:15 paid", [(23, 23.25, True), (26, 26.5, False)]),
        ("22:00", "06:00", "23:30-00:00", [(23.5, 24, False)]),
        ("22:00", "06:00", "23:30-24:00", [(23.5, 24, False)]),
        ("16:00", "24:00", "23:30-24:00", [(23.5, 24, False)]),
    ],
)
def test_breaks_in_all_their_forms(
    tmp_path: Path, begin: str, end: str, said: str, found: list[tuple[float, float, bool]]
) -> None:
    """Several, paid, over midnight; in the order of time."""
    assert breaks(load(written(tmp_path, plan(f"Ann,{MONDAY} {begin},{end},{said}")))) == found


@pytest.mark.parametrize(
    ("begin", "end", "said", "words"),
    [
        ("08:00", "16:00", "lunch", '"lunch" is no break; write for example 12:00-12:30; 15:00-15:15'),
        ("08:00", "16:00", "12:00", '"12:00" is no break'),
        ("08:00", "16:00", "30m", '"30m" is no break'),
        ("08:00", "16:00", "12-12:30", '"12-12:30" is no break'),
        ("08:00", "16:00", "12:00-12:30 unpaid", "is no break"),
        ("08:00", "16:00", "12:00-12:30 15:00-15:15", "is no break"),
        ("08:00", "16:00", "12:60-13:00", '"12:60" is not a time of day'),
        ("08:00", "16:00", "12:00-12:01:75", '"12:01:75" is not a time of day'),
        ("08:00", "16:00", "25:00-26:00", '"25:00" is not a time of day'),
        (
            "08:00",
            "16:00",
            "07:30-08:00",
            'the break "07:30-08:00" is not inside the shift, which ends at 16:00',
        ),
        ("08:00", "16:00", "07:45-08:15", "is not inside the shift"),
        ("08:00", "16:00", "15:45-16:15", "is not inside the shift"),
        ("08:00", "16:00", "16:00-16:30", "is not inside the shift"),
        ("08:00", "16:00", "12:30-12:00", "is not inside the shift"),
        ("08:00", "16:00", "12:00-12:00", "is not inside the shift"),
        ("22:00", "06:00", "21:45-22:15", "is not inside the shift, which ends at 06:00"),
        ("22:00", "06:00", "05:45-06:15", "is not inside the shift"),
        ("22:00", "06:00", "12:00-12:30", "is not inside the shift"),
        ("08:00", "16:00", "12:00-12:30; 12:15-12:45", "the breaks overlap; give each its own time"),
        ("08:00", "16:00", "12:15-12:45; 12:00-12:30", "the breaks overlap"),
        ("08:00", "16:00", "12:00-12:30; 12:00-12:30", "the breaks overlap"),
        ("08:00", "16:00", "11:00-14:00; 12:00-12:30; 15:00-15:15", "the breaks overlap"),
        ("22:00", "06:00", "23:45-00:15; 00:00-00:30", "the breaks overlap"),
    ],
)
def test_breaks_that_cannot_be(tmp_path: Path, begin: str, end: str, said: str, words: str) -> None:
    """Told at their cell."""
    told = file_problems(written(tmp_path, plan(f"Ann,{MONDAY} {begin},{end},{said}")))
    assert len(told) == 1, told
    assert told[0].startswith("plan.csv, row 2, column breaks: ")
    assert words in told[0]


def test_too_many_breaks_are_not_said_to_overlap(tmp_path: Path) -> None:
    """21 of them, one after another."""
    many = "; ".join(
        f"{8 + n // 4:02d}:{n % 4 * 15:02d}-{8 + n // 4:02d}:{n % 4 * 15 + 5:02d}" for n in range(21)
    )
    (told,) = file_problems(written(tmp_path, plan(f"Ann,{MONDAY} 08:00,16:00,{many}")))
    assert told.startswith("plan.csv, row 2, column breaks: ")
    assert "overlap" not in told
    assert "20" in told


# Mistakes in rows


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        (f",{MONDAY} 08:00,16:00,", "agent", "this is empty; name the agent"),
        ("Ben,,16:00,", "start", "this is empty"),
        (f"Ben,{MONDAY} 08:00,,", "end", "this is empty"),
        ("Ben,08:00,16:00,", "start", '"08:00" is a time without a date'),
        ("Ben,today,16:00,", "start", '"today" is not a date and time'),
        (f"Ben,{MONDAY} 08:00,late,", "end", '"late" is not a date and time'),
        (f"Ben,{MONDAY} 08:00,25:00,", "end", '"25:00" is a time without a date'),
        (f"Ben,{MONDAY} 08:00,8h,", "end", '"8h" is not a date and time'),
        (
            f"Ben,{MONDAY} 08:00,{MONDAY} 07:00,",
            "end",
            "the shift ends before it begins; put start before end",
        ),
        (f"Ben,{MONDAY} 08:00,{MONDAY} 08:00,", "end", "the shift ends before it begins"),
        (f"Ben,{MONDAY} 08:00,2026-11-22 16:00,", "end", "the shift ends before it begins"),
        (
            f"Ben,{MONDAY} 08:00,2026-11-24 08:01,",
            "end",
            "the shift is longer than a day; give a row per shift",
        ),
        (
            f"Ben,{MONDAY}T08:00+02:00,16:00,",
            "start",
            "this time has an offset, and the scenario has no timezone",
        ),
        (f"Ben,{MONDAY} 08:00,{MONDAY}T16:00Z,", "end", "this time has an offset"),
    ],
)
def test_mistakes_in_a_row(tmp_path: Path, row: str, column: str, words: str) -> None:
    """Each is told once, with file, row and column."""
    told = file_problems(written(tmp_path, plan(f"Ann,{MONDAY} 08:00,16:00,", row)))
    assert len(told) == 1, told
    assert told[0].startswith(f"plan.csv, row 3, column {column}: ")
    assert words in told[0]


def test_all_mistakes_are_told_together(tmp_path: Path) -> None:
    """In the order of the rows."""
    text = plan(
        f"Ann,{MONDAY} 08:00,16:00,lunch",
        f",{MONDAY} 08:00,16:00,",
        "Ben,soon,16:00,",
        f"Cyd,{MONDAY} 08:00,{MONDAY} 07:00,",
    )
    assert [line.split(": ")[0] for line in file_problems(written(tmp_path, text))] == [
        "plan.csv, row 2, column breaks",
        "plan.csv, row 3, column agent",
        "plan.csv, row 4, column start",
        "plan.csv, row 5, column end",
    ]


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("agent,start\nAnn,x\n", ", row 1", 'the "end" column is missing'),
        (f"name,start,end\nAnn,{MONDAY} 08:00,16:00\n", ", row 1", 'the "agent" column is missing'),
        ("agent,start,end\n", ", row 1", "no rows stand below the header"),
        ("", "", "the file is empty"),
    ],
)
def test_tables_that_are_no_roster(tmp_path: Path, text: str, place: str, words: str) -> None:
    """They have no columns or no rows."""
    told = file_problems(written(tmp_path, text))
    assert len(told) == 1, told
    assert told[0].startswith(f"plan.csv{place}: ")
    assert words in told[0]


@pytest.mark.parametrize(
    ("others", "row", "words"),
    [
        (
            [f"Ann,{MONDAY} 12:00,20:00,"],
            3,
            '"Ann" is on the shift of row 2 at this time; shifts of one agent must',
        ),
        ([f"Ann,{MONDAY} 08:00,16:00,"], 3, "is on the shift of row 2"),
        ([f"Ann,{MONDAY} 10:00,11:00,"], 3, "is on the shift of row 2"),
        ([f"Ann,{MONDAY} 07:00,09:00,"], 2, "is on the shift of row 3"),
        (["Ann,2026-11-22 22:00,09:00,"], 2, "is on the shift of row 3"),
        # a short one inside hides no later one
        ([f"Ben,{MONDAY} 08:00,16:00,", f"Ann,{MONDAY} 15:00,17:00,"], 4, "is on the shift of row 2"),
    ],
)
def test_shifts_of_one_agent_must_not_overlap(
    tmp_path: Path, others: list[str], row: int, words: str
) -> None:
    """Told at the later one, wherever it stands."""
    told = file_problems(written(tmp_path, plan(f"Ann,{MONDAY} 08:00,16:00,", *others)))
    assert len(told) == 1, told
    assert told[0].startswith(f"plan.csv, row {row}, column start: ")
    assert words in told[0]


def test_a_long_shift_is_remembered_behind_a_short_one(tmp_path: Path) -> None:
    """Both later ones are on the first."""
    rows = (f"Ann,{MONDAY} 09:00,10:00,", f"Ann,{MONDAY} 11:00,12:00,")
    told = file_problems(written(tmp_path, plan(f"Ann,{MONDAY} 08:00,16:00,", *rows)))
    assert len(told) == 2
    assert all("is on the shift of row 2" in line for line in told)


# Groups

TWO_GROUPS = "  late: {roster: plan.csv}"


def by_group(*lines: str) -> str:
    """Return a roster of group, agent, start and end."""
    return "group,agent,start,end\n" + "".join(f"{line}\n" for line in lines)


def test_one_file_for_two_groups(tmp_path: Path) -> None:
    """Each has rows of its own, in whatever case."""
    text = by_group(f"Late,Ben,{MONDAY} 16:00,24:00", f"team,Ann,{MONDAY} 08:00,16:00")
    scenario = load(written(tmp_path, text, f"{MONDAY} 08:00", "2026-11-24 08:00", TWO_GROUPS))
    assert spans(scenario, "team") == {"Ann": [(8, 16)]}
    assert spans(scenario, "late") == {"Ben": [(16, 24)]}


def test_two_groups_need_the_column(tmp_path: Path) -> None:
    """Else everybody would be there twice."""
    text = plan(f"Ann,{MONDAY} 08:00,16:00,")
    told = file_problems(written(tmp_path, text, f"{MONDAY} 08:00", "2026-11-24 08:00", TWO_GROUPS))
    assert told == [
        "plan.csv, row 1: this file serves team and late, but has no column group; "
        "add a column group, or give each its own file"
    ]


def test_an_agent_may_work_in_two_groups_one_after_the_other(tmp_path: Path) -> None:
    """As two persons of the model."""
    text = by_group(f"team,Ann,{MONDAY} 08:00,12:00", f"late,Ann,{MONDAY} 12:00,16:00")
    scenario = load(written(tmp_path, text, f"{MONDAY} 08:00", "2026-11-24 08:00", TWO_GROUPS))
    assert (spans(scenario, "team"), spans(scenario, "late")) == ({"Ann": [(8, 12)]}, {"Ann": [(12, 16)]})


def test_an_agent_cannot_be_in_two_groups_at_once(tmp_path: Path) -> None:
    """Even if one of them is not the scenario's."""
    for other in ("late", "elsewhere"):
        text = by_group(
            f"team,Ann,{MONDAY} 08:00,12:00",
            f"late,Ben,{MONDAY} 08:00,12:00",
            f"{other},Ann,{MONDAY} 11:00,16:00",
        )
        told = file_problems(written(tmp_path, text, f"{MONDAY} 08:00", "2026-11-24 08:00", TWO_GROUPS))
        assert len(told) == 1
        assert told[0].startswith('plan.csv, row 4, column start: "Ann" is on the shift of row 2')


@pytest.mark.parametrize(
    ("group", "place", "words"),
    [
        ("", "row 2, column group", "this is empty; write the agent group"),
        ("taem", "row 1", 'no row is for the agent group "team"; did you mean "taem" in the file?'),
        ("x", "row 1", 'no row is for the agent group "team"; write team in column group'),
    ],
)
def test_mistakes_in_groups(tmp_path: Path, group: str, place: str, words: str) -> None:
    """The name is empty, or nobody's."""
    told = file_problems(written(tmp_path, by_group(f"{group},Ann,{MONDAY} 08:00,16:00")))
    assert any(line.startswith(f"plan.csv, {place}: ") and words in line for line in told), told


def test_rows_of_other_groups_are_counted(tmp_path: Path) -> None:
    """Of groups with a plan of their own, and of groups that the scenario does not have."""
    text = by_group(
        *(
            f"{group},{group} {n},{MONDAY} 08:00,16:00"
            for n in range(2)
            for group in ("team", "late", "night")
        )
    )
    other = "  late: {agents: 2}"
    files = load(written(tmp_path, text, f"{MONDAY} 08:00", "2026-11-24 08:00", other)).files
    assert files.cautions == (
        'plan.csv: 2 of 6 rows are not used: agent group "late" takes nothing from this file',
        'plan.csv: 2 of 6 rows are not used: no agent group is called "night"',
    )
    (note,) = files.notes
    assert sum(map(int, re.findall(r"([0-9]+) (?:used|agent|no agent)", note))) == 6


# Start and end


def test_shifts_outside_start_and_end_are_counted(tmp_path: Path) -> None:
    """One that ends at the start or begins at the end is outside."""
    text = plan(
        f"Ann,{MONDAY} 00:00,08:00,",
        f"Ann,{MONDAY} 08:00,16:00,",
        "Ben,2026-11-24 07:00,12:00,",
        "Cyd,2026-11-24 08:00,16:00,",
    )
    scenario = load(written(tmp_path, text))
    assert spans(scenario) == {"Ann": [(8, 16)], "Ben": [(31, 36)]}
    assert scenario.files.notes == ("plan.csv: 4 rows read, 2 used, 2 outside start and end",)
    assert scenario.files.cautions == ("plan.csv: 2 of 4 rows are not used: outside start and end",)


def test_a_roster_for_another_week_is_an_error(tmp_path: Path) -> None:
    """As is a log of another week: nobody would work."""
    told = file_problems(written(tmp_path, plan("Ann,2025-11-24 08:00,16:00,")))
    assert len(told) == 1
    assert told[0].startswith("plan.csv, row 1: ")


def test_measured_handle_times_know_the_agents_of_a_roster(tmp_path: Path) -> None:
    """Two in the roster without any slowdown, one other slowed to 1.5: on average 3.5 / 3."""
    text = plan(f"Ann,{MONDAY} 08:00,16:00,", f"Ben,{MONDAY} 08:00,16:00,")
    path = written(tmp_path, text)
    scenario = path.read_text().replace("handle_time: 9m", "handle_time: {mean: 14m, at_concurrency: 2}")
    path.write_text(scenario + "  other: {agents: 1, concurrency: 2, slowdown: [1, 1.5]}\n")
    assert own_length(load(path), "shop") == pytest.approx(3 / 3.5)


def test_a_concurrency_beyond_the_slowdown_of_a_roster_group(tmp_path: Path) -> None:
    """Is told as it is for a group with head counts."""
    path = written(tmp_path, plan(f"Ann,{MONDAY} 08:00,16:00,"))
    text = path.read_text().replace("handle_time: 9m", "handle_time: {mean: 14m, at_concurrency: 4}")
    text = text.replace("roster: plan.csv", "PLAN, concurrency: 2, slowdown: [1, 1.2]")
    for how in ("agents: 1", "roster: plan.csv"):
        path.write_text(text.replace("PLAN", how))
        (told,) = file_problems(path)
        assert "at_concurrency 4 is more than the 2 chats that slowdown tells of" in told


# Clock changes


@pytest.mark.parametrize(
    ("row", "hours"),
    [
        # clock hours of the 25-hour day; the second 03:30 is told by its offset only
        ("Ann,2026-10-25 00:00,08:00,", (0, 8)),
        ("Ann,2026-10-25 00:00,2026-10-25 08:00,", (0, 8)),
        ("Ann,2026-10-25T00:00+03:00,2026-10-25T08:00+02:00,", (0, 8)),
        ("Ann,2026-10-24T21:00Z,2026-10-25T06:00Z,", (0, 8)),
        ("Ann,2026-10-24 22:00,06:00,", (-2, 6)),
        ("Ann,2026-10-25 00:00,2026-10-26,", (0, 24)),
    ],
)
def test_shifts_over_a_clock_change(tmp_path: Path, row: str, hours: tuple[float, float]) -> None:
    """Times are what clocks show."""
    path = written(tmp_path, plan(row), "2026-10-25 00:00", "2026-10-26 00:00", ATHENS)
    assert spans(load(path)) == {"Ann": [hours]}


@pytest.mark.parametrize(
    ("row", "column"),
    [("Ann,2026-03-29 03:30,08:00,", "start"), ("Ann,2026-03-29 00:00,2026-03-29 03:30,", "end")],
)
def test_shifts_at_a_time_that_clocks_skip(tmp_path: Path, row: str, column: str) -> None:
    """It does not exist."""
    path = written(tmp_path, plan(row), "2026-03-29 00:00", "2026-03-30 00:00", ATHENS)
    (told,) = file_problems(path)
    assert told.startswith(f"plan.csv, row 2, column {column}: 2026-03-29 03:30 does not exist")


# Workbooks


def workbook(folder: Path, *lines: Sequence[Any], formats: dict[str, str] | None = None) -> Path:
    """Write a roster as a workbook and a scenario that names it."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Week 48"
    sheet.append(["agent", "start", "end", "breaks"])
    for line in lines:
        sheet.append(list(line))
    for cell, number_format in (formats or {}).items():
        sheet[cell].number_format = number_format
    book.save(folder / "plan.xlsx")
    path = written(folder, "")
    path.write_text(path.read_text().replace("plan.csv", "'plan.xlsx#Week 48'"))
    return path


MORNING = datetime(2026, 11, 23, 8)


@pytest.mark.parametrize(
    ("end", "number_format", "hours"),
    [
        (datetime(2026, 11, 23, 16, 30), "yyyy-mm-dd hh:mm", (8, 16.5)),
        (time(16, 30), "hh:mm", (8, 16.5)),
        (time(6), "hh:mm", (8, 30)),
        (time(0), "hh:mm", (8, 24)),
        ("16:30", "General", (8, 16.5)),
        # 24:00, as spreadsheets keep it: the number 1, shown as a time or as a length of time
        (1, "hh:mm", (8, 24)),
        (1, "[h]:mm", (8, 24)),
        (timedelta(days=1), "[h]:mm:ss", (8, 24)),
        (timedelta(hours=16), "[h]:mm:ss", (8, 16)),
        ("24:00", "General", (8, 24)),
    ],
)
def test_ends_in_a_workbook(
    tmp_path: Path, end: object, number_format: str, hours: tuple[float, float]
) -> None:
    """Dates, times of day, text, and midnight."""
    path = workbook(tmp_path, ["Ann", MORNING, end, None], formats={"C2": number_format})
    assert spans(load(path)) == {"Ann": [hours]}


def test_names_and_breaks_in_a_workbook(tmp_path: Path) -> None:
    """The agent 101 is no 101.0; breaks are text."""
    path = workbook(tmp_path, [101, MORNING, time(16), "12:00-12:30"], ["x7", MORNING, time(16), None])
    scenario = load(path)
    assert spans(scenario) == {"101": [(8, 16)], "x7": [(8, 16)]}
    assert breaks(scenario) == [(12, 12.5, False)]


def test_mistakes_in_a_workbook_are_told_with_sheet_and_cell(tmp_path: Path) -> None:
    """As spreadsheets name it."""
    path = workbook(
        tmp_path,
        ["Ann", MORNING, time(16), "lunch"],
        [None, MORNING, time(16), None],
        ["Ben", time(8), time(16), None],
        ["Cyd", MORNING, datetime(2026, 11, 23, 7), None],
        ["Dan", MORNING, 16.5, None],
    )
    assert [line.split(": ")[0] for line in file_problems(path)] == [
        "plan.xlsx, sheet Week 48, cell D2 (breaks)",
        "plan.xlsx, sheet Week 48, cell A3 (agent)",
        "plan.xlsx, sheet Week 48, cell B4 (start)",
        "plan.xlsx, sheet Week 48, cell C5 (end)",
        "plan.xlsx, sheet Week 48, cell C6 (end)",
    ]


def test_a_plan_outside_the_folder_is_refused(tmp_path: Path) -> None:
    """At its name in the scenario."""
    folder = tmp_path / "in"
    folder.mkdir()
    (tmp_path / "plan.csv").write_text(plan(f"Ann,{MONDAY} 08:00,16:00,"))
    path = written(folder, "")
    path.write_text(path.read_text().replace("plan.csv", "../plan.csv"))
    (told,) = file_problems(path)
    assert told.startswith(f'{path}:9:18: "../plan.csv" lies outside the scenario\'s folder')
    assert spans(load(path, allow_outside=True)) == {"Ann": [(8, 16)]}
