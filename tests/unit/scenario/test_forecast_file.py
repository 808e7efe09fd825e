"""Forecasts that a scenario names, and all that can be wrong with them."""

import re
from datetime import datetime
from pathlib import Path

import pytest
import small_scenario
from openpyxl import Workbook
from small_scenario import ATHENS, MONDAY, file_problems, small

from planner.scenario import Scenario, ScenarioError, load

HOUR = 3600.0
DAY = 24 * HOUR


def rows(*lines: str) -> str:
    """Return a forecast with these rows."""
    return "start,chats\n" + "".join(f"{line}\n" for line in lines)


def on(day: str, *lines: str) -> str:
    """Return a forecast with rows that begin with a time of this day."""
    return rows(*(f"{day} {line}" for line in lines))


def written(
    folder: Path,
    forecast: str,
    start: str = f"{MONDAY} 09:00",
    end: str = f"{MONDAY} 13:00",
    *lines: str,
    sales: str = "",
) -> Path:
    """Write a scenario and its forecast; return the scenario's path."""
    scenario = small(start, end, arrivals="{file: forecast.csv}", team="team: {agents: 3}", sales=sales)
    return small_scenario.written(folder, scenario, lines, "forecast.csv", forecast)


def hours(scenario: Scenario, name: str = "shop") -> list[tuple[float, float, float]]:
    """Return from and to in hours, and the chats, of each row."""
    found = scenario.files.forecasts[name]
    return [
        (begin / HOUR, end / HOUR, chats)
        for begin, end, chats in zip(found.begin, found.end, found.chats, strict=True)
    ]


HOURLY = on(MONDAY, "09:00,10", "10:00,20.5", "11:00,0", "12:00,30")


def test_rows_tell_of_the_time_to_the_next(tmp_path: Path) -> None:
    """In seconds since the start; chats are not rounded."""
    scenario = load(written(tmp_path, HOURLY))
    assert hours(scenario) == [(0, 1, 10), (1, 2, 20.5), (2, 3, 0), (3, 4, 30)]
    assert scenario.files.notes == ("forecast.csv: 4 rows read, 4 used",)
    assert scenario.files.cautions == ()


def test_titles_and_numbers_as_a_spreadsheet_saves_them(tmp_path: Path) -> None:
    """Semicolons, decimal commas, a mark at the file's start, capitals and a column more."""
    text = "\ufeffChats;Start;Note\n10,5;23.11.2026 09:00;a\n20;23.11.2026 11:00;b\n"
    scenario = load(written(tmp_path, text))
    assert hours(scenario) == [(0, 2, 10.5), (2, 4, 20)]
    assert scenario.files.notes == ('forecast.csv: 2 rows read, 2 used; columns not used: "Note"',)


def test_one_row_tells_of_all_the_time_from_its_start_on(tmp_path: Path) -> None:
    """There is no other to tell how long it lasts."""
    assert hours(load(written(tmp_path, on(MONDAY, "09:00,40")))) == [(0, 4, 40)]


@pytest.mark.parametrize(
    ("times", "place", "words"),
    [
        # not covering start, middle, end
        (
            ["10:00", "11:00", "12:00"],
            "row 2, column start",
            "from Mon 2026-11-23 09:00 to Mon 2026-11-23 10:00",
        ),
        (["09:30", "10:30", "11:30", "12:30"], "row 2, column start", "09:00 to Mon 2026-11-23 09:30"),
        (["10:00"], "row 2, column start", "from Mon 2026-11-23 09:00 to Mon 2026-11-23 10:00"),
        (
            ["09:00", "10:00", "12:00"],
            "row 4, column start",
            "from Mon 2026-11-23 11:00 to Mon 2026-11-23 12:00",
        ),
        (["09:00", "10:00", "11:00"], "row 4", "from Mon 2026-11-23 12:00 to Mon 2026-11-23 13:00"),
        (["09:00", "10:00"], "row 3", "from Mon 2026-11-23 11:00 to Mon 2026-11-23 13:00"),
        (["09:30", "10:00", "11:30", "12:00"], "row 2, column start", "and of 2 more stretches"),
        (["06:00", "07:00"], "row 2", "tell of Mon 2026-11-23 06:00 to Mon 2026-11-23 08:00 only"),
        (["14:00", "15:00"], "row 2", "tell of Mon 2026-11-23 14:00 to Mon 2026-11-23 16:00 only"),
        # overlapping, going back, twice the same
        (
            ["09:00", "10:00", "10:30", "11:30", "12:30"],
            "row 4, column start",
            "this is 30 m after row 3, but rows last 1 h: they overlap; give intervals of equal length",
        ),
        (
            ["09:00", "10:00", "12:00", "11:00"],
            "row 5, column start",
            "this is earlier than row 4; put the rows",
        ),
        (["10:00", "09:00", "11:00", "12:00"], "row 3, column start", "this is earlier than row 2"),
        (
            ["09:00", "10:00", "10:00", "11:00", "12:00"],
            "row 4, column start",
            "this is the start of row 3 again; keep one of them",
        ),
    ],
)
def test_rows_that_do_not_follow_one_another(
    tmp_path: Path, times: list[str], place: str, words: str
) -> None:
    """The first that is wrong is told, with its file, row and column."""
    said = file_problems(written(tmp_path, on(MONDAY, *(f"{time},10" for time in times))))
    assert len(said) == 1, said
    assert said[0].startswith(f"forecast.csv, {place}: ")
    assert words in said[0]


def test_what_is_missing_is_told_with_what_to_do(tmp_path: Path) -> None:
    """For whom, too."""
    said = file_problems(written(tmp_path, on(MONDAY, "09:00,1", "10:00,1", "11:00,1")))
    assert "no row tells of shop from" in said[0]
    assert said[0].endswith(
        "add rows, with 0 chats where none are expected; the forecast must cover open doors from start to end"
    )


def test_every_row_in_disorder_is_told(tmp_path: Path) -> None:
    """Not only the first."""
    said = file_problems(written(tmp_path, on(MONDAY, "09:00,1", "10:00,1", "09:00,1", "10:00,1", "10:00,1")))
    assert [line.split(": ")[0] for line in said] == [
        "forecast.csv, row 4, column start",
        "forecast.csv, row 6, column start",
    ]


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        ("2026-11-23 10:00,-1", "chats", "-1 chats are less than none; give 0 or more"),
        ("2026-11-23 10:00,-0.5", "chats", "-0.5 chats are less than none"),
        ("2026-11-23 10:00,many", "chats", '"many" is not a number'),
        ("2026-11-23 10:00,", "chats", "this is empty"),
        ("2026-11-23 10:00", "chats", "this is empty"),
        ("2026-11-23 10:00,nan", "chats", '"nan" is not a number'),
        ("2026-11-23 10:00,inf", "chats", '"inf" is not a number'),
        ("2026-11-23 10:00,1e999", "chats", "too large"),
        ("2026-11-23 10:00,50%", "chats", "is a percentage"),
        ("2026-11-23 10:00,=A1", "chats", "is a formula"),
        ("2026-11-23 10:00,1e8", "chats", "1e+08 chats in 1 h; check the number"),
        (",10", "start", "this is empty"),
        ("10:00,10", "start", '"10:00" is a time without a date'),
        ("Monday,10", "start", '"Monday" is not a date and time'),
        ("2026-11-31 10:00,10", "start", "no such day"),
        ("2026-11-23 25:00,10", "start", "no time of day"),
        ("46349.4,10", "start", "bare number, not a date"),
        ("2026-11-23T10:00Z,10", "start", "this time has an offset, and the scenario has no timezone"),
        ("2026-11-23 10:00+02:00,10", "start", "give timezone, or local times"),
    ],
)
def test_cells_that_cannot_be_used(tmp_path: Path, row: str, column: str, words: str) -> None:
    """With file, row and column."""
    text = rows(f"{MONDAY} 09:00,10", row, f"{MONDAY} 11:00,10", f"{MONDAY} 12:00,10")
    said = file_problems(written(tmp_path, text))
    assert len(said) == 1, said
    assert said[0].startswith(f"forecast.csv, row 3, column {column}: ")
    assert words in said[0]


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("start,chat\n2026-11-23 09:00,1\n", ", row 1", 'did you mean "chats" instead of "chat"?'),
        ("chats\n1\n", ", row 1", 'the "start" column is missing'),
        ("start,chats\n", ", row 1", "no rows stand below the header"),
        ("", "", "the file is empty"),
        ("start,chats\n2026-11-23 09:00,0\n", ", row 1", "no chat of shop ever arrives"),
        ("start,chats,chats\n2026-11-23 09:00,1,1\n", ", row 1, column chats", "is there 2 times"),
        ("start,chats\n2026-11-23 09:00,1,5\n", ", row 2", "more cells (3) than the header (2)"),
    ],
)
def test_tables_that_are_no_forecast(tmp_path: Path, text: str, place: str, words: str) -> None:
    """They have no columns, no rows, no chats."""
    said = file_problems(written(tmp_path, text))
    assert len(said) == 1, said
    assert said[0].startswith(f"forecast.csv{place}: ")
    assert words in said[0]


def test_all_wrong_cells_are_told_together(tmp_path: Path) -> None:
    """In the order of the rows."""
    said = file_problems(written(tmp_path, on(MONDAY, "09:00,-1", "25:00,2", "11:00,x", "12:00,")))
    assert [line.split(": ")[0] for line in said] == [
        "forecast.csv, row 2, column chats",
        "forecast.csv, row 3, column start",
        "forecast.csv, row 4, column chats",
        "forecast.csv, row 5, column chats",
    ]


def test_of_very_many_mistakes_the_first_are_told(tmp_path: Path) -> None:
    """Then how many more there are."""
    said = file_problems(written(tmp_path, rows(*(f"{MONDAY} 09:00,-{row + 1}" for row in range(200)))))
    assert len(said) == 51
    assert said[-1].endswith("and 150 more problems after this row")


# Chat types


def test_one_file_for_two_types(tmp_path: Path) -> None:
    """Each has rows of its own, in whatever case and order between the types."""
    text = "start,chat_type,chats\n" + "".join(
        f"{MONDAY} {time},{name},{chats}\n"
        for time, name, chats in [
            ("09:00", "Sales", 1),
            ("09:00", "shop", 2),
            ("11:00", " SHOP ", 4),
            ("11:00", "sales", 3),
        ]
    )
    scenario = load(written(tmp_path, text, sales="file: forecast.csv"))
    assert hours(scenario, "shop") == [(0, 2, 2), (2, 4, 4)]
    assert hours(scenario, "sales") == [(0, 2, 1), (2, 4, 3)]
    assert scenario.files.notes == ("forecast.csv: 4 rows read, 4 used",)


def test_two_types_need_the_column(tmp_path: Path) -> None:
    """Else each would get the whole."""
    assert file_problems(written(tmp_path, HOURLY, sales="file: forecast.csv")) == [
        "forecast.csv, row 1: this file serves shop and sales, but has no column chat_type; "
        "add a column chat_type, or give each its own file"
    ]


@pytest.mark.parametrize("spelled", ["./forecast.csv", "sub/../forecast.csv"])
def test_one_file_under_two_names_is_one_file(tmp_path: Path, spelled: str) -> None:
    """Else each would get the whole."""
    (tmp_path / "sub").mkdir()
    said = file_problems(written(tmp_path, HOURLY, sales=f"file: {spelled}"))
    assert any("has no column chat_type" in line for line in said)


def test_a_type_without_rows_is_told_what_stands_there_instead(tmp_path: Path) -> None:
    """A name like it, if there is one."""
    text = f"start,chats,chat_type\n{MONDAY} 09:00,1,shopp\n{MONDAY} 11:00,1,shopp\n"
    assert file_problems(written(tmp_path, text)) == [
        'forecast.csv, row 1: no row is for the chat type "shop"; did you mean "shopp" in the file?'
    ]
    text = f"start,chats,chat_type\n{MONDAY} 09:00,1,x\n"
    assert file_problems(written(tmp_path, text))[0].endswith("write shop in column chat_type")


def test_rows_of_unknown_types_are_counted(tmp_path: Path) -> None:
    """And told of, but no error: a file may hold more than the scenario."""
    text = "start,chats,chat_type\n" + "".join(
        f"{MONDAY} 09:00,5,{name}\n" for name in ("chess", "shop", "Chess", "sales")
    )
    scenario = load(written(tmp_path, text, sales="per_hour: 5"))
    assert hours(scenario) == [(0, 4, 5)]
    assert scenario.files.cautions == (
        'forecast.csv: 1 of 4 rows are not used: no chat type is called "chess"',
        'forecast.csv: 1 of 4 rows are not used: no chat type is called "Chess"',
        'forecast.csv: 1 of 4 rows are not used: chat type "sales" takes nothing from this file',
        "forecast.csv: the one row of shop is taken to last from Mon 2026-11-23 09:00 to the end",
    )


def test_an_empty_chat_type_is_an_error(tmp_path: Path) -> None:
    """Nobody knows whose row it is."""
    text = f"start,chats,chat_type\n{MONDAY} 09:00,1,shop\n{MONDAY} 11:00,1,\n"
    assert file_problems(written(tmp_path, text)) == [
        "forecast.csv, row 3, column chat_type: this is empty; write the chat type"
    ]


def test_a_type_named_by_a_number(tmp_path: Path) -> None:
    """A workbook's 7 is the type 7."""
    path = written(tmp_path, "", f"{MONDAY} 09:00", f"{MONDAY} 13:00")
    path.write_text(path.read_text().replace("shop:", '"7":').replace("forecast.csv", "plan.xlsx"))
    workbook(tmp_path / "plan.xlsx", ["start", "chats", "chat_type"], [datetime(2026, 11, 23, 9), 12, 7])
    assert hours(load(path), "7") == [(0, 4, 12)]


# Rows outside start and end


def test_rows_outside_start_and_end_are_counted(tmp_path: Path) -> None:
    """Those that reach into them are used."""
    text = on(MONDAY, *(f"{hour:02d}:00,{hour}" for hour in range(7, 16)))
    scenario = load(written(tmp_path, text, f"{MONDAY} 09:30", f"{MONDAY} 12:30"))
    assert hours(scenario) == [(-0.5, 0.5, 9), (0.5, 1.5, 10), (1.5, 2.5, 11), (2.5, 3.5, 12)]
    assert scenario.files.notes == ("forecast.csv: 9 rows read, 4 used, 5 outside start and end",)
    assert scenario.files.cautions == ("forecast.csv: 5 of 9 rows are not used: outside start and end",)


def test_rows_read_are_rows_used_and_rows_reported(tmp_path: Path) -> None:
    """None is lost, whatever becomes of it; empty ones are no rows."""
    text = "start,chats,chat_type\n" + "".join(
        f"{MONDAY} {hour:02d}:00,1,{name}\n" if name else ",,\n"
        for hour in range(6, 20)
        for name in ("shop", "sales", "chess", "")
    )
    scenario = load(written(tmp_path, text, sales="per_hour: 5"))
    (note,) = scenario.files.notes
    read, used = map(int, re.findall(r"([0-9]+) (?:rows read|used)", note))
    left = re.findall(r"([0-9]+) (?:outside|chat type|no chat type)", note)
    assert (read, used, [int(count) for count in left]) == (42, 4, [14, 14, 10])
    assert [int(caution.split(" ")[1]) for caution in scenario.files.cautions] == [14, 14, 10]
    assert note.endswith("; 13 empty rows")


def test_one_row_per_day(tmp_path: Path) -> None:
    """Dates are midnights."""
    text = rows("2026-11-23,100", "2026-11-24,200", "2026-11-25,50")
    scenario = load(written(tmp_path, text, "2026-11-23 00:00", "2026-11-26 00:00"))
    assert hours(scenario) == [(0, 24, 100), (24, 48, 200), (48, 72, 50)]


def test_rows_longer_than_the_horizon(tmp_path: Path) -> None:
    """The row of the day counts, from its midnight to the next."""
    text = rows("2026-11-22,100", "2026-11-23,200", "2026-11-24,50")
    scenario = load(written(tmp_path, text))
    assert hours(scenario) == [(-9, 15, 200)]
    assert scenario.files.notes == ("forecast.csv: 3 rows read, 1 used, 2 outside start and end",)


# Opening hours

TWO_DAYS = f"{MONDAY} 00:00", "2026-11-25 00:00"


def test_nights_may_be_missing(tmp_path: Path) -> None:
    """Where opening hours say that nobody comes."""
    text = rows(*(f"2026-11-{day} {hour}:00,5" for day in (23, 24) for hour in (10, 11)))
    scenario = load(written(tmp_path, text, *TWO_DAYS, "open: 10:00-12:00"))
    assert hours(scenario) == [(10, 11, 5), (11, 12, 5), (34, 35, 5), (35, 36, 5)]


def test_closed_holidays_may_be_missing(tmp_path: Path) -> None:
    """Like nights."""
    text = rows(*(f"2026-11-23 {hour:02d}:00,5" for hour in range(24)))
    holiday = "holidays: {dates: [2026-11-24], as: closed}"
    assert len(hours(load(written(tmp_path, text, *TWO_DAYS, holiday)))) == 24


@pytest.mark.parametrize(
    ("hours_of_day", "place", "said"),
    [
        ((10, 11), "row 4", "from Mon 2026-11-23 12:00 to Mon 2026-11-23 13:00, and of 1 more stretches"),
        ((11, 12), "row 2", "from Mon 2026-11-23 10:00 to Mon 2026-11-23 11:00, and of 1 more stretches"),
    ],
)
def test_open_hours_may_not_be_missing(
    tmp_path: Path, hours_of_day: tuple[int, int], place: str, said: str
) -> None:
    """The first that is, is told at the row that comes after; the others are counted."""
    text = rows(*(f"2026-11-{day} {hour}:00,5" for day in (23, 24) for hour in hours_of_day))
    (told,) = file_problems(written(tmp_path, text, *TWO_DAYS, "open: 10:00-13:00"))
    assert said in told
    assert told.startswith(f"forecast.csv, {place}, column start: ")


# Clock changes

SPRING = "2026-03-29 00:00", "2026-03-29 06:00", ATHENS
AUTUMN = "2026-10-25 00:00", "2026-10-25 06:00", ATHENS


def test_an_hour_that_clocks_skip_has_no_row(tmp_path: Path) -> None:
    """From 02:00 the next row is 04:00."""
    text = on("2026-03-29", "00:00,1", "01:00,2", "02:00,3", "04:00,4", "05:00,5")
    scenario = load(written(tmp_path, text, *SPRING))
    assert hours(scenario) == [(0, 1, 1), (1, 2, 2), (2, 3, 3), (3, 4, 4), (4, 5, 5)]


def test_a_row_for_an_hour_that_clocks_skip(tmp_path: Path) -> None:
    """It does not exist."""
    text = on("2026-03-29", "00:00,1", "01:00,2", "02:00,3", "03:00,0", "04:00,4", "05:00,5")
    assert file_problems(written(tmp_path, text, *SPRING)) == [
        "forecast.csv, row 5, column start: 2026-03-29 03:00 does not exist: clocks go forward; leave the row out"
    ]


def test_an_hour_that_comes_twice_has_two_rows(tmp_path: Path) -> None:
    """In their order the second is the second time."""
    times = ["00:00", "01:00", "02:00", "03:00", "03:00", "04:00", "05:00"]
    text = on("2026-10-25", *(f"{time},{row}" for row, time in enumerate(times)))
    assert hours(load(written(tmp_path, text, *AUTUMN))) == [(row, row + 1, row) for row in range(7)]


def test_half_hours_that_come_twice(tmp_path: Path) -> None:
    """03:00, 03:30, then both again."""
    times = ["02:00", "02:30", "03:00", "03:30", "03:00", "03:30", "04:00", "04:30"]
    text = on("2026-10-25", *(f"{time},{row}" for row, time in enumerate(times)))
    scenario = load(written(tmp_path, text, "2026-10-25 02:00", "2026-10-25 05:00", ATHENS))
    assert hours(scenario) == [(row / 2, row / 2 + 0.5, row) for row in range(8)]


def test_an_hour_that_comes_twice_with_one_row(tmp_path: Path) -> None:
    """It tells of both, until clocks show the next."""
    times = ["00:00", "01:00", "02:00", "03:00", "04:00", "05:00"]
    text = on("2026-10-25", *(f"{time},{row}" for row, time in enumerate(times)))
    assert hours(load(written(tmp_path, text, *AUTUMN))) == [
        *((0, 1, 0), (1, 2, 1), (2, 3, 2), (3, 5, 3), (5, 6, 4), (6, 7, 5))
    ]


def test_an_hour_three_times_is_once_too_many(tmp_path: Path) -> None:
    """The third is the second again."""
    times = ["00:00", "01:00", "02:00", "03:00", "03:00", "03:00", "04:00", "05:00"]
    said = file_problems(written(tmp_path, on("2026-10-25", *(f"{time},1" for time in times)), *AUTUMN))
    assert said == ["forecast.csv, row 7, column start: this is the start of row 6 again; keep one of them"]


def test_offsets_tell_which_of_two_hours_is_meant(tmp_path: Path) -> None:
    """As does UTC."""
    text = rows(
        "2026-10-25T02:00+03:00,1",
        "2026-10-25T03:00+03:00,2",
        "2026-10-25T03:00+02:00,3",
        "2026-10-25T02:00Z,4",
    )
    scenario = load(written(tmp_path, text, "2026-10-25 02:00", "2026-10-25 05:00", ATHENS))
    assert hours(scenario) == [(0, 1, 1), (1, 2, 2), (2, 3, 3), (3, 4, 4)]


@pytest.mark.parametrize(
    ("days", "begins"),
    [
        # the middle day has 23 hours, then 25
        (["2026-03-28", "2026-03-29", "2026-03-30", "2026-03-31"], [0, 24, 47, 71, 95]),
        (["2026-10-24", "2026-10-25", "2026-10-26", "2026-10-27"], [0, 24, 49, 73, 97]),
    ],
)
def test_one_row_per_day_over_a_clock_change(tmp_path: Path, days: list[str], begins: list[int]) -> None:
    """A day's row tells of the whole day, however long it is."""
    text = rows(*(f"{day},{100 + row}" for row, day in enumerate(days)))
    end = {"2026-03-31": "2026-04-01", "2026-10-27": "2026-10-28"}[days[-1]]
    scenario = load(written(tmp_path, text, f"{days[0]} 00:00", f"{end} 00:00", ATHENS))
    assert hours(scenario) == [(begins[row], begins[row + 1], 100 + row) for row in range(4)]


@pytest.mark.parametrize(
    ("last", "end", "hours_of_it"), [("2026-03-29", "2026-03-30", 23), ("2026-10-25", "2026-10-26", 25)]
)
def test_the_last_rows_day_has_a_clock_change(tmp_path: Path, last: str, end: str, hours_of_it: int) -> None:
    """It ends at midnight too, or later where clocks skip an hour; the forecast covers the day."""
    before = f"{last[:-2]}{int(last[-2:]) - 1}"
    text = rows(f"{last[:-2]}{int(last[-2:]) - 2},1", f"{before},2", f"{last},3")
    scenario = load(written(tmp_path, text, f"{before} 00:00", f"{end} 00:00", ATHENS))
    found = hours(scenario)
    assert found[:1] == [(0, 24, 2)]
    assert found[1][0] == 24
    assert found[1][1] >= 24 + hours_of_it


def test_two_hour_rows_over_a_skipped_hour(tmp_path: Path) -> None:
    """The row from 02:00 lasts one hour only."""
    text = on("2026-03-29", "00:00,1", "02:00,2", "04:00,3", "06:00,4")
    scenario = load(written(tmp_path, text, "2026-03-29 00:00", "2026-03-29 08:00", ATHENS))
    assert hours(scenario) == [(0, 2, 1), (2, 3, 2), (3, 5, 3), (5, 7, 4)]


def test_hourly_rows_over_a_skipped_half_hour(tmp_path: Path) -> None:
    """On Lord Howe Island it is 02:30 after 01:59; the row from there lasts half an hour."""
    text = on("2026-10-04", "00:00,1", "01:00,2", "02:30,3", "03:00,4", "04:00,5")
    zone = "timezone: Australia/Lord_Howe"
    scenario = load(written(tmp_path, text, "2026-10-04 00:00", "2026-10-04 05:00", zone))
    assert hours(scenario) == [(0, 1, 1), (1, 2, 2), (2, 2.5, 3), (2.5, 3.5, 4), (3.5, 4.5, 5)]


# Workbooks


def workbook(path: Path, *lines: list[object], title: str = "Plan") -> None:
    """Write rows into a sheet after another."""
    book = Workbook()
    cover = book.active
    assert cover is not None
    cover.title = "Cover"
    cover.append(["A forecast"])
    sheet = book.create_sheet(title)
    for line in lines:
        sheet.append(line)
    book.save(path)


def named(folder: Path, file: str) -> Path:
    """Write a scenario whose forecast is in this file."""
    path = written(folder, "")
    path.write_text(path.read_text().replace("forecast.csv", file))
    return path


@pytest.mark.parametrize("name", ["plan.xlsx", "'plan.xlsx#Plan'", "'plan.xlsx#plan'"])
def test_a_workbook(tmp_path: Path, name: str) -> None:
    """The sheet that has the columns, or the one named."""
    workbook(
        tmp_path / "plan.xlsx",
        ["start", "chats"],
        [datetime(2026, 11, 23, 9), 10],
        ["2026-11-23 11:00", 20.5],
    )
    scenario = load(named(tmp_path, name))
    assert hours(scenario) == [(0, 2, 10), (2, 4, 20.5)]
    assert scenario.files.notes == ("plan.xlsx: 2 rows read, 2 used",)


def test_mistakes_in_a_workbook_are_told_with_sheet_and_cell(tmp_path: Path) -> None:
    """As spreadsheets name it."""
    workbook(
        tmp_path / "plan.xlsx",
        ["note", "start", "chats"],
        ["", datetime(2026, 11, 23, 9), -1],
        ["", 46349.5, 5],
        ["", datetime(2026, 11, 23, 11), None],
    )
    said = file_problems(named(tmp_path, "plan.xlsx"))
    assert [line.split(": ")[0] for line in said] == [
        "plan.xlsx, sheet Plan, cell C2 (chats)",
        "plan.xlsx, sheet Plan, cell B3 (start)",
        "plan.xlsx, sheet Plan, cell C4 (chats)",
    ]
    assert "46349.5 is a number, not a date" in said[1]


def test_what_no_row_of_a_workbook_tells(tmp_path: Path) -> None:
    """The row after which it is missing, with its sheet."""
    workbook(
        tmp_path / "plan.xlsx",
        ["start", "chats"],
        [datetime(2026, 11, 23, 9), 1],
        [datetime(2026, 11, 23, 10), 1],
    )
    (said,) = file_problems(named(tmp_path, "plan.xlsx"))
    assert said.startswith("plan.xlsx, sheet Plan, row 3: no row tells of shop from Mon 2026-11-23 11:00")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (
            "'plan.xlsx#Paln'",
            'plan.xlsx: there is no sheet "Paln"; the workbook has "Cover", "Plan"; did you mean "Plan"?',
        ),
        ("'plan.xlsx#Cover'", "plan.xlsx, sheet Cover, row 1: the "),
        ("'forecast.csv#Plan'", "forecast.csv: only workbooks have sheets"),
    ],
)
def test_sheets_that_are_not_there(tmp_path: Path, name: str, words: str) -> None:
    """Or have no such columns."""
    workbook(tmp_path / "plan.xlsx", ["start", "chats"], [datetime(2026, 11, 23, 9), 1])
    path = named(tmp_path, name)
    (tmp_path / "forecast.csv").write_text(HOURLY)
    (said,) = file_problems(path)
    assert said.startswith(words)


# Where files lie


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("nowhere.csv", 'there is no file "nowhere.csv"; check the name; it is looked for in the scenario'),
        ("sub/forecast.csv", 'there is no file "sub/forecast.csv"'),
        (
            "http://example.org/f.csv",
            "is an address, and nothing is fetched; save the file beside the scenario",
        ),
        ("file:///etc/passwd", "is an address, and nothing is fetched"),
        (
            "../outside.csv",
            "lies outside the scenario's folder; put it there, or allow it with --allow-outside",
        ),
        ("/etc/passwd", "lies outside the scenario's folder"),
        ("../nowhere.csv", "lies outside the scenario's folder"),
        ("sub/../../outside.csv", "lies outside the scenario's folder"),
        ("''", '"" is no file name'),
        ("' '", '" " is no file name'),
        ('"a\\0b.csv"', "is no file name"),
        ("'#Plan'", "is no file name"),
        ("7", "7 is not text"),
        ("[forecast.csv]", "this is not text"),
    ],
)
def test_names_that_are_no_file_of_the_scenario(tmp_path: Path, name: str, words: str) -> None:
    """They are told where they stand, and nothing of what such a file holds."""
    folder = tmp_path / "in"
    folder.mkdir()
    (tmp_path / "outside.csv").write_text(HOURLY)
    path = named(folder, name)
    (said,) = file_problems(path)
    assert said.startswith(f"{path}:5:22: ")
    assert words in said
    assert "root:" not in said


@pytest.mark.parametrize("name", [".", "sub"])
def test_a_folder_is_no_forecast(tmp_path: Path, name: str) -> None:
    """A file in it may be."""
    (tmp_path / "sub").mkdir()
    (said,) = file_problems(named(tmp_path, name))
    assert said == f"{name}: this is a folder; name a CSV or XLSX file in it"


@pytest.mark.parametrize("name", ["../outside.csv", "ABSOLUTE"])
def test_files_outside_are_read_if_the_planner_says_so(tmp_path: Path, name: str) -> None:
    """Under the name that is written."""
    folder = tmp_path / "in"
    folder.mkdir()
    (tmp_path / "outside.csv").write_text(HOURLY)
    name = name.replace("ABSOLUTE", str(tmp_path / "outside.csv"))
    path = named(folder, name)
    assert file_problems(path)[0].startswith(f'{path}:5:22: "{name[:60]}')
    scenario = load(path, allow_outside=True)
    assert scenario.files.notes == (f"{name}: 4 rows read, 4 used",)


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    """It lies where it leads to."""
    folder = tmp_path / "in"
    folder.mkdir()
    (tmp_path / "outside.csv").write_text(HOURLY)
    (folder / "link.csv").symlink_to(tmp_path / "outside.csv")
    path = named(folder, "link.csv")
    (said,) = file_problems(path)
    assert said.startswith(f'{path}:5:22: "link.csv" lies outside')
    assert load(path, allow_outside=True).files.forecasts


def test_a_linked_folder_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    """As well."""
    folder = tmp_path / "in"
    folder.mkdir()
    (tmp_path / "outside.csv").write_text(HOURLY)
    (folder / "up").symlink_to(tmp_path, target_is_directory=True)
    assert "lies outside" in file_problems(named(folder, "up/outside.csv"))[0]


def test_links_within_the_folder_are_fine(tmp_path: Path) -> None:
    """As are files in folders below, and a scenario reached through a linked folder."""
    folder = tmp_path / "in"
    (folder / "sub").mkdir(parents=True)
    (folder / "sub" / "real.csv").write_text(HOURLY)
    (folder / "link.csv").symlink_to(folder / "sub" / "real.csv")
    (tmp_path / "way").symlink_to(folder, target_is_directory=True)
    assert load(named(folder, "sub/real.csv")).files.forecasts
    assert load(named(folder, "link.csv")).files.forecasts
    assert load(tmp_path / "way" / "scenario.yaml").files.forecasts


def test_a_circle_of_links_is_no_file(tmp_path: Path) -> None:
    """It ends nowhere."""
    (tmp_path / "one.csv").symlink_to(tmp_path / "two.csv")
    (tmp_path / "two.csv").symlink_to(tmp_path / "one.csv")
    (said,) = file_problems(named(tmp_path, "one.csv"))
    assert '"one.csv" is no file that can be found' in said or 'there is no file "one.csv"' in said


def test_a_name_of_hundreds_of_characters_is_no_file(tmp_path: Path) -> None:
    """Whatever the disk says of it."""
    (said,) = file_problems(named(tmp_path, "x" * 400 + ".csv"))
    assert said.startswith(f"{tmp_path / 'scenario.yaml'}:5:22: ")


def test_what_is_wrong_in_several_files_is_told_together(tmp_path: Path) -> None:
    """A file that is missing, and one with a mistake."""
    path = written(tmp_path, on(MONDAY, "09:00,-1"), sales="file: nowhere.csv")
    said = file_problems(path)
    assert len(said) == 2, said
    assert any('there is no file "nowhere.csv"' in line for line in said)
    assert any("forecast.csv, row 2, column chats: -1 chats" in line for line in said)


def test_a_file_set_on_the_command_line(tmp_path: Path) -> None:
    """It is looked for in the scenario's folder too; what is wrong is told at the option."""
    path = written(tmp_path, HOURLY)
    (tmp_path / "other.csv").write_text(on(MONDAY, "09:00,40"))
    scenario = load(path, ["chat_types.shop.arrivals.file=other.csv"])
    assert hours(scenario) == [(0, 4, 40)]
    with pytest.raises(ScenarioError) as error:
        load(path, ["chat_types.shop.arrivals.file=../x.csv"])
    assert str(error.value).startswith('--set "chat_types.shop.arrivals.file=../x.csv"')


def test_a_missing_row_after_clocks_went_forward_is_told(tmp_path: Path) -> None:
    """Half-hours of 29 March without 04:30: what follows the leap is as strict as any other time."""
    times = [f"{hour:02d}:{minute:02d}" for hour in range(24) for minute in (0, 30) if hour != 3]
    times.remove("04:30")
    text = on("2026-03-29", *(f"{time},5" for time in times))
    said = file_problems(written(tmp_path, text, *SPRING))
    assert any("from Sun 2026-03-29 04:30 to Sun 2026-03-29 05:00" in line for line in said), said
