"""Logs of arrivals that a scenario replays, and all that can be wrong with them."""

import re
from datetime import datetime
from pathlib import Path

import pytest
import small_scenario
from openpyxl import Workbook
from small_scenario import ATHENS, MONDAY, file_problems, small

from planner.scenario import load

MINUTE = 60
HOUR = 3600


def log(*lines: str) -> str:
    """Return a log with these rows."""
    return "arrival\n" + "".join(f"{line}\n" for line in lines)


def written(
    folder: Path,
    text: str,
    start: str = f"{MONDAY} 09:00",
    end: str = f"{MONDAY} 12:00",
    *lines: str,
    sales: str = "",
) -> Path:
    """Write a scenario and its log; return the scenario's path."""
    scenario = small(start, end, arrivals="{log: chats.csv}", team="team: {agents: 3}", sales=sales)
    return small_scenario.written(folder, scenario, lines, "chats.csv", text)


def test_arrivals_are_seconds_since_the_start_in_order(tmp_path: Path) -> None:
    """Whatever the order of the rows; two may come at once, and parts of a second count."""
    text = log(f"{MONDAY} 10:30:15", f"{MONDAY} 09:00", f"{MONDAY} 10:30:15", f"{MONDAY} 09:00:01.5")
    files = load(written(tmp_path, text)).files
    assert files.logs == {"shop": (0, 1.5, 90 * MINUTE + 15, 90 * MINUTE + 15)}
    assert files.notes == ("chats.csv: 4 rows read, 4 used",)
    assert files.cautions == ()


@pytest.mark.parametrize("title", ["arrival", "Arrival", "start", "Start"])
def test_the_column_may_be_called_start(tmp_path: Path, title: str) -> None:
    """In any case."""
    assert load(written(tmp_path, f"{title}\n{MONDAY} 09:05\n")).files.logs == {"shop": (300,)}


def test_an_arrival_goes_before_a_start(tmp_path: Path) -> None:
    """Where both columns are there."""
    text = f"start,arrival\n{MONDAY} 09:07,{MONDAY} 09:05\n"
    files = load(written(tmp_path, text)).files
    assert files.logs == {"shop": (300,)}
    assert files.notes == ('chats.csv: 1 rows read, 1 used; columns not used: "start"',)


def test_arrivals_outside_start_and_end_are_counted(tmp_path: Path) -> None:
    """An arrival at the start is one, at the end it is none."""
    text = log(*(f"{MONDAY} {time}" for time in ("08:59:59", "09:00", "11:59:59", "12:00", "15:00")))
    files = load(written(tmp_path, text)).files
    assert files.logs == {"shop": (0, 3 * HOUR - 1)}
    assert files.notes == ("chats.csv: 5 rows read, 2 used, 3 outside start and end",)
    assert files.cautions == ("chats.csv: 3 of 5 rows are not used: outside start and end",)


def test_two_types_of_one_log(tmp_path: Path) -> None:
    """Each has its own rows."""
    text = f"chat_type,arrival\nshop,{MONDAY} 09:01\nSALES,{MONDAY} 09:02\nshop,{MONDAY} 09:03\n"
    files = load(written(tmp_path, text, sales="log: chats.csv")).files
    assert files.logs == {"shop": (60, 180), "sales": (120,)}


def test_two_types_need_the_column(tmp_path: Path) -> None:
    """Else each would get all."""
    said = file_problems(written(tmp_path, log(f"{MONDAY} 09:01"), sales="log: chats.csv"))
    assert said == [
        "chats.csv, row 1: this file serves shop and sales, but has no column chat_type; "
        "add a column chat_type, or give each its own file"
    ]


def test_a_log_and_a_forecast_side_by_side(tmp_path: Path) -> None:
    """Each type has its own source."""
    (tmp_path / "f.csv").write_text(f"start,chats\n{MONDAY} 09:00,10\n")
    files = load(written(tmp_path, log(f"{MONDAY} 09:01"), sales="file: f.csv")).files
    assert (list(files.logs), list(files.forecasts)) == (["shop"], ["sales"])
    assert files.notes == ("f.csv: 1 rows read, 1 used", "chats.csv: 1 rows read, 1 used")


def test_rows_read_are_rows_used_and_rows_reported(tmp_path: Path) -> None:
    """None is lost: 2 of shop inside, 1 outside, 2 of sales, 3 of nobody."""
    text = "arrival,chat_type\n" + "".join(
        f"{MONDAY} {time},{name}\n"
        for time, name in [
            *(("09:01", "shop"), ("09:02", "shop"), ("13:00", "shop"), ("09:00", "sales")),
            *(("14:00", "sales"), ("09:00", "x"), ("09:00", "x"), ("20:00", "y")),
        ]
    )
    files = load(written(tmp_path, text, sales="per_hour: 5")).files
    (note,) = files.notes
    read, used = map(int, re.findall(r"([0-9]+) (?:rows read|used)", note))
    assert (read, used) == (8, 2)
    assert sorted(files.cautions) == [
        'chats.csv: 1 of 8 rows are not used: no chat type is called "y"',
        "chats.csv: 1 of 8 rows are not used: outside start and end",
        'chats.csv: 2 of 8 rows are not used: chat type "sales" takes nothing from this file',
        'chats.csv: 2 of 8 rows are not used: no chat type is called "x"',
    ]
    assert used + sum(int(caution.split(" ")[1]) for caution in files.cautions) == read


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        (log(f"{MONDAY} 09:00", "soon"), ", row 3, column arrival", '"soon" is not a date and time'),
        (log(f"{MONDAY} 09:00", "09:05"), ", row 3, column arrival", "a time without a date"),
        (log("1795424400", "1795424460"), ", row 2, column arrival", "bare number, not a date"),
        (
            log(f"{MONDAY}T09:00Z"),
            ", row 2, column arrival",
            "has an offset, and the scenario has no timezone",
        ),
        (
            log("2026-11-24 09:00"),
            ", row 1",
            "no chat of shop arrives between start and end; check the dates",
        ),
        (log(f"{MONDAY} 12:00"), ", row 1", "no chat of shop arrives between start and end"),
        (log(), ", row 1", "no rows stand below the header"),
        ("", "", "the file is empty"),
        ("arivals\n2026-11-23 09:00\n", ", row 1", 'did you mean "arrival" instead of "arivals"?'),
        (f"arrival,chat_type\n{MONDAY} 09:00,shopp\n", ", row 1", 'did you mean "shopp" in the file?'),
        (
            f"arrival,chat_type\n{MONDAY} 09:00,\n",
            ", row 2, column chat_type",
            "this is empty; write the chat",
        ),
        (f"chat_type,arrival\nshop,\nshop,{MONDAY} 09:00\n", ", row 2, column arrival", "this is empty"),
    ],
)
def test_mistakes_in_a_log(tmp_path: Path, text: str, place: str, words: str) -> None:
    """Each is told with file, row and column."""
    said = file_problems(written(tmp_path, text))
    assert any(line.startswith(f"chats.csv{place}: ") and words in line for line in said), said


def test_every_type_of_a_log_needs_an_arrival(tmp_path: Path) -> None:
    """The one that has none is named."""
    text = f"arrival,chat_type\n{MONDAY} 09:00,shop\n{MONDAY} 19:00,sales\n"
    said = file_problems(written(tmp_path, text, sales="log: chats.csv"))
    assert said == ["chats.csv, row 1: no chat of sales arrives between start and end; check the dates"]


AUTUMN = "2026-10-25 02:00", "2026-10-25 05:00", ATHENS
SPRING = "2026-03-29 02:00", "2026-03-29 05:00", ATHENS


def test_in_the_hour_that_comes_twice_going_back_means_the_second_time(tmp_path: Path) -> None:
    """03:15 after 03:30 is an hour later; offsets make it plain."""
    text = log(
        "2026-10-25 03:30",
        "2026-10-25 03:15",
        "2026-10-25 04:00",
        "2026-10-25T03:30+03:00",
        "2026-10-25T03:30+02:00",
        "2026-10-25T01:45Z",
    )
    assert load(written(tmp_path, text, *AUTUMN)).files.logs["shop"] == (
        1.5 * HOUR,
        1.5 * HOUR,
        2.25 * HOUR,
        2.5 * HOUR,
        2.75 * HOUR,
        3 * HOUR,
    )


def test_a_time_that_clocks_skip(tmp_path: Path) -> None:
    """Does not exist; the minute after it does."""
    said = file_problems(written(tmp_path, log("2026-03-29 02:59", "2026-03-29 03:30"), *SPRING))
    assert said == [
        "chats.csv, row 3, column arrival: 2026-03-29 03:30 does not exist: clocks go forward; leave the row out"
    ]
    path = written(tmp_path, log("2026-03-29 02:59", "2026-03-29 04:00"), *SPRING)
    assert load(path).files.logs["shop"] == (59 * MINUTE, HOUR)


def test_times_in_utc(tmp_path: Path) -> None:
    """07:00 in Greenwich is 09:00 in Athens in winter."""
    text = log(f"{MONDAY}T07:00:00Z", f"{MONDAY}T09:30:00+02:00")
    path = written(tmp_path, text, f"{MONDAY} 09:00", f"{MONDAY} 12:00", ATHENS)
    assert load(path).files.logs["shop"] == (0, 30 * MINUTE)


def test_arrivals_behind_closed_doors_are_in_the_log(tmp_path: Path) -> None:
    """What becomes of them is not a matter of reading."""
    path = written(
        tmp_path,
        log(f"{MONDAY} 09:30", f"{MONDAY} 10:30"),
        f"{MONDAY} 09:00",
        f"{MONDAY} 12:00",
        "open: 10:00-12:00",
    )
    assert load(path).files.logs["shop"] == (30 * MINUTE, 90 * MINUTE)


def test_days_and_months_in_doubt_are_read_as_the_horizon_has_them(tmp_path: Path) -> None:
    """03/12 is the third of December here, not the twelfth of March."""
    text = log("03/12/2026 09:30", "03/12/2026 10:00")
    path = written(tmp_path, text, "2026-12-03 09:00", "2026-12-03 12:00")
    assert load(path).files.logs["shop"] == (30 * MINUTE, HOUR)


def test_a_workbook(tmp_path: Path) -> None:
    """Dates are whole seconds; mistakes are told with sheet and cell."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Export"
    for line in (["arrival"], [datetime(2026, 11, 23, 9, 30)], [f"{MONDAY} 10:00"]):
        sheet.append(line)
    book.save(tmp_path / "chats.xlsx")
    path = written(tmp_path, log())
    path.write_text(path.read_text().replace("chats.csv", "'chats.xlsx#Export'"))
    assert load(path).files.logs["shop"] == (30 * MINUTE, HOUR)
    sheet.append(["soon"])
    book.save(tmp_path / "chats.xlsx")
    assert file_problems(path)[0].startswith("chats.xlsx, sheet Export, cell A4 (arrival): ")
