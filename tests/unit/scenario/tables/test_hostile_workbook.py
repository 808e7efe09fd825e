"""Workbooks that lie, swell, or are broken."""

import struct
import time
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from planner.scenario.problems import ScenarioError
from planner.scenario.tables import Table, read_table

SAVE_AGAIN = "open the workbook and save it again as .xlsx or as CSV"
REPACK = "open it in a spreadsheet program and save it as .xlsx or as CSV"
DAMAGED = f"f.xlsx: the workbook is damaged, or of a kind that is not read; {REPACK}"
SHEET = "xl/worksheets/sheet1.xml"
HEAD = '<?xml version="1.0"?>'
SPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OPEN = f"<worksheet {SPACE}>"
TYPES = "[Content_Types].xml"
STRINGS = "xl/sharedStrings.xml"
STRINGS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
HEADER_ROW = '<row r="1"><c r="A1" t="inlineStr"><is><t>start</t></is></c></row>'


def made() -> bytes:
    """Return a small good workbook, with its texts in a part of their own the way Excel has them."""
    workbook = Workbook()
    stream = BytesIO()
    workbook.save(stream)
    workbook.close()
    with ZipFile(stream) as old:
        types = old.read(TYPES).decode()
    strings = f'<Override PartName="/{STRINGS}" ContentType="{STRINGS_TYPE}"/></Types>'
    raw = with_part(TYPES, types.replace("</Types>", strings), raw=stream.getvalue())
    raw = with_part(STRINGS, f"{HEAD}<sst {SPACE}><si><t>start</t></si><si><t>soon</t></si></sst>", raw=raw)
    text = '<row r="2"><c r="A2" t="s"><v>1</v></c></row>'
    return with_part(SHEET, f"{OPEN}<sheetData>{HEADER_ROW}{text}</sheetData></worksheet>", raw=raw)


def with_part(name: str, content: str | bytes, compression: int = ZIP_DEFLATED, raw: bytes = b"") -> bytes:
    """Return the good workbook, or another, with one part replaced or added."""
    stream = BytesIO()
    with ZipFile(BytesIO(raw or GOOD)) as old, ZipFile(stream, "w", compression) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return stream.getvalue()


GOOD = made()


def with_rows(rows: str, before: str = HEAD) -> bytes:
    """Return a workbook whose sheet has these rows."""
    return with_part(SHEET, f"{before}{OPEN}<sheetData>{HEADER_ROW}{rows}</sheetData></worksheet>")


def test_a_good_workbook(tmp_path: Path) -> None:
    """What the others break is sound."""
    assert [cell.value for cell in read(tmp_path, GOOD).columns["start"]] == ["soon"]


def test_formulas_with_a_saved_value(tmp_path: Path) -> None:
    """Only those without one are noted; a text may be empty."""
    saved = '<row r="2"><c r="A2"><f>1+1</f><v>2</v></c><c r="B2" t="str"><f>""</f><v></v></c></row>'
    table = read(tmp_path, with_rows(saved))
    assert [cell.value for cell in table.columns["start"]] == [2]
    assert table.notes == ()
    assert len(read(tmp_path, with_rows(saved + "<row><c><f>1</f><v/></c><c><v>1</v></c></row>")).notes) == 1


def read(folder: Path, raw: bytes) -> Table:
    """Read bytes as a workbook."""
    path = folder / "f.xlsx"
    path.write_bytes(raw)
    return read_table(path, "f.xlsx", ["start"])


def refusal(folder: Path, raw: bytes) -> str:
    """Return the one thing that is said about bytes."""
    with pytest.raises(ScenarioError) as error:
        read(folder, raw)
    (problem,) = error.value.problems
    return str(problem)


def laughs(encoding: str) -> bytes:
    """Return a sheet in which ten entities of ten entities make a billion laughs."""
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    doctype = f'<!DOCTYPE x [<!ENTITY a0 "ha">{entities}]>'
    text = f'<?xml version="1.0" encoding="{encoding}"?><!--{" " * 400_000}-->{doctype}{OPEN}&a9;</worksheet>'
    return text.encode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
@pytest.mark.parametrize("part", [SHEET, "xl/styles.xml", STRINGS, "xl/workbook.xml"])
def test_entities_do_not_expand(tmp_path: Path, part: str, encoding: str) -> None:
    """In no part, in no encoding, and not behind a long comment."""
    assert refusal(tmp_path, with_part(part, laughs(encoding))) == (
        f"f.xlsx: the workbook contains XML that defines its own entities; {SAVE_AGAIN}"
    )


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("<row>" + "<c/>" * 1_100_000 + "</row>", "contains too many XML elements"),
        ("<row/>" * 1_200_000, "has more than 1,100,000 <row> in one part"),
        ("<c>" * 200, "contains XML that is nested too deeply or has huge tags"),
        (f"<row><c r='{'x' * 3_000_000}'/></row>", "contains a tag of more than 1 MB"),
        (
            "<c " + " ".join(f"a{n}=''" for n in range(2000)) + "/>",
            "contains XML that is nested too deeply or has huge tags",
        ),
    ],
)
def test_xml_that_swells(tmp_path: Path, rows: str, message: str) -> None:
    """What would make a reader use a hundred times the memory is refused before it reads."""
    assert refusal(tmp_path, with_rows(rows)) == f"f.xlsx: the workbook {message}; {SAVE_AGAIN}"


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (
            with_part("xl/media/a.png", bytes(11_000_000)),
            f"unpacks to more than 200 times its size; {REPACK}",
        ),
        (with_part("xl/media/a.png", bytes(301_000_000)), "unpacks to more than 300 MB; split it"),
        (with_part("xl/media/a.png", b"a", ZIP_BZIP2), f"is packed in an unusual way; {REPACK}"),
    ],
    ids=["tight", "large", "unusual"],
)
def test_archives_that_swell(tmp_path: Path, raw: bytes, message: str) -> None:
    """By the sizes that they declare."""
    assert refusal(tmp_path, raw) == f"f.xlsx: the workbook {message}"


def test_too_many_parts(tmp_path: Path) -> None:
    """They are counted before the list of them is read."""
    stream = BytesIO(GOOD)
    with ZipFile(stream, "a") as archive:
        for part in range(5001):
            archive.writestr(f"{part}", b"")
    assert refusal(tmp_path, stream.getvalue()) == (
        f"f.xlsx: the workbook has more than 5,000 parts; {REPACK}"
    )


def test_a_lie_about_the_size(tmp_path: Path) -> None:
    """No more is unpacked than declared, and the checksum tells."""
    raw = bytearray(with_part("xl/big.xml", b"<a>" + bytes(50_000_000)))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        name = 30 if signature == b"PK\x03\x04" else 46
        at = next(
            at
            for at in range(len(raw))
            if raw.startswith(signature, at) and raw.startswith(b"xl/big.xml", at + name)
        )
        struct.pack_into("<I", raw, at + offset, 1000)
    assert refusal(tmp_path, bytes(raw)) == DAMAGED


def test_a_password(tmp_path: Path) -> None:
    """Archives may have one as well."""
    raw = bytearray(GOOD)
    at = raw.find(b"PK\x01\x02")
    raw[at + 8] |= 1
    assert refusal(tmp_path, bytes(raw)) == (
        "f.xlsx: the workbook has a password; save it as .xlsx without a password"
    )


@pytest.mark.parametrize("dimension", ["A1", "A1:XFD1048576", "A1:ZZZ999999999", "nonsense"])
def test_false_dimensions(tmp_path: Path, dimension: str) -> None:
    """What a sheet claims about its size is not believed."""
    content = (
        f'{OPEN}<dimension ref="{dimension}"/><sheetData>{HEADER_ROW}'
        '<row r="2"><c r="A2"><v>5</v></c></row></sheetData></worksheet>'
    )
    raw = with_part(SHEET, content)
    if dimension == "nonsense":
        assert refusal(tmp_path, raw) == DAMAGED
    else:
        assert [cell.value for cell in read(tmp_path, raw).columns["start"]] == [5]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (
            '<row r="999999999999"><c><v>1</v></c></row>',
            "f.xlsx, sheet Sheet, row 2000021: a table has at most",
        ),
        (
            '<row r="2"><c r="ZZZ2"><v>1</v></c></row>',
            "f.xlsx, sheet Sheet, row 2: a cell stands beyond column 200",
        ),
        (
            "".join(f'<row r="{row}"><c r="ZZZ{row}"/></row>' for row in range(2, 9999)),
            "f.xlsx, sheet Sheet, row 2737: a table has at most 50,000,000 cells",
        ),
        ('<row r="2"><c r="A2"><v>nonsense</v></c></row>', DAMAGED),
        (f'<row r="2"><c r="A2"><v>{"9" * 5000}</v></c></row>', DAMAGED),
        ('<row r="2"><c r="A2" t="s"><v>77</v></c></row>', DAMAGED),
        ('<row r="x"/>', DAMAGED),
        ("<row>", DAMAGED),
    ],
)
def test_rows_that_lie(tmp_path: Path, rows: str, message: str) -> None:
    """Rows and columns out of bounds, numbers that are none, texts that are not there."""
    began = time.monotonic()
    assert refusal(tmp_path, with_rows(rows)).startswith(message)
    assert time.monotonic() - began < 20


def test_too_large_a_number_or_date(tmp_path: Path) -> None:
    """A number beyond all bounds is infinite, which `number` refuses; nothing is printed about it."""
    table = read(tmp_path, with_rows(f"<row><c><v>{'9' * 400}</v></c></row><row><c><v>1e999</v></c></row>"))
    assert [cell.value for cell in table.columns["start"]] == [float("inf")] * 2


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, len(GOOD)))
def test_cut_off_anywhere(tmp_path: Path, length: int) -> None:
    """There is no table in half a workbook."""
    if length < len(GOOD):
        assert refusal(tmp_path, GOOD[:length]).startswith("f.xlsx: ")


def is_told(folder: Path, raw: bytes) -> bool:
    """Say whether bytes are a table or refused with at least one problem."""
    try:
        read(folder, raw)
    except ScenarioError as error:
        return len(error.problems) > 0
    return True


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), min_size=1, max_size=5))
def test_flipped_bits(tmp_path: Path, flips: list[tuple[int, int]]) -> None:
    """There is a table or a problem, and nothing else."""
    raw = bytearray(GOOD)
    for at, value in flips:
        raw[at] = value
    assert is_told(tmp_path, bytes(raw))


PARTS = [TYPES, STRINGS, SHEET, "xl/workbook.xml", "xl/styles.xml"]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(PARTS), st.data())
def test_broken_parts(tmp_path: Path, part: str, data: st.DataObject) -> None:
    """Also where the archive is sound and its XML is not what it should be."""
    with ZipFile(BytesIO(GOOD)) as archive:
        content = bytearray(archive.read(part))
    for _ in range(3):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 9))] = data.draw(
            st.sampled_from([b"", b"<", b'"', b"9", b"/>"])
        )
    assert is_told(tmp_path, with_part(part, bytes(content)))
