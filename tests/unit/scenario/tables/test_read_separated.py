"""CSV -> a table, or a message that tells where it is wrong."""

import csv
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.scenario.problems import Problem, ScenarioError
from planner.scenario.tables import Table, read_table
from planner.scenario.tables import filled as filled_module


def read(folder: Path, content: str | bytes, name: str = "f.csv") -> Table:
    """Read content as a forecast."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_table(path, name, ["start", "chats"], ["chat_type"])


def refusals(folder: Path, content: str | bytes, name: str = "f.csv") -> list[str]:
    """Return what is said about content that is no forecast."""
    with pytest.raises(ScenarioError) as error:
        read(folder, content, name)
    return [str(problem) for problem in error.value.problems]


def problems_of(folder: Path, content: bytes, name: str) -> list[Problem] | None:
    """Return the problems with content; None if it is a table."""
    try:
        read(folder, content, name)
    except ScenarioError as error:
        return error.problems
    return None


def values(table: Table, column: str = "chats") -> list[object]:
    """Return the bare values of a column."""
    return [cell.value for cell in table.columns[column]]


def test_a_plain_table(tmp_path: Path) -> None:
    """Values are stripped, nothing is None, and each cell knows its place."""
    table = read(tmp_path, "start,chats,Chat Type,owner\n 2026-11-23 , 5 ,,me\n2026-11-24,6,shop,\n")
    assert list(table.columns) == ["start", "chats", "chat_type"]
    assert values(table, "start") == ["2026-11-23", "2026-11-24"]
    assert values(table, "chat_type") == [None, "shop"]
    assert (table.rows, table.decimal_comma) == (2, False)
    assert table.notes == ('columns not used: "owner"',)
    cell = table.columns["chat_type"][1]
    assert (cell.place.line, cell.place.column) == (3, 3)
    assert str(cell.place) == "f.csv, row 3, column Chat Type"
    assert str(table.row_place(0)) == "f.csv, row 2"
    assert str(table.place) == "f.csv, row 1"
    assert [each.value for each in table.columns["chats"][-1:]] == ["6"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_ways_csv_is_written(tmp_path: Path, delimiter: str, encoding: str, end: str) -> None:
    """Delimiter, encoding and line ends are found out."""
    rows = [["start", "chats", "chat-type"], ["2026-11-23", '"5"', "Größe"]]
    table = read(tmp_path, (end.join(map(delimiter.join, rows)) + end).encode(encoding))
    assert values(table) == ["5"]
    assert values(table, "chat_type") == ["Größe"]
    assert table.decimal_comma == (delimiter in ";\t")
    assert table.notes == (("read as Windows-1252 (it is not UTF-8)",) if encoding == "cp1252" else ())


def test_rows_above_and_between(tmp_path: Path) -> None:
    """Titles above the header and blank rows are noted, and row numbers stay those of the file."""
    table = read(tmp_path, 'Plan,,\n\nchats,START\n5,a\n\n,\n"6\n",b\n7,c\n\n\n')
    assert values(table) == ["5", "6", "7"]
    assert [table.row_place(row).line for row in range(3)] == [4, 7, 9]
    assert table.notes == ("rows above the header: 2", "2 empty rows")


def test_a_quoted_title_row_above(tmp_path: Path) -> None:
    """A row that is no table with another delimiter does not hide the header."""
    assert values(read(tmp_path, 'sep=;\n"start";"chats"\n1;"2"\n')) == ["2"]


def test_short_rows_lack_cells(tmp_path: Path) -> None:
    """What is missing at the end is nothing; blank cells beyond the header do no harm."""
    assert values(read(tmp_path, "start,chats\n1\n2,3,, \n")) == [None, "3"]


def test_one_of_two_names(tmp_path: Path) -> None:
    """Of arrival|start either serves, the first before the second."""
    path = tmp_path / "log.csv"
    path.write_text("start,x\n1,2\n")
    assert list(read_table(path, "log.csv", ["arrival|start"]).columns) == ["arrival"]
    path.write_text("start,arrival\n1,2\n")
    assert values(read_table(path, "log.csv", ["arrival|start"]), "arrival") == ["2"]
    path.write_text("begin,x\n1,2\n")
    with pytest.raises(ScenarioError, match='the "arrival" or "start" column is missing'):
        read_table(path, "log.csv", ["arrival|start"])


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "f.csv: the file is empty; write a header row and rows below it"),
        ("\n\n", "f.csv: the table is empty; write a header row and rows below it"),
        ("start,chats\n\n", "f.csv, row 1: no rows stand below the header; write at least one row"),
        (
            "start,chat,note\n1,2,3\n",
            'f.csv, row 1: the "chats" column is missing; the row has "start", "chat", "note"; '
            'did you mean "chats" instead of "chat"?',
        ),
        (
            '"begin";"amount"\n1;2\n',
            'f.csv, row 1: the "start", "chats" columns are missing; the row has "begin", "amount"; '
            'write a header row with "start", "chats"',
        ),
        (
            "start,chats,Chats\n1,2,3\n",
            'f.csv, row 1, column Chats: the column "chats" is there 2 times; '
            "keep one, or give the others another title",
        ),
        (
            "start,chats\n1,2\n3,12,5\n",
            "f.csv, row 3: the row has more cells (3) than the header (2); "
            'put quotes (") around cells that contain the separator',
        ),
        (
            'start,chats\n1,2\n3,"4\n5,6\n',
            'f.csv, row 3: a quote (") that is opened in this row is never closed; '
            'close the quote, and write a quote within a cell as ""',
        ),
        (
            'start,chats\n1,"2" x\n',
            'f.csv, row 2: text follows a closing quote (") in the row that begins here; '
            'close the quote, and write a quote within a cell as ""',
        ),
        (
            'start,chats\n1,"' + "1,2\n" * 5000,
            "f.csv, row 2: a cell of more than 10,000 characters begins in this row; "
            'shorten it; perhaps a quote (") is not closed',
        ),
        (
            "start,chats\n1,2\n3,\0\n",
            "f.csv, row 3: a NUL character stands here; save the table as CSV in UTF-8, without binary data",
        ),
        (
            "start,chats\n1,2\n".encode("utf-16-le"),
            "f.csv, row 1: a NUL character stands here; save the table as CSV in UTF-8, without binary data",
        ),
        (b"start,chats\n1,\x81\n", "f.csv, row 2: what stands here is no text; save the file as UTF-8"),
        (
            "start,chats\n1,2" + "," * 300 + "x\n",
            "f.csv, row 2: a cell stands beyond column 200; leave out the columns that are not needed",
        ),
        (
            "x," * 1_000_001,
            "f.csv, row 1: the row that begins here has more than 2,000,000 characters; "
            'perhaps a quote (") is not closed, or this is no table',
        ),
        (
            b"PK\x03\x04junk",
            "f.csv: this is a workbook and no .csv file; name it .xlsx, or save the sheet as CSV",
        ),
    ],
)
def test_what_is_refused(tmp_path: Path, content: str | bytes, message: str) -> None:
    """Each is told once, with its place and what would be right."""
    assert refusals(tmp_path, content) == [message]


def test_titles_are_listed_and_cut(tmp_path: Path) -> None:
    """Nobody reads two hundred titles, and no more than 60 characters of one are echoed."""
    (message,) = refusals(tmp_path, ",".join(["y" * 100] * 20) + "\n")
    assert f'"{"y" * 60}…" and 12 more' in message
    assert "y" * 61 not in message


def test_many_problems_are_counted(tmp_path: Path) -> None:
    """Fifty are told, the rest is counted."""
    messages = refusals(tmp_path, "start,chats\n" + "1,2,3\n" * 170)
    assert len(messages) == 51
    assert messages[-1] == (
        "f.csv, row 52: from here on 120 more rows like these; mend the first ones, then try again"
    )


def test_too_many_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows and cells are counted while they are read."""
    monkeypatch.setattr(filled_module, "MOST_ROWS", 100)
    content = "start,chats\n" + "1,2\n" * 200
    assert refusals(tmp_path, content) == ["f.csv, row 121: a table has at most 100 rows; split it"]
    monkeypatch.setattr(filled_module, "MOST_CELLS", 50)
    assert refusals(tmp_path, content) == ["f.csv, row 26: a table has at most 50 cells; leave out columns"]


def test_pythons_own_limit_is_left_as_it_was(tmp_path: Path) -> None:
    """Other code may read longer cells, whatever happens here."""
    before = csv.field_size_limit()
    read(tmp_path, "start,chats\n1,2\n")
    refusals(tmp_path, 'start,chats\n1,"2\n')
    assert csv.field_size_limit() == before


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    head=st.sampled_from(
        [b"", b"start,chats\n", b"start;chats\n", b"\xff\xfe", b"\xef\xbb\xbf", b"PK\x03\x04"]
    ),
    body=st.one_of(st.binary(max_size=300), st.text('",;\n\r\t|1a= \0é', max_size=100).map(str.encode)),
    name=st.sampled_from(["f.csv", "f.tsv", "f", "f.xlsx"]),
)
def test_whatever_the_bytes(tmp_path: Path, head: bytes, body: bytes, name: str) -> None:
    """There is a table or at least one problem, and nothing else."""
    problems = problems_of(tmp_path, head + body, name)
    assert problems is None or problems
    assert all(problem.place.source == name for problem in problems or [])
