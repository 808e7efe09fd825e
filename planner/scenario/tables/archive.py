"""Whether a workbook, which is a ZIP archive of XML, is safe to open."""

from io import BytesIO
from typing import cast
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from planner.scenario.problems import Place, ScenarioError
from planner.scenario.quantities import Unreadable
from planner.scenario.tables.frame import refusal
from planner.scenario.tables.markup import check_markup

MOST_PARTS = 5000
LARGEST = 300_000_000
"""Bytes of all parts, unpacked."""
SMALL = 10_000_000
"""Bytes of a part that may be packed as tightly as it likes."""
TIGHTEST = 200
"""How many times smaller a part may be than what it unpacks to; sheets reach about 20."""
ENTRY = b"PK\x01\x02"
FIX = "open it in a spreadsheet program and save it as .xlsx or as CSV"


def check_archive(raw: bytes, source: str) -> int:
    """Raise `ScenarioError` for a damaged, encrypted or hostile archive; else count formulas without a value.

    Sizes are as declared: the zipfile module never unpacks more than that, and then finds a wrong checksum.
    """
    place = Place(source)
    if raw.count(ENTRY) > MOST_PARTS:
        raise refusal(place, f"the workbook has more than {MOST_PARTS:,} parts", FIX)
    try:
        with ZipFile(BytesIO(raw)) as archive:
            parts = archive.infolist()
            _check_sizes(parts)
            return sum(_check(archive, part) for part in parts)
    except Unreadable as error:
        raise refusal(place, error.wrong, error.fix) from None
    # zipfile raises whatever the bytes lead it to
    except Exception:
        raise damaged(source) from None


def _check(archive: ZipFile, part: ZipInfo) -> int:
    with archive.open(part) as stream:
        return check_markup(cast(BytesIO, stream))


def _check_sizes(parts: list[ZipInfo]) -> None:
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable("the workbook has a password", "save it as .xlsx without a password")
    if any(part.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for part in parts):
        raise Unreadable("the workbook is packed in an unusual way", FIX)
    if sum(part.file_size for part in parts) > LARGEST:
        raise Unreadable(f"the workbook unpacks to more than {LARGEST // 1_000_000} MB", "split it")
    if any(part.file_size > SMALL and part.file_size > TIGHTEST * part.compress_size for part in parts):
        raise Unreadable(f"the workbook unpacks to more than {TIGHTEST} times its size", FIX)


def damaged(source: str) -> ScenarioError:
    """Return the error for a workbook that cannot be read, for whatever reason."""
    return refusal(Place(source), "the workbook is damaged, or of a kind that is not read", FIX)
