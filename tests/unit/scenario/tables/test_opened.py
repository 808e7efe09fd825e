"""Only regular files of bounded size are read."""

import os
from pathlib import Path

import pytest

from planner.scenario.problems import ScenarioError
from planner.scenario.tables import opened, read_table


def refusal(path: Path, sheet: str | None = None) -> str:
    """Return what is said about a path that is no table."""
    with pytest.raises(ScenarioError) as error:
        read_table(path, "my/file.csv", ["start"], sheet=sheet)
    (problem,) = error.value.problems
    return str(problem)


def test_what_is_no_file(tmp_path: Path) -> None:
    """Folders, pipes, devices, circles of links, nothing: each is told apart, and none hangs."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    assert refusal(tmp_path) == "my/file.csv: this is a folder; name a CSV or XLSX file in it"
    for path in (tmp_path / "pipe", Path("/dev/zero")):
        assert refusal(path) == "my/file.csv: this is not a regular file; name a CSV or XLSX file"
    assert refusal(tmp_path / "none").endswith("there is no such file; check the name and the folder")
    assert "cannot be read" in refusal(tmp_path / "circle")
    assert "cannot be read" in refusal(tmp_path / "a\0b")
    assert "cannot be read" in refusal(tmp_path / ("x" * 10_000))


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests may run as root, who may read everything: pretend."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "f.csv").write_text("start\n1\n")
    monkeypatch.setattr(Path, "open", refuse)
    assert refusal(tmp_path / "f.csv") == "my/file.csv: you may not read this file; ask for read permission"


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sparse file of 100 MB costs nothing, and one that grows meanwhile is noticed."""
    path = tmp_path / "f.csv"
    with path.open("wb") as file:
        file.truncate(100_000_001)
    assert refusal(path) == "my/file.csv: the file has 100,000,001 bytes; a table has at most 100 MB"
    path.write_text("start\n")
    status = path.stat()
    path.write_text("start\n" * 100)
    monkeypatch.setattr(opened, "MOST_BYTES", 50)
    monkeypatch.setattr(Path, "stat", lambda _: status)
    assert "the file grows while it is read" in refusal(path)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        (
            "f.xlsx",
            b"start\n1\n",
            "this is no XLSX workbook; save it as .xlsx, or as CSV under a name ending in .csv",
        ),
        (
            "f.xls",
            b"\xd0\xcf\x11\xe0\xa1\xb1",
            "this is an old Excel file (.xls) or a workbook with a password; save it as .xlsx without a password",
        ),
        (
            "f.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1",
            "this is an old Excel file (.xls) or a workbook with a password; save it as .xlsx without a password",
        ),
    ],
)
def test_what_is_no_table(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    """The first bytes tell what a file really is."""
    (tmp_path / name).write_bytes(content)
    assert refusal(tmp_path / name) == f"my/file.csv: {message}"


def test_a_sheet_of_a_csv_file(tmp_path: Path) -> None:
    """There is none."""
    (tmp_path / "f.csv").write_text("start\n1\n")
    assert refusal(tmp_path / "f.csv", "Plan").endswith(
        "only workbooks have sheets; leave out the sheet, or name an .xlsx file"
    )
